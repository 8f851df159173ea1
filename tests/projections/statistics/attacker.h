// Somebody outside who has a published table, knows what the sums mean, and solves for what was suppressed. Written from the
// published rows alone, and by another method than the one that protects them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "projections/statistics/table.h"

namespace fascicolo::projections::testing {

class Attacker {
 public:
  explicit Attacker(const FigureTable& table) : table_(table) {
    for (const auto& [key, cells] : table.rows) {
      for (std::size_t measure = 0; measure < cells.size(); ++measure) Learn(key, measure);
      LearnIdentity(key);
    }
  }

  /// The suppressed cells that have only one value that fits everything published.
  [[nodiscard]] std::vector<std::string> Knows() const {
    std::vector<std::string> known;
    for (const auto& [name, unknown] : unknowns_) {
      Line alone(1);
      alone[0] = {unknown, 1};
      if (ReducedBy(alone).empty()) known.push_back(name);
    }
    return known;
  }

 private:
  // Sparse, ascending unknowns; modulo another prime than Protect's.
  using Line = std::vector<std::pair<std::size_t, std::int64_t>>;
  static constexpr std::int64_t kModulus = 998'244'353;

  static std::int64_t Inverse(std::int64_t one) {
    std::int64_t result = 1;
    for (std::int64_t exponent = kModulus - 2; exponent != 0; exponent >>= 1, one = one * one % kModulus) {
      if ((exponent & 1) != 0) result = result * one % kModulus;
    }
    return result;
  }

  void Add(Line& line, const Key& key, std::size_t measure, int sign) {
    const Cell* cell = table_.Find({key, measure});
    if (cell == nullptr || !cell->is_suppressed) return;
    std::string name = std::string(table_.measures[measure].name);
    for (const std::string& one : key) name += "|" + one;
    const std::size_t unknown = unknowns_.try_emplace(name, unknowns_.size()).first->second;
    line.emplace_back(unknown, sign > 0 ? 1 : kModulus - 1);
  }
  /// Each total is the sum of its parts; of months, what is open goes on.
  void Learn(const Key& key, std::size_t measure) {
    const OverMonths over_months = table_.measures[measure].over_months;
    for (std::size_t dimension = 0; dimension < key.size(); ++dimension) {
      if (key[dimension] != "*") continue;
      const bool is_month = dimension == table_.month;
      if (is_month && over_months == OverMonths::kNone) continue;
      Line line;
      for (const std::string& value : table_.values[dimension]) {
        Key part = key;
        part[dimension] = value;
        const bool is_first = value == table_.values[dimension].front();
        const bool is_last = value == table_.values[dimension].back();
        if (is_month && over_months == OverMonths::kFirst && !is_first) continue;
        if (is_month && over_months == OverMonths::kLast && !is_last) continue;
        Add(line, part, measure, 1);
      }
      Add(line, key, measure, -1);
      Keep(std::move(line));
    }
  }
  void LearnIdentity(const Key& key) {
    for (const Identity& identity : table_.identities) {
      Line line;
      for (const auto& [measure, sign] : identity.terms) Add(line, key, measure, sign);
      Keep(std::move(line));
    }
    if (!table_.goes_on || key[*table_.month] == "*") return;
    const auto& months = table_.values[*table_.month];
    for (std::size_t i = 1; i < months.size(); ++i) {
      if (months[i] != key[*table_.month]) continue;
      Key before = key;
      before[*table_.month] = months[i - 1];
      Line line;
      Add(line, key, table_.goes_on->first, 1);
      Add(line, before, table_.goes_on->second, -1);
      Keep(std::move(line));
    }
  }

  static Line Sum(const Line& one, const Line& other, std::int64_t factor) {
    std::map<std::size_t, std::int64_t> sum(one.begin(), one.end());
    for (const auto& [unknown, times] : other) sum[unknown] = (sum[unknown] + factor * times) % kModulus;
    std::erase_if(sum, [](const auto& term) { return term.second == 0; });
    return {sum.begin(), sum.end()};
  }
  /// What is left of a line when everything that is known is taken from it.
  [[nodiscard]] Line ReducedBy(Line line) const {
    for (std::size_t at = 0; at < line.size();) {
      const auto found = echelon_.find(line[at].first);
      if (found == echelon_.end()) {
        ++at;
        continue;
      }
      line = Sum(line, found->second, kModulus - line[at].second);
    }
    return line;
  }
  void Keep(Line line) {
    line = ReducedBy(Sum({}, line, 1));
    if (line.empty()) return;
    const std::int64_t inverse = Inverse(line.front().second);
    for (auto& [unknown, times] : line) times = times * inverse % kModulus;
    echelon_.emplace(line.front().first, std::move(line));
  }

  const FigureTable& table_;
  std::map<std::string, std::size_t> unknowns_;
  std::map<std::size_t, Line> echelon_;  ///< by the first unknown of each
};

}  // namespace fascicolo::projections::testing
