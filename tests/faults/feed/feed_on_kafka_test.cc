// A feed on a real broker, with processes of the built program and of its consumers, killed at any moment: every record
// is seen once, in order, by consumers that drop what is lower or equal. FASCICOLO_SOAK=1: for longer.
#include "connectors/feed/consumer.h"
#include "connectors/feed/record.h"
#include "connectors/kafka/broker.h"
#include "connectors/kafka/cluster.h"
#include "connectors/program/program.h"
#include "engine/seed.h"
#include "events/acceptance.h"

#include "faults/feed/child_process.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <unistd.h>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr const char* kOrigin = "simulated/2000-1-7";
constexpr unsigned kMostKills = 100;

class FeedOnKafka : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto made =
        desk_.RunBare({"simulate", "--inhabitants", "2000", "--years", "1", "--seed", "7", "--data", Under("town")});
    ASSERT_EQ(made.code, 0) << made.err;
    std::string events;
    for (const auto& [type, line] : feed::FieldTable::Own().lines()) {
      if (feed::IsEventType(type) && !line.never) events += (events.empty() ? "\"" : ",\"") + type + "\"";
    }
    std::ofstream(Under("observatory.json"))
        << R"({"format":1,"name":"observatory","purpose":"Trial","legal_basis":"None","events":[)" << events << "]}";
  }
  std::string Under(const std::string& name) const { return (desk_.root() / name).string(); }
  Words FeedWords(const std::string& data = "town") const {
    return {"feed", Under("observatory.json"), "--data", Under(data), "--to", kafka::BrokersUnderTest(), "--json"};
  }
  /// The same feed in a file: sequence and data of each record.
  std::vector<std::pair<std::string, std::string>> Expected() const {
    const auto ran =
        desk_.RunBare({"feed", Under("observatory.json"), "--data", Under("town"), "--to-file", Under("expected")});
    EXPECT_EQ(ran.code, 0) << ran.err;
    std::vector<std::pair<std::string, std::string>> all;
    std::ifstream lines(Under("expected"));
    for (std::string line; std::getline(lines, line);) {
      const auto record = feed::FromLine(line);
      all.emplace_back(record->Header("ce_sequence"), record->value);
    }
    return all;
  }
  /// What a consumer kept: "offset sequence data" on each line.
  static std::vector<std::pair<std::string, std::string>> Kept(const std::string& file) {
    std::vector<std::pair<std::string, std::string>> all;
    std::istringstream lines(BytesOf(file));
    for (std::string line; std::getline(lines, line) && !lines.eof();) {
      const auto first = line.find(' ');
      const auto second = line.find(' ', first + 1);
      all.emplace_back(line.substr(first + 1, second - first - 1), line.substr(second + 1));
    }
    return all;
  }
  Words ConsumerInCc(const std::string& file) const {
    return {FASCICOLO_FEED_CONSUMER, kafka::BrokersUnderTest(), topic_.name(), file};
  }
  Words ConsumerInPython(const std::string& file) const {
    return {
        "/usr/bin/python3",        "-B",          FASCICOLO_SOURCE_DIR "/connectors/feed/consumers/feed_consumer.py",
        kafka::BrokersUnderTest(), topic_.name(), file};
  }
  /// Kills it at random, later and later, and starts it again, until it has kept so many.
  void Consume(const Words& words, std::size_t all, std::mt19937_64& random) const {
    for (unsigned kills = 0; Kept(words.back()).size() < all; ++kills) {
      ASSERT_LT(kills, kMostKills) << words[0] << " kept " << Kept(words.back()).size() << " of " << all;
      ChildProcess consumer(words);
      const std::size_t before = Kept(words.back()).size();
      for (int i = 0; i < 100 && Kept(words.back()).size() == before; ++i) ::usleep(50'000);
      ::usleep(static_cast<useconds_t>(random() % (10'000 * (kills + 1))));
    }
  }

  Desk desk_;
  const LedgerId ledger_ = events::LedgerIdOf(kOrigin);
  kafka::TopicUnderTest topic_{ledger_, feed::FeedTopicOf(ledger_, "observatory")};
};

TEST_F(FeedOnKafka, IsSeenOnceAndInOrderWhoeverIsKilled) {
  const auto seed = engine::SeedOfThisRun();
  std::mt19937_64 random(seed);
  const auto expected = Expected();
  ASSERT_GT(expected.size(), 1'000U);
  const int rounds = std::getenv("FASCICOLO_SOAK") != nullptr ? 200 : 25;
  int killed_at_work = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto feeding = desk_.Start(FeedWords());
    std::unique_ptr<Running> rival;
    if (random() % 4 == 0) rival = std::make_unique<Running>(desk_.Start(FeedWords()));
    ::usleep(static_cast<useconds_t>(random() % 900'000));
    if (!feeding.has_ended()) ++killed_at_work;
    feeding.Signal(SIGKILL);
    (void)feeding.Wait();
    if (rival) rival->Signal(SIGKILL);
    if (rival) (void)rival->Wait();
    if (round == rounds / 2) {
      kafka::CommandBroker("kill 1");
      kafka::CommandBroker("start 1");
    }
  }
  EXPECT_GT(killed_at_work, 0);
  const auto last = desk_.RunBare(FeedWords());
  ASSERT_EQ(last.code, 0) << last.err;
  EXPECT_EQ(last.json().at("last"), expected.back().first);

  for (const Words& words : {ConsumerInCc(Under("kept-by-cc")), ConsumerInPython(Under("kept-by-python"))}) {
    ASSERT_NO_FATAL_FAILURE(Consume(words, expected.size(), random));
    EXPECT_EQ(Kept(words.back()), expected) << words[0] << ", seed " << seed;
  }
  const auto check = desk_.RunBare([&] {
    Words words = FeedWords();
    words.emplace_back("--check");
    return words;
  }());
  EXPECT_EQ(check.json().at("owed"), 0) << check.err;
}

TEST_F(FeedOnKafka, AheadOfABackupForbidsItsRestoringUntilTheLossIsAccepted) {
  ASSERT_EQ(desk_.RunBare({"backup", "--data", Under("town"), "--to", Under("backup")}).code, 0);
  const std::string line =
      R"({"id":"000000000000000000000000000000a1","actor":"anna","payload":{"type":"RegisterContact",)"
      R"("desk":"adults_elderly","area":"elderly","reason":"home_help","surname":"Inventata"}})";
  const auto submitted = desk_.RunBare({"submit", "-", "--data", Under("town"), "--trust-clock"}, line + "\n");
  ASSERT_EQ(submitted.code, 0) << submitted.out << submitted.err;
  ASSERT_EQ(desk_.RunBare(FeedWords()).code, 0);
  Words restore{"restore",         "--from",   Under("backup"),        "--data",
                Under("restored"), "--master", Under("town") + "/key", "--trust-clock"};
  restore.insert(restore.end(), {"--feeds", kafka::BrokersUnderTest()});

  const auto refused = desk_.RunBare(restore);
  EXPECT_EQ(refused.code, 1) << refused.err;
  EXPECT_TRUE(Says(refused.err, topic_.name())) << refused.err;

  restore.insert(restore.end(), {"--accept-loss", "Anna Rossi"});
  const auto accepted = desk_.RunBare(restore);
  ASSERT_EQ(accepted.code, 0) << accepted.err;
  const auto goes_on = desk_.RunBare(FeedWords("restored"));
  ASSERT_EQ(goes_on.code, 0) << goes_on.err;
  EXPECT_GE(goes_on.json().at("published"), 1) << "the notice of the lineage";
  EXPECT_TRUE(goes_on.json().at("last").get<std::string>().starts_with("0000000001.")) << goes_on.out;
}

TEST_F(FeedOnKafka, FollowsALedgerAndWaitsForABrokerThatIsAway) {
  Words words = FeedWords();
  words.emplace_back("--follow");
  const auto follower = desk_.Start(words, {}, true);
  const auto owed = [&] {
    Words check = FeedWords();
    check.emplace_back("--check");
    const auto ran = desk_.RunBare(check);
    return ran.code == 0 ? ran.json().at("owed").get<int>() : -1;
  };
  for (int i = 0; i < 60 && owed() != 0; ++i) ::usleep(500'000);
  ASSERT_EQ(owed(), 0);
  kafka::CommandBroker("kill 1");
  const std::string line =
      R"({"id":"000000000000000000000000000000a2","actor":"anna","payload":{"type":"RegisterContact",)"
      R"("desk":"adults_elderly","area":"elderly","reason":"home_help","surname":"Inventata"}})";
  const auto submitted = desk_.RunBare({"submit", "-", "--data", Under("town"), "--trust-clock"}, line + "\n");
  ASSERT_EQ(submitted.code, 0) << submitted.out << submitted.err;
  ::usleep(2'000'000);
  EXPECT_FALSE(follower.has_ended());
  kafka::CommandBroker("start 1");
  for (int i = 0; i < 120 && owed() != 0; ++i) ::usleep(500'000);
  EXPECT_EQ(owed(), 0);
  follower.Signal(SIGINT);
  EXPECT_EQ(follower.Wait().code, 130);
}

}  // namespace
}  // namespace fascicolo::program_test
