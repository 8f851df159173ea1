// Who read what, as it is asked afterwards.
#include "connectors/program/serve/file_story.h"

#include <gmock/gmock.h>

#include <fstream>
#include <optional>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

const std::vector<std::string> kOfTheElderly{"elderly"};

/// anna.rossi holds the case and reads it; then dario does, and both are no longer what they were.
class WhoRead : public testing::Test {
 protected:
  void SetUp() override {
    served_.emplace(TwoCases());
    Read(HistoryPath("a1"), "anna.rossi", "worker", {});
    Read(CasePath("a1"), "carla", "coordinator", kOfTheElderly);
    Read(HistoryPath("a1"), "revisore", "auditor", {});
    Read("/v1/persons/" + PersonOf("a1"), "anna.rossi", "worker", {});
    const std::string coordinator = served_->TokenOf("carla", {"coordinator"}, kOfTheElderly);
    ASSERT_EQ(StatusOf(served_->Post(Posted(OnCase("a1", "AssignWorker", R"("worker":"dario")")), "t", coordinator)),
              200);
    Read(HistoryPath("a1"), "dario", "worker", {});
    Read(HistoryPath("b1"), "bruno", "worker", {});
    EXPECT_EQ(StatusOf(served_->Get(HistoryPath("a1"), served_->TokenOf("anna.rossi", {"worker"}, {}))), 404);
    ASSERT_EQ(served_->Stop().code, 0);
  }
  void Read(const std::string& path, const std::string& who, const std::string& role,
            const std::vector<std::string>& areas) {
    const std::string trace = "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n";
    const std::string answer = served_->Get(path, served_->TokenOf(who, {role}, areas) + trace);
    EXPECT_EQ(StatusOf(answer), 200) << answer;
    EXPECT_THAT(answer, HasSubstr("Cache-Control: no-store\r\n"));
  }
  nlohmann::json Ask(std::vector<std::string> words) {
    words.insert(words.begin(), "who-read");
    words.emplace_back("--json");
    const Ran ran = served_->desk().Run(words);
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
    return ran.json();
  }
  static std::vector<std::string> Names(const nlohmann::json& answer) {
    std::vector<std::string> names;
    for (const auto& one : answer.at("readings")) names.push_back(one.at("who"));
    return names;
  }
  std::optional<ServedDesk> served_;
};

TEST_F(WhoRead, IsToldOfACaseWithLevelAndRight) {
  const auto answer = Ask({CaseOf("a1")});
  EXPECT_THAT(Names(answer), UnorderedElementsAre("anna.rossi", "carla", "revisore", "dario"));
  const auto& first = answer.at("readings")[0];
  EXPECT_EQ(first.at("who"), "anna.rossi");
  EXPECT_EQ(first.at("question"), "history");
  EXPECT_EQ(first.at("why"), "row");
  EXPECT_EQ(first.at("policy"), "sample");
  EXPECT_EQ(first.at("relation"), "holder");
  EXPECT_EQ(first.at("trace"), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(first.at("at"), "2026-03-02T09:00:00Z");
  EXPECT_TRUE(std::count(first.at("levels").begin(), first.at("levels").end(), "diary"));
  EXPECT_FALSE(
      std::count(answer.at("readings")[2].at("levels").begin(), answer.at("readings")[2].at("levels").end(), "diary"));
}

TEST_F(WhoRead, IsToldOfAPersonWithTheirCases) {
  EXPECT_THAT(Names(Ask({PersonOf("a1")})),
              UnorderedElementsAre("anna.rossi", "anna.rossi", "carla", "revisore", "dario"));
}

TEST_F(WhoRead, UnrelatedIsJudgedAsThingsStoodThen) {
  const auto answer = Ask({CaseOf("a1"), "--unrelated"});
  EXPECT_THAT(Names(answer), UnorderedElementsAre("revisore")) << "anna.rossi held the case when she read it";
  EXPECT_TRUE(answer.at("readings")[0].at("stood").empty());
}

TEST_F(WhoRead, UnrelatedIsToldOverAllFilesTheNewestFirst) {
  const auto& desk = served_->desk();
  ASSERT_EQ(desk.RunBare({"history", CaseOf("b1"), "--data", desk.data().string(), "--test-clock", "2026-03-03T09:00:00Z"}).code, 0);
  const auto answer = Ask({"--unrelated", "--from", "2026-03-01", "--to", "2026-03-31"});
  const auto& readings = answer.at("readings");
  ASSERT_EQ(readings.size(), 2U) << readings;
  EXPECT_THAT(readings[0].at("who").get<std::string>(), testing::StartsWith("os:"));
  EXPECT_EQ(readings[0].at("case"), CaseOf("b1"));
  EXPECT_EQ(readings[1].at("who"), "revisore");
  EXPECT_EQ(readings[1].at("case"), CaseOf("a1"));
  EXPECT_EQ(answer.at("nodes"), nlohmann::json::array({"here"}));
  EXPECT_FALSE(answer.at("more").get<bool>());
  // Fewer of them: the first of them, those of a worker, those of a day.
  const auto first = Ask({"--unrelated", "--from", "2026-03-01", "--to", "2026-03-31", "--limit", "1"});
  EXPECT_EQ(first.at("readings").size(), 1U);
  EXPECT_TRUE(first.at("more").get<bool>());
  EXPECT_THAT(Names(Ask({"--unrelated", "--from", "2026-03-01", "--by", "revisore"})), testing::ElementsAre("revisore"));
  EXPECT_THAT(Names(Ask({"--unrelated", "--from", "2026-03-01", "--to", "2026-03-02"})), testing::ElementsAre("revisore"));
  EXPECT_THAT(Names(Ask({"--unrelated", "--from", "2026-04-01", "--to", "2026-04-30"})), testing::IsEmpty());
  EXPECT_THAT(desk.Run({"who-read", "--unrelated", "--from", "2026-03-01", "--lang", "it"}).out, HasSubstr("revisore"));
  for (const auto& words : std::vector<std::vector<std::string>>{{"who-read", "--unrelated"},
                                                                 {"who-read", "--from", "2026-03-01"},
                                                                 {"who-read", CaseOf("a1"), "--unrelated", "--from", "2026-03-01"},
                                                                 {"who-read", "--unrelated", "--from", "marzo"},
                                                                 {"who-read", "--unrelated", "--from", "2026-03-02", "--to", "2026-03-01"}}) {
    EXPECT_EQ(desk.Run(words).code, 2) << words.back();
  }
}

TEST_F(WhoRead, IsToldByWorker) {
  const auto answer = Ask({"--by", "bruno"});
  EXPECT_THAT(Names(answer), UnorderedElementsAre("bruno"));
  EXPECT_EQ(answer.at("readings")[0].at("file"), CaseOf("b1"));
  EXPECT_EQ(served_->desk().Run({"who-read"}).code, 2);
}

TEST_F(WhoRead, IsToldOfWhoTypesACommandToo) {
  const auto& desk = served_->desk();
  for (const auto& words : std::vector<std::vector<std::string>>{{"history", CaseOf("b1")}, {"case", CaseOf("b1")}}) {
    ASSERT_EQ(desk.Run(words).code, 0);
  }
  const auto answer = Ask({CaseOf("b1"), "--unrelated"});
  ASSERT_EQ(answer.at("readings").size(), 2U) << "not bruno, who holds it";
  EXPECT_THAT(answer.at("readings")[0].at("who").get<std::string>(), testing::StartsWith("os:"));
  EXPECT_EQ(answer.at("readings")[0].at("why"), "command_line");
  ASSERT_EQ(desk.Run({"person", PersonOf("b1")}).code, 0);
  ASSERT_EQ(desk.Run({"people", "inventata", "fiordaliso"}).code, 0);
  ASSERT_EQ(desk.Run({"disclose", PersonOf("b1")}).code, 0);
  std::vector<std::string> asked;
  const auto all = Ask({PersonOf("b1")});
  for (const auto& one : all.at("readings")) asked.push_back(one.at("question"));
  EXPECT_THAT(asked, UnorderedElementsAre("history", "history", "case", "person", "people", "disclose"));
}

TEST_F(WhoRead, FailsBeforeAnythingIsTypedWhereItCannotBeRecorded) {
  const auto& desk = served_->desk();
  std::filesystem::rename(desk.data() / "reads", desk.data() / "elsewhere");
  std::ofstream(desk.data() / "reads") << "a file where the folder ought to be";
  for (const char* command : {"history", "case"}) {
    const Ran ran = desk.Run({command, CaseOf("a1")});
    EXPECT_EQ(ran.code, 3) << command;
    EXPECT_EQ(ran.out, "") << command;
    EXPECT_THAT(ran.err, HasSubstr("nothing is shown"));
  }
}

TEST_F(WhoRead, IsToldInBothLanguages) {
  EXPECT_THAT(served_->desk().Run({"who-read", CaseOf("a1"), "--lang", "it"}).out, HasSubstr("diario"));
  EXPECT_THAT(served_->desk().Run({"who-read", CaseOf("a1"), "--lang", "en"}).out, HasSubstr("diary"));
}

TEST_F(WhoRead, IsDisclosedToThePersonByOfficeAndNotByName) {
  const Ran ran = served_->desk().Run({"disclose", PersonOf("a1"), "--json"});
  const auto readers = ran.json().at("readers");
  EXPECT_EQ(readers.size(), 5U);
  EXPECT_EQ(readers[0].at("roles")[0], "worker");
  EXPECT_FALSE(Says(readers.dump(), "revisore"));
  EXPECT_FALSE(Says(readers.dump(), "carla"));
}

TEST_F(WhoRead, IsPartOfWhatIsVerified) {
  const auto verified = served_->desk().Run({"verify", "--json"});
  EXPECT_EQ(verified.code, 0) << verified.out;
  EXPECT_EQ(verified.json().at("readings"), (nlohmann::json{{"months", 1}, {"readings", 6}, {"files", 6}}));
  const auto segments = served_->desk().data() / "reads" / "here" / "2026-03" / "segments";
  for (const auto& file : std::filesystem::directory_iterator(segments)) {
    if (file.path().filename() == "END") continue;
    std::string bytes = BytesOf(file.path());
    bytes[bytes.find("revisore")] = 'R';
    std::ofstream(file.path(), std::ios::binary) << bytes;
  }
  const auto broken = served_->desk().Run({"verify", "--json"});
  EXPECT_EQ(broken.code, 1);
  EXPECT_EQ(broken.json().at("problems")[0].at("place"), "readings");
}

TEST_F(WhoRead, IsKeptFor24Months) {
  const auto& desk = served_->desk();
  const Ran early = desk.Run({"drop-readings", "2026-03", "--act", "det. 1/2026", "--actor", "bianchi"});
  EXPECT_EQ(early.code, 3);
  EXPECT_THAT(early.err, HasSubstr("24 months"));
  EXPECT_EQ(desk.Run({"drop-readings", "2026-03"}).code, 2);
}

// --- at the doors ---

class ReadingsAtTheDoors : public testing::Test {
 protected:
  ReadingsAtTheDoors() : served_(TwoCases()) {
    for (const char* contact : {"a1", "b1"}) {
      EXPECT_EQ(StatusOf(Get(HistoryPath(contact), "revisore", "auditor")), 200);
      EXPECT_EQ(StatusOf(Get(HistoryPath(contact), contact[0] == 'a' ? "anna.rossi" : "bruno", "worker")), 200);
    }
  }
  [[nodiscard]] std::string Get(const std::string& path, const std::string& who, const std::string& role, const std::string& more = {}) const {
    return served_.Get(path, served_.TokenOf(who, {role}, {}) + more);
  }
  const ServedDesk served_;
};

TEST_F(ReadingsAtTheDoors, OfOutsidersAreToldToAuditorsAndTheProtectionOfficerAlone) {
  for (const char* role : {"auditor", "dpo"}) {
    const auto answer = JsonOf(Get("/v1/readings", "chi.vigila", role));
    ASSERT_EQ(answer.at("readings").size(), 2U) << role << answer;
    for (const auto& one : answer.at("readings")) EXPECT_EQ(one.at("who"), "revisore");
    EXPECT_EQ(answer.at("readings")[0].at("case"), CaseOf("b1")) << "the newest first";
  }
  for (const char* role : {"coordinator", "worker", "administrative", "reporting", "front_desk"}) {
    EXPECT_EQ(StatusOf(Get("/v1/readings", "chi.chiede", role)), 403) << role;
  }
}

TEST_F(ReadingsAtTheDoors, AreThoseOfAPeriodAWorkerOrACase) {
  const auto count = [&](const std::string& query) {
    return JsonOf(Get("/v1/readings?" + query, "chi.vigila", "dpo")).at("readings").size();
  };
  EXPECT_EQ(count("by=revisore"), 2U);
  EXPECT_EQ(count("by=anna.rossi"), 0U);
  EXPECT_EQ(count("case=" + CaseOf("a1")), 1U);
  EXPECT_EQ(count("from=2026-03-02&to=2026-03-02"), 2U);
  EXPECT_EQ(count("to=2026-03-01"), 0U);
  EXPECT_EQ(count("limit=1"), 1U);
  for (const char* wrong : {"from=ieri", "from=2026-03-02&to=2026-03-01", "limit=0", "limit=1001", "case=12", "who=x"}) {
    EXPECT_EQ(StatusOf(Get(std::string("/v1/readings?") + wrong, "chi.vigila", "dpo")), 400) << wrong;
  }
  EXPECT_THAT(Get("/v1/readings", "chi.vigila", "dpo", "Accept: text/csv\r\n"), HasSubstr("at,reading,node,who,"));
}

TEST_F(ReadingsAtTheDoors, AreThemselvesReadAndDoNotFillTheListByThat) {
  const std::string answer = Get("/v1/readings?case=" + CaseOf("b1"), "chi.vigila", "dpo");
  EXPECT_THAT(answer, HasSubstr("\r\nReading: "));
  EXPECT_THAT(answer, HasSubstr("no-store"));
  EXPECT_EQ(JsonOf(Get("/v1/readings", "chi.vigila", "dpo")).at("readings").size(), 2U);
  const auto readers = JsonOf(Get(CasePath("b1") + "/readers", "revisore", "auditor")).at("readings");
  const auto by_officer = std::count_if(readers.begin(), readers.end(), [](const auto& one) { return one.at("who") == "chi.vigila" && one.at("question") == "who-read"; });
  EXPECT_EQ(by_officer, 2) << readers;
  const auto of_other = JsonOf(Get(CasePath("a1") + "/readers", "revisore", "auditor")).at("readings");
  EXPECT_EQ(std::count_if(of_other.begin(), of_other.end(), [](const auto& one) { return one.at("who") == "chi.vigila"; }), 1);
}

}  // namespace
}  // namespace fascicolo::program_test
