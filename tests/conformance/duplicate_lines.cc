// Searches duplicates among the persons on standard input, so that another program can judge what is found. A line each:
//   surname <tab> name <tab> born (1979-02-11) <tab> birthplace <tab> fiscal code <tab> other code <tab> street <tab> town
//   <tab> postcode; what is not known is empty
// Answers: a line for each two lines (counted from 0) that are proposed as one person: lesser <tab> greater <tab> score.
#include <iostream>
#include <map>
#include <sstream>
#include <vector>

#include "engine/identity/person_search.h"
#include "events/big_endian.h"
#include "events/store/memory_rows.h"

namespace fascicolo::engine {
namespace {

constexpr std::size_t kParts = 9;

EntityId IdOf(std::uint64_t line) {
  EntityId id;
  events::PutBigEndian(id.bytes.data(), line);
  return id;
}
std::uint64_t LineOf(const EntityId& id) { return events::GetBigEndian<std::uint64_t>(id.bytes.data()); }

PersonalData PersonOf(const std::string& line) {
  std::vector<std::string> parts;
  std::istringstream rest(line);
  for (std::string part; std::getline(rest, part, '\t');) parts.push_back(part);
  parts.resize(kParts);
  PersonalData person;
  person.surname = parts[0];
  person.name = parts[1];
  if (const auto born = ParseDay(parts[2])) person.born = CivilFromDay(*born);
  person.birthplace = parts[3];
  person.fiscal_code = parts[4];
  if (!parts[5].empty()) person.other_codes = {parts[5]};
  person.street = parts[6];
  person.town = parts[7];
  person.postcode = parts[8];
  return person;
}

int Answer() {
  store::MemoryRows rows;
  auto index = vault::IdentityIndex::Open(rows, events::Key{}, IdentityPlan());
  if (!index) return 1;
  std::vector<vault::BlindForm> forms;
  for (std::string line; std::getline(std::cin, line);) {
    forms.push_back(index->Blind(FeaturesOf(PersonOf(line))));
    if (!index->Add(IdOf(forms.size() - 1), {}, {}, forms.back())) return 1;
  }
  std::map<std::pair<std::uint64_t, std::uint64_t>, int> pairs;
  for (std::uint64_t line = 0; line < forms.size(); ++line) {
    const auto found = FindPersons(*index, std::span(&forms[line], 1), kLikelyScore);
    for (const FoundPerson& one : found.persons) {
      const std::uint64_t other = LineOf(one.person);
      if (other != line) pairs[std::minmax(line, other)] = one.likeness.score;
    }
  }
  for (const auto& [pair, score] : pairs) std::cout << pair.first << '\t' << pair.second << '\t' << score << '\n';
  return 0;
}

}  // namespace
}  // namespace fascicolo::engine

int main() { return fascicolo::engine::Answer(); }
