// Receipts at the doors: the bytes that `prove` writes, as whoever gets them verifies them.
#include "connectors/program/serve/file_story.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace fascicolo::program_test {
namespace {

using http::BodyOf;
using http::StatusOf;
using testing::HasSubstr;
using testing::Not;

class ReceiptsAtTheDoors : public testing::Test {
 protected:
  /// Another agrees that anna.rossi takes her case out of the program.
  void Agreed() {
    const std::string privacy = served_.TokenOf("privacy", {"dpo"}, kNowhere);
    const std::string asks = OnCase("a1", "RequestAccess", R"("reason":"court_asks","action":"export")");
    const std::string agrees = OnCase("a1", "ApproveAccess", R"("request":1,"until":"2026-03-02T10:00:00Z")");
    ASSERT_EQ(StatusOf(served_.Post(Posted(asks), "r1", anna_)), 200);
    ASSERT_EQ(StatusOf(served_.Post(Posted(agrees), "r2", privacy)), 200);
  }
  /// An event of the case, as its history shows it: "17.2".
  [[nodiscard]] std::string FirstEvent() const {
    const auto step = JsonOf(served_.Get(HistoryPath("a1"), anna_)).at("steps").at(0);
    return step.at("position").dump() + "." + step.at("event").dump();
  }
  /// The exit code of the separate verifier.
  int Verify(const std::string& receipt, const std::string& key) const {
    const auto file = served_.desk().root() / "receipt";
    std::ofstream(file) << receipt;
    const std::string line = std::string("'") + FASCICOLO_VERIFIER + "' '" + file.string() + "' --key '" + key + "' --lang en >/dev/null 2>&1";
    return WEXITSTATUS(std::system(line.c_str()));
  }

  ServedDesk served_{TwoCases()};
  const std::string anna_ = served_.TokenOf("anna.rossi", {"worker"}, kElderly);
  const std::string receipt_ = CasePath("a1") + "/receipt";
};

TEST_F(ReceiptsAtTheDoors, AreTheBytesThatProveWritesAndVerify) {
  Agreed();
  const std::string event = FirstEvent();
  const std::string page = served_.Get(receipt_, anna_);
  const std::string plain = served_.Get(receipt_ + "?plain=true", anna_);
  const std::string of_event = served_.Get("/v1/events/" + event + "/receipt?plain=true", anna_);
  ASSERT_EQ(StatusOf(page), 200) << page;
  EXPECT_THAT(page, HasSubstr("Content-Type: text/html"));
  EXPECT_THAT(page, HasSubstr("Content-Security-Policy: default-src 'none'"));
  EXPECT_THAT(plain, HasSubstr("Content-Type: text/plain"));
  EXPECT_THAT(page, Not(HasSubstr("Meravigli"))) << "what is sealed stays so";
  ASSERT_EQ(served_.Stop().code, 0);
  const Desk& desk = served_.desk();
  EXPECT_EQ(BodyOf(page), desk.Run({"prove", CaseOf("a1")}).out);
  EXPECT_EQ(BodyOf(plain), desk.Run({"prove", CaseOf("a1"), "--plain"}).out);
  EXPECT_EQ(BodyOf(of_event), desk.Run({"prove", "--event", event, "--plain"}).out);
  const std::string key = desk.Run({"checkpoint", "--json"}).json().at("key");
  EXPECT_EQ(Verify(BodyOf(page), key), 0);
  EXPECT_EQ(Verify(BodyOf(plain), key), 0);
  EXPECT_EQ(Verify(BodyOf(of_event), key), 0);
  std::string forged = BodyOf(plain);
  forged[forged.size() / 2] ^= 1;
  EXPECT_NE(Verify(forged, key), 0) << "this test would see a false one";
}

TEST_F(ReceiptsAtTheDoors, AreForWhoMayTakeTheCaseOutOfTheProgram) {
  const std::string event = "/v1/events/" + FirstEvent() + "/receipt";
  const std::string alone = served_.Get(receipt_, anna_);
  EXPECT_EQ(StatusOf(alone), 403);
  EXPECT_THAT(alone, HasSubstr("needs_two"));
  EXPECT_EQ(StatusOf(served_.Get(event, anna_)), 403);
  Agreed();
  EXPECT_EQ(StatusOf(served_.Get(receipt_, anna_)), 200);
  EXPECT_EQ(StatusOf(served_.Get(event, anna_)), 200);
  const std::string other = served_.TokenOf("bruno", {"worker"}, kElderly) +
                            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n";
  const std::string unknown = BodyOf(served_.Get("/v1/cases/" + std::string(32, 'e') + "/receipt", other));
  for (const std::string& path : {receipt_, event, std::string("/v1/events/999.0/receipt"), std::string("/v1/events/0.0/receipt"),
                                  std::string("/v1/events/x/receipt"), "/v1/cases/" + PersonOf("a1") + "/receipt"}) {
    const std::string answer = served_.Get(path, other);
    EXPECT_EQ(StatusOf(answer), 404) << path;
    EXPECT_EQ(BodyOf(answer), unknown) << path;
  }
  EXPECT_EQ(StatusOf(served_.Get(receipt_ + "?place=true", anna_)), 400);
}

TEST_F(ReceiptsAtTheDoors, AreRecordedBeforeTheyLeave) {
  Agreed();
  const std::string answer = served_.Get(receipt_, anna_);
  ASSERT_EQ(StatusOf(answer), 200);
  const auto at = answer.find("Reading: ");
  ASSERT_NE(at, std::string::npos);
  const std::string readers = served_.Get(CasePath("a1") + "/readers", served_.TokenOf("carla", {"coordinator"}, kElderly));
  const auto readings = JsonOf(readers).at("readings");
  const auto found = std::find_if(readings.begin(), readings.end(),
                                  [&](const auto& one) { return one.at("reading") == answer.substr(at + 9, 32); });
  ASSERT_NE(found, readings.end()) << readers;
  EXPECT_EQ(found->at("question"), "prove");
  EXPECT_THAT(found->dump(), HasSubstr("export"));
}

}  // namespace
}  // namespace fascicolo::program_test
