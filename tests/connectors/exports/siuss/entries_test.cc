#include "connectors/exports/siuss/entries.h"

#include <gtest/gtest.h>

namespace fascicolo::siuss {
namespace {

std::string PlaceOf(const Result<FlowsAsked, FormError>& asked) { return asked.ok() ? "" : asked.error().place; }

TEST(FlowsAsked, ReadsSinceAndLimitAndNothingElse) {
  const auto plain = ReadFlowsAsked({"since=0"});
  ASSERT_TRUE(plain.ok());
  EXPECT_EQ(plain->limit, kDefaultEntries);
  const auto both = ReadFlowsAsked({"limit=100", "since=1490000000000"});
  ASSERT_TRUE(both.ok());
  EXPECT_EQ(both->since_ms, 1'490'000'000'000);
  EXPECT_EQ(both->limit, 100U);
  EXPECT_EQ(ReadFlowsAsked({"since=100000000000000000000"})->since_ms, INT64_MAX) << "later than all there is";
  EXPECT_EQ(ReadFlowsAsked({"since=0", "limit=0"})->limit, 0U);
  EXPECT_EQ(PlaceOf(ReadFlowsAsked({})), "since");
  EXPECT_EQ(PlaceOf(ReadFlowsAsked({"since=-1"})), "since");
  EXPECT_EQ(PlaceOf(ReadFlowsAsked({"since="})), "since");
  EXPECT_EQ(PlaceOf(ReadFlowsAsked({"since=0", "limit=101"})), "limit");
  EXPECT_EQ(PlaceOf(ReadFlowsAsked({"since=0", "since=1"})), "since");
  EXPECT_EQ(PlaceOf(ReadFlowsAsked({"since=0", "page=1"})), "page");
}

TEST(FlowsAsked, SpellsInstantsWithMilliseconds) {
  EXPECT_EQ(InstantOf(1'701'083'096'852), "2023-11-27T11:04:56.852Z");
  EXPECT_EQ(InstantOf(0), "1970-01-01T00:00:00.000Z");
}

constexpr const char* kOutcome =
    R"({"elenco_esiti":[{"id_flusso":"H501.PS.20210520.0000002","ts_flusso":"2023-11-27T11:04:56.852Z",)"
    R"("ts_acquisizione":"2023-11-27T11:04:56.852Z","tipo":"PS_PSA_SINA","codice_esito":"OK","id_acquisizione_siuss":"22738"}]})";

TEST(Outcomes, AreReadAsTheDescriptionHasThem) {
  const auto read = ReadOutcomes(kOutcome);
  ASSERT_TRUE(read.ok()) << read.error().ToString();
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().flow, "H501.PS.20210520.0000002");
  EXPECT_EQ(read->front().code, OutcomeCode::kOk);
  EXPECT_EQ(read->front().acquisition, "22738");
  EXPECT_TRUE(ReadOutcomes(R"({"elenco_esiti":[]})")->empty());
}

TEST(Outcomes, SayWhereTheyAreWrong) {
  const auto place = [](std::string json, const std::string& from, const std::string& to) {
    if (!from.empty()) json.replace(json.find(from), from.size(), to);
    const auto read = ReadOutcomes(json);
    return read.ok() ? std::string("none") : read.error().place;
  };
  EXPECT_EQ(place("[]", "", ""), "/elenco_esiti");
  EXPECT_EQ(place(kOutcome, "\"OK\"", "\"FORSE\""), "/elenco_esiti/0/codice_esito");
  EXPECT_EQ(place(kOutcome, "PS_PSA_SINA", "PS"), "/elenco_esiti/0/tipo");
  EXPECT_EQ(place(kOutcome, "\"2023-11-27T11:04:56.852Z\"", "\"ieri\""), "/elenco_esiti/0/ts_flusso");
  EXPECT_EQ(place(kOutcome, "\"id_flusso\"", "\"flusso\""), "/elenco_esiti/0/id_flusso");
  EXPECT_EQ(place(kOutcome, "\"22738\"", "22738"), "/elenco_esiti/0/id_acquisizione_siuss");
}

}  // namespace
}  // namespace fascicolo::siuss
