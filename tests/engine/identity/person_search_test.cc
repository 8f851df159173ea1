#include "engine/identity/person_search.h"

#include <array>

#include "tests/engine/identity/search_kit.h"
#include "tests/engine/seed.h"

namespace fascicolo::engine {
namespace {

class PersonSearch : public SearchTest {};

TEST_F(PersonSearch, FindsTheOneWhoIsThereAlready) {
  Register(1, Named("Rossi", "Maria", kBorn));
  Register(2, Named("Bianchi", "Carlo", Civil{1990, 1, 2}));
  const auto found = Search(Named("ROSI", "Maria", kBorn));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].person, PersonId(1));
  EXPECT_EQ(found[0].source, (vault::FormSource{Position{1}, 0}));
  EXPECT_GE(found[0].likeness.score, kLikelyScore);
}

TEST_F(PersonSearch, PutsTheMostAlikeFirst) {
  Register(1, Named("Rossi", "Mario", Civil{1951, 6, 2}));
  Register(2, Named("Rossi", "Maria", kBorn));
  Register(3, Named("Russo", "Maria"));
  const auto found = Search(Named("Rossi", "Maria", kBorn));
  ASSERT_GE(found.size(), 2U);
  EXPECT_EQ(found[0].person, PersonId(2));
  for (std::size_t i = 1; i < found.size(); ++i) EXPECT_LE(found[i].likeness.score, found[i - 1].likeness.score);
}

TEST_F(PersonSearch, FindsByWhatThePersonWasCalledBefore) {
  Register(1, Named("Rossi", "Maria", kBorn));
  ASSERT_TRUE(index_.Add(PersonId(1), {Position{9}, 0}, {}, Blind(Named("Bianchi", ""))).ok());
  for (const char* surname : {"Rossi", "Bianchi"}) {
    const auto found = Search(Named(surname, "Maria", kBorn));
    ASSERT_EQ(found.size(), 1U) << surname;
    EXPECT_GE(found[0].likeness.score, kLikelyScore) << surname;
  }
}

TEST_F(PersonSearch, TakesTheBestOfSeveralReadings) {
  Register(1, Named("De Luca", "Anna Maria"));
  const std::array asked{Blind(Named("Anna", "Maria De Luca")), Blind(Named("Anna Maria", "De Luca"))};
  const auto found = FindPersons(index_, asked, kPossibleScore);
  ASSERT_EQ(found.persons.size(), 1U);
  EXPECT_TRUE(found.persons[0].likeness.exchanged);
}

TEST_F(PersonSearch, SaysWhenItLeftSomebodyOut) {
  for (std::uint8_t number = 0; number < 5; ++number) Register(number, Named("Rossi", "Maria"));
  const std::array asked{Blind(Named("Rossi", "Maria"))};
  EXPECT_FALSE(FindPersons(index_, asked, kPossibleScore, {.most_candidates = 5}).is_cut);
  const auto cut = FindPersons(index_, asked, kPossibleScore, {.most_candidates = 4});
  EXPECT_TRUE(cut.is_cut);
  EXPECT_EQ(cut.persons.size(), 4U);
}

TEST_F(PersonSearch, DoesNotSpeakOfThoseWhoAreHardlyAlike) {
  for (std::uint8_t number = 0; number < 5; ++number) Register(number, Named("Rossi", "Maria"));
  Register(9, Named("Rossetti", "Guglielmo"));
  const std::array asked{Blind(Named("Rossetti", "Guglielmo"))};
  const auto found = FindPersons(index_, asked, kPossibleScore, {.most_candidates = 3});
  EXPECT_FALSE(found.is_cut) << "two of the name Rossi were not compared";
  EXPECT_EQ(found.persons.size(), 1U);
}

TEST_F(PersonSearch, ForNobodyFindsNobody) {
  Register(1, Named("Rossi", "Maria", kBorn));
  EXPECT_TRUE(Search({}).empty());
  EXPECT_TRUE(Search(Named("Zzyzx", "Qwert")).empty());
}

/// Names of letters that chance draws, so that no name is like another.
class Inventing {
 public:
  explicit Inventing(std::uint64_t seed) : chance_(seed) {}
  std::string Word() {
    std::string word;
    for (int i = 0; i < 9; ++i) word += Letter();
    return word;
  }
  Civil Birth() { return {Number(1930, 2020), Number(1, 12), Number(1, 28)}; }
  /// One letter is another, is missing, is too many, or has changed places with the next.
  std::string Slip(std::string word) {
    const std::size_t at = chance_.Below(word.size() - 1);
    switch (chance_.Below(4)) {
      case 0: word[at] = Letter(); break;
      case 1: word.erase(at, 1); break;
      case 2: word.insert(at, 1, Letter()); break;
      default: std::swap(word[at], word[at + 1]);
    }
    return word;
  }

 private:
  int Number(int least, int most) { return static_cast<int>(chance_.From(least, most)); }
  char Letter() { return static_cast<char>(chance_.From('a', 'z')); }
  Chance chance_;
};

TEST_F(PersonSearch, FindsWhateverTheSlip) {
  Inventing chance(SeedOfThisRun());
  std::vector<PersonalData> people;
  for (std::uint8_t number = 0; number < 200; ++number) {
    people.push_back(Named(chance.Word(), chance.Word(), chance.Birth()));
    Register(number, people.back());
  }
  for (std::uint8_t number = 0; number < 200; ++number) {
    PersonalData asked = people[number];
    (number % 2 == 0 ? asked.surname : asked.name) = chance.Slip(number % 2 == 0 ? asked.surname : asked.name);
    if (number % 3 == 0) std::swap(asked.surname, asked.name);
    const auto found = Search(asked, kLikelyScore);
    ASSERT_FALSE(found.empty()) << asked.surname << " " << asked.name << " for " << people[number].surname;
    EXPECT_EQ(found[0].person, PersonId(number));
  }
}

}  // namespace
}  // namespace fascicolo::engine
