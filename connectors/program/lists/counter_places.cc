#include "connectors/program/lists/counter_places.h"

#include "connectors/cli/table.h"
#include "connectors/program/reading.h"
#include "engine/catalogue/decimal.h"
#include "engine/families/activation_inputs.h"
#include "engine/rules/sort_key.h"

namespace fascicolo::program {
namespace {

engine::Evaluation EvaluationOf(const projections::ScoreRow& score) {
  engine::Evaluation evaluation = engine::KeptScore(score.total, score.tie_breaks);
  for (const auto& line : score.lines) {
    evaluation.lines.push_back({.criterion = line.criterion, .points_hundredths = line.points});
  }
  return evaluation;
}

}  // namespace

const std::string& CriterionName(const engine::RuleSet& rules, const std::string& code, engine::Language language) {
  for (const auto& one : rules.criteria) {
    if (one.code == code) return one.name.In(language);
  }
  return code;
}

std::vector<CounterPlace> CounterPlaces(const projections::ListOrder& order, const projections::Explanation& entry,
                                        const engine::RuleSet& rules) {
  std::vector<CounterPlace> places;
  if (!entry.score || !entry.rank) return places;
  engine::Evaluation then = EvaluationOf(*entry.score);
  for (auto& fact : engine::CounterFacts(rules, then)) {
    then.total_hundredths = fact.total_hundredths;
    const std::string key = engine::SortKey(then, entry.applicant.applied_on, entry.activation);
    const bool leaves_own_place = entry.applicant.sort_key < key;
    places.push_back({std::move(fact), order.RankOf(key) - (leaves_own_place ? 1U : 0U)});
  }
  return places;
}

events::json::Value FormOf(const std::vector<CounterPlace>& places, const engine::RuleSet& rules,
                           engine::Language language) {
  Value::Array forms;
  forms.reserve(places.size());
  for (const auto& place : places) {
    forms.push_back(cli::Object()
                        .Add("criterion", place.fact.criterion)
                        .Add("label", CriterionName(rules, place.fact.criterion, language))
                        .Add("input", place.fact.input)
                        .Add("row", place.fact.row_text)
                        .Add("points", engine::FormatHundredths(place.fact.points_hundredths))
                        .Add("total", engine::FormatHundredths(place.fact.total_hundredths))
                        .Add("rank", place.rank)
                        .Done());
  }
  return Value{std::move(forms)};
}

void Print(const std::vector<CounterPlace>& places, const engine::RuleSet& rules, Session& session) {
  session.terminal.Line(session.Label("text.what_would_change") + ":");
  cli::Table table;
  table.Column(session.Label("column.criterion"));
  table.Column(session.Label("column.table_row"));
  table.Column(session.Label("column.points"), cli::Align::kRight);
  table.Column(session.Label("text.total"), cli::Align::kRight);
  table.Column(session.Label("column.rank"), cli::Align::kRight);
  for (const auto& place : places) {
    table.Row({CriterionName(rules, place.fact.criterion, session.language()), place.fact.row_text,
               engine::FormatHundredths(place.fact.points_hundredths),
               engine::FormatHundredths(place.fact.total_hundredths), std::to_string(place.rank)});
  }
  table.Print(session.terminal);
}

}  // namespace fascicolo::program
