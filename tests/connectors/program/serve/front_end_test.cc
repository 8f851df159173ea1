// What a front end asks before all else, and the files of the web application.
#include "connectors/dashboard/bundle.h"
#include "connectors/program/serve/served_desk.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

json QuestionIn(const json& me, const std::string& name) {
  for (const json& one : me.at("questions")) {
    if (one.at("question") == name) return one.at("only");
  }
  return "not theirs";
}
bool Commands(const json& me, const std::string& name) {
  const json& all = me.at("commands");
  return std::find(all.begin(), all.end(), name) != all.end();
}

TEST(FrontEnd, IsToldWhatItsUserMayBeShown) {
  const ServedDesk served;
  const json worker = JsonOf(served.Get("/v1/me", served.TokenOf("anna.rossi", {"worker"}, {"elderly"})));
  EXPECT_EQ(worker.at("subject"), "anna.rossi");
  EXPECT_EQ(worker.at("areas"), json::array({"elderly"}));
  EXPECT_EQ(QuestionIn(worker, "caseload"), "own");
  EXPECT_EQ(QuestionIn(worker, "agenda"), json());
  EXPECT_EQ(QuestionIn(worker, "audit"), "not theirs");
  EXPECT_TRUE(Commands(worker, "TakeInCharge"));
  EXPECT_FALSE(Commands(worker, "PayMoney"));
  EXPECT_GT(worker.at("seconds_left"), 3'000);

  const json reporting = JsonOf(served.Get("/v1/me", served.TokenOf("uffici", {"reporting"})));
  EXPECT_EQ(QuestionIn(reporting, "statistics"), "public");
  const json both = JsonOf(served.Get("/v1/me", served.TokenOf("carla", {"worker", "coordinator"})));
  EXPECT_EQ(QuestionIn(both, "caseload"), json()) << "the mildest condition of several roles";
  const json nobody = JsonOf(served.Get("/v1/me", served.TokenOf("nemo", {"gardener"})));
  EXPECT_TRUE(nobody.at("questions").empty());
  EXPECT_TRUE(nobody.at("commands").empty());
  EXPECT_EQ(StatusOf(served.Get("/v1/me")), 401);
}

TEST(FrontEnd, IsToldHowOneLogsInAndWhatCodesAreCalled) {
  const ServedDesk served;
  EXPECT_EQ(JsonOf(served.Get("/issuer")), json::parse(R"({"development":true,"issuer":"urn:fascicolo:development","client":null})"));
  const json labels = JsonOf(served.Get("/labels"));
  EXPECT_EQ(labels.at("it").at("case_state.in_charge"), "in carico");
  EXPECT_EQ(labels.at("en").size(), labels.at("it").size());
}

TEST(Doors, LetNoBrowserGuessWhatAnAnswerIs) {
  const ServedDesk served;
  for (const char* path : {"/", "/assets/other.js", "/labels", "/v1/caseload", "/nowhere"}) {
    EXPECT_THAT(served.Get(path), HasSubstr("X-Content-Type-Options: nosniff")) << path;
  }
}

TEST(Dashboard, IsServedToWhomeverAndRunsOnlyWhatCameFromHere) {
  const ServedDesk served;
  const std::string page = served.Get("/");
  if (dashboard::Files().empty()) {  // as FASCICOLO_DASHBOARD=OFF builds it
    EXPECT_EQ(StatusOf(page), 404);
    return;
  }
  EXPECT_EQ(StatusOf(page), 200);
  EXPECT_THAT(page, HasSubstr("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'"));
  EXPECT_THAT(page, Not(HasSubstr("unsafe")));
  EXPECT_THAT(page, HasSubstr("Cache-Control: no-cache"));
  for (const dashboard::File& file : dashboard::Files().subspan(1)) {
    const std::string plain = served.Get(std::string(file.path));
    EXPECT_EQ(StatusOf(plain), 200) << file.path;
    EXPECT_THAT(plain, HasSubstr("immutable"));
    EXPECT_EQ(http::BodyOf(plain), file.body);
    const std::string packed = served.Get(std::string(file.path), "Accept-Encoding: gzip\r\n");
    EXPECT_THAT(packed, HasSubstr("Content-Encoding: gzip"));
    EXPECT_EQ(http::BodyOf(packed), file.packed);
  }
  EXPECT_EQ(StatusOf(served.Get("/assets/other.js")), 404);
  EXPECT_EQ(StatusOf(served.Get("/assets/..%2Findex.html")), 404);
}

}  // namespace
}  // namespace fascicolo::program_test
