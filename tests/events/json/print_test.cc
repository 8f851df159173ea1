#include "events/json/value.h"

#include <gtest/gtest.h>

namespace fascicolo::events::json {
namespace {

std::string Again(std::string_view json, int indent = -1) {
  const auto parsed = ParseJson(json);
  EXPECT_TRUE(parsed.ok()) << json;
  return parsed.ok() ? PrintJson(parsed.value(), indent) : "";
}

TEST(PrintJson, WritesWhatItReadCompactly) {
  EXPECT_EQ(Again(R"( { "b" : [ 1 , -2 , { } , [ ] ] , "a" : null , "c" : true } )"),
            R"({"b":[1,-2,{},[]],"a":null,"c":true})");
}

TEST(PrintJson, WritesOneItemALineWhenAsked) {
  EXPECT_EQ(
      Again(R"({"a":[1,2],"b":{},"c":{"d":"e"}})", 2),
      "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": {\n    \"d\": \"e\"\n  }\n}");
}

TEST(PrintJson, EscapesWhatJsonCannotHold) {
  EXPECT_EQ(Again(R"("\u0001\n\t\r\"\\\/è\u00e8\ud83d\ude00\u001f")"),
            "\"\\u0001\\n\\t\\r\\\"\\\\/èè\xF0\x9F\x98\x80\\u001f\"");
}

TEST(PrintJson, EscapesInTextsOfAnyLength) {
  for (std::size_t size = 1; size < 20; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'x');
      text[at] = '\n';
      EXPECT_EQ(PrintJson(Value{text}), '"' + std::string(at, 'x') + "\\n" + std::string(size - at - 1, 'x') + '"');
    }
  }
}

TEST(PrintJson, EscapesWhereverInATextItStands) {
  constexpr std::pair<char, const char*> kEscaped[] = {
      {'"', "\\\""}, {'\\', "\\\\"}, {'\x01', "\\u0001"}, {'\x1f', "\\u001f"}};
  for (const auto& [byte, written] : kEscaped) {
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text = "abc \x7f \xC3\xA8 [] !#~ xyz 0123";
      text[at == 7 || at == 8 ? 9 : at] = byte;  // not into the middle of a character
      std::string expected = text;
      expected.replace(expected.find(byte), 1, written);
      EXPECT_EQ(PrintJson(Value{text}), '"' + expected + '"') << at;
    }
  }
}

TEST(PrintJson, WritesTextsOfAnyLength) {
  for (const std::size_t size : {0U, 7U, 8U, 9U, 8'189U, 8'190U, 8'191U, 8'192U, 8'193U, 20'000U}) {
    const Value text{std::string(size, 'x')};
    const std::string written = '"' + std::string(size, 'x') + '"';
    EXPECT_EQ(PrintJson(Value{Value::Array{text, Value{std::int64_t{1}}, text}}), "[" + written + ",1," + written + "]");
  }
}

TEST(PrintJson, KeepsFractionsApartFromWholeNumbers) {
  EXPECT_EQ(Again("[1.0,0.1,1e300,-2.50,18446744073709551615]"),
            "[1.0,0.1,1e+300,-2.5,18446744073709551615]");
}

TEST(IsUtf8, KnowsTheWellFormedRanges) {
  for (const char* good : {"", "a", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEF\xBF\xBF",
                           "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(IsUtf8(good)) << good;
  }
  for (const char* bad :
       {"\x80", "\xC1\x80", "\xC2", "\xE0\x9F\x80", "\xED\xA0\x80", "\xE1\x80", "\xF0\x8F\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE1\x80 b"}) {
    EXPECT_FALSE(IsUtf8(bad));
  }
}

}  // namespace
}  // namespace fascicolo::events::json
