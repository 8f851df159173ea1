#include "connectors/simulator/service_work.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace fascicolo::simulator {
namespace {

constexpr std::string_view kDeceased = "deceased";
constexpr std::string_view kHospital = "hospital";
constexpr int kEndNoticeDays = 7;
constexpr int kVisitMissedPerMille = 40;  ///< nobody at home, or the bus did not come

std::string_view ProviderOf(Wish wish) { return ServiceOf(wish).provider; }

bool IsGivenOn(const KnownService& service, Day day) {
  const auto bit = static_cast<std::uint8_t>(1U << (WeekdayOf(day) - 1));
  return (service.weekdays & bit) != 0 && IsWorkingDay(day);
}

bool IsSuspended(const KnownService& service, Day today) {
  return service.suspended_until && today < *service.suspended_until;
}

/// What one delivery counts: a pool's minutes are spread over the week's accesses, a place is one
/// attendance.
std::int64_t Portion(const KnownService& service) {
  if (!IsMeasured(service.wish)) return 1;
  return std::max<std::int64_t>(1, service.quantity / std::popcount(service.weekdays));
}

/// Visits are recorded by the week, within a month; meals and presences by the month.
bool IsAnotherPeriod(Wish wish, Day day, Day next) {
  if (MonthOf(day) != MonthOf(next)) return true;
  return wish == Wish::kHomeCare && WeekdayOf(next) <= WeekdayOf(day);
}

}  // namespace

void ServiceWork::Do(const Errand& errand) {
  if (hall_.services[errand.subject].stage != ServiceStage::kRunning) return;
  switch (errand.kind) {
    case ErrandKind::kDeliver:
      return Deliver(errand.subject);
    case ErrandKind::kVary:
      return Vary(errand.subject);
    case ErrandKind::kSuspend:
      return Suspend(errand.subject);
    case ErrandKind::kResume:
      return Resume(errand.subject);
    case ErrandKind::kEnd:
      return End(errand.subject, hall_.chance.Happens(450));
    default:
      return;
  }
}

void ServiceWork::Deliver(std::uint32_t index) {
  KnownService& service = hall_.services[index];
  if (!IsSuspended(service, hall_.today) && IsGivenOn(service, hall_.today) &&
      !hall_.chance.Happens(kVisitMissedPerMille)) {
    service.unrecorded += Portion(service);
    service.last_given = hall_.today;
  }
  Day next = hall_.today + 1;
  while (!IsGivenOn(service, next)) ++next;
  if (IsAnotherPeriod(service.wish, hall_.today, next)) Record(service);
  hall_.agenda.Add(next, ErrandKind::kDeliver, index);
}

/// What was given since, on the last day on which it was.
void ServiceWork::Record(KnownService& service) {
  if (service.unrecorded == 0) return;
  schema::RecordDeliveryT delivery;
  delivery.activation = SchemaId(service.id);
  delivery.on = service.last_given.days;
  delivery.quantity = std::exchange(service.unrecorded, 0);
  const auto& activities = hall_.SheetOf(service.wish).activities;
  if (!activities.empty()) delivery.activity = hall_.chance.Pick(activities).code;
  hall_.door.Send(ProviderOf(service.wish), std::move(delivery));
}

/// Asks for more or less; more is refused where the pool is used up.
void ServiceWork::Vary(std::uint32_t index) {
  const KnownService& service = hall_.services[index];
  if (IsSuspended(service, hall_.today)) return;
  schema::VaryServiceT vary;
  vary.activation = SchemaId(service.id);
  const TownService& wished = ServiceOf(service.wish);
  const int steps = hall_.chance.Between(1, 4);
  const std::int64_t change = wished.step * (hall_.chance.Happens(500) ? steps : -steps);
  vary.quantity = std::clamp<std::int64_t>(service.quantity + change, wished.least_quantity,
                                           wished.most_quantity);
  vary.from = (hall_.today + kEndNoticeDays).days;
  hall_.door.Send(wished.office, std::move(vary));
}

void ServiceWork::Suspend(std::uint32_t index) {
  KnownService& service = hall_.services[index];
  hall_.agenda.Add(hall_.WorkingDayIn(60, 900), ErrandKind::kSuspend, index);
  if (IsSuspended(service, hall_.today)) return;
  Record(service);
  const auto& reasons = hall_.SheetOf(service.wish).suspension->reasons;
  const int days = hall_.chance.Between(4, 24);
  schema::SuspendServiceT suspend;
  suspend.activation = SchemaId(service.id);
  suspend.from = hall_.today.days;
  const bool knows_hospital = std::any_of(reasons.begin(), reasons.end(),
                                          [](const auto& reason) { return reason.code == kHospital; });
  suspend.reason = knows_hospital && hall_.chance.Happens(700) ? std::string(kHospital)
                                                               : hall_.chance.Pick(reasons).code;
  if (suspend.reason == kHospital) {  // nobody knows until when
    service.suspended_until = Day{std::numeric_limits<std::int32_t>::max()};
    hall_.agenda.Add(WorkingDayFrom(hall_.today + days), ErrandKind::kResume, index);
  } else {
    service.suspended_until = hall_.today + days;
    suspend.until = service.suspended_until->days;
  }
  hall_.door.Send(ProviderOf(service.wish), std::move(suspend));
}

void ServiceWork::Resume(std::uint32_t index) {
  KnownService& service = hall_.services[index];
  if (hall_.chance.Happens(80)) return End(index, true);
  schema::ResumeServiceT resume;
  resume.activation = SchemaId(service.id);
  resume.from = hall_.today.days;
  hall_.door.Send(ProviderOf(service.wish), std::move(resume));
  service.suspended_until = std::nullopt;
}

void ServiceWork::End(std::uint32_t index, bool is_deceased) {
  KnownService& service = hall_.services[index];
  Record(service);
  const auto& reasons = hall_.SheetOf(service.wish).end_reasons;
  schema::EndServiceT end;
  end.activation = SchemaId(service.id);
  const bool knows_death = std::any_of(reasons.begin(), reasons.end(),
                                       [](const auto& reason) { return reason.code == kDeceased; });
  end.reason = is_deceased && knows_death ? std::string(kDeceased) : hall_.chance.Pick(reasons).code;
  end.on = (end.reason == kDeceased ? hall_.today : hall_.today + kEndNoticeDays).days;
  if (end.reason == kDeceased)
    hall_.neighbours[hall_.cases[service.case_file].person].is_alive = false;
  hall_.door.Send(ProviderOf(service.wish), std::move(end));
  service.stage = ServiceStage::kOver;
  hall_.agenda.Add(hall_.WorkingDayIn(10, 40), ErrandKind::kCloseCase, service.case_file);
}

}  // namespace fascicolo::simulator
