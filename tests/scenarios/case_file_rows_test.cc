// R35, R43, R44, R46, R47 and R50: the case file's own rows, from first contact to closure.
#include "engine/families/worker_absence.h"
#include "engine/families/deadline_keeping.h"
#include "engine/kit.h"
#include "engine/rules/instrument.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

using schema::MeetingKind;
using schema::MeetingOutcome;
using schema::Party;
using schema::ReferralState;
using schema::ReferralTarget;

/// Every item of an adopted instrument answered by its first answer.
std::vector<std::pair<std::string, std::string>> FirstAnswers(std::string_view instrument) {
  std::vector<std::pair<std::string, std::string>> answers;
  const auto parsed = ParseInstrument(BuiltInText(instrument)).value();
  for (const auto& item : parsed.items) {
    answers.emplace_back(item.code, item.answers.front().code);
  }
  return answers;
}

TEST(R35, ANeedIsAnalysedAndRepaired) {
  // Given the social sheet, and somebody who comes because the electricity was cut off.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptRuleSet(BuiltInText("social_sheet-sample")));
  const EntityId case_file = kit.Given(Contact(schema::Area::poverty_adults));
  auto notice = In<schema::GivePrivacyNoticeT>(case_file);
  notice.edition = "2026-01";
  kit.Given(std::move(notice));
  kit.Given(TakeInCharge(case_file));

  // When the worker visits and nobody is there, and then talks with them at the office.
  kit.When(Meeting(case_file, MeetingKind::home_visit, MeetingOutcome::nobody_there)).ThenEvents({"MeetingRecorded"});
  kit.When(PlanMeeting(case_file, MeetingKind::interview, kit.today() + 1)).ThenEvents({"MeetingPlanned"});
  kit.PassUntil(kit.today() + 1);
  kit.When(Held(case_file, 2, MeetingOutcome::done)).ThenEvents({"MeetingRecorded"});

  // Then the need is analysed by the sheet, which gives it a level.
  auto answers = FirstAnswers("social_sheet-sample");
  for (auto& [item, answer] : answers) answer = item == "income" || item == "housing" ? "extreme" : "light";
  const auto assessed = kit.When(Assess(case_file, "social_sheet", answers)).ThenEvents({"AssessmentRecorded"});
  EXPECT_EQ(assessed.First<schema::AssessmentRecordedT>().band, "level_3");
  EXPECT_TRUE(assessed.First<schema::AssessmentRecordedT>().sample);

  // When the bill is taken over by another body, then its decision is on record, and the case ends.
  auto decision = In<schema::RecordExternalDecisionT>(case_file);
  decision.body = "energy_regulator";
  decision.decision = "bonus_granted";
  decision.reference = "SGAte 1/2026";
  kit.When(std::move(decision)).ThenEvents({"ExternalDecisionRecorded"});
  kit.When(CloseCase(case_file, "need_overcome")).ThenEvents({"CaseClosed"});
}

TEST(R43, TheHealthAuthorityIsAskedAndAnswers) {
  // Given an elderly person in charge, discharged from hospital soon.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptRuleSet(BuiltInText("svama-sample")));
  const EntityId case_file = CaseInCharge(kit);

  // When the access point accepts the request, then the assessment unit is asked next, and answers too.
  kit.Given(Refer(case_file, ReferralTarget::health_access_point, kit.today() + 10));
  kit.When(Referral(case_file, 1, ReferralState::accepted)).ThenEvents({"ReferralUpdated"});
  kit.Given(Refer(case_file, ReferralTarget::health_assessment_unit, kit.today() + 5));
  const auto late = kit.PassUntil(kit.today() + 6);
  ASSERT_EQ(NamesOf(late), std::vector<std::string>{"DeadlinePassed"}) << "nobody has answered yet";
  kit.Given(Referral(case_file, 2, ReferralState::accepted));
  kit.When(Referral(case_file, 1, ReferralState::done)).ThenEvents({"ReferralUpdated"});

  // And the unit meets, with its bands, and what it decided is known.
  auto meeting = PlanMeeting(case_file, MeetingKind::case_conference, kit.today());
  meeting.with = {"health_assessment_unit", "general_practitioner"};
  kit.Given(std::move(meeting));
  kit.Given(Held(case_file, 3, MeetingOutcome::done));
  kit.When(Assess(case_file, "svama", FirstAnswers("svama-sample"))).ThenEvents({"AssessmentRecorded"});
  kit.When(Referral(case_file, 2, ReferralState::done)).ThenEvents({"ReferralUpdated"});
  kit.When(CloseCase(case_file, "passed_to_health")).ThenEvents({"CaseClosed"});
}

TEST(R44, FourDesksInformOrientAndHandOver) {
  // Given contacts at the four desks.
  Kit kit;
  AdoptCatalogue(kit);
  const auto at_desk = [&](schema::Desk desk, schema::Area area) {
    auto contact = Contact(area);
    contact.desk = desk;
    return kit.Given(std::move(contact));
  };
  const EntityId informed = at_desk(schema::Desk::families_minors, schema::Area::minors_family);
  const EntityId oriented = at_desk(schema::Desk::immigrants, schema::Area::foreigners);
  const EntityId not_ours = at_desk(schema::Desk::disabled, schema::Area::disabled);
  const EntityId handed_over = at_desk(schema::Desk::adults_elderly, schema::Area::elderly);

  // When the desk answers by itself, then the contact ends with what came of it.
  kit.When(Conclude(informed, schema::ContactOutcome::information)).ThenEvents({"ContactConcluded"});
  kit.When(Conclude(oriented, schema::ContactOutcome::orientation, "prefecture")).ThenEvents({"ContactConcluded"});
  kit.When(Conclude(not_ours, schema::ContactOutcome::not_competent)).ThenEvents({"ContactConcluded"});

  // When it hands somebody over, then the professional service takes them in charge.
  kit.When(In<schema::ProposeHandoverT>(handed_over)).ThenEvents({"HandoverProposed"});
  kit.When(TakeInCharge(handed_over, "rossi")).ThenEvents({"TakenInCharge"});
  kit.When(Conclude(handed_over, schema::ContactOutcome::information)).ThenRefused(Rule::kCaseNotAtDesk);
  kit.When(CloseCase(handed_over)).ThenEvents({"CaseClosed"});
}

TEST(R46, AProjectIsAgreedAndNeedsBecomeLess) {
  // Given an elderly person with an administrator who may sign for them.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId case_file = CaseInCharge(kit);
  const EntityId administrator = kit.Given(Person());
  kit.Given(Represent(PersonOf(kit, case_file), administrator, schema::RepresentationKind::support_administrator,
                      {schema::Power::sign}, "R.G. 40/2025"));

  // When strengths, goals and commitments are written down, and everybody has signed, then it is agreed.
  const std::vector<PersonalText> strengths{{"/strengths", "suona la fisarmonica"}};
  kit.GivenTelling(Project(kit, case_file, {Party::service, Party::representative, Party::family}), strengths);
  kit.Given(Sign(case_file, 1, Party::family));
  kit.Given(Sign(case_file, 1, Party::service));
  kit.When(Sign(case_file, 1, Party::representative, administrator)).ThenEvents({"ProjectSigned", "ProjectAgreed"});

  // When it is reviewed, then each goal has an outcome, and the level of need goes down step by step.
  kit.PassUntil(kit.today() + 60);
  const auto first = kit.When(Review(case_file, 1, 3, kit.today() + 90)).First<schema::ProjectReviewedT>();
  EXPECT_LT(first.need_level, first.previous_level);
  kit.When(Review(case_file, 1, 1, std::nullopt)).ThenEvents({"ProjectReviewed"});
  kit.When(CloseCase(case_file, "need_overcome")).ThenEvents({"CaseClosed"});
}

TEST(R47, InstitutionsAreAskedAndTheLoopIsClosed) {
  // Given a family in charge, with a child who misses school.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId case_file = CaseInCharge(kit);

  // When school, police, prefecture, INPS, the housing agency and an association are asked, then each has a number of its own.
  std::uint32_t number = 0;
  for (const auto target : {ReferralTarget::school, ReferralTarget::police, ReferralTarget::prefecture,
                            ReferralTarget::inps, ReferralTarget::housing_agency, ReferralTarget::third_sector}) {
    const auto asked = kit.When(Refer(case_file, target, kit.today() + 30)).First<schema::ReferralRequestedT>();
    EXPECT_EQ(asked.number, ++number);
  }
  // And each ends: done, rejected, or tried and failed.
  kit.Given(Referral(case_file, 1, ReferralState::accepted));
  kit.Given(Referral(case_file, 1, ReferralState::in_progress));
  kit.Given(Referral(case_file, 1, ReferralState::done));
  kit.Given(Referral(case_file, 2, ReferralState::rejected));
  kit.Given(Referral(case_file, 3, ReferralState::accepted));
  kit.Given(Referral(case_file, 3, ReferralState::failed));
  const auto late = NamesOf(kit.PassUntil(kit.today() + 31));
  EXPECT_EQ(std::count(late.begin(), late.end(), "DeadlinePassed"), 3) << "the other three have not answered";

  // When the child is in danger, then the prosecutor has a report, sealed apart.
  auto report = In<schema::SendCourtReportT>(case_file);
  report.court = schema::Court::juvenile_prosecutor;
  report.topic = "school_evasion";
  kit.GivenTelling(std::move(report), {{"/text", "relazione inventata"}});
  kit.When(CloseCase(case_file, "passed_on")).ThenEvents({"CaseClosed"});
}

TEST(R50, SeveralAreasAnswerForOneCase) {
  // Given a family led by one worker.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId case_file = CaseInCharge(kit);

  // When disability and poverty join, then the conference of all three is planned and held.
  kit.Given(CoResponsible(case_file, "bianchi", schema::Area::disabled));
  kit.Given(CoResponsible(case_file, "verdi", schema::Area::poverty_adults));
  auto conference = PlanMeeting(case_file, MeetingKind::case_conference, kit.today());
  conference.with = {"minors_family", "disabled", "poverty_adults"};
  kit.Given(std::move(conference));
  kit.When(Held(case_file, 1, MeetingOutcome::done)).ThenEvents({"MeetingRecorded"});

  // When the lead is on leave, then somebody stands in; when she retires, then all her cases go to another.
  kit.Given(Cover("rossi", "bianchi", kit.today() + 14));
  EXPECT_EQ(WhoWorksFor(kit.state(), "rossi", kit.today() + 3), "bianchi");
  kit.When(TransferCaseload("rossi", "bianchi")).ThenEvents({"WorkerAssigned", "CaseloadTransferred"});
  EXPECT_EQ(CaseRowOf(kit, case_file).worker, "bianchi");
  EXPECT_EQ(CaseRowOf(kit, case_file).co_responsible.size(), 1U) << "who leads is not beside as well";
  kit.Given(RemoveCoResponsible(case_file, "verdi"));
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

}  // namespace
}  // namespace fascicolo::engine
