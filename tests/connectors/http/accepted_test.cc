#include "connectors/http/accepted.h"

#include <gtest/gtest.h>

#include <array>

namespace fascicolo::http {
namespace {

constexpr std::array<std::string_view, 2> kJsonAndCsv{"application/json", "text/csv"};

std::optional<std::size_t> BestFor(const char* accept) { return BestType({{"Accept", accept}}, kJsonAndCsv); }

TEST(AcceptedType, IsTheBestOfWhatThereIs) {
  EXPECT_EQ(BestType({}, kJsonAndCsv), 0U);
  EXPECT_EQ(BestFor("*/*"), 0U);
  EXPECT_EQ(BestFor("text/csv"), 1U);
  EXPECT_EQ(BestFor("text/*"), 1U);
  EXPECT_EQ(BestFor("application/json;q=0.5, text/csv;q=0.6"), 1U);
  EXPECT_EQ(BestFor("text/csv; header=present; q=0.4, */*;q=0.3"), 1U);
  EXPECT_EQ(BestFor("TEXT/CSV"), 1U);
  EXPECT_EQ(BestType({{"Accept", "image/png"}, {"Accept", "text/csv"}}, kJsonAndCsv), 1U) << "two headers are one list";
}

TEST(AcceptedType, IsNoneWhereNoneIsTaken) {
  for (const char* accept : {"image/png", "application/json;q=0, text/csv;q=0", "application/json;q=x", "text", ""}) {
    EXPECT_EQ(BestFor(accept), std::nullopt) << accept;
  }
  EXPECT_EQ(BestFor("application/json;q=0, */*"), 1U) << "the exact one counts";
}

TEST(AcceptedCoding, IsGzipWhereTheClientSaysSo) {
  EXPECT_FALSE(TakesGzip({}));
  for (const char* takes : {"gzip", "deflate, gzip;q=0.1", "*", "GZIP"})
    EXPECT_TRUE(TakesGzip({{"Accept-Encoding", takes}})) << takes;
  for (const char* refuses : {"br", "gzip;q=0", "gzip;q=0, *", "identity", ""}) {
    EXPECT_FALSE(TakesGzip({{"Accept-Encoding", refuses}})) << refuses;
  }
}

TEST(EntityTags, AreComparedWeakly) {
  EXPECT_TRUE(HasTag(R"("a")", R"("a")"));
  EXPECT_TRUE(HasTag(R"("x", W/"a" )", R"("a")"));
  EXPECT_TRUE(HasTag(" * ", R"("a")"));
  EXPECT_FALSE(HasTag(R"("ab")", R"("a")"));
  EXPECT_FALSE(HasTag("", R"("a")"));
}

}  // namespace
}  // namespace fascicolo::http
