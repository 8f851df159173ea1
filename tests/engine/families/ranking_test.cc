// The whole life of a call and of its entries.
#include "engine/families/ranking.h"

#include "engine/catalogue/documents.h"
#include "engine/families/ranking_lines.h"
#include "engine/told_isee.h"
#include "engine/told_rankings.h"
#include "events/hash.h"

namespace fascicolo::engine {
namespace {

using schema::ChangeGround;
using schema::GroupKind;
using testing::ElementsAre;

class Ranking : public testing::Test {
 protected:
  Ranking() {
    AdoptCatalogue(kit);
    AdoptStays(kit);
  }
  Kit kit;
};

TEST_F(Ranking, FreezesTheCriteriaWhenTheCallOpens) {
  // Given a call by the criteria of 2026, when those of another version are adopted for the same days.
  const EntityId call = StaysCall(kit);
  auto later = BuiltIn("climatic_stay_points-2026");
  later["version"] = "2026.1";
  later["criteria"][0]["rows"][0]["points"] = "40";
  kit.Given(AdoptRuleSet(later.dump()));

  // Then its entries are scored by the criteria that it opened with, and each line says by what.
  const EntityId entry = StayEntry(kit, call, 600'000);
  const auto scored = kit.When(ScoreEntry(entry)).ThenEvents({"EntryScored"}).First<schema::EntryScoredT>();
  EXPECT_EQ(scored.rule_version, "2026");
  EXPECT_EQ(scored.total, 20'00);
  ASSERT_EQ(scored.lines.size(), 4U);
  EXPECT_EQ(scored.lines[0]->criterion, "isee");
  EXPECT_EQ(scored.lines[0]->input, "600000");
  EXPECT_EQ(scored.lines[0]->row, "0..700000");
  EXPECT_EQ(events::Entity(scored.lines[0]->source.get()), entry) << "brought by the application itself";
}

TEST_F(Ranking, TakesTheIseeThatWasAttested) {
  // Given somebody whose household has an ISEE, when they apply without one.
  const EntityId case_file = CaseInCharge(kit);
  const EntityId household = IseeHousehold(kit, {PersonOf(kit, case_file)}, kit.today() - 100);
  kit.Given(RecordIsee(household, Attestation("1", kit.today() - 20, 650'000)));
  auto command = ApplyTo(StaysCall(kit), case_file);
  command.inputs.push_back(Number("age_years", 70));
  const EntityId entry = kit.Given(std::move(command));

  // Then the score reads it, and names the household's event.
  const auto scored = kit.When(ScoreEntry(entry)).First<schema::EntryScoredT>();
  EXPECT_EQ(scored.lines.at(0)->input, "650000");
  EXPECT_EQ(events::Entity(scored.lines.at(0)->source.get()), household);
}

TEST_F(Ranking, ShowsOnEveryListAndDecisionThatItsCriteriaAreASample) {
  // Given criteria that nobody has confirmed.
  const auto opened = kit.When(OpenCall(kit, kStays)).First<schema::CallOpenedT>();
  EXPECT_TRUE(opened.sample);
  const EntityId call = kit.Made();
  const EntityId entry = StayEntry(kit, call);

  // Then the score, the admission, both lists and the call of the entry say so.
  EXPECT_TRUE(kit.When(ScoreEntry(entry)).First<schema::EntryScoredT>().sample);
  EXPECT_TRUE(kit.When(Admit(entry)).First<schema::EntryAdmittedT>().sample);
  kit.PassUntil(kit.today() + 11);
  EXPECT_TRUE(kit.When(Provisional(call)).First<schema::ProvisionalListPublishedT>().sample);
  kit.PassUntil(kit.today() + 11);
  EXPECT_TRUE(kit.When(Final(kit, call)).First<schema::FinalListPublishedT>().sample);
  EXPECT_TRUE(kit.When(CallNext(entry)).First<schema::EntryCalledT>().sample);
}

TEST_F(Ranking, ShowsNoSampleWhereTheCriteriaAreConfirmed) {
  auto confirmed = BuiltIn("climatic_stay_points-2026");
  confirmed["version"] = "2026.1";
  confirmed["status"] = "confirmed";
  kit.Given(AdoptRuleSet(confirmed.dump()));
  EXPECT_FALSE(kit.When(OpenCall(kit, kStays)).First<schema::CallOpenedT>().sample);
  const EntityId call = kit.Made();
  AdmittedStay(kit, call);
  kit.PassUntil(kit.today() + 11);
  EXPECT_FALSE(kit.When(Provisional(call)).First<schema::ProvisionalListPublishedT>().sample);
}

TEST_F(Ranking, PublishesLinesThatHashToWhatItSays) {
  // Given two who are admitted and one who is excluded.
  const EntityId call = StaysCall(kit);
  const EntityId second = AdmittedStay(kit, call, 900'000);
  const EntityId first = AdmittedStay(kit, call, 100'000);
  const EntityId excluded = StayEntry(kit, call);
  kit.Given(Exclude(excluded));
  kit.PassUntil(kit.today() + 11);

  // When the list is published, then anybody can reckon its hash from its lines.
  const auto list = kit.When(Provisional(call)).ThenEvents({"ProvisionalListPublished"}).First<schema::ProvisionalListPublishedT>();
  const std::string text = "fascicolo list 1\n1\t" + ListCode(call, first) + "\t20\t0\tadmitted\n2\t" +
                           ListCode(call, second) + "\t15\t0\tadmitted\n0\t" + ListCode(call, excluded) +
                           "\t0\t0\texcluded\n";
  EXPECT_EQ(HashIn(list.hash.get()), events::Sha256(events::AsBytes(text)));
  EXPECT_EQ(list.appeals_until, (kit.today() + 10).days);
  EXPECT_EQ(list.act, kAct);
  EXPECT_EQ(CallOf(kit, call).hash, HashIn(list.hash.get()));
}

TEST_F(Ranking, IsPoisonedByLinesThatTheirHashDoesNotSay) {
  const EntityId call = StaysCall(kit);
  schema::ProvisionalListPublishedT list;
  list.edition = 1;
  list.appeals_until = kit.today().days;
  list.hash = RefOf(Hash{});
  EXPECT_FALSE(kit.Folds(call, kCallKind, list));
  list.hash = RefOf(HashOfList(call, list.lines));
  EXPECT_TRUE(kit.Folds(call, kCallKind, list));
}

TEST_F(Ranking, GivesWhoTiesOneRankUntilLotsAreDrawn) {
  // Given three who tie and one above them.
  const EntityId call = StaysCall(kit);
  std::vector<EntityId> tied;
  for (int i = 0; i < 3; ++i) tied.push_back(AdmittedStay(kit, call, 800'000));
  const EntityId first = AdmittedStay(kit, call, 100);
  kit.PassUntil(kit.today() + 11);

  // When the provisional list is published, then the three share the second rank.
  std::vector<std::uint32_t> ranks;
  const auto list = kit.When(Provisional(call)).First<schema::ProvisionalListPublishedT>();
  for (const auto& line : list.lines) ranks.push_back(line->rank);
  EXPECT_THAT(ranks, ElementsAre(1, 2, 2, 2));

  // When lots are drawn in public, then the final list follows the minutes.
  kit.When(Draw(call, {tied[2], tied[0], tied[1]})).ThenEvents({"LotsDrawn"});
  PublishFinalOf(kit, call);
  EXPECT_THAT(FinalOrder(kit, call), ElementsAre(first, tied[2], tied[0], tied[1]));
}

TEST_F(Ranking, DecidesAnAppealAndPublishesAnotherProvisionalList) {
  // Given a provisional list, and somebody who says that their ISEE was read wrongly.
  const EntityId call = StaysCall(kit);
  const EntityId other = AdmittedStay(kit, call, 200'000);
  const EntityId wronged = AdmittedStay(kit, call, 900'000);
  PublishProvisionalOf(kit, call);
  kit.When(Appeal(wronged)).ThenEvents({"AppealFiled"});

  // When the appeal is upheld, then the entry is scored anew on that ground, and decided about anew.
  kit.When(DecideAppeal(wronged, true)).ThenEvents({"AppealDecided"});
  auto score = On(ChangeGround::appeal, ScoreEntry(wronged));
  score.inputs.push_back(Number("isee_cents", 100'000));
  kit.When(std::move(score)).ThenEvents({"EntryScored"});
  kit.When(Provisional(call)).ThenRefused(Rule::kEntriesUndecided);
  kit.When(On(ChangeGround::appeal, Admit(wronged))).ThenEvents({"EntryAdmitted"});

  // Then a second edition says so, with a term of its own.
  EXPECT_EQ(kit.When(Provisional(call)).First<schema::ProvisionalListPublishedT>().edition, 2U);
  PublishFinalOf(kit, call);
  EXPECT_THAT(FinalOrder(kit, call), ElementsAre(wronged, other));
}

TEST_F(Ranking, CorrectsAnErrorOfItsOwnInAnotherEditionOfTheFinalList) {
  const EntityId call = StaysCall(kit);
  const EntityId first = AdmittedStay(kit, call, 100);
  const EntityId second = AdmittedStay(kit, call, 200);
  PublishBoth(kit, call);

  // When the office excludes the first of its own motion, then the list in force does not change before it is published.
  kit.When(On(ChangeGround::own_motion, Exclude(first))).ThenEvents({"EntryExcluded"});
  EXPECT_THAT(FinalOrder(kit, call), ElementsAre(first, second));
  kit.When(CallNext(first)).ThenRefused(Rule::kWrongEntryState);
  kit.When(Final(kit, call)).ThenEvents({"FinalListPublished"});
  EXPECT_THAT(FinalOrder(kit, call), ElementsAre(second));
  EXPECT_EQ(CallOf(kit, call).edition, 3U);
}

TEST_F(Ranking, CallsVerifiesAndScrollsOn) {
  // Given two places and four on the final list.
  const EntityId call = StaysCall(kit, 2);
  std::vector<EntityId> entries;
  for (int i = 1; i <= 4; ++i) entries.push_back(AdmittedStay(kit, call, i));
  PublishBoth(kit, call);

  // When the first is confirmed, the second found without the requisites, the third renounces, then the fourth is next.
  kit.When(CallNext(entries[0])).ThenEvents({"EntryCalled"});
  kit.When(Confirm(entries[0])).ThenEvents({"EntryConfirmed"});
  kit.Given(CallNext(entries[1]));
  kit.When(CallNext(entries[2])).ThenRefused(Rule::kNoPlacesLeft);
  kit.When(On(ChangeGround::verification, Exclude(entries[1]))).ThenEvents({"EntryExcluded"});
  kit.Given(CallNext(entries[2]));
  EXPECT_TRUE(kit.When(WithdrawEntry(entries[2])).First<schema::EntryWithdrawnT>().renounced);
  EXPECT_EQ(kit.When(CallNext(entries[3])).First<schema::EntryCalledT>().rank, 4U);

  // Then the list is exhausted, and what is over can end.
  kit.When(OfCall<schema::CloseRankingT>(call)).ThenEvents({"RankingExhausted"});
  kit.When(Confirm(entries[3])).ThenEvents({"EntryConfirmed"});
  kit.When(EndEntry(entries[0], "completed")).ThenEvents({"EntryEnded"});
  EXPECT_EQ(CallOf(kit, call).state, CallState::kExhausted);
}

TEST_F(Ranking, KeepsThePlaceOfWhoIsAdmittedWithReserve) {
  // Given one place, and the first admitted with reserve.
  const EntityId call = StaysCall(kit, 1);
  const EntityId first = StayEntry(kit, call, 100);
  kit.Given(ScoreEntry(first));
  kit.Given(Admit(first, true));
  const EntityId second = AdmittedStay(kit, call, 200);
  PublishBoth(kit, call);

  // Then nobody gets it, until the reserve is lifted.
  kit.When(CallNext(second)).ThenRefused(Rule::kNoPlacesLeft);
  kit.When(Admit(first)).ThenEvents({"EntryAdmitted"});
  kit.When(CallNext(first)).ThenEvents({"EntryCalled"});
}

TEST_F(Ranking, LeavesTheLastPlacesToThoseForWhomTheyAreKept) {
  // Given three places, one of them kept for disabled applicants, who stand last.
  auto command = OpenCall(kit, kStays);
  command.places = 3;
  command.groups.push_back(Group("disabled", GroupKind::reserve, 1));
  const EntityId call = kit.Given(std::move(command));
  std::vector<EntityId> entries;
  for (int i = 1; i <= 4; ++i) entries.push_back(AdmittedStay(kit, call, i));
  auto disabled = ApplyTo(call, CaseInCharge(kit));
  disabled.inputs.push_back(Number("age_years", 70));
  disabled.inputs.push_back(Flag("disabled", true));
  const EntityId last = kit.Given(std::move(disabled));
  Decided(kit, last);
  PublishBoth(kit, call);

  // Then two are called by rank, and the third place is theirs.
  kit.Given(CallNext(entries[0]));
  kit.Given(CallNext(entries[1]));
  kit.When(CallNext(entries[2])).ThenRefused(Rule::kNotNextInRanking, "first", ToHex(last));
  kit.When(CallNext(last)).ThenEvents({"EntryCalled"});
}

TEST_F(Ranking, PassesOverWhoseQuotaIsFullAndCallsFromASubList) {
  // Given at most one of a quota, and a sub-list of its own for young couples.
  auto command = OpenCall(kit, kStays);
  command.groups.push_back(Group("newcomer", GroupKind::quota, 1));
  command.groups.push_back(Group("young_couple", GroupKind::sub_list));
  const EntityId call = kit.Given(std::move(command));
  const auto entry = [&](std::int64_t isee, const char* group) {
    auto apply = ApplyTo(call, CaseInCharge(kit));
    apply.inputs.push_back(Number("age_years", 70));
    apply.inputs.push_back(Number("isee_cents", isee));
    apply.inputs.push_back(Flag(group, true));
    const EntityId id = kit.Given(std::move(apply));
    Decided(kit, id);
    return id;
  };
  const EntityId first = entry(1, "newcomer");
  const EntityId second = entry(2, "newcomer");
  const EntityId third = entry(3, "nothing");
  const EntityId couple = entry(4, "young_couple");
  PublishBoth(kit, call);

  kit.Given(CallNext(first));
  kit.When(CallNext(second)).ThenRefused(Rule::kNotNextInRanking, "first", ToHex(third));
  kit.When(CallNext(couple, "young_couple")).ThenEvents({"EntryCalled"});
  kit.When(CallNext(third)).ThenEvents({"EntryCalled"});
}

TEST_F(Ranking, IsReplacedByTheFinalListOfALaterCall) {
  // Given a list in force, and a later call that replaces it.
  const EntityId old = StaysCall(kit);
  const EntityId waiting = AdmittedStay(kit, old);
  PublishBoth(kit, old);
  auto command = OpenCall(kit, kStays);
  command.replaces = Ref(old);
  const EntityId next = kit.Given(std::move(command));
  AdmittedStay(kit, next);
  PublishProvisionalOf(kit, next);
  EXPECT_EQ(CallOf(kit, old).state, CallState::kFinal) << "until the later list is final";

  // When that is final, then who stood on the old one and did not apply again is on no list any more.
  kit.PassUntil(kit.today() + 11);
  kit.When(Final(kit, next)).ThenEvents({"FinalListPublished", "RankingReplaced"});
  kit.When(CallNext(waiting)).ThenRefused(Rule::kWrongCallState, "state", "replaced");
}

TEST_F(Ranking, ExpiresOnTheDayAfterItsLastAndNotByAnEarlierEdition) {
  const EntityId call = StaysCall(kit);
  AdmittedStay(kit, call);
  PublishProvisionalOf(kit, call);
  kit.PassUntil(kit.today() + 11);
  kit.Given(Final(kit, call, 5));
  kit.Given(Final(kit, call, 8));
  EXPECT_TRUE(kit.PassUntil(kit.today() + 8).empty());
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 1)), (std::vector<std::string>{"RankingExpired"}));
  EXPECT_EQ(CallOf(kit, call).state, CallState::kExpired);
}

TEST_F(Ranking, GoesToTheHouseholdOfWhoDiesOrEnds) {
  // Given two applications for public housing, of which the applicants die.
  kit.Given(AdoptSheet(BuiltInText("erp_assignment")));
  kit.Given(AdoptRuleSet(BuiltInText("erp_points-2021")));
  auto command = OpenCall(kit, "erp_assignment");
  command.rule_set = "erp_points";
  const EntityId call = kit.Given(std::move(command));
  const EntityId daughter = PersonOf(kit, CaseInCharge(kit));
  const EntityId with_heir = kit.Given(ApplyTo(call, CaseInCharge(kit), {daughter}));
  const EntityId without = kit.Given(ApplyTo(call, CaseInCharge(kit)));
  for (const EntityId entry : {with_heir, without}) kit.Given(Death(EntryOf(kit, entry).person));

  // Then the daughter takes the one's place, with its protocol and its rank; the other's entry ends.
  kit.When(Succeed(with_heir, daughter)).ThenEvents({"EntrySucceeded"});
  EXPECT_EQ(EntryOf(kit, with_heir).person, daughter);
  kit.When(EndEntry(without, "deceased")).ThenEvents({"EntryEnded"});
}

TEST_F(Ranking, IsDecidedAboutByItsCommissionButForWhoIsInConflict) {
  // Given a commission of two, one of whom is the applicant's cousin.
  const EntityId call = StaysCall(kit);
  const EntityId entry = StayEntry(kit, call);
  kit.When(Commission(call, {"rossi", "bianchi"})).ThenEvents({"CommissionNamed"});
  kit.When(CommissionConflict(entry, "rossi")).ThenEvents({"CommissionConflictDeclared"});

  // Then the other decides about the entry, and the cousin about all others.
  kit.GivenActor("bianchi");
  kit.When(ScoreEntry(entry)).ThenEvents({"EntryScored"});
  kit.GivenActor("rossi");
  kit.When(ScoreEntry(StayEntry(kit, call))).ThenEvents({"EntryScored"});
  kit.When(Admit(entry)).ThenRefused(Rule::kMemberInConflict, "member", "rossi");
}

TEST_F(Ranking, WaitsForDocumentsAndGoesOnWhenTheyCome) {
  const EntityId entry = StayEntry(kit, StaysCall(kit));
  kit.Given(ScoreEntry(entry));
  kit.When(AskEntryFor(kit, entry, "medical_certificate")).ThenEvents({"EntryDocumentsRequested"});
  kit.When(Admit(entry)).ThenRefused(Rule::kEntryDocumentsMissing, "document", "medical_certificate");
  const auto came = kit.When(About<schema::ReceiveEntryDocumentsT>(entry)).First<schema::EntryDocumentsReceivedT>();
  EXPECT_THAT(came.documents, ElementsAre("medical_certificate"));
  kit.When(Admit(entry)).ThenEvents({"EntryAdmitted"});
}

TEST_F(Ranking, IsRectifiedWithMoreTimeAndMorePlaces) {
  const EntityId call = StaysCall(kit, 1);
  auto rectify = OfCall<schema::RectifyCallT>(call);
  rectify.last_day = (kit.today() + 20).days;
  rectify.places = 5;
  kit.When(std::move(rectify)).ThenEvents({"CallRectified"});
  EXPECT_EQ(CallOf(kit, call).places, 5U);
  kit.PassUntil(kit.today() + 15);
  kit.When(ApplyTo(call, CaseInCharge(kit))).ThenEvents({"CallApplicationFiled"});
}

TEST_F(Ranking, LetsACaseApplyAgainThatHasWithdrawn) {
  const EntityId call = StaysCall(kit);
  const EntityId entry = StayEntry(kit, call);
  kit.When(WithdrawEntry(entry)).ThenEvents({"EntryWithdrawn"});
  kit.When(ApplyTo(call, EntryOf(kit, entry).case_file)).ThenEvents({"CallApplicationFiled"});
}

}  // namespace
}  // namespace fascicolo::engine
