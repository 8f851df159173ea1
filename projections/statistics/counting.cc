#include "projections/statistics/counting.h"

#include <algorithm>
#include <array>

#include "projections/statistics/rows_of.h"
#include "projections/statistics/suppression.h"

namespace fascicolo::projections {
namespace {

// Member states of the Union without Italy, by ISO 3166-1.
constexpr std::array<std::string_view, 26> kUnion{"040", "056", "100", "191", "196", "203", "208", "233", "246",
                                                  "250", "276", "300", "348", "372", "428", "440", "442", "470",
                                                  "528", "616", "620", "642", "703", "705", "724", "752"};
constexpr std::string_view kItaly = "380";

/// Reasons for which a case closes because help is no longer needed: end reasons of the sheet need_outcomes.
constexpr std::array<std::string_view, 2> kOvercome{"need_overcome", "goals_reached"};

/// Which measure each part of a spell is.
struct SpellMeasures {
  std::size_t before;
  std::size_t in;
  std::size_t out;
  std::size_t served;
  std::size_t open;
  [[nodiscard]] std::size_t Of(Direction direction) const {
    return direction == Direction::kIn ? in : direction == Direction::kServed ? served : out;
  }
};

template <class Id>
void CountSpells(RowsOf& rows, const std::map<Id, Career>& careers, const SpellMeasures& measures) {
  for (const auto& [id, as_recorded] : careers) {
    const Career career = as_recorded.AsPlanned();
    const EntityId who = rows.careers().Whole(career.person);
    for (const Spell& spell : career.spells) {
      const Values values = rows.ValuesOf(career, career.person, spell.from);
      for (const Step& step : rows.steps()) {
        if (spell.Covers(step.from - 1)) rows.Add(step, values, measures.before, 1, who);
        if (spell.Covers(step.last)) rows.Add(step, values, measures.open, 1, who);
      }
    }
    for (const Movement& moved : career.moves) {
      const Day begun = moved.spell < career.spells.size() ? career.spells[moved.spell].from : moved.on;
      for (const Step& step : rows.steps()) {
        if (!step.Holds(moved.on) || moved.on > step.last) continue;
        rows.Add(step, rows.ValuesOf(career, career.person, begun), measures.Of(moved.direction), 1, who);
      }
    }
  }
}

Result<FigureTable> CountStocks(const Careers& careers, const FigureQuery& query) {
  RowsOf rows(careers, query,
              {{"before", OverMonths::kFirst}, {"in"}, {"out"}, {"active", OverMonths::kLast}});
  rows.table().identities = {{{{0, 1}, {1, 1}, {2, -1}, {3, -1}}}};
  if (rows.table().month) rows.table().goes_on = {0, 3};
  const SpellMeasures measures{0, 1, 2, 2, 3};
  if (query.counted == Counted::kEnrolments) {
    CountSpells(rows, careers.enrolments, measures);
  } else {
    CountSpells(rows, query.counted == Counted::kCases ? careers.cases : careers.services, measures);
  }
  return rows.Done();
}

Result<FigureTable> CountNeed(const Careers& careers, const FigureQuery& query) {
  RowsOf rows(careers, query,
              {{"waiting_before", OverMonths::kFirst},
               {"entered"},
               {"left"},
               {"served"},
               {"waiting", OverMonths::kLast},
               {"refused_for_capacity"}});
  rows.table().identities = {{{{0, 1}, {1, 1}, {2, -1}, {3, -1}, {4, -1}}}};
  if (rows.table().month) rows.table().goes_on = {0, 4};
  CountSpells(rows, careers.waiting, {0, 1, 2, 3, 4});
  for (const auto& [on, service] : careers.refused_for_capacity) {
    const auto found = careers.services.find(service);
    const Career career = found == careers.services.end() ? Career{} : found->second;
    for (const Step& step : rows.steps()) {
      if (!step.Holds(on)) continue;
      rows.Add(step, rows.ValuesOf(career, career.person, on), 5, 1, careers.Whole(career.person));
    }
  }
  return rows.Done();
}

template <class Id>
void CountUsersOf(RowsOf& rows, const std::map<Id, Career>& all) {
  const Careers& careers = rows.careers();
  for (const auto& [id, as_recorded] : all) {
    const Career career = as_recorded.AsPlanned();
    auto persons = career.with;
    persons.push_back(career.person);
    for (const Spell& spell : career.spells) {
      for (const Step& step : rows.steps()) {
        if (spell.from > step.last || (spell.until && *spell.until <= std::max(step.from, spell.from))) continue;
        for (const EntityId person : persons) {
          rows.AddOnce(step, rows.ValuesOf(career, person, step.last), 0, careers.Whole(person));
        }
      }
    }
  }
}

Result<FigureTable> CountUsers(const Careers& careers, const FigureQuery& query) {
  RowsOf rows(careers, query, {{"users", OverMonths::kNone, false}});
  if (query.counted == Counted::kEnrolments) {
    CountUsersOf(rows, careers.enrolments);
  } else {
    CountUsersOf(rows, query.counted == Counted::kCases ? careers.cases : careers.services);
  }
  return rows.Done();
}

/// Somebody without a name: of a programme there are as many as came at once, so that small cells are told from others.
EntityId Nameless(EntityId programme, std::uint32_t index) {
  EntityId id = programme;
  id.bytes.back() = static_cast<std::uint8_t>(id.bytes.back() ^ (index + 1));
  return id;
}

/// Of a session that was held: who came by name, and others by age band alone.
void CountWhoCame(RowsOf& rows, const FigureQuery& query, const Career& programme, const CountedSession& one, const Step& step) {
  for (const EntityId person : one.by_name) {
    const Values values = rows.ValuesOf(programme, person, one.on);
    const EntityId who = rows.careers().Whole(person);
    rows.Add(step, values, 2, 1, who);
    rows.Add(step, values, 4, 1, who);
  }
  for (const auto& [band, count] : one.counted) {
    Values values = rows.ValuesOf(programme, {}, one.on);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (query.by[i] == Dimension::kAgeBand) values[i] = schema::EnumNameAgeBand(band);
    }
    for (std::uint32_t i = 0; i < std::min<std::uint32_t>(count, kSmallCell); ++i) {
      const std::int64_t amount = i == 0 ? count : 0;
      rows.Add(step, values, 3, amount, Nameless(one.programme, i));
      rows.Add(step, values, 4, amount, Nameless(one.programme, i));
    }
  }
}

Result<FigureTable> CountAttendance(const Careers& careers, const FigureQuery& query) {
  RowsOf rows(careers, query, {{"sessions_held"}, {"sessions_cancelled"}, {"by_name"}, {"counted"}, {"attended"}});
  rows.table().identities = {{{{4, 1}, {2, -1}, {3, -1}}}};
  for (const CountedSession& one : careers.counted_sessions) {
    Career programme;
    if (const auto found = careers.programmes.find(one.programme); found != careers.programmes.end()) {
      programme.service = found->second;
    }
    for (const Step& step : rows.steps()) {
      if (!step.Holds(one.on)) continue;
      rows.Add(step, rows.ValuesOf(programme, {}, one.on), one.is_held ? 0 : 1, 1, {});
      if (one.is_held) CountWhoCame(rows, query, programme, one, step);
    }
  }
  return rows.Done();
}

Career CareerOf(const Careers& careers, EntityId about) {
  if (const auto service = careers.services.find(about); service != careers.services.end()) return service->second;
  if (const auto one = careers.cases.find(about); one != careers.cases.end()) return one->second;
  return {};
}

/// What a term is about, as a career; of what has none of its own the service alone.
Career CareerOf(const Careers& careers, const PartId& id, const Term& term) {
  Career career = CareerOf(careers, id.first);
  if (career.case_file.is_zero()) career.case_file = id.first;  // a case's own
  career.service = term.service;
  return career;
}

Result<FigureTable> CountTerms(const Careers& careers, const FigureQuery& query) {
  RowsOf rows(careers, query,
              {{"opened"}, {"met_in_time"}, {"met_late"}, {"passed"}, {"still_open"}, {"suspended"}, {"fell_away"}});
  rows.table().identities = {{{{0, 1}, {1, -1}, {2, -1}, {3, -1}, {4, -1}, {5, -1}, {6, -1}}}};
  for (const auto& [id, term] : careers.terms) {
    const Career career = CareerOf(careers, id, term);
    const EntityId who = career.person.is_zero() ? id.first : careers.Whole(career.person);
    for (const Step& step : rows.steps()) {
      if (!step.Holds(term.on)) continue;
      const Values values = rows.ValuesOf(career, career.person, term.on);
      rows.Add(step, values, 0, 1, who);
      rows.Add(step, values, 1 + static_cast<std::size_t>(term.fate), 1, who);
    }
  }
  return rows.Done();
}

Result<FigureTable> CountSpending(const Careers& careers, const FigureQuery& query) {
  const Measure health{"health_share", OverMonths::kSum, true, true, false};
  RowsOf rows(careers, query,
              {{"gross", OverMonths::kSum, true, true}, {"users_share", OverMonths::kSum, true, true}, health,
               {"net", OverMonths::kSum, true, true}});
  rows.table().identities = {{{{0, 1}, {1, -1}, {3, -1}}}};
  const auto add = [&](Day on, EntityId about, std::size_t measure, std::int64_t cents, int of_net) {
    const Career career = CareerOf(careers, about);
    const EntityId who = careers.Whole(career.person);
    for (const Step& step : rows.steps()) {
      if (!step.Holds(on)) continue;
      const Values values = rows.ValuesOf(career, career.person, on);
      rows.Add(step, values, measure, cents, who);
      rows.Add(step, values, 3, of_net * cents, who);
    }
  };
  for (const Payment& one : careers.payments) add(one.on, one.about, 0, one.cents, 1);
  for (const Share& one : careers.shares) add(one.month, one.about, 1, one.cents, -1);
  return rows.Done();
}

/// The last level of a step, and the one that it is compared with: the last before the step, else the first in it.
std::optional<std::pair<std::uint32_t, std::uint32_t>> LevelsIn(const std::vector<NeedLevel>& levels, const Step& step) {
  const NeedLevel* before = nullptr;
  const NeedLevel* first = nullptr;
  const NeedLevel* last = nullptr;
  for (const NeedLevel& one : levels) {
    if (one.on < step.from) before = &one;
    if (!step.Holds(one.on)) continue;
    if (first == nullptr) first = &one;
    last = &one;
  }
  const NeedLevel* compared = before != nullptr ? before : first;
  if (last == nullptr || last == compared) return std::nullopt;
  return std::pair(compared->level, last->level);
}

void CountOutcomesOf(RowsOf& rows, EntityId id, const Career& career, const Step& step) {
  const Careers& careers = rows.careers();
  const EntityId who = careers.Whole(career.person);
  const Values values = rows.ValuesOf(career, career.person, step.last);
  const auto add = [&](std::size_t measure, std::uint32_t amount) {
    if (amount > 0) rows.Add(step, values, measure, amount, who);
  };
  if (const auto levels = careers.levels.find(id); levels != careers.levels.end()) {
    if (const auto found = LevelsIn(levels->second, step)) {
      add(0, 1);
      add(found->second < found->first ? 1 : found->second == found->first ? 2 : 3, 1);
    }
  }
  if (const auto goals = careers.goals.find(id); goals != careers.goals.end()) {
    for (const GoalCount& one : goals->second) {
      if (!step.Holds(one.on)) continue;
      add(4, one.reached);
      add(5, one.partly);
      add(6, one.missed);
    }
  }
  if (const auto closed = careers.closed.find(id); closed != careers.closed.end()) {
    for (const auto& [on, reason] : closed->second) {
      if (step.Holds(on) && std::find(kOvercome.begin(), kOvercome.end(), reason) != kOvercome.end()) add(7, 1);
    }
  }
}

Result<FigureTable> CountOutcomes(const Careers& careers, const FigureQuery& query) {
  RowsOf rows(careers, query,
              {{"measured", OverMonths::kNone},
               {"better", OverMonths::kNone},
               {"same", OverMonths::kNone},
               {"worse", OverMonths::kNone},
               {"goals_reached"},
               {"goals_partly"},
               {"goals_missed"},
               {"need_overcome"}});
  rows.table().identities = {{{{0, 1}, {1, -1}, {2, -1}, {3, -1}}}};
  for (const auto& [id, career] : careers.cases) {
    for (const Step& step : rows.steps()) CountOutcomesOf(rows, id, career, step);
  }
  return rows.Done();
}

}  // namespace

std::string AgeBandOn(const PersonFacts& person, Day day) {
  using Band = schema::AgeBand;
  constexpr std::array<std::pair<int, Band>, 6> kBands{{{6, Band::years_0_5},
                                                        {14, Band::years_6_13},
                                                        {18, Band::years_14_17},
                                                        {35, Band::years_18_34},
                                                        {65, Band::years_35_64},
                                                        {INT32_MAX, Band::years_65_up}}};
  if (!person.born) return schema::EnumNameAgeBand(Band::unknown);
  for (const auto& [below, band] : kBands) {
    if (below == INT32_MAX || AddMonths(*person.born, 12 * below) > day) return schema::EnumNameAgeBand(band);
  }
  return schema::EnumNameAgeBand(Band::unknown);
}

std::string CitizenshipOn(const PersonFacts& person, Day day) {
  std::string_view code;
  for (const auto& [from, one] : person.citizenship) {
    if (from <= day) code = one;
  }
  if (code.empty()) return std::string(kNotRecorded);
  if (code == kItaly) return "italian";
  return std::find(kUnion.begin(), kUnion.end(), code) != kUnion.end() ? "european_union" : "other_country";
}

Result<FigureTable> Count(const Careers& careers, const FigureQuery& query) {
  switch (query.topic) {
    case Topic::kStocks:
    case Topic::kFlows: return CountStocks(careers, query);
    case Topic::kUsers: return CountUsers(careers, query);
    case Topic::kNeed: return CountNeed(careers, query);
    case Topic::kSpending: return CountSpending(careers, query);
    case Topic::kOutcomes: return CountOutcomes(careers, query);
    case Topic::kAttendance: return CountAttendance(careers, query);
    case Topic::kTerms: return CountTerms(careers, query);
  }
  return Failure{FailureCode::kNotFound, "no such topic"};
}

}  // namespace fascicolo::projections
