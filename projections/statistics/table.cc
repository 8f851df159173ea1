#include "projections/statistics/table.h"

#include <algorithm>
#include <functional>

namespace fascicolo::projections {
namespace {

/// Calls `visit` with every key: each dimension's values and its total.
void ForEachKey(const FigureTable& table, const std::function<void(const Key&)>& visit) {
  Key key(table.by.size(), std::string(kTotal));
  const std::function<void(std::size_t)> fill = [&](std::size_t at) {
    if (at == key.size()) return visit(key);
    key[at] = kTotal;
    fill(at + 1);
    for (const std::string& value : table.values[at]) {
      key[at] = value;
      fill(at + 1);
    }
  };
  fill(0);
}

/// The parts of a total in one dimension, and the total with the other sign.
Equation PartsOf(const FigureTable& table, const Key& total, std::size_t dimension, std::size_t measure) {
  Equation equation;
  for (const std::string& value : table.values[dimension]) {
    Key part = total;
    part[dimension] = value;
    equation.terms.push_back({{std::move(part), measure}, 1});
  }
  equation.terms.push_back({{total, measure}, -1});
  return equation;
}

std::optional<Equation> TotalOf(const FigureTable& table, const Key& total, std::size_t dimension, std::size_t measure) {
  const Measure& what = table.measures[measure];
  Equation equation = PartsOf(table, total, dimension, measure);
  equation.must_hold = what.adds_up;
  if (dimension != table.month) return equation;
  if (what.over_months == OverMonths::kNone) return std::nullopt;
  if (what.over_months == OverMonths::kSum) return equation;
  const bool is_first = what.over_months == OverMonths::kFirst;
  const auto part = is_first ? equation.terms.front() : equation.terms[equation.terms.size() - 2];
  return Equation{{part, equation.terms.back()}, true};
}

std::string TextOf(const FigureTable& table, const Equation& equation) {
  std::string text;
  for (const auto& [place, sign] : equation.terms) {
    const Cell* cell = table.Find(place);
    if (cell == nullptr || cell->value == 0) continue;
    text += std::string(sign > 0 ? " + " : " - ") + std::string(table.measures[place.measure].name);
    for (std::size_t i = 0; i < place.key.size(); ++i) text += (i == 0 ? "[" : ",") + place.key[i];
    text += (place.key.empty() ? " " : "] ") + std::to_string(cell->value);
  }
  return text.substr(text.empty() ? 0 : 1) + " is not 0";
}

}  // namespace

const Cell* FigureTable::Find(const CellPlace& place) const {
  const auto row = rows.find(place.key);
  return row == rows.end() ? nullptr : &row->second[place.measure];
}

bool FigureTable::Complete() {
  std::size_t cells = measures.size();
  for (const auto& of_dimension : values) {
    cells *= of_dimension.size() + 1;
    if (cells > kMaxCells) return false;
  }
  ForEachKey(*this, [&](const Key& key) { rows.try_emplace(key, measures.size()); });
  return true;
}

void FigureTable::ForEachEquation(const std::function<void(Equation)>& visit) const {
  for (const auto& [key, cells] : rows) {
    for (std::size_t measure = 0; measure < measures.size(); ++measure) {
      for (std::size_t dimension = 0; dimension < by.size() && measures[measure].is_recorded; ++dimension) {
        if (key[dimension] != kTotal || values[dimension].empty()) continue;
        if (auto equation = TotalOf(*this, key, dimension, measure)) visit(*std::move(equation));
      }
    }
    for (const Identity& identity : identities) {
      Equation equation;
      for (const auto& [measure, sign] : identity.terms) equation.terms.push_back({{key, measure}, sign});
      visit(std::move(equation));
    }
    if (!goes_on || !month || key[*month] == kTotal || key[*month] == values[*month].front()) continue;
    Key before = key;
    before[*month] = *(std::find(values[*month].begin(), values[*month].end(), key[*month]) - 1);
    visit({{{{key, goes_on->first}, 1}, {{std::move(before), goes_on->second}, -1}}, true});
  }
}

std::vector<std::string> FigureTable::Breaches() const {
  std::vector<std::string> breaches;
  ForEachEquation([&](const Equation& equation) {
    std::int64_t sum = 0;
    for (const auto& [place, sign] : equation.terms) {
      const Cell* cell = Find(place);
      sum += cell == nullptr ? 0 : sign * cell->value;
    }
    if (equation.must_hold && sum != 0) breaches.push_back(TextOf(*this, equation));
  });
  return breaches;
}

}  // namespace fascicolo::projections
