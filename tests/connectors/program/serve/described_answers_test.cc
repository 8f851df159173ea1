// Every answer of every route of a town that is served is what the served description says it is.
#include "connectors/dashboard/bundle.h"
#include "connectors/program/schema_check.h"
#include "connectors/program/serve/served_desk.h"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;
using nlohmann::json;

constexpr const char* kTransmits =
    R"({"id":"000000000000000000000000000000f1","actor":"direzione","payload":{"type":"NameSender","kind":"sinba","worker":"anna.rossi","act":"1/2026"}}
)";
constexpr const char* kFirstContact =
    R"({"payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})";

/// A year of a small town at its doors, with a policy of access, published figures, a published tree and somebody who transmits.
class DescribedTown {
 public:
  DescribedTown() {
    Do({"simulate", "--inhabitants", "1200", "--years", "1", "--seed", "7"});
    Do({"adopt", FASCICOLO_SOURCE_DIR "/schemas/catalogue/access/access-sample.json"});
    Do({"submit", "-"}, kTransmits);
    Do({"figures", "publish", "--query", "users --by area --year 2025", "--signer", "neri", "--act", "det. 1/2026", "--actor", "rossi"});
    Do({"checkpoint", "--publish", Published()});
    const std::string transmitter = (desk_.root() / "siuss.json").string();
    std::ofstream(transmitter) << R"({"format":1,"body":"B354","name":"Comune di Prova","seat":"B354",)"
                                  R"("fiscal_codes":{"anna.rossi":"RSSNNA80A41Z999P"}})";
    serving_ = desk_.Start({"serve", "--listen", "127.0.0.1:0", "--dev-issuer", "--siuss", transmitter, "--published", Published(), "--data",
                            desk_.data().string(), "--test-clock", kNow, "--trust-clock"});
    port_ = AwaitPort(desk_, *serving_);
    EXPECT_NE(port_, 0) << BytesOf(desk_.root() / "stderr");
    std::string target = "/dev/token?subject=anna.rossi";
    for (const char* role : {"coordinator", "administrative", "auditor", "worker", "reporting", "siuss"}) target += std::string("&role=") + role;
    for (const char* area : {"elderly", "minors_family", "disabled", "foreigners", "poverty_adults", "general"}) {
      target += std::string("&area=") + area;
    }
    token_ = "Authorization: Bearer " + http::BodyOf(Ask(http::Get(target))) + "\r\n";
  }
  ~DescribedTown() {
    serving_->Signal(SIGTERM);
    EXPECT_EQ(serving_->Wait().code, 0);
  }
  DescribedTown(const DescribedTown&) = delete;
  DescribedTown& operator=(const DescribedTown&) = delete;

  [[nodiscard]] std::string Get(const std::string& target) const { return Ask(http::Get(target, token_)); }
  [[nodiscard]] std::string Post(const std::string& path, const std::string& body) const {
    return Ask(http::Post(path, body, token_ + "Idempotency-Key: described\r\n"));
  }
  /// One that is published, below /tile.
  [[nodiscard]] std::string Tile() const {
    const std::filesystem::path all = std::filesystem::path(Published()) / "tile";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(all / "0")) {
      if (entry.is_regular_file()) return entry.path().lexically_relative(all).string();
    }
    return {};
  }

 private:
  static constexpr const char* kNow = "2026-01-02T09:00:00Z";
  [[nodiscard]] std::string Published() const { return (desk_.root() / "www").string(); }
  [[nodiscard]] std::string Ask(const std::string& request) const {
    http::RawClient client(port_);
    EXPECT_TRUE(client.Send(request));
    return client.Answer(false, std::chrono::seconds(120));
  }
  void Do(std::vector<std::string> words, const std::string& in = {}) const {
    const bool is_simulating = words.front() == "simulate";
    words.insert(words.end(), {"--data", desk_.data().string()});
    if (!is_simulating) words.insert(words.end(), {"--test-clock", kNow, "--trust-clock"});
    const Ran ran = desk_.RunBare(words, in);
    EXPECT_EQ(ran.code, 0) << words.front() << ran.out << ran.err;
  }
  Desk desk_;
  std::optional<Running> serving_;
  std::uint16_t port_ = 0;
  std::string token_;
};

/// What was asked, answered and held against the description.
class DescribedRound {
 public:
  explicit DescribedRound(const DescribedTown& town) : town_(town), api_(JsonOf(town.Get("/openapi.json"))) {}

  /// Asks `path`, as the description has it, with these names in its places, and this query.
  json Ask(const std::string& path, const std::string& name = {}, const std::string& query = {}) {
    std::string target = path;
    const auto place = target.find('{');
    if (place != std::string::npos) target.replace(place, target.find('}') - place + 1, name);
    return Hold(path, "get", target + query, town_.Get(target + query), query.find("fields=") == std::string::npos);
  }
  /// Where one must be named, and is not: the description promises nothing good.
  void AskInVain(const std::string& path) {
    const json& responses = api_.at("paths").at(path).at("get").at("responses");
    EXPECT_FALSE(responses.contains("200")) << path;
    EXPECT_TRUE(responses.contains("400")) << path;
    EXPECT_EQ(StatusOf(town_.Get(path)), 400) << path;
    asked_.insert("get" + path);
  }
  json Post(const std::string& path, const std::string& body) { return Hold(path, "post", path, town_.Post(path, body), true); }

  /// Routes and schemas of answers that nothing was held against.
  [[nodiscard]] std::set<std::string> Left() const {
    std::set<std::string> left;
    for (const auto& [path, methods] : api_.at("paths").items()) {
      for (const auto& [method, operation] : methods.items()) {
        if (!asked_.contains(method + path)) left.insert(method + path);
        for (const json& schema : SchemasOf(operation)) {
          if (!met_.contains(schema.dump())) left.insert(path + " " + schema.dump());
        }
      }
    }
    return left;
  }

 private:
  /// References to what a good answer in JSON may be.
  static std::vector<json> SchemasOf(const json& operation) {
    std::vector<json> schemas;
    for (const auto& [status, response] : operation.at("responses").items()) {
      if (status[0] != '2' || !response.contains("content")) continue;
      for (const auto& [type, media] : response.at("content").items()) {
        const json& schema = media.at("schema");
        if (type.find("json") == std::string::npos) continue;
        if (!schema.contains("anyOf")) schemas.push_back(schema);
        for (const json& one : schema.value("anyOf", json::array())) schemas.push_back(one);
      }
    }
    return schemas;
  }

  json Hold(const std::string& path, const std::string& method, const std::string& target, const std::string& answer, bool whole) {
    const int status = StatusOf(answer);
    EXPECT_EQ(status / 100, 2) << target << " " << answer.substr(0, 1'000);
    const json& operation = api_.at("paths").at(path).at(method);
    EXPECT_TRUE(operation.at("responses").contains(std::to_string(status))) << target;
    asked_.insert(method + path);
    const json document = JsonOf(answer);
    const auto schemas = SchemasOf(operation);
    if (schemas.empty()) return document;
    std::string complaints;
    bool is_one = false;
    for (const json& schema : schemas) {
      EXPECT_TRUE(schema.contains("$ref")) << target << " has a schema that is no component";
      const std::string complaint = SchemaCheck(api_, whole).Complaint(document, schema);
      if (complaint.empty()) met_.insert(schema.dump());
      is_one = is_one || complaint.empty();
      complaints += "\n  " + schema.dump() + complaint;
    }
    EXPECT_TRUE(is_one) << target << complaints;
    return document;
  }

  const DescribedTown& town_;
  json api_;
  std::set<std::string> asked_;
  std::set<std::string> met_;
};

/// The members of this name of the first rows.
std::vector<std::string> NamesIn(const json& rows, const char* member, std::size_t most = 3) {
  std::vector<std::string> names;
  for (const json& row : rows) {
    if (names.size() < most && row.at(member).is_string()) names.push_back(row.at(member));
  }
  EXPECT_FALSE(names.empty()) << member;
  return names;
}

void AskAboutWork(DescribedRound& round) {
  for (const char* query : {"", "?limit=1000", "?state=closed", "?placed=true", "?fields=case,worker", "?limit=2"}) {
    round.Ask("/v1/caseload", {}, query);
  }
  for (const char* path : {"/v1/services", "/v1/workload", "/v1/agenda", "/v1/plans", "/v1/placements", "/v1/receivables", "/v1/housing",
                           "/v1/absences", "/v1/acts", "/v1/budget"}) {
    round.Ask(path);
  }
  round.Ask("/v1/workload", {}, "?per_worker=true");
  round.Ask("/v1/absences", {}, "?uncovered=true&until=2026-06-30");
  round.Ask("/v1/acts", {}, "?waits=signature");
  for (const char* query : {"", "?answer=feeding%3Dwith_help"}) round.Ask("/v1/score/{instrument}", "barthel", query);
  round.Ask("/v1/agenda", {}, "?from=2025-01-01&limit=1000");
  round.Ask("/v1/changes", {}, "?since=0");
  round.Ask("/v1/receivables", {}, "?settled=true");
  const json units = round.Ask("/v1/occupancy");
  for (const std::string& unit : NamesIn(units.at("units"), "unit")) round.Ask("/v1/occupancy/{unit}", unit);
  const json programmes = round.Ask("/v1/programmes");
  for (const std::string& one : NamesIn(programmes.at("programmes"), "programme")) round.Ask("/v1/programmes/{programme}", one);
  for (const char* query : {"?training=true&year=2025", "?units=true"}) round.Ask("/v1/programmes", {}, query);
}

void AskAboutLists(DescribedRound& round) {
  const json lists = round.Ask("/v1/waiting-list");
  for (const std::string& list : NamesIn(lists.at("lists"), "list", 20)) {
    for (const char* query : {"", "?explained=true", "?asked=true"}) round.Ask("/v1/waiting-list/{list}", list, query);
    const json entries = round.Ask("/v1/waiting-list/{list}", list, "?limit=2").at("entries");
    for (const json& entry : entries) {  // who waits for a placement has no application that could be explained
      if (entry.at("case").is_string()) round.Ask("/v1/waiting-list", {}, "?explain=" + entry.at("entity").get<std::string>());
    }
  }
  for (const char* query : {"?asked=true", "?exceptions=true"}) round.Ask("/v1/waiting-list", {}, query);
  const json calls = round.Ask("/v1/ranking");
  for (const std::string& call : NamesIn(calls.at("calls"), "call")) {
    const json lines = round.Ask("/v1/ranking/{call}", call).at("lines");
    for (const char* query : {"?standing=true", "?public=true"}) round.Ask("/v1/ranking/{call}", call, query);
    for (const std::string& entry : NamesIn(lines, "entry")) round.Ask("/v1/ranking/{call}", call, "?explain=" + entry);
  }
}

void AskAboutFigures(DescribedRound& round) {
  for (const char* path : {"/v1/reconcile", "/v1/statistics", "/v1/audit", "/v1/figures", "/v1/trace", "/v1/process-map", "/v1/score"}) round.AskInVain(path);
  for (const char* month : {"2025-05", "2025-11"}) round.Ask("/v1/reconcile/{month}", month);
  for (const char* topic : {"stocks", "flows", "users", "need", "spending", "outcomes", "attendance"}) {
    round.Ask("/v1/statistics/{topic}", topic, "?by=area,month&year=2025");
    round.Ask("/v1/statistics/{topic}", topic, "?by=service&year=2025&public=true");
  }
  round.Ask("/v1/statistics/{topic}", "terms");
  for (const char* kind : {"activation", "case_file"}) round.Ask("/v1/process-map/{kind}", kind);
  round.Ask("/v1/process-map/{kind}", "activation", "?service=meals_at_home&from=2025-03-01");
  for (const char* what : {"grants", "overlaps", "stale", "declarations"}) round.Ask("/v1/audit/{what}", what);
  for (const char* query : {"", "?rejected=true", "?rejected=true&fields=flow,state"}) round.Ask("/v1/transmissions", {}, query);
  for (const char* action : {"list", "restate"}) round.Ask("/v1/figures/{action}", action);
  bool has_paid = false;
  for (int paper = 1; paper <= 60 && !has_paid; ++paper) {
    has_paid = !round.Ask("/v1/trace/{payment}", "M-" + std::to_string(paper)).at("paid").empty();
  }
  EXPECT_TRUE(has_paid);
}

void AskAboutFiles(DescribedRound& round) {
  const json cases = round.Ask("/v1/caseload", {}, "?limit=40").at("cases");
  std::set<std::string> households;
  for (const std::string& one : NamesIn(cases, "case", 40)) {
    const json file = round.Ask("/v1/cases/{id}", one);
    round.Ask("/v1/cases/{id}/history", one);
    round.Ask("/v1/cases/{id}/commands", one);
    if (!file.at("case").contains("person")) continue;
    const json person = round.Ask("/v1/persons/{id}", file.at("case").at("person"));
    for (const json& household : person.at("person").value("households", json::array())) households.insert(household);
  }
  EXPECT_FALSE(households.empty());
  for (const std::string& household : households) round.Ask("/v1/households/{id}", household);
  const std::string first = cases.at(0).at("case");
  for (const char* query : {"", "?unrelated=true"}) round.Ask("/v1/cases/{id}/readers", first, query);
  for (const char* query : {"", "?from=2025-01-01&limit=3"}) round.Ask("/v1/readings", {}, query);
  round.Ask("/v1/may", {}, "?who=anna.rossi&action=find&role=coordinator&area=elderly&case=" + first);
  round.Ask("/v1/may", {}, "?who=nobody&action=seal&role=worker&case=" + first);
  round.Post("/v1/people", R"({"surname":"Rossi","limit":20})");
}

void AskAboutTheRest(DescribedRound& round, const std::string& tile) {
  for (const char* path : {"/status", "/metrics", "/docs", "/openapi.json", "/checkpoint", "/dev/token", "/v1/sheets", "/issuer",
                           "/v1/me", "/labels", "/waas/v1/status"}) {
    round.Ask(path);
  }
  round.Ask("/tile/{rest}", tile);
  for (const dashboard::File& file : dashboard::Files()) {
    const bool is_page = file.path == "/index.html";
    round.Ask(is_page ? "/" : "/assets/{name}", is_page ? "" : std::string(file.path.substr(file.path.rfind('/') + 1)));
  }
  const json forms = round.Ask("/v1/forms").at("forms");
  for (const std::string& command : NamesIn(forms, "command", 400)) round.Ask("/v1/forms/{command}", command);
  round.Post("/v1/commands", kFirstContact);
}

TEST(DescribedAnswers, AreAsTheDescriptionSaysOnEveryRoute) {
  const DescribedTown town;
  DescribedRound round(town);
  AskAboutWork(round);
  AskAboutLists(round);
  AskAboutFigures(round);
  AskAboutFiles(round);
  AskAboutTheRest(round, town.Tile());
  for (int again = 0; again < 200 && StatusOf(town.Get("/waas/v1/flussi")) == 503; ++again) continue;
  round.Ask("/waas/v1/flussi", {}, "?since=0&limit=100");
  round.Post("/waas/v1/esiti", R"({"elenco_esiti":[]})");
  // The stream has no end; receipts are no JSON, and take a second person's agreement (receipts_test.cc).
  const std::set<std::string> elsewhere{"get/v1/cases/{id}/receipt", "get/v1/events/{event}/receipt", "get/v1/stream"};
  EXPECT_EQ(round.Left(), elsewhere);
}

}  // namespace
}  // namespace fascicolo::program_test
