#include "connectors/feed/consumer.h"

#include <gtest/gtest.h>

namespace fascicolo::feed {
namespace {

std::string File(const std::string& more, const std::string& events = R"(["ServiceStarted"])") {
  return R"({"format":1,"name":"observatory","purpose":"Statistics","legal_basis":"L.R. 23/2005","events":)" + events +
         more + "}";
}

std::string WrongPlace(const std::string& json) {
  const auto read = ReadConsumer(json);
  return read ? "" : read.error().place;
}

TEST(Consumer, ReceivesMonthsAndBandsAndNothingSensitiveUnlessItsFileSaysSo) {
  const auto read = ReadConsumer(File(""));
  ASSERT_TRUE(read.ok()) << read.error().ToString();
  EXPECT_FALSE(read->precision.days);
  EXPECT_FALSE(read->precision.figures);
  EXPECT_TRUE(read->Receives("ServiceStarted"));
  EXPECT_FALSE(read->Receives("ServiceEnded"));
  EXPECT_TRUE(read->MayHearOf({.areas = {"elderly"}}));
  EXPECT_TRUE(read->MayHearOf({}));
  EXPECT_FALSE(read->MayHearOf({.minors = true}));
  EXPECT_FALSE(read->MayHearOf({.dependencies = true}));
  EXPECT_FALSE(read->MayHearOf({.is_closed = true}));
}

TEST(Consumer, ReceivesWhatItsFileNames) {
  const auto read = ReadConsumer(
      File(R"(,"areas":["minors_family"],"sensitive":["minors"],"precision":{"days":"day","figures":"exact"})"));
  ASSERT_TRUE(read.ok()) << read.error().ToString();
  EXPECT_TRUE(read->precision.days);
  EXPECT_TRUE(read->precision.figures);
  EXPECT_TRUE(read->MayHearOf({.areas = {"minors_family"}, .minors = true}));
  EXPECT_FALSE(read->MayHearOf({.areas = {"minors_family", "elderly"}})) << "of one area that it does not receive";
  EXPECT_FALSE(read->MayHearOf({})) << "of no area";
  EXPECT_FALSE(read->MayHearOf({.areas = {"minors_family"}, .is_closed = true})) << "nobody hears of it";
}

TEST(Consumer, IsRefusedWithThePlaceOfTheMistake) {
  EXPECT_EQ(WrongPlace("[]"), "");
  EXPECT_EQ(WrongPlace(File(R"(,"event":[])")), "/event");
  EXPECT_EQ(WrongPlace(File("", R"(["ServiceStarted","Nothing"])")), "/events/1");
  EXPECT_EQ(WrongPlace(File("", R"(["ConflictDeclared"])")), "/events/0") << "never leaves";
  EXPECT_EQ(WrongPlace(File("", R"(["Fee"])")), "/events/0") << "no event";
  EXPECT_EQ(WrongPlace(File("", "[]")), "/events");
  EXPECT_EQ(WrongPlace(File(R"(,"areas":["everything"])")), "/areas/0");
  EXPECT_EQ(WrongPlace(File(R"(,"sensitive":["minors","all"])")), "/sensitive/1");
  EXPECT_EQ(WrongPlace(File(R"(,"precision":{"days":"hour"})")), "/precision/days");
  EXPECT_EQ(WrongPlace(File(R"(,"precision":{"places":"exact"})")), "/precision/places");
  EXPECT_EQ(WrongPlace(R"({"format":2})"), "/format");
  EXPECT_EQ(WrongPlace(R"({"format":1,"name":"../x"})"), "/name");
  EXPECT_EQ(WrongPlace(R"({"format":1,"name":"a"})"), "/purpose");
  EXPECT_EQ(WrongPlace(R"({"format":1,"name":"a","purpose":"p"})"), "/legal_basis");
}

}  // namespace
}  // namespace fascicolo::feed
