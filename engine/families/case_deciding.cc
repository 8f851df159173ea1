#include "engine/families/case_deciding.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

Refusal NotOpen(CaseState state) {
  if (state == CaseState::kDormant) return {Rule::kCaseDormant, {}};
  return {Rule::kCaseNotOpen, {{"state", std::string(TextOf(state))}}};
}

}  // namespace

std::string_view TextOf(CaseState state) {
  switch (state) {
    case CaseState::kContact:
      return "contact";
    case CaseState::kInCharge:
      return "in_charge";
    case CaseState::kClosed:
      return "closed";
    case CaseState::kHandedOver:
      return "handed_over";
    case CaseState::kDormant:
      return "dormant";
    case CaseState::kTransferred:
      return "transferred";
  }
  return "";
}

std::string_view TextOf(ProjectState state) {
  constexpr std::string_view kTexts[] = {"", "proposed", "agreed", "declined", "ended"};
  return kTexts[static_cast<std::size_t>(state)];
}

Decision OnCase(const State& state, const Intent& intent, const schema::Id* id,
                const std::function<Decision(EntityId, const CaseRow&)>& decide) {
  const EntityId case_file = events::Entity(id);
  const auto row = state.FindEntity<CaseTable>(case_file);
  if (!row) return Unknown("/case_file", case_file, "case");
  if (auto answer = CheckNoConflict(*row, intent.actor)) return *std::move(answer);
  return decide(case_file, *row);
}

Decision OnOpenCase(const State& state, const Intent& intent, const schema::Id* id,
                    const std::function<Decision(EntityId, const CaseRow&)>& decide) {
  return OnCase(state, intent, id, [&](EntityId case_file, const CaseRow& row) -> Decision {
    if (kOpenCase.Has(row.state)) return decide(case_file, row);
    return NotOpen(row.state);
  });
}

Decision OnCaseInCharge(const State& state, const Intent& intent, const schema::Id* id,
                        const std::function<Decision(EntityId, const CaseRow&)>& decide) {
  return OnOpenCase(state, intent, id, [&](EntityId case_file, const CaseRow& row) -> Decision {
    if (row.state != CaseState::kInCharge) return Refusal{Rule::kCaseNotInCharge, {}};
    return decide(case_file, row);
  });
}

std::optional<Decision> CheckMove(const CaseRow& row, schema::EventPayload event) {
  using Event = schema::EventPayload;
  if (StatesBefore(CaseCycle(), event).Has(row.state)) return std::nullopt;
  if (event == Event::CaseReopened) return Refusal{Rule::kCaseNotClosed, {}};
  if (!kOpenCase.Has(row.state)) return NotOpen(row.state);
  switch (event) {
    case Event::TakenInCharge:
      return Refusal{Rule::kCaseAlreadyInCharge, {{"worker", row.worker}}};
    case Event::HandoverDeclined:
      return Refusal{Rule::kNotHandedOver, {}};
    case Event::CaseMadeDormant:
      return Refusal{Rule::kCaseNotInCharge, {}};
    default:
      return Refusal{Rule::kCaseNotAtDesk, {{"state", std::string(TextOf(row.state))}}};
  }
}

std::optional<Decision> CheckNoConflict(const CaseRow& row, std::string_view worker) {
  if (std::find(row.conflicts.begin(), row.conflicts.end(), worker) == row.conflicts.end()) return std::nullopt;
  return Refusal{Rule::kWorkerInConflict, {{"worker", std::string(worker)}}};
}

std::optional<Decision> CheckNoServices(const State& state, const Intent& intent, EntityId case_file) {
  if (intent.imported) return std::nullopt;
  std::size_t open = 0;
  state.Scan<CaseServiceTable>(CaseServiceTable::Key(case_file), [&](std::string_view, const MarkRow&) {
    ++open;
    return true;
  });
  if (open == 0) return std::nullopt;
  return Refusal{Rule::kCaseHasServices, {{"open", std::to_string(open)}}};
}

}  // namespace fascicolo::engine
