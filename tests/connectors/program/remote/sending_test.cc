// submit and import with --url: their outcomes are those that they have where the ledger is.
#include "connectors/program/serve/served_desk.h"
#include "engine/rules/sample_policy.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace fascicolo::program_test {
namespace {

using testing::HasSubstr;

constexpr const char* kWriter = "anna.rossi";
constexpr int kContacts = 60;

constexpr const char* kMappingOfCases = R"({
  "name": "desk", "source": "old desk", "format": "csv",
  "csv": {"separator": ",", "case": "case", "activity": "step", "actor": "who", "instant": "at"},
  "rules": [
    {"when": {"activity": "came", "first": true}, "command": "RegisterContact",
     "fields": {"desk": "adults_elderly", "area": "elderly", "reason": "advice", "surname": "$attribute surname"}},
    {"when": {"activity": "taken"}, "command": "TakeInCharge", "fields": {"worker": "$actor"}}
  ]})";
constexpr const char* kHistoryOfCases =
    "case,step,who,at,surname\n"
    "c1,came,anna,2024-01-08T09:00:00Z,Inventata\n"
    "c2,came,anna,2024-01-08T10:00:00Z,\n"
    "c1,taken,bruno,2024-01-09T09:00:00Z,\n"
    "c1,called,bruno,2024-01-10T09:00:00Z,\n"
    "c2,closed,anna,not a time,\n"
    "c1,taken,bruno,2024-02-02T09:00:00Z,\n";

std::string IdOf(int number) {
  const std::string digits = std::to_string(number);
  return std::string(32 - digits.size(), '0') + digits;
}

/// Contacts, each of which is taken in charge twice, the second time in vain; and lines that cannot be read.
std::string Lines() {
  std::string lines;
  for (int i = 1; i <= kContacts; ++i) {
    lines += R"({"id":")" + IdOf(i) +
             R"(","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly",)"
             R"("reason":"home_help"}})"
             "\n";
    for (const int again : {1'000 + i, 2'000 + i}) {
      lines += R"({"id":")" + IdOf(again) +
               R"(","actor":"anna.rossi","payload":{"type":"TakeInCharge","case_file":"@)" + IdOf(i) +
               R"(","worker":"anna.rossi"}})"
               "\n";
    }
  }
  lines += "{\n";
  lines += R"({"id":")" + IdOf(1) + R"(","actor":"anna.rossi","payload":{"type":"SetUrgency","case_file":"@)" +
           IdOf(1) +
           R"(","urgency":"high"}})"
           "\n";
  lines += R"({"id":")" + IdOf(9'000) + R"(","actor":"anna.rossi","payload":{"type":"TakeInCharge","case_file":")" +
           IdOf(9'999) +
           R"(","worker":"anna.rossi"}})"
           "\n";
  return lines;
}

/// At a door nobody learns whether what they name is not there or may not be read, so no more is said of it.
void ForgetWhatIsNotThere(std::vector<nlohmann::json>& lines) {
  for (auto& line : lines) {
    if (line.value("code", "") != "unknown_entity") continue;
    for (const char* member : {"place", "problem", "expected", "text"}) line.erase(member);
  }
}

std::vector<nlohmann::json> WithoutPositions(std::vector<nlohmann::json> lines) {
  for (auto& line : lines) line.erase("position");
  ForgetWhatIsNotThere(lines);
  return lines;
}

/// With positions counted from the first command's: a server has claimed the ledger before.
std::vector<nlohmann::json> FromTheFirst(std::vector<nlohmann::json> lines) {
  const auto first = lines.at(0).at("position").get<std::uint64_t>();
  ForgetWhatIsNotThere(lines);
  for (auto& line : lines) {
    if (line.contains("position")) line.at("position") = line.at("position").get<std::uint64_t>() - first;
  }
  return lines;
}

class SendingToAServer : public testing::Test {
 protected:
  SendingToAServer() { away_.SetVariable("FASCICOLO_TOKEN=" + served_.BareTokenOf(kWriter, {"worker", "migration"})); }
  Ran Submit(const std::string& lines, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"submit", "-", "--url", served_.url()});
    return away_.RunBare(more, lines);
  }
  ServedDesk served_;
  Desk away_;
  Desk here_;
};

TEST_F(SendingToAServer, InOrderGivesTheOutcomesOfADirectory) {
  here_.Init();
  const Ran over_http = Submit(Lines(), {"--at-once", "1"});
  const Ran directly = here_.Run({"submit", "-"}, Lines());
  EXPECT_EQ(FromTheFirst(over_http.lines()), FromTheFirst(directly.lines()));
  EXPECT_EQ(over_http.err, directly.err);
  EXPECT_EQ(over_http.code, directly.code);
}

TEST_F(SendingToAServer, InParallelKeepsTheOrderOfWhatBelongsTogether) {
  here_.Init();
  const Ran over_http = Submit(Lines(), {"--at-once", "16"});
  const Ran directly = here_.Run({"submit", "-"}, Lines());
  EXPECT_EQ(WithoutPositions(over_http.lines()), WithoutPositions(directly.lines()));
  EXPECT_EQ(over_http.code, directly.code);
  std::set<std::uint64_t> positions;
  for (const auto& line : over_http.lines()) {
    if (line.contains("position")) positions.insert(line.at("position").get<std::uint64_t>());
  }
  EXPECT_EQ(positions.size(), 3U * kContacts) << "one each";
}

TEST_F(SendingToAServer, AgainGivesTheSameAnswers) {
  const Ran first = Submit(Lines());
  const Ran again = Submit(Lines());
  EXPECT_EQ(first.out, again.out);
}

TEST_F(SendingToAServer, RejectsWhatSomebodyElseIsSaidToDo) {
  const Ran ran =
      Submit(R"({"id":")" + IdOf(5) +
             R"(","actor":"bruno","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly",)"
             R"("reason":"home_help"}})"
             "\n");
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.lines().at(0).at("outcome"), "rejected");
  EXPECT_EQ(ran.lines().at(0).at("place"), "/actor");
  EXPECT_EQ(ran.lines().at(0).at("expected"), "none, or anna.rossi");
}

TEST_F(SendingToAServer, TellsProgramsTheSameInEveryLanguage) {
  const std::string lines = Lines() + R"({"id":")" + IdOf(5) + R"(","actor":"bruno","payload":{"type":"RegisterContact"}})" "\n";
  const auto told_to_programs = [&](const char* language) {
    auto told = WithoutPositions(Submit(lines, {"--lang", language}).lines());
    for (auto& line : told) line.erase("text");
    return told;
  };
  EXPECT_EQ(told_to_programs("it"), told_to_programs("en"));
}

TEST_F(SendingToAServer, IsNoWayToStandByOrToSearchNames) {
  for (const char* option : {"--standby", "--find-duplicates", "--at-once=0", "--at-once=65"}) {
    const Ran ran = Submit("", {option});
    EXPECT_EQ(ran.code, 2) << option;
    EXPECT_THAT(ran.err, HasSubstr(std::string(option).substr(0, 9)));
  }
}

TEST_F(SendingToAServer, FindsTheOneThatAnswersAmongSeveral) {
  const Ran ran = away_.RunBare({"submit", "-", "--url", "http://127.0.0.1:9," + served_.url()}, Lines());
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_EQ(ran.lines().size(), 3U * kContacts + 3U);
  const Ran asked = away_.RunBare({"services", "--json", "--url", "http://127.0.0.1:9," + served_.url()});
  EXPECT_EQ(asked.code, 0) << asked.err;
}

TEST_F(SendingToAServer, AdoptsWhatIsNotInForceThere) {
  Desk catalogue;
  catalogue.SetVariable("FASCICOLO_TOKEN=" + served_.BareTokenOf("ufficio", {"catalogue"}));
  here_.Init();
  auto policy = engine::SamplePolicy();
  const std::string sample = FASCICOLO_SOURCE_DIR "/schemas/catalogue/access/access-sample.json";
  ASSERT_EQ(here_.Run({"adopt", sample}).code, 0) << "as it was adopted at the server";
  policy["version"] = "2026.2";
  policy["valid_from"] = "2026-05-01";
  const std::string later = (here_.root() / "later.json").string();
  const std::string malformed = (here_.root() / "malformed.json").string();
  std::ofstream(later) << policy.dump();
  std::ofstream(malformed) << R"({"kind":"access"})";
  for (const std::vector<std::string>& what :
       {std::vector<std::string>{"adopt", "--built-in"}, {"adopt", sample, later, malformed}, {"adopt", later}}) {
    auto words = what;
    words.emplace_back("--json");
    const Ran directly = here_.Run(words);
    words.insert(words.end(), {"--url", served_.url()});
    const Ran over_http = catalogue.RunBare(words);
    EXPECT_EQ(WithoutPositions(over_http.lines()), WithoutPositions(directly.lines())) << over_http.err;
    EXPECT_EQ(over_http.code, directly.code);
  }
  EXPECT_THAT(served_.Get("/v1/services", served_.TokenOf("ufficio", {"catalogue"})), HasSubstr("2026.2"));
  const Ran named = catalogue.RunBare({"adopt", later, "--actor", "anna", "--url", served_.url()});
  EXPECT_EQ(named.code, 2);
  EXPECT_THAT(named.err, HasSubstr("--actor"));
  Desk nobody;
  nobody.SetVariable("FASCICOLO_TOKEN=" + served_.BareTokenOf("sportello", {"front_desk"}));
  const Ran refused = nobody.RunBare({"adopt", later, "--url", served_.url()});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("403"));
}

TEST_F(SendingToAServer, ImportsWhatADirectoryImports) {
  here_.Init();
  std::ofstream(here_.root() / "mapping.json") << kMappingOfCases;
  std::ofstream(here_.root() / "history.csv") << kHistoryOfCases;
  std::vector<std::string> words{"import", (here_.root() / "history.csv").string(), "--mapping",
                                 (here_.root() / "mapping.json").string(), "--json"};
  const Ran directly = here_.Run(words);
  words.insert(words.end(), {"--url", served_.url()});
  const Ran over_http = away_.RunBare(words);
  EXPECT_EQ(over_http.code, directly.code) << over_http.err;
  for (const char* member : {"cases", "events", "accepted", "already", "refused", "rejected", "failed", "commits"}) {
    EXPECT_EQ(over_http.json().at(member), directly.json().at(member)) << member;
  }
  EXPECT_GT(directly.json().at("accepted"), 0);
  const Ran again = away_.RunBare(words);
  EXPECT_EQ(again.json().at("accepted"), 0);
  EXPECT_EQ(again.json().at("already"), directly.json().at("accepted"));
}

}  // namespace
}  // namespace fascicolo::program_test
