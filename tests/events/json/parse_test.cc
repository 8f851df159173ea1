#include "events/json/value.h"

#include <gmock/gmock.h>

namespace fascicolo::events::json {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string ErrorOf(std::string_view json) {
  const auto parsed = ParseJson(json);
  return parsed.ok() ? "" : parsed.error().ToString();
}

TEST(ParseJson, KeepsTheOrderOfMembersAndTheKindOfNumbers) {
  const auto parsed = ParseJson(R"({"b":1,"a":[18446744073709551615,-1,1.0,null,true,"x"]})");
  ASSERT_TRUE(parsed.ok());
  const auto& object = *parsed.value().As<Value::Object>();
  EXPECT_EQ(object[0].key, "b");
  EXPECT_EQ(*object[0].value.As<std::int64_t>(), 1);
  const auto& array = *object[1].value.As<Value::Array>();
  EXPECT_EQ(*array[0].As<std::uint64_t>(), 18446744073709551615U);
  EXPECT_EQ(*array[1].As<std::int64_t>(), -1);
  EXPECT_EQ(*array[2].As<double>(), 1.0);
  EXPECT_TRUE(array[3].is_null());
}

TEST(ParseJson, RefusesAKeyThatIsGivenTwice) {
  EXPECT_THAT(ErrorOf(R"({"a":{"b":1,"c":2,"b":1}})"), StartsWith("/a/b: the key is given twice"));
  EXPECT_THAT(ErrorOf(R"({"a":1,"\u0061":1})"), StartsWith("/a: the key is given twice"));
  EXPECT_THAT(ErrorOf(R"([{"x":1},{"a/~":1,"a/~":2}])"), StartsWith("/1/a~1~0: the key"));
}

TEST(ParseJson, RefusesNumbersThatCannotBeKept) {
  EXPECT_THAT(ErrorOf(R"({"n":18446744073709551616})"),
              StartsWith("/n: the whole number is beyond 64 bits"));
  EXPECT_THAT(ErrorOf("[0,-9223372036854775809]"), StartsWith("/1: the whole number is beyond"));
  EXPECT_THAT(ErrorOf("1e400"), HasSubstr("the number is too large"));
  EXPECT_THAT(ErrorOf("[" + std::string(5'000, '9') + "]"), HasSubstr("number"));
  for (const char* json : {"NaN", "Infinity", "01", "+1", ".5", "1.", "0x10", "- 1"}) {
    EXPECT_THAT(ErrorOf(json), HasSubstr("not valid JSON")) << json;
  }
}

TEST(ParseJson, RefusesWhatIsNotJson) {
  for (const char* json :
       {"", " ", "{", "}", "{\"a\":1,}", "[1,]", "{'a':1}", "{\"a\" 1}", "tru", "\"a", "{} {}",
        "{}x", "1 2", "// comment\n1", "[1 2]", "\"\\x\"", "\"\\ud800\"", "\"a\nb\"", "{1:2}"}) {
    EXPECT_THAT(ErrorOf(json), StartsWith("byte ")) << json;
  }
}

TEST(ParseJson, RefusesTextThatIsNotUtf8OrContainsNul) {
  for (const std::string bad : {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xC3"}) {
    EXPECT_THAT(ErrorOf("{\"a\":\"" + bad + "\"}"), HasSubstr("not valid JSON"));
  }
  EXPECT_THAT(ErrorOf(R"({"a":["b\u0000c"]})"), StartsWith("/a/0: the text contains the NUL"));
  EXPECT_THAT(ErrorOf(R"({"a\u0000b":1})"), HasSubstr("NUL"));
  EXPECT_THAT(ErrorOf(std::string("{\"a\":\"b\0c\"}", 11)), HasSubstr("not valid JSON"));
}

TEST(ParseJson, StopsAtItsLimits) {
  EXPECT_THAT(ErrorOf(std::string(100'000, '[')), HasSubstr("nested too deep"));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_THAT(ErrorOf(objects), HasSubstr("nested too deep"));
  EXPECT_EQ(ErrorOf(std::string(kMaxDepth, '[') + std::string(kMaxDepth, ']')), "");
  EXPECT_THAT(ErrorOf(std::string(kMaxDepth + 1, '[')), HasSubstr("nested too deep"));

  std::string many = "[0";
  for (std::size_t i = 1; i < kMaxElements; ++i) many += ",0";
  EXPECT_EQ(ErrorOf(many + "]"), "");
  EXPECT_THAT(ErrorOf("{\"a\":" + many + ",0]}"), StartsWith("/a: too many elements"));

  EXPECT_EQ(ErrorOf("\"" + std::string(kMaxJsonBytes - 2, 'x') + "\""), "");
  EXPECT_THAT(ErrorOf("\"" + std::string(kMaxJsonBytes - 1, 'x') + "\""), HasSubstr("too large"));
}

TEST(ParseJson, NeverRepeatsAText) {
  for (const char* json :
       {"{\"a\":\"Mario Rossi", "{\"a\":\"Mario Rossi\" x}", "\"Mario Rossi\\q\""}) {
    EXPECT_THAT(ErrorOf(json), Not(HasSubstr("Mario"))) << json;
  }
}

TEST(JsonPointer, CutsALongKeyBetweenCharactersAndHidesControls) {
  std::string pointer;
  AppendToPointer(pointer, std::string(63, 'k') + "\xC3\xA8 and more");
  EXPECT_EQ(pointer, "/" + std::string(63, 'k') + "...");
  pointer.clear();
  AppendToPointer(pointer, "a\nb");
  EXPECT_EQ(pointer, "/a?b");
}

}  // namespace
}  // namespace fascicolo::events::json
