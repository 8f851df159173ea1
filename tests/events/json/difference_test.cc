#include "events/json/difference.h"

#include <gtest/gtest.h>

namespace fascicolo::events::json {
namespace {

std::optional<Difference> Between(std::string_view one, std::string_view other) {
  return FirstDifference(ParseJson(one).value(), ParseJson(other).value());
}

TEST(FirstDifference, OfEqualDocumentsIsNoneInWhateverOrderTheirMembersStand) {
  EXPECT_FALSE(Between(R"({"a": 1, "b": [{"c": null}]})", R"({"b": [{"c": null}], "a": 1})"));
}

TEST(FirstDifference, IsNamedByItsPointerAndBothValues) {
  const auto found = Between(R"({"a": 1, "b": [{"c": "x/y"}, {"d/e": [true]}]})",
                             R"({"a": 1, "b": [{"c": "x/y"}, {"d/e": [false]}]})");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->place, "/b/1/d~1e/0");
  EXPECT_EQ(found->one, "true");
  EXPECT_EQ(found->other, "false");
}

TEST(FirstDifference, ShowsWhatOnlyOneSideHas) {
  const auto missing = Between(R"({"a": 1})", R"({})");
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->place, "/a");
  EXPECT_EQ(missing->one, "1");
  EXPECT_EQ(missing->other, "");
  const auto added = Between(R"([1])", R"([1, 2])");
  ASSERT_TRUE(added);
  EXPECT_EQ(added->place, "/1");
  EXPECT_EQ(added->other, "2");
}

TEST(FirstDifference, TellsATextFromANumber) {
  const auto found = Between(R"({"a": 1})", R"({"a": "1"})");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->other, "\"1\"");
}

TEST(FirstDifference, CutsALongValueBetweenTwoCharacters) {
  std::string text;
  while (text.size() < 2 * kMaxShownBytes) text += "è";
  const auto found = Between("\"" + text + "\"", "1");
  ASSERT_TRUE(found);
  EXPECT_LE(found->one.size(), kMaxShownBytes + 3);
  EXPECT_TRUE(IsUtf8(found->one));
}

}  // namespace
}  // namespace fascicolo::events::json
