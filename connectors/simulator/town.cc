#include "connectors/simulator/town.h"

#include "connectors/simulator/accompaniment.h"
#include "connectors/simulator/allowance_work.h"
#include "connectors/simulator/case_office.h"
#include "connectors/simulator/case_work.h"
#include "connectors/simulator/dwelling_work.h"
#include "connectors/simulator/grant_work.h"
#include "connectors/simulator/households.h"
#include "connectors/simulator/housing_call.h"
#include "connectors/simulator/money_work.h"
#include "connectors/simulator/night_work.h"
#include "connectors/simulator/offices.h"
#include "connectors/simulator/people_office.h"
#include "connectors/simulator/placement_work.h"
#include "connectors/simulator/plan_work.h"
#include "connectors/simulator/planning_work.h"
#include "connectors/simulator/programme_work.h"
#include "connectors/simulator/protocol_office.h"
#include "connectors/simulator/registry.h"
#include "connectors/simulator/removal_work.h"
#include "connectors/simulator/service_work.h"
#include "connectors/simulator/signing.h"
#include "connectors/simulator/site_work.h"
#include "connectors/simulator/tenancy_work.h"
#include "connectors/simulator/town_hall.h"
#include "connectors/simulator/unit_work.h"
#include "connectors/simulator/waiting_work.h"
#include "engine/catalogue/built_in.h"

#include <algorithm>

namespace fascicolo::simulator {
namespace {

constexpr int kDayOpensMinute = 5;  ///< when the system opens a day
constexpr int kGroupMinutes = 15;
constexpr int kShelterOpensAfterDays = 14;
constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;

Instant AtMinute(Day day, int minute) {
  return {StartOfDay(day).micros + minute * kMicrosPerMinute};
}

engine::Sheet BuiltInSheet(std::string_view name) {
  const engine::BuiltInDocument* document = engine::FindBuiltIn(name);
  FASCICOLO_CHECK(document != nullptr);
  auto sheet = engine::ParseSheet(document->json);
  FASCICOLO_CHECK(sheet.ok());
  return std::move(sheet).value();
}

std::vector<engine::Sheet> TownSheets() {
  std::vector<engine::Sheet> sheets;
  for (const TownService& service : kTownServices) sheets.push_back(BuiltInSheet(service.sheet));
  return sheets;
}

struct Timed {
  int minute = 0;
  Errand errand;
};

}  // namespace

TownHall::TownHall(const TownParameters& given, TownDesk& front_desk)
    : parameters(given),
      figures(FiguresOf(given.inhabitants)),
      sheets(TownSheets()),
      desk(front_desk),
      door(given, front_desk),
      chance(given.seed),
      today(given.first_day) {}

std::string TownHall::Worker(std::uint64_t number) const {
  const std::uint64_t worker = number % static_cast<std::uint64_t>(figures.social_workers) + 1;
  return (worker < 10 ? "assistente.sociale.0" : "assistente.sociale.") + std::to_string(worker);
}

struct Town::Life {
  Life(const TownParameters& parameters, TownDesk& desk)
      : hall(parameters, desk),
        cases(hall),
        accompaniment(hall),
        waiting(hall),
        services(hall),
        households(hall),
        registry(hall),
        nights(hall, NightShelter(hall.figures)),
        reception(hall, ReceptionCentre(hall.figures)),
        housing(hall),
        signing(hall),
        money(hall, signing),
        allowances(hall, signing, money),
        dwellings(hall, signing, money),
        plans(hall, signing, money),
        grants(hall, signing, money, allowances),
        units(hall),
        programmes(hall),
        placements(hall, signing),
        removals(hall, placements),
        sites(hall),
        people(hall),
        case_office(hall),
        tenancies(hall),
        planning(hall),
        offices(hall) {
    end = AddMonths(parameters.first_day, 12 * parameters.years);
  }

  void PlanYear();
  void PlanArrivals();
  void AddArrivals(ErrandKind kind, std::int64_t per_year, std::uint32_t subject = 0);
  void AddBroughtAlong(ErrandKind kind, std::int64_t all, std::uint32_t subject);
  [[nodiscard]] std::vector<Timed> TakeErrands();
  [[nodiscard]] int MinuteOf(ErrandKind kind);
  void Do(const Errand& errand);

  TownHall hall;
  CaseWork cases;
  Accompaniment accompaniment;
  WaitingWork waiting;
  ServiceWork services;
  Households households;
  Registry registry;
  NightWork nights;
  NightWork reception;
  HousingCall housing;
  Signing signing;
  MoneyWork money;
  AllowanceWork allowances;
  DwellingWork dwellings;
  PlanWork plans;
  GrantWork grants;
  UnitWork units;
  ProgrammeWork programmes;
  PlacementWork placements;
  RemovalWork removals;
  SiteWork sites;
  PeopleOffice people;
  CaseOffice case_office;
  TenancyWork tenancies;
  PlanningWork planning;
  Offices offices;
  Day end;               ///< first day that is not lived
  int working_days = 0;  ///< lived so far
};

void Town::Life::AddArrivals(ErrandKind kind, std::int64_t per_year, std::uint32_t subject) {
  const std::int64_t thousandths =
      per_year * SeasonPerMille(MonthOf(hall.today)) / kWorkingDaysPerYear;
  for (int left = hall.chance.CountAround(thousandths); left > 0; --left)
    hall.agenda.Add(hall.today, kind, subject);
}

/// An even share of what the town has already, so that all of it is typed in after kStartingDays.
void Town::Life::AddBroughtAlong(ErrandKind kind, std::int64_t all, std::uint32_t subject) {
  const std::int64_t share =
      all * (working_days + 1) / kStartingDays - all * working_days / kStartingDays;
  for (std::int64_t left = share; left > 0; --left) hall.agenda.Add(hall.today, kind, subject);
}

void Town::Life::PlanYear() {
  offices.PlanYear();
  money.PlanYear();
  allowances.PlanYear();
  dwellings.PlanYear();
  plans.PlanYear();
  grants.PlanYear();
  units.PlanYear();
  programmes.PlanYear();
  placements.PlanYear();
  removals.PlanYear();
  sites.PlanYear();
  people.PlanYear();
  case_office.PlanYear();
  tenancies.PlanYear();
  planning.PlanYear();
}

void Town::Life::PlanArrivals() {
  const Figures& figures = hall.figures;
  const bool is_starting = working_days < kStartingDays;
  if (is_starting) AddBroughtAlong(ErrandKind::kContact, figures.cases_at_start, kBroughtAlong);
  AddArrivals(ErrandKind::kContact, figures.contacts);
  for (std::size_t i = 0; i < kTownServices.size(); ++i) {
    const auto wish = static_cast<std::uint32_t>(kTownServices[i].wish);
    if (is_starting) AddBroughtAlong(ErrandKind::kServiceContact, figures.services[i].at_start, wish);
    AddArrivals(ErrandKind::kServiceContact, figures.services[i].new_per_year, wish);
  }
  AddArrivals(ErrandKind::kBirth, figures.births);
  AddArrivals(ErrandKind::kDeath, figures.deaths);
  AddArrivals(ErrandKind::kMoveIn, figures.moves_in);
  AddArrivals(ErrandKind::kMoveOut, figures.moves_out);
  AddArrivals(ErrandKind::kMistake, figures.mistakes);
  hall.agenda.Add(hall.today, ErrandKind::kOfferFree);
  ++working_days;
}

/// Offices from 08:30 to 13:00, on some days from 15:00 to 17:30 too; providers from 08:00 to
/// 19:00.
int Town::Life::MinuteOf(ErrandKind kind) {
  constexpr int kMorning = 8 * 60 + 30;
  constexpr int kMorningMinutes = 4 * 60 + 30;
  constexpr int kAfternoon = 15 * 60;
  constexpr int kAfternoonMinutes = 2 * 60 + 30;
  if (kind == ErrandKind::kAdopt) return 8 * 60;  // before anybody needs it
  if (kind == ErrandKind::kOpenUnits) return 8 * 60 + kGroupMinutes;
  if (kind == ErrandKind::kNights) return 20 * 60;
  if (kind == ErrandKind::kDeliver) return 8 * 60 + hall.chance.Between(0, 11 * 60 - 1);
  const int open = kMorningMinutes + (HasAfternoon(hall.today) ? kAfternoonMinutes : 0);
  const int minute = hall.chance.Between(0, open - 1);
  return minute < kMorningMinutes ? kMorning + minute : kAfternoon + minute - kMorningMinutes;
}

std::vector<Timed> Town::Life::TakeErrands() {
  std::vector<Timed> timed;
  for (const Errand& errand : hall.agenda.Take(hall.today))
    timed.push_back({MinuteOf(errand.kind), errand});
  std::stable_sort(timed.begin(), timed.end(),
                   [](const Timed& a, const Timed& b) { return a.minute < b.minute; });
  return timed;
}

void Town::Life::Do(const Errand& errand) {
  if (errand.kind >= ErrandKind::kMeet && errand.kind <= ErrandKind::kMoveAway) return accompaniment.Do(errand);
  if (errand.kind <= ErrandKind::kReopen) return cases.Do(errand);
  if (errand.kind <= ErrandKind::kWithdraw) return waiting.Do(errand);
  if (errand.kind <= ErrandKind::kEnd) return services.Do(errand);
  if (errand.kind <= ErrandKind::kCorrectIsee) return households.Do(errand);
  if (errand.kind <= ErrandKind::kMoveOut) return registry.Do(errand);
  if (errand.kind <= ErrandKind::kNights) return nights.Do(errand), reception.Do(errand);
  if (errand.kind <= ErrandKind::kCallNext) return housing.Do(errand);
  if (errand.kind <= ErrandKind::kSign) return signing.Do(errand);
  if (errand.kind <= ErrandKind::kPay) return money.Do(errand);
  if (errand.kind <= ErrandKind::kPayHelp) return allowances.Do(errand);
  if (errand.kind <= ErrandKind::kRaiseRents) return dwellings.Do(errand, housing.call());
  if (errand.kind <= ErrandKind::kRenewPlans) return plans.Do(errand);
  if (errand.kind <= ErrandKind::kCheckDeclarations) return grants.Do(errand);
  if (errand.kind <= ErrandKind::kSettleUnit) return units.Do(errand);
  if (errand.kind <= ErrandKind::kEnrol) return programmes.Do(errand);
  if (errand.kind <= ErrandKind::kFollowPlacement) return placements.Do(errand);
  if (errand.kind <= ErrandKind::kMeasure) return removals.Do(errand);
  if (errand.kind <= ErrandKind::kCloseSite) return sites.Do(errand);
  if (errand.kind <= ErrandKind::kPeople) return people.Do(errand);
  if (errand.kind <= ErrandKind::kReviewAccess) return case_office.Do(errand);
  if (errand.kind <= ErrandKind::kTenancies) return tenancies.Do(errand);
  if (errand.kind <= ErrandKind::kTellFlows) return planning.Do(errand);
  offices.Do(errand);
}

Town::Town(const TownParameters& parameters, TownDesk& desk)
    : life_(std::make_unique<Life>(parameters, desk)) {
  FASCICOLO_CHECK(CheckParameters(parameters).ok());
  life_->offices.PlanFirstDay();
  life_->housing.Plan();
  life_->dwellings.Plan();
}
Town::~Town() = default;

bool Town::is_over() const { return life_->hall.today >= life_->end; }

Status Town::LiveDay() {
  FASCICOLO_CHECK(!is_over());
  TownHall& hall = life_->hall;
  hall.door.SetOccurredAt(AtMinute(hall.today, kDayOpensMinute - 1));
  RegisterIncoming(hall);
  if (Status opened = hall.door.Settle(AtMinute(hall.today, kDayOpensMinute)); !opened)
    return opened;
  const Civil date = CivilFromDay(hall.today);
  if (hall.today == hall.parameters.first_day || (date.month == 1 && date.day == 1))
    life_->PlanYear();
  life_->waiting.LookAtLists();
  if (IsWorkingDay(hall.today)) life_->PlanArrivals();
  if (hall.today >= hall.parameters.first_day + kShelterOpensAfterDays) hall.agenda.Add(hall.today, ErrandKind::kNights);

  const std::vector<Timed> errands = life_->TakeErrands();
  for (std::size_t next = 0; next < errands.size();) {
    const int group_end = (errands[next].minute / kGroupMinutes + 1) * kGroupMinutes;
    for (; next < errands.size() && errands[next].minute < group_end; ++next) {
      hall.door.SetOccurredAt(AtMinute(hall.today, errands[next].minute));
      life_->Do(errands[next].errand);
    }
    if (Status settled = hall.door.Settle(AtMinute(hall.today, group_end)); !settled)
      return settled;
  }
  ++hall.today;
  return {};
}

TownProgress Town::progress() const {
  const Day first = life_->hall.parameters.first_day;
  return {.days = life_->hall.today - first,
          .of_days = life_->end - first,
          .day = life_->hall.today - 1,
          .commands = counts().commands};
}

const TownCounts& Town::counts() const { return life_->hall.door.counts(); }

Result<TownCounts> LiveThrough(const TownParameters& parameters, TownDesk& desk,
                               const std::function<void(const TownProgress&)>& on_day) {
  Town town(parameters, desk);
  while (!town.is_over()) {
    if (Status lived = town.LiveDay(); !lived) return lived.error();
    if (on_day) on_day(town.progress());
  }
  return town.counts();
}

Instant FirstMoment(const TownParameters& parameters) {
  return AtMinute(parameters.first_day, kDayOpensMinute);
}

}  // namespace fascicolo::simulator
