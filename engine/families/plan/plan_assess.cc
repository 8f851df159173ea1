// How much help somebody needs, and what a year of it may cost: points of the sheets, or the level that the UVT decided; then
// base, cut by the ISEE, and what is left.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/catalogue/decimal.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/applying.h"
#include "engine/families/plan/plan_deciding.h"
#include "engine/families/representation.h"
#include "engine/families/schema_ids.h"
#include "engine/rules/evaluation.h"

namespace fascicolo::engine {
namespace {

constexpr std::string_view kPointsInput = "points_hundredths";
constexpr std::string_view kLevelInput = "level";
constexpr std::int64_t kWhole = 10'000;  ///< hundredths of a per cent

Refusal AssessedOtherwise(const PlanSeen& seen) {
  return {Rule::kPlanAssessedOtherwise, {{"service", seen.row.service}}};
}

/// The rules of one of the two tables, and what they came to.
struct Priced {
  std::shared_ptr<const RuleSet> rules;
  Evaluation evaluation;
};

std::variant<Priced, Decision> Evaluated(const State& state, const PlanSeen& seen, const std::string& code, Day day,
                                         const std::vector<InputRow>& known) {
  const auto rules = RuleSetInForce(state, code, day);
  if (!rules) return Decision(Refusal{Rule::kNoRuleSetInForce, {{"rule_set", code}, {"day", FormatDay(day)}}});
  Inputs inputs = InputsFor(InputsOf(*rules), known);
  if (seen.terms.levels.empty()) {
    inputs[std::string(kPointsInput)].value = seen.row.points;
  } else {
    inputs[std::string(kLevelInput)].value = seen.row.level;
  }
  auto evaluation = Evaluate(*rules, inputs);
  if (!evaluation) return Decision(InputsWanted(evaluation.error()));
  return Priced{rules, *std::move(evaluation)};
}

void TellLines(const Priced& priced, const PlanSeen& seen, const std::vector<InputRow>& known,
               schema::PlanAmountSetT& set) {
  for (const EvaluationLine& line : priced.evaluation.lines) {
    auto told = ToldLine(line, known);
    if (!told->source) told->source = IdOf(seen.id);  // what the plan itself knows
    set.lines.push_back(std::move(told));
  }
  set.sample = set.sample || priced.rules->status == DocumentStatus::kSample;
}

/// Base less cut, a half cent up; never below nothing.
std::int64_t AmountOf(std::int64_t base, std::int64_t cut) {
  return std::max<std::int64_t>(0, base - (base * cut + kWhole / 2) / kWhole);
}

/// The year that may be priced now: this or the next one; of a plan that runs the one to come.
std::optional<Decision> CheckPriceable(const State& state, const Intent& intent, const PlanSeen& seen, std::int32_t year) {
  if (auto answer = CheckYear(year)) return answer;
  const auto row = YearOfPlan(state, seen.id, year);
  if (row && row->funded > 0) return YearOutOfOrder(year, "not_funded");
  const std::int32_t now = YearOf(intent.today);
  const bool is_next = seen.row.year == 0 ? year == now || year == now + 1 : year == seen.row.year + 1;
  return is_next ? std::nullopt : std::optional<Decision>(YearOutOfOrder(year, "turn"));
}

Decision AmountSet(const State& state, const Intent& intent, const PlanSeen& seen, const schema::SetPlanAmount& command) {
  schema::PlanAmountSetT set;
  set.year = command.year();
  set.inputs = Copied(command.inputs());
  const Day day = std::clamp(intent.today, FirstOfYear(set.year), FirstOfYear(set.year + 1) - 1);
  std::vector<InputRow> known;
  if (!MergeInputs(command.inputs(), seen.id, state.VersionOf(seen.id).next(), known) ||
      !AddIsee(IseeUnlessByHand(state, seen.id, seen.row.person, known, day), known, set.inputs)) {
    return Malformed("/inputs", "are too many", std::to_string(kMaxInputs));
  }
  auto base = Evaluated(state, seen, seen.terms.base, day, known);
  if (auto* answer = std::get_if<Decision>(&base)) return std::move(*answer);
  const auto& priced = std::get<Priced>(base);
  set.rule_set = priced.rules->code;
  set.rule_version = priced.rules->version;
  set.base = std::max<std::int64_t>(0, priced.evaluation.total_hundredths);
  TellLines(priced, seen, known, set);
  if (!seen.terms.cut.empty()) {
    auto cut = Evaluated(state, seen, seen.terms.cut, day, known);
    if (auto* answer = std::get_if<Decision>(&cut)) return std::move(*answer);
    const auto& by_isee = std::get<Priced>(cut);
    set.cut_rule_set = by_isee.rules->code;
    set.cut_rule_version = by_isee.rules->version;
    set.cut = std::clamp<std::int64_t>(by_isee.evaluation.total_hundredths, 0, kWhole);
    TellLines(by_isee, seen, known, set);
  }
  set.amount = AmountOf(set.base, set.cut);
  return OnePlanFact(intent, seen, std::move(set));
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::ScorePlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kAssess, [&](const PlanSeen& seen) -> Decision {
    if (!seen.terms.levels.empty()) return AssessedOtherwise(seen);
    schema::PlanScoredT scored;
    for (const std::string& instrument : seen.sheet.assessments) {
      const auto assessment = state.Find<AssessmentTable>(seen.row.case_file, instrument);
      if (!assessment) return Refusal{Rule::kPlanSheetMissing, {{"instrument", instrument}}};
      auto score = std::make_unique<schema::PlanScoreT>();
      score->instrument = instrument;
      score->score = assessment->score;
      score->source_version = assessment->version.value;
      scored.total += assessment->score;
      scored.scores.push_back(std::move(score));
    }
    const EntityId signer = events::Entity(command.signer());
    if (!state.FindEntity<PersonTable>(signer)) return Unknown("/signer", signer, "person");
    if (auto answer = CheckPower(state, seen.row.person, signer, schema::Power::sign, intent.effective_on)) {
      return *std::move(answer);
    }
    scored.signer = CopyOf(command.signer());
    return OnePlanFact(intent, seen, std::move(scored));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::DecidePlanLevel& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kAssess, [&](const PlanSeen& seen) -> Decision {
    if (seen.terms.levels.empty() || IsInForce(seen.row.state)) return AssessedOtherwise(seen);
    const std::string level(Text(command.level()));
    if (auto answer = FirstOf(CheckText("/level", level),
                              CheckText("/minutes_reference", Text(command.minutes_reference())),
                              CheckDay("/decided_on", command.decided_on()),
                              CheckPast(intent, "/decided_on", Day{command.decided_on()}))) {
      return *std::move(answer);
    }
    if (!RankOfLevel(seen.terms, level)) return Refusal{Rule::kPlanLevelNotForeseen, {{"level", level}}};
    schema::PlanLevelDecidedT decided;
    decided.level = level;
    decided.minutes_reference = Text(command.minutes_reference());
    decided.decided_on = command.decided_on();
    return OnePlanFact(intent, seen, std::move(decided));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SetPlanAmount& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kPrice, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = FirstOf(CheckInputs(command.inputs()), CheckPriceable(state, intent, seen, command.year()))) {
      return *std::move(answer);
    }
    return AmountSet(state, intent, seen, command);
  });
}

}  // namespace fascicolo::engine
