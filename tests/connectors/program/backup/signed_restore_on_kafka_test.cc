// What was signed of a ledger in a topic, in a backup and after a restoring. Key and notes stand beside the master key's file.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "connectors/kafka/broker.h"
#include "connectors/kafka/heartbeats.h"
#include "connectors/kafka/key_topic.h"
#include "connectors/kafka/topic.h"
#include "connectors/program/backup/backup_kit.h"
#include "events/acceptance.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

class LostTopicThatSigned : public testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    Submit(1, 3);
    fs::copy_file(Under("key"), Under("master"));
  }
  [[nodiscard]] fs::path Under(const std::string& name) const { return desk_.root() / name; }
  [[nodiscard]] Ran Bare(const Words& words) const { return desk_.RunBare(And(words, desk_.place().Words())); }
  [[nodiscard]] nlohmann::json Done(const Words& words) const {
    const auto ran = Bare(And(words, {"--json"}));
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
  }
  void Submit(int from, int to) const { ASSERT_EQ(desk_.Run({"submit", "-"}, ContactLines(from, to)).code, 0); }
  [[nodiscard]] nlohmann::json Signed() const { return Done({"checkpoint", "--trust-clock"}); }
  void TakeBackup() const { (void)Done({"backup", "--to", Under("backup").string()}); }
  [[nodiscard]] Ran Restore(const Words& more = {}) const {
    return Bare(And({"restore", "--from", Under("backup").string(), "--master", Under("master").string(), "--trust-clock",
                     "--json"},
                    more));
  }
  /// The brokers' disks, and the node's cache; the machine with the key stands.
  void LoseTheBrokers() const {
    const LedgerId id = events::LedgerIdOf(ValueOf(desk_.place().Words(), "--authority"));
    for (const auto& topic : {kafka::TopicOf(id), kafka::HeartbeatTopicOf(id), kafka::VaultTopicOf(id)}) {
      kafka::TopicUnderTest(id, topic).Delete();
    }
    fs::remove_all(desk_.data());
  }
  void LoseTheMachine() const {
    for (const char* name : {"key", "key.signing-key", "key.signed", "key.witnesses"}) fs::remove_all(Under(name));
  }
  [[nodiscard]] std::string WhyPutAside() const {
    for (const auto& entry : fs::directory_iterator(desk_.root())) {
      if (entry.path().filename().string().starts_with("key.signed.lost-")) return BytesOf(entry.path() / "why");
    }
    return {};
  }
  void ExpectRefusedUntilSomebodyAnswersForTheLoss(const std::string& known_by, const std::string& key_before) const {
    const auto refused = Restore();
    EXPECT_EQ(refused.code, 1) << refused.err;
    EXPECT_NE(refused.err.find(known_by), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("2 commits would be lost"), std::string::npos) << refused.err;
    EXPECT_EQ(Bare({"caseload"}).code, 3) << "no ledger was made";

    const auto accepted = Restore({"--accept-loss", "carla.neri"});
    ASSERT_EQ(accepted.code, 0) << accepted.err;
    EXPECT_FALSE(accepted.json().at("signs_on"));
    EXPECT_NE(WhyPutAside().find("carla.neri answers for what is lost"), std::string::npos);
    EXPECT_NE(Signed().at("key"), key_before) << "what the old key signed stays true of the lost commits";
  }
  Desk desk_;
};

TEST_F(LostTopicThatSigned, GoesOnSigningTheSameHistoryByTheSameKey) {
  std::ofstream(Under("key.witnesses")) << "quorum none\n";
  const auto before = Signed();
  std::ofstream(Under("kept")) << before.at("note").get<std::string>();
  TakeBackup();
  EXPECT_NE(AllBytesUnder(Under("backup") / "signing").find("PRIVATE+KEY+"), std::string::npos);
  LoseTheBrokers();
  LoseTheMachine();

  const auto restored = Restore();

  ASSERT_EQ(restored.code, 0) << restored.err;
  EXPECT_TRUE(restored.json().at("signs_on"));
  EXPECT_EQ(BytesOf(Under("key.witnesses")), "quorum none\n");
  EXPECT_EQ(fs::status(Under("key.signing-key")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const auto after = Signed();
  EXPECT_EQ(after.at("key"), before.at("key"));
  EXPECT_GT(after.at("size"), before.at("size"));
  EXPECT_EQ(Done({"verify", "--quick", "--against", Under("kept").string()}).at("problems_in_all"), 0);
}

TEST_F(LostTopicThatSigned, IsNotRestoredWhereANoteBesideTheKeyIsAhead) {
  TakeBackup();
  Submit(4, 5);
  const auto before = Signed();
  LoseTheBrokers();
  ExpectRefusedUntilSomebodyAnswersForTheLoss("key.signed", before.at("key"));
}

TEST_F(LostTopicThatSigned, IsNotRestoredFromABackupWhoseOwnNoteIsAheadOfItsLog) {
  ASSERT_EQ(Bare({"copy", "--from", "kafka", "--to", Under("older").string()}).code, 0);
  Submit(4, 5);
  const auto before = Signed();
  LoseTheBrokers();
  ASSERT_EQ(Bare({"copy", "--from", Under("older").string(), "--to", "kafka"}).code, 0);
  TakeBackup();
  LoseTheBrokers();
  LoseTheMachine();
  ExpectRefusedUntilSomebodyAnswersForTheLoss("the checkpoint that the backup has", before.at("key"));
}

}  // namespace
}  // namespace fascicolo::program_test
