#include "connectors/program/receipts/proving.h"

#include "engine/catalogue/decimal.h"
#include "events/proof/decimal.h"
#include "events/proof/receipt_making.h"
#include "events/proof/statement.h"
#include "projections/history_reader.h"
#include "projections/waiting_list.h"

#include <functional>

namespace fascicolo::program {
namespace {

using projections::HistoryRef;

std::optional<std::string> PointsOf(const projections::Explanation& entry) {
  return entry.score ? std::optional(engine::FormatHundredths(entry.score->total)) : std::nullopt;
}

/// The row as it is stated: what the list's view says of the application.
std::string RowOf(const projections::Explanation& entry) {
  return events::json::PrintJson(cli::Object()
                                     .Add("view", "waiting-list")
                                     .Add("list", entry.applicant.list)
                                     .Add("entity", entry.activation)
                                     .Add("rank", entry.rank)
                                     .Add("points", PointsOf(entry))
                                     .Add("since", entry.place ? std::optional(entry.place->since) : std::nullopt)
                                     .Done());
}

/// The events that `refs` name, commit by commit; ends with the first failure.
Status ForEachCommitOf(const std::set<HistoryRef>& refs, const projections::HistoryReader& commits,
                       const std::function<Status(const events::CommitReading&)>& visit) {
  for (auto ref = refs.begin(); ref != refs.end(); ref = refs.upper_bound({ref->position, UINT32_MAX})) {
    const auto commit = commits.Load(ref->position);
    if (!commit) return commit.error();
    if (Status visited = visit((*commit)->reading); !visited) return visited;
  }
  return {};
}

/// The sections of a leaf; null: nothing is sealed in it, or there is no such leaf.
const flatbuffers::Vector<flatbuffers::Offset<schema::Section>>* SectionsOf(const events::CommitReading& commit,
                                                                            std::uint32_t leaf) {
  if (!commit.understood() || leaf > commit.events().size()) return nullptr;
  return leaf == 0 ? commit.recorded().sections() : commit.events()[leaf - 1]->sections();
}

/// The leaves of a commit that some references name: its command, and the events.
std::vector<std::uint32_t> LeavesOf(const std::set<HistoryRef>& refs, Position position) {
  std::vector<std::uint32_t> leaves{0};
  for (auto ref = refs.lower_bound({position, std::nullopt}); ref != refs.end() && ref->position == position; ++ref) {
    if (ref->event) leaves.push_back(*ref->event + 1);
  }
  return leaves;
}

/// Some key was ever destroyed: else no commit has to be read once more for what it may have lost.
bool HasErased(const engine::State& state) {
  bool has_erased = false;
  state.Scan<engine::ErasedKeyTable>(engine::ErasedKeyTable::Key(), [&](std::string_view, const engine::ErasedKeyRow&) {
    has_erased = true;
    return false;
  });
  return has_erased;
}

}  // namespace

Result<HistoryRef, FormError> ReadEventPlace(std::string_view text) {
  const auto dot = text.find('.');
  const auto position = proof::ReadDecimal(text.substr(0, dot));
  const auto event = dot == std::string_view::npos ? std::nullopt : proof::ReadDecimal(text.substr(dot + 1));
  if (position && event && *event < events::kMaxLeaves) {
    return HistoryRef{Position{*position}, static_cast<std::uint32_t>(*event)};
  }
  return FormError{"--event", "is no event", "position and number, as in 'history': 17.2"};
}

Result<std::unique_ptr<Proving>> Proving::Begin(Session& session, Reading& reading) {
  auto checkpointing = Checkpointing::Begin(session, reading.node());
  if (!checkpointing) return checkpointing.error();
  const auto is_new = (*checkpointing)->Sign();
  if (!is_new) return is_new.error();
  if ((*checkpointing)->newest().checkpoint.root != reading.standing().root) {
    return Failure{FailureCode::kUnavailable, "the ledger is written to meanwhile: ask again"};
  }
  return std::unique_ptr<Proving>(new Proving(reading, std::move(checkpointing).value()));
}

Status Proving::LeadInto(SuperLogging& super) {
  const proof::SignedNote& checkpoint = checkpointing_->newest().note;
  if (Status added = super.Add(checkpoint); !added) return added;
  auto proof = super.Prove(checkpoint);
  if (!proof) return proof.error();
  super_ = std::move(proof).value();
  return {};
}

void Proving::AddHistory(EntityId entity, projections::WithParts parts, Refs& refs) const {
  ThroughPages<HistoryRef>(
      0, [&](const auto& after, std::size_t page) { return HistoryOf(reading_.rows(), entity, parts, after, page); },
      [&](const projections::HistoryPage& page) {
        refs.insert(page.refs.begin(), page.refs.end());
        return page.refs.size();
      });
}

Status Proving::AddErasure(EntityId person, std::uint32_t number, Refs& refs) const {
  Refs history;
  AddHistory(person, projections::WithParts::kOwnOnly, history);
  const projections::HistoryReader commits(reading_.node().authority().ledger(), reading_.rows());
  return ForEachCommitOf(history, commits, [&](const events::CommitReading& commit) -> Status {
    const auto& events = commit.events();
    for (std::uint32_t i = 0; commit.understood() && i < events.size(); ++i) {
      const bool is_own = events::Entity(events[i]->entity()) == person && proof::ErasureNumberOf(*events[i]) == number;
      if (is_own) refs.insert({commit.header().position, i});
    }
    return {};
  });
}

Status Proving::AddErasuresBehind(const Refs& refs, Refs& all) const {
  std::set<std::pair<EntityId, std::uint32_t>> erasures;
  const engine::State state = reading_.node().state();
  if (!HasErased(state)) return {};
  const projections::HistoryReader commits(reading_.node().authority().ledger(), reading_.rows());
  const Status read = ForEachCommitOf(refs, commits, [&](const events::CommitReading& commit) -> Status {
    for (const std::uint32_t leaf : LeavesOf(refs, commit.header().position)) {
      const auto* sections = SectionsOf(commit, leaf);
      for (std::uint32_t i = 0; sections != nullptr && i < sections->size(); ++i) {
        const auto row = state.Find<engine::ErasedKeyTable>(events::FromSchema<KeyId>(sections->Get(i)->key()));
        if (row) erasures.emplace(row->person, row->erasure);
      }
    }
    return {};
  });
  if (!read) return read;
  for (const auto& [person, number] : erasures) {
    if (Status added = AddErasure(person, number, all); !added) return added;
  }
  return {};
}

Result<proof::Receipt> Proving::OfEvent(Position position, std::uint32_t event) {
  return Make(proof::ReceiptKind::kEvent, {{position, event}});
}

Result<proof::Receipt> Proving::OfErasure(EntityId person, std::uint32_t number) {
  Refs refs;
  if (Status added = AddErasure(person, number, refs); !added) return added.error();
  if (refs.empty()) return Failure{FailureCode::kNotFound, ToHex(person) + " has no such erasure"};
  return Make(proof::ReceiptKind::kErasure, refs);
}

Result<proof::Receipt> Proving::OfHistory(EntityId entity) {
  Refs refs;
  AddHistory(entity, projections::WithParts::kWithParts, refs);
  if (refs.empty()) return Failure{FailureCode::kNotFound, "nothing happened to " + ToHex(entity)};
  return Make(proof::ReceiptKind::kCase, refs);
}

Result<proof::Receipt> Proving::OfPlace(EntityId activation) {
  const auto entry = projections::ExplainEntry(reading_.rows(), activation);
  if (!entry || !entry->rank) return Failure{FailureCode::kNotFound, ToHex(activation) + " waits on no list"};
  Refs refs;
  AddHistory(activation, projections::WithParts::kOwnOnly, refs);
  AddHistory(entry->applicant.list, projections::WithParts::kOwnOnly, refs);
  return Make(proof::ReceiptKind::kRow, refs, RowOf(*entry));
}

Result<proof::CheckedReceipt> Proving::Check(const proof::Receipt& receipt) const {
  auto checked = proof::CheckReceipt(receipt, reading_.node().identity().origin, key());
  if (!checked) return Failure{FailureCode::kDamaged, checked.error().ToString()};
  return std::move(checked).value();
}

Result<proof::Receipt> Proving::Make(proof::ReceiptKind kind, const Refs& refs, const std::string& row) {
  const proof::KeptCheckpoint& kept = checkpointing_->newest();
  auto nodes = checkpointing_->NodesOfNewest();
  proof::ReceiptMaking making(kind, kept.note, kept.checkpoint.size, nodes);
  proof::Statement statement{kept.checkpoint.origin, kept.checkpoint.size, kept.checkpoint.root, {}, row};
  Refs all = refs;
  if (Status added = AddErasuresBehind(refs, all); !added) return added.error();
  const projections::HistoryReader commits(reading_.node().authority().ledger(), reading_.rows());
  const Status made = ForEachCommitOf(all, commits, [&](const events::CommitReading& commit) -> Status {
    const Position position = commit.header().position;
    const auto leaves = LeavesOf(all, position);
    const auto& events = commit.events();
    if (leaves.back() > events.size()) {
      return Failure{FailureCode::kNotFound, "position " + std::to_string(position.value) + " has " +
                                                 std::to_string(events.size()) + " events"};
    }
    for (const std::uint32_t leaf : leaves) {
      if (leaf == 0 || !refs.contains({position, leaf - 1})) continue;
      statement.versions[events::Entity(events[leaf - 1]->entity())] = Version{events[leaf - 1]->version()};
    }
    return making.Add(commit, leaves);
  });
  if (!made) return made.error();
  if (proof::HasStatement(kind)) making.State(checkpointing_->SignStatement(statement));
  proof::Receipt receipt = making.Done();
  receipt.super = super_;
  return receipt;
}

}  // namespace fascicolo::program
