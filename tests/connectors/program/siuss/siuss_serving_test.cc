// The municipal service at the doors, asked by a client that was written from its description alone.
#include "connectors/http/raw_client.h"
#include "connectors/oidc/development_issuer.h"
#include "connectors/program/serve/permissions.h"
#include "connectors/program/serve/served_desk.h"
#include "connectors/program/siuss/siuss_desk.h"

#include <gmock/gmock.h>

#include <csignal>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;
using testing::HasSubstr;

class SiussServing : public SiussDesk {
 protected:
  ~SiussServing() override { StopServing(); }

  void Serve(bool with_transmitter = true, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"serve", "--listen", "127.0.0.1:0", "--dev-issuer", "--test-clock", clock_, "--test-seed", "9", "--trust-clock"};
    if (with_transmitter) words.insert(words.end(), {"--siuss", Transmitter()});
    words.insert(words.end(), more.begin(), more.end());
    for (std::string& word : desk_.place().Words()) words.push_back(std::move(word));
    serving_ = desk_.Start(words);
    port_ = AwaitPort(desk_, *serving_);
    ASSERT_NE(port_, 0) << BytesOf(desk_.root() / "stderr");
  }
  void StopServing() {
    if (!serving_) return;
    serving_->Signal(SIGTERM);
    EXPECT_EQ(serving_->Wait().code, 0);
    serving_.reset();
  }
  std::string Ask(const std::string& request) const {
    http::RawClient client(port_);
    EXPECT_TRUE(client.Send(request));
    return client.Answer(false, std::chrono::seconds(60));
  }
  std::string TokenOf(const std::string& role) const {
    return http::BodyOf(Ask(http::Get("/dev/token?subject=inps&role=" + role)));
  }
  std::string Get(const std::string& target, const std::string& role = "siuss") const {
    return Ask(http::Get(target, "Authorization: Bearer " + TokenOf(role) + "\r\n"));
  }
  std::string Post(const std::string& target, const std::string& body, const std::string& role = "siuss") const {
    return Ask(http::Post(target, body, "Authorization: Bearer " + TokenOf(role) + "\r\n"));
  }
  [[nodiscard]] std::filesystem::path Inps() const { return desk_.root() / "inps"; }
  /// Runs the client until it is served nothing more, or so many requests.
  void Poll(const std::string& more = {}) const {
    const std::string command = "python3 -B '" FASCICOLO_SOURCE_DIR "/tests/connectors/program/siuss/polling_client.py' http://127.0.0.1:" +
                                std::to_string(port_) + "/waas/v1 " + TokenOf("siuss") + " '" + Inps().string() + "' " + more + " 2>&1";
    FILE* run = ::popen(command.c_str(), "r");
    ASSERT_NE(run, nullptr);
    std::string said;
    char buffer[4096];
    while (std::fgets(buffer, sizeof buffer, run) != nullptr) said += buffer;
    EXPECT_EQ(::pclose(run), 0) << said;
  }
  std::set<std::string> FlowsAsTheCommandTellsThem() {
    const auto folder = desk_.root() / "flussi";
    const auto ran = desk_.Run(AsSender({"siuss", "flows", "--limit", "0", "--to", folder.string()}));
    EXPECT_EQ(ran.code, 0) << ran.err;
    return FilesOf(folder);
  }

  std::string clock_ = "2026-03-02T09:00:00Z";
  std::optional<Running> serving_;
  std::uint16_t port_ = 0;
};

TEST_F(SiussServing, GivesEveryFlowOnceAcrossRestartsAndTies) {
  // Given flows of the first days, polled in part when the service ends.
  for (const char* surname : {"Fiumandru", "Mirtadoru", "Olivastru", "Pedrulonga", "Ramadoru"}) Given(KnownCase(surname));
  Submit();
  Serve();
  Poll("--limit 2 --polls 2");
  EXPECT_EQ(FilesOf(Inps()).size(), 4U);
  StopServing();
  // When the year turns, which tells five records in one commit, and the service starts again.
  Given(KnownCase("Solianas"));
  Later("2027-01-01T08:00:00Z");
  clock_ = "2027-01-01T09:00:00Z";
  Serve();
  Poll("--limit 2");
  // Then the client, which refuses to take one twice, has each of them.
  StopServing();
  EXPECT_EQ(FilesOf(Inps()), FlowsAsTheCommandTellsThem());
  EXPECT_GE(FilesOf(Inps()).size(), 12U);
}

TEST_F(SiussServing, KeepsWhatInpsAnsweredAndShowsRejects) {
  Given(KnownCase("Fiumandru"));
  Given(KnownCase("Mirtadoru"));
  Submit();
  Serve();
  Poll("--notify");
  Poll("--notify");  // INPS tells again what was not acknowledged
  StopServing();
  const auto status = desk_.Run({"siuss", "status", "--json", "--trust-clock"});
  EXPECT_EQ(status.code, 1) << "something was rejected";
  EXPECT_EQ(status.json().at("accepted"), 1);
  ASSERT_EQ(status.json().at("rejected").size(), 1U);
  EXPECT_EQ(status.json().at("rejected")[0].at("flow"), "B354.PS.20260302.0000001");
  EXPECT_EQ(status.json().at("rejected")[0].at("outcome"), "RICHIESTA_INVALIDA");
  EXPECT_FALSE(status.json().at("rejected")[0].at("overdue"));
  EXPECT_EQ(status.json().at("without_outcome"), 0);
  ExpectWords({"siuss", "status"});
}

TEST_F(SiussServing, RecordsHowFarInpsHasReadOnceHoweverOftenItAsks) {
  // Given three flows, of which two are handed out.
  for (const char* surname : {"Fiumandru", "Mirtadoru", "Olivastru"}) Given(KnownCase(surname));
  Submit();
  Serve();
  Poll("--limit 2 --polls 1");
  StopServing();
  // Then nothing says yet that INPS has them.
  auto status = desk_.Run({"siuss", "status", "--json", "--trust-clock"}).json();
  EXPECT_EQ(status.at("due"), 3);
  EXPECT_EQ(status.at("read"), 0);
  EXPECT_TRUE(status.at("read_until").empty());
  const auto before = status.at("position").get<std::uint64_t>();
  // When it asks, an hour later, for what came after the second, and then for what came after the third, twice.
  clock_ = "2026-03-02T10:00:00Z";
  Serve();
  Poll("--polls 1");
  EXPECT_EQ(FilesOf(Inps()).size(), 3U);
  Poll();
  Poll();
  StopServing();
  // Then it has three, and two commits say so.
  status = desk_.Run({"siuss", "status", "--json", "--trust-clock"}).json();
  EXPECT_EQ(status.at("position").get<std::uint64_t>(), before + 2);
  EXPECT_EQ(status.at("read"), 3);
  EXPECT_TRUE(status.at("read_until").contains("ps_psa_sina"));
  EXPECT_FALSE(status.at("read_until").contains("sinba"));
}

TEST_F(SiussServing, MendsARejectedFlowByTheNextOneOfTheSameBenefitThatIsAccepted) {
  // Given a flow that INPS rejects.
  const auto service = Given(KnownCase("Fiumandru"));
  Submit();
  Serve();
  const auto outcome = [](const std::string& flow, const std::string& code) {
    return R"({"elenco_esiti":[{"id_flusso":")" + flow + R"(","ts_flusso":"2026-03-02T08:00:00.001Z","tipo":"PS_PSA_SINA",)" +
           R"("ts_acquisizione":"2026-03-03T08:00:00.000Z","codice_esito":")" + code + R"("}]})";
  };
  ASSERT_EQ(StatusOf(Post("/waas/v1/esiti", outcome("B354.PS.20260302.0000001", "RICHIESTA_INVALIDA"))), 204);
  StopServing();
  // When the record changes, and what is inserted anew is accepted.
  Tell("EndService", Named("activation", service) + R"(,"on":"2026-04-01","reason":"renounced")");
  Submit();
  Serve();
  ASSERT_EQ(StatusOf(Post("/waas/v1/esiti", outcome("B354.PS.20260302.0000003", "OK"))), 204);
  StopServing();
  // Then nothing is owed any more.
  const auto status = desk_.Run({"siuss", "status", "--json", "--trust-clock"}).json();
  EXPECT_TRUE(status.at("rejected").empty());
  EXPECT_EQ(status.at("mended"), 1);
  EXPECT_EQ(status.at("accepted"), 1);
}

TEST_F(SiussServing, AnswersQuestionsWithWhatInpsWasToldIsTakenIn) {
  Given(KnownCase("Fiumandru"));
  Submit();
  Serve();
  for (const int hour : {3, 4, 5}) {
    const std::string outcome = R"({"elenco_esiti":[{"id_flusso":"B354.PS.20260302.000000)" + std::to_string(hour) +
                                R"(","ts_flusso":"2026-03-02T08:00:00.001Z","tipo":"PS_PSA_SINA","ts_acquisizione":"2026-03-02T0)" +
                                std::to_string(hour) + R"(:00:00.000Z","codice_esito":"OK"}]})";
    const auto before = JsonOf(Get("/v1/services", "coordinator")).at("position").get<std::uint64_t>();
    ASSERT_EQ(StatusOf(Post("/waas/v1/esiti", outcome)), 204);
    EXPECT_EQ(JsonOf(Get("/v1/services", "coordinator")).at("position").get<std::uint64_t>(), before + 1);
  }
}

TEST_F(SiussServing, ServesItsOwnRoleAndThatRoleNothingElse) {
  Given(KnownCase("Fiumandru"));
  Submit();
  Serve();
  EXPECT_EQ(StatusOf(Get("/waas/v1/flussi?since=0")), 200);
  EXPECT_EQ(StatusOf(Ask(http::Get("/waas/v1/flussi?since=0"))), 401);
  for (const std::string_view role : program::Roles()) {
    EXPECT_EQ(StatusOf(Get("/waas/v1/flussi?since=0", std::string(role))), 403) << role;
    EXPECT_EQ(StatusOf(Post("/waas/v1/esiti", R"({"elenco_esiti":[]})", std::string(role))), 403) << role;
  }
  for (const char* target : {"/v1/services", "/v1/caseload", "/v1/statistics/users"}) EXPECT_EQ(StatusOf(Get(target)), 403) << target;
}

TEST_F(SiussServing, AnswersAsItsDescriptionSays) {
  Given(KnownCase("Fiumandru"));
  Submit();
  Serve();
  for (const char* query : {"", "?since=x", "?since=0&limit=101", "?since=0&pagina=1", "?limit=1"}) {
    const std::string answer = Get(std::string("/waas/v1/flussi") + query);
    EXPECT_EQ(StatusOf(answer), 400) << query;
    EXPECT_THAT(answer, HasSubstr("application/problem+json"));
  }
  EXPECT_THAT(Get("/waas/v1/flussi?since=0&limit=0"), HasSubstr(R"({"elenco_flussi":[]})"));
  EXPECT_THAT(Get("/waas/v1/flussi?since=9999999999999999"), HasSubstr(R"({"elenco_flussi":[]})"));
  EXPECT_EQ(StatusOf(Get("/waas/v1/status")), 200);
  EXPECT_EQ(StatusOf(Get("/waas/v1/altro")), 404);
  EXPECT_EQ(StatusOf(Get("/waas/v1/esiti")), 405);
  EXPECT_EQ(StatusOf(Post("/waas/v1/esiti", "{")), 400);
  EXPECT_EQ(StatusOf(Post("/waas/v1/esiti", R"({"elenco_esiti":[{"id_flusso":"a"}]})")), 400);
  EXPECT_EQ(StatusOf(Post("/waas/v1/esiti", R"({"elenco_esiti":[]})")), 204);
}

TEST_F(SiussServing, TakesTheTokensOfAnIssuerOfItsOwnWhereOneIsNamed) {
  const oidc::DevelopmentIssuer pdnd({"interop.pagopa.it", "comune/siuss"});
  const auto keys = desk_.root() / "pdnd.json";
  std::ofstream(keys) << pdnd.KeySetJson();
  Given(KnownCase("Fiumandru"));
  Submit();
  Serve(true, {"--siuss-issuer", "interop.pagopa.it", "--siuss-issuer-keys", keys.string(), "--siuss-audience", "comune/siuss"});
  const std::string voucher = "Authorization: Bearer " + pdnd.Issue("inps", {}, *ParseInstant(clock_)) + "\r\n";
  EXPECT_EQ(StatusOf(Ask(http::Get("/waas/v1/flussi?since=0", voucher))), 200) << "it says no role";
  EXPECT_EQ(StatusOf(Ask(http::Get("/v1/services", voucher))), 401) << "and opens no other door";
  EXPECT_EQ(StatusOf(Get("/waas/v1/flussi?since=0")), 401) << "nor does another issuer's token open this one";
}

TEST_F(SiussServing, HandsOutNothingBeforeSomebodyIsNamed) {
  Desk bare;
  bare.Init();
  std::vector<std::string> words{"serve", "--listen", "127.0.0.1:0", "--dev-issuer", "--test-clock", clock_, "--test-seed", "9",
                                 "--siuss", Transmitter()};
  for (std::string& word : bare.place().Words()) words.push_back(std::move(word));
  serving_ = bare.Start(words);
  port_ = AwaitPort(bare, *serving_);
  EXPECT_EQ(StatusOf(Get("/waas/v1/flussi?since=0")), 404);
  StopServing();
}

TEST_F(SiussServing, IsNotThereWhereNoFileSaysWhoTransmits) {
  Serve(false);
  EXPECT_EQ(StatusOf(Get("/waas/v1/flussi?since=0")), 404);
}

}  // namespace
}  // namespace fascicolo::program_test
