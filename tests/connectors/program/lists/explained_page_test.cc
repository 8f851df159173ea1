// A page of a waiting list tells of each entry what is told of it alone, and what its neighbours say of it.
#include "connectors/program/program.h"
#include "engine/seed.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fascicolo::program_test {
namespace {

using nlohmann::json;

constexpr std::size_t kMostBefore = 10;

class ExplainedPage : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    town_ = std::make_unique<Desk>();
    // So large that several wait by points, whatever the seed.
    const std::string seed = std::to_string(engine::SeedOfThisRun() % 1'000);
    const auto made = town_->RunBare({"simulate", "--inhabitants", "10000", "--years", "1", "--seed", seed, "--data", town_->data().string()});
    ASSERT_EQ(made.code, 0) << made.err;
  }
  static void TearDownTestSuite() { town_.reset(); }

  static json Ask(std::vector<std::string> words) {
    words.insert(words.begin(), "waiting-list");
    for (const char* word : {"--json", "--data"}) words.emplace_back(word);
    words.push_back(town_->data().string());
    return town_->RunBare(words).json();
  }
  /// All of each list, explained; the longest first.
  static std::vector<json> WholeLists() {
    std::vector<json> lists;
    const json all = Ask({});
    for (const auto& list : all.at("lists")) {
      if (list.at("waiting") == 0) continue;
      lists.push_back(Ask({list.at("list").get<std::string>(), "--explained", "--limit", "0"}).at("entries"));
    }
    return lists;
  }
  static std::unique_ptr<Desk> town_;
};
std::unique_ptr<Desk> ExplainedPage::town_;

TEST_F(ExplainedPage, TellsOfEachEntryWhatIsToldOfItAlone) {
  std::size_t scored = 0;
  for (const json& entries : WholeLists()) {
    for (const std::size_t at : {std::size_t{0}, entries.size() / 2, entries.size() - 1}) {
      const json& told = entries.at(at).at("explanation");
      const json alone = Ask({"--explain", entries.at(at).at("entity").get<std::string>()});
      if (alone.is_discarded()) continue;  // a placement, which is explained on pages only
      EXPECT_EQ(told.dump(), alone.at("explanation").dump());
      scored += told.at("score").is_null() ? 0U : 1U;
    }
  }
  EXPECT_GT(scored, 0U) << "somebody waits by points";
}

TEST_F(ExplainedPage, NamesThoseWhoStandBeforeAsThePageShowsThem) {
  for (const json& entries : WholeLists()) {
    json before = json::array();
    for (const auto& entry : entries) {
      EXPECT_EQ(entry.at("explanation").at("before"), before) << entry.at("rank");
      EXPECT_EQ(entry.at("explanation").at("rank"), entry.at("rank"));
      before.push_back(entry.at("entity"));
      if (before.size() > kMostBefore) before.erase(before.begin());
    }
  }
}

/// Of all but one, how many have more than so many points, and how many have as many at least.
std::pair<std::size_t, std::size_t> OthersWithMore(const json& entries, const json& of, double points) {
  std::size_t more = 0;
  std::size_t as_many = 0;
  for (const auto& entry : entries) {
    if (entry.at("entity") == of.at("entity")) continue;
    const double theirs = std::stod(entry.at("points").get<std::string>());
    more += theirs > points ? 1U : 0U;
    as_many += theirs >= points ? 1U : 0U;
  }
  return {more, as_many};
}

TEST_F(ExplainedPage, SaysAtWhichRankSomebodyWouldStandAmongAllTheOthers) {
  std::size_t compared = 0;
  for (const json& entries : WholeLists()) {
    for (const auto& entry : entries) {
      const json& changes = entry.at("explanation").at("would_change");
      for (const auto& change : changes.is_null() ? json::array() : changes) {
        const auto [more, as_many] = OthersWithMore(entries, entry, std::stod(change.at("total").get<std::string>()));
        EXPECT_GT(change.at("rank"), more) << entry;
        EXPECT_LE(change.at("rank"), as_many + 1) << entry;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 0U);
}

TEST_F(ExplainedPage, GoesOnWhereTheOneBeforeItEnded) {
  const std::string longest = Ask({}).at("lists").at(0).at("list");
  const json all = Ask({longest, "--explained", "--limit", "0"}).at("entries");
  ASSERT_GT(all.size(), 2U);
  const json second = Ask({longest, "--explained", "--limit", "2", "--skip", "1"}).at("entries");
  EXPECT_EQ(second.dump(), json(std::vector<json>{all.at(1), all.at(2)}).dump());
}

}  // namespace
}  // namespace fascicolo::program_test
