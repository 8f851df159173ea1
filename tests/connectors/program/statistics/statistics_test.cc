// Figures as the office asks for them, publishes them, and counts them again.
#include "connectors/program/program.h"

#include <gtest/gtest.h>

namespace fascicolo::program_test {
namespace {

using nlohmann::json;

/// Command ids: a number of 32 digits.
std::string IdOf(int number) {
  std::string text = std::to_string(number);
  return std::string(32 - text.size(), '0') + text;
}
std::string Made(int number) { return "@" + IdOf(number); }
std::string Line(int number, json payload) {
  return json{{"id", IdOf(number)}, {"actor", "anna.rossi"}, {"payload", std::move(payload)}}.dump() + "\n";
}

constexpr int kUnit = 1;
/// Somebody whose case is taken in charge, and who applies for the centre; commands 100 n + 1 to 3.
std::string Applicant(int n, const char* area) {
  const int first = 100 * n;
  return Line(first + 1, {{"type", "RegisterContact"},
                          {"desk", "adults_elderly"},
                          {"area", area},
                          {"reason", "company"},
                          {"born", "1940-05-05"},
                          {"citizenship", "380"},
                          {"surname", "Inventata" + std::to_string(n)},
                          {"name", "Ada"}}) +
         Line(first + 2, {{"type", "TakeInCharge"}, {"case_file", Made(first + 1)}, {"worker", "anna.rossi"}}) +
         Line(first + 3, {{"type", "FileApplication"},
                          {"case_file", Made(first + 1)},
                          {"service", "open_centre_elderly"},
                          {"quantity", 1}});
}
std::string Started(int n, const char* from) {
  return Line(100 * n + 4, {{"type", "StartService"}, {"activation", Made(100 * n + 3)}, {"unit", Made(kUnit)}, {"from", from}});
}

/// Six elderly and two disabled persons are in a centre in March; a ninth has applied.
class StatisticsCommands : public testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    std::string commands = Line(kUnit, {{"type", "OpenUnit"},
                                        {"service", "open_centre_elderly"},
                                        {"name", "Centro"},
                                        {"capacity", 20},
                                        {"from", "2026-03-02"}});
    for (int n = 1; n <= 8; ++n) commands += Applicant(n, n <= 6 ? "elderly" : "disabled") + Started(n, "2026-03-02");
    Submit(commands + Applicant(9, "elderly"));
  }
  void Submit(const std::string& commands) {
    const auto ran = desk_.Run({"submit", "-", "--trust-clock"}, commands);
    ASSERT_EQ(ran.code, 0) << ran.out << ran.err;
  }
  json Ask(std::vector<std::string> words, int code = 0) {
    words.push_back("--json");
    const auto ran = desk_.Run(words);
    EXPECT_EQ(ran.code, code) << ran.out << ran.err;
    return ran.json();
  }
  /// The row of these values.
  static json Row(const json& answer, const json& values) {
    for (const auto& row : answer.at("figures").at("rows")) {
      bool fits = true;
      for (const auto& [name, value] : values.items()) fits = fits && row.at(name) == value;
      if (fits) return row;
    }
    ADD_FAILURE() << "no row " << values << " in " << answer;
    return {};
  }
  /// March is over.
  void LetMarchPass() { desk_.SetClock("2026-04-02T08:00:00Z"); }
  std::vector<std::string> Publication(std::vector<std::string> more = {}) {
    std::vector<std::string> words{"figures", "publish", "--trust-clock", "--query",
                                   "stocks --by area --from 2026-03 --to 2026-03", "--signer", "neri",
                                   "--act", "det. 12/2026", "--actor", "anna.rossi"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  Desk desk_;
};

TEST_F(StatisticsCommands, StocksAreToldByAreaAndMonth) {
  const auto answer = Ask({"statistics", "stocks", "--by", "month,area", "--from", "2026-02", "--to", "2026-03"});
  EXPECT_EQ(Row(answer, {{"area", "elderly"}, {"month", "2026-03"}}).at("active"), 6);
  EXPECT_EQ(Row(answer, {{"area", "*"}, {"month", "2026-03"}}).at("in"), 8);
  EXPECT_EQ(Row(answer, {{"area", "*"}, {"month", "2026-03"}}).at("before"), 0);
  EXPECT_TRUE(answer.at("breaches").empty());
  EXPECT_EQ(answer.at("figures").at("query"), "stocks --of services --by area,month --from 2026-02 --to 2026-03");
  EXPECT_FALSE(Ask({"statistics", "flows", "--year", "2026"}).at("figures").at("rows")[0].contains("active"));
}

TEST_F(StatisticsCommands, TheSamePositionGivesTheSameAnswerForEver) {
  const std::string then = std::to_string(desk_.position());
  const std::vector<std::string> words{"statistics", "users", "--by", "area", "--year", "2026", "--as-of", then};
  const auto first = Ask(words);
  Submit(Started(9, "2026-03-02"));
  EXPECT_EQ(Ask(words), first);
  const auto now = Ask({"statistics", "users", "--by", "area", "--year", "2026"});
  EXPECT_EQ(Row(now, {{"area", "elderly"}}).at("users"), 7);
}

TEST_F(StatisticsCommands, PeopleReadThemInTheirLanguage) {
  const auto shown = desk_.Run({"statistics", "spending", "--by", "area,service", "--lang", "it"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_NE(shown.out.find("quota sanitaria"), std::string::npos) << shown.out;
  const auto users = desk_.Run({"statistics", "users", "--by", "service,age_band,citizenship,district", "--lang", "it"});
  for (const char* word : {"65 anni e più", "italiana", "non registrato", "totale"}) {
    EXPECT_NE(users.out.find(word), std::string::npos) << word << users.out;
  }
}

TEST_F(StatisticsCommands, WhatLeavesTheOfficeTellsOfNobody) {
  const auto csv = desk_.Run({"statistics", "users", "--by", "area", "--year", "2026", "--csv"});
  EXPECT_EQ(csv.out, "area,users\n*,8\ndisabled,suppressed\nelderly,suppressed\n");
  const auto answer = Ask({"statistics", "users", "--by", "area", "--year", "2026", "--public"});
  EXPECT_EQ(Row(answer, {{"area", "disabled"}}).at("users"), "suppressed");
  EXPECT_EQ(Row(answer, {{"area", "*"}}).at("users"), 8);
}

TEST_F(StatisticsCommands, SayWhatTheyDoNotUnderstand) {
  EXPECT_EQ(desk_.Run({"statistics"}).code, 2);
  EXPECT_EQ(desk_.Run({"statistics", "persons"}).code, 2);
  EXPECT_EQ(desk_.Run({"statistics", "users", "--by", "colour"}).code, 2);
  EXPECT_EQ(desk_.Run({"figures"}).code, 2);
  EXPECT_EQ(desk_.Run({"figures", "publish"}).code, 2);
}

TEST_F(StatisticsCommands, FiguresArePublishedListedAndCountedAgain) {
  // Given figures of March that were published.
  LetMarchPass();
  const auto published = Ask(Publication());
  EXPECT_EQ(published.at("outcome"), "accepted");
  const std::string figure = published.at("figure");
  const auto listed = Ask({"figures", "list"}).at("figures");
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].at("signer"), "neri");
  EXPECT_EQ(listed[0].at("digest"), published.at("digest"));
  EXPECT_FALSE(listed[0].at("restated").get<bool>());

  // When nothing came late, then they stand.
  const auto stands = Ask({"figures", "restate", figure}).at("figures")[0];
  EXPECT_TRUE(stands.at("recomputes").get<bool>());
  EXPECT_TRUE(stands.at("changed").empty());

  // When somebody is recorded late who came in March, and somebody in April, then the first is named.
  Submit(Started(9, "2026-03-20") + Applicant(10, "elderly") + Started(10, "2026-04-02"));
  const auto restated = Ask({"figures", "restate"}, 1).at("figures")[0];
  EXPECT_TRUE(restated.at("recomputes").get<bool>());
  ASSERT_EQ(restated.at("late_events").size(), 1U) << restated;
  EXPECT_EQ(restated.at("late_events")[0].at("type"), "ServiceStarted");
  EXPECT_TRUE(restated.at("late_events")[0].at("concerns").at("entity").is_string());
  EXPECT_EQ(restated.at("late_events")[0].at("bears_on"), "2026-03-02") << "it meets the term that began then";
  bool changed = false;
  for (const auto& cell : restated.at("changed")) {
    changed = changed || (cell.at("row") == json::array({"elderly"}) && cell.at("measure") == "active" &&
                          cell.at("published") == "6" && cell.at("now") == "7");
  }
  EXPECT_TRUE(changed) << restated;
  const auto told = desk_.Run({"figures", "restate", figure, "--lang", "it"});
  EXPECT_EQ(told.code, 1);
  EXPECT_NE(told.out.find("riguarda il 2026-03-02"), std::string::npos) << told.out;
}

TEST_F(StatisticsCommands, TermsAreFiguresThatArePublishedAndCountedAgain) {
  // Given nine applications of March, eight of which were decided, and their terms as figures for outside.
  LetMarchPass();
  auto words = Publication();
  words[4] = "terms --by area --from 2026-03 --to 2026-03";
  const auto published = Ask(words);
  EXPECT_EQ(published.at("outcome"), "accepted") << published;
  EXPECT_TRUE(Ask({"figures", "restate", published.at("figure")}).at("figures")[0].at("recomputes").get<bool>());

  // Then what tells of the two disabled persons is suppressed, and the total told.
  const auto told = Ask({"statistics", "terms", "--by", "area", "--from", "2026-03", "--to", "2026-03", "--public"});
  EXPECT_EQ(Row(told, {{"area", "disabled"}}).at("opened"), "suppressed");
  EXPECT_EQ(Row(told, {{"area", "*"}}).at("opened"), 9);

  // When the ninth is decided in April, then the figures of March change, because the term began then.
  Submit(Started(9, "2026-04-02"));
  const auto restated = Ask({"figures", "restate"}, 1).at("figures")[0];
  ASSERT_EQ(restated.at("late_events").size(), 1U) << restated;
  EXPECT_EQ(restated.at("late_events")[0].at("type"), "ServiceStarted");
  EXPECT_TRUE(restated.at("late_events")[0].at("concerns").at("entity").is_string());
}

TEST_F(StatisticsCommands, OnlyTheFirstOfManyLateEventsAreNamed) {
  // Given figures of March, and fifty-one users of that month who were recorded late.
  LetMarchPass();
  Ask(Publication());
  std::string late;
  for (int n = 10; n <= 60; ++n) late += Applicant(n, "elderly");
  Submit(late);
  late = Line(3, {{"type", "OpenUnit"},
                  {"service", "open_centre_elderly"},
                  {"name", "Altro centro"},
                  {"capacity", 100},
                  {"from", "2026-03-02"}});
  for (int n = 10; n <= 60; ++n) {
    late += Line(100 * n + 4, {{"type", "StartService"}, {"activation", Made(100 * n + 3)}, {"unit", Made(3)}, {"from", "2026-03-05"}});
  }
  Submit(late);
  const auto restated = Ask({"figures", "restate"}, 1).at("figures")[0];
  EXPECT_EQ(restated.at("late_events").size(), 50U);
  EXPECT_TRUE(restated.at("more").get<bool>());
}

TEST_F(StatisticsCommands, SayBeforehandWhatRestatedFiguresWillTell) {
  // Given published figures, and one user more of that month than they say.
  LetMarchPass();
  const std::string figure = Ask(Publication()).at("figure");
  Submit(Started(9, "2026-03-20"));
  const auto counted = [](std::vector<std::string> more) {
    std::vector<std::string> words{"statistics", "stocks", "--by", "area", "--from", "2026-03", "--to", "2026-03"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  // When they are counted to take the published ones' place,
  const auto beforehand = Ask(counted({"--public", "--restates", figure})).at("figures");
  EXPECT_NE(beforehand, Ask(counted({"--public"})).at("figures")) << "the difference would tell of one person";
  // then they are those that are published.
  const auto second = Ask(Publication({"--restates", figure}));
  EXPECT_EQ(Ask({"history", second.at("figure")}).at("steps")[0].at("fields").at("result"), beforehand);
  // And nothing takes the place of figures of another query, nor what stays in the office of any.
  for (const auto& words : {counted({"--restates", figure}), counted({"--public", "--restates", "ffff0000"}),
                            std::vector<std::string>{"statistics", "users", "--year", "2026", "--public", "--restates", figure}}) {
    EXPECT_EQ(desk_.Run(words).code, 2) << words.back();
  }
}

TEST_F(StatisticsCommands, RestatedFiguresTellOfNobodyByTheirDifference) {
  // Given published figures, and one user more of that month than they say.
  LetMarchPass();
  const std::string figure = Ask(Publication()).at("figure");
  Submit(Started(9, "2026-03-20"));

  // When they are published again, then they must be restated,
  EXPECT_EQ(Ask(Publication(), 1).at("code"), "figures_published");
  const auto second = Ask(Publication({"--restates", figure}));
  EXPECT_EQ(second.at("outcome"), "accepted");

  // and the total that differs by one is not told, nor what was hidden before; and they count again to the same.
  const auto answer = Ask({"history", second.at("figure")}).at("steps")[0];
  const auto result = answer.at("fields").at("result");
  for (const auto& row : result.at("rows")) EXPECT_EQ(row.at("active"), "suppressed") << row;
  const auto stands = Ask({"figures", "restate", second.at("figure")}).at("figures")[0];
  EXPECT_TRUE(stands.at("recomputes").get<bool>());
  EXPECT_TRUE(Ask({"figures", "list"}).at("figures").size() == 2U);
}

}  // namespace
}  // namespace fascicolo::program_test
