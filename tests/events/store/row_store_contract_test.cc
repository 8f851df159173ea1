// What events/store/rows.h promises, for every driver.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/events/store/drivers.h"

namespace fascicolo::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;
using testing::Pair;
using namespace std::string_literals;  // NOLINT(google-build-using-namespace): keys with zero bytes

using KeysAndValues = std::vector<std::pair<std::string, std::string>>;

KeysAndValues WalkToEnd(RowCursor& cursor) {
  KeysAndValues seen;
  for (; cursor.valid(); cursor.Next()) seen.emplace_back(cursor.key(), cursor.value());
  return seen;
}

KeysAndValues RowsFrom(const Rows& rows, std::string_view from) {
  return WalkToEnd(*rows.Seek(from));
}

template <class Driver>
class RowStoreContract : public testing::Test {
 protected:
  /// Writes each change as a batch of its own, so that in an overlay they stand in different
  /// layers.
  void GivenOneByOne(const RowBatch& changes) {
    for (const RowChange& change : changes) ASSERT_TRUE(rows_.Write({change}).ok());
  }

  Driver driver_;
  RowStore& rows_ = driver_.rows;
};

TYPED_TEST_SUITE(RowStoreContract, Drivers, DriverNames);

TYPED_TEST(RowStoreContract, StartsEmpty) {
  EXPECT_EQ(this->rows_.Find("a"), std::nullopt);
  EXPECT_FALSE(this->rows_.Seek("")->valid());
  EXPECT_EQ(this->rows_.LastUpTo("a"), std::nullopt);
}

TYPED_TEST(RowStoreContract, FindsWhatWasWrittenLast) {
  this->GivenOneByOne({{"a", "1"}, {"b", "2"}, {"a", "3"}, {"c", "4"}, {"d", "5"}});
  EXPECT_THAT(this->rows_.Find("a"), Optional("3"s));
  EXPECT_THAT(this->rows_.Find("b"), Optional("2"s));
  EXPECT_EQ(this->rows_.Find("aa"), std::nullopt);
}

TYPED_TEST(RowStoreContract, ForgetsErasedRows) {
  this->GivenOneByOne({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"x", "9"}, {"a", {}}, {"c", {}}});
  EXPECT_EQ(this->rows_.Find("a"), std::nullopt);
  EXPECT_THAT(RowsFrom(this->rows_, ""), ElementsAre(Pair("b", "2"), Pair("x", "9")));
  EXPECT_THAT(this->rows_.LastUpTo("d"), Optional(Pair("b", "2")));
}

TYPED_TEST(RowStoreContract, TakesTheErasureOfARowThatIsNotThere) {
  this->GivenOneByOne({{"a", {}}, {"b", "1"}, {"a", {}}});
  EXPECT_THAT(RowsFrom(this->rows_, ""), ElementsAre(Pair("b", "1")));
}

TYPED_TEST(RowStoreContract, AnErasedRowCanComeBack) {
  this->GivenOneByOne({{"a", "1"}, {"a", {}}, {"a", "2"}, {"b", "3"}});
  EXPECT_THAT(this->rows_.Find("a"), Optional("2"s));
  EXPECT_THAT(RowsFrom(this->rows_, ""), ElementsAre(Pair("a", "2"), Pair("b", "3")));
}

TYPED_TEST(RowStoreContract, TheLaterChangeInABatchWins) {
  ASSERT_TRUE(this->rows_.Write({{"a", "1"}, {"b", "1"}, {"a", {}}, {"b", {}}, {"b", "2"}}).ok());
  EXPECT_EQ(this->rows_.Find("a"), std::nullopt);
  EXPECT_THAT(this->rows_.Find("b"), Optional("2"s));
}

TYPED_TEST(RowStoreContract, TakesAnEmptyBatch) {
  ASSERT_TRUE(this->rows_.Write({}).ok());
  EXPECT_FALSE(this->rows_.Seek("")->valid());
}

TYPED_TEST(RowStoreContract, SeekStandsOnTheFirstRowAtOrAfter) {
  this->GivenOneByOne({{"e", "5"}, {"a", "1"}, {"c", "3"}});
  EXPECT_EQ(this->rows_.Seek("a")->key(), "a");
  EXPECT_EQ(this->rows_.Seek("b")->key(), "c");
  EXPECT_THAT(RowsFrom(this->rows_, "c"), ElementsAre(Pair("c", "3"), Pair("e", "5")));
  EXPECT_THAT(RowsFrom(this->rows_, "f"), IsEmpty());
}

TYPED_TEST(RowStoreContract, LastUpToIncludesTheKeyItself) {
  this->GivenOneByOne({{"b", "2"}, {"d", "4"}, {"f", "6"}, {"h", "8"}});
  EXPECT_EQ(this->rows_.LastUpTo("a"), std::nullopt);
  EXPECT_THAT(this->rows_.LastUpTo("b"), Optional(Pair("b", "2")));
  EXPECT_THAT(this->rows_.LastUpTo("c"), Optional(Pair("b", "2")));
  EXPECT_THAT(this->rows_.LastUpTo("z"), Optional(Pair("h", "8")));
}

TYPED_TEST(RowStoreContract, LastUpToPassesOverManyErasedRows) {
  this->GivenOneByOne({{"a", "1"}, {"b", "2"}, {"c\0"s, "3"}, {"c", "4"}, {"d", "5"}});
  this->GivenOneByOne({{"x", "8"}, {"y", "9"}, {"z", "10"}});
  ASSERT_TRUE(this->rows_.Write({{"b", {}}, {"c\0"s, {}}, {"c", {}}, {"d", {}}}).ok());
  EXPECT_THAT(this->rows_.LastUpTo("d"), Optional(Pair("a", "1")));
  ASSERT_TRUE(this->rows_.Write({{"a", {}}}).ok());
  EXPECT_EQ(this->rows_.LastUpTo("d"), std::nullopt);
}

TYPED_TEST(RowStoreContract, KeepsEmptyValuesApartFromMissingRows) {
  this->GivenOneByOne({{"a", ""}, {"b", ""}});
  EXPECT_THAT(this->rows_.Find("a"), Optional(""s));
  EXPECT_THAT(RowsFrom(this->rows_, ""), ElementsAre(Pair("a", ""), Pair("b", "")));
}

TYPED_TEST(RowStoreContract, OrdersKeysByUnsignedBytesAndTheShorterFirst) {
  const KeysAndValues ascending = {{"\0"s, "0"},      {"\0\0"s, "1"},   {"\0\x01"s, "2"},
                                   {"\x01", "3"},     {"a", "4"},       {"a\0"s, "5"},
                                   {"a\0\xFF"s, "6"}, {"a\x7F", "7"},   {"a\x80", "8"},
                                   {"a\xFF", "9"},    {"a\xFF\0"s, "10"}, {"\xFF\xFF", "11"}};
  for (auto row = ascending.rbegin(); row != ascending.rend(); ++row) {
    this->GivenOneByOne({{row->first, row->second}});
  }
  EXPECT_EQ(RowsFrom(this->rows_, ""), ascending);
  for (const auto& [key, value] : ascending) {
    EXPECT_THAT(this->rows_.Find(key), Optional(value));
    EXPECT_THAT(this->rows_.LastUpTo(key), Optional(Pair(key, value)));
  }
}

TYPED_TEST(RowStoreContract, KeepsValuesOfAnyBytes) {
  std::string value;
  for (int byte = 0; byte < 256; ++byte) value.push_back(static_cast<char>(byte));
  this->GivenOneByOne({{"a", value}});
  EXPECT_THAT(this->rows_.Find("a"), Optional(value));
}

TYPED_TEST(RowStoreContract, RowsWithAPrefixStandTogether) {
  this->GivenOneByOne({{"\x01zz", "1"}, {"\x02", "2"}, {"\x02\xFF", "3"}, {"\x03", "4"},
                       {"\x02"s + "ab"s, "5"}});
  EXPECT_THAT(WalkToEnd(*this->rows_.Scan("\x02")), ElementsAre(Pair("\x02", "2"), Pair("\x02"s + "ab"s, "5"),
                                Pair("\x02\xFF", "3")));
  EXPECT_THAT(WalkToEnd(*this->rows_.SeekWithin("\x02z", "\x02")), ElementsAre(Pair("\x02\xFF", "3")));
  EXPECT_THAT(WalkToEnd(*this->rows_.Scan("\x04")), IsEmpty());
  EXPECT_THAT(this->rows_.LastWithin("\x02z", "\x02"), Optional(Pair("\x02"s + "ab"s, "5")));
  EXPECT_EQ(this->rows_.LastWithin("\x02z", "\x02z"), std::nullopt);
}

TYPED_TEST(RowStoreContract, TakesRowsAtTheLimitsAndNothingAboveThem) {
  const std::string longest_key(kMaxKeyBytes, '\xFF');
  const std::string largest_value(kMaxRowBytes, 'v');
  ASSERT_TRUE(this->rows_.Write({{longest_key, largest_value}}).ok());
  EXPECT_THAT(this->rows_.Find(longest_key), Optional(largest_value));

  const Status long_key = this->rows_.Write({{"a", "1"}, {longest_key + "x", "1"}});
  ASSERT_FALSE(long_key.ok());
  EXPECT_EQ(long_key.error().code, FailureCode::kTooLarge);
  const Status large_value = this->rows_.Write({{"b", "1"}, {"c", largest_value + "x"}});
  ASSERT_FALSE(large_value.ok());
  EXPECT_EQ(large_value.error().code, FailureCode::kTooLarge);
  EXPECT_EQ(this->rows_.Find("a"), std::nullopt);
  EXPECT_EQ(this->rows_.Find("b"), std::nullopt);
}

TYPED_TEST(RowStoreContract, CursorsSeeTheRowsOfTheirMoment) {
  if constexpr (!TypeParam::kCursorsSurviveWrites) {
    return;  // an overlay's cursors end with the next write
  }
  this->GivenOneByOne({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  const auto before = this->rows_.Seek("");
  const auto also_before = this->rows_.Seek("b");
  ASSERT_TRUE(this->rows_.Write({{"a", "9"}, {"b", {}}, {"bb", "9"}, {"d", "9"}}).ok());
  const auto after = this->rows_.Seek("");
  ASSERT_TRUE(this->rows_.Write({{"a", {}}}).ok());

  EXPECT_THAT(WalkToEnd(*before), ElementsAre(Pair("a", "1"), Pair("b", "2"), Pair("c", "3")));
  EXPECT_THAT(WalkToEnd(*also_before), ElementsAre(Pair("b", "2"), Pair("c", "3")));
  EXPECT_THAT(WalkToEnd(*after), ElementsAre(Pair("a", "9"), Pair("bb", "9"), Pair("c", "3"),
                                             Pair("d", "9")));
}

TYPED_TEST(RowStoreContract, ASnapshotAnswersFromItsMomentWhileWritesGoOn) {
  if constexpr (TypeParam::kCursorsSurviveWrites) {
    this->GivenOneByOne({{"a", "1"}, {"b", "2"}});
    const std::unique_ptr<Rows> pinned = this->driver_.rows.Snapshot();
    ASSERT_TRUE(this->rows_.Write({{"a", "9"}, {"b", {}}, {"c", "9"}}).ok());
    ASSERT_TRUE(this->rows_.Flush().ok());

    EXPECT_THAT(pinned->Find("a"), Optional("1"s));
    EXPECT_EQ(pinned->Find("c"), std::nullopt);
    EXPECT_THAT(pinned->LastUpTo("z"), Optional(Pair("b", "2")));
    EXPECT_THAT(RowsFrom(*pinned, ""), ElementsAre(Pair("a", "1"), Pair("b", "2")));
    EXPECT_THAT(RowsFrom(this->rows_, ""), ElementsAre(Pair("a", "9"), Pair("c", "9")));
  } else {
    return;  // an overlay has no snapshots; its base has
  }
}

TYPED_TEST(RowStoreContract, FlushChangesNothingThatCanBeRead) {
  this->GivenOneByOne({{"a", "1"}, {"b", "2"}, {"a", {}}, {"c", "3"}});
  ASSERT_TRUE(this->rows_.Flush().ok());
  this->GivenOneByOne({{"b", {}}});
  ASSERT_TRUE(this->rows_.Flush().ok());
  EXPECT_THAT(RowsFrom(this->rows_, ""), ElementsAre(Pair("c", "3")));
}

}  // namespace
}  // namespace fascicolo::store
