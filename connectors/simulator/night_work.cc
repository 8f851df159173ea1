#include "connectors/simulator/night_work.h"

#include <algorithm>
#include <array>

#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/protocol_office.h"

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kNightStream = 0x6E696768'7473;  ///< "nights"
constexpr std::string_view kDoor = "dormitorio.accoglienza";
constexpr std::string_view kShelter = "night_shelter";
constexpr int kQueuePerCent = 8;      ///< who waits, of the beds
constexpr int kMissedPerMille = 15;   ///< of those who have a bed, each evening
constexpr int kAsksPerEvening = 25;   ///< at most, while the shelter fills
constexpr int kLeastNights = 5;
constexpr int kMostNights = 30;       ///< as many as the sheet allows
constexpr std::array<int, 3> kNeedWeights{700, 200, 100};  ///< ordinary, soon, urgent

}  // namespace

NightWork::NightWork(TownHall& hall) : hall_(hall), chance_(hall.parameters.seed ^ kNightStream) {}

void NightWork::Do(const Errand& errand) {
  if (errand.kind != ErrandKind::kNights) return;
  if (shelter_.is_zero()) return Open();
  CountGuests();
  AskForBeds();
}

void NightWork::Open() {
  schema::OpenUnitT open;
  open.service = kShelter;
  open.name = "Dormitorio comunale";
  open.capacity = hall_.figures.shelter_beds;
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
    schema::RecordNightT night;
    night.placement = SchemaId(guest.placement);
    night.night = hall_.today.days;
    night.came = !chance_.Happens(kMissedPerMille);
    hall_.door.Send(kDoor, std::move(night));
    return false;
  });
}

void NightWork::AskForBeds() {
  const std::int64_t wished = hall_.figures.shelter_beds + hall_.figures.shelter_beds * kQueuePerCent / 100 + 1;
  const std::int64_t missing = wished - static_cast<std::int64_t>(guests_.size());
  for (std::int64_t i = std::min<std::int64_t>(missing, kAsksPerEvening); i > 0; --i) AskForBed();
}

void NightWork::AskForBed() {
  const auto index = SomeCaseInCharge(hall_, chance_);
  if (!index || !known_.insert(*index).second) return;
  schema::RequestPlacementT request;
  request.case_file = SchemaId(hall_.cases[*index].id);
  request.service = kShelter;
  request.unit = SchemaId(shelter_);
  request.from = hall_.today.days;
  request.nights = static_cast<std::uint32_t>(chance_.Between(kLeastNights, kMostNights));
  request.need = static_cast<schema::Urgency>(chance_.Weighted(kNeedWeights));
  const EntityId id = engine::NewEntity(hall_.door.Send(kDoor, std::move(request)), 0);
  TakeIn(hall_, id);
  guests_.push_back({id, *index});
}

}  // namespace fascicolo::simulator
