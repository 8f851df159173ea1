// Backups of a ledger in a topic, restored into a directory, and the other way round; and copies of a whole town.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <random>
#include <set>
#include <unistd.h>

#include "connectors/kafka/broker.h"
#include "connectors/kafka/cluster.h"
#include "connectors/kafka/key_topic.h"
#include "connectors/kafka/topic.h"
#include "connectors/program/backup/backup_kit.h"
#include "events/acceptance.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

class BackupOnKafka : public testing::Test {
 protected:
  [[nodiscard]] fs::path Under(const char* name) const { return desk_.root() / name; }
  [[nodiscard]] std::string origin() const { return ValueOf(desk_.place().Words(), "--authority"); }
  [[nodiscard]] Words Directory(const char* name) const { return {"--data", Under(name).string()}; }
  [[nodiscard]] Words Topic() const { return desk_.place().Words(); }
  [[nodiscard]] Ran Bare(const Words& words, const Words& place) const { return desk_.RunBare(And(words, place)); }
  [[nodiscard]] Words BackupWords() const { return {"backup", "--to", Under("backup").string(), "--json"}; }
  [[nodiscard]] Words RestoreWords(const Words& more = {}) const {
    return And({"restore", "--from", Under("backup").string(), "--master", Under("master").string(), "--trust-clock", "--json"},
               more);
  }
  nlohmann::json Verified(const Words& place) const {
    const auto ran = Bare({"verify", "--json"}, place);
    EXPECT_EQ(ran.code, 0) << ran.err << ran.out;
    return ran.json();
  }
  /// An embedded ledger of the topic's origin, with contacts.
  void MakeDirectory(const char* name, int contacts) const {
    const auto made = Bare({"init", "--name", "Comune di Prova", "--with-catalogue", "--origin", origin()}, Directory(name));
    ASSERT_EQ(made.code, 0) << made.err;
    ASSERT_EQ(desk_.RunBare(And({"submit", "-"}, Directory(name)), ContactLines(1, contacts)).code, 0);
    fs::copy_file(Under(name) / "key", Under("master"));
  }
  Desk desk_;
};

TEST_F(BackupOnKafka, OfATopicIsRestoredIntoADirectory) {
  desk_.Init();
  ASSERT_EQ(desk_.Run({"submit", "-"}, ContactLines(1, 5)).code, 0);
  fs::copy_file(Under("key"), Under("master"));
  const auto before = Verified(Topic());
  const auto taken = desk_.Run(BackupWords());
  ASSERT_EQ(taken.code, 0) << taken.err;
  EXPECT_EQ(taken.json().at("root"), before.at("root"));

  const auto restored = Bare(RestoreWords(), Directory("restored"));

  ASSERT_EQ(restored.code, 0) << restored.err;
  EXPECT_EQ(restored.json().at("old_root"), before.at("root"));
  EXPECT_EQ(restored.json().at("missing"), 0);
  EXPECT_EQ(Verified(Directory("restored")).at("lineage"), 1);
  const auto again = desk_.RunBare(And({"submit", "-", "--trust-clock"}, Directory("restored")), ContactLines(1, 6));
  EXPECT_EQ(again.code, 0) << again.err;
}

TEST_F(BackupOnKafka, OfADirectoryIsRestoredIntoATopic) {
  MakeDirectory("embedded", 5);
  const auto before = Verified(Directory("embedded"));
  ASSERT_EQ(Bare(BackupWords(), Directory("embedded")).code, 0);

  const auto restored = Bare(RestoreWords(), Topic());

  ASSERT_EQ(restored.code, 0) << restored.err;
  EXPECT_EQ(restored.json().at("old_root"), before.at("root"));
  EXPECT_EQ(Verified(Topic()).at("lineage"), 1);
  const auto over = Bare(RestoreWords(), Topic());
  EXPECT_EQ(over.code, 3);
  EXPECT_NE(over.err.find("was restored already"), std::string::npos) << over.err;
  const auto more = Bare(BackupWords(), Topic());
  ASSERT_EQ(more.code, 0) << more.err;
  EXPECT_EQ(more.json().at("root"), Verified(Topic()).at("root")) << "the same folder goes on with the restored ledger";
}

TEST_F(BackupOnKafka, IsTakenWhileANodeWritesAndAddsWhatIsNew) {
  ASSERT_EQ(Bare({"init", "--name", "Comune di Prova"}, Topic()).code, 0);
  const Desk other;
  std::set<std::uint64_t> positions;
  const auto writer = desk_.Start(And({"submit", "-"}, Topic()), ContactLines(1, 10'000));
  do {
    const auto ran = other.RunBare(And(BackupWords(), Topic()));
    ASSERT_EQ(ran.code, 0) << ran.err;
    positions.insert(ran.json().at("position").get<std::uint64_t>());
    ASSERT_EQ(other.RunBare({"restore", "--from", Under("backup").string(), "--check"}).code, 0);
  } while (!writer.has_ended());
  ASSERT_EQ(writer.Wait().code, 0);
  EXPECT_GT(positions.size(), 1u) << "the log did not move on";
  const auto last = Bare(BackupWords(), Topic());
  EXPECT_EQ(last.json().at("root"), Verified(Topic()).at("root"));
}

TEST_F(BackupOnKafka, IsNotRestoredWhereANodesCacheIsAhead) {
  MakeDirectory("embedded", 3);
  ASSERT_EQ(Bare(BackupWords(), Directory("embedded")).code, 0);
  ASSERT_EQ(desk_.RunBare(And({"submit", "-"}, Directory("embedded")), ContactLines(4, 6)).code, 0);
  ASSERT_EQ(Bare({"caseload"}, Directory("embedded")).code, 0);
  fs::create_directories(Under("data"));
  fs::rename(Under("embedded") / "views", Under("data") / "views");
  const auto refused = Bare(RestoreWords(), Topic());
  EXPECT_EQ(refused.code, 1) << refused.err;
  const auto accepted = Bare(RestoreWords({"--accept-loss", "carla.neri"}), Topic());
  EXPECT_EQ(accepted.code, 0) << accepted.err;
  EXPECT_EQ(Verified(Topic()).at("problems").size(), 0u);
}

TEST_F(BackupOnKafka, ARestoringThatWasKilledGoesOn) {
  MakeDirectory("embedded", 3'000);
  const auto root = Verified(Directory("embedded")).at("root");
  ASSERT_EQ(Bare(BackupWords(), Directory("embedded")).code, 0);
  const auto seed = std::random_device()();
  std::printf("seed %u\n", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 6; ++round) {
    const auto restore = desk_.Start(And(RestoreWords(), Topic()));
    ::usleep(static_cast<useconds_t>(random() % 1'500'000));
    restore.Signal(SIGKILL);
    (void)restore.Wait();
  }
  const auto last = Bare(RestoreWords(), Topic());
  const bool was_done = last.code == 3 && last.err.find("was restored already") != std::string::npos;
  ASSERT_TRUE(last.code == 0 || was_done) << last.err;
  const auto verified = Verified(Topic());
  EXPECT_EQ(verified.at("lineage"), 1);
  const auto again = desk_.RunBare(And({"submit", "-", "--trust-clock"}, Topic()), ContactLines(1, 3'000));
  EXPECT_EQ(again.code, 0) << again.err;
  for (const auto& line : again.lines()) EXPECT_LE(line.at("position"), 3'000 + 200) << "what was there is not done twice";
}

TEST_F(BackupOnKafka, AVaultTopicThatIsLostIsPutBack) {
  desk_.Init();
  ASSERT_EQ(desk_.Run({"submit", "-"}, ContactLines(1, 2)).code, 0);
  ASSERT_EQ(desk_.Run(BackupWords()).code, 0);
  const Words put_back{"restore", "--from", Under("backup").string(), "--vault-only", "--json"};
  EXPECT_EQ(Bare(put_back, Topic()).code, 3) << "nothing is put over one that is there";
  const LedgerId id = events::LedgerIdOf(origin());
  kafka::TopicUnderTest(id, kafka::VaultTopicOf(id)).Delete();
  ASSERT_EQ(Bare({"vault"}, Topic()).code, 3);
  const auto ran = Bare(put_back, Topic());
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json().at("missing"), 0);
  EXPECT_EQ(Bare({"vault"}, Topic()).code, 0);
}

TEST_F(BackupOnKafka, ATownIsCopiedThereAndBackWithTheSameRootDigestsAndNames) {
  const std::string name = "simulated/500-1-5";
  const Words on_kafka = With(Topic(), "--authority", name);
  const LedgerId id = events::LedgerIdOf(name);
  const kafka::TopicUnderTest ledger(id, kafka::TopicOf(id));
  const kafka::TopicUnderTest keys(id, kafka::VaultTopicOf(id));
  const kafka::TopicUnderTest mark(id, kafka::CopyMarkOf(id, Lineage{0}));
  const kafka::TopicUnderTest promoted_mark(id, kafka::CopyMarkOf(id, Lineage{1}));
  ASSERT_EQ(Bare({"simulate", "--inhabitants", "500", "--years", "1", "--seed", "5"}, Directory("town")).code, 0);
  const auto town = Bare({"verify", "--json"}, Directory("town"));
  ASSERT_EQ(town.code, 0) << town.err;

  const auto there = Bare({"copy", "--from", Under("town").string(), "--to", "kafka"}, on_kafka);
  ASSERT_EQ(there.code, 0) << there.err;
  EXPECT_EQ(Bare({"verify", "--json"}, on_kafka).out, town.out);
  const auto back = Bare({"copy", "--from", "kafka", "--to", Under("back").string()}, on_kafka);
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(Bare({"verify", "--json"}, Directory("back")).out, town.out);
  const Words search{"people", "rossi", "--names", "--json"};
  EXPECT_EQ(Bare(search, Directory("back")).out, Bare(search, Directory("town")).out);

  const auto promoted = Bare({"promote", "--trust-clock"}, on_kafka);
  ASSERT_EQ(promoted.code, 0) << promoted.err;
  const auto again = Bare({"copy", "--from", "kafka", "--to", Under("third").string(), "--json"}, on_kafka);
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.json().at("root"), Verified(on_kafka).at("root"));
  EXPECT_EQ(Verified(Directory("third")).at("lineage"), 1);
}

}  // namespace
}  // namespace fascicolo::program_test
