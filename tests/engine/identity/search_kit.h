// An index in memory, and invented persons in it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/identity/person_search.h"
#include "events/store/memory_rows.h"

namespace fascicolo::engine {

inline constexpr Civil kBorn{1980, 3, 12};

[[nodiscard]] inline events::Key SomeSecret(std::uint8_t number = 7) {
  events::Key key;
  key.fill(number);
  return key;
}
[[nodiscard]] inline EntityId PersonId(std::uint8_t number) {
  EntityId id;
  id.bytes.fill(number);
  return id;
}

/// Born on the spot: "Rossi", "Maria", 1980-3-12.
[[nodiscard]] inline PersonalData Named(std::string surname, std::string name, std::optional<Civil> born = {},
                                        std::string fiscal_code = {}) {
  PersonalData person;
  person.surname = std::move(surname);
  person.name = std::move(name);
  person.born = born;
  person.fiscal_code = std::move(fiscal_code);
  return person;
}

class SearchTest : public ::testing::Test {
 protected:
  void Register(std::uint8_t number, const PersonalData& person) {
    ASSERT_TRUE(index_.Add(PersonId(number), {Position{number}, 0}, {}, Blind(person)).ok());
  }
  [[nodiscard]] vault::BlindForm Blind(const PersonalData& person) const { return index_.Blind(FeaturesOf(person)); }
  [[nodiscard]] Likeness Like(const PersonalData& one, const PersonalData& other) const {
    return Compare(Blind(one), Blind(other));
  }
  [[nodiscard]] std::vector<FoundPerson> Search(const PersonalData& person, int least = kPossibleScore) const {
    const vault::BlindForm asked = Blind(person);
    return FindPersons(index_, std::span(&asked, 1), least).persons;
  }

  store::MemoryRows rows_;
  vault::IdentityIndex index_ = vault::IdentityIndex::Open(rows_, SomeSecret(), IdentityPlan()).value();
};

}  // namespace fascicolo::engine
