// Files of persons at the doors: every cell of the policy, ids of others, rights that end, and the record before the
// bytes.
#include "connectors/program/serve/file_story.h"
#include "connectors/program/serve/files/asked_file.h"
#include "connectors/program/serve/permissions.h"
#include "connectors/program/serve/questions.h"
#include "engine/rules/sample_policy.h"

#include <gmock/gmock.h>

#include <atomic>
#include <fstream>
#include <set>
#include <thread>

namespace fascicolo::program_test {
namespace {

using http::BodyOf;
using http::StatusOf;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

bool Has(const nlohmann::json& array, const std::string& text) {
  return std::find(array.begin(), array.end(), text) != array.end();
}

/// What the sample policy gives to a role in these relations.
class Cells {
 public:
  bool Gives(const std::string& role, const std::vector<std::string>& relations, const std::string& action) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const nlohmann::json& row) {
      return row["role"] == role && std::find(relations.begin(), relations.end(), row["relation"]) != relations.end() &&
             Has(row["actions"], action);
    });
  }
  bool GivesOneOf(const std::string& role, const std::vector<std::string>& relations,
                  const std::vector<std::string>& actions) const {
    return std::any_of(actions.begin(), actions.end(),
                       [&](const std::string& one) { return Gives(role, relations, one); });
  }

 private:
  nlohmann::json rows_ = engine::SamplePolicy()["rows"];
};

TEST(FilesAtTheDoors, AreShownCellByCellAsThePolicySays) {
  const ServedDesk served(TwoCases());
  const Cells cells;
  struct Standing {
    std::string name;
    std::vector<std::string> areas;
    std::vector<std::string> relations;
  };
  const std::vector<Standing> standings{{"stranger", kNowhere, {"any"}},
                                        {"colleague", kElderly, {"any", "team"}},
                                        {"anna.rossi", kNowhere, {"any", "holder"}},
                                        {"anna.rossi", kElderly, {"any", "team", "holder"}}};
  const std::vector<std::string> texts{"administrative", "assessment", "diary"};
  std::vector<std::string> reading{"header"};
  reading.insert(reading.end(), texts.begin(), texts.end());
  std::vector<std::string> finding{"find"};
  finding.insert(finding.end(), reading.begin(), reading.end());
  int checked = 0;
  for (const char* role : {"worker", "coordinator", "administrative", "front_desk", "auditor", "dpo", "mayor"}) {
    for (const Standing& one : standings) {
      SCOPED_TRACE(std::string(role) + " " + one.name + " " + one.relations.back());
      const std::string token = served.TokenOf(one.name, {role}, one.areas);
      const bool finds = cells.GivesOneOf(role, one.relations, finding);
      const bool reads = cells.GivesOneOf(role, one.relations, reading);
      const std::string header = served.Get(CasePath("a1"), token);
      EXPECT_EQ(StatusOf(header), finds ? 200 : 404);
      EXPECT_EQ(Says(header, "\"worker\""), cells.Gives(role, one.relations, "header"));
      const std::string history = served.Get(HistoryPath("a1"), token);
      EXPECT_EQ(StatusOf(history), reads ? 200 : 404);
      for (const std::string& level : texts) {
        EXPECT_EQ(Says(history, level + " di Meravigli"), cells.Gives(role, one.relations, level)) << level;
        ++checked;
      }
      const bool has_diary = cells.Gives(role, one.relations, "diary");
      EXPECT_FALSE(Says(history, "juvenile_court di Meravigli") && !has_diary);
      EXPECT_FALSE(reads && !has_diary && JsonOf(history).at("withheld") != true);
      const std::string person = served.Get("/v1/persons/" + PersonOf("a1"), token);
      EXPECT_EQ(StatusOf(person), finds ? 200 : 404);
      EXPECT_EQ(Says(person, "Meravigli"), reads);
      EXPECT_EQ(StatusOf(served.Get(CasePath("a1") + "/readers", token)),
                cells.Gives(role, one.relations, "access_log") ? 200 : 404);
      const int urged = StatusOf(served.Post(Posted(OnCase("a1", "SetUrgency", R"("urgency":"urgent")")), "u", token));
      const int assigned =
          StatusOf(served.Post(Posted(OnCase("a1", "AssignWorker", R"("worker":"anna.rossi")")), "w", token));
      const bool may_command = role != std::string("auditor") && role != std::string("mayor");
      for (const auto& [status, action] : {std::pair{urged, "write"}, {assigned, "assign"}}) {
        if (may_command && cells.Gives(role, one.relations, action)) {
          EXPECT_TRUE(status == 200 || status == 422) << action << " " << status;
        } else {
          EXPECT_EQ(status, may_command && !finds ? 404 : 403) << action;
        }
      }
      checked += 6;
    }
  }
  EXPECT_EQ(checked, 7 * 4 * 9);
}

TEST(FilesAtTheDoors, OfOthersAreNotThereByAnyPath) {
  const ServedDesk served(
      TwoCases() + StoryLine("c1", OnCase("b1", "FileApplication", R"("service":"home_care_elderly","quantity":60)")));
  const std::string anna = served.TokenOf("anna.rossi", {"worker"}, kElderly) +
                           "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n";  // told in every problem
  const std::string nobody(32, 'e');
  const auto body_of = [&](const std::string& path) {
    const std::string answer = served.Get(path, anna);
    EXPECT_EQ(StatusOf(answer), 404) << path;
    return BodyOf(answer);
  };
  const std::string unknown = body_of("/v1/cases/" + nobody);
  for (const std::string& path :
       {CasePath("b1"), HistoryPath("b1"), CasePath("b1") + "/readers", "/v1/persons/" + PersonOf("b1"),
        "/v1/cases/" + PersonOf("a1"), "/v1/persons/" + CaseOf("a1"), "/v1/households/" + CaseOf("a1"),
        "/v1/persons/" + nobody, "/v1/households/" + nobody, "/v1/cases/" + CaseOf("a1").substr(0, 8),
        std::string("/v1/cases/"), CasePath("a1") + "/nothing", std::string("/v1/cases/%40a1")}) {
    EXPECT_EQ(body_of(path), unknown) << path;
  }
  const std::string refused = served.Post(Posted(OnCase("ee", "SetUrgency", R"("urgency":"urgent")")), "x0", anna);
  EXPECT_EQ(StatusOf(refused), 404);
  int key = 1;
  for (const std::string& payload :
       {OnCase("b1", "SetUrgency", R"("urgency":"urgent")"),
        OnCase("b1", "AddDiaryEntry", R"("kind":"note","text":"x")"),
        R"("type":"WithdrawApplication","activation":"@)" + StoryId("c1") + R"(","reason":"moved_away")",
        R"("type":"RecordAddress","person":")" + PersonOf("b1") +
            R"(","kind":"residence","municipality":"092009","address":"Via X 1")"}) {
    const std::string answer = served.Post(Posted(payload), "x" + std::to_string(key++), anna);
    EXPECT_EQ(StatusOf(answer), 404) << payload << answer;
    EXPECT_EQ(BodyOf(answer), BodyOf(refused)) << payload;
  }
}

TEST(FilesAtTheDoors, CloseAtTheNextRequestWhenARightEnds) {
  const ServedDesk served(TwoCases());
  const std::string anna = served.TokenOf("anna.rossi", {"worker"}, kNowhere);
  const std::string coordinator = served.TokenOf("carla", {"coordinator"}, kElderly);
  EXPECT_EQ(StatusOf(served.Get(HistoryPath("a1"), anna)), 200);
  ASSERT_EQ(StatusOf(served.Post(Posted(OnCase("a1", "AssignWorker", R"("worker":"dario")")), "t1", coordinator)), 200);
  EXPECT_EQ(StatusOf(served.Get(HistoryPath("a1"), anna)), 404) << "the case was given to another";
  EXPECT_EQ(StatusOf(served.Get(HistoryPath("a1"), served.TokenOf("dario", {"worker"}, kNowhere))), 200);

  EXPECT_EQ(StatusOf(served.Get(HistoryPath("a1"), coordinator)), 200);
  ASSERT_EQ(StatusOf(served.Post(Posted(OnCase("a1", "DeclareConflict", R"("worker":"carla","relation":"relative")")),
                                 "t2", served.TokenOf("dario", {"worker"}, kNowhere))),
            200);
  EXPECT_EQ(StatusOf(served.Get(HistoryPath("a1"), coordinator)), 404) << "too near to the person";
  EXPECT_EQ(StatusOf(served.Get("/v1/persons/" + PersonOf("a1"), coordinator)), 404);

  auto policy = engine::SamplePolicy();
  policy["version"] = "2026.2";
  policy["valid_from"] = "2026-03-02";
  policy["rows"] = {{{"role", "worker"}, {"relation", "team"}, {"actions", {"find"}}}};
  const nlohmann::json adopt{{"payload", {{"type", "AdoptRuleSet"}, {"rule_set", policy}}}};
  EXPECT_EQ(StatusOf(served.Post(adopt.dump(), "t3", coordinator)), 403) << "nobody changes the policy by the way";
  const std::string adopted = served.Post(adopt.dump(), "t3", served.TokenOf("ufficio", {"catalogue"}));
  ASSERT_EQ(StatusOf(adopted), 200) << adopted;
  EXPECT_EQ(StatusOf(served.Get(HistoryPath("a1"), served.TokenOf("dario", {"worker"}, kNowhere))), 404);
}

TEST(FilesAtTheDoors, KeepOthersOutOfEveryList) {
  const ServedDesk served(TwoCases());
  const std::string token = served.TokenOf("carla", {"coordinator", "administrative"}, kElderly);
  const std::string only_team = served.TokenOf("carla", {"coordinator"}, kElderly);
  EXPECT_TRUE(Says(served.Get("/v1/caseload", token), CaseOf("b1"))) << "administrative finds every case";
  int asked = 0;
  for (const program::Question& question : program::Questions()) {
    const std::string answer = served.Get("/v1/" + std::string(question.name), only_team);
    if (StatusOf(answer) == 200) ++asked;
    EXPECT_FALSE(Says(answer, CaseOf("b1"))) << question.name;
  }
  EXPECT_GT(asked, 5);
  EXPECT_TRUE(Says(served.Get("/v1/caseload", only_team), CaseOf("a1")));
}

TEST(FilesAtTheDoors, KeepOthersOutOfTotalsToo) {
  const auto asks = [](const std::string& contact) {
    return OnCase(contact, "RequestPlan", R"("service":"plan_162","certificate":"severe_disability","certified_on":"2026-02-01")");
  };
  const ServedDesk served(TwoCases() + StoryLine("f1", asks("a1")) + StoryLine("f2", asks("b1")));
  const std::string everybody = served.TokenOf("carla", {"coordinator", "administrative"}, kElderly);
  const std::string team = served.TokenOf("carla", {"coordinator"}, kElderly);
  EXPECT_EQ(JsonOf(served.Get("/v1/plans", everybody)).at("by_state").at("requested"), 2);
  const auto of_team = JsonOf(served.Get("/v1/plans", team));
  EXPECT_EQ(of_team.at("plans").size(), 1U);
  EXPECT_TRUE(of_team.at("by_state").is_null());
  EXPECT_TRUE(JsonOf(served.Get("/v1/plans?state=ended", team)).at("by_state").is_null()) << "also where no row was left out";
  EXPECT_TRUE(JsonOf(served.Get("/v1/audit/grants", team)).at("totals").is_null());
  EXPECT_EQ(StatusOf(served.Get("/v1/plans", team + "Accept: text/plain\r\n")), 406);
  EXPECT_EQ(StatusOf(served.Get("/v1/plans", everybody + "Accept: text/plain\r\n")), 200);
  const std::string seals = OnCase("a1", "SealCase", R"("ground":"staff","names":["anna.rossi"])");
  ASSERT_EQ(StatusOf(served.Post(Posted(seals), "s1", served.TokenOf("anna.rossi", {"worker"}, kElderly))), 200);
  EXPECT_TRUE(JsonOf(served.Get("/v1/plans?state=ended", everybody)).at("by_state").is_null()) << "a seal shuts them out of one";
}

TEST(FilesAtTheDoors, AreFoundBySearchingAsFarAsTheyMayBe) {
  const ServedDesk served(TwoCases());
  const auto search = [&](const std::string& body, const std::string& token) { return served.Search(body, token); };
  const std::string anna = served.TokenOf("anna.rossi", {"worker"}, kElderly);
  const std::string own = search(R"({"words":["meravigli","fiordaliso"]})", anna);
  EXPECT_THAT(own, AllOf(HasSubstr(PersonOf("a1")), HasSubstr("Meravigli"))) << own;
  const auto others = JsonOf(search(R"({"words":["inventata","fiordaliso"]})", anna));
  const auto unknown = JsonOf(search(R"({"words":["sconosciuta","fiordaliso"]})", anna));
  for (const auto& one : others.at("people")) EXPECT_NE(one.at("person"), PersonOf("b1"));
  EXPECT_FALSE(Says(unknown.dump(), PersonOf("b1")));
  const std::string desk = search(R"({"surname":"Meravigli","name":"Fiordaliso","born":"1950-02-03"})",
                                  served.TokenOf("sportello", {"front_desk"}, kNowhere));
  EXPECT_THAT(desk, AllOf(HasSubstr(PersonOf("a1")), Not(HasSubstr("Meravigli"))))
      << "that there is somebody, and no more";
  for (const char* wrong :
       {"", "[]", R"({"words":["-"]})", R"({"words":"x"})", R"({"limit":0})", R"({"what":1})", R"({"surname":5})"}) {
    const std::string answer = search(wrong, anna);
    EXPECT_EQ(StatusOf(answer), 400) << wrong;
  }
  EXPECT_EQ(StatusOf(served.Get("/v1/people?q=rossi", anna)), 405) << "no name in a URL";
}

TEST(FilesAtTheDoors, GoPageByPage) {
  const ServedDesk served(TwoCases());
  const std::string anna = served.TokenOf("anna.rossi", {"worker"}, kElderly);
  std::size_t steps = 0;
  std::string after;
  for (int page = 0; page < 20; ++page) {
    const auto answer = JsonOf(served.Get(HistoryPath("a1") + "?limit=2" + after, anna));
    steps += answer.at("steps").size();
    if (!answer.at("more")) break;
    after = "&after=" + answer.at("next").get<std::string>();
  }
  EXPECT_EQ(steps, JsonOf(served.Get(HistoryPath("a1"), anna)).at("steps").size());
  EXPECT_GE(steps, 5U) << "papers of the juvenile court take two";
  for (const char* wrong :
       {"?after=x", "?limit=-1", "?as_of=2026-01-01", "?limit=1&limit=2", "?level=diary", "?sealed=true"}) {
    EXPECT_EQ(StatusOf(served.Get(HistoryPath("a1") + wrong, anna)), 400) << wrong;
  }
}

TEST(FilesAtTheDoors, OfAHouseholdShowWhatEachCaseAllows) {
  const std::string forms =
      R"("type":"FormHousehold","composition":"registry","from":"2026-01-01","municipality":"090064",)"
      R"("members":[{"person":"@)" +
      StoryId("a1") + R"(/1","relationship":"reference_person"},{"person":"@)" + StoryId("b1") +
      R"(/1","relationship":"sibling"}])";
  const auto applies = [](const std::string& contact) {
    return OnCase(contact, "FileApplication", R"("service":"home_care_elderly","quantity":60)");
  };
  ServedDesk served(TwoCases() + StoryLine("e1", forms) + StoryLine("e2", applies("a1")) +
                    StoryLine("e3", applies("b1")));
  const std::string household = CaseOf("e1");  // the first that its command made
  const std::string path = "/v1/households/" + household;
  const std::string anna = served.Get(path, served.TokenOf("anna.rossi", {"worker"}, kNowhere));
  ASSERT_EQ(StatusOf(anna), 200) << anna;
  EXPECT_THAT(anna, AllOf(HasSubstr(PersonOf("a1")), HasSubstr(PersonOf("b1")), HasSubstr(CaseOf("a1"))));
  EXPECT_THAT(anna, Not(HasSubstr(CaseOf("b1")))) << "what bruno's case has is bruno's";
  EXPECT_EQ(JsonOf(anna).at("withheld"), true);
  EXPECT_FALSE(JsonOf(anna).contains("samples")) << "it would name what is withheld";
  EXPECT_EQ(StatusOf(served.Get(path, served.TokenOf("nobody", {"worker"}, kNowhere))), 404);
  EXPECT_EQ(StatusOf(served.Get(path, served.TokenOf("sportello", {"front_desk"}, kNowhere))), 404)
      << "existence is no reading";
  ASSERT_EQ(served.Stop().code, 0);
  const auto readings = served.desk().Run({"who-read", PersonOf("b1"), "--json"}).json().at("readings");
  std::set<std::string> kinds;
  for (const auto& one : readings) kinds.insert(one.at("kind"));
  EXPECT_EQ(kinds, (std::set<std::string>{"household", "person"})) << "each member was shown";
}

TEST(FilesAtTheDoors, TellNothingOfAProtectedPlaceToWhoeverDoesNotHoldTheCase) {
  const std::string protects = R"("type":"ProtectAddress","ground":"violence","person":"@)" + StoryId("a1") + R"(/1")";
  const std::string lives =
      R"("type":"RecordAddress","kind":"residence","municipality":"092009","address":"Via Nascosta 7","person":"@)" +
      StoryId("a1") + R"(/1")";
  const ServedDesk served(TwoCases() + StoryLine("d1", lives) + StoryLine("d2", protects));
  for (const auto& [name, role] :
       {std::pair{"anna.rossi", "worker"}, {"carla", "coordinator"}, {"audit", "auditor"}, {"x", "administrative"}}) {
    const std::string token = served.TokenOf(name, {role}, kElderly);
    for (const std::string& path : {CasePath("a1"), HistoryPath("a1"), "/v1/persons/" + PersonOf("a1")}) {
      EXPECT_FALSE(Says(served.Get(path, token), "Nascosta")) << name << path;
    }
    EXPECT_FALSE(Says(served.Search(R"({"words":["nascosta","via"]})", token), PersonOf("a1")));
  }
}

TEST(FilesAtTheDoors, SayWhichCommandsSomebodyMayHandInAboutThem) {
  const ServedDesk served(TwoCases());
  const auto told = [&](const char* name, const char* role) {
    const std::string answer = served.Get(CasePath("a1") + "/commands", served.TokenOf(name, {role}, kNowhere));
    std::set<std::string> commands;
    if (StatusOf(answer) == 404) return commands;
    const auto document = JsonOf(answer);
    for (const auto& row : document.at("commands")) commands.insert(row.at("command"));
    return commands;
  };
  const auto annas = told("anna.rossi", "worker");
  EXPECT_TRUE(annas.contains("AddDiaryEntry") && annas.contains("CloseCase"));
  EXPECT_FALSE(annas.contains("AssignWorker") || annas.contains("PayMoney"));
  EXPECT_TRUE(told("stranger", "worker").empty());
  const auto desk = told("desk", "front_desk");
  EXPECT_TRUE(desk.contains("RegisterContact"));
  EXPECT_FALSE(desk.contains("AddDiaryEntry"));
  const auto answer = JsonOf(served.Get(CasePath("a1") + "/commands", served.TokenOf("desk", {"front_desk"}, kNowhere)));
  EXPECT_TRUE(answer.at("version").is_null());
}

TEST(FilesAtTheDoors, AreNotShownWhereTheReadingCannotBeRecorded) {
  const ServedDesk served(TwoCases());
  const std::string anna = served.TokenOf("anna.rossi", {"worker"}, kElderly);
  const auto folder = served.desk().data() / "reads";
  std::ofstream(folder) << "a file where the folder ought to be";
  const std::string refused = served.Get(HistoryPath("a1"), anna);
  EXPECT_EQ(StatusOf(refused), 503);
  EXPECT_FALSE(Says(refused, "Meravigli"));
  EXPECT_THAT(refused, HasSubstr("not_recorded"));
  EXPECT_EQ(StatusOf(served.Search(R"({"words":["meravigli"]})", anna)), 503);
  std::filesystem::remove(folder);
  EXPECT_EQ(StatusOf(served.Get(HistoryPath("a1"), anna)), 200);
}

TEST(FilesAtTheDoors, LeaveNoBytesWithoutARecordWhenTheServerIsKilled) {
  ServedDesk served(TwoCases());
  const std::string anna = served.TokenOf("anna.rossi", {"worker"}, kElderly);
  std::atomic<int> answered{0};
  std::vector<std::vector<std::string>> told(3);
  std::vector<std::thread> clients;
  for (auto& ids : told) {
    clients.emplace_back([&] {
      http::RawClient raw(served.port());
      while (raw.Send(http::Get(HistoryPath("a1"), anna))) {
        const std::string answer = raw.Answer();
        if (!Says(answer, "Meravigli")) return;
        const auto at = answer.find("Reading: ");
        ids.push_back(at == std::string::npos ? "none" : answer.substr(at + 9, 32));
        ++answered;
      }
    });
  }
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (answered < 60 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  served.Kill();
  for (std::thread& one : clients) one.join();
  const auto recorded = served.desk().Run({"who-read", CaseOf("a1"), "--json"}).json();
  std::set<std::string> ids;
  for (const auto& one : recorded.at("readings")) ids.insert(one.at("reading"));
  for (const auto& some : told) {
    for (const std::string& id : some) EXPECT_TRUE(ids.contains(id)) << id;
  }
  EXPECT_GE(answered, 60);
  EXPECT_EQ(served.desk().Run({"verify", "--json"}).code, 0);
}

}  // namespace
}  // namespace fascicolo::program_test
