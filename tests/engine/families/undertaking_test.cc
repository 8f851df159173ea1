// Undertakings: their lives as tables, and what the engine does by itself.
#include "engine/families/undertaking.h"

#include <deque>
#include <functional>
#include <map>

#include "engine/families/limits.h"
#include "engine/families/undertaking_life.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

using Kind = schema::UndertakingKind;
using Names = std::vector<std::string>;
using Step = schema::UndertakingStep;
using enum UndertakingState;

/// The service whose sheet has undertakings of this kind.
const char* ServiceOf(Kind kind) {
  if (IsPlan(kind)) return kPlanning;
  if (kind == Kind::study) return kStudies;
  if (kind == Kind::briefing) return kBriefings;
  return kind == Kind::measure ? kMeasures : kLinks;
}

class Undertaking : public testing::Test {
 protected:
  Undertaking() { AdoptProgrammes(kit); }
  /// One that has taken these steps, in a programme of its own.
  EntityId After(Kind kind, const std::vector<Step>& steps) {
    const EntityId programme = kit.Given(OpenProgramme(kit, ServiceOf(kind)));
    kit.Given(StartUndertaking(kit, programme, kind));
    for (const Step step : steps) kit.Given(Advance(kit, programme, 1, step));
    return programme;
  }
  UndertakingState StateOf(EntityId programme, std::uint32_t number = 1) {
    return UndertakingOf(kit, programme, number)->state;
  }
  Kit kit;
};

/// The steps by which a client leads an undertaking to each state that he can lead it to.
std::map<UndertakingState, std::vector<Step>> WaysThrough(Kind kind) {
  std::map<UndertakingState, std::vector<Step>> ways{{kDrafted, {}}};
  std::deque<UndertakingState> open{kDrafted};
  while (!open.empty()) {
    const UndertakingState state = open.front();
    open.pop_front();
    for (const UndertakingTransition& line : LifeOf(kind)) {
      if (line.state != state || IsEnginesOwn(line.step) || ways.contains(line.next)) continue;
      ways[line.next] = ways[state];
      ways[line.next].push_back(line.step);
      open.push_back(line.next);
    }
  }
  return ways;
}

TEST_F(Undertaking, GoesExactlyWhereItsTableAllows) {
  for (const Kind kind : schema::EnumValuesUndertakingKind()) {
    if (kind == Kind::none) continue;
    for (const auto& [state, way] : WaysThrough(kind)) {
      for (const Step step : schema::EnumValuesUndertakingStep()) {
        if (step == Step::none || IsEnginesOwn(step)) continue;
        SCOPED_TRACE(std::string(schema::EnumNameUndertakingKind(kind)) + ", " + std::string(TextOf(state)) + ", " +
                     schema::EnumNameUndertakingStep(step));
        const EntityId programme = After(kind, way);
        ASSERT_EQ(StateOf(programme), state);
        const auto next = NextState(LifeOf(kind), state, step);
        const auto then = kit.When(Advance(kit, programme, 1, step));
        if (!next) {
          then.ThenRefused(Rule::kUndertakingOutOfOrder, "state", std::string(TextOf(state)));
        } else {
          then.ThenEvents({"UndertakingAdvanced"});
          EXPECT_EQ(StateOf(programme), *next);
        }
      }
    }
  }
}

TEST_F(Undertaking, IsOfAKindThatTheSheetForesees) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kStudies));
  kit.When(StartUndertaking(kit, programme, Kind::measure)).ThenRefused(Rule::kProgrammeNotForeseen, "what", "measure");
}

TEST_F(Undertaking, WantsWhatItsKindCannotDoWithout) {
  const auto without = [&](Kind kind, const std::function<void(schema::StartUndertakingT&)>& take,
                           std::string_view place) {
    auto start = StartUndertaking(kit, kit.Given(OpenProgramme(kit, ServiceOf(kind))), kind);
    take(start);
    kit.When(std::move(start)).ThenRejected(RejectionCode::kForm, place);
  };
  without(Kind::study, [](auto& start) { start.question = ""; }, "/question");
  without(Kind::study, [](auto& start) { start.mandate = ""; }, "/mandate");
  without(Kind::study, [](auto& start) { start.method = ""; }, "/method");
  without(Kind::briefing, [](auto& start) { start.due = 0; }, "/due");
  without(Kind::briefing, [](auto& start) { start.asked_by = ""; }, "/asked_by");
  without(Kind::measure, [](auto& start) { start.budget = 0; }, "/budget");
  without(Kind::measure, [](auto& start) { start.budget = kMaxBudgetCents + 1; }, "/budget");
  without(Kind::measure, [](auto& start) { start.funding = ""; }, "/funding");
  without(Kind::study, [](auto& start) { start.budget = kMaxBudgetCents + 1; }, "/budget");
  without(Kind::measure, [](auto& start) { start.budget = -1; }, "/budget");
  without(Kind::agreement, [](auto& start) { start.parties.clear(); }, "/parties");
  without(Kind::agreement, [](auto& start) { start.until = 0; }, "/until");
  without(Kind::agreement, [](auto& start) { start.parties.assign(kMaxParties + 1, "body"); }, "/parties");
}

TEST_F(Undertaking, WantsWhatItsStepCannotDoWithout) {
  const auto without = [&](Kind kind, const std::vector<Step>& way, Step step,
                           const std::function<void(schema::AdvanceUndertakingT&)>& take, std::string_view place) {
    auto advance = Advance(kit, After(kind, way), 1, step);
    take(advance);
    kit.When(std::move(advance)).ThenRejected(RejectionCode::kForm, place);
  };
  without(Kind::family_plan, {}, Step::approve, [](auto& step) { step.reference = ""; }, "/reference");
  without(Kind::family_plan, {}, Step::withdraw, [](auto& step) { step.reason = ""; }, "/reason");
  without(Kind::study, {}, Step::record_data, [](auto& step) { step.data_position = 0; }, "/data_position");
  without(Kind::briefing, {}, Step::deliver, [](auto& step) { step.document = nullptr; }, "/document");
  without(Kind::measure, {Step::put_in_force}, Step::spend, [](auto& step) { step.amount = 0; }, "/amount");
  without(Kind::agreement, {Step::put_in_force}, Step::renew, [](auto& step) { step.until = 0; }, "/until");
  kit.When(Advance(kit, After(Kind::agreement, {Step::put_in_force}), 1, Step::expire))
      .ThenRejected(RejectionCode::kForm, "/step");
}

TEST_F(Undertaking, APlanThatComesIntoForceReplacesTheOneThatItNames) {
  const EntityId programme = After(Kind::operating_plan, {Step::approve, Step::put_in_force});
  auto next = StartUndertaking(kit, programme, Kind::operating_plan);
  next.replaces = 1;
  kit.Given(next);
  kit.Given(Advance(kit, programme, 2, Step::approve));
  kit.When(Advance(kit, programme, 2, Step::put_in_force)).ThenEvents({"UndertakingAdvanced", "UndertakingAdvanced"});
  EXPECT_EQ(StateOf(programme, 1), kReplaced);
  EXPECT_EQ(StateOf(programme, 2), kInForce);
  next.replaces = 1;
  kit.When(next).ThenRefused(Rule::kNothingOpen, "number", "1");
}

TEST_F(Undertaking, AReviewThatDidNotComeIsToldOnce) {
  const EntityId programme = After(Kind::educational_plan, {Step::approve, Step::put_in_force});
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 31)), Names{"UndertakingLate"});
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 31)), Names{});
  auto review = Advance(kit, programme, 1, Step::review);
  review.due = (kit.today() + 10).days;
  kit.Given(review);
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 10)), Names{}) << "its last day is in time";
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 1)), Names{"UndertakingLate"});
}

TEST_F(Undertaking, ABriefingThatWasDeliveredIsNotLate) {
  const EntityId programme = After(Kind::briefing, {Step::deliver});
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 31)), Names{});
  kit.When(Advance(kit, programme, 1, Step::feed_act)).ThenEvents({"UndertakingAdvanced"});
}

TEST_F(Undertaking, AnAgreementExpiresOnItsDayUnlessItIsRenewed) {
  const EntityId programme = After(Kind::agreement, {Step::put_in_force});
  auto renew = Advance(kit, programme, 1, Step::renew);
  renew.until = (kit.today() + 365).days;
  kit.When(renew).ThenRefused(Rule::kDateOutOfOrder);
  renew.until = (kit.today() + 400).days;
  kit.Given(renew);
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 399)), Names{});
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 1)), Names{"UndertakingAdvanced"});
  EXPECT_EQ(StateOf(programme), kExpired);
  kit.When(CloseProgramme(programme, "need_overcome")).ThenEvents({"ProgrammeClosed"});
}

TEST_F(Undertaking, AMeasureSpendsNoMoreThanItsBudget) {
  const EntityId programme = After(Kind::measure, {Step::put_in_force});
  auto spend = Advance(kit, programme, 1, Step::spend);
  spend.amount = 999'999;
  EXPECT_EQ(kit.When(spend).First<schema::UndertakingAdvancedT>().spent, 999'999);
  spend.amount = 2;
  kit.When(spend).ThenRefused(Rule::kBudgetExceeded, "spent_cents", "999999");
  spend.amount = 1;
  EXPECT_EQ(kit.When(spend).First<schema::UndertakingAdvancedT>().spent, 1'000'000);
}

TEST_F(Undertaking, TakesNothingThatMakesNoSenseForAFact) {
  const EntityId programme = After(Kind::measure, {Step::put_in_force});
  schema::UndertakingAdvancedT fact;
  fact.number = 1;
  fact.step = Step::spend;
  fact.spent = 1'000'001;
  EXPECT_FALSE(kit.Folds(programme, schema::EntityKind::programme, fact)) << "more than the budget";
  fact.spent = 0;
  fact.step = Step::expire;
  EXPECT_FALSE(kit.Folds(programme, schema::EntityKind::programme, fact)) << "a measure does not expire";
  schema::UndertakingStartedT started;
  started.number = 2;
  EXPECT_FALSE(kit.Folds(programme, schema::EntityKind::programme, started)) << "of no kind";
}

}  // namespace
}  // namespace fascicolo::engine
