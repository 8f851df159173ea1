#include "connectors/simulator/registry.h"

#include "connectors/simulator/invented_person.h"

#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::string_view kRegistryOffice = "anagrafe";
constexpr std::string_view kHere = "092009";       // ISTAT: Cagliari
constexpr std::string_view kElsewhere = "090064";  // ISTAT: Sassari
constexpr int kForeignPerMille = 250;              // of those who move in
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

void Registry::RecordAddress(EntityId person, std::string municipality) {
  schema::RecordAddressT address;
  address.person = SchemaId(person);
  address.kind = schema::AddressKind::residence;
  address.municipality = std::move(municipality);
  const std::string street = std::string(kInventedMark) + "via Inventata " + std::to_string(hall_.chance.Between(1, 90));
  hall_.door.Send(kRegistryOffice, std::move(address), {{"/address", street}});
}

void Registry::Register(int least_age, int most_age, bool is_foreign) {
  const InventedPerson person = InventPerson(hall_.chance, hall_.today, least_age, most_age);
  schema::RegisterPersonT command;
  command.born = person.born.days;
  command.sex = person.sex == engine::Sex::kFemale ? schema::Sex::female : schema::Sex::male;
  command.citizenship = is_foreign ? "504" : "380";
  const CommandId id = hall_.door.Send(kRegistryOffice, std::move(command),
                                       {{"/surname", person.surname},
                                        {"/name", person.name},
                                        {"/fiscal_code", person.fiscal_code}});
  Neighbour neighbour;
  neighbour.id = engine::NewEntity(id, 0);
  neighbour.born = person.born;
  hall_.neighbours.push_back(neighbour);
}

void Registry::Birth() { Register(0, 0, false); }

void Registry::MoveIn() {
  const bool is_foreign = hall_.chance.Happens(kForeignPerMille);
  Register(0, 80, is_foreign);
  RecordAddress(hall_.neighbours.back().id, std::string(kHere));
  if (!is_foreign) return;
  schema::RecordCitizenshipT citizenship;
  citizenship.person = SchemaId(hall_.neighbours.back().id);
  citizenship.citizenship = "504";
  citizenship.permit = "family";
  citizenship.permit_until = (hall_.today + hall_.chance.Between(180, 700)).days;
  hall_.door.Send(kRegistryOffice, std::move(citizenship));
}

void Registry::MoveOut() {
  if (const auto somebody = Somebody()) RecordAddress(hall_.neighbours[*somebody].id, std::string(kElsewhere));
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
