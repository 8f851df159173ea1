#include "connectors/simulator/invented_person.h"

#include "engine/identity/iban.h"

#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::array<std::string_view, 40> kSurnames{
    "Abbrunadu",   "Altapietra", "Belcorbezzu", "Boscuventu",   "Cantulieru", "Cispringhu",
    "Dolcifrascu", "Drunale",    "Erbalunga",   "Fiumandru",    "Foghesale",  "Frascadoru",
    "Gelsoreddu",  "Grottispa",  "Iscalora",    "Lentischeddu", "Linnarbu",   "Lunasecca",
    "Maestralis",  "Mirtadoru",  "Montischiu",  "Murifrittu",   "Nuragnolu",  "Olivastru",
    "Ombrosanu",   "Pedrulonga", "Pietraspada", "Quercinule",   "Ramadoru",   "Risacchiu",
    "Rovodolce",   "Salinadru",  "Sferravento", "Solianas",     "Spigadura",  "Tramontis",
    "Turrilonga",  "Ulmeddu",    "Ventulieru",  "Zafferinu"};
constexpr std::array<std::string_view, 20> kWomensNames{
    "Albarosa",  "Bellafiora", "Celidonia", "Dorimea",  "Elicrisa", "Fiordispina", "Ginestrella",
    "Isabrunda", "Lavandula",  "Lunamara",  "Mirtilla", "Nerissia", "Olivana",     "Primaluce",
    "Rugiada",   "Salvina",    "Sereniva",  "Speranda", "Ulivella", "Zaffira"};
constexpr std::array<std::string_view, 20> kMensNames{
    "Albidoro", "Brunaldo", "Cardamino", "Donvento", "Eliastro",  "Fiorello",  "Granturco",
    "Isidrano", "Lentisco", "Maestrio",  "Nocciolo", "Orobello",  "Primonato", "Querciolo",
    "Rovente",  "Salvidio", "Tamarigio", "Ulmerico", "Ventidoro", "Zafferano"};

}  // namespace

InventedPerson InventPerson(Chance& chance, Day today, int least_age, int most_age) {
  InventedPerson person;
  person.sex = chance.Happens(540) ? engine::Sex::kFemale : engine::Sex::kMale;
  person.surname = chance.Pick(kSurnames);
  person.name = chance.Pick(person.sex == engine::Sex::kFemale ? kWomensNames : kMensNames);
  const Day youngest = AddMonths(today, -12 * least_age);
  const Day oldest = AddMonths(today, -12 * (most_age + 1)) + 1;
  person.born = youngest - chance.Between(0, youngest - oldest);
  auto code = engine::ComposeFiscalCode(person.surname, person.name, person.sex, person.born, kNowhere);
  FASCICOLO_CHECK(code.ok());  // the names above are of Latin letters
  person.fiscal_code = *std::move(code);
  return person;
}

int AgeOn(Day today, Day born) {
  const Civil now = CivilFromDay(today);
  const Civil then = CivilFromDay(born);
  const bool had_birthday =
      now.month > then.month || (now.month == then.month && now.day >= then.day);
  return now.year - then.year - (had_birthday ? 0 : 1);
}

std::string InventIban(Chance& chance) {
  constexpr std::uint64_t kAccounts = 1'000'000'000'000;
  std::string account = std::to_string(kAccounts + chance.Below(kAccounts)).substr(1);
  const std::string own = "X0000000000" + account;  // the bank's letter, bank, branch
  for (int check = 2; check <= 98; ++check) {
    std::string iban = "IT" + std::to_string(100 + check).substr(1) + own;
    if (engine::IsIban(iban)) return iban;
  }
  FASCICOLO_CHECK(false);
  return {};
}

}  // namespace fascicolo::simulator
