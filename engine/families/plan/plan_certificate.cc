// The certificate on which a plan rests (L. 104/1992 art. 3 c. 3, or the new one; either form serves), and what comes
// of its end.
#include "engine/families/evolving.h"
#include "engine/families/obligations.h"
#include "engine/families/plan/plan_deciding.h"
#include "engine/families/plan/plan_evolving.h"

namespace fascicolo::engine {

std::optional<Decision> CheckCertificate(const Intent& intent, schema::PlanCertificate form, std::int32_t certified_on,
                                         std::int32_t certified_until) {
  if (auto answer = FirstOf(CheckWord("/certificate", form), CheckDay("/certified_on", certified_on),
                            CheckPast(intent, "/certified_on", Day{certified_on}))) {
    return answer;
  }
  const auto until = DayIfGiven(certified_until);
  if (!until) return std::nullopt;
  if (!IsInterval(Day{certified_on}, until)) return Malformed("/certified_until", "is not after the certificate's day");
  if (*until > intent.today) return std::nullopt;
  return Refusal{Rule::kCertificateEnded, {{"certified_until", FormatDay(*until)}, {"today", FormatDay(intent.today)}}};
}

std::optional<Decision> CheckCertifiedOn(const PlanRow& row, Day day) {
  if (!row.certified_until || *row.certified_until > day) return std::nullopt;
  return Refusal{Rule::kCertificateEnded,
                 {{"certified_until", FormatDay(*row.certified_until)}, {"on", FormatDay(day)}}};
}

void WatchCertificate(const EventContext& context, EntityId plan, std::optional<Day> until, PlanRow& row,
                      StateEditor& editor) {
  if (!row.certificate_watch.is_zero()) editor.CloseObligation(row.certificate_watch, row.certificate_watch_due);
  row.certificate_watch = {};
  row.certified_until = until;
  if (!until) return;
  ObligationRow watch;
  watch.kind = ObligationKind::kCertificateEnds;
  watch.entity = plan;
  watch.from = until;
  watch.due = StartOfDay(*until - kCertificateNoticeDays);
  row.certificate_watch_due = watch.due;
  row.certificate_watch = OpenBy(context, std::move(watch), editor, kCertificateOrdinal);
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordCertificate& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kCertify, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = CheckCertificate(intent, command.certificate(), command.certified_on(), command.certified_until())) {
      return *std::move(answer);
    }
    schema::CertificateRecordedT recorded;
    recorded.certificate = command.certificate();
    recorded.certified_on = command.certified_on();
    recorded.certified_until = command.certified_until();
    return OnePlanFact(intent, seen, recorded);
  });
}

Decision FulfilCertificateEnding(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = state.FindEntity<PlanTable>(due.entity);
  const bool is_over = row && !NextPlanState(row->state, PlanStep::kCertify);
  if (!row || is_over || row->certificate_watch != obligation) {
    return Dropped(intent, obligation, due, kPlanKind, "certificate_ends", is_over ? "plan_over" : "renewed");
  }
  schema::CertificateEndingT ending;
  ending.certified_until = DaysOf(row->certified_until);
  return OneFact(intent, due.entity, kPlanKind, ending);
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::CertificateRecorded& fact,
            StateEditor& editor) {
  const auto until = DayIfGiven(fact.certified_until());
  return EditPlan(event, editor, PlanStep::kCertify, [&](EntityId id, PlanRow& row) {
    if (fact.certificate() > schema::PlanCertificate::MAX || (until && !IsPossible(*until))) return false;
    WatchCertificate(context, id, until, row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CertificateEnding&, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kCertify, [](EntityId, PlanRow& row) {
    if (row.certificate_watch.is_zero()) return false;
    row.certificate_watch = {};
    return true;
  });
}

}  // namespace fascicolo::engine
