// The feed command on an authority's ledger, into a file.
#include "connectors/feed/record.h"
#include "connectors/program/feed/feed_desk.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <map>
#include <sstream>
#include <unistd.h>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

TEST_F(FeedCommand, PublishesWhatIsNewAndGoesOnWhereTheFeedEnds) {
  const std::string consumer = Consumer();
  const auto first = Feed(consumer);
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(first.json().at("published"), 6) << "two persons, two contacts, twice concluded";
  EXPECT_EQ(Feed(consumer).json().at("published"), 0);
  Submit(Contact("a3", "Terzi"));
  const auto owed = Feed(consumer, {"--check"}).json();
  EXPECT_EQ(owed.at("owed"), 2);
  EXPECT_EQ(owed.at("last"), std::string(Records().back().Header("ce_sequence")));
  EXPECT_EQ(Feed(consumer).json().at("published"), 2);
  const auto records = Records();
  ASSERT_EQ(records.size(), 8U);
  for (std::size_t i = 1; i < records.size(); ++i) {
    EXPECT_EQ(records[i].Header("ce_previous"), records[i - 1].Header("ce_sequence"));
  }
}

TEST_F(FeedCommand, SaysNothingOfNamesStoriesAndWorkers) {
  ASSERT_EQ(Feed(Consumer()).code, 0);
  const std::string all = BytesOf(Out());
  ASSERT_FALSE(all.empty());
  for (const char* text : {"Inventata", "Meravigli", "Fiordaliso", "Storia", "anna.rossi"})
    EXPECT_FALSE(Says(all, text)) << text;
}

TEST_F(FeedCommand, FollowsWhileAnotherProcessWritesUntilItIsInterrupted) {
  Words words{"feed", Consumer(), "--to-file", Out().string(), "--follow"};
  for (const std::string& word : desk_.place().Words()) words.push_back(word);
  const auto follower = desk_.Start(words, {}, true);
  Submit(Contact("a4", "Quarti"));
  for (int i = 0; i < 200 && Records().size() < 8; ++i) ::usleep(50'000);
  EXPECT_EQ(Records().size(), 8U);
  follower.Signal(SIGINT);
  EXPECT_EQ(follower.Wait().code, 130);
}

TEST_F(FeedCommand, TellsTheConsumerOfAnErasureAndNothingMoreOfThePerson) {
  const std::string consumer = Consumer();
  ASSERT_EQ(Feed(consumer).code, 0);
  Erase("a1");
  ASSERT_EQ(Feed(consumer).code, 0);
  const FeedRecord notice = Records().back();
  ASSERT_EQ(notice.Header("ce_type"), feed::kPersonErased);
  const auto data = nlohmann::json::parse(notice.value);
  ASSERT_EQ(data.at("persons").size(), 1U);
  const std::string person = data.at("persons").at(0).get<std::string>();
  EXPECT_EQ(notice.key, person);
  std::map<std::string, int> left;
  for (const FeedRecord& record : Records()) {
    if (record.Header("ce_type") != feed::kPersonErased && record.value.find(person) != std::string::npos)
      ++left[person];
  }
  EXPECT_EQ(data.at("left").size(), 2U) << "the person and the case: " << data.dump();
  for (const auto& one : data.at("left")) {
    if (one.at("entity") != person) continue;
    EXPECT_EQ(one.at("records"), left[person]);
  }
  EXPECT_EQ(Feed(consumer, {"--check"}).json().at("owed"), 0);
}

TEST_F(FeedCommand, GivesTwoConsumersNothingToJoinByAndOneAlwaysTheSame) {
  ASSERT_EQ(Feed(Consumer()).code, 0);
  ASSERT_EQ(Feed(Consumer({}, "other"), {}, "other").code, 0);
  ASSERT_EQ(desk_.Run({"vault", "--rotate"}).code, 0);
  ASSERT_EQ(Feed(Consumer({}, "again"), {}, "again").code, 0);
  for (const FeedRecord& one : Records()) {
    for (const FeedRecord& another : Records("other")) EXPECT_NE(one.key, another.key);
  }
  Submit(Contact("a5", "Quinti"));
  EXPECT_EQ(Feed(Consumer()).code, 0) << "the key outlives a rotation";
}

TEST_F(FeedCommand, RefusesAnothersFeedAndMistakes) {
  ASSERT_EQ(Feed(Consumer()).code, 0);
  EXPECT_EQ(Feed(Consumer({}, "other")).code, 3) << "the file holds another's feed";
  EXPECT_EQ(Feed(Consumer(R"(,"areas":["nowhere"])", "wrong")).code, 2);
  EXPECT_EQ(Feed(Consumer(), {"--to", "127.0.0.1:1"}).code, 2) << "where to?";
  EXPECT_EQ(desk_.Run({"feed", (desk_.root() / "none.json").string(), "--to-file", "x"}).code, 2);
  EXPECT_EQ(Feed(Consumer(), {"--once", "--follow"}).code, 2);
  EXPECT_EQ(desk_.Run({"feed", "--describe"}).code, 2);
}

TEST_F(FeedCommand, DescribesTheFeeds) {
  const auto ran = desk_.RunBare({"feed", Consumer(), Consumer({}, "other"), "--describe"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json().at("channels").size(), 2U);
}

TEST_F(FeedCommand, TakesTheSampleConsumers) {
  for (const auto& entry : fs::directory_iterator(fs::path(FASCICOLO_SOURCE_DIR) / "connectors/feed/samples")) {
    EXPECT_EQ(desk_.RunBare({"feed", entry.path().string(), "--describe"}).code, 0) << entry.path();
  }
}

/// The ledger of a moment that others have seen more of.
TEST_F(FeedCommand, AfterALossTellsInWhichLineageTheLedgerGoesOn) {
  const std::string consumer = Consumer();
  const std::string backup = (desk_.root() / "backup").string();
  const std::string restored = (desk_.root() / "restored").string();
  const fs::path master = fs::exists(desk_.root() / "key") ? desk_.root() / "key" : desk_.data() / "key";
  ASSERT_EQ(desk_.Run({"backup", "--to", backup}).code, 0);
  Submit(Contact("a6", "Sesti"));
  ASSERT_EQ(Feed(consumer).code, 0);
  const auto back =
      desk_.RunBare({"restore", "--from", backup, "--data", restored, "--master", master.string(), "--ahead",
                     std::to_string(desk_.position()), "--accept-loss", "Anna Rossi", "--trust-clock"});
  ASSERT_EQ(back.code, 0) << back.err;
  const auto before = Records().size();
  const auto ran = desk_.RunBare({"feed", consumer, "--to-file", Out().string(), "--data", restored});
  ASSERT_EQ(ran.code, 0) << ran.err;
  ASSERT_GT(Records().size(), before);
  const FeedRecord notice = Records()[before];
  EXPECT_EQ(notice.Header("ce_type"), feed::kLineageStarted);
  EXPECT_EQ(nlohmann::json::parse(notice.value).at("lineage"), 1);
  EXPECT_GT(*notice.sequence(), *Records()[before - 1].sequence());
}

}  // namespace
}  // namespace fascicolo::program_test
