// What is done in a case: contact and handover, meetings, documents, assessments, referrals, reports.
#include "engine/families/case_work.h"

#include "engine/families/case_file.h"
#include "engine/rules/instrument.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

using schema::MeetingKind;
using schema::MeetingOutcome;
using schema::ReferralState;

class CaseWork : public testing::Test {
 protected:
  CaseWork() {
    AdoptCatalogue(kit);
    case_file = CaseInCharge(kit);
  }
  Kit kit;
  EntityId case_file;
};

// --- contact ---

TEST_F(CaseWork, ADeskAnswersAndTheCaseEndsThere) {
  const EntityId contact = kit.Given(Contact());
  kit.When(Conclude(contact, schema::ContactOutcome::orientation)).ThenRejected(RejectionCode::kForm, "/oriented_to");
  kit.When(Conclude(contact, schema::ContactOutcome::orientation, "work_centre")).ThenEvents({"ContactConcluded"});
  EXPECT_EQ(CaseRowOf(kit, contact).state, CaseState::kClosed);
  kit.Given(ReopenCase(contact));
  EXPECT_EQ(CaseRowOf(kit, contact).state, CaseState::kContact) << "it never was in charge";
}

TEST_F(CaseWork, AHandoverIsAcceptedByTakingInChargeOrGivenBack) {
  const EntityId contact = kit.Given(Contact());
  kit.When(In<schema::ProposeHandoverT>(contact)).ThenEvents({"HandoverProposed"});
  kit.When(Conclude(contact, schema::ContactOutcome::information)).ThenRefused(Rule::kCaseNotAtDesk);
  kit.When(In<schema::DeclineHandoverT>(contact, "not_ours")).ThenEvents({"HandoverDeclined"});
  kit.When(In<schema::DeclineHandoverT>(contact, "not_ours")).ThenRefused(Rule::kNotHandedOver);
  kit.Given(In<schema::ProposeHandoverT>(contact));
  kit.When(TakeInCharge(contact)).ThenEvents({"TakenInCharge"});
}

TEST_F(CaseWork, AnEmergencyOpensAtOnceAndItsDocumentsComeLater) {
  kit.When(Emergency(kit, {"identity", "residence"}, 5))
      .ThenEvents({"PersonRegistered", "ContactRegistered", "DocumentRequested", "DocumentRequested"});
  const EntityId contact = kit.Made();
  kit.When(Receive(contact, 1)).ThenEvents({"DocumentReceived"});
  EXPECT_TRUE(kit.PassUntil(kit.today() + 5).empty()) << "the fifth day is in time";
  const auto late = kit.PassUntil(kit.today() + 1);
  ASSERT_EQ(NamesOf(late), std::vector<std::string>{"DeadlinePassed"});
  EXPECT_EQ(late.front().payload.AsDeadlinePassed()->deadline, "residence");
  kit.When(Receive(contact, 2)).ThenEvents({"DocumentReceived"});
}

TEST_F(CaseWork, OnlyAnEmergencyLeavesDocumentsForLater) {
  auto ordinary = Emergency(kit, {"identity"}, 5);
  ordinary.urgency = schema::Urgency::soon;
  kit.When(std::move(ordinary)).ThenRejected(RejectionCode::kForm, "/documents");
  kit.When(Emergency(kit, std::vector<std::string>(kMaxDocumentsDue + 1, "paper"), 5))
      .ThenRejected(RejectionCode::kForm, "/documents");
}

// --- meetings ---

TEST_F(CaseWork, AHomeVisitIsDoneRefusedOrNobodyIsThere) {
  for (const auto outcome : {MeetingOutcome::done, MeetingOutcome::refused, MeetingOutcome::nobody_there}) {
    kit.When(Meeting(case_file, MeetingKind::home_visit, outcome)).ThenEvents({"MeetingRecorded"});
  }
  kit.When(Meeting(case_file, MeetingKind::home_visit, MeetingOutcome::no_show)).ThenRefused(Rule::kOutcomeDoesNotFit);
  kit.When(Meeting(case_file, MeetingKind::interview, MeetingOutcome::nobody_there))
      .ThenRefused(Rule::kOutcomeDoesNotFit, "kind", "interview");
}

TEST_F(CaseWork, APlannedMeetingIsHeldOnceUnderItsNumber) {
  const auto planned = kit.When(PlanMeeting(case_file, MeetingKind::case_conference, kit.today() + 3));
  const std::uint32_t number = planned.First<schema::MeetingPlannedT>().number;
  const auto held = kit.When(Held(case_file, number, MeetingOutcome::done));
  EXPECT_EQ(held.First<schema::MeetingRecordedT>().kind, MeetingKind::case_conference);
  kit.When(Held(case_file, number, MeetingOutcome::done)).ThenRefused(Rule::kNothingOpen);
}

TEST_F(CaseWork, AMeetingIsPlannedAheadAndNotTooFar) {
  kit.When(PlanMeeting(case_file, MeetingKind::interview, kit.today() - 1)).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(PlanMeeting(case_file, MeetingKind::interview, kit.today() + kMaxPlanDays + 1))
      .ThenRejected(RejectionCode::kForm, "/at");
  auto crowded = PlanMeeting(case_file, MeetingKind::group_session, kit.today());
  crowded.with.assign(kMaxParticipants + 1, "school");
  kit.When(std::move(crowded)).ThenRejected(RejectionCode::kForm, "/with");
}

TEST_F(CaseWork, AMeetingLastsADayAtMostAndHoldsNoTown) {
  auto endless = Meeting(case_file, MeetingKind::group_session, MeetingOutcome::done);
  endless.minutes = kMaxMeetingMinutes + 1;
  kit.When(endless).ThenRejected(RejectionCode::kForm, "/minutes");
  endless.minutes = 60;
  endless.present = kMaxPresent + 1;
  kit.When(endless).ThenRejected(RejectionCode::kForm, "/present");
}

TEST_F(CaseWork, AJuvenileCourtsTextHasAKeyOfItsOwn) {
  const auto write = [&](schema::Secrecy secrecy) {
    auto entry = In<schema::AddDiaryEntryT>(case_file);
    entry.secrecy = secrecy;
    kit.GivenTelling(std::move(entry), {{"/text", "testo inventato"}});
  };
  write(schema::Secrecy::diary);
  write(schema::Secrecy::administrative);
  write(schema::Secrecy::juvenile_court);
  const auto key = [&](schema::RetentionClass retention) {
    return kit.state().Find<SealingKeyTable>(case_file, retention, std::uint32_t{0}).value_or(SealingKeyRow{}).key;
  };
  EXPECT_NE(key(schema::RetentionClass::court), key(schema::RetentionClass::ordinary));
  EXPECT_FALSE(key(schema::RetentionClass::court).is_zero());
}

// --- documents ---

TEST_F(CaseWork, ADocumentThatNobodyAskedForIsReceivedToo) {
  kit.When(Receive(case_file, 0, "letter")).ThenEvents({"DocumentReceived"});
  kit.When(Receive(case_file, 7)).ThenRefused(Rule::kNothingOpen);
}

// --- assessments ---

std::vector<std::pair<std::string, std::string>> WorstOf(const Instrument& instrument) {
  std::vector<std::pair<std::string, std::string>> answers;
  for (const auto& item : instrument.items) answers.emplace_back(item.code, item.answers.front().code);
  return answers;
}

TEST_F(CaseWork, AnAssessmentIsScoredByTheInstrumentInForce) {
  kit.Given(AdoptRuleSet(BuiltInText("barthel-1965")));
  const auto barthel = ParseInstrument(BuiltInText("barthel-1965")).value();
  auto answers = WorstOf(barthel);
  answers[0].second = "independent";
  const auto then = kit.When(Assess(case_file, "barthel", answers)).ThenEvents({"AssessmentRecorded"});
  const auto recorded = then.First<schema::AssessmentRecordedT>();
  EXPECT_EQ(recorded.score, 1000);
  EXPECT_EQ(recorded.band, "total");
  EXPECT_EQ(recorded.answers.size(), 10U);
  EXPECT_EQ(kit.state().Find<AssessmentTable>(case_file, "barthel")->score, 1000);
}

TEST_F(CaseWork, AnAssessmentAnswersEveryItemOnce) {
  kit.Given(AdoptRuleSet(BuiltInText("svama-sample")));
  const auto svama = ParseInstrument(BuiltInText("svama-sample")).value();
  auto answers = WorstOf(svama);
  answers.pop_back();
  kit.When(Assess(case_file, "svama", answers)).ThenRejected(RejectionCode::kForm, "/answers");
  kit.When(Assess(case_file, "barthel", answers)).ThenRefused(Rule::kNoInstrumentInForce, "instrument", "barthel");
}

// --- referrals ---

TEST_F(CaseWork, AReferralGoesFromRequestToItsEnd) {
  using enum schema::ReferralState;
  kit.When(Refer(case_file, schema::ReferralTarget::health_access_point, kit.today() + 15))
      .ThenEvents({"ReferralRequested"});
  const std::uint32_t number = CaseRowOf(kit, case_file).parts;
  kit.When(Referral(case_file, number, done)).ThenRefused(Rule::kReferralOutOfOrder, "is", "requested");
  for (const auto state : {accepted, in_progress, done}) {
    kit.When(Referral(case_file, number, state)).ThenEvents({"ReferralUpdated"});
  }
  kit.When(Referral(case_file, number, failed)).ThenRefused(Rule::kReferralOutOfOrder);
  EXPECT_TRUE(kit.PassUntil(kit.today() + 20).empty()) << "it was answered in time";
}

TEST_F(CaseWork, AReferralThatNobodyAnswersShowsAsLate) {
  kit.Given(Refer(case_file, schema::ReferralTarget::school, kit.today() + 2));
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 3)), std::vector<std::string>{"DeadlinePassed"});
  kit.When(Referral(case_file, 1, ReferralState::rejected)).ThenEvents({"ReferralUpdated"});
}

// --- courts and others ---

TEST_F(CaseWork, AReportToTheProsecutorIsCourtPaper) {
  auto report = In<schema::SendCourtReportT>(case_file);
  report.court = schema::Court::juvenile_prosecutor;
  report.topic = "prejudice";
  kit.GivenTelling(std::move(report), {{"/text", "testo inventato"}});
  EXPECT_TRUE(kit.state().Find<SealingKeyTable>(case_file, schema::RetentionClass::court, std::uint32_t{0}));
}

TEST_F(CaseWork, ADecisionOfAnotherBodyIsRecordedAsTheirs) {
  auto decision = In<schema::RecordExternalDecisionT>(case_file);
  decision.body = "inps";
  decision.decision = "allowance_suspended";
  decision.reference = "INPS 5/2026";
  kit.When(std::move(decision)).ThenEvents({"ExternalDecisionRecorded"});
}

TEST_F(CaseWork, ThePrivacyNoticeIsGiven) {
  auto notice = In<schema::GivePrivacyNoticeT>(case_file);
  kit.When(notice).ThenRejected(RejectionCode::kForm, "/edition");
  notice.edition = "2026-01";
  kit.When(std::move(notice)).ThenEvents({"PrivacyNoticeGiven"});
}

// --- rest and transfer ---

TEST_F(CaseWork, ADormantCaseIsWokenBeforeAnythingHappensInIt) {
  kit.When(In<schema::MakeDormantT>(case_file, "no_contact")).ThenEvents({"CaseMadeDormant"});
  kit.When(Meeting(case_file, MeetingKind::interview, MeetingOutcome::done)).ThenRefused(Rule::kCaseDormant);
  kit.When(ReopenCase(case_file)).ThenEvents({"CaseReopened"});
  EXPECT_EQ(CaseRowOf(kit, case_file).state, CaseState::kInCharge);
}

TEST_F(CaseWork, AnotherMunicipalityAcceptsOrDoesNot) {
  kit.When(AnswerTransfer(case_file, true)).ThenRefused(Rule::kNoTransferProposed);
  kit.Given(ProposeTransfer(case_file));
  kit.When(ProposeTransfer(case_file)).ThenRefused(Rule::kTransferPending);
  kit.Given(AnswerTransfer(case_file, false));
  EXPECT_EQ(CaseRowOf(kit, case_file).state, CaseState::kInCharge);
  kit.Given(ProposeTransfer(case_file));
  kit.Given(AnswerTransfer(case_file, true));
  EXPECT_EQ(CaseRowOf(kit, case_file).state, CaseState::kTransferred);
}

TEST_F(CaseWork, TheTransferOfSomebodyProtectedSaysWhereOnlySealed) {
  kit.Given(Protect(PersonOf(kit, case_file)));
  kit.When(ProposeTransfer(case_file)).ThenRejected(RejectionCode::kForm, "/municipality");
  auto nowhere = ProposeTransfer(case_file);
  nowhere.municipality.clear();
  kit.When(nowhere).ThenRejected(RejectionCode::kForm, "/municipality");
  kit.WhenWith({{"/destination", "Comune di Altrove"}}, nowhere).ThenEvents({"TransferProposed"});
  kit.When(nowhere).ThenRejected(RejectionCode::kForm, "/municipality");
  kit.WhenWith({{"/destination", "Comune di Altrove"}}, nowhere).ThenRefused(Rule::kTransferPending);
}

TEST_F(CaseWork, TheMunicipalityOfATransferIsACode) {
  auto transfer = ProposeTransfer(case_file);
  transfer.municipality = "Sassari";
  kit.When(transfer).ThenRejected(RejectionCode::kForm, "/municipality");
}

TEST_F(CaseWork, ARunningServiceKeepsTheCaseFromRestAndTransfer) {
  kit.Given(Apply(case_file, kCentre));
  kit.When(In<schema::MakeDormantT>(case_file, "no_contact")).ThenRefused(Rule::kCaseHasServices);
  kit.Given(ProposeTransfer(case_file));
  kit.When(AnswerTransfer(case_file, true)).ThenRefused(Rule::kCaseHasServices);
  kit.When(AnswerTransfer(case_file, false)).ThenEvents({"TransferAnswered"});
}

}  // namespace
}  // namespace fascicolo::engine
