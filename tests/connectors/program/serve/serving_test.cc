// The doors as clients meet them.
#include "connectors/program/serve/permissions.h"
#include "connectors/program/serve/questions.h"
#include "connectors/program/serve/served_desk.h"

#include <gmock/gmock.h>

#include <thread>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kFirstContact =
    R"({"payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})";

TEST(Serving, AnswersAQuestionAsTheCommandDoes) {
  ServedDesk served;
  const std::string coordinator = served.TokenOf("anna.rossi", {"coordinator"});
  ASSERT_EQ(StatusOf(served.Post(kFirstContact, "first", coordinator)), 200);
  const auto over_http = JsonOf(served.Get("/v1/caseload?state=contact", coordinator));
  ASSERT_EQ(served.Stop().code, 0);
  const auto typed = served.desk().Run({"caseload", "--state", "contact", "--json"}).json();
  EXPECT_EQ(over_http.at("cases"), typed.at("cases"));
  EXPECT_EQ(over_http.at("cases").size(), 1U);
  EXPECT_EQ(over_http.at("root"), typed.at("root"));
}

TEST(Serving, CountsACommandOnceHoweverOftenItComes) {
  ServedDesk served;
  const std::string worker = served.TokenOf("anna.rossi", {"worker"});
  const auto first = JsonOf(served.Post(kFirstContact, "key-1", worker));
  EXPECT_EQ(first.at("outcome"), "accepted");
  std::vector<std::thread> again;
  for (int i = 0; i < 4; ++i) {
    again.emplace_back([&] { EXPECT_EQ(JsonOf(served.Post(kFirstContact, "key-1", worker)), first); });
  }
  for (std::thread& one : again) one.join();
  EXPECT_NE(JsonOf(served.Post(kFirstContact, "key-1", served.TokenOf("bruno", {"worker"}))).at("position"), first.at("position"))
      << "another's key is another command";
  const std::string other = R"({"payload":{"type":"RegisterContact","desk":"disabled","area":"disabled","reason":"home_help"}})";
  EXPECT_EQ(StatusOf(served.Post(other, "key-1", worker)), 409);
}

TEST(Serving, SaysWhyNot) {
  ServedDesk served;
  const std::string worker = served.TokenOf("anna.rossi", {"worker"});
  EXPECT_EQ(StatusOf(served.Post(kFirstContact, "", worker)), 400) << "no key";
  EXPECT_EQ(StatusOf(served.Post("{", "a", worker)), 400);
  EXPECT_EQ(StatusOf(served.Post("[]", "a", worker)), 400);
  const auto malformed = JsonOf(served.Post(R"({"payload":{"type":"RegisterContact","desk":5}})", "a", worker));
  EXPECT_EQ(malformed.at("errors")[0].at("pointer"), "/payload/desk");
  const auto somebody_else = JsonOf(served.Post(R"({"actor":"bruno","payload":{"type":"RegisterContact"}})", "a", worker));
  EXPECT_EQ(somebody_else.at("errors")[0].at("pointer"), "/actor");
  const std::string unknown = R"({"payload":{"type":"TakeInCharge","case_file":"00000000000000000000000000000099","worker":"anna.rossi"}})";
  EXPECT_EQ(StatusOf(served.Post(unknown, "b", worker)), 404);
  const std::string no_sheet = R"({"payload":{"type":"OpenUnit","service":"home_care_elderly","name":"A","capacity":0}})";
  const std::string refused = served.Post(no_sheet, "c", worker);
  EXPECT_THAT(refused, HasSubstr("application/problem+json"));
}

TEST(Serving, SaysWhatIsMalformedInTheLanguageAskedFor) {
  ServedDesk served;
  const std::string worker = served.TokenOf("anna.rossi", {"worker"});
  const std::string unread = R"({"payload":{"type":"RegisterContact","desk":5}})";
  const std::string undecided =
      R"({"payload":{"type":"RegisterContact","desk":"disabled","area":"disabled","reason":"advice","documents":["isee"]}})";
  const auto detail = [&](const std::string& command, const std::string& language) {
    return JsonOf(served.Post(command, "a", worker + "Accept-Language: " + language + "\r\n")).at("errors")[0].at("detail").get<std::string>();
  };
  EXPECT_THAT(detail(unread, "it"), StartsWith("non ha la forma richiesta; atteso: un valore tra "));
  EXPECT_THAT(detail(unread, "en"), StartsWith("not of the right form; expected one of "));
  EXPECT_EQ(detail(undecided, "it"), "si portano dopo solo in caso di emergenza; atteso: urgenza emergency");
  EXPECT_EQ(detail(undecided, "en"), "are brought later in an emergency only; expected urgency emergency");
  const auto told = JsonOf(served.Post(undecided, "a", worker + "Accept-Language: it\r\n"));
  EXPECT_THAT(told.at("title").get<std::string>(), StartsWith("non valido: /documents: si portano dopo"));
  EXPECT_EQ(told.at("problem"), "are brought later in an emergency only") << "which programs read";
  EXPECT_EQ(told.at("expected"), "urgency emergency");
  const auto parameter = JsonOf(served.Get("/v1/caseload?limit=0&lang=it", worker));
  EXPECT_EQ(parameter.at("title"), "Un parametro non è corretto");
  EXPECT_THAT(parameter.at("errors")[0].at("detail").get<std::string>(), StartsWith("non è un numero di righe; atteso: da 1 a "));
  EXPECT_EQ(JsonOf(served.Get("/v1/caseload", "Accept-Language: it\r\n")).at("title"), "Serve un token (bearer)");
}

TEST(Serving, RefusesByARuleWithItsGround) {
  ServedDesk served;
  const std::string worker = served.TokenOf("anna.rossi", {"worker"});
  const std::string contact = R"({"id":"000000000000000000000000000000a1","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})";
  ASSERT_EQ(StatusOf(served.Post(contact, "000000000000000000000000000000a1", worker)), 200);
  const std::string charge = R"({"payload":{"type":"TakeInCharge","case_file":"@000000000000000000000000000000a1","worker":"anna.rossi"}})";
  const std::string taken = served.Post(charge, "a2", worker);
  ASSERT_EQ(StatusOf(taken), 200) << taken;
  const std::string again = served.Post(charge, "a3", worker);
  EXPECT_EQ(StatusOf(again), 422);
  EXPECT_FALSE(JsonOf(again).at("ground").get<std::string>().empty());
  EXPECT_FALSE(JsonOf(again).at("code").get<std::string>().empty());
}

TEST(Serving, WantsATokenAndTellsNothingOfWhyItIsNoGood) {
  const ServedDesk served;
  for (const std::string& headers : {std::string(), std::string("Authorization: Bearer x.y.z\r\n"),
                                     std::string("Authorization: Basic YTpi\r\n")}) {
    const std::string answer = served.Get("/v1/caseload", headers);
    EXPECT_EQ(StatusOf(answer), 401);
    EXPECT_THAT(answer, HasSubstr("WWW-Authenticate: Bearer\r\n"));
    EXPECT_EQ(JsonOf(answer).at("title"), "A bearer token is needed");
  }
}

TEST(Serving, AnswersEachRoleByTheTableAndByNothingElse) {
  const ServedDesk served;
  for (const std::string_view role : program::Roles()) {
    const std::string token = served.TokenOf("anna.rossi", {std::string(role)});
    for (const program::Question& question : program::Questions()) {
      const std::string target = "/v1/" + std::string(question.name);
      for (const auto& [query, parameters] :
           {std::pair<std::string, std::vector<program::Parameter>>{"", {}},
            {"?worker=anna.rossi", {{"worker", "anna.rossi"}}},
            {"?worker=bruno", {{"worker", "bruno"}}},
            {"?public=true", {{"public", "true"}}}}) {
        const bool is_known = std::all_of(parameters.begin(), parameters.end(), [&](const auto& parameter) {
          return std::find(question.parameters.begin(), question.parameters.end(), parameter.name) != question.parameters.end();
        });
        const int status = StatusOf(served.Get(target + query, token));
        const bool may = program::MayAsk({"anna.rossi", {std::string(role)}}, question.name, parameters);
        if (!is_known) {
          EXPECT_EQ(status, 400) << role << " " << target << query;
        } else {
          EXPECT_EQ(status == 403, !may) << role << " " << target << query << " " << status;
        }
      }
    }
  }
  const std::string nobody = served.TokenOf("anna.rossi", {});
  EXPECT_EQ(StatusOf(served.Get("/v1/services", nobody)), 403);
  EXPECT_EQ(StatusOf(served.Get("/v1/services", served.TokenOf("anna.rossi", {"mayor"}))), 403);
  EXPECT_EQ(StatusOf(served.Post(kFirstContact, "k", served.TokenOf("anna.rossi", {"auditor"}))), 403);
}

TEST(Serving, TellsHowItIsWithoutAToken) {
  ServedDesk served;
  EXPECT_EQ(JsonOf(served.Get("/status")).at("status"), "ok");
  EXPECT_THAT(served.Get("/metrics"), HasSubstr("fascicolo_writer 1\n"));
  EXPECT_THAT(http::BodyOf(served.Get("/metrics")), testing::EndsWith("# EOF\n"));
  const auto api = JsonOf(served.Get("/openapi.json"));
  EXPECT_EQ(api.at("openapi"), "3.0.3");
  for (const program::Question& question : program::Questions()) EXPECT_TRUE(api.at("paths").contains("/v1/" + std::string(question.name)));
  http::RawClient client(served.port());
  ASSERT_TRUE(client.Send(http::Post("/status", "")));
  EXPECT_THAT(client.Answer(), HasSubstr("Allow: GET, HEAD\r\n"));
  for (const char* method : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "GET"}) {
    ASSERT_TRUE(client.Send(std::string(method) + " /v1/commands HTTP/1.1\r\nHost: a\r\n\r\n"));
    const std::string answer = client.Answer();
    EXPECT_EQ(StatusOf(answer), 405) << method;
    EXPECT_THAT(answer, HasSubstr("Allow: POST\r\n"));
  }
}

TEST(Serving, EndsWithItsLedgerWhole) {
  ServedDesk served;
  const std::string worker = served.TokenOf("anna.rossi", {"worker"});
  std::atomic<int> accepted{0};
  std::vector<std::thread> clients;
  for (int client = 0; client < 4; ++client) {
    clients.emplace_back([&, client] {
      http::RawClient raw(served.port());
      for (int i = 0; i < 200; ++i) {
        const std::string key = "k-" + std::to_string(client) + "-" + std::to_string(i);
        if (!raw.Send(http::Post("/v1/commands", kFirstContact, worker + "Idempotency-Key: " + key + "\r\n"))) return;
        if (StatusOf(raw.Answer()) != 200) return;
        ++accepted;
      }
    });
  }
  while (accepted < 40) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_EQ(served.Stop().code, 0);
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(served.desk().Run({"verify", "--json"}).code, 0);
  const auto cases = served.desk().Run({"caseload", "--limit", "0", "--json"}).json().at("cases").size();
  EXPECT_GE(cases, static_cast<std::size_t>(accepted)) << "what was answered is there";
  EXPECT_LE(cases, static_cast<std::size_t>(accepted) + 4) << "one of each client may have lost its answer";
}

TEST(ServingByAccident, IsRefusedWithoutAnIssuer) {
  Desk desk;
  desk.Init();
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"serve"}, {"serve", "--issuer", "https://login.example"},
        {"serve", "--dev-issuer", "--listen", "0.0.0.0:0"}, {"serve", "--dev-issuer", "--issuer", "https://login.example"},
        {"serve", "--dev-issuer", "--listen", "nowhere"}, {"serve", "--dev-issuer", "--threads", "0"},
        {"serve", "--dev-issuer", "--tls-key", "k.pem"}}) {
    const Ran ran = desk.Run(words);
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("fascicolo: --"));
  }
}

}  // namespace
}  // namespace fascicolo::program_test
