// Answers in pages, forms and codings, and from which position: as clients meet them.
#include "connectors/program/serve/served_desk.h"

#include <gmock/gmock.h>

#include <thread>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kContact =
    R"({"payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})";

/// The value of a header of an answer; empty: it is not there.
std::string HeaderIn(const std::string& answer, const std::string& name) {
  const auto begin = answer.find("\r\n" + name + ": ");
  if (begin == std::string::npos || begin > answer.find("\r\n\r\n")) return {};
  const auto value = begin + name.size() + 4;
  return answer.substr(value, answer.find("\r\n", value) - value);
}

/// A desk with so many contacts, and its coordinator.
struct Contacts {
  explicit Contacts(int count) : token(served.TokenOf("anna.rossi", {"coordinator"})) {
    for (int i = 0; i < count; ++i) Add();
  }
  std::uint64_t Add() {
    const auto answer = JsonOf(served.Post(kContact, "contact-" + std::to_string(added++), token));
    return answer.at("position").get<std::uint64_t>();
  }
  [[nodiscard]] std::string Get(const std::string& target, const std::string& headers = {}) const {
    return served.Get(target, token + headers);
  }
  ServedDesk served;
  std::string token;
  int added = 0;
};

std::set<std::string> CasesIn(const nlohmann::json& answer) {
  std::set<std::string> cases;
  for (const auto& one : answer.at("cases")) cases.insert(one.at("case").get<std::string>());
  return cases;
}

TEST(ServedPages, AreOfOnePositionWhateverIsWrittenBetween) {
  Contacts contacts(7);
  auto page = JsonOf(contacts.Get("/v1/caseload?limit=3"));
  const auto position = page.at("position");
  std::set<std::string> seen = CasesIn(page);
  EXPECT_EQ(seen.size(), 3U);
  int pages = 1;
  while (page.at("more").get<bool>()) {
    contacts.Add();
    const std::string answer = contacts.Get("/v1/caseload?limit=3&cursor=" + page.at("next").get<std::string>());
    ASSERT_EQ(StatusOf(answer), 200) << answer;
    page = JsonOf(answer);
    EXPECT_EQ(page.at("position"), position);
    for (const std::string& one : CasesIn(page)) EXPECT_TRUE(seen.insert(one).second) << "twice: " << one;
    ++pages;
  }
  EXPECT_EQ(seen.size(), 7U);
  EXPECT_EQ(pages, 3);
  EXPECT_FALSE(page.contains("next"));
}

TEST(ServedPages, HaveALinkToTheNextOne) {
  const Contacts contacts(3);
  const std::string first = contacts.Get("/v1/caseload?limit=2&area=elderly&fields=case%2Cstate");
  const std::string link = HeaderIn(first, "Link");
  ASSERT_THAT(link, HasSubstr("; rel=\"next\""));
  const std::string second = contacts.Get(link.substr(1, link.find('>') - 1));
  EXPECT_EQ(JsonOf(second).at("cases").size(), 1U) << second;
  EXPECT_EQ(JsonOf(second).at("cases")[0].size(), 2U) << "the same fields";
}

TEST(ServedPages, OfAListThatIsCutAreTheSame) {
  const Contacts contacts(1);
  const auto whole = JsonOf(contacts.Get("/v1/waiting-list"));
  const auto none = JsonOf(contacts.Get("/v1/waiting-list?limit=1"));
  EXPECT_EQ(none.at("lists").size(), std::min<std::size_t>(1, whole.at("lists").size()));
  EXPECT_EQ(StatusOf(contacts.Get("/v1/services?limit=2")), 400) << "it has two lists";
}

TEST(PageCursors, OfNobodyOrAnotherQuestionAreRefused) {
  Contacts contacts(3);
  const auto page = JsonOf(contacts.Get("/v1/caseload?limit=1"));
  const std::string cursor = page.at("next");
  const std::vector<std::string> wrong{
      "/v1/caseload?limit=1&cursor=9.1.00", "/v1/caseload?limit=1&cursor=x", "/v1/caseload?limit=2&cursor=" + cursor,
      "/v1/caseload?limit=1&area=elderly&cursor=" + cursor, "/v1/agenda?limit=1&cursor=" + cursor};
  for (const std::string& target : wrong) {
    const std::string answer = contacts.Get(target);
    EXPECT_EQ(StatusOf(answer), 400) << target;
    EXPECT_EQ(JsonOf(answer).at("errors")[0].at("pointer"), "cursor");
  }
}

TEST(PageCursors, AreStaleOnceTooManyOthersWereGiven) {
  Contacts contacts(2);
  const std::string cursor = JsonOf(contacts.Get("/v1/caseload?limit=1")).at("next");
  for (int i = 0; i < 16; ++i) {
    contacts.Add();
    (void)contacts.Get("/v1/caseload?limit=1");
  }
  const std::string stale = contacts.Get("/v1/caseload?limit=1&cursor=" + cursor);
  EXPECT_EQ(StatusOf(stale), 400);
  EXPECT_THAT(stale, HasSubstr("stale"));
}

TEST(ServedFields, AreThoseThatAreAskedFor) {
  const Contacts contacts(2);
  const auto answer = JsonOf(contacts.Get("/v1/caseload?fields=case,area"));
  for (const auto& one : answer.at("cases")) EXPECT_EQ(one.size(), 2U);
  EXPECT_TRUE(answer.contains("root"));
  const std::string wrong = contacts.Get("/v1/caseload?fields=case,surname");
  EXPECT_EQ(StatusOf(wrong), 400);
  EXPECT_EQ(JsonOf(wrong).at("errors")[0].at("pointer"), "fields");
}

TEST(ServedAnswer, IsNotSentAgainWhileItIsTheSame) {
  Contacts contacts(2);
  const std::string first = contacts.Get("/v1/caseload");
  const std::string tag = HeaderIn(first, "ETag");
  ASSERT_FALSE(tag.empty());
  const std::string same = contacts.Get("/v1/caseload", "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(StatusOf(same), 304);
  EXPECT_TRUE(http::BodyOf(same).empty());
  EXPECT_EQ(HeaderIn(same, "ETag"), tag);
  EXPECT_NE(HeaderIn(contacts.Get("/v1/caseload?area=elderly"), "ETag"), tag) << "another question";
  EXPECT_NE(HeaderIn(contacts.Get("/v1/caseload", "Accept: text/csv\r\n"), "ETag"), tag) << "another form";
  contacts.Add();
  EXPECT_EQ(StatusOf(contacts.Get("/v1/caseload", "If-None-Match: " + tag + "\r\n")), 200) << "another position";
}

TEST(ServedAnswer, IsCsvForWhoWantsThat) {
  const Contacts contacts(2);
  const std::string csv = contacts.Get("/v1/caseload", "Accept: text/csv\r\n");
  EXPECT_THAT(HeaderIn(csv, "Content-Type"), HasSubstr("text/csv"));
  const std::string body = http::BodyOf(csv);
  EXPECT_TRUE(body.starts_with("case,person,state,area,")) << body;
  EXPECT_EQ(std::count(body.begin(), body.end(), '\n'), 3);
  EXPECT_EQ(StatusOf(contacts.Get("/v1/services", "Accept: text/csv\r\n")), 406) << "two lists are no table";
  EXPECT_EQ(StatusOf(contacts.Get("/v1/caseload", "Accept: image/png\r\n")), 406);
}

TEST(ServedAnswer, IsPackedWhereThatIsWorthIt) {
  const Contacts contacts(40);
  const std::string plain = contacts.Get("/v1/caseload");
  const std::string packed = contacts.Get("/v1/caseload", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(HeaderIn(packed, "Content-Encoding"), "gzip");
  EXPECT_LT(http::BodyOf(packed).size() * 3, http::BodyOf(plain).size());
  EXPECT_EQ(HeaderIn(contacts.Get("/v1/caseload?limit=1", "Accept-Encoding: gzip\r\n"), "Content-Encoding"), "")
      << "small enough as it is";
  EXPECT_EQ(HeaderIn(contacts.served.Get("/dev/token", "Accept-Encoding: gzip\r\n"), "Content-Encoding"), "")
      << "a secret";
}

TEST(ServedPosition, IsTheOneThatIsAskedForOrALaterOne) {
  Contacts contacts(1);
  const auto position = contacts.Add();
  const auto answer = JsonOf(contacts.Get("/v1/caseload?at_least=" + std::to_string(position)));
  EXPECT_GE(answer.at("position").get<std::uint64_t>(), position);
  EXPECT_EQ(answer.at("cases").size(), 2U);
  for (const char* wrong : {"x", "-1", "1.5", "18446744073709551615", ""}) {
    EXPECT_EQ(StatusOf(contacts.Get(std::string("/v1/caseload?at_least=") + wrong)), 400) << wrong;
  }
}

TEST(ServedPosition, IsWaitedForAndReachedByAWriteThatComesLater) {
  Contacts contacts(1);
  const auto position = contacts.Add();
  std::string late;
  std::thread waiting([&] { late = contacts.Get("/v1/caseload?at_least=" + std::to_string(position + 1)); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(StatusOf(contacts.Get("/v1/caseload")), 200) << "others do not wait";
  contacts.Add();
  waiting.join();
  EXPECT_EQ(JsonOf(late).at("cases").size(), 3U) << late;
}

TEST(ServedPosition, ThatDoesNotComeIsSaidSo) {
  const Contacts contacts(1);
  for (const char* ahead : {"1000", "10000000000"}) {
    const std::string answer = contacts.Get(std::string("/v1/caseload?at_least=") + ahead);
    EXPECT_EQ(StatusOf(answer), 412) << answer;
    EXPECT_EQ(JsonOf(answer).at("type"), "urn:fascicolo:problem:not_there_yet");
    EXPECT_FALSE(HeaderIn(answer, "Retry-After").empty());
  }
}

TEST(ServedQuestions, SeeWhatWasAnsweredBeforeWhileOthersWrite) {
  Contacts contacts(0);
  std::atomic<bool> has_failed{false};
  std::vector<std::thread> clients;
  for (int client = 0; client < 4; ++client) {
    clients.emplace_back([&, client] {
      for (int i = 0; i < 25; ++i) {
        const std::string key = "mine-" + std::to_string(client) + "-" + std::to_string(i);
        const auto written = JsonOf(contacts.served.Post(kContact, key, contacts.token));
        const auto read = JsonOf(contacts.Get("/v1/caseload?limit=1"));
        if (read.at("position") < written.at("position")) has_failed = true;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_FALSE(has_failed);
}

TEST(CommandWithAVersion, IsRefusedWhereItsCaseHasMovedOnWithWhatCameBetween) {
  const Contacts contacts(0);
  const std::string id = "000000000000000000000000000000a1";
  ASSERT_EQ(StatusOf(contacts.served.Post(kContact, id, contacts.token)), 200);
  const std::string charge =
      R"({"payload":{"type":"TakeInCharge","case_file":"@)" + id + R"(","worker":"anna.rossi"}})";
  const std::string first = contacts.served.Post(charge, "a2", contacts.token + "If-Match: \"1\"\r\n");
  ASSERT_EQ(StatusOf(first), 200) << first;
  const std::string late = contacts.served.Post(charge, "a3", contacts.token + "If-Match: \"1\"\r\n");
  ASSERT_EQ(StatusOf(late), 412) << late;
  const auto between = JsonOf(late).at("between");
  ASSERT_EQ(between.size(), 1U);
  EXPECT_EQ(between[0].at("version"), 2);
  EXPECT_EQ(between[0].at("position"), JsonOf(first).at("position"));
  EXPECT_FALSE(between[0].at("type").get<std::string>().empty());
  EXPECT_THAT(JsonOf(late).at("errors")[0].at("detail").get<std::string>(), HasSubstr("version 2"));
}

TEST(CommandWithAVersion, SaysWhichOneAndOfWhat) {
  const Contacts contacts(0);
  for (const char* wrong : {"1", "\"x\"", "\"\"", "*", "W/\"1\""}) {
    const std::string answer = contacts.served.Post(kContact, "k", contacts.token + "If-Match: " + wrong + "\r\n");
    EXPECT_EQ(StatusOf(answer), 400) << wrong;
    EXPECT_EQ(JsonOf(answer).at("errors")[0].at("pointer"), "If-Match");
  }
  EXPECT_EQ(StatusOf(contacts.served.Post(kContact, "k", contacts.token + "If-Match: \"1\"\r\n")), 400)
      << "it is aimed at nothing";
}

}  // namespace
}  // namespace fascicolo::program_test
