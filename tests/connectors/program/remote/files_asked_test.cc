// Files of persons and receipts with --url: what a server shows is what the command prints where the ledger is.
#include "connectors/program/serve/file_story.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::HasSubstr;
using testing::Not;

class FilesAskedOfAServer : public testing::Test {
 protected:
  Ran Ask(std::vector<std::string> words, const std::string& in = {}) const {
    words.insert(words.end(), {"--url", served_.url()});
    return away_.RunBare(words, in);
  }
  void Be(const std::string& who, const std::string& role, const std::vector<std::string>& areas) {
    away_.SetVariable("FASCICOLO_TOKEN=" + served_.BareTokenOf(who, {role}, areas));
  }
  static std::string HouseholdOf(const std::string& member) {
    return R"("type":"FormHousehold","composition":"registry","from":"2026-01-01","municipality":"090064","members":[{"person":"@)" +
           StoryId(member) + R"(/1","relationship":"reference_person"}])";
  }

  ServedDesk served_{TwoCases() + StoryLine("e1", HouseholdOf("a1"))};
  Desk away_;
  const std::string case_file_ = CaseOf("a1");
  const std::string person_ = PersonOf("a1");
};

TEST_F(FilesAskedOfAServer, AreShownAsWhereTheLedgerIs) {
  Be("anna.rossi", "worker", kElderly);
  const std::vector<std::string> read{"--level", "header", "--level", "administrative", "--level", "assessment",
                                      "--level", "diary",  "--level", "address",        "--level", "protected_address"};
  std::vector<std::pair<std::vector<std::string>, Ran>> asked;
  for (const std::vector<std::string>& file : {std::vector<std::string>{"case", case_file_}, {"history", case_file_},
                                               {"person", person_}, {"household", CaseOf("e1")}}) {
    for (const std::vector<std::string>& form : {std::vector<std::string>{}, {"--json"}, {"--lang", "it"}}) {
      auto words = file;
      words.insert(words.end(), form.begin(), form.end());
      asked.emplace_back(words, Ask(words));
      if (words[0] != "household") asked.back().first.insert(asked.back().first.end(), read.begin(), read.end());
    }
  }
  ASSERT_EQ(served_.Stop().code, 0);
  for (auto& [words, over_http] : asked) {
    SCOPED_TRACE(testing::PrintToString(words));
    const Ran here = served_.desk().Run(words);
    EXPECT_EQ(over_http.code, here.code) << over_http.err;
    if (over_http.out.starts_with('{')) {
      auto told = over_http.json();
      told.erase("withheld");  // is said at the doors, whether something is or not
      auto expected = here.json();
      expected.erase("withheld");
      EXPECT_EQ(told, expected);
    } else {
      EXPECT_EQ(over_http.out, here.out);
      EXPECT_EQ(over_http.err, here.err);
    }
    EXPECT_FALSE(here.out.empty());
  }
}

TEST_F(FilesAskedOfAServer, AreFoundBySearching) {
  Be("anna.rossi", "worker", kElderly);
  for (const auto& [words, in] : {std::pair<std::vector<std::string>, std::string>{{"people", "meravigli", "fiordaliso"}, ""},
                                  {{"people", "-"}, "meravigli fiordaliso\n"},
                                  {{"people", "--surname", "Meravigli", "--name", "Fiordaliso", "--limit", "0"}, ""}}) {
    const Ran found = Ask(words, in);
    EXPECT_EQ(found.code, 0) << found.err;
    EXPECT_THAT(found.out, HasSubstr(person_));
    EXPECT_THAT(found.out, Not(HasSubstr(PersonOf("b1"))));
  }
}

TEST_F(FilesAskedOfAServer, ReadersAreToldToWhoMaySeeThem) {
  Be("anna.rossi", "worker", kElderly);
  EXPECT_EQ(Ask({"case", case_file_}).code, 0);
  EXPECT_EQ(Ask({"who-read", case_file_}).code, 2);
  Desk carla;
  carla.SetVariable("FASCICOLO_TOKEN=" + served_.BareTokenOf("carla", {"coordinator"}, kElderly));
  const Ran readers = carla.RunBare({"who-read", case_file_, "--url", served_.url()});
  EXPECT_EQ(readers.code, 0) << readers.err;
  EXPECT_THAT(readers.out, HasSubstr("anna.rossi"));
}

TEST_F(FilesAskedOfAServer, AreProvenIntoAFile) {
  const std::string anna = served_.TokenOf("anna.rossi", {"worker"}, kElderly);
  Be("anna.rossi", "worker", kElderly);
  const Ran alone = Ask({"prove", case_file_});
  EXPECT_EQ(alone.code, 1);
  EXPECT_THAT(alone.err, HasSubstr("Another has to agree"));
  const std::string asks = OnCase("a1", "RequestAccess", R"("reason":"court_asks","action":"export")");
  const std::string agrees = OnCase("a1", "ApproveAccess", R"("request":1,"until":"2026-03-02T10:00:00Z")");
  ASSERT_EQ(http::StatusOf(served_.Post(Posted(asks), "r1", anna)), 200);
  ASSERT_EQ(http::StatusOf(served_.Post(Posted(agrees), "r2", served_.TokenOf("privacy", {"dpo"}, kNowhere))), 200);
  const auto file = away_.root() / "receipt.html";
  const Ran proven = Ask({"prove", case_file_, "--out", file.string()});
  ASSERT_EQ(proven.code, 0) << proven.err;
  EXPECT_EQ(proven.out, "");
  EXPECT_THAT(proven.err, HasSubstr("key: "));
  const auto step = JsonOf(served_.Get(HistoryPath("a1"), anna)).at("steps").at(0);
  const std::string event = step.at("position").dump() + "." + step.at("event").dump();
  const Ran of_event = Ask({"prove", "--event", event, "--plain"});
  EXPECT_EQ(of_event.code, 0) << of_event.err;
  ASSERT_EQ(served_.Stop().code, 0);
  EXPECT_EQ(BytesOf(file), served_.desk().Run({"prove", case_file_}).out);
  const Ran here = served_.desk().Run({"prove", "--event", event, "--plain"});
  EXPECT_EQ(of_event.out, here.out);
  EXPECT_EQ(of_event.err, here.err.substr(0, of_event.err.size()));
}

TEST_F(FilesAskedOfAServer, AreNamedInFullAndWithoutWhatNoServerTakes) {
  Be("anna.rossi", "worker", kElderly);
  const auto says = [&](const std::vector<std::string>& words, const char* what) {
    const Ran ran = Ask(words);
    EXPECT_EQ(ran.code, 2) << testing::PrintToString(words);
    EXPECT_THAT(ran.err, HasSubstr(what)) << testing::PrintToString(words);
    EXPECT_EQ(ran.out, "");
  };
  says({"case", case_file_.substr(0, 8)}, "completes no ids");
  says({"case", CaseOf("b1")}, "404");
  says({"case", case_file_, "--as-of", "3"}, "--as-of: is not asked of a server");
  says({"history", "--worker", "anna.rossi"}, "--worker: is not asked of a server");
  says({"who-read", "--by", "anna.rossi"}, "--by: is not asked of a server");
  says({"people", "x", "--again"}, "--again: is not asked of a server");
  says({"prove", case_file_, "--place"}, "--place: is not asked of a server");
}

}  // namespace
}  // namespace fascicolo::program_test
