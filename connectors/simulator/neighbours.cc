#include "connectors/simulator/neighbours.h"

#include "connectors/simulator/invented_person.h"

namespace fascicolo::simulator {

std::uint32_t RegisterNeighbour(TownHall& hall, int least_age, int most_age, std::string_view citizenship) {
  const InventedPerson person = InventPerson(hall.chance, hall.today, least_age, most_age);
  schema::RegisterPersonT command;
  command.born = person.born.days;
  command.sex = person.sex == engine::Sex::kFemale ? schema::Sex::female : schema::Sex::male;
  command.citizenship = citizenship;
  const CommandId id = hall.door.Send(kRegistryOffice, std::move(command),
                                      {{"/surname", person.surname},
                                       {"/name", person.name},
                                       {"/fiscal_code", person.fiscal_code}});
  Neighbour neighbour;
  neighbour.id = engine::NewEntity(id, 0);
  neighbour.born = person.born;
  hall.neighbours.push_back(neighbour);
  return static_cast<std::uint32_t>(hall.neighbours.size() - 1);
}

std::string InventedStreet(Chance& chance) {
  return std::string(kInventedMark) + "via Inventata " + std::to_string(chance.Between(1, 90));
}

}  // namespace fascicolo::simulator
