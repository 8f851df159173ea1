// What the doors say of themselves, and tell as it happens.
#include "connectors/program/serve/command_forms.h"
#include "connectors/program/serve/served_desk.h"

#include <gmock/gmock.h>

#include <set>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFirst =
    R"({"payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})";

/// Every "$ref" below a document.
void AddReferences(const nlohmann::json& document, std::set<std::string>& references) {
  if (document.is_object() && document.contains("$ref")) references.insert(document.at("$ref").get<std::string>());
  if (!document.is_structured()) return;
  for (const auto& one : document) AddReferences(one, references);
}

TEST(ChangesOverHttp, AreToldAsTheyHappenAndGoneOnWith) {
  ServedDesk served;
  const std::string token = served.TokenOf("anna.rossi", {"coordinator"});
  http::RawClient listening(served.port());
  ASSERT_TRUE(listening.Send(http::Get("/v1/stream", token)));
  ASSERT_THAT(listening.ReadUntil("\r\n\r\n"), HasSubstr("text/event-stream"));
  const auto first = JsonOf(served.Post(kFirst, "first", token)).at("position").get<std::uint64_t>();
  const std::string told = listening.ReadUntil("]}]}\n\n");
  EXPECT_THAT(told, HasSubstr("id: " + std::to_string(first) + "\nevent: changed\n"));
  EXPECT_THAT(told, HasSubstr("\"caseload\""));
  const auto second = JsonOf(served.Post(kFirst, "second", token)).at("position").get<std::uint64_t>();
  ASSERT_FALSE(listening.ReadUntil("id: " + std::to_string(second) + "\n").empty());
  http::RawClient back(served.port());
  ASSERT_TRUE(back.Send(
      http::Get("/v1/stream?questions=caseload", token + "Last-Event-ID: " + std::to_string(first) + "\r\n")));
  const std::string missed = back.ReadUntil("]}]}\n\n");
  EXPECT_THAT(missed, HasSubstr("id: " + std::to_string(second) + "\n"));
  EXPECT_THAT(missed, Not(HasSubstr("id: " + std::to_string(first) + "\n")));
  EXPECT_THAT(missed, Not(HasSubstr("agenda")));
  EXPECT_EQ(served.Stop().code, 0) << "open streams do not keep it";
  EXPECT_FALSE(back.ReadUntil("0\r\n\r\n").empty());
}

TEST(ChangesOverHttp, AreInWhatIsAnsweredAsSoonAsTheyAreTold) {
  // Given a day that begins by itself in a few seconds, while commands come in, so that moments are made again and again.
  const ServedDesk served({}, {"--clock-from", "2026-03-02T22:59:57Z"});
  const std::string token = served.TokenOf("anna.rossi", {"coordinator"});
  http::RawClient listening(served.port());
  ASSERT_TRUE(listening.Send(http::Get("/v1/stream?questions=agenda", token)));
  const std::string day_opened = R"("kind":"authority","questions":["agenda"]}]})";
  std::string told;
  for (int turn = 0; told.empty() && turn < 30; ++turn) {
    ASSERT_EQ(StatusOf(served.Post(kFirst, "turn" + std::to_string(turn), token)), 200);
    ASSERT_EQ(StatusOf(served.Get("/v1/agenda", token)), 200);
    told = listening.ReadUntil(day_opened, std::chrono::milliseconds(400));
  }
  // When it is told, then what is asked has it.
  ASSERT_THAT(told, HasSubstr(day_opened));
  const auto position = std::stoull(told.substr(told.rfind("id: ") + 4));
  EXPECT_GE(JsonOf(served.Get("/v1/agenda", token)).at("position").get<std::uint64_t>(), position);
}

TEST(ChangesOverHttp, AreOfWhatTheTokenMayAsk) {
  const ServedDesk served;
  EXPECT_EQ(StatusOf(served.Get("/v1/stream")), 401);
  EXPECT_EQ(StatusOf(served.Get("/v1/stream", served.TokenOf("anna", {}))), 403);
  const std::string worker = served.TokenOf("anna", {"worker"});
  EXPECT_EQ(StatusOf(served.Get("/v1/stream?questions=caseload", worker)), 403)
      << "theirs alone, which a stream cannot tell";
  EXPECT_EQ(StatusOf(served.Get("/v1/stream?questions=secrets", worker)), 400);
  EXPECT_EQ(StatusOf(served.Get("/v1/stream?what=1", worker)), 400);
  EXPECT_EQ(StatusOf(served.Get("/v1/stream", worker + "Last-Event-ID: x\r\n")), 400);
}

TEST(FormsOverHttp, AreThereForEveryCommandWithLabelsAndAllThatTheyReferTo) {
  const ServedDesk served;
  const std::string token = served.TokenOf("anna.rossi", {"worker"});
  const auto list = JsonOf(served.Get("/v1/forms", token)).at("forms");
  ASSERT_EQ(list.size(), program::CommandNames().size());
  for (const auto& one : list) {
    EXPECT_NE(one.at("label").at("it"), one.at("command")) << "without a label";
    const auto form = JsonOf(served.Get(one.at("href"), token));
    std::set<std::string> references;
    AddReferences(form, references);
    for (const std::string& reference : references) {
      ASSERT_TRUE(reference.starts_with("#/$defs/")) << reference;
      EXPECT_TRUE(form.at("$defs").contains(reference.substr(8))) << one.at("command") << " " << reference;
    }
  }
  EXPECT_EQ(StatusOf(served.Get("/v1/forms/OpenDay", token)), 404) << "no client gives it";
  EXPECT_EQ(StatusOf(served.Get("/v1/forms/Nothing", token)), 404);
}

TEST(FormsOverHttp, SayWhatIsNeededAndWhatMayBeChosen) {
  const ServedDesk served;
  const auto form = JsonOf(served.Get("/v1/forms/RegisterContact", served.TokenOf("anna.rossi", {"worker"})));
  EXPECT_EQ(form.at("$schema"), "https://json-schema.org/draft/2020-12/schema");
  const auto payload = form.at("$defs").at("CommandRegisterContact");
  EXPECT_THAT(payload.at("required").dump(), HasSubstr("\"type\""));
  EXPECT_EQ(payload.at("additionalProperties"), false);
  const auto area = payload.at("properties").at("area");
  EXPECT_THAT(area.at("enum").dump(), HasSubstr("\"elderly\""));
  EXPECT_EQ(area.at("x-labels").at("elderly").at("it"), "anziani");
}

TEST(SheetsOverHttp, AreThoseThatWereAdopted) {
  const ServedDesk served;
  const auto sheets = JsonOf(served.Get("/v1/sheets", served.TokenOf("anna.rossi", {"auditor"})));
  const auto services = JsonOf(served.Get("/v1/services", served.TokenOf("anna.rossi", {"auditor"})));
  EXPECT_EQ(sheets.at("sheets").size(), services.at("services").size());
  EXPECT_FALSE(sheets.at("rule_sets").empty());
  EXPECT_EQ(StatusOf(served.Get("/v1/sheets", served.TokenOf("anna.rossi", {}))), 403);
}

TEST(ApiDescription, NamesEveryAnswerAndHasAllThatItRefersTo) {
  const ServedDesk served;
  const auto api = JsonOf(served.Get("/openapi.json"));
  std::set<std::string> references;
  AddReferences(api, references);
  for (const std::string& reference : references) {
    EXPECT_TRUE(api.contains(nlohmann::json::json_pointer(reference.substr(1)))) << reference;
  }
  std::set<std::string> ids;
  for (const auto& [path, methods] : api.at("paths").items()) {
    for (const auto& [method, operation] : methods.items()) {
      EXPECT_TRUE(ids.insert(operation.at("operationId").get<std::string>()).second) << path;
      EXPECT_TRUE(operation.at("responses").contains("429")) << path;
      EXPECT_TRUE(operation.at("responses").contains("503")) << path;
      for (const auto& [status, response] : operation.at("responses").items()) {
        EXPECT_FALSE(response.at("description").get<std::string>().empty());
        if (status < "400") continue;
        EXPECT_TRUE(response.at("content").contains("application/problem+json")) << path << " " << status;
      }
    }
  }
  EXPECT_TRUE(api.at("paths").contains("/v1/stream"));
  EXPECT_TRUE(api.at("info").contains("x-summary"));
}

TEST(ApiDescription, IsAPageToo) {
  const ServedDesk served;
  const std::string page = served.Get("/docs");
  EXPECT_EQ(StatusOf(page), 200);
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("/v1/waiting-list/{list}"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
}

TEST(MetricsOverHttp, TellOfQueuesStoresAndTimesByRoute) {
  const ServedDesk served;
  (void)served.Get("/v1/services", served.TokenOf("anna.rossi", {"worker"}));
  const std::string metrics = http::BodyOf(served.Get("/metrics"));
  for (const char* line :
       {"fascicolo_up 1\n", "fascicolo_views_lag_commits ", "fascicolo_obligations_due ",
        "fascicolo_rocksdb_file_bytes{store=\"views\"} ", "\nprocess_resident_memory_bytes ", "\nfascicolo_disk_free_bytes ", "fascicolo_waiting{queue=\"readers\"} 0\n",
        "fascicolo_http_answers_total{route=\"/v1/services\",status=\"200\"} 1\n",
        "fascicolo_http_seconds_bucket{route=\"/v1/services\",le=\"+Inf\"} 1\n", "fascicolo_http_streams 0\n"}) {
    EXPECT_THAT(metrics, HasSubstr(line));
  }
  EXPECT_THAT(metrics, Not(HasSubstr("anna")));
  EXPECT_THAT(metrics, Not(HasSubstr("kafka"))) << "the ledger is in a directory";
}

TEST(TraceOverHttp, IsCarriedIntoAnswersAndProblems) {
  const ServedDesk served;
  const std::string trace = "0af7651916cd43dd8448eb211c80319c";
  const std::string answer =
      served.Get("/v1/nothing", served.TokenOf("anna", {}) + "traceparent: 00-" + trace + "-b7ad6b7169203331-01\r\n");
  EXPECT_EQ(StatusOf(answer), 404);
  EXPECT_THAT(answer, HasSubstr("traceparent: 00-" + trace + "-"));
  EXPECT_EQ(JsonOf(answer).at("traceId"), trace);
}

}  // namespace
}  // namespace fascicolo::program_test
