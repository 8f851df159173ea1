// Who takes part in a programme by name.
#include <algorithm>

#include "engine/families/activation_deciding.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/person.h"
#include "engine/families/programme.h"
#include "engine/families/programme_deciding.h"
#include "engine/families/representation.h"

namespace fascicolo::engine {
namespace {

/// None of the person's entries takes part, or waits.
std::optional<Decision> CheckNotEnrolled(const State& state, EntityId programme, EntityId person) {
  for (const EntityId entry : EntriesOf(state, person)) {
    if (const auto found = state.Find<EnrolledPersonTable>(programme, entry)) {
      return Refusal{Rule::kAlreadyEnrolled, {{"enrolment", std::to_string(found->enrolment)}}};
    }
  }
  return std::nullopt;
}

/// Who is under age is authorised; whoever authorises may sign for the person.
std::optional<Decision> CheckAuthorised(const State& state, const Intent& intent, EntityId person, const PersonRow& row,
                                        const schema::Enrol& command) {
  if (const EntityId who = events::Entity(command.authorised_by()); !who.is_zero()) {
    return CheckPower(state, person, who, schema::Power::sign, intent.effective_on);
  }
  if (!IsMinor(row, intent.effective_on)) return std::nullopt;
  return Refusal{Rule::kAuthorisationMissing, {}};
}

std::optional<Decision> CheckAlive(const State& state, const Intent& intent, EntityId person) {
  const auto died_on = DiedOn(state, person);
  if (!died_on || intent.effective_on <= *died_on) return std::nullopt;
  return Refusal{Rule::kPersonDeceased, {{"died_on", FormatDay(*died_on)}}};
}

/// An inclusion pact of this person's case that everybody has signed.
std::optional<Decision> CheckPact(const State& state, EntityId case_file, EntityId person, std::uint32_t number) {
  const auto pact = state.Find<ProjectTable>(case_file, number);
  const auto row = state.Find<CaseTable>(case_file);
  const bool is_theirs = row && PersonBehind(state, row->person) == PersonBehind(state, person);
  const bool is_agreed = pact && pact->kind == schema::ProjectKind::inclusion_pact && pact->state == ProjectState::kAgreed;
  if (is_theirs && is_agreed) return std::nullopt;
  return Refusal{Rule::kInclusionPactMissing, {{"pact", std::to_string(number)}}};
}

/// What the sheet wants of a community project: a pact, and minutes a week within its range.
std::optional<Decision> CheckPactRules(const State& state, const Intent& intent, const ProgrammeSeen& seen,
                                       EntityId person, const schema::Enrol& command) {
  if (!seen.rules.pact) {
    const bool is_bare =
        events::Entity(command.case_file()).is_zero() && command.pact() == 0 && command.weekly_minutes() == 0;
    return is_bare ? std::nullopt : std::optional<Decision>(NotForeseen("pact"));
  }
  const auto least = static_cast<std::uint32_t>(seen.rules.pact->least_weekly_minutes);
  const auto most = static_cast<std::uint32_t>(seen.rules.pact->most_weekly_minutes);
  if (command.weekly_minutes() < least || command.weekly_minutes() > most) {
    return Refusal{Rule::kWeeklyMinutes,
                   {{"minutes", std::to_string(command.weekly_minutes())},
                    {"least", std::to_string(least)},
                    {"most", std::to_string(most)}}};
  }
  const EntityId case_file = events::Entity(command.case_file());
  const auto row = state.FindEntity<CaseTable>(case_file);
  if (!row) return Unknown("/case_file", case_file, "case");
  return FirstOf(CheckNoConflict(*row, intent.actor), CheckPact(state, case_file, person, command.pact()));
}

std::optional<Decision> CheckInsured(const ProgrammeSeen& seen, std::string_view insurance) {
  if (auto answer = CheckShort("/insurance", insurance)) return answer;
  if (!seen.rules.is_insured || !insurance.empty()) return std::nullopt;
  return Refusal{Rule::kInsuranceMissing, {}};
}

bool IsFull(const ProgrammeRow& row) { return row.capacity > 0 && row.enrolled >= row.capacity; }

/// The first who waits and has not died; none: nobody.
std::optional<std::uint32_t> NextEnrolment(const State& state, EntityId programme) {
  std::optional<std::uint32_t> next;
  state.Scan<EnrolmentQueueTable>(EnrolmentQueueTable::Key(programme), [&](std::string_view bytes, const MarkRow&) {
    EntityId of;
    std::uint32_t number = 0;
    EnrolmentQueueTable::Read(bytes, of, number);
    const auto row = state.Find<EnrolmentTable>(programme, number);
    if (row && !DiedOn(state, row->person)) next = number;
    return !next;
  });
  return next;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::Enrol& command) {
  return OnProgramme(state, command.programme(), [&](const ProgrammeSeen& seen) -> Decision {
    if (std::find(seen.rules.attendance.begin(), seen.rules.attendance.end(), AttendanceMode::kByName) ==
        seen.rules.attendance.end()) {
      return NotForeseen("enrolment");
    }
    const EntityId person = events::Entity(command.person());
    auto found = PersonIn(state, person, "/person");
    if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
    const auto& row = std::get<PersonRow>(found);
    if (auto answer = FirstOf(CheckHappened(intent), CheckNotEnrolled(state, seen.id, person),
                              CheckAlive(state, intent, person), CheckAuthorised(state, intent, person, row, command),
                              CheckInsured(seen, Text(command.insurance())),
                              CheckPactRules(state, intent, seen, person, command))) {
      return *std::move(answer);
    }
    schema::EnrolledT enrolled;
    enrolled.enrolment = seen.row.parts + 1;
    enrolled.person = IdOf(person);
    enrolled.authorised_by = CopyOf(command.authorised_by());
    enrolled.insurance = Text(command.insurance());
    enrolled.case_file = CopyOf(command.case_file());
    enrolled.pact = command.pact();
    enrolled.weekly_minutes = command.weekly_minutes();
    enrolled.waiting = IsFull(seen.row);
    return OneFact(intent, seen.id, kProgrammeKind, std::move(enrolled));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::EndEnrolment& command) {
  return OnProgramme(state, command.programme(), [&](const ProgrammeSeen& seen) -> Decision {
    if (auto answer = CheckReason(Text(command.reason()), seen.sheet.end_reasons)) return *std::move(answer);
    const auto row = state.Find<EnrolmentTable>(seen.id, command.enrolment());
    if (!row || !StatesBefore(EnrolmentCycle(), schema::EventPayload::EnrolmentEnded).Has(row->state)) {
      return Refusal{Rule::kNotEnrolled, {{"enrolment", std::to_string(command.enrolment())}}};
    }
    Drafts drafts(intent);
    schema::EnrolmentEndedT ended;
    ended.enrolment = command.enrolment();
    ended.reason = Text(command.reason());
    drafts.Add(seen.id, kProgrammeKind, std::move(ended));
    if (row->state == EnrolmentState::kEnrolled) {
      if (const auto next = NextEnrolment(state, seen.id)) {
        schema::EnrolmentAdmittedT admitted;
        admitted.enrolment = *next;
        drafts.Add(seen.id, kProgrammeKind, admitted);
      }
    }
    return drafts.Done();
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::Enrolled& fact, StateEditor& editor) {
  return EditProgramme(event, editor, [&](EntityId id, ProgrammeRow& programme) {
    EnrolmentRow row;
    row.person = events::Entity(fact.person());
    row.state = fact.waiting() ? EnrolmentState::kWaiting : EnrolmentState::kEnrolled;
    row.case_file = events::Entity(fact.case_file());
    row.pact = fact.pact();
    row.weekly_minutes = fact.weekly_minutes();
    const std::uint32_t number = fact.enrolment();
    if (editor.Find<EnrolledPersonTable>(id, row.person) || !TakeNumber(number, programme)) return false;
    if (!fact.waiting() && IsFull(programme)) return false;
    if (fact.waiting()) {
      editor.Put<EnrolmentQueueTable>(MarkRow{}, id, number);
    } else {
      ++programme.enrolled;
    }
    editor.Put<EnrolmentTable>(row, id, number);
    editor.Put<EnrolledPersonTable>(EnrolledPersonRow{number}, id, row.person);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EnrolmentAdmitted& fact,
            StateEditor& editor) {
  const auto admit = [&](EntityId id, ProgrammeRow& programme, EnrolmentRow& row) {
    if (IsFull(programme)) return false;
    row.state = EnrolmentState::kEnrolled;
    ++programme.enrolled;
    editor.Erase<EnrolmentQueueTable>(id, fact.enrolment());
    return true;
  };
  return EditPartByCycle<EnrolmentTable>(event, fact.enrolment(), editor, EnrolmentCycle(), admit);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EnrolmentEnded& fact, StateEditor& editor) {
  const auto end = [&](EntityId id, ProgrammeRow& programme, EnrolmentRow& row) {
    if (row.state == EnrolmentState::kEnrolled) --programme.enrolled;
    if (row.state == EnrolmentState::kWaiting) editor.Erase<EnrolmentQueueTable>(id, fact.enrolment());
    row.state = EnrolmentState::kEnded;
    editor.Erase<EnrolledPersonTable>(id, row.person);
    return true;
  };
  return EditPartByCycle<EnrolmentTable>(event, fact.enrolment(), editor, EnrolmentCycle(), end);
}

}  // namespace fascicolo::engine
