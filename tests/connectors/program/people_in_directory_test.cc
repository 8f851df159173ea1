// What becomes of the index when keys are erased, and what its files hold.
#include "connectors/program/people/identities.h"
#include "connectors/program/program.h"
#include "engine/identity/features.h"
#include "events/acceptance.h"
#include "events/store/rocks_rows.h"
#include "events/vault/master.h"
#include "events/vault/row_key_store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

std::string Contact(const std::string& id, const std::string& surname) {
  return R"({"id":"000000000000000000000000000000)" + id +
         R"(","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly",)"
         R"("reason":"home_help","name":"Fiordaliso","surname":")" +
         surname + "\"}}\n";
}

class PeopleOnDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    ASSERT_EQ(desk_.Run({"submit", "-"}, Contact("a1", "Inventata") + Contact("a2", "Meravigli")).code, 0);
    const auto found = Search("inventata");
    ASSERT_EQ(found.at("people").size(), 1U);
    ASSERT_TRUE(FromHex(found.at("people")[0].at("person").get<std::string>(), person_.bytes.data(), person_.bytes.size()));
  }
  nlohmann::json Search(const std::string& surname, const char* more = "--json") {
    const auto ran = desk_.Run({"people", "--surname", surname, "--json", more});
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
  }
  [[nodiscard]] std::string Origin() const {
    std::ifstream file(desk_.data() / "authority.json");
    return nlohmann::json::parse(file).at("origin").get<std::string>();
  }
  Result<vault::Vault> OpenVault() const {
    const auto master = vault::ReadMaster(desk_.data() / "key", {});
    auto store = vault::RowKeyStore::InDirectory(desk_.data() / "vault", false);
    EXPECT_TRUE(master && store);
    return vault::Vault::Open(std::move(store).value(), *master, events::LedgerIdOf(Origin()));
  }
  /// Erases the keys of the person, as an erasure does on another node; what the index knew.
  vault::KnownSubject EraseKeys() {
    auto vault = OpenVault();
    EXPECT_TRUE(vault.ok());
    const auto identities = program::Identities::Open(desk_.data(), Origin(), *vault);
    EXPECT_TRUE(identities.ok());
    const auto known = (*identities)->index().Find(person_);
    EXPECT_TRUE(known.has_value());
    EXPECT_TRUE(vault->Erase(known->keys).ok());
    return *known;
  }
  [[nodiscard]] std::string FilesOfTheIndex() const {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(desk_.data() / "identities")) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
  }
  template <class Bytes>
  static bool Holds(const std::string& files, const Bytes& named) {
    return files.find(std::string(named.bytes.begin(), named.bytes.end())) != std::string::npos;
  }

  Desk desk_;
  EntityId person_;
};

TEST_F(PeopleOnDisk, WhoWereErasedAreNotFoundAndLeaveNothingInTheFiles) {
  const auto known = EraseKeys();
  ASSERT_EQ(known.keys.size(), 1U);
  ASSERT_TRUE(Holds(FilesOfTheIndex(), person_)) << "else this test sees nothing";

  EXPECT_EQ(Search("inventata").at("people").size(), 0U);

  const std::string files = FilesOfTheIndex();
  EXPECT_FALSE(Holds(files, person_));
  for (const auto& aspect : known.forms.at(0).tokens) {
    // The name is the other person's too; the surname is nobody else's.
    if (vault::FieldOf(aspect.aspect) != static_cast<std::uint8_t>(engine::IdentityField::kBothNames)) continue;
    for (const auto& token : aspect.tokens) EXPECT_FALSE(Holds(files, token));
  }
  EXPECT_EQ(Search("meravigli").at("people").size(), 1U) << "nobody else is forgotten";
}

TEST_F(PeopleOnDisk, WhoWereErasedAreForgottenByARotationToo) {
  EraseKeys();
  ASSERT_TRUE(Holds(FilesOfTheIndex(), person_)) << "nobody has searched since";
  // The erased key is missing, which the answer says by its exit code.
  EXPECT_EQ(desk_.Run({"vault", "--rotate"}).code, 1);
  EXPECT_FALSE(Holds(FilesOfTheIndex(), person_));
  EXPECT_EQ(Search("meravigli").at("people").size(), 1U);
}

TEST_F(PeopleOnDisk, WhoWereErasedAreSkippedAndCountedWhenTheIndexIsMadeAnew) {
  EXPECT_EQ(Search("inventata").at("closed"), 0);
  EraseKeys();
  const auto found = Search("inventata", "--again");
  EXPECT_EQ(found.at("people").size(), 0U);
  EXPECT_EQ(found.at("closed"), 2) << "surname and name";
  EXPECT_EQ(Search("meravigli").at("closed"), 2) << "still known";
  const auto said = desk_.Run({"people", "meravigli"});
  EXPECT_NE(said.err.find("2 texts of persons cannot be opened any more"), std::string::npos) << said.err;
}

TEST_F(PeopleOnDisk, OfADamagedIndexAreFoundFromOneThatIsMadeAnew) {
  for (const auto& entry : fs::directory_iterator(desk_.data() / "identities")) {
    if (entry.path().extension() == ".sst") std::ofstream(entry.path(), std::ios::trunc) << "damaged";
  }
  EXPECT_EQ(Search("inventata").at("people").size(), 1U);
  for (const auto& entry : fs::directory_iterator(desk_.data())) {
    EXPECT_EQ(entry.path().string().find("identities.damaged"), std::string::npos);
  }
}

TEST_F(PeopleOnDisk, OfAnotherLedgersIndexAreNotFound) {
  const Desk other;
  const std::string data = other.data().string();
  ASSERT_EQ(other.RunBare({"init", "--data", data, "--name", "Altrove"}).code, 0);
  fs::copy(desk_.data() / "identities", other.data() / "identities", fs::copy_options::recursive);
  const auto ran = other.RunBare({"people", "inventata", "--json", "--data", data});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json().at("people").size(), 0U);
}

TEST_F(PeopleOnDisk, OfAnIndexThatIsAheadOfItsLedgerAreFoundWhenItIsMadeAnew) {
  Desk earlier;  // the same ledger, as it was
  earlier.Init();
  fs::copy(desk_.data() / "identities", earlier.data() / "identities", fs::copy_options::recursive);
  const auto ahead = earlier.Run({"people", "inventata"});
  EXPECT_EQ(ahead.code, 3);
  EXPECT_NE(ahead.err.find("'fascicolo people --again'"), std::string::npos) << ahead.err;
  EXPECT_EQ(earlier.Run({"people", "inventata", "--again"}).code, 0);
}

TEST_F(PeopleOnDisk, AreInAnIndexMadeAnewAsTheyWere) {
  const auto all_rows = [this] {
    const auto rows = store::RocksRows::Open(desk_.data() / "identities");
    EXPECT_TRUE(rows.ok());
    std::map<std::string, std::string> all;
    for (auto cursor = (*rows)->Seek({}); cursor->valid(); cursor->Next()) all.emplace(cursor->key(), cursor->value());
    return all;
  };
  ASSERT_EQ(desk_.Run({"submit", "-"}, Contact("a3", "Guendalini")).code, 0);
  ASSERT_EQ(Search("guendalini").at("people").size(), 1U);
  const auto before = all_rows();
  EXPECT_GT(before.size(), 60U);
  ASSERT_EQ(Search("guendalini", "--again").at("people").size(), 1U);
  EXPECT_EQ(all_rows(), before);
}

TEST_F(PeopleOnDisk, AreInNoFileAsText) {
  const std::string files = FilesOfTheIndex();
  EXPECT_GT(files.size(), 1'000U);
  for (const char* text : {"Inventata", "inventata", "Fiordaliso", "fiordaliso", "Meravigli", "meravigli", "nventat"}) {
    EXPECT_EQ(files.find(text), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace fascicolo::program_test
