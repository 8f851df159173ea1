// The list of a call: for the office, for who asks why, and for the public.
#include "connectors/program/audit/audit_desk.h"
#include "engine/state/state.h"
#include "events/store/rocks_rows.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Ranking : public AuditDesk {
 protected:
  /// A call for climatic stays whose entries have these ISEE, in euro, and are all admitted; the last one is excluded.
  void Publish(const std::vector<int>& isee) {
    call_ = Tell("OpenCall", R"("service":"climatic_stays","name":"Soggiorni 2026","from":"2026-03-02","last_day":"2026-03-02",)"
                             R"("act":"delib. 7/2026","places":2,"appeal_days":1)");
    for (const int euro : isee) {
      entries_.push_back(Tell("ApplyToCall", Named("call", call_) + "," + Named("case_file", CaseInCharge()) +
                                                 R"(,"protocol":"2026/1","inputs":[{"name":"age_years","number":80},)"
                                                 R"({"name":"isee_cents","number":)" + std::to_string(euro * 100) + "}]"));
    }
    Later("2026-03-03T08:00:00Z");
    for (const auto& entry : entries_) {
      Tell("ScoreEntry", Named("entry", entry));
      if (entry == entries_.back()) {
        Tell("ExcludeEntry", Named("entry", entry) + R"(,"reason":"other")");
      } else {
        Tell("AdmitEntry", Named("entry", entry));
      }
    }
    Tell("PublishProvisional", Named("call", call_) + R"(,"act":"det. 20/2026")");
    Submit();
  }
  nlohmann::json Ask(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"ranking", call_, "--json", "--trust-clock"});
    return desk_.Run(more).json();
  }

  std::string call_;
  std::vector<std::string> entries_;
};

TEST_F(Ranking, IsShownAsItWasPublishedWithTheHashOfItsLines) {
  Publish({9000, 5000, 13000, 6000, 8000, 4000});
  const auto calls = desk_.Run({"ranking", "--json", "--trust-clock"}).json().at("calls");
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].at("state"), "provisional");
  const auto list = Ask();
  EXPECT_TRUE(list.at("appeals_until").is_string());
  EXPECT_EQ(calls[0].at("appeals_until"), list.at("appeals_until"));
  EXPECT_EQ(list.at("act"), "det. 20/2026");
  EXPECT_EQ(list.at("criteria_act"), "delib. 7/2026");
  EXPECT_TRUE(list.at("hash_holds").get<bool>());
  EXPECT_EQ(list.at("moved_since"), 0);
  // A sample value in the rule set shows.
  EXPECT_TRUE(list.at("sample").get<bool>());
  ASSERT_EQ(list.at("lines").size(), 6U);
  EXPECT_EQ(list.at("lines")[0].at("entry"), IdOf(entries_[1]));
  EXPECT_EQ(list.at("lines")[0].at("points"), "20");
  EXPECT_EQ(list.at("lines")[5].at("standing"), "excluded");
  EXPECT_TRUE(list.at("lines")[5].at("rank").is_null());
}

TEST_F(Ranking, TellsHowItStandsOnceAnAppealWasUpheldAndHowItStoodBefore) {
  // Given that the one with the highest ISEE appeals, rightly: it was lower.
  Publish({9000, 5000, 13000, 6000, 8000, 4000});
  const auto published = desk_.position();
  const auto& entry = entries_[2];
  Tell("FileAppeal", Named("entry", entry) + R"(,"reason":"wrong_points","protocol":"2026/9")");
  Tell("DecideAppeal", Named("entry", entry) + R"(,"upheld":true,"reason":"examined","act":"det. 21/2026")");
  Tell("ScoreEntry", Named("entry", entry) + R"(,"ground":"appeal","act":"det. 21/2026","inputs":[{"name":"isee_cents","number":100000}])");
  Tell("AdmitEntry", Named("entry", entry) + R"(,"ground":"appeal","act":"det. 21/2026")");
  Submit();
  // When the list is asked for, then it is the published one, and says how many stand elsewhere by now.
  const auto list = Ask();
  EXPECT_EQ(list.at("lines")[0].at("entry"), IdOf(entries_[1]));
  EXPECT_GT(list.at("moved_since").get<int>(), 0);
  // And as it stands the entry is first; but not as of the publication.
  EXPECT_EQ(Ask({"--standing"}).at("lines")[0].at("entry"), IdOf(entry));
  EXPECT_NE(Ask({"--standing", "--as-of", std::to_string(published)}).at("lines")[0].at("entry"), IdOf(entry));
}

TEST_F(Ranking, TellsAuditorsOfACourtsOrderAndOfWhatAVerificationFound) {
  // Given that a court puts the last one first, and that the final list says so.
  Publish({9000, 5000, 13000, 6000, 8000, 4000});
  Tell("RecordCourtOrder", Named("entry", entries_[2]) + R"(,"reference":"TAR 5/2026","position":1)");
  Later("2026-03-10T08:00:00Z");
  Tell("PublishFinal", Named("call", call_) + R"(,"act":"det. 22/2026","valid_until":"2027-03-31")");
  Tell("CallEntry", Named("entry", entries_[2]));
  Tell("CallEntry", Named("entry", entries_[1]));
  Submit();
  EXPECT_EQ(Ask().at("lines")[0].at("entry"), IdOf(entries_[2]));
  EXPECT_TRUE(Ask().at("final").get<bool>());
  EXPECT_EQ(Ask({"--explain", entries_[2]}).at("explanation").at("ordered_rank"), 1);
  // Then the order is told as an exception, which wants no act of the office.
  const auto exceptions = desk_.Run({"waiting-list", "--exceptions", "--json", "--trust-clock"});
  EXPECT_EQ(exceptions.code, 0);
  EXPECT_EQ(exceptions.json().at("exceptions").at(0).at("kind"), "ordered_by_court");
  EXPECT_EQ(exceptions.json().at("exceptions").at(0).at("exception"), "TAR 5/2026");
  // When one of those who were called declared something that is not so, and the other is confirmed, then only that is told.
  Tell("ExcludeEntry", Named("entry", entries_[1]) + R"(,"reason":"other","ground":"verification","act":"det. 23/2026")");
  Tell("ConfirmEntry", Named("entry", entries_[2]) + R"(,"act":"det. 24/2026")");
  Submit();
  const auto answer = desk_.Run({"audit", "declarations", "--json", "--trust-clock"}).json();
  EXPECT_THAT(CodesOf(answer), ElementsAre("found_on_verification"));
  EXPECT_EQ(answer.at("anomalies").at(0).at("entity"), IdOf(entries_[1]));
  EXPECT_EQ(answer.at("totals").at("applications"), 6);
  // And nothing is wrong with how the other one was granted.
  EXPECT_THAT(CodesOf(desk_.Run({"audit", "grants", "--json", "--trust-clock"}).json(), entries_[2]), testing::IsEmpty());
}

TEST_F(Ranking, ExplainsAPlaceByCriteriaRuleSetAndEventsAndSaysWhatWouldChangeIt) {
  Publish({9000, 5000, 13000, 6000, 8000, 4000});
  const auto why = Ask({"--explain", entries_[2]}).at("explanation");
  EXPECT_EQ(why.at("rank"), 5);
  EXPECT_EQ(why.at("published_rank"), 5);
  EXPECT_EQ(why.at("points"), "10");
  const auto& score = why.at("score");
  EXPECT_EQ(score.at("rule_set"), "climatic_stay_points");
  EXPECT_EQ(score.at("version"), "2026");
  EXPECT_EQ(score.at("status"), "sample");
  EXPECT_EQ(score.at("scored_by").at("actor"), "anna.rossi");
  EXPECT_EQ(score.at("lines")[0].at("label"), "ISEE in cents");
  EXPECT_EQ(score.at("lines")[0].at("input"), "1300000");
  EXPECT_EQ(score.at("lines")[0].at("points"), "5");
  EXPECT_EQ(score.at("lines")[0].at("source").at("entity"), IdOf(entries_[2]));
  EXPECT_EQ(why.at("before").size(), 4U);
  EXPECT_EQ(why.at("to_stand_higher").at("points_more"), "5");
  EXPECT_FALSE(why.at("history").empty());
  // The list code does as well as the id, and a person of the office reads it in both languages.
  const std::string code = why.at("code");
  EXPECT_EQ(Ask({"--explain", code}).at("explanation").at("entry"), IdOf(entries_[2]));
  const auto italian = desk_.Run({"ranking", call_, "--explain", code, "--lang", "it", "--trust-clock"});
  EXPECT_THAT(italian.out, HasSubstr("ISEE in centesimi"));
  EXPECT_THAT(italian.out, HasSubstr("Criteri di ESEMPIO"));
  EXPECT_THAT(italian.out, HasSubstr("5 punti in più"));
  ExpectWords({"ranking"});
  ExpectWords({"ranking", call_});
  ExpectWords({"ranking", call_, "--standing"});
  ExpectWords({"ranking", call_, "--explain", code});
  EXPECT_EQ(desk_.Run({"ranking", call_, "--explain", "ffffffff", "--trust-clock"}).code, 2);
}

TEST_F(Ranking, IsPublishedByListCodesWithoutIdsAndSaysThatItsValuesAreSamples) {
  Publish({9000, 5000, 13000, 6000, 8000, 4000});
  const auto list = Ask({"--public"});
  EXPECT_FALSE(list.at("withheld").get<bool>());
  ASSERT_EQ(list.at("lines").size(), 6U);
  EXPECT_EQ(list.at("lines")[0].at("code").get<std::string>().size(), 12U);
  EXPECT_TRUE(list.at("sample").get<bool>());
  const auto printed = desk_.Run({"ranking", call_, "--public", "--lang", "it", "--trust-clock"}).out;
  EXPECT_THAT(printed, HasSubstr("Criteri di ESEMPIO"));
  for (const auto& entry : entries_) {
    EXPECT_THAT(list.dump(), Not(HasSubstr(IdOf(entry))));
    EXPECT_THAT(printed, Not(HasSubstr(IdOf(entry))));
  }
  EXPECT_THAT(list.dump(), Not(HasSubstr(IdOf(call_))));
}

TEST_F(Ranking, SaysNothingOfAnybodyWhereFewerThanFiveStandOnAPublicList) {
  Publish({9000, 5000, 13000, 6000});
  const auto list = Ask({"--public"});
  EXPECT_TRUE(list.at("withheld").get<bool>());
  EXPECT_TRUE(list.at("lines").empty());
  EXPECT_EQ(Ask().at("lines").size(), 4U) << "the office sees them";
  EXPECT_THAT(desk_.Run({"ranking", call_, "--public", "--lang", "en", "--trust-clock"}).out, HasSubstr("fewer than five entries"));
}

TEST_F(Ranking, FailsByNameWhereTheHistoryOfAnEntryIsNotUnderstood) {
  Publish({9000, 5000, 13000, 6000});
  const std::string entry = IdOf(entries_[1]);
  {
    const auto rows = store::RocksRows::Open(desk_.data() / "state").value();
    EntityId id;
    ASSERT_TRUE(FromHex(entry, id.bytes.data(), id.bytes.size()));
    auto ledger = engine::State(*rows).Ledger();
    ledger.frozen = 1;
    ASSERT_TRUE(rows->Write({{engine::FrozenTable::Key(id), store::EncodeRow(engine::FrozenRow{})},
                             {engine::LedgerTable::Key(), store::EncodeRow(ledger)}})
                    .ok());
    ASSERT_TRUE(rows->Flush().ok());
  }
  const auto ran = desk_.Run({"ranking", call_, "--trust-clock"});
  EXPECT_EQ(ran.code, 3) << ran.out << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("entity " + entry + " is frozen"));
}

TEST_F(Ranking, HasNothingForThePublicBeforeItIsPublished) {
  call_ = Tell("OpenCall", R"("service":"climatic_stays","name":"Soggiorni","from":"2026-03-02","last_day":"2026-03-05",)"
                           R"("act":"delib. 7/2026","places":2,"appeal_days":1)");
  Submit();
  EXPECT_EQ(desk_.Run({"ranking", call_, "--public"}).code, 2);
  EXPECT_TRUE(Ask().at("lines").empty());
  EXPECT_EQ(desk_.Run({"ranking", "ffff"}).code, 2);
}

}  // namespace
}  // namespace fascicolo::program_test
