// Fees that change with the ISEE, and what that comes to for what was delivered.
#include "engine/families/activation_recalculation.h"

#include "engine/catalogue/documents.h"
#include "engine/families/activation_charges.h"
#include "engine/families/limits.h"
#include "engine/kit.h"
#include "engine/told_isee.h"

namespace fascicolo::engine {
namespace {

using schema::FeeRecalculatedT;
using schema::IseeType;
using Names = std::vector<std::string>;

constexpr std::int64_t kLow = 653'100;      ///< 3 EUR an hour
constexpr std::int64_t kMiddle = 898'000;   ///< 7 EUR an hour
constexpr std::int64_t kHigh = 1'142'900;   ///< 11 EUR an hour

/// The figures of an event in short: from, until, fee before, fee, units, owed.
struct Change {
  Day from;
  std::optional<Day> until;
  std::int64_t before = 0;
  std::int64_t fee = 0;
  std::int64_t units = 0;
  std::int64_t owed = 0;
  bool operator==(const Change&) const = default;
};
void PrintTo(const Change& change, std::ostream* out) {
  *out << FormatDay(change.from) << ".." << (change.until ? FormatDay(*change.until) : "") << " " << change.before
       << " -> " << change.fee << ", " << change.units << " units, owed " << change.owed;
}

class FeeByIsee : public testing::Test {
 protected:
  FeeByIsee() : day(kit.today() - 60) {
    AdoptCatalogue(kit);
    kit.Given(AdoptRuleSet(BuiltInText("home_care_fee_line-2025")));
    pool = kit.Given(OpenUnit(kHomeCare, 6'000, day));
    case_file = CaseInCharge(kit);
    household = IseeHousehold(kit, {PersonOf(kit, case_file)}, day - 100);
    kit.RunDue();  // nobody waits for what is free in the pool
  }
  template <class... Inputs>
  EntityId Running(Day from, Inputs... inputs) {
    auto application = Apply(case_file, kHomeCare, 60);
    (application.inputs.push_back(std::move(inputs)), ...);
    const EntityId id = kit.Given(std::move(application), from);
    kit.Given(Start(id, pool, from));
    return id;
  }
  void Given(EntityId activation, Day on, std::int64_t minutes) {
    kit.Given(Deliver(activation, on, minutes, "personal_hygiene"));
  }
  /// What the obligations that are due change.
  std::vector<Change> Changes() {
    std::vector<Change> changes;
    for (const auto& event : kit.RunDue()) {
      const auto* fact = event.payload.AsFeeRecalculated();
      if (fact == nullptr) continue;
      EXPECT_EQ(event.effective_on, fact->from);
      changes.push_back({Day{fact->from}, fact->until == 0 ? std::nullopt : std::optional(Day{fact->until}),
                         fact->previous, fact->fee->amount, fact->quantity, fact->owed});
    }
    return changes;
  }

  Kit kit;
  Day day;
  EntityId pool;
  EntityId case_file;
  EntityId household;
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(FeeByIsee, StartsFromTheAttestationOfItsFirstDayAndNamesIt) {
  kit.Given(RecordIsee(household, Attestation("1", day, kMiddle)));
  const EntityId id = kit.Given(Apply(case_file, kHomeCare, 60), day);
  kit.Given(RecordIsee(household, Attestation("2", day + 10, kLow)));
  const auto started = kit.When(Start(id, pool, day + 10)).First<schema::ServiceStartedT>();
  EXPECT_EQ(started.fee->amount, 3'00) << "not what was attested when she applied";
  EXPECT_EQ(events::Entity(started.fee->source.get()), household);
  EXPECT_EQ(started.fee->source_version, 3U);
}

TEST_F(FeeByIsee, StartsFromWhatWasBroughtByHand) {
  kit.Given(RecordIsee(household, Attestation("1", day, kMiddle)));
  auto application = Apply(case_file, kHomeCare, 60);
  application.inputs.push_back(Number("isee_cents", kLow));
  const EntityId id = kit.Given(std::move(application), day);
  const auto started = kit.When(Start(id, pool, day)).First<schema::ServiceStartedT>();
  EXPECT_EQ(started.fee->amount, 3'00);
  EXPECT_EQ(events::Entity(started.fee->source.get()), id);
}

TEST_F(FeeByIsee, IsRefundedFromTheFirstDayOfWhatWasWrong) {
  kit.Given(RecordIsee(household, Attestation("1", day, kHigh)));
  const EntityId id = Running(day + 5);
  Given(id, day + 5, 60);
  Given(id, day + 20, 90);
  kit.RunDue();
  kit.When(CorrectIsee(household, "1", Attestation("2", kit.today(), kMiddle))).ThenEvents({"IseeCorrected"});
  EXPECT_THAT(Changes(), ElementsAre(Change{day + 5, std::nullopt, 11'00, 7'00, 150, -10'00}));
  EXPECT_EQ(FeeOn(kit.state(), id, day + 4), std::nullopt);
  EXPECT_EQ(FeeOn(kit.state(), id, day + 5), 7'00);
  EXPECT_THAT(kit.Open(), IsEmpty());
}

TEST_F(FeeByIsee, IsAskedForWhereTheCorrectionIsGreater) {
  kit.Given(RecordIsee(household, Attestation("1", day, kLow)));
  const EntityId id = Running(day);
  Given(id, day, 60);
  kit.RunDue();
  kit.Given(CorrectIsee(household, "1", Attestation("2", kit.today(), kMiddle)));
  EXPECT_THAT(Changes(), ElementsAre(Change{day, std::nullopt, 3'00, 7'00, 60, 4'00}));
}

TEST_F(FeeByIsee, SaysByWhichRulesAndByWhoseAttestation) {
  kit.Given(RecordIsee(household, Attestation("1", day, kHigh)));
  const EntityId id = Running(day);
  kit.RunDue();
  kit.Given(CorrectIsee(household, "1", Attestation("2", kit.today(), kMiddle)));
  const auto events = kit.RunDue();
  ASSERT_EQ(NamesOf(events), Names{"FeeRecalculated"});
  EXPECT_EQ(events::Entity(events[0].entity.get()), id);
  const schema::FeeT& fee = *events[0].payload.AsFeeRecalculated()->fee;
  EXPECT_EQ(fee.rule_set, "home_care_fee_line");
  EXPECT_EQ(fee.rule_version, "2025");
  EXPECT_EQ(fee.per, "hour");
  EXPECT_EQ(fee.lines.at(0)->value, kMiddle);
  EXPECT_EQ(events::Entity(fee.source.get()), household);
  EXPECT_EQ(fee.source_version, 3U);
}

TEST_F(FeeByIsee, ChangesFromTheDayOfANewAttestationOn) {
  kit.Given(RecordIsee(household, Attestation("1", day, kHigh)));
  const EntityId id = Running(day);
  Given(id, day + 29, 60);
  Given(id, day + 30, 60);
  kit.RunDue();
  kit.Given(RecordIsee(household, Attestation("2", day + 30, kLow)));
  EXPECT_THAT(Changes(), ElementsAre(Change{day + 30, std::nullopt, 11'00, 3'00, 60, -8'00}));
  EXPECT_EQ(FeeOn(kit.state(), id, day + 29), 11'00);
}

TEST_F(FeeByIsee, GoesByTheRulesOfTheFirstDayOfTheNewFigure) {
  auto next = BuiltIn("home_care_fee_line-2025");
  next["version"] = "2026.1";
  next["valid_from"] = FormatDay(day + 20);
  next["table"][0]["fee"] = "4";
  kit.Given(AdoptRuleSet(next.dump()));
  kit.Given(RecordIsee(household, Attestation("1", day, kHigh)));
  Running(day);
  kit.RunDue();
  kit.Given(RecordIsee(household, Attestation("2", day + 30, kLow)));
  EXPECT_THAT(Changes(), ElementsAre(Change{day + 30, std::nullopt, 11'00, 4'00, 0, 0}));
}

TEST_F(FeeByIsee, FollowsTheCurrentOneAndGoesBack) {
  kit.Given(RecordIsee(household, Attestation("1", day, kHigh)));
  const EntityId id = Running(day);
  kit.RunDue();
  auto current = Attestation("2", day + 10, kLow, IseeType::current);
  current.valid_until = (day + 19).days;
  kit.Given(RecordIsee(household, current));
  EXPECT_THAT(Changes(), ElementsAre(Change{day + 10, day + 20, 11'00, 3'00, 0, 0}));
  EXPECT_EQ(FeeOn(kit.state(), id, day + 19), 3'00);
  EXPECT_EQ(FeeOn(kit.state(), id, day + 20), 11'00);
  // A correction of the ordinary one then changes what is around it.
  kit.Given(CorrectIsee(household, "1", Attestation("3", kit.today(), kMiddle)));
  EXPECT_THAT(Changes(), ElementsAre(Change{day, day + 10, 11'00, 7'00, 0, 0},
                                     Change{day + 20, std::nullopt, 11'00, 7'00, 0, 0}));
}

TEST_F(FeeByIsee, StaysAsItIsWhereNothingIsValidAnyMore) {
  auto attestation = Attestation("1", day, kLow);
  attestation.valid_until = (day + 10).days;
  kit.Given(RecordIsee(household, attestation));
  const EntityId id = Running(day);
  kit.RunDue();
  EXPECT_EQ(FeeOn(kit.state(), id, day + 50), 3'00);
  auto corrected = Attestation("2", day + 5, kMiddle);
  corrected.valid_until = (day + 10).days;
  kit.Given(CorrectIsee(household, "1", corrected));
  EXPECT_THAT(Changes(), ElementsAre(Change{day, std::nullopt, 3'00, 7'00, 0, 0}));
}

TEST_F(FeeByIsee, OfAServiceThatHasEndedIsRecalculatedUpToItsEnd) {
  kit.Given(RecordIsee(household, Attestation("1", day, kHigh)));
  const EntityId id = Running(day);
  Given(id, day + 10, 60);
  kit.Given(End(id, day + 20));
  kit.RunDue();
  kit.Given(CorrectIsee(household, "1", Attestation("2", kit.today(), kMiddle)));
  EXPECT_THAT(Changes(), ElementsAre(Change{day, day + 20, 11'00, 7'00, 60, -4'00}));
  const auto recorded = kit.When(RecordIsee(household, Attestation("3", day + 20, kLow))).First<schema::IseeRecordedT>();
  EXPECT_TRUE(recorded.services.empty()) << "it ended before";
}

TEST_F(FeeByIsee, BroughtByHandStandsAgainstTheAttestationOfItsFirstDay) {
  const EntityId id = Running(day + 5, Number("isee_cents", kMiddle));
  kit.Given(RecordIsee(household, Attestation("1", day, kHigh)));
  EXPECT_EQ(NamesOf(kit.RunDue()), Names{"ObligationDropped"}) << "the office had its reasons";
  EXPECT_EQ(FeeOn(kit.state(), id, kit.today()), 7'00);
  kit.Given(RecordIsee(household, Attestation("2", day + 30, kLow)));
  EXPECT_THAT(Changes(), ElementsAre(Change{day + 30, std::nullopt, 7'00, 3'00, 0, 0})) << "but this one is newer";
}

TEST_F(FeeByIsee, BroughtByHandFromAnAttestationIsCorrectedWithIt) {
  const EntityId id = Running(day + 5, Number("isee_cents", kHigh));
  Given(id, day + 6, 60);
  kit.Given(RecordIsee(household, Attestation("1", day, kHigh)));
  kit.RunDue();
  kit.Given(CorrectIsee(household, "1", Attestation("2", kit.today(), kLow)));
  EXPECT_THAT(Changes(), ElementsAre(Change{day + 5, std::nullopt, 11'00, 3'00, 60, -8'00}));
}

TEST_F(FeeByIsee, ThatWasNotKnownIsSettledWithoutADifference) {
  kit.Given(AdoptSheet(With(kHomeCare, "/fee", "home_care_fee_ceiling")));
  const EntityId id = Running(day);
  Given(id, day + 1, 60);
  kit.Given(AdoptRuleSet(BuiltInText("home_care_fee_ceiling-2025")));
  kit.Given(RecordIsee(household, Attestation("1", day, 300'000)));
  const auto events = kit.RunDue();
  ASSERT_EQ(NamesOf(events), Names{"FeeRecalculated"});
  const auto& fact = *events[0].payload.AsFeeRecalculated();
  EXPECT_TRUE(fact.unsettled);
  EXPECT_EQ(fact.fee->amount, 0);
  EXPECT_EQ(fact.owed, 0);
  EXPECT_EQ(FeeOn(kit.state(), id, day), 0);
}

TEST_F(FeeByIsee, IsLeftAloneByAnAttestationForParticularServices) {
  Running(day);
  const auto recorded = kit.When(RecordIsee(household, Attestation("1", day, kLow, IseeType::university)))
                            .First<schema::IseeRecordedT>();
  EXPECT_TRUE(recorded.services.empty());
  EXPECT_THAT(kit.Open(), IsEmpty());
}

TEST_F(FeeByIsee, IsRecalculatedForEveryMemberOfTheHousehold) {
  const EntityId other_case = CaseInCharge(kit);
  kit.Given(Join(household, PersonOf(kit, other_case), day - 50));
  Running(day);
  case_file = other_case;
  Running(day + 1);
  kit.Given(RecordIsee(household, Attestation("1", day, kLow)));
  EXPECT_THAT(Changes(), testing::UnorderedElementsAre(Change{day, std::nullopt, 11'00, 3'00, 0, 0},
                                                       Change{day + 1, std::nullopt, 11'00, 3'00, 0, 0}));
}

TEST_F(FeeByIsee, OfSoManyServicesAndNoMore) {
  // Six a person, so that the members are not the limit.
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, kMaxQuantity, day));
  for (std::size_t started = 0; started <= kMaxRecalculations; ++started) {
    if (started % 6 == 0) {
      case_file = CaseInCharge(kit);
      kit.Given(Join(household, PersonOf(kit, case_file), day - 50));
    }
    if (started == kMaxRecalculations) {
      kit.When(RecordIsee(household, Attestation("1", day, kLow))).ThenEvents({"IseeRecorded"});
    }
    const EntityId id = kit.Given(Apply(case_file, kHomeCare, 60), day);
    kit.Given(Start(id, unit, day));
  }
  kit.When(RecordIsee(household, Attestation("2", day, kLow))).ThenRejected(RejectionCode::kForm, "/household");
  kit.When(CorrectIsee(household, "1", Attestation("2", kit.today(), kLow)))
      .ThenRejected(RejectionCode::kForm, "/household");
}

// --- what was delivered ---

TEST_F(FeeByIsee, CountsMealsAndDaysAndMonthsAsTheFeeDoes) {
  const EntityId id = Running(day);
  const Day first = DayFromCivil({.year = 2026, .month = 2, .day = 2});
  for (const int later : {0, 0, 5, 27}) Given(id, first + later, 30);  // the last on 1 March
  const auto units = [&](FeePer per, std::optional<Day> until = std::nullopt) {
    return UnitsDelivered(kit.state(), id, first, until, per);
  };
  EXPECT_EQ(units(FeePer::kHour), 120);
  EXPECT_EQ(units(FeePer::kMeal), 120);
  EXPECT_EQ(units(FeePer::kDay), 3);
  EXPECT_EQ(units(FeePer::kMonth), 2);
  EXPECT_EQ(units(FeePer::kDay, first + 5), 1);
  EXPECT_EQ(UnitsDelivered(kit.state(), id, first + 1, std::nullopt, FeePer::kHour), 60);
}

TEST(Owed, IsHalfACentAwayFromZero) {
  EXPECT_EQ(OwedFor(90, 1, FeePer::kHour, Unit::kMinutesPerWeek), 2);
  EXPECT_EQ(OwedFor(90, -1, FeePer::kHour, Unit::kMinutesPerWeek), -2);
  EXPECT_EQ(OwedFor(89, 1, FeePer::kHour, Unit::kMinutesPerWeek), 1);
  EXPECT_EQ(OwedFor(3, 150, FeePer::kHour, Unit::kAccessesPerWeek), 450);
  EXPECT_EQ(OwedFor(3, -150, FeePer::kMeal, Unit::kMealsPerDay), -450);
  EXPECT_EQ(OwedFor(INT64_MAX, INT64_MIN, FeePer::kMeal, Unit::kMealsPerDay), 0);
  EXPECT_EQ(OwedFor(2, INT64_MAX, FeePer::kMeal, Unit::kMealsPerDay), kMostOwedCents);
}

TEST_F(FeeByIsee, HasSoMuchDeliveredOnOneDayAndNoMore) {
  const EntityId id = Running(day);
  Given(id, day, kMaxQuantity - 1);
  kit.When(Deliver(id, day, 2, "personal_hygiene")).ThenRejected(RejectionCode::kForm, "/quantity");
  kit.When(Deliver(id, day, 1, "personal_hygiene")).ThenEvents({"ServiceDelivered"});
  schema::ServiceDeliveredT more;
  more.on = day.days;
  more.quantity = 1;
  EXPECT_FALSE(kit.Folds(id, schema::EntityKind::activation, more));
  more.on = (day + 1).days;
  EXPECT_TRUE(kit.Folds(id, schema::EntityKind::activation, more));
}

TEST_F(FeeByIsee, ChangesSoOftenAndNoMore) {
  const EntityId id = Running(day);
  const auto change = [&](std::size_t number) {
    FeeRecalculatedT fact;
    fact.from = (day + 2 * static_cast<int>(number)).days;
    fact.fee = std::make_unique<schema::FeeT>();
    fact.fee->amount = static_cast<std::int64_t>(number);
    return kit.Folds(id, schema::EntityKind::activation, std::move(fact));
  };
  for (std::size_t i = 1; i < kMaxFeeSteps; ++i) ASSERT_TRUE(change(i));
  EXPECT_FALSE(change(kMaxFeeSteps));
  // An attestation of a day between two others would make one more.
  kit.Given(RecordIsee(household, Attestation("1", day + 51, kLow)));
  const auto events = kit.RunDue();
  ASSERT_EQ(NamesOf(events), Names{"ObligationDropped"});
  EXPECT_EQ(events[0].payload.AsObligationDropped()->ground, "too_many_fees");
  EXPECT_THAT(kit.Open(), IsEmpty());
}

TEST_F(FeeByIsee, IsPoisonWhereALedgerRecalculatesNonsense) {
  const EntityId id = Running(day);
  const auto folds = [&](EntityId of, auto change) {
    FeeRecalculatedT fact;
    fact.from = day.days;
    fact.fee = std::make_unique<schema::FeeT>();
    fact.fee->amount = 100;
    change(fact);
    return kit.Folds(of, schema::EntityKind::activation, std::move(fact));
  };
  EXPECT_FALSE(folds(id, [](auto& fact) { fact.fee.reset(); }));
  EXPECT_FALSE(folds(id, [](auto& fact) { fact.fee->amount = -1; }));
  EXPECT_FALSE(folds(id, [](auto& fact) { fact.fee->amount = kMaxFeeCents + 1; }));
  EXPECT_FALSE(folds(id, [](auto& fact) { fact.until = fact.from; }));
  EXPECT_FALSE(folds(id, [](auto& fact) { fact.from = INT32_MAX; }));
  EXPECT_FALSE(folds(case_file, [](auto&) {})) << "no service";
  EXPECT_FALSE(folds(kit.Given(Apply(case_file, kHomeCare, 60)), [](auto&) {})) << "it does not run";
  EXPECT_TRUE(folds(id, [&](auto& fact) { fact.until = (day + 5).days; }));
  EXPECT_EQ(FeeOn(kit.state(), id, day + 4), 1'00);
  EXPECT_EQ(FeeOn(kit.state(), id, day + 5), 11'00);
}

}  // namespace
}  // namespace fascicolo::engine
