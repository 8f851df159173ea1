#include "engine/catalogue/json_tree.h"

#include "tests/engine/catalogue/documents.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;
using ::testing::ElementsAre;
using ::testing::StartsWith;

std::vector<std::string> TreeErrors(std::string_view json) {
  const auto tree = ParseJson(json);
  return tree ? std::vector<std::string>{} : Sentences(tree.error());
}

TEST(JsonTree, KeepsMembersInTheTextsOrder) {
  const auto tree = ParseJson(R"({"b": [1, true, null, "è"], "a": {}})");
  ASSERT_TRUE(tree.ok());
  EXPECT_THAT(tree->keys, ElementsAre("b", "a"));
  const JsonValue* list = tree->Find("b");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->items.size(), 4U);
  EXPECT_EQ(list->items[0].integer, 1);
  EXPECT_TRUE(list->items[1].flag);
  EXPECT_EQ(list->items[2].kind, Kind::kNull);
  EXPECT_EQ(list->items[3].text, "è");
  EXPECT_EQ(tree->Find("c"), nullptr);
}

TEST(JsonTree, NeverTurnsANumberIntoFloatingPoint) {
  const auto tree =
      ParseJson("[0.10, 1e2, 9223372036854775807, 9223372036854775808, -9223372036854775808]");
  ASSERT_TRUE(tree.ok());
  EXPECT_EQ(tree->items[0].kind, Kind::kDecimal);
  EXPECT_EQ(tree->items[0].text, "0.10");
  EXPECT_EQ(tree->items[1].text, "1e2");
  EXPECT_EQ(tree->items[2].integer, INT64_MAX);
  EXPECT_EQ(tree->items[3].kind, Kind::kDecimal);
  EXPECT_EQ(tree->items[4].integer, INT64_MIN);
}

TEST(JsonTree, SaysWhereTheSyntaxBreaks) {
  EXPECT_THAT(TreeErrors("{\n  \"a\": 1,\n  }"),
              ElementsAre(StartsWith("line 3, column 3: syntax error")));
  EXPECT_THAT(TreeErrors(""), ElementsAre(StartsWith("line 1, column 1: ")));
  EXPECT_THAT(TreeErrors("{} {}"), ElementsAre(StartsWith("line 1, column 4: ")));
  EXPECT_THAT(TreeErrors("[\"\xff\"]"), ElementsAre(StartsWith("line 1, column 3: ")));
}

TEST(JsonTree, RefusesAKeyThatStandsTwice) {
  EXPECT_THAT(TreeErrors(R"({"a": {"x/y": 1, "x/y": 2}, "a": 3})"),
              ElementsAre("/a/x~1y: the key stands twice; expected the key once",
                          "/a: the key stands twice; expected the key once"));
}

TEST(JsonTree, RefusesTooDeepATree) {
  EXPECT_TRUE(
      TreeErrors(std::string(kMaxDocumentDepth, '[') + std::string(kMaxDocumentDepth, ']')).empty());
  EXPECT_THAT(
      TreeErrors(std::string(kMaxDocumentDepth + 1, '[')),
      ElementsAre("/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0: lists and objects stand too deep within each "
                  "other; expected at most 16 levels"));
}

TEST(JsonTree, RefusesTooLongAText) {
  EXPECT_TRUE(TreeErrors("[]" + std::string(kMaxDocumentBytes - 2, ' ')).empty());
  EXPECT_THAT(TreeErrors("[]" + std::string(kMaxDocumentBytes - 1, ' ')),
              ElementsAre("the document has 262145 bytes; expected at most 262144"));
}

}  // namespace
}  // namespace fascicolo::engine
