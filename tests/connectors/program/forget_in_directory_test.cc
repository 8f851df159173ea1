// What an erasure leaves in the files of an authority's directory, and what older copies of its vault can do.
#include "connectors/program/rights_desk.h"

#include "events/acceptance.h"
#include "events/vault/master.h"
#include "events/vault/row_key_store.h"
#include "events/vault/vault.h"

#include <fstream>
#include <iterator>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

class ForgettingOnDisk : public RightsDesk {
 protected:
  [[nodiscard]] fs::path Vault() const { return desk_.data() / "vault"; }
  [[nodiscard]] std::string Origin() const {
    std::ifstream file(desk_.data() / "authority.json");
    return nlohmann::json::parse(file).at("origin").get<std::string>();
  }
  [[nodiscard]] Result<vault::Vault> OpenVault(const fs::path& dir) const {
    const auto master = vault::ReadMaster(desk_.data() / "key", {});
    auto store = vault::RowKeyStore::InDirectory(dir, false);
    EXPECT_TRUE(master && store);
    return vault::Vault::Open(std::move(store).value(), *master, events::LedgerIdOf(Origin()));
  }
  /// The erased keys as the certificate names them.
  std::vector<KeyId> ErasedKeys() const {
    const std::string name = (desk_.root() / "certificate").string();
    EXPECT_EQ(Forget("a1", {"--certificate", name}).code, 0);
    std::ifstream file(name + ".json");
    std::vector<KeyId> keys;
    const auto certificate = nlohmann::json::parse(file);
    for (const auto& one : certificate.at("keys")) {
      keys.push_back(IdFromText<KeyId>(one.at("key").get<std::string>()).value());
    }
    return keys;
  }
  [[nodiscard]] std::string AllFiles() const {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(desk_.data())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
  }
  void CopyVault(const fs::path& to) const { fs::copy(Vault(), to, fs::copy_options::recursive); }
};

TEST_F(ForgettingOnDisk, LeavesNoKeyInAnyFile) {
  const fs::path copy = desk_.root() / "vault-before";
  CopyVault(copy);
  Erase("a1");
  const auto keys = ErasedKeys();
  ASSERT_EQ(keys.size(), 2U);
  auto store = vault::RowKeyStore::InDirectory(copy, false);
  ASSERT_TRUE(store.ok());
  const std::string files = AllFiles();
  for (const KeyId& key : keys) {
    const auto wrapped = (*store)->Find({vault::RecordKind::kSubject, key});
    ASSERT_TRUE(wrapped.ok() && wrapped->has_value()) << "else this test sees nothing";
    const std::string bytes((*wrapped)->end() - 64, (*wrapped)->end());
    EXPECT_EQ(files.find(bytes), std::string::npos);
  }
  for (const char* text : {"Inventata", "Storia di"}) EXPECT_EQ(files.find(text), std::string::npos) << text;
}

TEST_F(ForgettingOnDisk, AnOlderVaultThatIsPutBackRevivesNobody) {
  const fs::path copy = desk_.root() / "vault-before";
  CopyVault(copy);
  Erase("a1");
  const auto keys = ErasedKeys();
  fs::remove_all(Vault());
  fs::copy(copy, Vault(), fs::copy_options::recursive);
  EXPECT_EQ(History("a1").find("Inventata"), std::string::npos);
  EXPECT_NE(History("a2").find("Storia di Meravigli"), std::string::npos);
  auto before = OpenVault(copy);
  auto after = OpenVault(Vault());
  ASSERT_TRUE(before.ok() && after.ok());
  for (const KeyId& key : keys) {
    EXPECT_TRUE(before->Find(key).ok()) << "else this test sees nothing";
    EXPECT_FALSE(after->Find(key).ok());
  }
}

TEST_F(ForgettingOnDisk, AnOldCopyOfTheVaultIsNotOpenedByANewMasterKey) {
  const fs::path copy = desk_.root() / "vault-before";
  CopyVault(copy);
  Erase("a1");
  const auto keys = ErasedKeys();
  {
    auto old_vault = OpenVault(copy);
    ASSERT_TRUE(old_vault.ok());
    EXPECT_TRUE(old_vault->Find(keys.at(0)).ok()) << "why copies must not be kept longer than erased is to mean erased";
  }
  ASSERT_EQ(desk_.Run({"vault", "--rotate"}).code, 0);
  ASSERT_EQ(desk_.Run({"vault", "--new-key"}).code, 0);
  EXPECT_FALSE(OpenVault(copy).ok());
  EXPECT_NE(History("a2").find("Storia di Meravigli"), std::string::npos);
}

TEST_F(ForgettingOnDisk, AnIndexOfIdentitiesThatWasThereForgetsThePersonAtOnce) {
  ASSERT_EQ(Found("inventata"), 1U);
  const std::string person = Json({"people", "inventata"}).at("people").at(0).at("person");
  Erase("a1");
  std::string files;
  for (const auto& entry : fs::recursive_directory_iterator(desk_.data() / "identities")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files.append(std::istreambuf_iterator<char>(file), {});
  }
  const auto id = IdFromText<EntityId>(person).value();
  EXPECT_EQ(files.find(std::string(id.bytes.begin(), id.bytes.end())), std::string::npos);
}

TEST_F(ForgettingOnDisk, TheDayOfBirthLeadsToNobodyEither) {
  Submit(About("c1", "a1", R"("type":"CorrectPerson","reason":"registry","surname":"Inventata","born":"1980-03-31")"));
  ASSERT_EQ(Found("1980-03-31"), 1U);
  Erase("a1");
  EXPECT_EQ(Found("1980-03-31"), 0U);
  EXPECT_EQ(Json({"people", "1980-03-31", "--again"}).at("people").size(), 0U) << "nor in an index that is made anew";
}

}  // namespace
}  // namespace fascicolo::program_test
