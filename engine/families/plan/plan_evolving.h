// What the evolvers of plans share: changing the row by a step of the life, and the row of a year.
#pragma once

#include "engine/families/evolving.h"
#include "engine/families/plan/plan_deciding.h"

namespace fascicolo::engine {

/// Changes a plan whose state allows `step`, and takes it where the step leads. `change` takes id and row and answers false when
/// the fact makes no sense.
template <class Change>
[[nodiscard]] bool EditPlan(const schema::Event& event, StateEditor& editor, PlanStep step, Change change) {
  return EditRow<PlanTable>(event, editor, [&](EntityId id, PlanRow& row) {
    const auto next = NextPlanState(row.state, step);
    if (!next || !change(id, row)) return false;
    row.state = *next;
    return true;
  });
}

/// Changes the row of a year that is there.
template <class Change>
[[nodiscard]] bool EditYear(EntityId plan, std::int32_t year, StateEditor& editor, Change change) {
  const auto number = static_cast<std::uint32_t>(year);
  auto row = editor.Find<PlanYearTable>(plan, number);
  if (!row || !change(*row)) return false;
  editor.Put<PlanYearTable>(*row, plan, number);
  return true;
}

/// An obligation of the certificate beside the decision's deadline, which the same event opens.
inline constexpr std::uint32_t kCertificateOrdinal = 1;
/// The plan rests on a certificate until this day (none: without end), and it is told before that ends.
void WatchCertificate(const EventContext& context, EntityId plan, std::optional<Day> until, PlanRow& row,
                      StateEditor& editor);

/// It no longer keeps its case open, and nothing is proposed about it any more.
inline void LeavePlanCase(EntityId plan, const PlanRow& row, StateEditor& editor) {
  editor.Erase<CaseServiceTable>(row.case_file, plan);
  editor.Erase<ProposalTable>(plan, schema::Proposal::end_plan);
}

}  // namespace fascicolo::engine
