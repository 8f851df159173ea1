// A removal by the public authority (civil code, art. 403): the law's hours, who takes which step, and what silence means.
#include "engine/families/placement_measure.h"

#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

using schema::MeasureStep;

Instant HoursAfter(Instant at, int hours) { return {at.micros + std::int64_t{hours} * 3'600 * kMicrosPerSecond}; }

class Measure : public testing::Test {
 protected:
  Measure() {
    AdoptPlacing(kit);
    unit = kit.Given(OpenUnit(kMinors, 3, kit.today() - 10));
    kit.RunDue();
    case_file = CaseOf(kit, 6);
    removed_at = StartOfDay(kit.today());
    auto removal = Removal(case_file, unit, removed_at);
    removal.noticed_at = removed_at.micros;
    placement = kit.Given(std::move(removal));
  }
  [[nodiscard]] PlacementRow Row() const { return PlacementOf(kit, placement); }
  /// The instant from which what is waited for is late.
  [[nodiscard]] Instant Due(std::string_view code) const {
    Instant due;
    kit.state().Scan<DeadlineTable>(DeadlineTable::Key(placement), [&](std::string_view, const DeadlineRow& row) {
      if (row.deadline == code) due = row.due;
      return true;
    });
    return due;
  }
  Kit kit;
  EntityId unit;
  EntityId case_file;
  EntityId placement;
  Instant removed_at;
};

TEST_F(Measure, RunsThroughItsStepsEachWithinItsTerm) {
  // Given a child removed at midnight, of whom the prosecutor was told at once; the file is due a day later.
  EXPECT_EQ(Due("file_to_prosecutor"), HoursAfter(removed_at, 24));
  EXPECT_EQ(Row().state, PlacementState::kInForce);
  EXPECT_TRUE(Row().measure.present);

  // When each step is taken in time, then the next term runs from it, and only two of them are the municipality's.
  kit.PassUntil(kit.today() + 1);
  const Instant sent = HoursAfter(removed_at, 20);
  const auto file = kit.When(Step(placement, MeasureStep::file_sent, sent));
  file.ThenEvents({"MeasureStepRecorded", "DeadlineMet", "DeadlineOpened"});
  EXPECT_FALSE(file.First<schema::MeasureStepRecordedT>().external);
  EXPECT_EQ(Due("prosecutor_asks_validation"), HoursAfter(sent, 72));
  kit.PassUntil(kit.today() + 2);
  const Instant asked = HoursAfter(sent, 30);
  const auto validation = kit.When(Step(placement, MeasureStep::validation_asked, asked));
  EXPECT_TRUE(validation.First<schema::MeasureStepRecordedT>().external);
  EXPECT_EQ(Due("court_validates"), HoursAfter(asked, 48));
  kit.PassUntil(kit.today() + 1);
  const Instant validated = StartOfDay(kit.today());
  kit.Given(Step(placement, MeasureStep::validated, validated));
  EXPECT_EQ(LocalDay(Due("court_hears")), LocalDay(validated) + 16) << "fifteen days, the last one included";
  kit.PassUntil(kit.today() + 10);
  kit.Given(Step(placement, MeasureStep::heard, StartOfDay(kit.today())));
  kit.PassUntil(kit.today() + 10);
  kit.When(Step(placement, MeasureStep::confirmed, StartOfDay(kit.today())))
      .ThenEvents({"MeasureStepRecorded", "DeadlineMet"});

  // Then the placement rests on the court's decree, and no term was missed.
  EXPECT_EQ(Row().title, schema::PlacementTitle::decree);
  EXPECT_EQ(Row().measure.missed, MeasureStep::none);
  kit.When(Lapse(placement)).ThenRefused(Rule::kNoTermMissed);
}

TEST_F(Measure, AnOralNoticeIsDueAtOnce) {
  auto removal = Removal(CaseOf(kit, 5), unit, removed_at);
  kit.When(removal).ThenEvents({"RemovalRecorded", "PlaceTaken", "DeadlineOpened", "DeadlineOpened"});
  const EntityId other = kit.Made();
  EXPECT_EQ(NamesOf(kit.RunDue()), std::vector<std::string>{"DeadlinePassed"});
  kit.When(Step(other, MeasureStep::oral_notice, removed_at)).ThenEvents({"MeasureStepRecorded", "DeadlineMet"});
  kit.When(Step(other, MeasureStep::oral_notice, removed_at)).ThenRefused(Rule::kMeasureOutOfOrder);
}

TEST_F(Measure, SilenceIsToldAndThenALawyerSaysThatItLapsed) {
  kit.Given(Step(placement, MeasureStep::file_sent, removed_at));
  kit.When(Lapse(placement)).ThenRefused(Rule::kNoTermMissed);
  // When the prosecutor says nothing for three days, then the office is told, and nothing else happens.
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 4)), std::vector<std::string>{"DeadlinePassed"});
  EXPECT_EQ(Row().state, PlacementState::kInForce);
  // When the lawyer has checked it, then the measure has lapsed, and the child's placement is ended by somebody.
  const auto lapsed = kit.When(Lapse(placement)).ThenEvents({"MeasureLapsed", "DeadlineMet"});
  EXPECT_EQ(lapsed.First<schema::MeasureLapsedT>().step, MeasureStep::validation_asked);
  EXPECT_EQ(Row().state, PlacementState::kLapsed);
  kit.When(Absent(placement, PersonOf(kit, case_file), kit.today())).ThenRefused(Rule::kPlacementOutOfOrder);
  kit.When(EndStay(placement, kit.today(), "returned_home")).ThenEvents({"PlacementEnded", "PlaceFreed"});
}

TEST_F(Measure, AStepThatCameLateLetsItLapseToo) {
  kit.PassUntil(kit.today() + 2);
  const auto sent = kit.When(Step(placement, MeasureStep::file_sent, HoursAfter(removed_at, 25)));
  EXPECT_TRUE(sent.First<schema::MeasureStepRecordedT>().late);
  kit.When(Lapse(placement)).ThenEvents({"MeasureLapsed", "DeadlineMet"});
}

TEST_F(Measure, WhatLapsedGoesOnByADecreeOfItsOwn) {
  kit.PassUntil(kit.today() + 2);
  kit.Given(Lapse(placement));
  kit.When(Decree(placement)).ThenEvents({"DecreeRecorded"});
  EXPECT_EQ(Row().state, PlacementState::kInForce);
  EXPECT_FALSE(Row().measure.present);
  kit.When(Step(placement, MeasureStep::heard, removed_at)).ThenRefused(Rule::kNoMeasure);
}

TEST_F(Measure, TheProsecutorMayRevokeItAtAnyTime) {
  kit.When(Step(placement, MeasureStep::revoked, removed_at)).ThenEvents({"MeasureStepRecorded", "DeadlineMet"});
  EXPECT_EQ(Row().state, PlacementState::kLapsed);
}

TEST_F(Measure, NoStepComesBeforeItHappenedNorBeforeTheOneBefore) {
  kit.When(Step(placement, MeasureStep::file_sent, HoursAfter(removed_at, 240))).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(Step(placement, MeasureStep::validated, removed_at)).ThenRefused(Rule::kMeasureOutOfOrder, "last", "none");
  auto removal = Removal(CaseOf(kit, 5), unit, Instant{});
  removal.at = StartOfDay(DayFromCivil({.year = 2300, .month = 1, .day = 1})).micros;
  kit.When(removal).ThenRejected(RejectionCode::kForm, "/at");
}

TEST_F(Measure, TermsFollowEachOtherInTheirOrder) {
  MeasureStep step = MeasureStep::none;
  for (const MeasureTerm& term : MeasureTerms()) {
    ASSERT_NE(TermAfter(step), nullptr);
    EXPECT_EQ(TermAfter(step)->step, term.step);
    EXPECT_EQ(TermOf(term.step), &term);
    step = term.step;
  }
  EXPECT_EQ(TermAfter(step), nullptr);
}

}  // namespace
}  // namespace fascicolo::engine
