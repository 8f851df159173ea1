// fascicolo siuss, and the exports beside it.
#include "connectors/program/siuss/siuss_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Siuss : public SiussDesk {};

TEST_F(Siuss, WritesValidFlowsForWhomTheAuthorityNamedAndForNobodyElse) {
  Given(KnownCase("Fiumandru"));
  Given(KnownCase("Mirtadoru"), "laundry");  // no ISEE
  Submit();
  const std::string folder = (desk_.root() / "flussi").string();
  const auto ran = desk_.Run(AsSender({"siuss", "flows", "--to", folder, "--json"}));
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto flows = ran.json().at("elenco_flussi");
  ASSERT_EQ(flows.size(), 1U);
  EXPECT_EQ(flows[0].at("id_flusso"), "B354.PS.20260302.0000001");
  EXPECT_EQ(flows[0].at("tipo"), "PS_PSA_SINA");
  EXPECT_EQ(FilesOf(folder).size(), 1U);
  EXPECT_THAT(Complaints(folder), IsEmpty());
  EXPECT_THAT(BytesOf(std::filesystem::path(folder) / "B354.PS.20260302.0000001.xml"), HasSubstr(R"(Cognome="Fiumandru")"));
  for (const std::vector<std::string>& words : {std::vector<std::string>{"siuss", "flows"},
                                                {"siuss", "flows", "--transmitter", Transmitter()},
                                                {"siuss", "flows", "--transmitter", Transmitter(), "--sender", "bruno.verdi"}}) {
    const auto refused = desk_.Run(words);
    EXPECT_EQ(refused.code, 2);
    EXPECT_FALSE(Says(refused.out + refused.err, "Fiumandru"));
  }
  const auto status = desk_.Run({"siuss", "status", "--json"});
  EXPECT_EQ(status.code, 1) << "something cannot be transmitted";
  EXPECT_EQ(status.json().at("due"), 1);
  EXPECT_EQ(status.json().at("reasons").at("no_isee"), 1);
  const auto withheld = desk_.Run({"siuss", "untransmissible", "--json"}).json().at("untransmissible");
  ASSERT_EQ(withheld.size(), 1U);
  EXPECT_EQ(withheld[0].at("service"), "laundry");
  for (const auto& words : {std::vector<std::string>{"siuss", "status"}, {"siuss", "untransmissible"}, AsSender({"siuss", "flows"})}) {
    ExpectWords(words);
  }
}

TEST_F(Siuss, ListsWhomTheLedgerForgot) {
  const auto id = KnownCase("Fiumandru");
  const auto service = Given(id);
  Submit();
  ASSERT_EQ(desk_.Run(AsSender({"siuss", "flows", "--json"})).json().at("elenco_flussi").size(), 1U);
  Tell("EndService", Named("activation", service) + R"(,"on":"2026-03-03","reason":"renounced")");
  Tell("CloseCase", Named("case_file", id) + R"(,"reason":"need_overcome")");
  Later("2026-03-20T08:00:00Z");
  const auto forget = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"forget", id + "/1", "--json", "--trust-clock"});
    const auto ran = desk_.Run(words);
    ASSERT_EQ(ran.code, 0) << ran.out << ran.err;
  };
  forget({"--propose", "--ground", "no_longer_needed", "--act", "scarto 12/2026", "--actor", "anna.rossi"});
  for (const char* who : {"dpo", "archivist"}) forget({"--approve", "1", "--actor", who});
  EXPECT_TRUE(desk_.Run(AsSender({"siuss", "flows", "--json"})).json().at("elenco_flussi").empty());
  const auto withheld = desk_.Run(AsSender({"siuss", "untransmissible", "--json"})).json().at("untransmissible");
  ASSERT_FALSE(withheld.empty());
  EXPECT_EQ(withheld[0].at("reasons")[0], "erased");
}

TEST_F(Siuss, GivesTheSameFlowsWheneverItIsAskedAndTheFirstOfThemAsOfThen) {
  for (const char* surname : {"Fiumandru", "Mirtadoru", "Olivastru"}) Given(KnownCase(surname));
  Submit();
  const auto position = desk_.position();
  const auto first = desk_.Run(AsSender({"siuss", "flows", "--json"})).json().at("elenco_flussi");
  Given(KnownCase("Pedrulonga"));
  Later("2027-01-01T08:00:00Z");
  const auto later = desk_.Run(AsSender({"siuss", "flows", "--json", "--limit", "0"})).json().at("elenco_flussi");
  const auto as_of = desk_.Run(AsSender({"siuss", "flows", "--json", "--as-of", std::to_string(position)})).json().at("elenco_flussi");
  EXPECT_EQ(as_of, first);
  ASSERT_GE(later.size(), first.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(later[i], first[i]);
}

TEST_F(Siuss, ValidatesEveryFlowOfASimulatedYear) {
  const std::string town = (desk_.root() / "town").string();
  const auto simulated = desk_.RunBare({"simulate", "--inhabitants", "5000", "--years", "1", "--seed", "5", "--data", town});
  ASSERT_EQ(simulated.code, 0) << simulated.err;
  // After whom the town names itself, and who answered for the flows of its year.
  const std::string names = R"({"id":"000000000000000000000000000000f1","actor":"dirigente","effective_on":"2026-01-01","payload":)"
                            R"({"type":"NameSender","kind":"ps_psa_sina","worker":"anna.rossi","act":"1/2025"}})" "\n"
                            R"({"id":"000000000000000000000000000000f2","actor":"dirigente","effective_on":"2026-01-01","payload":)"
                            R"({"type":"NameSender","kind":"sinba","worker":"anna.rossi","act":"1/2025"}})" "\n";
  const auto named = desk_.RunBare({"submit", "-", "--data", town, "--test-clock", "2026-01-01T08:00:00Z", "--test-seed", "1"}, names);
  ASSERT_EQ(named.code, 0) << named.out << named.err;
  const auto folder = desk_.root() / "flussi";
  const auto again = desk_.root() / "ancora";
  for (const auto& to : {folder, again}) {
    auto words = AsSender({"siuss", "flows", "--limit", "0", "--to", to.string(), "--data", town});
    const auto ran = desk_.RunBare(words);
    ASSERT_EQ(ran.code, 0) << ran.err;
  }
  const auto files = FilesOf(folder);
  EXPECT_GT(files.size(), 100U);
  EXPECT_THAT(Complaints(folder), IsEmpty());
  std::size_t cancels = 0;
  std::size_t minors = 0;
  for (const std::string& name : files) {
    const std::string xml = BytesOf(folder / name);
    EXPECT_EQ(xml, BytesOf(again / name)) << name;
    cancels += Says(xml, R"(TipoOperazione="C")") ? 1U : 0U;
    if (!Says(name, ".SINBA.")) continue;
    ++minors;
    for (const char* text : {"Cognome", "CodiceFiscale", "CodiceComune", "Beneficiario C"}) EXPECT_FALSE(Says(xml, text)) << name;
  }
  EXPECT_GT(cancels, 0U);
  EXPECT_GT(minors, 0U);
}

TEST_F(Siuss, ExportsWhatOtherAuthoritiesAskFor) {
  Given(KnownCase("Fiumandru"));
  Submit();
  const auto istat = desk_.Run({"export", "istat", "--year", "2026"});
  ASSERT_EQ(istat.code, 0) << istat.err;
  EXPECT_THAT(istat.out, HasSubstr("2026,elderly,open_centre_elderly,structures,"));
  EXPECT_THAT(desk_.Run({"export", "istat", "--year", "2026", "--public"}).out, HasSubstr("suppressed"));
  EXPECT_THAT(desk_.Run({"export", "sioss", "--year", "2026"}).out, HasSubstr("2026,persons_in_charge,elderly,1"));
  EXPECT_EQ(desk_.Run({"export", "istat", "--year", "3000"}).code, 2);
  EXPECT_EQ(desk_.Run({"export", "adi-outcomes", "--month", "marzo"}).code, 2);
  EXPECT_EQ(desk_.Run({"export", "vangelo"}).code, 2);
}

TEST_F(Siuss, ExportsTheMonthsOutcomesOfPactsWithCodesForTheSenderAlone) {
  const auto id = KnownCase("Fiumandru", "1980-01-01", "poverty_adults");
  Tell("ProposeProject", Named("case_file", id) + R"(,"kind":"inclusion_pact","need_level":3,"goals":[{"code":"work","within":"short"}],)"
                             R"("commitments":[{"party":"person","code":"course"}],"signs":["service"],"review_by":"2026-05-04")");
  Tell("SignProject", Named("case_file", id) + R"(,"number":1,"party":"service")");
  Tell("RecordPactCheck", Named("case_file", id) + R"(,"number":1,"outcome":"met")");
  Submit();
  const auto plain = desk_.Run({"export", "adi-outcomes", "--month", "2026-03"});
  ASSERT_EQ(plain.code, 0) << plain.err;
  EXPECT_THAT(plain.out, HasSubstr(",2026-03-02,met,2026-04-20"));
  EXPECT_FALSE(Says(plain.out, "FMNRGD"));
  EXPECT_THAT(desk_.Run({"export", "adi-outcomes", "--month", "2026-03", "--sender", "anna.rossi"}).out, HasSubstr("FMNRGD80A41Z999"));
  EXPECT_FALSE(Says(desk_.Run({"export", "adi-outcomes", "--month", "2026-04"}).out, "met"));
}

}  // namespace
}  // namespace fascicolo::program_test
