// What each fact about a plan changes in its rows until it runs. A fact that does not fit the state is poison, never a crash.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/catalogue/decimal.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/plan/plan_evolving.h"

namespace fascicolo::engine {
namespace {

bool IsAmount(std::int64_t cents) { return cents >= 0 && cents <= kMaxMoneyCents; }

/// The authority has decided: the deadline for that is met, if it still runs.
void Decided(const schema::Event& event, StateEditor& editor) {
  CloseDeadline(events::Entity(event.entity()), kDecisionNumber, editor);
}

/// It came to nothing.
bool CameToNothing(const schema::Event& event, PlanStep step, StateEditor& editor) {
  return EditPlan(event, editor, step, [&](EntityId id, PlanRow& row) {
    LeavePlanCase(id, row, editor);
    editor.Erase<PersonPlanTable>(row.person, id);
    Decided(event, editor);
    return true;
  });
}

}  // namespace

bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlanRequested& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  PlanRow row;
  row.case_file = events::Entity(fact.case_file());
  row.person = events::Entity(fact.person());
  row.service = Text(fact.service());
  const Day requested_on{event.effective_on()};
  const Day decide_by{fact.decide_by()};
  const auto certified_until = DayIfGiven(fact.certified_until());
  const auto sheet = AdoptedSheet(editor.state(), row.service);
  const bool is_sound = row.service.size() <= kMaxCodeBytes && IsPossible(requested_on) && IsPossible(decide_by) &&
                        fact.certificate() <= schema::PlanCertificate::MAX &&
                        (!certified_until || IsPossible(*certified_until));
  if (!is_sound || !sheet || !sheet->plan || editor.Find<PlanTable>(id)) return false;
  WatchCertificate(context, id, certified_until, row, editor);
  editor.Put<PlanTable>(row, id);
  editor.Put<CaseServiceTable>(MarkRow{}, row.case_file, id);
  editor.Put<PersonPlanTable>(MarkRow{}, row.person, id);
  OpenDecisionDeadline(context, id, *sheet, requested_on, decide_by, editor);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanScored& fact, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kAssess, [&](EntityId, PlanRow& row) {
    row.points = fact.total();
    row.signed_by.clear();
    return row.points >= -kMaxPointsHundredths && row.points <= kMaxPointsHundredths;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanLevelDecided& fact, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kAssess, [&](EntityId, PlanRow& row) {
    row.level = Text(fact.level());
    row.signed_by.clear();
    return !row.level.empty() && row.level.size() <= kMaxCodeBytes && !IsInForce(row.state);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanAmountSet& fact, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kPrice, [&](EntityId id, PlanRow& row) {
    if (!IsPlanYear(fact.year()) || !IsAmount(fact.amount())) return false;
    const auto number = static_cast<std::uint32_t>(fact.year());
    PlanYearRow year = editor.Find<PlanYearTable>(id, number).value_or(PlanYearRow{});
    if (year.funded > 0) return false;
    year = PlanYearRow{};  // a draft of another amount is void
    year.amount = fact.amount();
    row.signed_by.clear();
    editor.Put<PlanYearTable>(year, id, number);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanDrafted& fact, StateEditor& editor) {
  const auto items = RowsOf(fact.items());
  return EditPlan(event, editor, PlanStep::kDraft, [&](EntityId id, PlanRow& row) {
    if (!items || fact.management() > schema::PlanManagement::MAX) return false;
    row.signed_by.clear();
    return EditYear(id, fact.year(), editor, [&](PlanYearRow& year) {
      if (year.funded > 0 || TotalOf(*items) > year.amount) return false;
      year.management = fact.management();
      year.items = *items;
      return true;
    });
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanSigned& fact, StateEditor& editor) {
  const auto step = fact.agreed() ? PlanStep::kAgree : PlanStep::kSign;
  return EditPlan(event, editor, step, [&](EntityId, PlanRow& row) {
    if (fact.party() > schema::Party::MAX || fact.agreed() == row.signed_by.empty()) return false;
    row.signed_by.push_back(fact.party());
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanSent&, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kSend, [&](EntityId, PlanRow&) {
    Decided(event, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanFunded& fact, StateEditor& editor) {
  const bool is_refused = fact.outcome() == schema::FundingOutcome::refused;
  const auto step = is_refused ? PlanStep::kRefuseFunds : PlanStep::kFund;
  return EditPlan(event, editor, step, [&](EntityId id, PlanRow&) {
    return EditYear(id, fact.year(), editor, [&](PlanYearRow& year) {
      if (is_refused) return true;
      if (year.funded > 0 || fact.amount() <= 0 || fact.amount() > TotalOf(year.items)) return false;
      year.funded = fact.amount();
      year.chapter = events::Entity(fact.chapter());
      year.commitment = fact.commitment();
      return true;
    });
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanWithdrawn&, StateEditor& editor) {
  return CameToNothing(event, PlanStep::kWithdraw, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanDenied&, StateEditor& editor) {
  return CameToNothing(event, PlanStep::kDeny, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::HelperDeclared& fact, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kDeclare, [&](EntityId, PlanRow& row) {
    const HelperRow helper{Day{fact.from()}, DayIfGiven(fact.until())};
    if (!IsInterval(helper.from, helper.until) || row.helpers.size() >= kMaxHelpers) return false;
    row.helpers.push_back(helper);
    return true;
  });
}

}  // namespace fascicolo::engine
