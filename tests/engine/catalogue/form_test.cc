#include "engine/catalogue/form.h"

#include "tests/engine/catalogue/documents.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using ::testing::ElementsAre;

JsonValue Tree(std::string_view json) {
  auto tree = ParseJson(json);
  FASCICOLO_CHECK(tree.ok());
  return std::move(tree).value();
}

TEST(NearestWord, FindsASlipAndNoOtherWord) {
  const std::array<std::string_view, 4> known{"waiting", "code", "rows", "status"};
  EXPECT_EQ(NearestWord("wiating", known), "waiting");  // swapped
  EXPECT_EQ(NearestWord("waitin", known), "waiting");   // missing
  EXPECT_EQ(NearestWord("sstatuss", known), "status");  // added
  EXPECT_EQ(NearestWord("cod", known), "code");
  EXPECT_EQ(NearestWord("cats", known), "");  // two letters of four
  EXPECT_EQ(NearestWord("elsewhere", known), "");
  EXPECT_EQ(NearestWord("", known), "");
  EXPECT_EQ(NearestWord(std::string(100'000, 'w'), known), "");
}

TEST(IsCode, IsStrictAboutLettersAndLength) {
  EXPECT_TRUE(IsCode("home_care_2"));
  EXPECT_TRUE(IsCode(std::string(kMaxCodeBytes, 'a')));
  for (const char* text : {"", "2a", "_a", "Home", "a-b", "a b", "è"})
    EXPECT_FALSE(IsCode(text)) << text;
  EXPECT_FALSE(IsCode(std::string(kMaxCodeBytes + 1, 'a')));
}

TEST(Form, NamesWhatStandsWhereSomethingElseShould) {
  const JsonValue tree =
      Tree(R"({"a": null, "b": 1.5, "c": "x", "d": [1], "e": {}, "f": true, "g": 7})");
  FormErrors errors;
  Form form(tree, "", errors);
  for (const char* key : {"a", "b", "c", "d", "e", "f"}) EXPECT_EQ(form.Integer(key, 2, 9), 2);
  EXPECT_EQ(form.Integer("g", 2, 9), 7);
  EXPECT_EQ(form.Integer("g", 8, 9), 8);
  EXPECT_EQ(form.Integer("h", 2, 9), 2);
  EXPECT_EQ(form.OptionalInteger("h", 2, 9), std::nullopt);
  EXPECT_THAT(Sentences(std::move(errors).Take()),
              ElementsAre("/a: null stands here; expected an integer from 2 to 9",
                          "/b: the number 1.5 stands here; expected an integer from 2 to 9",
                          "/c: the text \"x\" stands here; expected an integer from 2 to 9",
                          "/d: a list stands here; expected an integer from 2 to 9",
                          "/e: an object stands here; expected an integer from 2 to 9",
                          "/f: true stands here; expected an integer from 2 to 9",
                          "/g: 7 is out of range; expected an integer from 8 to 9",
                          "/h: the key is missing; expected an integer from 2 to 9"));
}

TEST(Form, ReadsNothingFromWhatIsNoObject) {
  const JsonValue tree = Tree("[1]");
  FormErrors errors;
  Form form(tree, "/x", errors);
  EXPECT_EQ(form.Code("a"), "");
  EXPECT_FALSE(form.Has("a"));
  form.RefuseOtherKeys();
  EXPECT_THAT(Sentences(std::move(errors).Take()),
              ElementsAre("/x: a list stands here; expected an object: { ... }"));
}

TEST(Form, RefusesTextThatIsEmptyLongOrOfSeveralLines) {
  const JsonValue tree =
      Tree(R"({"a": "", "b": "x\ny", "c": " x", "d": ")" + std::string(501, 'x') + R"("})");
  FormErrors errors;
  Form form(tree, "", errors);
  for (const char* key : {"a", "b", "c", "d"}) (void)form.Text(key);
  EXPECT_EQ(std::move(errors).Take().size(), 4U);
}

TEST(Form, KeepsTheFirstHundredErrorsAndCountsTheRest) {
  FormErrors errors;
  for (std::size_t i = 0; i < kMaxFormErrors + 5; ++i) errors.Add("/a", "wrong", "right");
  const std::vector<FormError> taken = std::move(errors).Take();
  ASSERT_EQ(taken.size(), kMaxFormErrors + 1);
  EXPECT_EQ(taken.back().ToString(), "5 more errors are not shown");
}

TEST(Form, LimitsAListsLength) {
  std::string json = "{\"a\": [0";
  for (std::size_t i = 0; i < kMaxListItems; ++i) json += ",0";
  const JsonValue tree = Tree(json + "]}");
  FormErrors errors;
  Form form(tree, "", errors);
  EXPECT_EQ(form.List("a", 1), nullptr);
  EXPECT_THAT(
      Sentences(std::move(errors).Take()),
      ElementsAre("/a: the list has 1001 items; expected a list of 1 to 1000 items: [ ... ]"));
}

}  // namespace
}  // namespace fascicolo::engine
