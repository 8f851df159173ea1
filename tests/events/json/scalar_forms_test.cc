#include "events/json/scalar_forms.h"

#include <gtest/gtest.h>

#include <limits>

namespace fascicolo::events::json {
namespace {

Field Long(Form form) {
  Field field;
  field.form = form;
  field.is_signed = true;
  field.size = 8;
  return field;
}

std::optional<std::int64_t> Cents(const std::string& text) {
  const auto read = ScalarFromJson(Model{}, Long(Form::kCents), Value{text});
  if (!read.ok()) return std::nullopt;
  return read.value();
}

std::string Written(Form form, std::int64_t scalar) {
  return *ScalarToJson(Model{}, Long(form), scalar)->As<std::string>();
}

TEST(Amounts, AreReadWithAtMostTwoDecimals) {
  EXPECT_EQ(Cents("1234.56"), 123'456);
  EXPECT_EQ(Cents("0.5"), 50);
  EXPECT_EQ(Cents("7"), 700);
  EXPECT_EQ(Cents("-0.01"), -1);
  EXPECT_EQ(Cents("92233720368547758.07"), std::numeric_limits<std::int64_t>::max());
  for (const char* text :
       {"", "-", ".5", "5.", "1.234", "01", "00", "1,50", "1.5 ", " 1", "+1", "1e2", "--1", "-.5",
        "1.-5", "0x1", "92233720368547758.08", "99999999999999999999"}) {
    EXPECT_EQ(Cents(text), std::nullopt) << text;
  }
}

TEST(Amounts, AreNeverNumbers) {
  EXPECT_FALSE(ScalarFromJson(Model{}, Long(Form::kCents), Value{std::int64_t{5}}).ok());
  EXPECT_FALSE(ScalarFromJson(Model{}, Long(Form::kPoints), Value{7.5}).ok());
}

TEST(Amounts, AreWrittenWithTwoDecimalsAndPointsWithoutSuperfluousZeros) {
  EXPECT_EQ(Written(Form::kCents, 123'450), "1234.50");
  EXPECT_EQ(Written(Form::kCents, -5), "-0.05");
  EXPECT_EQ(Written(Form::kPoints, 750), "7.5");
  EXPECT_EQ(Written(Form::kPoints, 705), "7.05");
  EXPECT_EQ(Written(Form::kPoints, -700), "-7");
  EXPECT_EQ(Written(Form::kCents, std::numeric_limits<std::int64_t>::min()),
            "-92233720368547758.08");
}

TEST(Base64, FollowsTheVectorsOfRfc4648) {
  const std::vector<std::pair<std::string, std::string>> vectors = {{"", ""},
                                                                    {"f", "Zg=="},
                                                                    {"fo", "Zm8="},
                                                                    {"foo", "Zm9v"},
                                                                    {"foob", "Zm9vYg=="},
                                                                    {"fooba", "Zm9vYmE="},
                                                                    {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : vectors) {
    const std::vector<std::uint8_t> bytes(plain.begin(), plain.end());
    EXPECT_EQ(ToBase64(bytes), text);
    EXPECT_EQ(FromBase64(text), bytes);
  }
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9v ", "Zm 9v", "Zm9v\n", "Zm-_",
                           "====", "Zg==Zg=="}) {
    EXPECT_EQ(FromBase64(text), std::nullopt) << text;
  }
}

TEST(Names, AreSuggestedOnlyWhenTheyAreClose) {
  EXPECT_EQ(ExpectName({"reason", "urgency"}, "resaon"), "reason (did you mean it?)");
  EXPECT_EQ(ExpectName({"reason", "urgency"}, "something"), "one of reason, urgency");
  EXPECT_EQ(ExpectName({"reason"}, std::string(1'000'000, 'r')), "one of reason");
  EXPECT_EQ(ExpectName({}, "a"), "no fields at all");
}

}  // namespace
}  // namespace fascicolo::events::json
