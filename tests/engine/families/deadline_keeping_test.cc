// Deadlines of cases and applications, kept; every deadline of every built-in sheet.
#include "engine/families/deadline_keeping.h"

#include "engine/told_case_work.h"

namespace fascicolo::engine {
namespace {

class DeadlineKeeping : public testing::Test {
 protected:
  DeadlineKeeping() {
    AdoptCatalogue(kit);
    kit.Given(AdoptCalendar(BuiltInText("italy")));
    case_file = CaseInCharge(kit);
  }
  std::optional<DeadlineRow> DecisionOf(EntityId application) {
    return kit.state().Find<DeadlineTable>(application, kDecisionNumber);
  }
  Kit kit;
  EntityId case_file;
};

TEST_F(DeadlineKeeping, AnApplicationIsToBeDecidedInTheSheetsDays) {
  const auto then = kit.When(Apply(case_file, kCentre)).ThenEvents({"ApplicationFiled"});
  const Day decide_by{then.First<schema::ApplicationFiledT>().decide_by};
  EXPECT_EQ(decide_by, kit.today() + 30) << "2 March 2026 and 30 days: 1 April, a Wednesday";
  const auto late = kit.PassUntil(decide_by + 1);
  ASSERT_EQ(NamesOf(late), std::vector<std::string>{"DeadlinePassed"});
  EXPECT_EQ(late.front().payload.AsDeadlinePassed()->deadline, "decision");
}

TEST_F(DeadlineKeeping, WhatDecidesAboutAnApplicationMeetsIt) {
  const EntityId listed = kit.Given(Apply(case_file, kCentre));
  kit.Given(Enter(listed));
  EXPECT_FALSE(DecisionOf(listed));
  const EntityId withdrawn = Applicant(kit);
  kit.Given(Withdraw(withdrawn));
  EXPECT_FALSE(DecisionOf(withdrawn));
  EXPECT_TRUE(kit.PassUntil(kit.today() + 40).empty());
}

TEST_F(DeadlineKeeping, MissingDocumentsSuspendItOnceAndForThirtyDaysAtMost) {
  const EntityId application = kit.Given(Apply(case_file, kCentre));
  kit.PassUntil(kit.today() + 10);
  const auto suspended = kit.When(SuspendDeadline(application, kDecisionNumber)).ThenEvents({"DeadlineSuspended"});
  EXPECT_EQ(Day{suspended.First<schema::DeadlineSuspendedT>().due_on}, kit.today() + 20 + 30 + 1)
      << "1 May is a holiday";
  kit.PassUntil(kit.today() + 5);
  const auto resumed = kit.When(ResumeDeadline(application, kDecisionNumber)).ThenEvents({"DeadlineResumed"});
  EXPECT_EQ(Day{resumed.First<schema::DeadlineResumedT>().due_on}, kit.today() + 20 + 1) << "Easter Monday is one too";
  kit.When(ResumeDeadline(application, kDecisionNumber)).ThenRefused(Rule::kDeadlineNotSuspended);
  kit.When(SuspendDeadline(application, kDecisionNumber)).ThenRefused(Rule::kDeadlineSuspendedBefore);
}

TEST_F(DeadlineKeeping, AnotherCauseDoesNotSuspendIt) {
  kit.Given(AdoptSheet(BuiltInText("adi_pact")));
  kit.Given(StartDeadline(case_file, "adi_pact", "check"));
  kit.When(SuspendDeadline(case_file, 1)).ThenRefused(Rule::kDeadlineNotSuspendable);
  kit.When(SuspendDeadline(case_file, 9)).ThenRefused(Rule::kNoDeadline);
}

TEST_F(DeadlineKeeping, HoursRunFromTheInstantAndAreNotSuspended) {
  kit.Given(AdoptSheet(BuiltInText("residential_minors")));
  const auto then = kit.When(StartDeadline(case_file, "residential_minors", "file_to_prosecutor"));
  const auto opened = then.First<schema::DeadlineOpenedT>();
  EXPECT_TRUE(opened.in_hours);
  EXPECT_EQ(opened.ground, "Codice civile, art. 403");
  kit.When(SuspendDeadline(case_file, opened.number)).ThenRefused(Rule::kDeadlineNotSuspendable);
  kit.When(MeetDeadline(case_file, opened.number)).ThenEvents({"DeadlineMet"});
  EXPECT_TRUE(kit.PassUntil(kit.today() + 3).empty());
}

TEST_F(DeadlineKeeping, ADeadlineRunsOnceAtATimeAndIsOneOfTheSheet) {
  kit.Given(AdoptSheet(BuiltInText("adi_pact")));
  kit.When(StartDeadline(case_file, "adi_pact", "wedding")).ThenRefused(Rule::kDeadlineNotForeseen);
  kit.When(StartDeadline(case_file, "laundry", "decision")).ThenRefused(Rule::kServiceNotAdopted);
  kit.Given(StartDeadline(case_file, "adi_pact", "check"));
  kit.When(StartDeadline(case_file, "adi_pact", "check")).ThenRefused(Rule::kDeadlineRuns, "number", "1");
}

TEST_F(DeadlineKeeping, IsNotSuspendedWhenItIsOver) {
  const EntityId application = kit.Given(Apply(case_file, kCentre));
  for (int i = 0; i < 31; ++i) kit.OpenNextDay();
  kit.When(SuspendDeadline(application, kDecisionNumber)).ThenRefused(Rule::kDeadlineOver);
}

// --- every deadline of every sheet ---

struct Foreseen {
  std::string service;
  std::string deadline;
};

std::vector<Foreseen> AllForeseen() {
  std::vector<Foreseen> all;
  for (const BuiltInDocument& document : BuiltInCatalogue()) {
    if (document.kind != BuiltInDocument::Kind::kSheet) continue;
    const auto sheet = ParseSheet(document.json).value();
    for (const Deadline& deadline : sheet.deadlines) all.push_back({sheet.code, deadline.code});
  }
  return all;
}

class DeadlineOf : public testing::TestWithParam<Foreseen> {};

TEST_P(DeadlineOf, BeginsNamesItsArticleAndPasses) {
  Kit kit;
  kit.Given(AdoptCalendar(BuiltInText("italy")));
  kit.Given(AdoptSheet(BuiltInText(GetParam().service)));
  const EntityId case_file = CaseInCharge(kit);
  const auto then = kit.When(StartDeadline(case_file, GetParam().service, GetParam().deadline));
  const auto opened = then.ThenEvents({"DeadlineOpened"}).First<schema::DeadlineOpenedT>();
  EXPECT_NE(opened.ground.find(", art. "), std::string::npos) << opened.ground;
  const auto late = kit.PassUntil(LocalDay(Instant{opened.due}) + 1);
  ASSERT_EQ(NamesOf(late), std::vector<std::string>{"DeadlinePassed"});
  EXPECT_EQ(late.front().payload.AsDeadlinePassed()->deadline, GetParam().deadline);
}

INSTANTIATE_TEST_SUITE_P(Catalogue, DeadlineOf, testing::ValuesIn(AllForeseen()), [](const auto& one) {
  return one.param.service + "_" + one.param.deadline;
});

}  // namespace
}  // namespace fascicolo::engine
