// The keys of what is sealed, as the office sees them.
#include "connectors/program/program.h"

#include <gtest/gtest.h>

#include <fstream>

namespace fascicolo::program_test {
namespace {

constexpr const char* kContactWithNames =
    R"({"id":"000000000000000000000000000000a1","actor":"anna.rossi","payload":{"type":"RegisterContact",)"
    R"("desk":"adults_elderly","area":"elderly","reason":"home_help","surname":"Inventata","narrative":"Vive sola."}})"
    "\n";

class VaultOfAnOffice : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    const auto ran = desk_.Run({"submit", "-"}, kContactWithNames);
    ASSERT_EQ(ran.code, 0) << ran.err;
    case_ = desk_.Run({"caseload", "--json"}).json().at("cases").at(0).at("case").get<std::string>();
  }
  [[nodiscard]] std::string Told() const { return desk_.Run({"history", case_, "--json"}).out; }
  [[nodiscard]] nlohmann::json Vault() const {
    const auto ran = desk_.Run({"vault", "--json"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
  }
  [[nodiscard]] std::string KeyFile() const { return Vault().at("key_file").get<std::string>(); }
  static std::string Line(const std::string& file) {
    std::string line;
    std::getline(std::ifstream(file), line);
    return line;
  }

  Desk desk_;
  std::string case_;
};

TEST_F(VaultOfAnOffice, HoldsAKeyForEverySubjectOfTheLedger) {
  EXPECT_EQ(Vault().at("keys"), 2) << "the person and the case";
  EXPECT_EQ(Vault().at("missing"), 0);
  EXPECT_NE(Told().find("Vive sola."), std::string::npos);
}

TEST_F(VaultOfAnOffice, IsRotatedAndOpensEverythingAsBefore) {
  const std::string before = Told();
  const auto ran = desk_.Run({"vault", "--rotate", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json().at("keys"), 2);
  EXPECT_EQ(ran.json().at("rotating"), false);
  EXPECT_NE(Told().find("Vive sola."), std::string::npos);
  const auto more = desk_.Run({"submit", "-"}, std::string(kContactWithNames).replace(37, 2, "a2"));
  EXPECT_EQ(more.code, 0) << more.err;
  EXPECT_EQ(Vault().at("missing"), 0);
}

TEST_F(VaultOfAnOffice, TakesANewMasterKey) {
  const std::string file = KeyFile();
  const std::string old_key = Line(file);
  const auto ran = desk_.Run({"vault", "--new-key"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(Line(file), old_key);
  EXPECT_NE(Told().find("Vive sola."), std::string::npos);

  std::ofstream(file) << old_key << "\n";
  const auto refused = desk_.Run({"caseload"});
  EXPECT_EQ(refused.code, 3);
  EXPECT_NE(refused.err.find("this master key does not open the vault"), std::string::npos) << refused.err;
}

TEST_F(VaultOfAnOffice, ComesUnderAPassphraseThatStandsNowhere) {
  const std::string file = KeyFile();
  const auto nobody = desk_.Run({"vault", "--new-passphrase"});
  EXPECT_EQ(nobody.code, 3);
  EXPECT_NE(nobody.err.find("FASCICOLO_PASSPHRASE_FILE"), std::string::npos) << nobody.err;

  const auto passphrase = desk_.root() / "passphrase";
  std::ofstream(passphrase) << "quattro parole per caso\n";
  desk_.SetVariable("FASCICOLO_PASSPHRASE_FILE=" + passphrase.string());
  const auto ran = desk_.Run({"vault", "--new-passphrase"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(Line(file).starts_with("argon2id ")) << Line(file);
  EXPECT_NE(Told().find("Vive sola."), std::string::npos);

  std::ofstream(passphrase) << "quattro parole per case\n";
  const auto wrong = desk_.Run({"caseload"});
  EXPECT_EQ(wrong.code, 3);
  EXPECT_NE(wrong.err.find("this master key does not open the vault"), std::string::npos) << wrong.err;
}

TEST_F(VaultOfAnOffice, DoesOneThingAtATime) {
  EXPECT_EQ(desk_.Run({"vault", "--rotate", "--new-key"}).code, 2);
}

}  // namespace
}  // namespace fascicolo::program_test
