// Every command with --url: the server answers as the command does where the ledger is, or the command says where it is
// done.
#include "connectors/program/remote/ways.h"

#include "connectors/program/commands.h"
#include "connectors/program/serve/questions.h"
#include "connectors/program/serve/served_desk.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace fascicolo::program_test {
namespace {

using program::Way;
using testing::HasSubstr;

constexpr const char* kContactOfMarch =
    R"({"payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})";

std::set<std::string> CommandsOfTheHelp() {
  program::Session session;
  cli::Arguments arguments("fascicolo", cli::Language::kEnglish, {"Cases", "Fascicoli"});
  program::AddAll(arguments, session);
  std::set<std::string> commands;
  for (const auto& [place, text] : arguments.help()) {
    if (place.find(' ') == std::string::npos && !place.starts_with("-")) commands.insert(place);
  }
  commands.erase("fascicolo");
  return commands;
}

/// Where a command wants more than its name: words that it can be typed with. CASE stands for a case of the ledger.
const std::map<std::string, std::vector<std::vector<std::string>>>& WordsToTry() {
  static const std::map<std::string, std::vector<std::vector<std::string>>> words{
      {"caseload", {{}, {"--limit", "1"}, {"--worker", "anna.rossi"}, {"--state", "nonsense"}}},
      {"waiting-list", {{}, {"home_care_elderly"}, {"--exceptions"}}},
      {"changes", {{"--since", "0"}}},
      {"reconcile", {{"2026-03"}, {"March"}}},
      {"statistics", {{"users", "--year", "2026"}, {"terms"}, {"users", "--public"}, {"nonsense"}}},
      {"audit", {{"grants"}, {"stale", "--from", "2026-01-01"}}},
      {"may",
       {{"anna.rossi", "diary", "CASE", "--role", "worker", "--role", "coordinator"}, {"anna.rossi", "fly", "CASE"}}},
      {"figures", {{"list"}, {"restate"}}},
      {"trace", {{"12/2026"}, {}}},
      {"agenda", {{}, {"--as-of", "3"}}},
  };
  return words;
}

struct Asked {
  std::vector<std::string> words;
  Ran over_http;
};

TEST(EveryCommand, HasOneWayOverHttp) {
  std::set<std::string> told;
  for (const auto& way : program::CommandWays()) {
    EXPECT_TRUE(told.insert(std::string(way.command)).second) << way.command << " stands twice";
    EXPECT_EQ(way.way == Way::kAsked, program::FindQuestion(way.command) != nullptr) << way.command;
    EXPECT_EQ(way.way == Way::kNowhere, !way.why.english.empty() && !way.why.italian.empty()) << way.command;
  }
  EXPECT_EQ(told, CommandsOfTheHelp());
}

TEST(EveryCommand, IsAnsweredByAServerAsWhereTheLedgerIsOrSaysWhyNot) {
  ServedDesk served;
  const std::string everybody = served.TokenOf("anna.rossi", {"coordinator", "worker", "administrative", "auditor"});
  ASSERT_EQ(http::StatusOf(served.Post(kContactOfMarch, "a1", everybody)), 200);
  ASSERT_EQ(http::StatusOf(served.Post(kContactOfMarch, "a2", everybody)), 200);
  const auto cases = JsonOf(served.Get("/v1/caseload", everybody)).at("cases");
  const std::string case_file = cases.at(0).at("case");
  Desk away;
  away.SetVariable("FASCICOLO_TOKEN=" +
                   served.BareTokenOf("anna.rossi", {"coordinator", "worker", "administrative", "auditor"}));
  std::vector<Asked> asked;
  for (const auto& way : program::CommandWays()) {
    const auto tried = WordsToTry().find(std::string(way.command));
    const auto words_of = tried == WordsToTry().end() ? std::vector<std::vector<std::string>>{{}} : tried->second;
    for (std::vector<std::string> words : words_of) {
      if (way.way != Way::kAsked) continue;
      words.insert(words.begin(), std::string(way.command));
      std::replace(words.begin(), words.end(), std::string("CASE"), case_file);
      for (const std::vector<std::string>& form : {std::vector<std::string>{}, {"--json"}, {"--lang", "it"}}) {
        auto all = words;
        all.insert(all.end(), form.begin(), form.end());
        auto over_http = all;
        over_http.insert(over_http.end(), {"--url", served.url()});
        asked.push_back({all, away.RunBare(over_http)});
      }
    }
  }
  ASSERT_EQ(served.Stop().code, 0);
  for (const auto& [words, over_http] : asked) {
    const Ran here = served.desk().Run(words);
    std::string text;
    for (const std::string& word : words) text += word + " ";
    EXPECT_EQ(over_http.code, here.code) << text << over_http.err;
    EXPECT_EQ(over_http.out, here.out) << text;
    EXPECT_EQ(over_http.err, here.err) << text;
  }
}

TEST(EveryCommand, ThatNoServerDoesSaysWhereItIsDoneAndDoesNothing) {
  const Desk away;
  const std::map<std::string, std::vector<std::string>> needed{{"disclose", {"1234"}},
                                                               {"what-if", {"a", "--rules", "b"}},
                                                               {"init", {"--name", "x"}},
                                                               {"copy", {"--from", "a", "--to", "b"}},
                                                               {"backup", {"--to", "x"}},
                                                               {"restore", {"--from", "x"}},
                                                               {"forget", {"list"}},
                                                               {"feed", {"x"}},
                                                               {"siuss", {"status"}},
                                                               {"export", {"istat"}},
                                                               {"drop-readings", {"2026-01"}}};
  for (const auto& way : program::CommandWays()) {
    if (way.way != Way::kNowhere) continue;
    std::vector<std::string> words{std::string(way.command), "--url", "http://127.0.0.1:9"};
    if (const auto more = needed.find(words[0]); more != needed.end())
      words.insert(words.end(), more->second.begin(), more->second.end());
    const Ran ran = away.RunBare(words);
    EXPECT_EQ(ran.code, 2) << way.command << ": " << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, HasSubstr(std::string(way.why.english))) << way.command;
    words.insert(words.end(), {"--lang", "it"});
    EXPECT_THAT(away.RunBare(words).err, HasSubstr(std::string(way.why.italian))) << way.command;
  }
}

TEST(ServerThatIsAsked, IsOneAndGetsATokenOverTlsOnly) {
  Desk away;
  const auto says = [&](const std::vector<std::string>& words, const char* what) {
    auto all = words;
    all.insert(all.begin(), "caseload");
    const Ran ran = away.RunBare(all);
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(what));
  };
  says({"--url", "http://127.0.0.1:9"}, "--token-file: is missing");
  away.SetVariable("FASCICOLO_TOKEN=x.y.z");
  says({"--url", "nonsense"}, "--url: is no URL of a server");
  says({"--url", "http://social.example:8080"}, "would send the token without TLS");
  says({"--url", "http://127.0.0.1:9", "--data", "x"}, "asks a server");
  says({"--url", "http://127.0.0.1:9", "--token-file", "/nowhere"}, "--token-file");
}

TEST(ServerThatIsAsked, KeepsToItsTableOfRoles) {
  const ServedDesk served;
  Desk away;
  away.SetVariable("FASCICOLO_TOKEN=" + served.BareTokenOf("rita", {"reporting"}));
  const Ran ran = away.RunBare({"workload", "--url", served.url()});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("403"));
  const Ran publishing = away.RunBare({"figures", "publish", "--query", "users --by area --year 2025", "--signer",
                                       "neri", "--act", "12/2026", "--actor", "rita", "--url", served.url()});
  EXPECT_EQ(publishing.code, 2) << publishing.err;
}

}  // namespace
}  // namespace fascicolo::program_test
