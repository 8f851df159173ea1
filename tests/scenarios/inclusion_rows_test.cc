// R26b and R34a to R34c: people who settle in, and those with a measure that INPS grants and pays: the municipality works
// with them, records what INPS decided, and grants nothing itself.
#include <algorithm>

#include "engine/families/deadline_keeping.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

using schema::MeetingKind;
using schema::MeetingOutcome;
using schema::Party;
using schema::ProjectKind;
using schema::ReferralState;
using schema::ReferralTarget;

schema::RecordExternalDecisionT DecidedByInps(EntityId case_file, std::string decision) {
  auto command = In<schema::RecordExternalDecisionT>(case_file);
  command.body = "inps";
  command.decision = std::move(decision);
  command.reference = "SIISL 2026/77";
  return command;
}

TEST(R26b, AFamilyThatArrivedSettlesInStepByStep) {
  // Given somebody from abroad whose case is in charge, and whose permit is known.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("settling_in_project")));
  const EntityId case_file = kit.Given(Contact(schema::Area::foreigners));
  kit.Given(TakeInCharge(case_file));

  // When a project says what each side does, and both have signed, then it is agreed.
  kit.Given(Project(kit, case_file, {Party::person, Party::service}));
  kit.Given(Sign(case_file, 1, Party::person, PersonOf(kit, case_file)));
  kit.When(Sign(case_file, 1, Party::service)).ThenEvents({"ProjectSigned", "ProjectAgreed"});

  // When the school and the prefecture are asked, then the one answers, and of the other it is told that nobody did.
  kit.Given(Refer(case_file, ReferralTarget::school, kit.today() + 20));
  kit.Given(Refer(case_file, ReferralTarget::prefecture, kit.today() + 30));
  kit.PassUntil(kit.today() + 10);
  kit.Given(Referral(case_file, 2, ReferralState::accepted));
  const auto late = NamesOf(kit.PassUntil(kit.today() + 25));
  EXPECT_EQ(late, std::vector<std::string>{"DeadlinePassed"});

  // When papers and school are there, then the need is overcome and the case closed.
  kit.When(Review(case_file, 1, 1, std::nullopt)).ThenEvents({"ProjectReviewed"});
  kit.When(CloseCase(case_file, "goals_reached")).ThenEvents({"CaseClosed"});
}

TEST(R34a, WhoHadTheCitizenshipIncomeIsHistoryThatTheOfficeReads) {
  // Given somebody who had the citizenship income until 2023, and comes today.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("citizenship_income_history")));
  const EntityId case_file = CaseInCharge(kit);

  // When what INPS had granted, and then revoked, is recorded, then it is INPS's decision, and no allowance of the office.
  kit.When(DecidedByInps(case_file, "citizenship_income_granted")).ThenEvents({"ExternalDecisionRecorded"});
  const auto revoked = kit.When(DecidedByInps(case_file, "citizenship_income_revoked"));
  EXPECT_EQ(revoked.First<schema::ExternalDecisionRecordedT>().body, "inps");
  kit.When(Apply(case_file, "citizenship_income_history")).ThenRefused(Rule::kServiceHasNoApplications);
  kit.When(CloseCase(case_file, "other_service")).ThenEvents({"CaseClosed"});
}

TEST(R34b, AnInclusionPactIsMadeKeptAndCheckedAndInpsDecidesAboutTheMoney) {
  // Given a household with the inclusion allowance (ADI), whose digital pact starts the term of the first meeting.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("adi_pact")));
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(DecidedByInps(case_file, "adi_granted"));
  const auto opened = kit.When(StartDeadline(case_file, "adi_pact", "first_meeting")).First<schema::DeadlineOpenedT>();
  EXPECT_EQ(Day{opened.due_on} - kit.today(), 120);

  // When they come in time, then the term is met, and the pact is proposed and signed by both.
  kit.PassUntil(kit.today() + 40);
  kit.Given(Meeting(case_file, MeetingKind::interview, MeetingOutcome::done));
  kit.When(MeetDeadline(case_file, opened.number)).ThenEvents({"DeadlineMet"});
  const auto proposed = kit.When(Project(kit, case_file, {Party::person, Party::service}, ProjectKind::inclusion_pact))
                            .First<schema::ProjectProposedT>();
  kit.Given(Sign(case_file, proposed.number, Party::person, PersonOf(kit, case_file)));
  kit.When(Sign(case_file, proposed.number, Party::service)).ThenEvents({"ProjectSigned", "ProjectAgreed"});

  // When the check of the ninety days is missed, then it is told, and the absence recorded; what follows INPS decides.
  kit.Given(StartDeadline(case_file, "adi_pact", "check"));
  const auto late = NamesOf(kit.PassUntil(kit.today() + 91));
  EXPECT_NE(std::find(late.begin(), late.end(), "DeadlinePassed"), late.end());
  kit.When(PactCheck(case_file, proposed.number, schema::PactOutcome::absent)).ThenEvents({"PactChecked"});
  kit.When(DecidedByInps(case_file, "adi_forfeited")).ThenEvents({"ExternalDecisionRecorded"});
}

TEST(R34c, SomebodyWhoCanWorkIsOrientedAndSentToTheWorkCentre) {
  // Given somebody with the support for training and work (SFL).
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("sfl_orientation")));
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(DecidedByInps(case_file, "sfl_granted"));

  // When they are oriented and sent to the work centre, then its answer closes the loop.
  kit.Given(Meeting(case_file, MeetingKind::interview, MeetingOutcome::done));
  const auto asked =
      kit.When(Refer(case_file, ReferralTarget::work_centre, kit.today() + 30)).First<schema::ReferralRequestedT>();
  kit.PassUntil(kit.today() + 12);
  kit.When(Referral(case_file, asked.number, ReferralState::accepted)).ThenEvents({"ReferralUpdated"});
  EXPECT_TRUE(kit.Open().empty());
  kit.When(CloseCase(case_file, "other_service")).ThenEvents({"CaseClosed"});
}

}  // namespace
}  // namespace fascicolo::engine
