#include "engine/families/programme_session.h"

#include <algorithm>

#include "engine/families/checks.h"
#include "engine/families/programme_deciding.h"
#include "engine/families/session_attendance.h"

namespace fascicolo::engine {
namespace {

std::optional<Decision> CheckActivityOf(const Sheet& sheet, std::string_view activity) {
  const auto is_it = [&](const Activity& one) { return one.code == activity; };
  const bool is_known = sheet.activities.empty() ? activity.empty()
                                                 : std::any_of(sheet.activities.begin(), sheet.activities.end(), is_it);
  if (is_known) return std::nullopt;
  return Refusal{Rule::kUnknownActivity, {{"service", sheet.code}}};
}

std::optional<Decision> CheckWithin(const ProgrammeRow& row, Day day) {
  if (!IsPossible(day)) return Malformed("/at", "is missing or out of range", "an instant of 1900 to 2200");
  if (day >= row.from && (!row.until || day < *row.until)) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"on", FormatDay(day)}, {"programme_from", FormatDay(row.from)}}};
}

std::optional<Decision> CheckPlan(const ProgrammeSeen& seen, const schema::PlanSession& command) {
  if (seen.rules.attendance.empty()) return NotForeseen("session");
  if (command.minutes() == 0 || command.minutes() > kMaxSessionMinutes) {
    return Malformed("/minutes", "are out of range", "1.." + std::to_string(kMaxSessionMinutes));
  }
  if (command.capacity() < 0 || command.capacity() > kMaxQuantity) {
    return Malformed("/capacity", "is out of range", "0.." + std::to_string(kMaxQuantity));
  }
  if (command.credits() > kMaxCredits) {
    return Malformed("/credits", "are too many", "at most " + std::to_string(kMaxCredits));
  }
  if (command.credits() > 0 && !seen.rules.training) return NotForeseen("credits");
  return FirstOf(CheckActivityOf(seen.sheet, Text(command.activity())),
                 CheckWithin(seen.row, LocalDay(Instant{command.at()})), CheckShort("/place", Text(command.place())));
}

/// A held session lies behind; a cancelled one has a reason, and nobody was there.
std::optional<Decision> CheckOutcome(const Intent& intent, const SessionRow& row, const schema::RecordSession& command) {
  if (auto answer = CheckWord("/outcome", command.outcome())) return answer;
  if (command.outcome() == schema::SessionOutcome::cancelled) {
    if (command.attendance() != nullptr || command.counts() != nullptr || command.staff() != nullptr) {
      return Malformed("/outcome", "is cancelled, and somebody was there", "nobody");
    }
    return CheckText("/reason", Text(command.reason()), kMaxNameBytes);
  }
  const Day day = LocalDay(row.at);
  if (day <= intent.today) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"on", FormatDay(day)}, {"today", FormatDay(intent.today)}}};
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::PlanSession& command) {
  return OnProgramme(state, command.programme(), [&](const ProgrammeSeen& seen) -> Decision {
    if (auto answer = FirstOf(CheckPlan(seen, command), CheckUnitIfGiven(state, command.unit()))) {
      return *std::move(answer);
    }
    schema::SessionPlannedT planned;
    planned.session = seen.row.parts + 1;
    planned.activity = Text(command.activity());
    planned.at = command.at();
    planned.minutes = command.minutes();
    planned.capacity = command.capacity();
    planned.unit = CopyOf(command.unit());
    planned.place = Text(command.place());
    planned.credits = command.credits();
    return OneFact(intent, seen.id, kProgrammeKind, std::move(planned));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordSession& command) {
  return OnProgramme(state, command.programme(), [&](const ProgrammeSeen& seen) -> Decision {
    const auto session = state.Find<SessionTable>(seen.id, command.session());
    if (!session) return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.session())}}};
    if (!StatesBefore(SessionCycle(), schema::EventPayload::SessionRecorded).Has(session->state)) {
      return Refusal{Rule::kSessionOutOfOrder, {{"state", std::string(TextOf(session->state))}}};
    }
    if (auto answer = CheckOutcome(intent, *session, command)) return *std::move(answer);
    auto came = WhoCame(state, seen, *session, command);
    if (auto* answer = std::get_if<Decision>(&came)) return std::move(*answer);
    auto recorded = std::get<schema::SessionRecordedT>(std::move(came));
    recorded.session = command.session();
    recorded.outcome = command.outcome();
    if (command.outcome() == schema::SessionOutcome::cancelled) recorded.reason = Text(command.reason());
    return OneFact(intent, seen.id, kProgrammeKind, std::move(recorded));
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::SessionPlanned& fact, StateEditor& editor) {
  return EditProgramme(event, editor, [&](EntityId id, ProgrammeRow& programme) {
    SessionRow row;
    row.at = Instant{fact.at()};
    row.minutes = fact.minutes();
    row.capacity = fact.capacity();
    row.credits = fact.credits();
    const bool is_sound = row.minutes <= kMaxSessionMinutes && row.capacity >= 0 && row.capacity <= kMaxQuantity &&
                          row.credits <= kMaxCredits && IsPossible(LocalDay(row.at));
    if (!is_sound || !TakeNumber(fact.session(), programme)) return false;
    ++programme.open_parts;
    editor.Put<SessionTable>(row, id, fact.session());
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::SessionRecorded& fact, StateEditor& editor) {
  const auto record = [&](EntityId id, ProgrammeRow& programme, SessionRow& row) {
    const bool is_held = fact.outcome() == schema::SessionOutcome::held;
    if (programme.open_parts == 0 || (!is_held && fact.outcome() != schema::SessionOutcome::cancelled)) return false;
    if (row.capacity > 0 && fact.attended() > row.capacity) return false;
    row.state = is_held ? SessionState::kHeld : SessionState::kCancelled;
    row.attended = fact.attended();
    --programme.open_parts;
    ++(is_held ? programme.held : programme.cancelled);
    programme.attended += fact.attended();
    return NoteAttendance(fact, id, row, programme, editor) && NoteTraining(fact, id, row, editor);
  };
  return EditPartByCycle<SessionTable>(event, fact.session(), editor, SessionCycle(), record);
}

}  // namespace fascicolo::engine
