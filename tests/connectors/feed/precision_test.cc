#include "connectors/feed/precision.h"

#include "connectors/feed/sequence.h"
#include "engine/seed.h"

#include <gtest/gtest.h>

#include <random>

namespace fascicolo::feed {
namespace {

using events::json::Value;

constexpr Precision kCoarse{};
constexpr Precision kExact{.days = true, .figures = true};

std::string Told(const Value& figure, const Precision& precision) {
  return events::json::PrintJson(FigureForm(figure, precision));
}

TEST(Bands, HoldWhatTheyAreToldFor) {
  EXPECT_EQ(BandOf(0), "0");
  EXPECT_EQ(BandOf(1), "0..5") << "a cent";
  EXPECT_EQ(BandOf(499), "0..5");
  EXPECT_EQ(BandOf(500), "5..10");
  EXPECT_EQ(BandOf(1'000), "10..20");
  EXPECT_EQ(BandOf(4'999), "20..50");
  EXPECT_EQ(BandOf(5'000), "50..100");
  EXPECT_EQ(BandOf(1'234'567), "10000..20000");
  EXPECT_EQ(BandOf(-15'000), "-200..-100");
  EXPECT_EQ(BandOf(-100), "-5..0");
}

TEST(Bands, OfAnyFigureHoldIt) {
  const std::uint64_t seed = engine::SeedOfThisRun();
  std::mt19937_64 random(seed);
  for (int i = 0; i < 10'000; ++i) {
    const auto figure = static_cast<std::int64_t>(random() >> (random() % 40 + 8));
    const std::string band = BandOf(figure * 100);
    const auto dots = band.find("..");
    if (figure == 0) continue;
    ASSERT_NE(dots, std::string::npos);
    EXPECT_LE(std::stoll(band.substr(0, dots)), figure) << "seed " << seed;
    EXPECT_GT(std::stoll(band.substr(dots + 2)), figure) << "seed " << seed;
  }
}

TEST(Figures, LeaveAsBandsOrAsTheyAre) {
  EXPECT_EQ(Told(Value{std::int64_t{120}}, kCoarse), "\"100..200\"");
  EXPECT_EQ(Told(Value{std::int64_t{120}}, kExact), "120");
  EXPECT_EQ(Told(Value{std::string("9360.00")}, kCoarse), "\"5000..10000\"");
  EXPECT_EQ(Told(Value{std::string("7.5")}, kExact), "\"7.5\"");
  EXPECT_EQ(Told(Value{std::string("Anna")}, kExact), "null") << "no figure";
  EXPECT_EQ(Told(Value{std::string("9223372036854775807")}, kCoarse).find("null"), std::string::npos)
      << "the largest has a band";
}

TEST(Times, LeaveAsMonthsOrDays) {
  EXPECT_EQ(TimeForm(Value{std::string("2025-03-31")}, kCoarse).As<std::string>()->c_str(), std::string("2025-03"));
  EXPECT_EQ(*TimeForm(Value{std::string("2025-03-31T22:30:00Z")}, kExact).As<std::string>(), "2025-04-01")
      << "as the office's day";
  EXPECT_TRUE(TimeForm(Value{std::string("soon")}, kExact).is_null());
}

TEST(Births, LeaveAsTenYearsOrOne) {
  EXPECT_EQ(*BirthForm(Value{std::string("1957-08-02")}, kCoarse).As<std::string>(), "1950..1960");
  EXPECT_EQ(*BirthForm(Value{std::string("1957-08-02")}, kExact).As<std::string>(), "1957");
}

TEST(Sequences, CompareAsTheirTexts) {
  const std::uint64_t seed = engine::SeedOfThisRun();
  std::mt19937_64 random(seed);
  const auto any = [&] {
    return Sequence{Lineage{random() % 20}, Position{random() >> (random() % 60)},
                    static_cast<std::uint32_t>(random() % 3'000)};
  };
  for (int i = 0; i < 10'000; ++i) {
    const Sequence a = any();
    const Sequence b = any();
    EXPECT_EQ(a < b, ToText(a) < ToText(b)) << "seed " << seed;
    EXPECT_EQ(SequenceFromText(ToText(a)), a) << "seed " << seed;
  }
  for (const char* text : {"", "1.2.3", "0000000001.00000000000000000002", "0000000001.00000000000000000002.0003x",
                           "000000000x.00000000000000000002.0003"}) {
    EXPECT_FALSE(SequenceFromText(text)) << text;
  }
}

}  // namespace
}  // namespace fascicolo::feed
