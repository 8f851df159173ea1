// Quality checks with what is to be put right, and complaints.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/checks.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/obligations.h"
#include "engine/families/person.h"
#include "engine/families/unit_deciding.h"
#include "engine/families/unit_running.h"
#include "engine/families/unit_terms.h"

namespace fascicolo::engine {
namespace {

/// The sheet's deadline with this code, or one of `days`.
Deadline TermOf(const State& state, std::string_view service, std::string_view code, int days) {
  if (const auto sheet = AdoptedSheet(state, service)) {
    for (const Deadline& deadline : sheet->deadlines) {
      if (deadline.code == code && deadline.unit == Deadline::Unit::kDays) return deadline;
    }
  }
  Deadline rule;
  rule.code = code;
  rule.length = days;
  return rule;
}

std::optional<Decision> CheckFindings(const Intent& intent, const schema::CheckQuality& command) {
  if (command.findings() == nullptr) return std::nullopt;
  if (command.findings()->size() > kMaxFindings) {
    return Malformed("/findings", "are too many", "at most " + std::to_string(kMaxFindings));
  }
  for (const auto* one : *command.findings()) {
    const Day by{one->remedy_by()};
    if (auto answer = CheckText("/findings", Text(one->code()), kMaxNameBytes)) return answer;
    if (!IsPossible(by)) return Malformed("/findings", "have a day that is out of range", "a day of 1900 to 2200");
    if (by < intent.effective_on) {
      return Refusal{Rule::kDateOutOfOrder,
                     {{"remedy_by", FormatDay(by)}, {"checked_on", FormatDay(intent.effective_on)}}};
    }
  }
  return std::nullopt;
}

/// A decision about a matter of the unit that is open.
template <class Command, class Rules>
Decision OnMatter(const State& state, const Command& command, UnitMatterKind kind, Rules rules) {
  return OnUnit(state, command.unit(), [&](EntityId unit, const UnitRow&, const UnitRunningRow&) -> Decision {
    const auto matter = state.Find<UnitMatterTable>(unit, command.number());
    if (!matter || matter->kind != kind) {
      return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.number())}}};
    }
    return rules(unit);
  });
}

/// Opens a matter with the next number, due by the end of `due`. False: it makes no sense.
bool OpenMatter(const EventContext& context, EntityId unit, UnitMatterKind kind, std::uint32_t number, Day due,
                UnitRunningRow& row, StateEditor& editor, std::uint32_t ordinal = 0) {
  if (!IsPossible(due) || !TakeNumber(number, row)) return false;
  UnitMatterRow matter;
  matter.kind = kind;
  matter.due = due;
  matter.obligation_due = std::max(StartOfDay(due + 1), context.header.recorded_at);
  matter.obligation = OpenUnitDue(context, unit, number, matter.obligation_due, editor, ordinal);
  editor.Put<UnitMatterTable>(matter, unit, number);
  return true;
}

bool CloseMatter(const schema::Event& event, UnitMatterKind kind, std::uint32_t number, StateEditor& editor) {
  const EntityId unit = events::Entity(event.entity());
  const auto matter = editor.Find<UnitMatterTable>(unit, number);
  if (!matter || matter->kind != kind) return false;
  if (!matter->obligation.is_zero()) editor.CloseObligation(matter->obligation, matter->obligation_due);
  editor.Erase<UnitMatterTable>(unit, number);
  return true;
}

}  // namespace

int WarningDaysOf(const State& state, EntityId unit) {
  const auto row = state.Find<UnitTable>(unit).value_or(UnitRow{});
  return TermOf(state, row.service, "accreditation_warning", kAccreditationWarningDays).length;
}

Day AnswerBy(const State& state, const std::string& service, Day start, Day today) {
  const auto last = LastDayOf(state, TermOf(state, service, "complaint", kComplaintDays), start, {}, today);
  return last ? *last : start + kComplaintDays;
}

EntityId OpenUnitDue(const EventContext& context, EntityId unit, std::uint32_t number, Instant due, StateEditor& editor,
                     std::uint32_t ordinal) {
  ObligationRow row;
  row.kind = ObligationKind::kUnitDue;
  row.entity = unit;
  row.number = number;
  row.due = due;
  return OpenBy(context, row, editor, ordinal);
}

Decision Decide(const State& state, const Intent& intent, const schema::CheckQuality& command) {
  return OnUnit(state, command.unit(), [&](EntityId unit, const UnitRow&, const UnitRunningRow& row) -> Decision {
    if (auto answer = FirstOf(CheckText("/checklist", Text(command.checklist())), CheckHappened(intent),
                              CheckFindings(intent, command))) {
      return *std::move(answer);
    }
    schema::QualityCheckedT checked;
    checked.number = row.parts + 1;
    checked.checklist = Text(command.checklist());
    std::uint32_t number = checked.number;
    for (flatbuffers::uoffset_t i = 0; command.findings() != nullptr && i < command.findings()->size(); ++i) {
      auto finding = std::make_unique<schema::NumberedFindingT>();
      finding->number = ++number;
      finding->code = Text(command.findings()->Get(i)->code());
      finding->remedy_by = command.findings()->Get(i)->remedy_by();
      checked.findings.push_back(std::move(finding));
    }
    return OneFact(intent, unit, kUnitKind, std::move(checked));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ResolveFinding& command) {
  return OnMatter(state, command, UnitMatterKind::kFinding, [&](EntityId unit) -> Decision {
    const std::string_view reference = Text(command.reference());
    if (auto answer = command.remedied() ? CheckShort("/reference", reference)
                                         : CheckText("/reference", reference, kMaxNameBytes)) {
      return *std::move(answer);
    }
    schema::FindingResolvedT resolved;
    resolved.number = command.number();
    resolved.remedied = command.remedied();
    resolved.reference = reference;
    return OneFact(intent, unit, kUnitKind, std::move(resolved));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ReceiveComplaint& command) {
  return OnUnit(state, command.unit(), [&](EntityId unit, const UnitRow& unit_row, const UnitRunningRow& row) -> Decision {
    const EntityId person = events::Entity(command.person());
    if (auto answer = FirstOf(CheckText("/code", Text(command.code())), CheckHappened(intent))) return *std::move(answer);
    if (!person.is_zero() && !state.FindEntity<PersonTable>(person)) return Unknown("/person", person, "person");
    if (person.is_zero() && intent.Brings("/text")) {
      return Malformed("/text", "comes from nobody who is known", "the person, or no text");
    }
    Drafts drafts(intent);
    schema::ComplaintReceivedT received;
    received.number = row.parts + 1;
    received.code = Text(command.code());
    received.person = CopyOf(command.person());
    received.answer_by = AnswerBy(state, unit_row.service, intent.effective_on, intent.today).days;
    drafts.Seal(drafts.Add(unit, kUnitKind, std::move(received)), "/text", person);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AnswerComplaint& command) {
  return OnMatter(state, command, UnitMatterKind::kComplaint, [&](EntityId unit) -> Decision {
    if (auto answer = CheckText("/reference", Text(command.reference()), kMaxNameBytes)) return *std::move(answer);
    schema::ComplaintAnsweredT answered;
    answered.number = command.number();
    answered.upheld = command.upheld();
    answered.reference = Text(command.reference());
    return OneFact(intent, unit, kUnitKind, std::move(answered));
  });
}

Decision FulfilUnitDue(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  state.CheckNotFrozen(due.entity);
  if (due.number == 0) return FulfilAccreditation(state, intent, obligation, due);
  const auto matter = state.Find<UnitMatterTable>(due.entity, due.number);
  if (!matter || matter->obligation != obligation) {
    return Dropped(intent, obligation, due, kUnitKind, "unit_matter", "done");
  }
  schema::UnitRemindedT reminded;
  reminded.what = matter->kind == UnitMatterKind::kFinding ? kRemedyLate : kComplaintLate;
  reminded.number = due.number;
  reminded.until = matter->due.days;
  return OneFact(intent, due.entity, kUnitKind, std::move(reminded));
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::QualityChecked& fact,
            StateEditor& editor) {
  return EditRunning(event, editor, [&](EntityId unit, UnitRunningRow& row) {
    if (!TakeNumber(fact.number(), row)) return false;
    if (fact.findings() == nullptr) return true;
    if (fact.findings()->size() > kMaxFindings) return false;
    std::uint32_t ordinal = 0;
    for (const auto* one : *fact.findings()) {
      if (!OpenMatter(context, unit, UnitMatterKind::kFinding, one->number(), Day{one->remedy_by()}, row, editor,
                      ordinal++)) {
        return false;
      }
    }
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::FindingResolved& fact, StateEditor& editor) {
  return CloseMatter(event, UnitMatterKind::kFinding, fact.number(), editor);
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ComplaintReceived& fact,
            StateEditor& editor) {
  return EditRunning(event, editor, [&](EntityId unit, UnitRunningRow& row) {
    return OpenMatter(context, unit, UnitMatterKind::kComplaint, fact.number(), Day{fact.answer_by()}, row, editor);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ComplaintAnswered& fact,
            StateEditor& editor) {
  return CloseMatter(event, UnitMatterKind::kComplaint, fact.number(), editor);
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::UnitReminded& fact,
            StateEditor& editor) {
  return EditRunning(event, editor, [&](EntityId unit, UnitRunningRow& row) {
    if (fact.number() == 0) return FollowAccreditation(context, unit, row, editor);
    auto matter = editor.Find<UnitMatterTable>(unit, fact.number());
    if (!matter) return false;
    matter->obligation = {};
    editor.Put<UnitMatterTable>(*matter, unit, fact.number());
    return true;
  });
}

}  // namespace fascicolo::engine
