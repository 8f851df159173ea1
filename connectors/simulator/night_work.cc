#include "connectors/simulator/night_work.h"

#include <algorithm>
#include <array>

#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/protocol_office.h"

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kNightStream = 0x6E696768'7473;  ///< "nights"
constexpr int kQueuePerCent = 8;      ///< who waits, of the beds
constexpr int kMissedPerMille = 15;   ///< of those who have a bed, each evening
constexpr int kAsksPerEvening = 25;   ///< at most, while the shelter fills
constexpr int kLeastNights = 5;
constexpr int kBannedPerMille = 1;    ///< of those who have a bed, each evening
constexpr int kWarnedOfGuestsPerMille = 2;
/// The cold plan's weeks: of January and February.
constexpr int kColdFrom = 10;
constexpr int kColdDays = 48;
constexpr int kColdPlanPerCent = 15;  ///< beds, of those that there are
constexpr std::array<int, 3> kNeedWeights{700, 200, 100};  ///< ordinary, soon, urgent

}  // namespace

BedsByNight NightShelter(const Figures& figures) {
  constexpr int kNightsOfTheSheet = 30;
  return {.service = "night_shelter",
          .name = "Dormitorio comunale",
          .door = "dormitorio.accoglienza",
          .beds = figures.shelter_beds,
          .most_nights = kNightsOfTheSheet,
          .cold_beds = figures.shelter_beds * kColdPlanPerCent / 100 + 1};
}

BedsByNight ReceptionCentre(const Figures& figures) {
  constexpr int kNightsOfTheSheet = 14;
  return {.service = "reception_centre",
          .name = "Centro di prima accoglienza",
          .door = "centro.accoglienza",
          .area = schema::Area::foreigners,
          .beds = figures.reception_beds,
          .most_nights = kNightsOfTheSheet};
}

NightWork::NightWork(TownHall& hall, const BedsByNight& house)
    : hall_(hall), house_(house), chance_(hall.parameters.seed ^ kNightStream ^ static_cast<std::uint64_t>(house.area)) {}

void NightWork::Do(const Errand& errand) {
  if (errand.kind != ErrandKind::kNights) return;
  if (shelter_.is_zero()) return Open();
  SetColdPlan();
  CountGuests();
  AskForBeds();
}

void NightWork::Open() {
  schema::OpenUnitT open;
  open.service = house_.service;
  open.name = house_.name;
  open.capacity = house_.beds;
  open.from = hall_.today.days;
  shelter_ = engine::NewEntity(hall_.door.Send(kManager, std::move(open)), 0);
}

/// Everybody who has a bed tonight came, or did not; who has none any more, and waits for none, is no guest.
void NightWork::CountGuests() {
  const engine::State state = hall_.state();
  std::erase_if(guests_, [&](const Guest& guest) {
    const auto row = state.Find<engine::PlacementTable>(guest.placement);
    if (row && row->state == engine::PlacementState::kQueued) return false;
    if (!row || row->state != engine::PlacementState::kInForce) {
      known_.erase(guest.case_file);
      return true;
    }
    if (chance_.Happens(kBannedPerMille)) {
      Ban(guest);
      return false;
    }
    if (chance_.Happens(kWarnedOfGuestsPerMille)) Warn(guest);
    schema::RecordNightT night;
    night.placement = SchemaId(guest.placement);
    night.night = hall_.today.days;
    night.came = !chance_.Happens(kMissedPerMille);
    hall_.door.Send(house_.door, std::move(night));
    return false;
  });
}

/// Once a year, when it is coldest.
void NightWork::SetColdPlan() {
  const Day from = DayFromCivil({.year = YearOf(hall_.today), .month = 1, .day = kColdFrom});
  const bool is_cold = hall_.today >= from && hall_.today < from + kColdDays;
  if (!is_cold || house_.cold_beds == 0 || cold_year_ == YearOf(hall_.today)) return;
  cold_year_ = YearOf(hall_.today);
  schema::SetColdPlanT plan;
  plan.unit = SchemaId(shelter_);
  plan.beds = house_.cold_beds;
  plan.from = hall_.today.days;
  plan.until = (from + kColdDays).days;
  hall_.door.Send(kManager, std::move(plan));
}

void NightWork::Ban(const Guest& guest) {
  schema::BanGuestT ban;
  ban.placement = SchemaId(guest.placement);
  ban.until = (hall_.today + chance_.Between(15, 90)).days;
  ban.reason = "violence";
  hall_.door.Send(house_.door, std::move(ban));
}

void NightWork::Warn(const Guest& guest) {
  schema::RecordIncidentT incident;
  incident.placement = SchemaId(guest.placement);
  incident.incident = schema::IncidentKind::warning;
  incident.code = "house_rules";
  hall_.door.Send(house_.door, std::move(incident));
}

void NightWork::AskForBeds() {
  const std::int64_t beds = hall_.state().LevelOn<engine::CapacityTable>(shelter_, hall_.today);
  const std::int64_t wished = beds + beds * kQueuePerCent / 100 + 1;
  const std::int64_t missing = wished - static_cast<std::int64_t>(guests_.size());
  for (std::int64_t i = std::min<std::int64_t>(missing, kAsksPerEvening); i > 0; --i) AskForBed();
}

std::optional<std::uint32_t> NightWork::SomebodyWithoutBed() {
  constexpr int kTriesOfArea = 60;
  for (int i = 0; i < kTriesOfArea; ++i) {
    const auto index = SomeCaseInCharge(hall_, chance_);
    if (!index) return std::nullopt;
    const bool is_asked = known_.contains(*index);
    if (house_.area == schema::Area::none) return is_asked ? std::nullopt : index;
    const auto row = hall_.state().Find<engine::CaseTable>(hall_.cases[*index].id);
    if (!is_asked && row && row->area == house_.area) return index;
  }
  return std::nullopt;
}

void NightWork::AskForBed() {
  const auto index = SomebodyWithoutBed();
  if (!index) return;
  known_.insert(*index);
  schema::RequestPlacementT request;
  request.case_file = SchemaId(hall_.cases[*index].id);
  request.service = house_.service;
  request.unit = SchemaId(shelter_);
  request.from = hall_.today.days;
  request.nights = static_cast<std::uint32_t>(chance_.Between(kLeastNights, house_.most_nights));
  request.need = static_cast<schema::Urgency>(chance_.Weighted(kNeedWeights));
  const EntityId id = engine::NewEntity(hall_.door.Send(house_.door, std::move(request)), 0);
  TakeIn(hall_, id);
  guests_.push_back({id, *index});
}

}  // namespace fascicolo::simulator
