// A person is forgotten, as the office does it.
#include "connectors/program/rights_desk.h"

#include <fstream>
#include <sstream>

namespace fascicolo::program_test {
namespace {

using Forgetting = RightsDesk;

std::string ReadFile(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}


TEST_F(Forgetting, ClosesThePersonsTextsForGoodAndNobodyElses) {
  ASSERT_TRUE(Says(History("a1"), "Storia di Inventata"));
  Erase("a1");
  const std::string history = History("a1");
  EXPECT_FALSE(Says(history, "Inventata")) << history;
  EXPECT_TRUE(Says(history, R"("why":"erased")"));
  EXPECT_TRUE(Says(History("a1", {"--step"}), "(erased by act scarto 12/2026, position "));
  EXPECT_TRUE(Says(History("a2"), "Storia di Meravigli"));
  EXPECT_EQ(Found("inventata"), 0U);
  EXPECT_EQ(Found("meravigli"), 1U);
}

TEST_F(Forgetting, WantsTwoOthersThanWhoAsked) {
  EXPECT_EQ(Propose("a1").code, 0);
  const auto alone = Approve("a1", "anna.rossi");
  EXPECT_EQ(alone.code, 1);
  EXPECT_EQ(alone.json().at("code"), "four_eyes");
  EXPECT_EQ(Approve("a1", "dpo").code, 0);
  EXPECT_EQ(Approve("a1", "dpo").json().at("code"), "four_eyes");
  EXPECT_EQ(Forget("a1", {}).json().at("erasures").at(0).at("state"), "proposed");
  EXPECT_TRUE(Says(History("a1"), "Storia di Inventata"));
  EXPECT_EQ(Approve("a1", "archivist").code, 0);
  const auto erasure = Forget("a1", {}).json().at("erasures").at(0);
  EXPECT_EQ(erasure.at("state"), "completed");
  EXPECT_EQ(erasure.at("keys"), 2) << "the person's and the case's";
}

TEST_F(Forgetting, LeavesTheLedgerProvableAndEveryCountAsItWas) {
  const auto before = Json({"caseload", "--limit", "0"});
  Erase("a1");
  EXPECT_EQ(Json({"caseload", "--limit", "0"}).at("cases"), before.at("cases"));
  const auto verified = Json({"verify"});
  EXPECT_TRUE(verified.at("problems").empty()) << verified;
  const auto rebuilt = Json({"rebuild"});
  for (const auto& view : rebuilt.at("views")) EXPECT_EQ(view.at("same"), true) << view;
  const auto vault = Json({"vault"});
  EXPECT_EQ(vault.at("missing"), 0) << "what was erased is not missed";
  EXPECT_EQ(vault.at("keys"), 2);
}

TEST_F(Forgetting, IsCertifiedOnPaperAndForMachines) {
  Erase("a1");
  const std::string name = (desk_.root() / "certificate").string();
  EXPECT_EQ(Forget("a1", {"--certificate", name}).code, 0);
  const auto certificate = nlohmann::json::parse(ReadFile(name + ".json"));
  EXPECT_EQ(certificate.at("keys").size(), 2U);
  EXPECT_EQ(certificate.at("act"), "scarto 12/2026");
  EXPECT_EQ(certificate.at("approved_by"), (nlohmann::json{"dpo", "archivist"}));
  EXPECT_EQ(certificate.at("events").size(), 5U) << "proposed, approved twice, keys erased, completed";
  const std::string page = ReadFile(name + ".html");
  for (const char* text : {"Certificato di cancellazione", "Certificate of erasure", "scarto 12/2026", "archivist"}) {
    EXPECT_TRUE(Says(page, text)) << text;
  }
  EXPECT_TRUE(Says(page, certificate.at("root").get<std::string>()));
  EXPECT_FALSE(Says(page, "Inventata"));
  const auto checked = desk_.Run({"forget", "--check", name + ".json", "--json"});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  EXPECT_EQ(checked.json().at("holds"), true);
}

TEST_F(Forgetting, ACertificateThatWasChangedDoesNotHold) {
  Erase("a1");
  const std::string name = (desk_.root() / "certificate").string();
  ASSERT_EQ(Forget("a1", {"--certificate", name}).code, 0);
  const auto whole = nlohmann::json::parse(ReadFile(name + ".json"));
  const auto problems_of = [&](const nlohmann::json& changed) {
    std::ofstream(name + ".json") << changed;
    const auto ran = desk_.Run({"forget", "--check", name + ".json", "--json"});
    EXPECT_EQ(ran.code, 1) << ran.err;
    return ran.json().at("problems").dump();
  };
  auto changed = whole;
  changed["events"][0]["leaf"] = std::string(64, '0');
  EXPECT_TRUE(Says(problems_of(changed), "another hash"));
  changed = whole;
  changed["events"][0]["type"] = "KeysErased";
  EXPECT_TRUE(Says(problems_of(changed), "another event stands there"));
  changed = whole;
  changed["keys"].erase(0);
  EXPECT_TRUE(Says(problems_of(changed), "other keys were erased"));
  changed = whole;
  changed["events"].erase(4);
  EXPECT_TRUE(Says(problems_of(changed), "no completion"));
  changed = whole;
  changed["events"][0]["position"] = 100'000;
  EXPECT_TRUE(Says(problems_of(changed), "does not reach so far"));
  changed = whole;
  changed["origin"] = "elsewhere";
  EXPECT_TRUE(Says(problems_of(changed), "another ledger"));
  EXPECT_TRUE(Says(problems_of(nlohmann::json::object()), "no certificate"));
}

TEST_F(Forgetting, IsNotCertifiedBeforeItIsDone) {
  EXPECT_EQ(Propose("a1").code, 0);
  const std::string name = (desk_.root() / "certificate").string();
  const auto ran = Forget("a1", {"--certificate", name});
  EXPECT_EQ(ran.code, 3);
  EXPECT_TRUE(Says(ran.err, "is not completed")) << ran.err;
  EXPECT_FALSE(std::filesystem::exists(name + ".json"));
}

TEST_F(Forgetting, IsHeldUpByALegalHold) {
  Submit(About("c1", "a1", R"("type":"SetLegalHold","ground":"claim")"));
  EXPECT_EQ(Propose("a1").json().at("code"), "legal_hold");
  EXPECT_EQ(Forget("a1", {}).json().at("holds").at(0).at("ground"), "claim");
  Submit(About("c2", "a1", R"("type":"LiftLegalHold","hold":1,"reason":"judgment")"));
  EXPECT_EQ(Propose("a1").code, 0);
}

TEST_F(Forgetting, IsWithdrawnInTime) {
  EXPECT_EQ(Propose("a1").code, 0);
  EXPECT_EQ(Forget("a1", {"--withdraw", "1", "--reason", "mistaken", "--actor", "anna.rossi"}).code, 0);
  EXPECT_EQ(Forget("a1", {}).json().at("erasures").at(0).at("state"), "stopped");
  EXPECT_EQ(Approve("a1", "dpo").json().at("code"), "erasure_not_pending");
}

TEST_F(Forgetting, SaysWhatIsTypedWrongly) {
  EXPECT_EQ(desk_.Run({"forget"}).code, 2);
  EXPECT_EQ(Forget("a1", {"--propose", "--approve", "1"}).code, 2);
  EXPECT_EQ(Forget("a1", {"--approve", "1"}).code, 2) << "by whom?";
  EXPECT_EQ(Forget("a1", {"--propose", "--ground", "boredom", "--act", "x", "--actor", "y"}).code, 2);
  EXPECT_EQ(Forget("ff", {}).code, 2) << "nobody";
}

}  // namespace
}  // namespace fascicolo::program_test
