#include "connectors/program/people/person_query.h"

#include <gtest/gtest.h>

namespace fascicolo::program {
namespace {

std::vector<engine::PersonalData> Ways(std::vector<std::string> words) {
  QueryOptions options;
  options.words = std::move(words);
  const auto ways = ReadQuery(options);
  EXPECT_TRUE(ways.ok());
  return ways ? *ways : std::vector<engine::PersonalData>{};
}

TEST(PersonQuery, TriesEveryWayInWhichWordsAreSurnameAndName) {
  const auto ways = Ways({"De", "Luca Anna"});
  ASSERT_EQ(ways.size(), 3U);
  EXPECT_EQ(ways[0].surname, "De");
  EXPECT_EQ(ways[0].name, "Luca Anna");
  EXPECT_EQ(ways[1].surname, "De Luca");
  EXPECT_EQ(ways[1].name, "Anna");
  EXPECT_EQ(ways[2].surname, "De Luca Anna");
  EXPECT_EQ(ways[2].name, "");
}

TEST(PersonQuery, TellsCodesAndDatesFromNames) {
  const auto ways = Ways({"rossi", "rssmra80a41z999c", "1980-03-31", "STP0209990000012"});
  ASSERT_EQ(ways.size(), 1U);
  EXPECT_EQ(ways[0].surname, "rossi");
  EXPECT_EQ(ways[0].fiscal_code, "rssmra80a41z999c");
  EXPECT_EQ(ways[0].born, (Civil{1980, 3, 31}));
  EXPECT_EQ(ways[0].other_codes, std::vector<std::string>{"STP0209990000012"});
}

TEST(PersonQuery, TakesWhatIsNamedAsItIsNamed) {
  QueryOptions options;
  options.surname = "Anna";
  options.born = "1980-03-31";
  const auto ways = ReadQuery(options);
  ASSERT_TRUE(ways.ok());
  ASSERT_EQ(ways->size(), 1U);
  EXPECT_EQ(ways->front().surname, "Anna");
}

TEST(PersonQuery, HasNoMoreWordsThanTheLimit) {
  std::vector<std::string> words(kMostSearchWords, "anna");
  EXPECT_EQ(Ways(words).size(), kMostSearchWords);
  words.emplace_back("anna");
  QueryOptions options;
  options.words = words;
  const auto ways = ReadQuery(options);
  ASSERT_FALSE(ways.ok());
  EXPECT_EQ(ways.error().ToString(), "TEXT: has 9 words; expected 8 at most");
}

}  // namespace
}  // namespace fascicolo::program
