#include "projections/statistics/suppression.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <numeric>
#include <set>
#include <tuple>

namespace fascicolo::projections {
namespace {

/// Which dimensions of a key are values, not totals.
std::uint32_t LevelOf(const Key& key) {
  std::uint32_t level = 0;
  for (std::size_t i = 0; i < key.size(); ++i) level |= key[i] == kTotal ? 0U : 1U << i;
  return level;
}
std::uint32_t LevelOf(const Equation& equation) {
  std::uint32_t level = 0;
  for (const auto& [place, sign] : equation.terms) level |= LevelOf(place.key);
  return level;
}

// Equations over the suppressed cells are solved in whole numbers modulo a prime: their coefficients are 1 and -1, so that
// what has one solution there has one in the fractions too, but for determinants that the prime divides.
constexpr std::uint64_t kPrime = 2'147'483'647;

std::uint64_t Power(std::uint64_t base, std::uint64_t exponent) {
  std::uint64_t power = 1;
  for (; exponent != 0; exponent >>= 1, base = base * base % kPrime) {
    if ((exponent & 1) != 0) power = power * base % kPrime;
  }
  return power;
}

using Line = std::map<std::size_t, std::uint64_t>;  ///< unknown: how often, never 0

void Add(Line& line, std::size_t unknown, std::uint64_t times) {
  const auto at = line.try_emplace(unknown, 0).first;
  at->second = (at->second + times) % kPrime;
  if (at->second == 0) line.erase(at);
}

/// Takes `times` the pivot from the line.
void Subtract(Line& line, const Line& pivot, std::uint64_t times) {
  for (const auto& [unknown, factor] : pivot) Add(line, unknown, (kPrime - times) * factor % kPrime);
}

/// Gauss and Jordan: every pivot, the first unknown of its line, is 1 and stands in no other line.
std::map<std::size_t, Line> Reduced(const std::vector<Line>& lines) {
  std::map<std::size_t, Line> reduced;  // by pivot
  for (Line line : lines) {
    while (!line.empty() && reduced.contains(line.begin()->first)) {
      const std::uint64_t times = line.begin()->second;
      Subtract(line, reduced.at(line.begin()->first), times);
    }
    if (line.empty()) continue;
    const std::uint64_t inverse = Power(line.begin()->second, kPrime - 2);
    for (auto& [unknown, factor] : line) factor = factor * inverse % kPrime;
    const std::size_t pivot = line.begin()->first;
    reduced.emplace(pivot, std::move(line));
  }
  for (auto at = reduced.rbegin(); at != reduced.rend(); ++at) {
    const Line before = at->second;
    for (const auto& [unknown, factor] : before) {
      if (unknown != at->first && reduced.contains(unknown)) Subtract(at->second, reduced.at(unknown), factor);
    }
  }
  return reduced;
}

/// The suppressed cells in some equations, as unknowns, and how they hang together.
class Unknowns {
 public:
  /// Takes what is not known in the equation.
  void Take(const FigureTable& table, const Equation& equation) {
    std::vector<std::pair<std::size_t, int>> terms;
    for (const auto& [place, sign] : equation.terms) {
      const Cell* cell = table.Find(place);
      if (cell != nullptr && cell->is_suppressed) terms.emplace_back(NumberOf(place), sign);
    }
    for (const auto& [number, sign] : terms) parts_[Root(number)] = Root(terms.front().first);
    if (!terms.empty()) equations_.push_back(std::move(terms));
  }

  /// Those with one solution. None: more hang together than are solved for.
  std::optional<std::vector<CellPlace>> Solved() {
    std::map<std::size_t, std::vector<std::size_t>> together;  // root: equations
    for (std::size_t i = 0; i < equations_.size(); ++i) together[Root(equations_[i].front().first)].push_back(i);
    std::vector<CellPlace> solved;
    for (const auto& [root, equations] : together) {
      if (!Solve(equations, solved)) return std::nullopt;
    }
    return solved;
  }

 private:
  std::size_t NumberOf(const CellPlace& place) {
    const auto [at, is_new] = numbers_.try_emplace(place, places_.size());
    if (is_new) {
      places_.push_back(place);
      parts_.push_back(at->second);
    }
    return at->second;
  }
  std::size_t Root(std::size_t number) {
    while (parts_[number] != number) number = parts_[number] = parts_[parts_[number]];
    return number;
  }

  bool Solve(const std::vector<std::size_t>& equations, std::vector<CellPlace>& solved) {
    std::set<std::size_t> unknowns;
    std::vector<Line> lines;
    for (const std::size_t one : equations) {
      Line& line = lines.emplace_back();
      for (const auto& [number, sign] : equations_[one]) {
        Add(line, number, sign > 0 ? 1 : kPrime - 1);
        unknowns.insert(number);
      }
    }
    if (unknowns.size() > kMaxSuppressedTogether) return false;
    for (const auto& [pivot, line] : Reduced(lines)) {
      if (line.size() == 1) solved.push_back(places_[pivot]);
    }
    return true;
  }

  std::map<CellPlace, std::size_t> numbers_;
  std::vector<CellPlace> places_;
  std::vector<std::size_t> parts_;  ///< a forest: what stands in one equation hangs together
  std::vector<std::vector<std::pair<std::size_t, int>>> equations_;
};

class Protector {
 public:
  explicit Protector(FigureTable& table) : table_(table) {
    table.ForEachEquation([&](Equation equation) {
      const std::uint32_t level = LevelOf(equation);
      equations_.emplace_back(level, std::move(equation));
    });
  }

  void SuppressSmall(const Published& before) {
    for (auto& [key, cells] : table_.rows) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const Measure& measure = table_.measures[i];
        if (measure.is_recorded && IsSmall(cells[i], measure, Find(before, {key, i}))) cells[i].is_suppressed = true;
      }
    }
  }

  /// Totals first: tables of fewer dimensions are protected by themselves.
  bool ProtectAll() {
    std::vector<std::uint32_t> levels(std::size_t{1} << table_.by.size());
    std::iota(levels.begin(), levels.end(), 0U);
    std::stable_sort(levels.begin(), levels.end(),
                     [](std::uint32_t a, std::uint32_t b) { return std::popcount(a) < std::popcount(b); });
    return std::all_of(levels.begin(), levels.end(), [this](std::uint32_t level) { return ProtectLevel(level); });
  }

 private:
  using Before = std::optional<std::optional<std::int64_t>>;
  static Before Find(const Published& before, const CellPlace& place) {
    const auto found = before.find(place);
    return found == before.end() ? Before{} : Before{found->second};
  }
  static bool IsSmall(const Cell& cell, const Measure& measure, const Before& before) {
    if (cell.behind > 0 && cell.behind < static_cast<std::uint64_t>(kSmallCell)) return true;
    if (!measure.is_money && cell.value > 0 && cell.value < kSmallCell) return true;
    if (!before) return false;
    if (!*before) return true;
    const std::int64_t change = std::abs(cell.value - **before);
    return change != 0 && (measure.is_money || change < kSmallCell);
  }

  bool ProtectLevel(std::uint32_t level) {
    FindFixed(level);
    while (true) {
      while (FillUp(level)) {
      }
      Unknowns unknowns;
      for (const auto& [of, equation] : equations_) {
        if ((of & ~level) == 0) unknowns.Take(table_, equation);
      }
      const auto solved = unknowns.Solved();
      if (!solved) return false;
      if (solved->empty()) return true;
      for (const CellPlace& place : *solved) {
        if (!Hide(level, place)) return false;
      }
    }
  }

  /// The cells of the level that follow from told totals one after the other, whatever is suppressed in it: what is open at the
  /// end of the last month is what is open at the end. To suppress them would hide nothing.
  void FindFixed(std::uint32_t level) {
    const auto is_known = [&](const CellPlace& place, const Cell& cell) {
      return !cell.is_suppressed && (LevelOf(place.key) != level || fixed_.contains(&cell));
    };
    for (bool more = true; more;) {
      more = false;
      for (const auto& [of, equation] : equations_) {
        if (of != level) continue;
        const Cell* unknown = nullptr;
        int unknowns = 0;
        for (const auto& [place, sign] : equation.terms) {
          const Cell* cell = table_.Find(place);
          if (is_known(place, *cell)) continue;
          ++unknowns;
          unknown = LevelOf(place.key) == level ? cell : nullptr;
        }
        if (unknowns == 1 && unknown != nullptr && !unknown->is_suppressed) more |= fixed_.insert(unknown).second;
      }
    }
  }

  /// Every equation of the level in which something is suppressed hides it among enough. True: more was suppressed.
  bool FillUp(std::uint32_t level) {
    bool more = false;
    for (const auto& [of, equation] : equations_) {
      if (of != level) continue;
      std::size_t count = 0;
      std::int64_t sum = 0;
      for (const auto& [place, sign] : equation.terms) {
        const Cell* cell = table_.Find(place);
        if (cell == nullptr || !cell->is_suppressed) continue;
        ++count;
        sum += std::abs(cell->value);
      }
      if (count == 1 || (count > 1 && sum < kSmallCell)) more |= SuppressIn(equation, level);
    }
    return more;
  }

  /// Suppresses one more cell of the level beside `place`; where no equation has one left, any.
  bool Hide(std::uint32_t level, const CellPlace& place) {
    for (const auto& [of, equation] : equations_) {
      const bool stands_there = std::any_of(equation.terms.begin(), equation.terms.end(),
                                            [&](const auto& term) { return term.first == place; });
      if ((of & ~level) == 0 && stands_there && SuppressIn(equation, level)) return true;
    }
    Cheapest cheapest;
    for (auto& [key, cells] : table_.rows) {
      for (std::size_t i = 0; i < cells.size() && LevelOf(key) == level; ++i) {
        if (table_.measures[i].is_recorded && !fixed_.contains(&cells[i])) cheapest.Consider(cells[i]);
      }
    }
    return cheapest.Suppress();
  }

  /// The cell whose suppression costs least: the smallest that tells of somebody; of nobody, only where there is no other.
  struct Cheapest {
    Cell* cell = nullptr;
    static auto Cost(const Cell& one) { return std::tuple(one.value == 0, std::abs(one.value)); }
    void Consider(Cell& one) {
      if (!one.is_suppressed && (cell == nullptr || Cost(one) < Cost(*cell))) cell = &one;
    }
    bool Suppress() {
      if (cell != nullptr) cell->is_suppressed = true;
      return cell != nullptr;
    }
  };
  bool SuppressIn(const Equation& equation, std::uint32_t level) {
    Cheapest cheapest;
    for (const auto& [place, sign] : equation.terms) {
      Cell& cell = table_.rows.at(place.key)[place.measure];
      if (LevelOf(place.key) == level && !fixed_.contains(&cell)) cheapest.Consider(cell);
    }
    return cheapest.Suppress();
  }

  FigureTable& table_;
  std::vector<std::pair<std::uint32_t, Equation>> equations_;  ///< with their levels
  std::set<const Cell*> fixed_;  ///< not to be suppressed
};

}  // namespace

bool Protect(FigureTable& table, const Published& before) {
  Protector protector(table);
  protector.SuppressSmall(before);
  return protector.ProtectAll();
}

std::vector<CellPlace> GivenAway(const FigureTable& table) {
  Unknowns unknowns;
  table.ForEachEquation([&](const Equation& equation) { unknowns.Take(table, equation); });
  return unknowns.Solved().value_or(std::vector<CellPlace>{});
}

}  // namespace fascicolo::projections
