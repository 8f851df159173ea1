#include "connectors/program/siuss/outcomes_in_ledger.h"

#include "engine/loop/request.h"
#include "events/hash.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

constexpr const char* kInps = "inps";  // who says it

schema::FlowKind KindOf(const siuss::FlowOutcome& outcome) {
  return outcome.is_sinba ? schema::FlowKind::sinba : schema::FlowKind::ps_psa_sina;
}

const siuss::Flow* FlowNamed(const siuss::FlowBook& book, std::string_view body, std::string_view name) {
  const auto& flows = book.flows();
  const auto found = std::find_if(flows.begin(), flows.end(),
                                  [&](const siuss::Flow& one) { return siuss::NameOf(one, body) == name; });
  return found == flows.end() ? nullptr : &*found;
}

/// The last rejected flow before `flow` that told of the same; empty: none is owed.
std::string Mended(const engine::State& state, const siuss::FlowBook& book, std::string_view body, const siuss::Flow& flow) {
  std::string mended;
  for (const siuss::Flow& one : book.flows()) {
    if (one.at_ms >= flow.at_ms) break;
    if (!siuss::TellOfTheSame(one, flow)) continue;
    const std::string name = siuss::NameOf(one, body);
    const auto row = state.Find<engine::FlowTable>(engine::FlowEntity(name));
    if (row && row->state == engine::FlowState::kRejected) mended = name;
  }
  return mended;
}

/// The same outcome, told again, is the same command.
CommandId IdOf(const siuss::FlowOutcome& outcome) {
  const std::string text = "siuss outcome\n" + outcome.flow + "\n" + std::string(siuss::WordOf(outcome.code)) + "\n" + outcome.taken_at;
  return IdFromHash<CommandId>(events::Sha256({events::AsBytes(std::string_view(text))}));
}

engine::Request RequestOf(Node& node, const siuss::FlowBook& book, std::string_view body, const siuss::FlowOutcome& outcome) {
  const bool is_accepted = outcome.code == siuss::OutcomeCode::kOk;
  schema::RecordFlowOutcomeT record;
  record.flow = outcome.flow;
  record.kind = KindOf(outcome);
  record.outcome = is_accepted ? schema::FlowOutcome::accepted : schema::FlowOutcome::rejected;
  record.code = siuss::WordOf(outcome.code);
  if (const auto at = ParseInstant(outcome.told_at)) record.flow_at = at->micros;
  if (const auto at = ParseInstant(outcome.taken_at)) record.acquired_at = at->micros;
  record.acquisition = outcome.acquisition;
  if (const siuss::Flow* flow = FlowNamed(book, body, outcome.flow)) {
    if (!flow->benefit.is_zero()) record.about = std::make_unique<schema::Id>(events::ToSchema(flow->benefit));
    if (is_accepted) record.mends = Mended(node.state(), book, body, *flow);
  }
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(events::ToSchema(IdOf(outcome)));
  command.actor = kInps;
  command.payload = engine::CommandOf(std::move(record));
  return engine::Request{events::PackLeaf(command), {}};
}

}  // namespace

std::map<std::string, engine::FlowRow> FlowsToldOf(const engine::State& state) {
  std::map<std::string, engine::FlowRow> told;
  state.Scan<engine::FlowTable>(engine::FlowTable::Key(), [&](std::string_view, const engine::FlowRow& row) {
    told[row.flow] = row;
    return true;
  });
  return told;
}

Status RecordOutcomes(Node& node, const siuss::FlowBook& book, std::string_view body,
                      const std::vector<siuss::FlowOutcome>& outcomes) {
  for (const siuss::FlowOutcome& outcome : outcomes) {
    const engine::Outcome done = node.Submit(RequestOf(node, book, body, outcome));
    if (const auto* failure = std::get_if<Failure>(&done)) return *failure;
    const auto* rejection = std::get_if<engine::Rejection>(&done);
    if (rejection != nullptr && rejection->code == engine::RejectionCode::kForm) {
      return Failure{FailureCode::kDamaged, "an outcome cannot be recorded: " + rejection->error.ToString()};
    }
  }
  return {};
}

}  // namespace fascicolo::program
