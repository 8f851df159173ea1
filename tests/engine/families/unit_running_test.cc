// How a unit is run: contracts, accreditation, quality, complaints.
#include "engine/families/unit_running.h"

#include "engine/catalogue/documents.h"
#include "engine/families/limits.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

using Names = std::vector<std::string>;
using Mark = schema::AccreditationStep;

class RunningUnit : public testing::Test {
 protected:
  RunningUnit() {
    AdoptCatalogue(kit);
    unit = kit.Given(OpenUnit(kCentre, 10, kit.today()));
    kit.RunDue();
  }
  AccreditationState Accreditation() {
    return kit.state().Find<UnitRunningTable>(unit).value_or(UnitRunningRow{}).accreditation;
  }
  Kit kit;
  EntityId unit;
};

TEST_F(RunningUnit, HasOneContractOnADay) {
  kit.When(SignContract(unit, kit.today(), kit.today() + 100)).ThenEvents({"ContractSigned"});
  kit.When(SignContract(unit, kit.today() + 99, kit.today() + 200)).ThenRefused(Rule::kContractInForce);
  kit.When(SignContract(unit, kit.today() + 100, kit.today() + 200)).ThenEvents({"ContractSigned"});
  kit.When(EndContract(unit, 1, kit.today() + 101)).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(EndContract(unit, 1, kit.today() + 50)).ThenEvents({"ContractEnded"});
  kit.When(EndContract(unit, 1, kit.today() + 50)).ThenRefused(Rule::kNothingOpen);
  kit.When(SignContract(unit, kit.today() + 50, kit.today() + 100)).ThenEvents({"ContractSigned"});
}

TEST_F(RunningUnit, RejectsAContractThatCannotBe) {
  const auto without = [&](auto take, std::string_view place) {
    auto contract = SignContract(unit, kit.today(), kit.today() + 100);
    take(contract);
    kit.When(std::move(contract)).ThenRejected(RejectionCode::kForm, place);
  };
  without([](auto& contract) { contract.provider = ""; }, "/provider");
  without([](auto& contract) { contract.cig = ""; }, "/cig");
  without([](auto& contract) { contract.until = 0; }, "/until");
  without([](auto& contract) { contract.quantity = 0; }, "/quantity");
  without([](auto& contract) { contract.unit_price = kMaxBudgetCents + 1; }, "/unit_price");
  without([](auto& contract) { contract.measure = schema::ContractMeasure::none; }, "/measure");
  kit.When(SignContract({}, kit.today(), kit.today() + 1)).ThenRejected(RejectionCode::kUnknownEntity, "/unit");
}

/// Every state against every step.
TEST_F(RunningUnit, IsAccreditedOnlyAsItsLifeAllows) {
  const std::vector<std::pair<AccreditationState, std::vector<Mark>>> ways{
      {AccreditationState::kNone, {}},
      {AccreditationState::kGranted, {Mark::grant}},
      {AccreditationState::kSuspended, {Mark::grant, Mark::suspend}},
      {AccreditationState::kRevoked, {Mark::grant, Mark::revoke}}};
  for (const auto& [state, way] : ways) {
    for (const Mark step : {Mark::grant, Mark::suspend, Mark::restore, Mark::revoke}) {
      SCOPED_TRACE(std::string(TextOf(state)) + ", " + schema::EnumNameAccreditationStep(step));
      unit = kit.Given(OpenUnit(kCentre, 10, kit.today()));
      for (const Mark one : way) kit.Given(Accredit(unit, one, kit.today() + 365));
      ASSERT_EQ(Accreditation(), state);
      const auto next = AfterStep(state, step);
      const auto then = kit.When(Accredit(unit, step, kit.today() + 365));
      if (next) {
        then.ThenEvents({"AccreditationSet"});
        EXPECT_EQ(Accreditation(), *next);
      } else {
        then.ThenRefused(Rule::kAccreditationOutOfOrder, "state", std::string(TextOf(state)));
      }
    }
  }
}

TEST_F(RunningUnit, IsWarnedBeforeItsAccreditationEndsAndThenItEnds) {
  kit.Given(Accredit(unit, Mark::grant, kit.today() + 100));
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 100 - kAccreditationWarningDays - 1)), Names{});
  const auto warned = kit.PassUntil(kit.today() + 1);
  ASSERT_EQ(NamesOf(warned), Names{"UnitReminded"});
  EXPECT_EQ(warned.front().payload.AsUnitReminded()->what, "accreditation_ends");
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + kAccreditationWarningDays)), Names{"AccreditationSet"});
  EXPECT_EQ(Accreditation(), AccreditationState::kExpired);
  kit.When(Accredit(unit, Mark::suspend)).ThenRefused(Rule::kAccreditationOutOfOrder, "state", "expired");
  kit.When(Accredit(unit, Mark::grant, kit.today() + 365)).ThenEvents({"AccreditationSet"});
}

TEST_F(RunningUnit, WhatWasRevokedDoesNotExpire) {
  kit.Given(Accredit(unit, Mark::grant, kit.today() + 100));
  kit.Given(Accredit(unit, Mark::revoke));
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 101)), Names{});
  kit.When(Accredit(unit, Mark::grant)).ThenRejected(RejectionCode::kForm, "/until");
  kit.When(Accredit(unit, Mark::expire)).ThenRejected(RejectionCode::kForm, "/step");
}

TEST_F(RunningUnit, ARemedyThatDoesNotComeIsToldOnce) {
  kit.When(CheckQuality(unit, {kit.today() + 5, kit.today() + 10})).ThenEvents({"QualityChecked"});
  kit.When(Resolve(unit, 1)).ThenRefused(Rule::kNothingOpen);  // the check itself is nothing to put right
  kit.Given(Resolve(unit, 2));
  kit.When(Resolve(unit, 2)).ThenRefused(Rule::kNothingOpen);
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 10)), Names{});
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 1)), Names{"UnitReminded"});
  kit.When(Resolve(unit, 3, false)).ThenRejected(RejectionCode::kForm, "/reference");
  kit.When(Resolve(unit, 3)).ThenEvents({"FindingResolved"});
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 30)), Names{});
}

TEST_F(RunningUnit, ACheckFindsSoMuchAndNothingThatWasDueBefore) {
  kit.When(CheckQuality(unit, std::vector(kMaxFindings + 1, kit.today())))
      .ThenRejected(RejectionCode::kForm, "/findings");
  kit.When(CheckQuality(unit, {kit.today() - 1})).ThenRefused(Rule::kDateOutOfOrder);
}

TEST_F(RunningUnit, AComplaintIsAnsweredWithinItsDays) {
  const EntityId person = kit.Given(Person(YearsAgo(kit, 70)));
  const auto received = kit.WhenWith({{"/text", "la navetta non arriva"}}, Complain(unit, person));
  received.ThenEvents({"ComplaintReceived"});
  EXPECT_EQ(Day{received.First<schema::ComplaintReceivedT>().answer_by}, kit.today() + kComplaintDays);
  EXPECT_FALSE(kit.StoresSay("navetta"));
  kit.When(AnswerComplaint(unit, 1, true)).ThenEvents({"ComplaintAnswered"});
  kit.When(AnswerComplaint(unit, 1, true)).ThenRefused(Rule::kNothingOpen);
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 40)), Names{});
}

TEST_F(RunningUnit, AComplaintThatNobodyAnswersIsToldOnce) {
  kit.Given(Complain(unit));
  const auto late = kit.PassUntil(kit.today() + 40);
  ASSERT_EQ(NamesOf(late), Names{"UnitReminded"});
  EXPECT_EQ(late.front().payload.AsUnitReminded()->what, "complaint");
  kit.When(AnswerComplaint(unit, 1, false)).ThenEvents({"ComplaintAnswered"});
}

TEST_F(RunningUnit, ATextIsSomebodys) {
  kit.WhenWith({{"/text", "testo inventato"}}, Complain(unit)).ThenRejected(RejectionCode::kForm, "/text");
  kit.When(Complain(unit, unit)).ThenRejected(RejectionCode::kUnknownEntity, "/person");
}

TEST_F(RunningUnit, ItsSheetSaysHowLongAnAnswerMayTake) {
  const nlohmann::json term{{"code", "complaint"},
                            {"name", {{"it", "Reclamo"}, {"en", "Complaint"}}},
                            {"days", 10},
                            {"ground", {{"act", "Sample regulation"}, {"article", "9"}}}};
  kit.Given(AdoptSheet(With(kCentre, "/deadlines/-", term)));
  EXPECT_EQ(Day{kit.When(Complain(unit)).First<schema::ComplaintReceivedT>().answer_by}, kit.today() + 10);
}

TEST_F(RunningUnit, TakesNothingThatMakesNoSenseForAFact) {
  const auto folds = [&](auto fact) { return kit.Folds(unit, schema::EntityKind::unit, std::move(fact)); };
  EXPECT_FALSE(folds(schema::ContractSignedT())) << "without days";
  EXPECT_FALSE(folds(schema::ContractEndedT()));
  schema::AccreditationSetT set;
  set.step = Mark::restore;
  EXPECT_FALSE(folds(set));
  EXPECT_FALSE(folds(schema::FindingResolvedT()));
  EXPECT_FALSE(folds(schema::ComplaintAnsweredT()));
  EXPECT_FALSE(folds(schema::UnitRemindedT())) << "no accreditation ends";
  EXPECT_FALSE(folds(schema::UsersMovedT())) << "nobody is being moved";
}

}  // namespace
}  // namespace fascicolo::engine
