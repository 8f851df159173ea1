#include "engine/families/session_attendance.h"

#include <algorithm>
#include <set>

#include "engine/families/checks.h"
#include "engine/families/programme_session.h"

namespace fascicolo::engine {
namespace {

using Answer = std::optional<Decision>;

Answer CheckMode(const ProgrammeRules& rules, AttendanceMode mode, bool is_told, std::string_view word) {
  const bool is_foreseen = std::find(rules.attendance.begin(), rules.attendance.end(), mode) != rules.attendance.end();
  if (!is_told || is_foreseen) return std::nullopt;
  return Refusal{Rule::kAttendanceNotForeseen, {{"attendance", std::string(word)}}};
}

template <class List>
Answer CheckMost(std::string_view place, const List* list, std::size_t most) {
  if (list == nullptr || list->size() <= most) return std::nullopt;
  return Malformed(std::string(place), "are too many", "at most " + std::to_string(most));
}

Answer CheckModes(const ProgrammeRules& rules, const schema::RecordSession& command) {
  return FirstOf(CheckMode(rules, AttendanceMode::kByName, command.attendance() != nullptr, "by_name"),
                 CheckMode(rules, AttendanceMode::kCounted, command.counts() != nullptr, "counted"),
                 CheckMode(rules, AttendanceMode::kStaff, command.staff() != nullptr, "staff"),
                 CheckMost("/attendance", command.attendance(), kMaxAttendance),
                 CheckMost("/counts", command.counts(), kMaxHeadcounts),
                 CheckMost("/staff", command.staff(), kMaxAttendance));
}

bool MayCome(const EnrolmentRow& row) {
  return StatesBefore(EnrolmentCycle(), schema::EventPayload::SessionRecorded).Has(row.state);
}

/// Minutes told of a part of a session; none told: all of it.
std::uint32_t MinutesIn(const SessionRow& session, std::uint32_t told) { return told == 0 ? session.minutes : told; }

Answer CheckMinutes(std::string_view place, const SessionRow& session, std::uint32_t minutes) {
  if (minutes <= session.minutes) return std::nullopt;
  return Malformed(std::string(place), "lasts longer than the session", std::to_string(session.minutes) + " minutes");
}

/// With these minutes they do not attend more in that week than the pact's rules allow.
Answer CheckWeek(const State& state, const ProgrammeSeen& seen, const SessionRow& session, std::uint32_t enrolment,
                 std::uint32_t minutes) {
  if (!seen.rules.pact) return std::nullopt;
  const auto so_far = state.Find<WeekTable>(seen.id, enrolment, WeekOf(session)).value_or(WeekRow{});
  const auto most = static_cast<std::uint32_t>(seen.rules.pact->most_weekly_minutes);
  if (so_far.minutes + minutes <= most) return std::nullopt;
  return Refusal{Rule::kWeeklyMinutes,
                 {{"enrolment", std::to_string(enrolment)},
                  {"minutes", std::to_string(so_far.minutes + minutes)},
                  {"most", std::to_string(most)}}};
}

Answer TakeAttendance(const State& state, const ProgrammeSeen& seen, const SessionRow& session,
                      const schema::RecordSession& command, schema::SessionRecordedT& recorded) {
  if (command.attendance() == nullptr) return std::nullopt;
  std::set<std::uint32_t> told;
  for (const auto* one : *command.attendance()) {
    const std::uint32_t number = one->enrolment();
    if (auto answer = FirstOf(CheckWord("/attendance", one->presence()),
                              CheckMinutes("/attendance", session, one->minutes()))) {
      return answer;
    }
    if (!told.insert(number).second) return Malformed("/attendance", "names somebody twice", "everybody once");
    const auto row = state.Find<EnrolmentTable>(seen.id, number);
    if (!row || !MayCome(*row)) {
      return Refusal{Rule::kNotEnrolled, {{"enrolment", std::to_string(number)}}};
    }
    auto attendance = std::make_unique<schema::AttendanceT>();
    attendance->enrolment = number;
    attendance->presence = one->presence();
    if (one->presence() == schema::Presence::present) {
      attendance->minutes = MinutesIn(session, one->minutes());
      if (auto answer = CheckWeek(state, seen, session, number, attendance->minutes)) return answer;
      ++recorded.attended;
    }
    recorded.attendance.push_back(std::move(attendance));
  }
  return std::nullopt;
}

Answer TakeCounts(const schema::RecordSession& command, schema::SessionRecordedT& recorded) {
  if (command.counts() == nullptr) return std::nullopt;
  std::set<std::pair<schema::AgeBand, schema::Sex>> told;
  for (const auto* one : *command.counts()) {
    if (auto answer = FirstOf(CheckWord("/counts", one->band()), CheckKnownWord("/counts", one->sex()))) return answer;
    if (one->count() == 0 || one->count() > kMaxQuantity) {
      return Malformed("/counts", "are out of range", "1.." + std::to_string(kMaxQuantity));
    }
    if (!told.emplace(one->band(), one->sex()).second) {
      return Malformed("/counts", "tell of the same people twice", "every age band and sex once");
    }
    recorded.counts.push_back(std::unique_ptr<schema::HeadcountT>(one->UnPack()));
    recorded.attended += one->count();
  }
  return std::nullopt;
}

/// The credits that count for a worker who attended so much of a session.
std::uint32_t CreditsFor(const State& state, const TrainingRules& rules, const SessionRow& session,
                         std::string_view worker, std::uint32_t minutes) {
  if (minutes * 100 < session.minutes * static_cast<std::uint32_t>(rules.least_percent)) return 0;
  const auto yearly = static_cast<std::uint32_t>(rules.yearly_credits);
  const std::uint32_t so_far = TrainingOf(state, worker, YearOf(LocalDay(session.at))).credits;
  return std::min(session.credits, yearly - std::min(so_far, yearly));
}

Answer TakeStaff(const State& state, const ProgrammeSeen& seen, const SessionRow& session,
                 const schema::RecordSession& command, schema::SessionRecordedT& recorded) {
  if (command.staff() == nullptr) return std::nullopt;
  std::set<std::string_view> told;
  for (const auto* one : *command.staff()) {
    const std::string_view worker = Text(one->worker());
    if (auto answer = FirstOf(CheckText("/staff", worker, kMaxWorkerBytes),
                              CheckMinutes("/staff", session, one->minutes()))) {
      return answer;
    }
    if (!told.insert(worker).second) return Malformed("/staff", "names somebody twice", "everybody once");
    auto credit = std::make_unique<schema::StaffCreditT>();
    credit->worker = worker;
    credit->minutes = MinutesIn(session, one->minutes());
    credit->credits = CreditsFor(state, *seen.rules.training, session, worker, credit->minutes);
    recorded.staff.push_back(std::move(credit));
  }
  return std::nullopt;
}

}  // namespace

Day WeekOf(const SessionRow& session) {
  const Day day = LocalDay(session.at);
  return day - (WeekdayOf(day) - 1);
}

std::variant<schema::SessionRecordedT, Decision> WhoCame(const State& state, const ProgrammeSeen& seen,
                                                         const SessionRow& session,
                                                         const schema::RecordSession& command) {
  schema::SessionRecordedT recorded;
  Answer answer = CheckModes(seen.rules, command);
  if (!answer) answer = TakeAttendance(state, seen, session, command, recorded);
  if (!answer) answer = TakeCounts(command, recorded);
  if (!answer) answer = TakeStaff(state, seen, session, command, recorded);
  if (answer) return *std::move(answer);
  if (session.capacity > 0 && recorded.attended > session.capacity) {
    return Decision(Refusal{Rule::kSessionFull,
                            {{"attended", std::to_string(recorded.attended)},
                             {"capacity", std::to_string(session.capacity)}}});
  }
  return recorded;
}

TrainingRow TrainingOf(const State& state, std::string_view worker, int year) {
  TrainingRow total;
  const std::string prefix = TrainingTable::Key(std::string(worker), static_cast<std::uint32_t>(year));
  state.Scan<TrainingTable>(prefix, [&](std::string_view, const TrainingRow& row) {
    total.minutes += row.minutes;
    total.credits += row.credits;
    return true;
  });
  return total;
}

bool NoteAttendance(const schema::SessionRecorded& fact, EntityId programme, const SessionRow& session,
                    ProgrammeRow& row, StateEditor& editor) {
  if (fact.attendance() == nullptr) return true;
  for (const auto* one : *fact.attendance()) {
    auto enrolment = editor.Find<EnrolmentTable>(programme, one->enrolment());
    if (!enrolment || !MayCome(*enrolment) || one->minutes() > session.minutes || one->presence() > schema::Presence::MAX) return false;
    switch (one->presence()) {
      case schema::Presence::none:
        return false;
      case schema::Presence::present: {
        ++enrolment->attended;
        enrolment->minutes += one->minutes();
        row.minutes += one->minutes();
        auto week = editor.Find<WeekTable>(programme, one->enrolment(), WeekOf(session)).value_or(WeekRow{});
        week.minutes += one->minutes();
        editor.Put<WeekTable>(week, programme, one->enrolment(), WeekOf(session));
        break;
      }
      case schema::Presence::justified_absence:
        ++enrolment->justified;
        break;
      case schema::Presence::absent:
        ++enrolment->absent;
        break;
    }
    editor.Put<EnrolmentTable>(*enrolment, programme, one->enrolment());
  }
  return true;
}

bool NoteTraining(const schema::SessionRecorded& fact, EntityId programme, const SessionRow& session,
                  StateEditor& editor) {
  if (fact.staff() == nullptr) return true;
  const auto year = static_cast<std::uint32_t>(YearOf(LocalDay(session.at)));
  for (const auto* one : *fact.staff()) {
    const std::string worker(Text(one->worker()));
    if (worker.empty() || worker.size() > kMaxWorkerBytes || one->minutes() > session.minutes) return false;
    if (one->credits() > session.credits) return false;
    auto training = editor.Find<TrainingTable>(worker, year, programme).value_or(TrainingRow{});
    training.minutes += one->minutes();
    training.credits += one->credits();
    editor.Put<TrainingTable>(training, worker, year, programme);
  }
  return true;
}

}  // namespace fascicolo::engine
