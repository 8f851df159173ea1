#include "connectors/exports/siuss/transmitter.h"

#include <gtest/gtest.h>

namespace fascicolo::siuss {
namespace {

constexpr const char* kFile =
    R"({"format":1,"body":"B354","name":"Comune di Prova","seat":"B354",)"
    R"("fiscal_codes":{"anna.rossi":"RSSNNA80A41Z999P","carla.neri":"NRECRL80A41Z999K"}})";

Day On(int month) { return DayFromCivil({.year = 2026, .month = month, .day = 15}); }

TEST(Transmitter, LetsThoseTransmitWhoAnswerForTheKindOnTheDay) {
  const auto read = ReadTransmitter(kFile);
  ASSERT_TRUE(read.ok()) << read.error().ToString();
  Transmitter transmitter = *read;
  EXPECT_EQ(transmitter.SenderOn(On(3), false), nullptr);
  EXPECT_EQ(transmitter.OperatorOn(On(3), false), "");
  transmitter.senders[0] = {{On(1), "anna.rossi", "bruno.verdi"}, {On(6), "carla.neri", ""}};
  EXPECT_EQ(transmitter.SenderOn(On(1) - 1, false), nullptr);
  EXPECT_EQ(transmitter.OperatorOn(On(1) - 1, false), "RSSNNA80A41Z999P") << "the first sender's";
  EXPECT_TRUE(transmitter.MayTransmit("anna.rossi", On(3), false));
  EXPECT_TRUE(transmitter.MayTransmit("bruno.verdi", On(3), false)) << "the substitute";
  EXPECT_FALSE(transmitter.MayTransmit("anna.rossi", On(3), true)) << "another kind";
  EXPECT_FALSE(transmitter.MayTransmit("anna.rossi", On(7), false));
  EXPECT_FALSE(transmitter.MayTransmit("", On(7), false)) << "no substitute is nobody";
  EXPECT_EQ(transmitter.OperatorOn(On(7), false), "NRECRL80A41Z999K");
}

TEST(Transmitter, SaysWhereItsFileIsWrong) {
  const auto place = [](const std::string& from, const std::string& to) {
    std::string json = kFile;
    json.replace(json.find(from), from.size(), to);
    const auto read = ReadTransmitter(json);
    return read.ok() ? std::string("none") : read.error().place;
  };
  EXPECT_EQ(place("\"format\":1", "\"format\":2"), "/format");
  EXPECT_EQ(place("\"body\":\"B354\"", "\"body\":\"\""), "/body");
  EXPECT_EQ(place("\"body\":\"B354\"", "\"body\":\"b.354\""), "/body");
  EXPECT_EQ(place("\"seat\":\"B354\"", "\"seat\":\"B35\""), "/seat");
  EXPECT_EQ(place("RSSNNA80A41Z999P", "RSSNNAULA41Z999P"), "/fiscal_codes/anna.rossi");
  EXPECT_EQ(place("\"fiscal_codes\"", "\"codes\""), "/fiscal_codes");
}

TEST(FiscalCodes, FitTheSchemaWithDigitsInYearAndDay) {
  EXPECT_TRUE(FitsSchema("RSSMRA79B11C566R"));
  EXPECT_TRUE(FitsSchema("RSSMRA79B11CRSSR")) << "three substitutions, from the right";
  EXPECT_FALSE(FitsSchema("RSSMRA79B1MCRSSR")) << "the fourth is in the day";
  EXPECT_TRUE(FitsSchema("12345678901"));
  EXPECT_FALSE(FitsSchema("STP2009200000001"));
  EXPECT_FALSE(FitsSchema(""));
}

}  // namespace
}  // namespace fascicolo::siuss
