// Personalised projects and inclusion pacts: proposed, signed, reviewed, ended.
#include "engine/families/case_project.h"

#include "engine/families/deadline_keeping.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

using schema::Party;
using schema::PactOutcome;

class CaseProject : public testing::Test {
 protected:
  CaseProject() {
    AdoptCatalogue(kit);
    case_file = CaseInCharge(kit);
    person = PersonOf(kit, case_file);
  }
  ProjectState StateOf(std::uint32_t number) { return kit.state().Find<ProjectTable>(case_file, number)->state; }
  std::uint32_t Agreed(schema::ProjectKind kind = schema::ProjectKind::personal) {
    kit.Given(Project(kit, case_file, {Party::service}, kind));
    const std::uint32_t number = CaseRowOf(kit, case_file).parts;
    kit.Given(Sign(case_file, number, Party::service));
    return number;
  }
  Kit kit;
  EntityId case_file;
  EntityId person;
};

TEST_F(CaseProject, IsAgreedWhenEverybodyHasSigned) {
  kit.When(Project(kit, case_file, {Party::service, Party::person, Party::person})).ThenEvents({"ProjectProposed"});
  kit.When(Sign(case_file, 1, Party::health_authority)).ThenRefused(Rule::kSignatureNotAsked);
  kit.When(Sign(case_file, 1, Party::service)).ThenEvents({"ProjectSigned"});
  kit.When(Sign(case_file, 1, Party::service)).ThenRefused(Rule::kSignatureNotAsked);
  kit.When(Sign(case_file, 1, Party::person, kit.Given(Person()))).ThenRefused(Rule::kNoPower, "power", "sign");
  kit.When(Sign(case_file, 1, Party::person, person)).ThenEvents({"ProjectSigned", "ProjectAgreed"});
  EXPECT_EQ(StateOf(1), ProjectState::kAgreed);
}

TEST_F(CaseProject, DeclinedLeavesTheCaseOpen) {
  kit.Given(Project(kit, case_file, {Party::person}));
  kit.When(Decline(case_file, 1, Party::person)).ThenEvents({"ProjectDeclined"});
  EXPECT_EQ(StateOf(1), ProjectState::kDeclined);
  kit.When(Sign(case_file, 1, Party::person, person)).ThenRefused(Rule::kProjectOutOfOrder);
  EXPECT_EQ(CaseRowOf(kit, case_file).state, CaseState::kInCharge);
}

TEST_F(CaseProject, ReviewedTellsTheOutcomesAndStepsDown) {
  const std::uint32_t number = Agreed();
  const auto then = kit.When(Review(case_file, number, 2, kit.today() + 60)).ThenEvents({"ProjectReviewed"});
  const auto reviewed = then.First<schema::ProjectReviewedT>();
  EXPECT_EQ(reviewed.previous_level, 4U);
  EXPECT_EQ(reviewed.need_level, 2U);
  kit.When(Review(case_file, number, 1, std::nullopt)).ThenEvents({"ProjectReviewed"});
  EXPECT_EQ(StateOf(number), ProjectState::kEnded);
  EXPECT_TRUE(kit.Open().empty()) << "an ended project is not reviewed";
}

TEST_F(CaseProject, NotReviewedInTimeShowsAsLate) {
  const std::uint32_t number = Agreed();
  const auto late = kit.PassUntil(kit.today() + 91);
  ASSERT_EQ(NamesOf(late), std::vector<std::string>{"DeadlinePassed"});
  EXPECT_EQ(late.front().payload.AsDeadlinePassed()->deadline, "review");
  EXPECT_EQ(StateOf(number), ProjectState::kAgreed) << "and nothing else happens";
}

TEST_F(CaseProject, WantsGoalsCommitmentsSignaturesAndALevel) {
  auto project = Project(kit, case_file, {});
  kit.When(std::move(project)).ThenRejected(RejectionCode::kForm, "/signs");
  project = Project(kit, case_file, {Party::service});
  project.need_level = kMaxNeedLevel + 1;
  kit.When(std::move(project)).ThenRejected(RejectionCode::kForm, "/need_level");
  project = Project(kit, case_file, std::vector(kMaxGoals + 1, Party::service));
  kit.When(std::move(project)).ThenRejected(RejectionCode::kForm, "/signs");
  const std::uint32_t number = Agreed();
  auto review = Review(case_file, number, 2, std::nullopt);
  review.outcomes.pop_back();
  kit.When(std::move(review)).ThenRejected(RejectionCode::kForm, "/outcomes");
  kit.When(Review(case_file, number, 2, kit.today())).ThenRefused(Rule::kDateOutOfOrder);
}

TEST_F(CaseProject, EndsForAReason) {
  const std::uint32_t number = Agreed();
  auto end = In<schema::EndProjectT>(case_file, "moved");
  end.number = number;
  kit.When(end).ThenEvents({"ProjectEnded"});
  kit.When(std::move(end)).ThenRefused(Rule::kProjectOutOfOrder);
}

TEST_F(CaseProject, APactsClockBeginsAnewWithEachCheckThatTookPlace) {
  kit.Given(AdoptSheet(BuiltInText("adi_pact")));
  const std::uint32_t pact = Agreed(schema::ProjectKind::inclusion_pact);
  kit.Given(StartDeadline(case_file, "adi_pact", "first_meeting"));
  kit.When(PactCheck(case_file, pact, PactOutcome::met)).ThenEvents({"PactChecked", "DeadlineMet", "DeadlineOpened"});
  kit.When(PactCheck(case_file, pact, PactOutcome::justified_absence))
      .ThenEvents({"PactChecked", "DeadlineMet", "DeadlineOpened"});
  kit.When(PactCheck(case_file, pact, PactOutcome::absent)).ThenEvents({"PactChecked"});
  EXPECT_TRUE(FindDeadline(kit.state(), case_file, "adi_pact", "check")) << "what follows, INPS decides";
}

TEST_F(CaseProject, OnlyAPactIsChecked) {
  kit.When(PactCheck(case_file, Agreed(), PactOutcome::met)).ThenRefused(Rule::kNotAPact);
}

}  // namespace
}  // namespace fascicolo::engine
