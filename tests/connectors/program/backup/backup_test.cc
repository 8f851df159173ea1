// Backups as the office takes them.
#include "connectors/program/backup/backup_kit.h"

#include <set>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

class BackupOfAnOffice : public BackedUp {};

/// The manifest's own list of what counts, with how many bytes of it.
std::vector<std::pair<fs::path, std::uint64_t>> NamedFiles(const fs::path& folder) {
  const auto manifest = nlohmann::json::parse(BytesOf(folder / "manifest.json"));
  std::vector<std::pair<fs::path, std::uint64_t>> files;
  const auto add = [&](const nlohmann::json& file) {
    files.emplace_back(folder / file.at("file").get<std::string>(), file.at("bytes").get<std::uint64_t>());
  };
  for (const auto& segment : manifest.at("log").at("segments")) add(segment);
  add(manifest.at("vault"));
  add(manifest.at("catalogue"));
  if (!manifest.at("signing").is_null()) add(manifest.at("signing"));
  files.emplace_back(folder / "manifest.json", BytesOf(folder / "manifest.json").size() - 1);  // the line's end says nothing
  return files;
}

void FlipBit(const fs::path& file, std::uint64_t byte, int bit) {
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekg(static_cast<std::streamoff>(byte));
  const int was = bytes.get();
  bytes.seekp(static_cast<std::streamoff>(byte));
  bytes.put(static_cast<char>(was ^ (1 << bit)));
}

TEST_F(BackupOfAnOffice, SaysWhereTheLedgerStandsAndAddsOnlyWhatIsNew) {
  Submit(1, 5);
  const auto before = Verified();
  const auto first = TakeBackup();
  EXPECT_EQ(first.at("position"), before.at("position"));
  EXPECT_EQ(first.at("root"), before.at("root"));
  EXPECT_EQ(first.at("new_commits"), before.at("position").get<int>() + 1);

  EXPECT_EQ(TakeBackup().at("new_commits"), 0);
  Submit(6, 8);
  const auto more = TakeBackup();
  EXPECT_EQ(more.at("new_commits"), desk_.position() - before.at("position").get<std::uint64_t>());
  EXPECT_EQ(more.at("root"), Verified().at("root"));
  EXPECT_EQ(Check().code, 0);
}

TEST_F(BackupOfAnOffice, IsTakenWhileTheLedgerIsWritten) {
  const Desk other;
  std::set<std::uint64_t> positions;
  const auto writer = desk_.Start({"submit", "-", "--data", desk_.data().string(), "--trust-clock"}, ContactLines(1, 20'000));
  do {
    const auto ran = other.RunBare({"backup", "--data", desk_.data().string(), "--to", folder().string(), "--json"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    positions.insert(ran.json().at("position").get<std::uint64_t>());
    const auto checked = other.RunBare({"restore", "--from", folder().string(), "--check"});
    ASSERT_EQ(checked.code, 0) << checked.err;
  } while (!writer.has_ended());
  ASSERT_EQ(writer.Wait().code, 0);
  EXPECT_GT(positions.size(), 1u) << "the ledger did not move on";
}

TEST_F(BackupOfAnOffice, HoldsNeitherTheMasterKeyNorAnyText) {
  Submit(1, 3);
  TakeBackup();
  const std::string all = AllBytesUnder(folder());
  std::string key = BytesOf(master());
  key.resize(64);
  ASSERT_NE(all.find("anna.rossi"), std::string::npos) << "or this test sees nothing";
  for (const std::string& secret : {key, std::string("Inventata"), std::string("Vive sola.")}) {
    EXPECT_EQ(all.find(secret), std::string::npos) << secret;
  }
  EXPECT_EQ(fs::status(folder() / "vault").permissions() & fs::perms::others_all, fs::perms::none);
}

TEST_F(BackupOfAnOffice, EveryFlippedBitIsFoundBeforeAnythingIsRestored) {
  Submit(1, 3);
  ASSERT_EQ(desk_.Run({"checkpoint"}).code, 0);
  TakeBackup();
  ASSERT_EQ(Check().code, 0);
  for (const auto& [file, bytes] : NamedFiles(folder())) {
    for (const std::uint64_t at : {std::uint64_t{0}, bytes / 3, bytes / 2, bytes - 1}) {
      FlipBit(file, at, static_cast<int>(at % 8));
      const auto found = Check();
      EXPECT_EQ(found.code, 3) << file << " byte " << at << found.out;
      FlipBit(file, at, static_cast<int>(at % 8));
    }
  }
  EXPECT_EQ(Check().code, 0);
}

TEST_F(BackupOfAnOffice, IsNotContinuedOverDamage) {
  Submit(1, 3);
  TakeBackup();
  const auto [segment, bytes] = NamedFiles(folder()).front();
  FlipBit(segment, bytes / 2, 3);
  const auto ran = Backup();
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("begin another in a new folder"), std::string::npos) << ran.err;
}

TEST_F(BackupOfAnOffice, GoesIntoAFolderOfItsOwnAndNotOnTheLedgersDisk) {
  EXPECT_EQ(desk_.Run({"backup", "--to", (desk_.data() / "backup").string()}).code, 2);
  const auto over = desk_.Run({"backup", "--to", desk_.root().string()});
  EXPECT_EQ(over.code, 3);
  EXPECT_NE(over.err.find("a folder of its own"), std::string::npos) << over.err;

  TakeBackup();
  const Desk other;
  ASSERT_EQ(other.Run({"init", "--name", "Altro Comune", "--origin", "altro"}).code, 0);
  const auto mixed = other.Run({"backup", "--to", folder().string()});
  EXPECT_EQ(mixed.code, 3);
  EXPECT_NE(mixed.err.find("of another ledger"), std::string::npos) << mixed.err;
}

TEST_F(BackupOfAnOffice, IsNotTakenOfALedgerThatWasPutBackFromAnOlderCopy) {
  Submit(1, 2);
  fs::copy(desk_.data(), desk_.root() / "old", fs::copy_options::recursive);
  Submit(3, 4);
  const auto newer = TakeBackup();
  LoseTheMachine();
  fs::rename(desk_.root() / "old", desk_.data());

  const auto ran = Backup();
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("put back from an older copy"), std::string::npos) << ran.err;
  EXPECT_EQ(Check().json().at("root"), newer.at("root")) << "the newer backup stays as it was";
}

TEST_F(BackupOfAnOffice, KeepsCopiesOfTheVaultNoLongerThanIsSaid) {
  TakeBackup();
  desk_.SetClock("2026-03-20T08:00:00Z");
  TakeBackup();
  desk_.SetClock("2026-04-10T08:00:00Z");
  const auto reminded = TakeBackup();
  EXPECT_EQ(reminded.at("vault_copies_removed"), 0);
  ASSERT_EQ(reminded.at("vault_copies_too_old").size(), 1u) << "that of 2 March";
  const auto kept = TakeBackup({"--vault-keep", "30"});
  EXPECT_EQ(kept.at("vault_copies_removed"), 1);
  EXPECT_TRUE(kept.at("vault_copies_too_old").empty());
  EXPECT_EQ(TakeBackup({"--vault-keep", "0"}).at("vault_copies_removed"), 3) << "all but the newest";
  EXPECT_EQ(Check().code, 0);
  EXPECT_EQ(Backup({"--vault-keep", "31"}).code, 2);
}

}  // namespace
}  // namespace fascicolo::program_test
