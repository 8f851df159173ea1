#include "connectors/cli/shape.h"

#include <gtest/gtest.h>

namespace fascicolo::cli {
namespace {

std::string SchemaText(std::string_view shape) { return events::json::PrintJson(SchemaOfShape(shape)); }

TEST(ShapeOfAnAnswer, SaysWhichMembersThereAreAndWhichMayBeMissing) {
  EXPECT_EQ(SchemaText("{case: id, note?: text}"),
            R"({"type":"object","additionalProperties":false,"properties":{"case":{"type":"string","pattern":"^[0-9a-f]{32}$"},)"
            R"("note":{"type":"string"}},"required":["case"]})");
}

TEST(ShapeOfAnAnswer, SaysWhatMayBeNull) {
  EXPECT_EQ(SchemaText("day?"), R"({"type":"string","format":"date","nullable":true})");
  EXPECT_EQ(SchemaText("[count]?"),
            R"({"type":"array","items":{"type":"integer","format":"int64","minimum":0},"nullable":true})");
}

TEST(ShapeOfAnAnswer, IsOneOfSeveral) {
  EXPECT_EQ(SchemaText("number | 'suppressed'"),
            R"({"anyOf":[{"type":"integer","format":"int64"},{"type":"string","enum":["suppressed"]}]})");
}

TEST(ShapeOfAnAnswer, HasMembersOfAnyNameWhereItSaysSo) {
  EXPECT_EQ(SchemaText("{*: flag}"), R"({"type":"object","additionalProperties":{"type":"boolean"},"properties":{}})");
  EXPECT_EQ(SchemaText("{code: any, ...}"),
            R"({"type":"object","additionalProperties":true,"properties":{"code":{}},"required":["code"]})");
}

TEST(ShapeOfAnAnswer, IsPutTogetherFromThoseOfItsParts) {
  EXPECT_EQ(ShapeWith("{services: [%], act: %?}", {"{service: word}", "{number: text}"}),
            "{services: [{service: word}], act: {number: text}?}");
}

TEST(ShapeOfAnAnswerDeathTest, ThatCannotBeReadIsAMistakeOfTheProgram) {
  for (const char* wrong : {"", "{case id}", "{case: id", "[text", "tekst", "'open", "text text"}) {
    EXPECT_DEATH((void)SchemaOfShape(wrong), "shape.cc") << wrong;
  }
  EXPECT_DEATH((void)ShapeWith("{a: %}", {}), "shape.cc");
  EXPECT_DEATH((void)ShapeWith("{a: text}", {"text"}), "shape.cc");
}

}  // namespace
}  // namespace fascicolo::cli
