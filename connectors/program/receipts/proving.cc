#include "connectors/program/receipts/proving.h"

#include "engine/catalogue/decimal.h"
#include "events/proof/receipt_making.h"
#include "events/proof/statement.h"
#include "projections/history_reader.h"
#include "projections/waiting_list.h"

namespace fascicolo::program {
namespace {

using projections::HistoryRef;

/// The row as it is stated: what the list's view says of the application.
std::string RowOf(const projections::Explanation& entry) {
  return events::json::PrintJson(cli::Object()
                                     .Add("view", "waiting-list")
                                     .Add("list", entry.applicant.list)
                                     .Add("entity", entry.activation)
                                     .Add("rank", entry.rank)
                                     .Add("points", entry.score ? std::optional(engine::FormatHundredths(entry.score->total)) : std::nullopt)
                                     .Add("since", entry.place ? std::optional(entry.place->since) : std::nullopt)
                                     .Done());
}

/// The leaves of a commit that some references name: its command, and the events.
std::vector<std::uint32_t> LeavesOf(const std::set<HistoryRef>& refs, Position position) {
  std::vector<std::uint32_t> leaves{0};
  for (auto ref = refs.lower_bound({position, std::nullopt}); ref != refs.end() && ref->position == position; ++ref) {
    if (ref->event) leaves.push_back(*ref->event + 1);
  }
  return leaves;
}

}  // namespace

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

void Proving::AddHistory(EntityId entity, projections::WithParts parts, Refs& refs) const {
  ThroughPages<HistoryRef>(
      0, [&](const auto& after, std::size_t page) { return HistoryOf(reading_.rows(), entity, parts, after, page); },
      [&](const projections::HistoryPage& page) {
        refs.insert(page.refs.begin(), page.refs.end());
        return page.refs.size();
      });
}

Result<proof::Receipt> Proving::OfEvent(Position position, std::uint32_t event) {
  return Make(proof::ReceiptKind::kEvent, {{position, event}}, {});
}

Result<proof::Receipt> Proving::OfHistory(EntityId entity) {
  Refs refs;
  AddHistory(entity, projections::WithParts::kWithParts, refs);
  if (refs.empty()) return Failure{FailureCode::kNotFound, "nothing happened to " + ToHex(entity)};
  return Make(proof::ReceiptKind::kCase, refs, {});
}

Result<proof::Receipt> Proving::OfPlace(EntityId activation) {
  const auto entry = projections::ExplainEntry(reading_.rows(), activation);
  if (!entry || !entry->rank) return Failure{FailureCode::kNotFound, ToHex(activation) + " waits on no list"};
  Refs refs;
  AddHistory(activation, projections::WithParts::kOwnOnly, refs);
  AddHistory(entry->applicant.list, projections::WithParts::kOwnOnly, refs);
  return Make(proof::ReceiptKind::kRow, refs, RowOf(*entry));
}

Result<proof::Receipt> Proving::Make(proof::ReceiptKind kind, const Refs& refs, const std::string& row) {
  const proof::KeptCheckpoint& kept = checkpointing_->newest();
  auto nodes = checkpointing_->NodesOfNewest();
  proof::ReceiptMaking making(kind, kept.note, kept.checkpoint.size, nodes);
  proof::Statement statement{kept.checkpoint.origin, kept.checkpoint.size, kept.checkpoint.root, {}, row};
  const projections::HistoryReader commits(reading_.node().authority().ledger(), reading_.rows());
  for (auto ref = refs.begin(); ref != refs.end(); ref = refs.upper_bound({ref->position, UINT32_MAX})) {
    const auto commit = commits.Load(ref->position);
    if (!commit) return commit.error();
    const auto leaves = LeavesOf(refs, ref->position);
    const auto& events = (*commit)->reading.events();
    if (leaves.back() > events.size()) {
      return Failure{FailureCode::kNotFound, "position " + std::to_string(ref->position.value) + " has " +
                                                 std::to_string(events.size()) + " events"};
    }
    for (const std::uint32_t leaf : leaves) {
      if (leaf > 0) statement.versions[events::Entity(events[leaf - 1]->entity())] = Version{events[leaf - 1]->version()};
    }
    if (Status added = making.Add((*commit)->reading, leaves); !added) return added.error();
  }
  if (kind != proof::ReceiptKind::kEvent) making.State(checkpointing_->SignStatement(statement));
  return making.Done();
}

}  // namespace fascicolo::program
