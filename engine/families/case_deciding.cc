#include "engine/families/case_deciding.h"

#include <algorithm>

namespace fascicolo::engine {

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
    if (row.state == CaseState::kDormant) return Refusal{Rule::kCaseDormant, {}};
    if (row.state == CaseState::kClosed || row.state == CaseState::kTransferred) {
      return Refusal{Rule::kCaseNotOpen, {{"state", std::string(TextOf(row.state))}}};
    }
    return decide(case_file, row);
  });
}

Decision OnCaseInCharge(const State& state, const Intent& intent, const schema::Id* id,
                        const std::function<Decision(EntityId, const CaseRow&)>& decide) {
  return OnOpenCase(state, intent, id, [&](EntityId case_file, const CaseRow& row) -> Decision {
    if (row.state != CaseState::kInCharge) return Refusal{Rule::kCaseNotInCharge, {}};
    return decide(case_file, row);
  });
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
