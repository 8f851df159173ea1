#include "connectors/simulator/registry.h"

#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/neighbours.h"
#include "engine/families/household_deciding.h"

namespace fascicolo::simulator {
namespace {

constexpr int kForeignPerMille = 250;  // of those who move in
constexpr int kTries = 20;
constexpr int kOldAge = 65;

}  // namespace

void Registry::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kBirth:
      return Birth();
    case ErrandKind::kDeath:
      return Death();
    case ErrandKind::kMoveIn:
      return MoveIn();
    case ErrandKind::kMoveOut:
      return MoveOut();
    default:
      return;
  }
}

std::optional<std::uint32_t> Registry::Somebody() {
  for (int tries = 0; tries < kTries && !hall_.neighbours.empty(); ++tries) {
    const auto index = static_cast<std::uint32_t>(hall_.chance.Below(hall_.neighbours.size()));
    if (hall_.neighbours[index].is_alive) return index;
  }
  return std::nullopt;
}

void Registry::RecordAddress(std::uint32_t person, std::string_view municipality) {
  schema::RecordAddressT address;
  address.person = SchemaId(hall_.neighbours[person].id);
  address.kind = schema::AddressKind::residence;
  if (!hall_.hidden.contains(person)) address.municipality = municipality;
  hall_.door.Send(kRegistryOffice, std::move(address), {{"/address", InventedStreet(hall_.chance)}});
}

void Registry::Birth() { RegisterNeighbour(hall_, 0, 0, kItaly); }

void Registry::MoveIn() {
  const bool is_foreign = hall_.chance.Happens(kForeignPerMille);
  const std::uint32_t index = RegisterNeighbour(hall_, 0, 80, is_foreign ? kMorocco : kItaly);
  RecordAddress(index, kHere);
  if (!is_foreign) return;
  schema::RecordCitizenshipT citizenship;
  citizenship.person = SchemaId(hall_.neighbours[index].id);
  citizenship.citizenship = kMorocco;
  citizenship.permit = "family";
  citizenship.permit_until = (hall_.today + hall_.chance.Between(180, 700)).days;
  hall_.door.Send(kRegistryOffice, std::move(citizenship));
}

void Registry::MoveOut() {
  const auto somebody = Somebody();
  if (!somebody) return;
  const Neighbour& neighbour = hall_.neighbours[*somebody];
  RecordAddress(*somebody, kElsewhere);
  const auto household = hall_.state().Find<engine::HouseholdTable>(neighbour.household);
  if (!household || hall_.IsHidden(*somebody) || engine::HidesAddress(hall_.state(), *household, hall_.today)) return;
  schema::MoveHouseholdT move;
  move.household = SchemaId(neighbour.household);
  move.from = hall_.today.days;
  move.municipality = kElsewhere;
  hall_.door.Send(kRegistryOffice, std::move(move));
}

/// What a death proposes, the offices carry out within days.
void Registry::Settle(std::uint32_t person) {
  for (std::uint32_t i = 0; i < hall_.services.size(); ++i) {
    const KnownService& service = hall_.services[i];
    if (service.stage == ServiceStage::kOver || hall_.cases[service.case_file].person != person) continue;
    const bool runs = service.stage == ServiceStage::kRunning;
    hall_.agenda.Add(hall_.WorkingDayIn(1, 15), runs ? ErrandKind::kEnd : ErrandKind::kWithdraw, i);
  }
}

/// The old die more often than the young.
void Registry::Death() {
  const auto somebody = Somebody();
  if (!somebody) return;
  Neighbour& neighbour = hall_.neighbours[*somebody];
  if (AgeOn(hall_.today, neighbour.born) < kOldAge && !hall_.chance.Happens(100)) return;
  neighbour.is_alive = false;
  schema::RecordDeathT death;
  death.person = SchemaId(neighbour.id);
  death.source = "registry";
  hall_.door.Send(kRegistryOffice, std::move(death));
  Settle(*somebody);
}

}  // namespace fascicolo::simulator
