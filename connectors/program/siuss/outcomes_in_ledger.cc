#include "connectors/program/siuss/outcomes_in_ledger.h"

#include "engine/loop/request.h"
#include "events/hash.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

constexpr const char* kInps = "inps";  // who says it
constexpr std::int64_t kMicrosOfMilli = 1'000;

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

/// The same thing, told again, is the same command.
CommandId IdOf(std::string_view text) { return IdFromHash<CommandId>(events::Sha256({events::AsBytes(text)})); }

template <class Payload>
engine::Request FromInps(std::string_view what, Payload payload) {
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(events::ToSchema(IdOf(what)));
  command.actor = kInps;
  command.payload = engine::CommandOf(std::move(payload));
  return engine::Request{events::PackLeaf(command), {}};
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
  const std::string what = "siuss outcome\n" + outcome.flow + "\n" + record.code + "\n" + outcome.taken_at;
  return FromInps(what, std::move(record));
}

/// What INPS has of a kind by now and had not when it was last recorded; none: nothing.
std::optional<schema::RecordFlowsReadT> NewlyRead(const engine::State& state, const siuss::FlowBook& book, schema::FlowKind kind,
                                                  std::int64_t since_ms) {
  const auto read = state.Find<engine::FlowsReadTable>(kind);
  const auto& flows = book.flows();
  const std::size_t first = read ? book.After(read->until.micros / kMicrosOfMilli) : 0;
  schema::RecordFlowsReadT record;
  record.kind = kind;
  for (std::size_t i = first; i < book.After(since_ms); ++i) {
    if (flows[i].is_sinba() != (kind == schema::FlowKind::sinba)) continue;
    record.until = flows[i].at_ms * kMicrosOfMilli;
    ++record.count;
  }
  return record.count == 0 ? std::nullopt : std::optional(record);
}

Status HandIn(Node& node, engine::Request request, const char* what) {
  const engine::Outcome done = node.Submit(std::move(request));
  if (const auto* failure = std::get_if<Failure>(&done)) return *failure;
  const auto* rejection = std::get_if<engine::Rejection>(&done);
  // Told once more in other words, it has its id already: what was recorded first stands.
  if (rejection != nullptr && rejection->code != engine::RejectionCode::kIdReused) {
    return Failure{FailureCode::kDamaged, what + (" cannot be recorded: " + rejection->error.ToString())};
  }
  return {};
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
    if (Status done = HandIn(node, RequestOf(node, book, body, outcome), "an outcome"); !done) return done;
  }
  return {};
}

Status RecordFlowsRead(Node& node, const siuss::FlowBook& book, std::int64_t since_ms, Instant now) {
  const Day today = node.state().Ledger().today.value_or(Day{});
  for (const schema::FlowKind kind : {schema::FlowKind::ps_psa_sina, schema::FlowKind::sinba}) {
    if (!engine::SenderOn(node.state(), kind, today)) continue;
    const auto read = NewlyRead(node.state(), book, kind, std::min(since_ms, now.micros / kMicrosOfMilli));
    if (!read) continue;
    const std::string what = "siuss read\n" + std::string(schema::EnumNameFlowKind(kind)) + "\n" + std::to_string(read->until);
    if (Status done = HandIn(node, FromInps(what, *read), "what was read"); !done) return done;
  }
  return {};
}

}  // namespace fascicolo::program
