#include "connectors/program/siuss/transmissions.h"

#include "connectors/program/rights/named_cases.h"
#include "connectors/program/siuss/outcomes_in_ledger.h"
#include "engine/families/transmission/flow_states.h"

#include <algorithm>
#include <tuple>

namespace fascicolo::program {
namespace {

using ToldFlows = std::map<std::string, engine::FlowRow>;  ///< by name

Day FirstOfMonth(Day day) { return day - (CivilFromDay(day).day - 1); }

schema::FlowKind KindOf(const siuss::Flow& flow) { return flow.is_sinba() ? schema::FlowKind::sinba : schema::FlowKind::ps_psa_sina; }

/// A name without the body's code: ".PS.20260423.0000001".
std::string Bodiless(std::string_view name) { return std::string(name.substr(std::min(name.find('.'), name.size()))); }
std::string BodilessName(const siuss::Flow& flow) { return siuss::NameOf(flow, {}); }

/// The day that stands in a name, without its dashes; where it is none, the day on which INPS took the flow.
Day DayOf(const engine::FlowRow& row) {
  constexpr std::size_t kDigits = 8;
  const auto last = row.flow.rfind('.');
  if (last == std::string::npos || last < kDigits) return LocalDay(row.acquired_at);
  std::string day = row.flow.substr(last - kDigits, kDigits);
  day.insert(6, "-").insert(4, "-");
  return ParseDay(day).value_or(LocalDay(row.acquired_at));
}

ToldFlows BodilessTold(const engine::State& state) {
  ToldFlows told;
  for (auto& [name, row] : FlowsToldOf(state)) told.emplace(Bodiless(name), row);
  return told;
}

void CountOutcome(engine::FlowState outcome, FlowCounts& counts) {
  switch (outcome) {
    case engine::FlowState::kAccepted:
      ++counts.accepted;
      return;
    case engine::FlowState::kRejected:
      ++counts.rejected;
      return;
    case engine::FlowState::kMended:
      ++counts.mended;
      return;
    case engine::FlowState::kGivenUp:
      ++counts.given_up;
      return;
  }
}

RejectedFlow RejectedOf(const engine::State& state, const engine::FlowRow& row, const siuss::Flow* flow) {
  RejectedFlow rejected{.told = row, .about = row.about, .case_file = {}};
  if (flow != nullptr) {
    rejected.about = flow->is_sinba() ? std::get<1>(flow->record)->person : flow->benefit;
    rejected.service = flow->service;
    rejected.year = flow->year;
  }
  const auto cases = rejected.about.is_zero() ? std::vector<EntityId>{} : CasesBehind(state, rejected.about);
  if (cases.size() == 1) rejected.case_file = cases.front();
  return rejected;
}

}  // namespace

std::map<FlowMonth, FlowCounts> CountFlows(const engine::State& state, const siuss::FlowBook& book) {
  std::map<schema::FlowKind, Instant> read_until;
  for (const schema::FlowKind kind : {schema::FlowKind::ps_psa_sina, schema::FlowKind::sinba}) {
    if (const auto row = state.Find<engine::FlowsReadTable>(kind)) read_until[kind] = row->until;
  }
  const ToldFlows told = BodilessTold(state);
  std::map<FlowMonth, FlowCounts> months;
  for (const auto& [name, row] : told) CountOutcome(row.state, months[{FirstOfMonth(DayOf(row)), row.kind}]);
  for (const siuss::Flow& flow : book.flows()) {
    constexpr std::int64_t kMicrosOfMilli = 1'000;
    FlowCounts& counts = months[{FirstOfMonth(flow.on), KindOf(flow)}];
    const bool has_outcome = told.contains(BodilessName(flow));
    const bool is_behind = read_until[KindOf(flow)].micros < flow.at_ms * kMicrosOfMilli;
    ++counts.due;
    counts.read += has_outcome || !is_behind ? 1U : 0U;
    counts.without_outcome += has_outcome ? 0U : 1U;
  }
  return months;
}

std::vector<RejectedFlow> RejectedFlows(const engine::State& state, const siuss::FlowBook& book) {
  std::map<std::string, const siuss::Flow*> made;
  for (const siuss::Flow& flow : book.flows()) made.emplace(BodilessName(flow), &flow);
  std::vector<RejectedFlow> rejected;
  for (const auto& [name, row] : BodilessTold(state)) {
    if (row.state == engine::FlowState::kAccepted) continue;
    const auto flow = made.find(name);
    rejected.push_back(RejectedOf(state, row, flow == made.end() ? nullptr : flow->second));
  }
  const auto order = [](const RejectedFlow& one) {
    return std::tuple{one.told.state != engine::FlowState::kRejected, -DayOf(one.told).days, one.told.flow};
  };
  std::sort(rejected.begin(), rejected.end(), [&](const auto& one, const auto& other) { return order(one) < order(other); });
  return rejected;
}

std::map<std::string, std::uint64_t> CountReasons(const std::vector<siuss::Withheld>& withheld) {
  std::map<std::string, std::uint64_t> reasons;
  for (const siuss::Withheld& one : withheld) {
    for (const siuss::Reason reason : one.reasons) ++reasons[std::string(siuss::WordOf(reason))];
  }
  return reasons;
}

}  // namespace fascicolo::program
