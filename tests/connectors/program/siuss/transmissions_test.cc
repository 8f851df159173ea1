// fascicolo transmissions: what is due to INPS, what it said, and who is told of which case.
#include "connectors/program/serve/served_desk.h"
#include "connectors/program/siuss/siuss_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kFirst = "B354.PS.20260302.0000001";
constexpr const char* kOfNobodys = "B354.PS.20260109.0000007";  // no flow that the ledger makes

class Transmissions : public SiussDesk {
 protected:
  void TellOutcome(const std::string& flow, const std::string& outcome, const std::string& code, const std::string& more = {}) {
    Tell("RecordFlowOutcome", Named("flow", flow) + R"(,"kind":"ps_psa_sina","acquired_at":"2026-03-02T09:00:00Z",)" +
                                  Named("outcome", outcome) + "," + Named("code", code) + more);
  }
  [[nodiscard]] json Asked(std::vector<std::string> words = {}) const {
    words.insert(words.begin(), {"transmissions", "--json", "--trust-clock"});
    const auto ran = desk_.Run(words);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
  }
  static json Counts(const std::string& month, int due, int read, int accepted, int rejected, int without_outcome) {
    return {{"month", month},       {"kind", "ps_psa_sina"}, {"due", due},    {"read", read},     {"accepted", accepted},
            {"rejected", rejected}, {"mended", 0},           {"given_up", 0}, {"without_outcome", without_outcome}};
  }
};

TEST_F(Transmissions, AreCountedByMonthAsTheyAreDueReadAndAnswered) {
  // Given three flows of March, of which nobody has read one, and a record that lacks an ISEE.
  for (const char* surname : {"Fiumandru", "Mirtadoru", "Olivastru"}) Given(KnownCase(surname));
  Given(KnownCase("Pedrulonga"), "laundry");
  Submit();
  EXPECT_EQ(Asked().at("months"), json::array({Counts("2026-03", 3, 0, 0, 0, 3)}));
  EXPECT_EQ(Asked().at("untransmissible"), 1);
  EXPECT_EQ(Asked().at("reasons"), json({{"no_isee", 1}}));
  const auto before = desk_.position();
  // When INPS has read them, accepts one, rejects another, and tells of one that was uploaded by hand in January.
  Later("2026-03-03T08:00:00Z");
  Tell("RecordFlowsRead", R"("kind":"ps_psa_sina","until":"2026-03-02T23:00:00Z","count":3)");
  TellOutcome(kFirst, "accepted", "OK");
  TellOutcome("B354.PS.20260302.0000002", "rejected", "RICHIESTA_INVALIDA");
  TellOutcome(kOfNobodys, "accepted", "OK");
  Submit();
  // Then each stands in its month, the newest first, and what was known before is answered as before.
  EXPECT_EQ(Asked().at("months"), json::array({Counts("2026-03", 3, 3, 1, 1, 1), Counts("2026-01", 0, 0, 1, 0, 0)}));
  EXPECT_EQ(Asked({"--as-of", std::to_string(before)}).at("months"), json::array({Counts("2026-03", 3, 0, 0, 0, 3)}));
  ExpectWords({"transmissions"});
}

TEST_F(Transmissions, CountAFlowAsReadOnceInpsSaidWhatBecameOfIt) {
  for (const char* surname : {"Fiumandru", "Mirtadoru"}) Given(KnownCase(surname));
  TellOutcome(kFirst, "accepted", "OK");
  Submit();
  EXPECT_EQ(Asked().at("months"), json::array({Counts("2026-03", 2, 1, 1, 0, 1)})) << "it was handed over by hand";
}

TEST_F(Transmissions, ThatInpsRejectedAreNamedWithItsReasonTheTermAndTheCase) {
  const auto id = KnownCase("Fiumandru");
  const auto service = Given(id);
  Submit();
  TellOutcome(kFirst, "rejected", "RICHIESTA_INVALIDA");
  TellOutcome(kOfNobodys, "rejected", "DATI_NON_TROVATI");
  Tell("GiveUpFlow", Named("flow", kOfNobodys) + R"(,"reason":"no_fiscal_code")");
  Submit();
  const json flows = Asked({"--rejected"}).at("flows");
  ASSERT_EQ(flows.size(), 2U);
  EXPECT_EQ(flows[0], json({{"flow", kFirst},
                            {"kind", "ps_psa_sina"},
                            {"state", "rejected"},
                            {"outcome", "RICHIESTA_INVALIDA"},
                            {"taken_at", "2026-03-02T09:00:00Z"},
                            {"mend_by", "2026-04-01"},
                            {"overdue", false},
                            {"service", "open_centre_elderly"},
                            {"year", 2026},
                            {"concerns", {{"entity", IdOf(service)}, {"case", IdOf(id)}}}}));
  EXPECT_EQ(flows[1].at("state"), "given_up") << "what is still to be put right stands first";
  EXPECT_TRUE(flows[1].at("concerns").is_null());
  EXPECT_TRUE(flows[1].at("mend_by").is_null());
  ExpectWords({"transmissions", "--rejected"});
  // And once the term is over, the one that is owed is late.
  Later("2026-04-02T08:00:00Z");
  Tell("NameSender", R"("kind":"sinba","worker":"bruno.verdi","act":"2/2026")");
  Submit();
  EXPECT_TRUE(Asked({"--rejected"}).at("flows")[0].at("overdue").get<bool>());
  EXPECT_THAT(desk_.Run({"transmissions", "--rejected", "--lang", "it", "--trust-clock"}).out, HasSubstr("2026-04-01 in ritardo"));
}

TEST_F(Transmissions, SayWhereInpsRejectedNothing) {
  const auto ran = desk_.Run({"transmissions", "--rejected", "--trust-clock"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("nothing"));
}

constexpr const char* kRejectedOfACase =
    R"({"id":"000000000000000000000000000000a1","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help","naming":"anonymous"}}
{"id":"000000000000000000000000000000a2","actor":"inps","payload":{"type":"RecordFlowOutcome","flow":"B354.PS.20260302.0000001","kind":"ps_psa_sina","outcome":"rejected","code":"RICHIESTA_INVALIDA","about":"@000000000000000000000000000000a1"}}
)";

TEST(TransmissionsAtTheDoors, NameTheCaseToWhoeverMayFindItAndTheFlowToAll) {
  const ServedDesk served(kRejectedOfACase);
  const auto flow_for = [&](const std::string& role) {
    return JsonOf(served.Get("/v1/transmissions?rejected=true", served.TokenOf("chi.chiede", {role}))).at("flows").at(0);
  };
  EXPECT_TRUE(flow_for("coordinator").at("concerns").at("case").is_string());
  const json for_reporting = flow_for("reporting");
  EXPECT_TRUE(for_reporting.at("concerns").is_null());
  EXPECT_EQ(for_reporting.at("flow"), "B354.PS.20260302.0000001");
  for (const char* role : {"coordinator", "auditor", "reporting"}) {
    EXPECT_EQ(http::StatusOf(served.Get("/v1/transmissions", served.TokenOf("chi.chiede", {role}))), 200) << role;
  }
  for (const char* role : {"worker", "front_desk", "administrative", "dpo", "siuss"}) {
    EXPECT_EQ(http::StatusOf(served.Get("/v1/transmissions", served.TokenOf("chi.chiede", {role}))), 403) << role;
  }
}

TEST(TransmissionsAtTheDoors, LeaveAsCsv) {
  const ServedDesk served(kRejectedOfACase);
  const std::string headers = served.TokenOf("ufficio.dati", {"reporting"}) + "Accept: text/csv\r\n";
  EXPECT_THAT(served.Get("/v1/transmissions", headers), HasSubstr("month,kind,due,read,accepted,rejected,mended,given_up,without_outcome\r\n2026-03,ps_psa_sina,0,0,0,1,0,0,0\r\n"));
  EXPECT_THAT(served.Get("/v1/transmissions?rejected=true", headers), HasSubstr("B354.PS.20260302.0000001,ps_psa_sina,rejected,RICHIESTA_INVALIDA,"));
}

}  // namespace
}  // namespace fascicolo::program_test
