// Who is away, and who stands in.
#include "engine/families/worker_absence.h"

#include "engine/families/limits.h"
#include "engine/told_case_work.h"

namespace fascicolo::engine {
namespace {

class WorkerAbsence : public testing::Test {
 protected:
  WorkerAbsence() : today(kit.today()) {}
  [[nodiscard]] std::vector<AwayDays> Within(int days) { return AwayWithin(kit.state(), today, today + days); }
  Kit kit;
  Day today;
};

TEST_F(WorkerAbsence, IsCoveredUntilTheWorkerIsBack) {
  kit.When(Cover("rossi", "bianchi", today + 10)).ThenEvents({"AbsenceCovered"});
  EXPECT_EQ(WhoWorksFor(kit.state(), "rossi", today - 1), "rossi");
  EXPECT_EQ(WhoWorksFor(kit.state(), "rossi", today + 9), "bianchi");
  EXPECT_EQ(WhoWorksFor(kit.state(), "rossi", today + 10), "rossi");
  kit.When(Cover("rossi", "verdi", today + 5)).ThenRefused(Rule::kAlreadyCovered, "substitute", "bianchi");
}

TEST_F(WorkerAbsence, IsNoLongerThanItsLimit) {
  kit.When(Cover("rossi", "verdi", today + kMaxAbsenceDays + 1)).ThenRejected(RejectionCode::kForm, "/until");
  kit.When(Away("rossi", today + kMaxAbsenceDays + 1)).ThenRejected(RejectionCode::kForm, "/until");
  kit.When(Away("rossi", today + kMaxAbsenceDays)).ThenEvents({"AbsenceReported"});
}

TEST_F(WorkerAbsence, IsUncoveredUntilSomebodyStandsIn) {
  kit.Given(Away("rossi", today + 10));
  EXPECT_EQ(Within(30), (std::vector<AwayDays>{{"rossi", today, today + 10, ""}}));
  EXPECT_FALSE(Within(30).front().is_covered());
  kit.Given(Cover("rossi", "bianchi", today + 7));
  const auto days = Within(30);
  EXPECT_EQ(days, (std::vector<AwayDays>{{"rossi", today, today + 7, "bianchi"}, {"rossi", today + 7, today + 10, ""}}));
  EXPECT_TRUE(days.front().is_covered());
}

TEST_F(WorkerAbsence, IsUncoveredOnDaysOnWhichTheSubstituteIsAway) {
  kit.Given(Cover("rossi", "bianchi", today + 5));
  kit.Given(Away("bianchi", today + 2));
  EXPECT_EQ(Within(30), (std::vector<AwayDays>{{"bianchi", today, today + 2, ""},
                                               {"rossi", today, today + 2, "bianchi", true},
                                               {"rossi", today + 2, today + 5, "bianchi"}}));
}

TEST_F(WorkerAbsence, IsToldAgainUntilAnotherDay) {
  kit.Given(Away("rossi", today + 10));
  kit.When(Away("rossi", today + 10)).ThenRefused(Rule::kAbsenceReported, "until", FormatDay(today + 10));
  kit.When(Away("rossi", today + 3)).ThenEvents({"AbsenceReported"});
  EXPECT_EQ(Within(30), (std::vector<AwayDays>{{"rossi", today, today + 3, ""}}));
}

TEST_F(WorkerAbsence, DoesNotRunIntoAnotherOne) {
  kit.Given(Away("rossi", today + 10));
  kit.OpenNextDay();
  kit.When(Away("rossi", today + 12)).ThenRefused(Rule::kAbsenceReported, "from", FormatDay(today));
  kit.When(Away("verdi", today + 12)).ThenEvents({"AbsenceReported"});
}

TEST_F(WorkerAbsence, IsLookedForNoFurtherThanTheHorizon) {
  kit.Given(Away("rossi", today + kMaxAbsenceDays));
  EXPECT_EQ(Within(kMaxAbsenceDays).front().until, today + kMaxAwayHorizon);
}

}  // namespace
}  // namespace fascicolo::engine
