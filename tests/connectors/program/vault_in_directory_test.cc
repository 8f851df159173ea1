// A vault that is lost, or is older than its ledger.
#include "connectors/program/program.h"

#include <gtest/gtest.h>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

std::string ContactOfOne(int number) {
  return R"({"id":"0000000000000000000000000000000)" + std::to_string(number) +
         R"(","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly",)"
         R"("reason":"home_help","surname":"Inventata","narrative":"Vive sola."}})"
         "\n";
}

TEST(LostVault, IsNamedAndNotMadeAnew) {
  const Desk desk;
  desk.Init();
  ASSERT_EQ(desk.Run({"submit", "-"}, ContactOfOne(1)).code, 0);
  fs::rename(desk.data() / "vault", desk.root() / "kept");

  for (const char* command : {"caseload", "verify", "doctor"}) {
    const auto ran = desk.Run({command});
    EXPECT_EQ(ran.code, 3) << command;
    EXPECT_NE((ran.err + ran.out).find("put the vault back from its backup"), std::string::npos) << command << ran.err;
  }
  EXPECT_FALSE(fs::exists(desk.data() / "vault"));

  fs::rename(desk.root() / "kept", desk.data() / "vault");
  EXPECT_EQ(desk.Run({"vault"}).code, 0);
}

TEST(OldVault, OpensWhatItKnowsAndSaysHowMuchItLacks) {
  const Desk desk;
  desk.Init();
  ASSERT_EQ(desk.Run({"submit", "-"}, ContactOfOne(1)).code, 0);
  fs::copy(desk.data() / "vault", desk.root() / "old", fs::copy_options::recursive);
  std::string many;
  for (int i = 2; i < 10; ++i) many += ContactOfOne(i);
  ASSERT_EQ(desk.Run({"submit", "-"}, many).code, 0);
  fs::remove_all(desk.data() / "vault");
  fs::rename(desk.root() / "old", desk.data() / "vault");

  const auto ran = desk.Run({"vault", "--json"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.json().at("keys"), 18);
  EXPECT_EQ(ran.json().at("missing"), 16);

  // What cannot be sealed is not recorded: whose key is lost takes no note until the vault is back.
  std::string notes;
  const auto cases = desk.Run({"caseload", "--json"}).json().at("cases");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    notes += R"({"id":"0000000000000000000000000000001)" + std::to_string(i) +
             R"(","actor":"anna.rossi","payload":{"type":"AddDiaryEntry","text":"Colloquio","case_file":")" +
             cases[i].at("case").get<std::string>() + "\"}}\n";
  }
  const auto position = desk.position();
  const auto noted = desk.Run({"submit", "-"}, notes);
  EXPECT_EQ(noted.code, 3);
  int failed = 0;
  for (const auto& line : noted.lines()) {
    if (line.at("outcome") == "accepted") continue;
    ++failed;
    EXPECT_EQ(line.at("outcome"), "failed") << line;
    EXPECT_NE(line.dump().find("is not in the vault"), std::string::npos) << line;
  }
  EXPECT_EQ(failed, 8);
  EXPECT_EQ(desk.position(), position + 1) << "the one note";
}

}  // namespace
}  // namespace fascicolo::program_test
