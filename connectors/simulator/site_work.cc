#include "connectors/simulator/site_work.h"

#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/invented_person.h"
#include "engine/families/service_unit.h"

#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kSiteStream = 0x7369'7465;  ///< "site"
constexpr std::string_view kSiteOffice = "ufficio.inclusione";
constexpr std::string_view kSiteService = "roma_sites";
constexpr std::array<std::string_view, 2> kSiteNames{"Area di sosta Nord", "Area di sosta Sud"};
constexpr std::size_t kToBeClosed = 1;
constexpr int kFirstPitchDays = 60;  ///< the first cases are in charge
constexpr int kPitchDays = 60;
constexpr int kSitesOpenDays = 14;
constexpr int kInspectionsPerYear = 4;
constexpr int kBreachPerMille = 40;      ///< found by an inspection, of the households
constexpr int kWarnedPerMille = 500;     ///< of those
constexpr int kLeavesPerMille = 12;      ///< finds a dwelling, between two inspections

}  // namespace

SiteWork::SiteWork(TownHall& hall) : hall_(hall), chance_(hall.parameters.seed ^ kSiteStream) {}

void SiteWork::PlanYear() {
  const int year = YearOf(hall_.today);
  const auto on = [&](int month, int day) { return WorkingDayFrom(DayFromCivil({.year = year, .month = month, .day = day})); };
  const bool is_first = hall_.today == hall_.parameters.first_day;
  if (is_first) {
    hall_.agenda.Add(WorkingDayFrom(hall_.today + kSitesOpenDays), ErrandKind::kOpenSites);
    for (std::int64_t i = 0; i < hall_.figures.site_households; ++i) {
      const Day day = WorkingDayFrom(hall_.today + kFirstPitchDays + chance_.Between(0, kPitchDays - 1));
      hall_.agenda.Add(day, ErrandKind::kFindForSite);
    }
  }
  for (int i = 0; i < kInspectionsPerYear; ++i) {
    const Day day = on(3 * i + 3, 10);
    if (day >= hall_.today) hall_.agenda.Add(day, ErrandKind::kInspectSites);
  }
  if (is_first || year != YearOf(hall_.parameters.first_day) + 1) return;
  hall_.agenda.Add(on(5, 5), ErrandKind::kEmptySite);
  hall_.agenda.Add(on(6, 5), ErrandKind::kCloseSite);
}

void SiteWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kOpenSites:
      return Open();
    case ErrandKind::kFindForSite:
      return FindHousehold();
    case ErrandKind::kTakeInAtSite:
      return TakeIn(errand.subject);
    case ErrandKind::kInspectSites:
      return Inspect();
    case ErrandKind::kEmptySite:
      return Empty();
    case ErrandKind::kCloseSite:
      return Close();
    default:
      return;
  }
}

void SiteWork::Open() {
  for (const std::string_view name : kSiteNames) {
    schema::OpenUnitT open;
    open.service = kSiteService;
    open.name = name;
    open.capacity = hall_.figures.site_households;  // either has room for all
    open.from = hall_.today.days;
    sites_.push_back(engine::NewEntity(hall_.door.Send(kManager, std::move(open)), 0));
  }
}

/// The registry tells of the household first.
void SiteWork::FindHousehold() {
  constexpr int kTries = 20;
  constexpr int kOldest = 60;
  for (int i = 0; i < kTries; ++i) {
    const auto index = SomeCaseInCharge(hall_, chance_);
    if (!index) return;
    const std::uint32_t person = hall_.cases[*index].person;
    if (AgeOn(hall_.today, hall_.neighbours[person].born) > kOldest || !known_.insert(person).second) continue;
    hall_.agenda.Add(WorkingDayFrom(hall_.today + 1), ErrandKind::kHousehold, person);
    hall_.agenda.Add(WorkingDayFrom(hall_.today + 5), ErrandKind::kTakeInAtSite, *index);
    return;
  }
}

void SiteWork::TakeIn(std::uint32_t case_index) {
  if (sites_.empty() || !IsInCharge(hall_, case_index)) return;
  const std::uint32_t person = hall_.cases[case_index].person;
  const std::size_t site = households_.size() % sites_.size();
  schema::RequestPlacementT request;
  request.case_file = SchemaId(hall_.cases[case_index].id);
  request.service = kSiteService;
  request.persons = MembersWith(hall_, case_index);
  request.persons.insert(request.persons.begin(), events::ToSchema(hall_.neighbours[person].id));
  const EntityId id = engine::NewEntity(hall_.door.Send(kSiteOffice, std::move(request)), 0);
  schema::SignSitePactT pact;
  pact.placement = SchemaId(id);
  pact.conditions = {"school", "waste", "utilities"};
  hall_.door.Send(kSiteOffice, std::move(pact));
  schema::StartPlacementT start;
  start.placement = SchemaId(id);
  start.unit = SchemaId(sites_.at(site));
  start.from = hall_.today.days;
  hall_.door.Send(kSiteOffice, std::move(start));
  households_.push_back({id, person, site});
}

bool SiteWork::LivesThere(const Household& household) const {
  const auto row = hall_.state().Find<engine::PlacementTable>(household.placement);
  return row && row->state == engine::PlacementState::kInForce;
}

void SiteWork::End(const Household& household, std::string_view reason) {
  schema::EndPlacementT end;
  end.placement = SchemaId(household.placement);
  end.on = hall_.today.days;
  end.reason = reason;
  hall_.door.Send(kSiteOffice, std::move(end));
}

void SiteWork::Inspect() {
  const auto record = [&](const Household& household, schema::IncidentKind kind, std::string_view code) {
    schema::RecordIncidentT incident;
    incident.placement = SchemaId(household.placement);
    incident.incident = kind;
    incident.code = code;
    hall_.door.Send(kSiteOffice, std::move(incident));
  };
  for (const Household& household : households_) {
    if (!LivesThere(household)) continue;
    record(household, schema::IncidentKind::inspection, "quarterly");
    if (chance_.Happens(kLeavesPerMille)) {
      End(household, "autonomy");
    } else if (chance_.Happens(kBreachPerMille)) {
      record(household, schema::IncidentKind::breach, "waste");
      if (chance_.Happens(kWarnedPerMille)) record(household, schema::IncidentKind::warning, "waste");
    }
  }
}

/// Half of them move to the other site, half into dwellings.
void SiteWork::Empty() {
  if (sites_.size() <= kToBeClosed) return;
  for (Household& household : households_) {
    if (household.site != kToBeClosed || !LivesThere(household)) continue;
    if (chance_.Happens(500)) {
      End(household, "closed_site");
      continue;
    }
    schema::TransferPlacementT transfer;
    transfer.placement = SchemaId(household.placement);
    transfer.unit = SchemaId(sites_.front());
    transfer.from = hall_.today.days;
    transfer.reason = "site_closes";
    household.site = 0;
    hall_.door.Send(kSiteOffice, std::move(transfer));
  }
}

void SiteWork::Close() {
  if (sites_.size() <= kToBeClosed) return;
  schema::CloseSiteT close;
  close.unit = SchemaId(sites_.at(kToBeClosed));
  close.on = hall_.today.days;
  close.reason = "superseded";
  hall_.door.Send(kManager, std::move(close));
}

}  // namespace fascicolo::simulator
