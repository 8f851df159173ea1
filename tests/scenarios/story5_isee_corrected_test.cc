// A story that practitioners tell: an ISEE is corrected in November. What a family paid since January is reckoned anew, and
// the difference goes to the office as a refund; with the new year the new ISEE changes the fee again.
#include "engine/families/activation_charges.h"
#include "engine/kit.h"
#include "engine/told_isee.h"

namespace fascicolo::engine {
namespace {

using Names = std::vector<std::string>;

constexpr Day kJanuary = DayFromCivil({.year = 2026, .month = 1, .day = 12});
constexpr Day kNovember = DayFromCivil({.year = 2026, .month = 11, .day = 16});
constexpr Day kNextJanuary = DayFromCivil({.year = 2027, .month = 1, .day = 20});

class Story5 : public testing::Test {
 protected:
  Story5() : kit(kJanuary) {
    AdoptCatalogue(kit);
    kit.Given(AdoptRuleSet(BuiltInText("home_care_fee_line-2025")));
    pool = kit.Given(OpenUnit(kHomeCare, 300, kit.today()));
  }

  /// Ada and her daughter declare their ISEE together, and live under one roof with Ada's brother. It is attested at 11,429
  /// EUR: 16,000 of income and 9,717.65 of property, by the scale for two.
  void IsAttested() {
    ada_case = CaseInCharge(kit);
    const EntityId ada = PersonOf(kit, ada_case);
    const EntityId daughter = SomePerson(kit);
    kit.Given(Form(Family({ada, daughter, SomePerson(kit)}), kJanuary, schema::Composition::registry));
    declared = IseeHousehold(kit, {ada, daughter}, kJanuary);
    attestation = Attestation("0001", kJanuary, 1'142'900);
    attestation.isr = 1'600'000;
    attestation.isp = 971'765;
    attestation.ise = 1'794'353;
    attestation.scale = 157;
    kit.When(RecordIsee(declared, attestation)).ThenEvents({"IseeRecorded"});
  }
  /// Nobody types her ISEE when she applies for home care: it comes from there, and an hour costs her 11 EUR.
  void IsHelpedAtHome() {
    const auto filed = kit.When(Apply(ada_case, kHomeCare, 120)).ThenEvents({"ApplicationFiled"})
                           .First<schema::ApplicationFiledT>();
    care = kit.Made();
    ASSERT_EQ(filed.inputs.size(), 1U);
    EXPECT_EQ(events::Entity(filed.inputs[0]->source.get()), declared);
    const auto started = kit.When(Start(care, pool, kJanuary + 7)).ThenEvents({"ServiceStarted", "PlaceTaken"});
    EXPECT_EQ(started.First<schema::ServiceStartedT>().fee->amount, 11'00);
  }
  void IsGiven(Day on, std::int64_t minutes) { kit.Given(Deliver(care, on, minutes, "personal_hygiene")); }
  /// The attestation as it should have been: 8,980 EUR.
  schema::CorrectIseeT Correction() const {
    auto right = attestation;
    right.protocol = "INPS-ISEE-2026-0002";
    right.issued_on = kNovember.days;
    right.isr = right.ise = 1'409'860;
    right.isp = 0;
    right.isee = 898'000;
    return CorrectIsee(declared, "0001", right);
  }
  /// The one fee that what is due changes.
  schema::FeeRecalculatedT Recalculated() {
    const auto told = kit.RunDue();
    EXPECT_EQ(NamesOf(told), Names{"FeeRecalculated"});
    if (told.size() != 1) return {};
    EXPECT_EQ(events::Entity(told[0].entity.get()), care);
    EXPECT_EQ(told[0].effective_on, told[0].payload.AsFeeRecalculated()->from);
    return *told[0].payload.AsFeeRecalculated();
  }

  Kit kit;
  EntityId pool;
  EntityId ada_case;
  EntityId declared;
  EntityId care;
  schema::AttestationT attestation;
};

TEST_F(Story5, AnIseeCorrectedInNovemberIsRefundedFromJanuaryOn) {
  // Given Ada, who is helped an hour and a half on the 20th of every month, at 11 EUR an hour.
  IsAttested();
  IsHelpedAtHome();
  kit.RunDue();
  for (int month = 1; month <= 10; ++month) {
    const Day on = DayFromCivil({.year = 2026, .month = month, .day = 20});
    kit.PassUntil(on);
    IsGiven(on, 90);
  }

  // When in November INPS corrects her ISEE, then the wrong attestation is kept, and marked.
  kit.PassUntil(kNovember);
  kit.When(Correction()).ThenEvents({"IseeCorrected"});
  const auto kept = kit.state().Find<IseeTable>(declared, "INPS-ISEE-2026-0001").value();
  EXPECT_EQ(kept.isee, 1'142'900);
  EXPECT_EQ(kept.corrected_by, "INPS-ISEE-2026-0002");

  // And her fee is 7 EUR from her first day in January on: for fifteen hours she is owed 60 EUR, which the office decides.
  const auto refund = Recalculated();
  EXPECT_EQ(Day{refund.from}, kJanuary + 7);
  EXPECT_EQ(refund.previous, 11'00);
  EXPECT_EQ(refund.fee->amount, 7'00);
  EXPECT_EQ(refund.fee->rule_set, "home_care_fee_line");
  EXPECT_EQ(events::Entity(refund.fee->source.get()), declared);
  EXPECT_EQ(refund.quantity, 15 * 60);
  EXPECT_EQ(refund.owed, -60'00);

  // And what is delivered afterwards costs 7 EUR; the same correction once more changes nothing.
  IsGiven(kNovember, 60);
  EXPECT_EQ(FeeOn(kit.state(), care, kNovember), 7'00);
  kit.When(Correction()).ThenRefused(Rule::kIseeAlreadyCorrected);
  EXPECT_TRUE(kit.RunDue().empty());

  // When in the new year she brings a new ISEE, then that changes the fee from its day on, and nothing before.
  kit.PassUntil(kNextJanuary + 14);
  IsGiven(kNextJanuary - 1, 60);
  IsGiven(kNextJanuary, 120);
  auto next = Attestation("0003", kNextJanuary, 653'100);
  next.protocol = "INPS-ISEE-2027-0003";
  kit.When(RecordIsee(declared, next)).ThenEvents({"IseeRecorded"});
  const auto change = Recalculated();
  EXPECT_EQ(Day{change.from}, kNextJanuary);
  EXPECT_EQ(change.previous, 7'00);
  EXPECT_EQ(change.fee->amount, 3'00);
  EXPECT_EQ(change.owed, -8'00) << "for the two hours since then";
  EXPECT_EQ(FeeOn(kit.state(), care, kNextJanuary - 1), 7'00);
}

}  // namespace
}  // namespace fascicolo::engine
