// What a receipt says of texts that were erased, and the certificate of an erasure, as somebody outside verifies them.
#include "connectors/program/rights_desk.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class LawfulAbsence : public RightsDesk {
 protected:
  void SetUp() override {
    RightsDesk::SetUp();
    Erase("a1");
  }
  /// What a program outside says of a file; `holds_`: that it holds.
  std::string Said(const std::string& program, const std::string& words) {
    const fs::path out = desk_.root() / "said";
    const int status = std::system((program + " " + words + " >'" + out.string() + "' 2>&1").c_str());
    holds_ = WEXITSTATUS(status) == 0;
    return BytesOf(out);
  }
  [[nodiscard]] std::string Key() const { return Json({"checkpoint"}).at("key").get<std::string>(); }
  std::string Verifier(const fs::path& file, const std::string& language) {
    return Said(std::string("'") + FASCICOLO_VERIFIER + "'", "'" + file.string() + "' --key '" + Key() + "' --lang " + language);
  }
  std::string Python(const fs::path& file) {
    return Said("python3 -B '" FASCICOLO_SOURCE_DIR "/connectors/verifier/verify_receipt.py'",
                "'" + file.string() + "' '" + Key() + "'");
  }
  [[nodiscard]] std::string Case(const std::string& contact) const { return "@" + Id(contact); }

  bool holds_ = false;
};

TEST_F(LawfulAbsence, IsProvenInTheReceiptOfACase) {
  const fs::path file = desk_.root() / "receipt.html";
  const auto ran = desk_.Run({"prove", Case("a1"), "--out", file.string(), "--lang", "it"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const std::string page = BytesOf(file);
  EXPECT_THAT(page, HasSubstr("Testi personali sono stati cancellati legittimamente: atto scarto 12/2026, proposta di "
                              "anna.rossi, approvata da dpo, archivist"));
  EXPECT_THAT(page, HasSubstr("(cancellato con atto scarto 12/2026, posizione "));
  EXPECT_THAT(page, Not(HasSubstr("Inventata")));
  EXPECT_THAT(Verifier(file, "en"), HasSubstr("lawfully erased by act 'scarto 12/2026'"));
  EXPECT_TRUE(holds_);
  EXPECT_THAT(Python(file), HasSubstr("by act 'scarto 12/2026'"));
  EXPECT_TRUE(holds_);
}

TEST_F(LawfulAbsence, IsProvenInTheReceiptOfOneEvent) {
  const auto steps = Json({"history", Case("a1")}).at("steps");
  std::string event;
  for (const auto& step : steps) {
    if (!step.at("closed").empty()) event = step.at("position").dump() + "." + step.at("event").dump();
  }
  ASSERT_FALSE(event.empty());
  const auto ran = desk_.Run({"prove", "--event", event, "--lang", "en"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Personal texts were lawfully erased: act scarto 12/2026"));
  EXPECT_THAT(ran.out, HasSubstr("(erased by act scarto 12/2026, position "));
}

TEST_F(LawfulAbsence, IsNotClaimedOfTextsThatAreOnlySealed) {
  const auto ran = desk_.Run({"prove", Case("a2"), "--lang", "en"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("(sealed)"));
  EXPECT_THAT(ran.out, Not(HasSubstr("erased")));
}

TEST_F(LawfulAbsence, IsCertifiedForWhoeverHasNothingButTheKey) {
  const fs::path name = desk_.root() / "certificate";
  ASSERT_EQ(Forget("a1", {"--certificate", name.string()}).code, 0);
  const fs::path page = name.string() + ".html";
  EXPECT_THAT(Verifier(page, "it"), HasSubstr("2 chiavi distrutte con atto 'scarto 12/2026'"));
  EXPECT_TRUE(holds_);
  (void)Python(page);
  EXPECT_TRUE(holds_);
  std::string text = BytesOf(page);
  char& changed = text[text.rfind("\nleaf ") + 40];
  changed = changed == 'A' ? 'B' : 'A';
  std::ofstream(page, std::ios::binary) << text;
  (void)Verifier(page, "it");
  EXPECT_FALSE(holds_);
}

TEST_F(LawfulAbsence, ACertificateWhoseReceiptIsAnotherDoesNotHold) {
  Erase("a2");
  const std::string name = (desk_.root() / "certificate").string();
  const std::string other = (desk_.root() / "other").string();
  ASSERT_EQ(Forget("a1", {"--certificate", name}).code, 0);
  ASSERT_EQ(Forget("a2", {"--certificate", other}).code, 0);
  auto certificate = nlohmann::json::parse(BytesOf(name + ".json"));
  const auto problems = [&] {
    std::ofstream(name + ".json") << certificate;
    return desk_.Run({"forget", "--check", name + ".json", "--json"}).json().at("problems").dump();
  };
  EXPECT_EQ(problems(), "[]");
  certificate["receipt"] = nlohmann::json::parse(BytesOf(other + ".json")).at("receipt");
  EXPECT_THAT(problems(), HasSubstr("proves another erasure"));
  certificate["receipt"] = "fascicolo-receipt v1 erasure\nend\n";
  EXPECT_THAT(problems(), HasSubstr("has no receipt"));
}

}  // namespace
}  // namespace fascicolo::program_test
