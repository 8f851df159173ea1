// A plan is requested; the person withdraws it, or the office denies it.
#include "engine/catalogue/adopted.h"
#include "engine/families/act.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/applying.h"
#include "engine/families/case_deciding.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/person.h"
#include "engine/families/plan/plan_deciding.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

std::optional<Decision> CheckRequisite(const Intent& intent, const PlanTerms& terms, const schema::RequestPlan& command) {
  if (command.certificate() != schema::PlanCertificate::none) {
    return CheckCertificate(intent, command.certificate(), command.certified_on(), command.certified_until());
  }
  return terms.needs_certificate ? std::optional<Decision>(Refusal{Rule::kCertificateMissing, {}}) : std::nullopt;
}

/// One request at a time for a service: what it comes to is awaited first.
std::optional<Decision> CheckNonePending(const State& state, EntityId person, std::string_view service) {
  for (const EntityId entry : EntriesOf(state, person)) {
    for (const EntityId plan : state.SecondsOf<PersonPlanTable>(entry)) {
      const auto row = state.FindEntity<PlanTable>(plan);
      if (!row || row->service != service || !IsPending(row->state)) continue;
      return Refusal{Rule::kPlanPending, {{"plan", ToHex(plan)}, {"state", std::string(TextOf(row->state))}}};
    }
  }
  return std::nullopt;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RequestPlan& command) {
  return OnCaseInCharge(state, intent, command.case_file(), [&](EntityId case_file, const CaseRow& row) -> Decision {
    const auto sheet = AdoptedSheet(state, Text(command.service()));
    if (auto answer = CheckHappened(intent)) return *std::move(answer);
    if (!sheet) return Refusal{Rule::kServiceNotAdopted, {}};
    if (!sheet->plan) return Refusal{Rule::kServiceHasNoPlans, {{"service", sheet->code}}};
    if (auto answer = FirstOf(CheckRequisite(intent, *sheet->plan, command), CheckAlive(state, intent, row.person),
                              CheckNonePending(state, row.person, sheet->code))) {
      return *std::move(answer);
    }
    schema::PlanRequestedT requested;
    requested.case_file = CopyOf(command.case_file());
    requested.person = IdOf(row.person);
    requested.service = sheet->code;
    requested.certificate = command.certificate();
    requested.certified_on = command.certified_on();
    requested.certified_until = command.certified_until();
    requested.decide_by = DecideBy(state, intent, *sheet).days;
    Drafts drafts(intent);
    drafts.Seal(drafts.Add(NewEntity(intent.command, 0), kPlanKind, std::move(requested)), "/narrative", case_file);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::WithdrawPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kWithdraw, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = CheckReason(Text(command.reason()), {})) return *std::move(answer);
    schema::PlanWithdrawnT withdrawn;
    withdrawn.reason = Text(command.reason());
    return OnePlanFact(intent, seen, std::move(withdrawn));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::DenyPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kDeny, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = FirstOf(CheckByAct(intent, seen.sheet),
                              CheckReason(Text(command.reason()), seen.sheet.refusal_reasons),
                              CheckForewarned(state, intent, seen.id, seen.sheet))) {
      return *std::move(answer);
    }
    schema::PlanDeniedT denied;
    denied.reason = Text(command.reason());
    return OnePlanFact(intent, seen, std::move(denied));
  });
}

}  // namespace fascicolo::engine
