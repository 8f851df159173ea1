#include "connectors/exports/siuss/transmitter.h"

#include <gtest/gtest.h>

namespace fascicolo::siuss {
namespace {

constexpr const char* kFile =
    R"({"format":1,"body":"B354","name":"Comune di Prova","seat":"B354","senders":[)"
    R"({"worker":"anna.rossi","fiscal_code":"RSSNNA80A41Z999P","from":"2026-01-01","act":"1/2026"},)"
    R"({"worker":"bruno.verdi","fiscal_code":"VRDBRN80A01Z999K","from":"2026-01-01","act":"1/2026"},)"
    R"({"worker":"carla.neri","fiscal_code":"NRECRL80A41Z999K","from":"2026-06-01","act":"9/2026"}]})";

Day On(int month) { return DayFromCivil({.year = 2026, .month = month, .day = 15}); }

TEST(Transmitter, LetsThoseTransmitWhoWereNamedLast) {
  const auto read = ReadTransmitter(kFile);
  ASSERT_TRUE(read.ok()) << read.error().ToString();
  EXPECT_EQ(read->SenderOn(On(1) - 100), nullptr);
  EXPECT_EQ(read->SenderOn(On(3))->worker, "anna.rossi");
  EXPECT_TRUE(read->MayTransmit("bruno.verdi", On(3))) << "the substitute";
  EXPECT_FALSE(read->MayTransmit("carla.neri", On(3)));
  EXPECT_EQ(read->SenderOn(On(7))->worker, "carla.neri");
  EXPECT_FALSE(read->MayTransmit("anna.rossi", On(7)));
  EXPECT_FALSE(read->MayTransmit("", On(7)));
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
  EXPECT_EQ(place("\"seat\":\"B354\"", "\"seat\":\"B35\""), "/seat");
  EXPECT_EQ(place("RSSNNA80A41Z999P", "RSSNNAULA41Z999K"), "/senders/0/fiscal_code");
  EXPECT_EQ(place("2026-06-01", "2025-06-01"), "/senders/2/from");
  EXPECT_EQ(place("\"senders\":[", "\"others\":["), "/senders");
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
