#include "connectors/simulator/programme_work.h"

#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/invented_person.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kProgrammeStream = 0x7072'6F67'7261'6D73;  ///< "programs"
constexpr std::string_view kProgrammeOffice = "ufficio.animazione";
constexpr int kCancelledPerMille = 60;
constexpr int kPresentPerMille = 820;
constexpr int kJustifiedPerMille = 600;  ///< of who was not there
constexpr int kCommunityPerMille = 350;  ///< enrolments in community projects, of all
constexpr int kLeavePerMille = 120;      ///< a programme loses one of its people, each month
constexpr std::uint32_t kSessionMinutes = 120;
constexpr std::uint32_t kWeeklyMinutes = 480;  ///< the least that a community project agrees
constexpr std::uint32_t kCourseCapacity = 25;
constexpr std::uint32_t kProjectCapacity = 15;
constexpr int kOldEnough = 60;
constexpr int kFullAge = 18;
constexpr int kProgrammeTries = 30;

/// By the order of the kinds.
constexpr std::array<std::string_view, 5> kServices{"feasts_elderly", "prevention", "recreation_culture_elderly",
                                                    "community_projects", "animation_and_training"};
constexpr std::array<std::string_view, 5> kActivities{"", "group", "course", "", "updating"};

std::string PolicyOf(std::uint64_t number) { return "POL-" + std::to_string(number); }

}  // namespace

ProgrammeWork::ProgrammeWork(TownHall& hall) : hall_(hall), chance_(hall.parameters.seed ^ kProgrammeStream) {}

void ProgrammeWork::PlanYear() {
  constexpr int kFirstDays = 20;
  const Day next_year = DayFromCivil({.year = YearOf(hall_.today) + 1, .month = 1, .day = 1});
  const int days = next_year - hall_.today - kFirstDays;
  if (days <= 0) return;
  if (programmes_.empty()) hall_.agenda.Add(WorkingDayFrom(hall_.today + kFirstDays - 1), ErrandKind::kOpenProgrammes);
  for (Day month = FirstOfMonth(hall_.today); month < next_year; month = AddMonths(month, 1)) {
    hall_.agenda.Add(WorkingDayFrom(month), ErrandKind::kPlanSessions);
  }
  for (std::int64_t i = 0; i < hall_.figures.enrolments; ++i) {
    const Day on = WorkingDayFrom(hall_.today + kFirstDays + chance_.Between(0, days - 1));
    if (on < next_year) hall_.agenda.Add(on, ErrandKind::kEnrol);
  }
}

void ProgrammeWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kOpenProgrammes:
      return Open();
    case ErrandKind::kPlanSessions:
      return PlanSessions();
    case ErrandKind::kHoldSession:
      return HoldSessions(programmes_[errand.subject]);
    case ErrandKind::kEnrol:
      return Enrol();
    default:
      return;
  }
}

void ProgrammeWork::Open() {
  const auto count = [](std::int64_t number) { return static_cast<int>(number); };
  OpenOne(Kind::kFeasts, "Feste di quartiere", count(hall_.figures.feasts), 0);
  OpenOne(Kind::kPrevention, "Gruppi nei quartieri", 2, 0);
  OpenOne(Kind::kTraining, "Formazione del personale", 2, 0);
  for (int i = 1; i <= hall_.figures.courses; ++i) {
    OpenOne(Kind::kCourse, "Corso " + std::to_string(i), 4, kCourseCapacity);
  }
  for (int i = 1; i <= hall_.figures.community_projects; ++i) {
    OpenOne(Kind::kCommunity, "Progetto utile alla comunità " + std::to_string(i), 4, kProjectCapacity);
  }
}

void ProgrammeWork::OpenOne(Kind kind, std::string name, int sessions, std::int64_t capacity) {
  schema::OpenProgrammeT open;
  open.service = kServices.at(static_cast<std::size_t>(kind));
  open.name = std::move(name);
  open.from = hall_.today.days;
  open.capacity = capacity;
  programmes_.push_back({engine::NewEntity(hall_.door.Send(kProgrammeOffice, std::move(open)), 0), kind, sessions});
}

/// The month's, on different days of it.
void ProgrammeWork::PlanSessions() {
  const Day month = FirstOfMonth(hall_.today);
  const int days = AddMonths(month, 1) - month;
  for (std::uint32_t number = 0; number < programmes_.size(); ++number) {
    const Programme& programme = programmes_[number];
    for (int i = 0; i < programme.sessions; ++i) {
      const Day on = month + days * (2 * i + 1) / (2 * programme.sessions);
      PlanSession(number, WorkingDayFrom(std::max(hall_.today + 1, on)));
    }
    if (chance_.Happens(kLeavePerMille)) EndOne(programme);
  }
}

void ProgrammeWork::PlanSession(std::uint32_t number, Day on) {
  constexpr std::int64_t kTenOClock = 10 * 3600 * kMicrosPerSecond;
  const Programme& programme = programmes_[number];
  schema::PlanSessionT plan;
  plan.programme = SchemaId(programme.id);
  plan.activity = kActivities.at(static_cast<std::size_t>(programme.kind));
  plan.at = StartOfDay(on).micros + kTenOClock;
  plan.minutes = kSessionMinutes;
  plan.place = "centro civico";
  if (programme.kind == Kind::kTraining) plan.credits = 2;
  hall_.door.Send(kProgrammeOffice, std::move(plan));
  hall_.agenda.Add(WorkingDayFrom(on + 1), ErrandKind::kHoldSession, number);
}

/// What lies behind and was not told of.
void ProgrammeWork::HoldSessions(const Programme& programme) {
  const auto look = [&](std::string_view bytes, const engine::SessionRow& row) {
    EntityId of;
    std::uint32_t session = 0;
    engine::SessionTable::Read(bytes, of, session);
    if (row.state == engine::SessionState::kPlanned && LocalDay(row.at) < hall_.today) HoldSession(programme, session);
    return true;
  };
  hall_.state().Scan<engine::SessionTable>(engine::SessionTable::Key(programme.id), look);
}

void ProgrammeWork::HoldSession(const Programme& programme, std::uint32_t session) {
  schema::RecordSessionT record;
  record.programme = SchemaId(programme.id);
  record.session = session;
  record.outcome = schema::SessionOutcome::held;
  if (chance_.Happens(kCancelledPerMille)) {
    record.outcome = schema::SessionOutcome::cancelled;
    record.reason = "bad_weather";
  } else if (programme.kind == Kind::kTraining) {
    TellOfTheStaff(record);
  } else if (programme.kind == Kind::kCourse || programme.kind == Kind::kCommunity) {
    TellOfTheEnrolled(programme, record);
  } else {
    CountThoseWhoCame(record);
  }
  hall_.door.Send(kProgrammeOffice, std::move(record));
}

void ProgrammeWork::CountThoseWhoCame(schema::RecordSessionT& record) {
  for (const auto sex : {schema::Sex::female, schema::Sex::male}) {
    record.counts.push_back(std::make_unique<schema::HeadcountT>());
    record.counts.back()->band = schema::AgeBand::years_65_up;
    record.counts.back()->sex = sex;
    record.counts.back()->count = static_cast<std::uint32_t>(chance_.Between(8, 60));
  }
}

void ProgrammeWork::TellOfTheEnrolled(const Programme& programme, schema::RecordSessionT& record) {
  const auto look = [&](std::string_view bytes, const engine::EnrolmentRow& row) {
    if (row.state != engine::EnrolmentState::kEnrolled) return true;
    EntityId of;
    auto attendance = std::make_unique<schema::AttendanceT>();
    engine::EnrolmentTable::Read(bytes, of, attendance->enrolment);
    const bool is_there = chance_.Happens(kPresentPerMille);
    const bool is_excused = chance_.Happens(kJustifiedPerMille);
    attendance->presence = is_there     ? schema::Presence::present
                           : is_excused ? schema::Presence::justified_absence
                                        : schema::Presence::absent;
    record.attendance.push_back(std::move(attendance));
    return true;
  };
  hall_.state().Scan<engine::EnrolmentTable>(engine::EnrolmentTable::Key(programme.id), look);
}

void ProgrammeWork::TellOfTheStaff(schema::RecordSessionT& record) {
  for (int worker = 0; worker < hall_.figures.social_workers; ++worker) {
    if (!chance_.Happens(kPresentPerMille)) continue;
    record.staff.push_back(std::make_unique<schema::StaffPresenceT>());
    record.staff.back()->worker = hall_.Worker(static_cast<std::uint64_t>(worker));
  }
}

void ProgrammeWork::Enrol() {
  const Kind kind = chance_.Happens(kCommunityPerMille) ? Kind::kCommunity : Kind::kCourse;
  std::vector<std::uint32_t> of_kind;
  for (std::uint32_t i = 0; i < programmes_.size(); ++i) {
    if (programmes_[i].kind == kind) of_kind.push_back(i);
  }
  if (of_kind.empty()) return;
  const Programme& programme = programmes_[chance_.Pick(of_kind)];
  if (kind == Kind::kCourse) return EnrolInCourse(programme);
  EnrolInProject(programme);
}

void ProgrammeWork::EnrolInCourse(const Programme& programme) {
  const engine::State state = hall_.state();
  for (int i = 0; i < kProgrammeTries && !hall_.neighbours.empty(); ++i) {
    const Neighbour& neighbour = chance_.Pick(hall_.neighbours);
    const bool may = neighbour.is_alive && AgeOn(hall_.today, neighbour.born) >= kOldEnough &&
                     state.Find<engine::PersonTable>(neighbour.id) &&
                     !state.Find<engine::EnrolledPersonTable>(programme.id, neighbour.id);
    if (!may) continue;
    schema::EnrolT enrol;
    enrol.programme = SchemaId(programme.id);
    enrol.person = SchemaId(neighbour.id);
    enrol.insurance = PolicyOf(++policies_);
    hall_.door.Send(kProgrammeOffice, std::move(enrol));
    return;
  }
}

/// Whoever has signed an inclusion pact, and is of age.
void ProgrammeWork::EnrolInProject(const Programme& programme) {
  const engine::State state = hall_.state();
  for (int i = 0; i < kProgrammeTries; ++i) {
    const auto index = SomeCaseInCharge(hall_, chance_);
    if (!index) return;
    const KnownCase& known = hall_.cases[*index];
    const Neighbour& neighbour = hall_.neighbours[known.person];
    std::uint32_t pact = 0;
    const auto look = [&](std::string_view bytes, const engine::ProjectRow& row) {
      EntityId of;
      std::uint32_t number = 0;
      engine::ProjectTable::Read(bytes, of, number);
      const bool is_agreed = row.state == engine::ProjectState::kAgreed;
      if (is_agreed && row.kind == schema::ProjectKind::inclusion_pact) pact = number;
      return true;
    };
    state.Scan<engine::ProjectTable>(engine::ProjectTable::Key(known.id), look);
    const bool may = pact != 0 && AgeOn(hall_.today, neighbour.born) >= kFullAge &&
                     !state.Find<engine::EnrolledPersonTable>(programme.id, neighbour.id);
    if (!may) continue;
    schema::EnrolT enrol;
    enrol.programme = SchemaId(programme.id);
    enrol.person = SchemaId(neighbour.id);
    enrol.insurance = PolicyOf(++policies_);
    enrol.case_file = SchemaId(known.id);
    enrol.pact = pact;
    enrol.weekly_minutes = kWeeklyMinutes;
    const auto row = state.Find<engine::CaseTable>(known.id);
    hall_.door.Send(row && !row->worker.empty() ? std::string_view(row->worker) : kProgrammeOffice, std::move(enrol));
    return;
  }
}

/// The one who has been there longest, if anybody is.
void ProgrammeWork::EndOne(const Programme& programme) {
  std::optional<std::uint32_t> first;
  const auto look = [&](std::string_view bytes, const engine::EnrolmentRow& row) {
    EntityId of;
    std::uint32_t number = 0;
    engine::EnrolmentTable::Read(bytes, of, number);
    if (row.state == engine::EnrolmentState::kEnrolled) first = number;
    return !first;
  };
  hall_.state().Scan<engine::EnrolmentTable>(engine::EnrolmentTable::Key(programme.id), look);
  if (!first) return;
  schema::EndEnrolmentT end;
  end.programme = SchemaId(programme.id);
  end.enrolment = *first;
  end.reason = "renounced";
  hall_.door.Send(kProgrammeOffice, std::move(end));
}

}  // namespace fascicolo::simulator
