// What arrives at a target that fails, and at one whose feeder dies.
#include "connectors/feed/publisher.h"

#include "connectors/feed/memory_target.h"
#include "engine/seed.h"

#include <gtest/gtest.h>

#include <random>

namespace fascicolo::feed {
namespace {

constexpr std::string_view kSource = "/fascicolo/test/feed/observatory";

FeedRecord RecordAt(std::uint64_t position, std::string_view source = kSource, std::string_view key_id = "k1") {
  return MakeRecord({.sequence = {Lineage{0}, Position{position}, 0},
                     .source = source,
                     .type = "t",
                     .subject = {},
                     .key_id = key_id,
                     .at = {}},
                    events::json::Value{events::json::Value::Object{}});
}

/// Takes some, says that it could not, and drops or keeps what was in flight.
class FailingTarget final : public Target {
 public:
  explicit FailingTarget(std::uint64_t seed) : random_(seed) {}
  Result<std::optional<FeedRecord>> Last() override {
    if (random_() % 5 == 0) return Failure{FailureCode::kUnavailable, "no broker"};
    return kept_.Last();
  }
  Status Append(std::span<const FeedRecord> records) override {
    if (random_() % 2 == 0) return kept_.Append(records);
    (void)kept_.Append(records.first(random_() % (records.size() + 1)));
    return Failure{FailureCode::kUnavailable, "no report"};
  }
  [[nodiscard]] const std::vector<FeedRecord>& records() const { return kept_.records(); }

 private:
  MemoryTarget kept_;
  std::mt19937_64 random_;
};

TEST(Publisher, BringsEachRecordOnceToATargetThatFailsAtRandom) {
  const std::uint64_t seed = engine::SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  FailingTarget target(seed);
  std::mt19937_64 random(seed);
  constexpr std::uint64_t kAll = 500;
  int died = 0;
  while (target.records().size() < kAll) {
    ASSERT_LT(++died, 10'000);
    auto publisher = Publisher::Open(target, std::string(kSource), "k1");  // a new process, which knows nothing
    if (!publisher) continue;
    const std::uint64_t dies_at = random() % (2 * kAll);
    for (std::uint64_t position = 0; position < kAll && position != dies_at; ++position) {
      publisher->Take(RecordAt(position));
      if (random() % 8 != 0 && position + 1 < kAll) continue;
      while (!publisher->Flush()) continue;
    }
  }
  for (std::uint64_t position = 0; position < kAll; ++position) {
    const FeedRecord& record = target.records()[position];
    EXPECT_EQ(record.sequence()->position, Position{position});
    EXPECT_EQ(record.Header("ce_previous"), position == 0 ? "" : ToText({Lineage{0}, Position{position - 1}, 0}));
  }
}

TEST(Publisher, GoesOnInALaterLineageBehindWhatWasLost) {
  MemoryTarget target;
  ASSERT_TRUE(target.Append(std::vector{RecordAt(70)}).ok());
  auto publisher = Publisher::Open(target, std::string(kSource), "k1");
  ASSERT_TRUE(publisher.ok());
  FeedRecord later = MakeRecord({.sequence = {Lineage{1}, Position{40}, 0},
                                 .source = kSource,
                                 .type = "t",
                                 .subject = {},
                                 .key_id = "k1",
                                 .at = {}},
                                events::json::Value{events::json::Value::Object{}});
  publisher->Take(RecordAt(39));
  publisher->Take(later);
  ASSERT_TRUE(publisher->Flush().ok());
  ASSERT_EQ(target.records().size(), 2U);
  EXPECT_EQ(target.records().back().sequence(), later.sequence());
}

TEST(Publisher, RefusesAFeedThatIsNotItsOwn) {
  for (const FeedRecord& there :
       {RecordAt(1, "/fascicolo/test/feed/other"), RecordAt(1, kSource, "k2"), FeedRecord{}}) {
    MemoryTarget target;
    ASSERT_TRUE(target.Append(std::vector{there}).ok());
    const auto opened = Publisher::Open(target, std::string(kSource), "k1");
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, FailureCode::kDamaged);
  }
}

TEST(Publisher, FindsThatItWasFedFromAnotherHistory) {
  MemoryTarget target;
  FeedRecord record = RecordAt(7);
  for (auto& [name, text] : record.headers) {
    if (name == "ce_commit") text = "cafe";
  }
  ASSERT_TRUE(target.Append(std::vector{record}).ok());
  const auto publisher = Publisher::Open(target, std::string(kSource), "k1");
  ASSERT_TRUE(publisher.ok());
  const auto check = [](const char* text) { return [text] { return std::string(text); }; };
  EXPECT_TRUE(publisher->CheckCommit(Lineage{0}, Position{7}, check("cafe")).ok());
  EXPECT_TRUE(publisher->CheckCommit(Lineage{0}, Position{6}, check("beef")).ok()) << "nothing was said of that one";
  EXPECT_TRUE(publisher->CheckCommit(Lineage{1}, Position{7}, check("beef")).ok()) << "a lineage later";
  const auto other = publisher->CheckCommit(Lineage{0}, Position{7}, check("beef"));
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().code, FailureCode::kDamaged);
}

}  // namespace
}  // namespace fascicolo::feed
