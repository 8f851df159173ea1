#include "connectors/program/serve/files/shown_rows.h"

#include <gtest/gtest.h>

namespace fascicolo::program {
namespace {

const std::string kShown(32, 'a');
const std::string kHidden(32, 'b');

std::string Dropped(const std::string& json, bool asks_persons, bool* has_dropped = nullptr) {
  auto document = events::json::ParseJson(json).value();
  const auto is_shown = [](EntityId id) { return ToHex(id) == kShown; };
  const bool dropped = DropRows(document, asks_persons ? ShownIds{is_shown, is_shown} : ShownIds{is_shown});
  if (has_dropped != nullptr) *has_dropped = dropped;
  return events::json::PrintJson(document);
}
std::string Row(const char* member, const std::string& id) {
  return std::string("{\"") + member + "\":\"" + id + "\"}";
}

TEST(RowsOfAnAnswer, AreLeftOutWhereTheirCaseIsNotShown) {
  bool has_dropped = false;
  const std::string list = "{\"rows\":[" + Row("case", kShown) + "," + Row("case", kHidden) + "]}";
  EXPECT_EQ(Dropped(list, false, &has_dropped), "{\"rows\":[" + Row("case", kShown) + "]}");
  EXPECT_TRUE(has_dropped);
  EXPECT_EQ(Dropped("{\"rows\":[" + Row("case", kShown) + "]}", false, &has_dropped),
            "{\"rows\":[" + Row("case", kShown) + "]}");
  EXPECT_FALSE(has_dropped);
}

TEST(RowsOfAnAnswer, AreLeftOutAtAnyDepth) {
  EXPECT_EQ(Dropped("{\"a\":{\"b\":[{\"c\":[" + Row("case", kHidden) + "]}]}}", false), R"({"a":{"b":[{"c":[]}]}})");
}

TEST(RowsOfAnAnswer, GoByWhatTheyAreAboutWhereTheyNameNoCase) {
  for (const char* member : {"about", "entity", "person"}) {
    const std::string list = "[" + Row(member, kHidden) + "]";
    EXPECT_EQ(Dropped(list, true), "[]") << member;
    EXPECT_EQ(Dropped(list, false), list) << member;
  }
  const std::string both = "[{\"case\":\"" + kShown + "\",\"person\":\"" + kHidden + "\"}]";
  EXPECT_EQ(Dropped(both, true), both) << "the case says it";
}

TEST(RowsOfAnAnswer, NameInTheirPartsWhatTheyNameThemselves) {
  const std::string other(32, 'c');
  const std::string own = "{\"case\":\"" + kShown + "\",\"entity\":\"" + kHidden + "\",\"score\":{\"lines\":[{\"source\":";
  const std::string ends = "}]}}";
  EXPECT_EQ(Dropped("[" + own + Row("entity", kHidden) + ends + "]", true), "[" + own + Row("entity", kHidden) + ends + "]");
  EXPECT_EQ(Dropped("[" + own + Row("entity", other) + ends + "]", true), "[" + own + "null" + ends + "]");
  EXPECT_EQ(Dropped("[" + own + Row("case", kHidden) + ends + "]", true), "[" + own + "null" + ends + "]");
  const std::string neighbour = Row("entity", kHidden);
  EXPECT_EQ(Dropped("[" + own + "5" + ends + "," + neighbour + "]", true), "[" + own + "5" + ends + "]") << "no part of it";
}

TEST(RowsOfAnAnswer, AreNotShownByWhatTheAnswerItselfNames) {
  const std::string answer = "{\"entity\":\"" + kHidden + "\",\"rows\":[";
  EXPECT_EQ(Dropped(answer + Row("entity", kHidden) + "]}", true), answer + "]}");
}

TEST(RowsOfAnAnswer, BecomeNullWhereTheyAreNoList) {
  EXPECT_EQ(Dropped("{\"tenancy\":" + Row("person", kHidden) + ",\"code\":\"x\"}", true),
            R"({"tenancy":null,"code":"x"})");
}

TEST(RowsOfAnAnswer, StayWhereTheyNameNobody) {
  const std::string other = R"({"totals":{"case":3},"rows":[{"case":"short"},{"case":null},5,"x"]})";
  EXPECT_EQ(Dropped(other, true), other);
}

}  // namespace
}  // namespace fascicolo::program
