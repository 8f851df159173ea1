// What a person may ask and get: access, restriction, rectification.
#include "connectors/program/rights_desk.h"

#include <fstream>
#include <sstream>
#include <sys/stat.h>

namespace fascicolo::program_test {
namespace {

using Rights = RightsDesk;


TEST_F(Rights, OfAccessTellWhatIsHeldAndMaskOthers) {
  Submit(About("c1", "a1", R"("type":"GrantRepresentation","kind":"delegate","powers":["sign"],"representative":"@)" +
                               Id("a2") + R"(/1","limits":"solo la pensione")"));
  const auto told = Json({"disclose", Person("a1")});
  const std::string text = told.dump();
  EXPECT_TRUE(Says(text, "Inventata"));
  EXPECT_TRUE(Says(text, "solo la pensione"));
  EXPECT_FALSE(Says(text, "Meravigli"));
  const std::string other = Json({"people", "meravigli"}).at("people").at(0).at("person");
  EXPECT_FALSE(Says(text, other)) << "another person's id";
  EXPECT_EQ(told.at("masked"), 1);
  EXPECT_TRUE(told.at("readers").is_array());
  EXPECT_TRUE(Says(told.at("readers_note"), "recorded before anything is shown"));
}

TEST_F(Rights, OfAccessNameWhoReceivedSomethingAndWhatItRestsOn) {
  Submit(Contact("a3", "Fantasia") +
         Line("c1", R"("type":"TakeInCharge","worker":"anna.rossi","case_file":"@)" + Id("a3") + "\"") +
         Line("c2", R"("type":"RequestReferral","target":"school","topic":"attendance","reply_by":"2026-04-01","case_file":"@)" +
                        Id("a3") + "\"") +
         Line("c3", R"("type":"SendCourtReport","court":"juvenile_court","topic":"situation","text":"Al giudice","case_file":"@)" +
                        Id("a3") + "\"") +
         Line("c4", R"("type":"FileApplication","service":"open_centre_elderly","quantity":1,"case_file":"@)" + Id("a3") + "\""));
  const auto told = Json({"disclose", Person("a3")});
  ASSERT_EQ(told.at("recipients").size(), 2U);
  EXPECT_EQ(told.at("recipients")[0].at("to"), "school");
  EXPECT_EQ(told.at("recipients")[1].at("to"), "juvenile_court");
  EXPECT_EQ(told.at("court"), 1) << "the court's papers are asked of the court";
  EXPECT_FALSE(Says(told.dump(), "Al giudice"));
  ASSERT_EQ(told.at("services").size(), 1U);
  EXPECT_EQ(told.at("services")[0].at("service"), "open_centre_elderly");
}

TEST_F(Rights, OfAccessArePrintedInBothLanguagesForThePersonAlone) {
  const auto file = desk_.root() / "page.html";
  const auto ran = desk_.Run({"disclose", Person("a1"), "--html", file.string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::ostringstream page;
  page << std::ifstream(file).rdbuf();
  for (const char* text : {"Che cosa è registrato", "What is recorded", "Storia di Inventata", "Chi li ha consultati"}) {
    EXPECT_TRUE(Says(page.str(), text)) << text;
  }
  EXPECT_FALSE(Says(page.str(), "Meravigli"));
  struct stat status{};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0077, 0U) << "nobody else reads it";
  EXPECT_EQ(desk_.Run({"disclose"}).code, 2);
}

TEST_F(Rights, OfRestrictionMaskTextsButForAnAllowedGround) {
  Submit(About("c1", "a1", R"("type":"RestrictProcessing","ground":"accuracy_contested","uses":["legal_claims"])"));
  EXPECT_FALSE(Says(History("a1"), "Inventata"));
  EXPECT_TRUE(Says(History("a1", {"--step"}), "(processing restricted since 2026-03-02)"));
  EXPECT_TRUE(Says(History("a1", {"--json", "--use", "legal_claims"}), "Storia di Inventata"));
  EXPECT_FALSE(Says(History("a1", {"--json", "--use", "consent"}), "Inventata"));
  const auto found = Json({"people", "inventata", "--names"}).at("people").at(0);
  EXPECT_EQ(found.at("restricted"), true);
  EXPECT_EQ(found.at("surname"), "");
  EXPECT_TRUE(Says(Json({"disclose", Person("a1")}).dump(), "Storia di Inventata")) << "the person may ask";
  const auto wrong = desk_.Run({"history", Person("a1"), "--use", "curiosity"});
  EXPECT_EQ(wrong.code, 2);
}

TEST_F(Rights, OfRestrictionRefuseNewTextsButForAnAllowedGround) {
  Submit(About("c1", "a1", R"("type":"RestrictProcessing","ground":"objection_pending","uses":["legal_claims"])"));
  const std::string address = R"("type":"RecordAddress","kind":"domicile","address":"via Inventata 1")";
  EXPECT_EQ(desk_.Run({"submit", "-"}, About("c2", "a1", address)).lines().at(0).at("code"), "processing_restricted");
  std::string with_ground = About("c3", "a1", address);
  with_ground.insert(1, R"("use":"legal_claims",)");
  Submit(with_ground);
  Submit(About("c4", "a1", R"("type":"LiftRestriction","informed_on":"2026-03-02","reason":"verified")"));
  EXPECT_TRUE(Says(History("a1"), "Storia di Inventata"));
}

TEST_F(Rights, OfRectificationShowTheOldTextAndTheNew) {
  Submit(About("c1", "a1", R"("type":"RecordAddress","kind":"domicile","address":"via Sbagliata 1")"));
  const auto steps = nlohmann::json::parse(History("a1", {"--json", "--own"})).at("steps");
  const auto wrong = steps.at(steps.size() - 1).at("version").get<int>();
  Submit(Line("c2", R"("type":"Rectify","entity":")" + Person("a1") + R"(","corrects":)" + std::to_string(wrong) +
                        R"(,"field":"/address","reason":"mistyped","text":"via Inventata 2")"));
  const auto told = nlohmann::json::parse(History("a1", {"--json", "--own"})).at("steps");
  const auto& old_step = told.at(told.size() - 2);
  const auto& new_step = told.at(told.size() - 1);
  EXPECT_EQ(old_step.at("sealed").at("address"), "via Sbagliata 1");
  EXPECT_EQ(old_step.at("rectified").at("address").at("position"), new_step.at("position"));
  EXPECT_EQ(new_step.at("sealed").at("text"), "via Inventata 2");
  EXPECT_TRUE(Says(History("a1", {"--step"}), "via Sbagliata 1 [rectified at position "));
}

}  // namespace
}  // namespace fascicolo::program_test
