// Restoring a ledger whose machine is lost, and what is refused.
#include "connectors/program/backup/backup_kit.h"
#include "events/proof/checkpoint.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

class LostMachine : public BackedUp {
 protected:
  [[nodiscard]] std::string Caseload() const {
    auto answer = desk_.Run({"caseload", "--limit", "0", "--json"}).json();
    answer.erase("position");
    answer.erase("root");
    return answer.dump();
  }
  [[nodiscard]] bool LogSays(const std::string& text) const {
    return AllBytesUnder(desk_.data() / "ledger" / "segments").find(text) != std::string::npos;
  }
};

TEST_F(LostMachine, IsRestoredAndGoesOn) {
  Submit(1, 5);
  const auto before = Verified();
  const auto cases = Caseload();
  TakeBackup();
  LoseTheMachine();

  const auto ran = Restore();

  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto restored = ran.json();
  EXPECT_EQ(restored.at("old_root"), before.at("root"));
  EXPECT_EQ(restored.at("old_size"), before.at("position").get<int>() + 1);
  EXPECT_EQ(restored.at("lineage"), 1);
  EXPECT_EQ(restored.at("missing"), 0);
  EXPECT_EQ(Caseload(), cases);
  const auto after = Verified();
  EXPECT_EQ(after.at("lineage"), 1);
  EXPECT_EQ(after.at("position"), restored.at("position"));
  EXPECT_TRUE(LogSays(before.at("root"))) << "the commit that starts the lineage names the root before it";
  const auto person = desk_.Run({"people", "Inventata", "--names", "--json"}).json();
  EXPECT_EQ(person.at("people").size(), 5u) << "names open";
  Submit(1, 5);  // what was acknowledged is there: the same ids, the same answers
  EXPECT_EQ(Verified().at("position"), after.at("position").get<int>() + 1) << "a claim, and nothing twice";
  Submit(6, 7);
}

TEST_F(LostMachine, SaysWhereItIsToldToThatTheBackupHeld) {
  Submit(1, 2);
  TakeBackup();
  const auto told = desk_.root() / "told";
  const auto note = [&] { return nlohmann::json::parse(BytesOf(told / "restored.json")); };
  const Words tell{"--tell", told.string()};
  const auto check = [&](const std::string& clock) {
    return desk_.RunBare(And({"restore", "--from", folder().string(), "--check", "--test-clock", clock}, tell));
  };
  EXPECT_EQ(check("2026-03-02T09:00:00Z").code, 3) << "there is no such folder";
  std::filesystem::create_directory(told);
  // When a backup is checked, then that alone is said.
  ASSERT_EQ(check("2026-03-02T09:00:00Z").code, 0);
  EXPECT_EQ(note().at("checked").at("at"), "2026-03-02T09:00:00Z");
  EXPECT_EQ(note().at("checked").at("number"), 1);
  EXPECT_TRUE(note().at("restored").is_null());
  // When it is restored, that as well, and a later check leaves it.
  LoseTheMachine();
  ASSERT_EQ(Restore(tell).code, 0);
  EXPECT_EQ(note().at("restored").at("at"), "2026-03-02T08:00:00Z");
  ASSERT_EQ(check("2026-03-05T09:00:00Z").code, 0);
  EXPECT_EQ(note().at("checked").at("at"), "2026-03-05T09:00:00Z");
  EXPECT_EQ(note().at("restored").at("at"), "2026-03-02T08:00:00Z");
}

TEST_F(LostMachine, SaysNothingOfABackupThatDoesNotHoldOrWhoseVaultWasNotOpened) {
  Submit(1, 2);
  TakeBackup();
  const auto told = desk_.root() / "told";
  std::filesystem::create_directory(told);
  LoseTheMachine();
  ASSERT_EQ(Restore({"--new-vault", "--tell", told.string()}).code, 0);
  const auto note = nlohmann::json::parse(BytesOf(told / "restored.json"));
  EXPECT_TRUE(note.at("restored").is_null()) << "without the vault nothing is proven of it";
  std::filesystem::remove(told / "restored.json");
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder() / "vault")) std::ofstream(file.path()) << "broken";
  EXPECT_EQ(desk_.RunBare({"restore", "--from", folder().string(), "--check", "--tell", told.string()}).code, 3);
  EXPECT_FALSE(std::filesystem::exists(told / "restored.json"));
}

TEST_F(LostMachine, GoesOnBackingUpIntoTheSameFolder) {
  Submit(1, 3);
  TakeBackup();
  LoseTheMachine();
  ASSERT_EQ(Restore().code, 0);
  Submit(4, 6);
  const auto more = TakeBackup();
  EXPECT_EQ(more.at("root"), Verified().at("root"));
  EXPECT_EQ(more.at("lineage"), 1);
  EXPECT_LT(more.at("new_commits"), more.at("position"));
  LoseTheMachine();
  ASSERT_EQ(Restore().code, 0);
  EXPECT_EQ(Verified().at("lineage"), 2);
}

TEST_F(LostMachine, IsNotRestoredFromABackupThatIsOlderThanWhatSomebodyRead) {
  Submit(1, 3);
  TakeBackup();
  Submit(4, 6);
  const auto read = desk_.position();
  LoseTheMachine();

  const auto refused = Restore({"--ahead", std::to_string(read)});
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("3 commits would be lost"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("--accept-loss"), std::string::npos) << refused.err;
  EXPECT_FALSE(fs::exists(desk_.data()));

  const auto accepted = Restore({"--ahead", std::to_string(read), "--accept-loss", "carla.neri"});
  ASSERT_EQ(accepted.code, 0) << accepted.err;
  EXPECT_EQ(accepted.json().at("known_position"), read);
  EXPECT_TRUE(LogSays("loss_accepted_by"));
  EXPECT_TRUE(LogSays("carla.neri"));
  EXPECT_TRUE(LogSays("known_position"));
}

TEST_F(LostMachine, IsNotRestoredFromABackupThatIsOlderThanWhatSurvived) {
  Submit(1, 3);
  TakeBackup();
  Submit(4, 6);
  ASSERT_EQ(desk_.Run({"caseload"}).code, 0);
  const auto survived = desk_.root() / "survived";
  fs::rename(desk_.data(), survived);
  const auto by_log = Restore({"--ahead", survived.string()});
  EXPECT_EQ(by_log.code, 1) << by_log.err;
  fs::remove_all(survived / "ledger");
  const auto by_views = Restore({"--ahead", survived.string()});
  EXPECT_EQ(by_views.code, 1) << by_views.err;
  EXPECT_NE(by_views.err.find("views"), std::string::npos) << by_views.err;
  fs::remove_all(survived / "views");
  EXPECT_EQ(Restore({"--ahead", survived.string()}).code, 3) << "it knows nothing";
}

TEST_F(LostMachine, IsNotRestoredFromABackupThatASignedNoteSpeaksAgainst) {
  Submit(1, 3);
  const auto taken = TakeBackup();
  const auto size = taken.at("position").get<std::uint64_t>() + 1;
  Hash root;
  ASSERT_TRUE(FromHex(taken.at("root").get<std::string>(), root.bytes.data(), root.bytes.size()));
  LoseTheMachine();
  const auto against = [&](const std::string& origin, std::uint64_t noted, const Hash& hash) {
    const auto file = desk_.root() / "note";
    std::ofstream(file) << proof::Checkpoint{origin, noted, hash}.ToString();
    return Restore({"--against", file.string()});
  };
  const auto ahead = against("prova", size + 2, root);
  EXPECT_EQ(ahead.code, 1) << ahead.err;
  EXPECT_NE(ahead.err.find("2 commits would be lost"), std::string::npos) << ahead.err;
  Hash other = root;
  other.bytes[0] ^= 1;
  const auto forked = against("prova", size, other);
  EXPECT_EQ(forked.code, 3);
  EXPECT_NE(forked.err.find("another history"), std::string::npos) << forked.err;
  EXPECT_EQ(against("altro", size, root).code, 3) << "about another ledger";
  EXPECT_FALSE(fs::exists(desk_.data()));
  EXPECT_EQ(against("prova", size, root).code, 0);
}

TEST_F(LostMachine, WhatSurvivedIsAskedAsFarAsItCanBeRead) {
  Submit(1, 3);
  TakeBackup();
  Submit(4, 400);
  const auto survived = desk_.root() / "survived";
  fs::rename(desk_.data(), survived);
  fs::remove_all(survived / "views");
  const auto segment = survived / "ledger" / "segments" / "0000000000000000.seg";
  std::fstream bytes(segment, std::ios::in | std::ios::out | std::ios::binary);
  const std::string log = BytesOf(segment);
  bytes.seekp(static_cast<std::streamoff>(log.rfind("FREC") - 100));
  bytes << "a disk that is failing";
  bytes.close();
  const auto refused = Restore({"--ahead", survived.string()});
  EXPECT_EQ(refused.code, 1) << refused.err;
  fs::resize_file(survived / "ledger" / "segments" / "END", 100);
  const auto unread = Restore({"--ahead", survived.string()});
  EXPECT_EQ(unread.code, 3);
  EXPECT_NE(unread.err.find("name the position that you know of"), std::string::npos) << unread.err;
}

TEST_F(LostMachine, IsRestoredFromABackupThatReachesAsFarAsIsKnown) {
  Submit(1, 3);
  TakeBackup();
  const auto read = desk_.position();
  LoseTheMachine();
  EXPECT_EQ(Restore({"--ahead", std::to_string(read)}).code, 0);
}

TEST_F(LostMachine, RestoredTwiceFromOneBackupGoesAboveTheLineageThatSurvived) {
  Submit(1, 2);
  TakeBackup();
  LoseTheMachine();
  ASSERT_EQ(Restore().code, 0);
  Submit(3, 4);
  const auto survived = desk_.root() / "survived";
  fs::rename(desk_.data(), survived);
  const auto again = Restore({"--ahead", survived.string(), "--accept-loss", "carla.neri"});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.json().at("lineage"), 2) << "lineage 1 has events of its own";
}

TEST_F(LostMachine, IsNotRestoredByTheProcessThatWroteIt) {
  TakeBackup();
  LoseTheMachine();
  const auto ran = desk_.Run({"restore", "--from", folder().string(), "--master", master().string()});
  EXPECT_EQ(ran.code, 3) << "its events would get the ids of the lost ones";
  EXPECT_NE(ran.err.find("no lineage was started"), std::string::npos) << ran.err;
  EXPECT_FALSE(fs::exists(desk_.data()));
}

TEST_F(LostMachine, IsNotRestoredOverAnything) {
  TakeBackup();
  const auto ran = Restore();
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("move what is left there aside"), std::string::npos) << ran.err;
}

TEST_F(LostMachine, IsNotRestoredWithoutItsMasterKey) {
  Submit(1, 1);
  TakeBackup();
  LoseTheMachine();
  const auto without = desk_.Run({"restore", "--from", folder().string()});
  EXPECT_EQ(without.code, 2);
  EXPECT_NE(without.err.find("--master is missing"), std::string::npos) << without.err;
  std::ofstream(master()) << std::string(64, 'a') << "\n";
  const auto wrong = Restore();
  EXPECT_EQ(wrong.code, 3);
  EXPECT_NE(wrong.err.find("this master key does not open the vault"), std::string::npos) << wrong.err;
  EXPECT_FALSE(fs::exists(desk_.data()));
}

TEST_F(LostMachine, OpensWithAnOlderCopyOfTheVaultWhatThatKnowsAndSaysWhoseIsMissing) {
  Submit(1, 1);
  TakeBackup();
  const fs::path old = desk_.root() / "old.keys";
  for (const auto& entry : fs::directory_iterator(folder() / "vault")) fs::copy_file(entry.path(), old);
  Submit(2, 9);  // more than the keys that were made in advance
  Submit(10, 12);
  TakeBackup({"--vault-keep", "0"});
  fs::remove_all(folder() / "vault");
  LoseTheMachine();

  const auto gone = Restore();
  EXPECT_EQ(gone.code, 3);
  EXPECT_NE(gone.err.find("--vault FILE"), std::string::npos) << gone.err;
  const auto ran = Restore({"--vault", old.string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json().at("keys"), 24);
  EXPECT_GT(ran.json().at("missing"), 0);
  EXPECT_LT(ran.json().at("missing"), 24);
  EXPECT_EQ(ran.json().at("missing_subjects").size(), ran.json().at("missing").get<std::size_t>());
  EXPECT_EQ(desk_.Run({"vault"}).code, 1);
  Submit(13, 13);
}

TEST_F(LostMachine, GoesOnWithoutAnyVaultAndEverythingSealedStaysClosed) {
  Submit(1, 2);
  TakeBackup();
  fs::remove_all(folder() / "vault");
  LoseTheMachine();
  const auto ran = Restore({"--new-vault"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json().at("missing"), 4);
  const auto cases = desk_.Run({"caseload", "--json"}).json().at("cases");
  const auto told = desk_.Run({"history", cases.at(0).at("case").get<std::string>(), "--json"});
  EXPECT_EQ(told.code, 0);
  EXPECT_EQ(told.out.find("Vive sola."), std::string::npos);
  Submit(3, 3);
  EXPECT_EQ(desk_.Run({"verify"}).code, 0);
}

TEST_F(LostMachine, AVaultAloneIsPutBack) {
  Submit(1, 2);
  TakeBackup();
  const Words again{"restore", "--from", folder().string(), "--vault-only", "--json"};
  const auto there = desk_.Run(again);
  EXPECT_EQ(there.code, 3) << "nothing is put over one that is there";
  fs::remove_all(desk_.data() / "vault");
  ASSERT_EQ(desk_.Run({"caseload"}).code, 3);

  const auto ran = desk_.Run(again);

  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json().at("missing"), 0);
  EXPECT_EQ(desk_.Run({"vault"}).code, 0);
  Submit(3, 3);
}

}  // namespace
}  // namespace fascicolo::program_test
