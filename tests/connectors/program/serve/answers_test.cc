#include "connectors/program/serve/answers.h"
#include "connectors/program/serve/readers.h"
#include "connectors/program/serve/request_log.h"
#include "connectors/program/serve/request_rate.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>

namespace fascicolo::program {
namespace {

using testing::ElementsAre;

/// The bodies that were sent, in their order.
struct Sent {
  std::vector<std::string> bodies;
  Answers::Send AsSend() {
    return [this](const http::Response& response) { bodies.push_back(response.body); };
  }
};

TEST(AnswersOfAMoment, AreMadeOnceForAllWhoAsk) {
  Answers answers;
  Sent sent;
  EXPECT_TRUE(answers.Join(Position{5}, "a", sent.AsSend())) << "the first one works on it";
  EXPECT_FALSE(answers.Join(Position{5}, "a", sent.AsSend()));
  EXPECT_TRUE(answers.Join(Position{5}, "b", sent.AsSend())) << "another question";
  EXPECT_TRUE(sent.bodies.empty());
  answers.Made(Position{5}, "a", {200, {}, "one"});
  EXPECT_THAT(sent.bodies, ElementsAre("one", "one"));
  EXPECT_FALSE(answers.Join(Position{5}, "a", sent.AsSend()));
  EXPECT_THAT(sent.bodies, ElementsAre("one", "one", "one")) << "it was kept";
}

TEST(AnswersOfAMoment, AreForgottenWithIt) {
  Answers answers;
  Sent sent;
  EXPECT_TRUE(answers.Join(Position{5}, "a", sent.AsSend()));
  answers.Made(Position{5}, "a", {200, {}, "one"});
  EXPECT_TRUE(answers.Join(Position{6}, "a", sent.AsSend()));
  EXPECT_TRUE(answers.Join(Position{5}, "a", sent.AsSend())) << "of a page that is asked for late";
  answers.Made(Position{5}, "a", {200, {}, "late"});
  answers.Made(Position{6}, "a", {200, {}, "two"});
  EXPECT_THAT(sent.bodies, ElementsAre("one", "late", "two"));
  EXPECT_TRUE(answers.Join(Position{5}, "a", sent.AsSend())) << "only the newest moment's are kept";
}

TEST(AnswersOfAMoment, AreKeptWhereTheyStandForGood) {
  Answers answers;
  Sent sent;
  EXPECT_TRUE(answers.Join(Position{5}, "a", sent.AsSend()));
  answers.Made(Position{5}, "a", {503, {}, "busy"});
  EXPECT_TRUE(answers.Join(Position{5}, "a", sent.AsSend()));
  answers.Made(Position{5}, "a", {200, {}, std::string(kMaxKeptAnswerBytes + 1, 'x')});
  EXPECT_TRUE(answers.Join(Position{5}, "a", sent.AsSend())) << "too large to be kept";
}

TEST(ReadersOfQuestions, TakeSoManyAndNoMore) {
  std::atomic<int> done{0};
  std::mutex holding;
  {
    std::unique_lock held(holding);
    Readers readers(1, 2);
    std::atomic<bool> has_begun{false};
    ASSERT_TRUE(readers.Put([&] {
      has_begun = true;
      const std::lock_guard lock(holding);
      ++done;
    }));
    while (!has_begun) std::this_thread::yield();
    EXPECT_TRUE(readers.Put([&] { ++done; }));
    EXPECT_TRUE(readers.Put([&] { ++done; }));
    EXPECT_FALSE(readers.Put([&] { ++done; }));
    EXPECT_EQ(readers.size(), 2U);
    held.unlock();
    readers.Close();
    EXPECT_EQ(done, 3) << "what was taken is done";
    EXPECT_FALSE(readers.Put([&] { ++done; }));
  }
  EXPECT_EQ(done, 3);
}

TEST(RequestsOfASecond, AreCountedForEachSubject) {
  RequestRate rate(3);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(rate.Takes("anna"));
  EXPECT_FALSE(rate.Takes("anna"));
  EXPECT_TRUE(rate.Takes("bruno"));
  const http::Response refused = TooMany(rate);
  EXPECT_EQ(refused.status, 429U);
  for (const char* header : {"Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"}) {
    EXPECT_TRUE(http::ValueOf(refused.headers, header).has_value()) << header;
  }
}

TEST(LogOfRequests, HasALineForEachWithoutWhatWasAskedFor) {
  const auto file = std::filesystem::temp_directory_path() / "fascicolo_request_log_test";
  std::filesystem::remove(file);
  {
    const auto log = RequestLog::To(file.string()).value();
    log->Write({Instant{0}, "0af7", "GET", "/v1/waiting-list/{list}", 200, std::chrono::microseconds(1'500), 42});
    log->Write({Instant{0}, "0af8", "GET", "", 404, std::chrono::microseconds(20), 10});
  }
  std::ifstream lines(file);
  std::string line;
  std::getline(lines, line);
  const auto first = nlohmann::json::parse(line);
  EXPECT_EQ(first.at("route"), "/v1/waiting-list/{list}");
  EXPECT_EQ(first.at("micros"), 1'500);
  EXPECT_EQ(first.size(), 7U);
  std::filesystem::remove(file);
  EXPECT_FALSE(RequestLog::To("/nowhere/at/all").ok());
}

}  // namespace
}  // namespace fascicolo::program
