// What every driver of the port connectors/feed/target.h must do. A driver joins with one line:
//
//     INSTANTIATE_TYPED_TEST_SUITE_P(Mine, FeedTargetContract, MyDriver);
//
// where MyDriver is default-constructible (an empty target), `Target& target()` is its open handle, and, if kReopens is
// true, Reopen() closes the handle and opens the same target again.
#pragma once

#include "connectors/feed/target.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fascicolo::feed {

inline FeedRecord ContractRecord(std::uint64_t position,
                                 const std::string& about = "0123456789abcdef0123456789abcdef") {
  events::json::Value data{events::json::Value::Object{{"note", events::json::Value{std::string("è \"così\"\n")}}}};
  return MakeRecord({.sequence = {Lineage{1}, Position{position}, 2},
                     .source = "/fascicolo/test/feed/contract",
                     .type = "it.fascicolo.event.ServiceStarted",
                     .subject = about,
                     .key_id = "00112233aabbccdd",
                     .commit = "ffeeddcc00112233",
                     .at = Instant{1'740'787'200'000'000}},
                    std::move(data));
}

template <class Driver>
class FeedTargetContract : public testing::Test {
 protected:
  void ExpectLast(const FeedRecord& record) {
    const auto last = driver_.target().Last();
    ASSERT_TRUE(last.ok()) << last.error().message;
    ASSERT_TRUE(last->has_value());
    EXPECT_EQ((*last)->key, record.key);
    EXPECT_EQ((*last)->headers, record.headers);
    EXPECT_EQ((*last)->value, record.value);
    EXPECT_EQ((*last)->at, record.at);
  }
  Driver driver_;
};

TYPED_TEST_SUITE_P(FeedTargetContract);

TYPED_TEST_P(FeedTargetContract, BeginsEmpty) {
  const auto last = this->driver_.target().Last();
  ASSERT_TRUE(last.ok()) << last.error().message;
  EXPECT_FALSE(last->has_value());
}

TYPED_TEST_P(FeedTargetContract, SaysWhatWasAppendedLastWordForWord) {
  const std::vector all{ContractRecord(1), ContractRecord(2), ContractRecord(3, "")};
  ASSERT_TRUE(this->driver_.target().Append(all).ok());
  this->ExpectLast(all.back());
  ASSERT_TRUE(this->driver_.target().Append(std::vector{ContractRecord(4)}).ok());
  this->ExpectLast(ContractRecord(4));
}

TYPED_TEST_P(FeedTargetContract, TakesNothingAndMuch) {
  ASSERT_TRUE(this->driver_.target().Append({}).ok());
  std::vector<FeedRecord> many;
  for (std::uint64_t position = 0; position < 5'000; ++position) many.push_back(ContractRecord(position));
  ASSERT_TRUE(this->driver_.target().Append(many).ok());
  this->ExpectLast(many.back());
}

TYPED_TEST_P(FeedTargetContract, GoesOnWhenItIsOpenedAgain) {
  if constexpr (TypeParam::kReopens) {
    ASSERT_TRUE(this->driver_.target().Append(std::vector{ContractRecord(1)}).ok());
    this->driver_.Reopen();
    this->ExpectLast(ContractRecord(1));
    ASSERT_TRUE(this->driver_.target().Append(std::vector{ContractRecord(2)}).ok());
    this->driver_.Reopen();
    this->ExpectLast(ContractRecord(2));
  }
}

REGISTER_TYPED_TEST_SUITE_P(FeedTargetContract, BeginsEmpty, SaysWhatWasAppendedLastWordForWord, TakesNothingAndMuch,
                            GoesOnWhenItIsOpenedAgain);

}  // namespace fascicolo::feed
