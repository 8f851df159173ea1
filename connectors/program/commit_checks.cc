#include "connectors/program/commit_checks.h"

#include "connectors/program/sealed_text.h"
#include "engine/fold.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace fascicolo::program {
namespace {

using events::CommitKind;

bool IsSame(const schema::Hash* one, const Hash& other) {
  return one != nullptr && std::equal(other.bytes.begin(), other.bytes.end(), one->bytes()->data());
}
bool IsSame(const schema::Hash* one, const schema::Hash* other) {
  return one != nullptr && other != nullptr && std::memcmp(one, other, sizeof *one) == 0;
}

bool KindFits(const events::CommitReading& commit) {
  const auto type = commit.command().payload_type();
  switch (commit.header().kind) {
    case CommitKind::kLedgerOpened:
      return type == schema::CommandPayload::OpenLedger;
    case CommitKind::kTermStarted:
    case CommitKind::kLineageStarted:
      return type == schema::CommandPayload::ClaimTerm;
    case CommitKind::kDecided:
    case CommitKind::kRefused:
      return type != schema::CommandPayload::OpenLedger && type != schema::CommandPayload::ClaimTerm;
  }
  return false;
}

void CheckOutcome(const events::CommitReading& commit, const OnProblem& on_problem) {
  const auto& header = commit.header();
  if (events::FromSchema<CommandId>(commit.command().id()) != header.command) {
    on_problem("its command has another id than its header says");
  }
  if (!KindFits(commit)) on_problem("its kind does not fit its command");
  const auto* stamp = commit.recorded().stamp();
  if (stamp == nullptr || Instant{stamp->now()} != header.recorded_at) {
    on_problem("was decided at another time than recorded");
  }
  const bool is_refused = header.kind == CommitKind::kRefused;
  if (is_refused != (commit.recorded().refused() != nullptr)) {
    on_problem("is a refusal without a rule, or a rule without a refusal");
  }
  if (is_refused && header.event_count > 0) on_problem("is a refusal with events");
}

/// Versions follow each other, and the touched array says where they came to.
void CheckVersions(const events::CommitReading& commit, const engine::State& before, const OnProblem& on_problem) {
  std::map<EntityId, events::Touched> reached;
  for (const auto* event : commit.events()) {
    const EntityId entity = events::Entity(event->entity());
    auto [found, is_new] = reached.try_emplace(entity);
    if (is_new) found->second = {entity, event->kind(), before.VersionOf(entity)};
    found->second.version = found->second.version.next();
    if (found->second.version.value == event->version()) continue;
    on_problem("an event takes " + ToHex(entity) + " to version " + std::to_string(event->version()) + ", where " +
               std::to_string(found->second.version.value) + " would follow");
  }
  const auto same = [](const auto& one, const events::Touched& touched) { return one.second == touched; };
  if (!std::equal(reached.begin(), reached.end(), commit.touched().begin(), commit.touched().end(), same)) {
    on_problem("its touched entities are not those of its events");
  }
}

void CheckSections(const events::CommitReading& commit, CommitCounts& counts, const OnProblem& on_problem) {
  const auto* sections = commit.recorded().sections();
  const std::size_t described = sections == nullptr ? 0 : sections->size();
  counts.sealed += described;
  if (commit.ciphertexts().size() > described) on_problem("holds a ciphertext that nothing describes");
  for (std::uint32_t i = 0; i < described; ++i) {
    const auto ciphertext = i < commit.ciphertexts().size() ? commit.ciphertexts()[i] : events::ConstBytes{};
    if (ciphertext.empty()) {
      ++counts.removed;
    } else if (!IsSame(sections->Get(i)->ciphertext_hash(), events::Sha256(ciphertext))) {
      on_problem("the ciphertext of " + std::string(engine::Text(sections->Get(i)->field())) + " is not the one described");
    }
  }
  for (const auto* event : commit.events()) {
    if (event->sections() == nullptr) continue;
    for (const auto* section : *event->sections()) {
      const auto is_it = [&](const auto* one) {
        return IsSame(one->ciphertext_hash(), section->ciphertext_hash()) && IsSame(one->commitment(), section->commitment());
      };
      if (sections == nullptr || std::none_of(sections->begin(), sections->end(), is_it)) {
        on_problem("an event has a section that is none of its command's");
      }
    }
  }
}

void CheckExecution(const events::CommitReading& commit, const engine::State& before, const OnProblem& on_problem) {
  const auto* fulfil = commit.command().payload_as_Fulfil();
  if (fulfil == nullptr || commit.header().kind != CommitKind::kDecided) return;
  const Instant due{fulfil->due()};
  const EntityId obligation = events::Entity(fulfil->obligation());
  const auto today = before.Ledger().today;
  if (due > commit.header().recorded_at || !today || LocalDay(due) > *today) {
    on_problem("executes obligation " + ToHex(obligation) + " before it is due");
  }
  if (commit.header().command != engine::FulfilmentOf(obligation)) {
    on_problem("executes obligation " + ToHex(obligation) + " under a command that is not its own");
  }
}

}  // namespace

void CheckCommit(const events::CommitReading& commit, const engine::State& before, Instant recorded_before,
                 CommitCounts& counts, const OnProblem& on_problem) {
  if (commit.header().recorded_at < recorded_before) on_problem("was recorded before the commit that it follows");
  if (!commit.understood()) return;
  CheckOutcome(commit, on_problem);
  CheckVersions(commit, before, on_problem);
  CheckSections(commit, counts, on_problem);
  CheckExecution(commit, before, on_problem);
}

Status CheckRequest(const events::CommitReading& commit, vault::Vault& vault, CommitCounts& counts,
                    const OnProblem& on_problem) {
  if (!commit.understood()) return {};
  const auto& recorded = commit.recorded();
  std::vector<std::string> personal;
  if (recorded.sections() != nullptr) {
    for (const auto* section : *recorded.sections()) {
      auto text = OpenSealed(commit, *section, vault);
      if (!text) return text.error();
      if (!*text) {
        const auto ought = OughtToOpen(commit, *section, vault);
        if (!ought) return ought.error();
        if (*ought) {
          on_problem("a sealed text does not open by the key that is there for it");
        } else {
          ++counts.requests_unknown;
        }
        return {};
      }
      personal.emplace_back(engine::Text(section->field()));
      personal.push_back(**std::move(text));
    }
  }
  const auto* command = recorded.command();
  if (IsSame(recorded.request_hash(), vault.RequestHash({command->data(), command->size()}, personal))) {
    ++counts.requests;
  } else {
    on_problem("its command is not the one that was handed in");
  }
  return {};
}

}  // namespace fascicolo::program
