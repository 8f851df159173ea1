#include "projections/statistics/rows_of.h"

#include <algorithm>

#include "projections/statistics/counting.h"

namespace fascicolo::projections {
namespace {

std::string AreaOf(const Careers& careers, const Career& career) {
  const auto found = careers.areas.find(career.case_file);
  return std::string(found == careers.areas.end() ? std::string(kNotRecorded) : schema::EnumNameArea(found->second));
}

std::string LastOf(const Since& since, Day day) {
  const auto after = std::upper_bound(since.begin(), since.end(), day,
                                      [](Day on, const auto& one) { return on < one.first; });
  return after == since.begin() || (after - 1)->second.empty() ? std::string(kNotRecorded) : (after - 1)->second;
}

}  // namespace

RowsOf::RowsOf(const Careers& careers, const FigureQuery& query, std::vector<Measure> measures)
    : careers_(careers), query_(query) {
  for (const Dimension dimension : query.by) {
    if (dimension == Dimension::kMonth) table_.month = table_.by.size();
    table_.by.emplace_back(WordOf(dimension));
  }
  table_.measures = std::move(measures);
  seen_.resize(table_.by.size());
  const Day today = careers.today.value_or(query.until - 1);
  const auto add = [&](std::string name, Day from, Day until) {
    steps_.push_back({std::move(name), from, until, std::min(until - 1, std::max(today, from))});
  };
  for (Day month = query.from; table_.month && month < query.until; month = AddMonths(month, 1)) {
    add(MonthText(month), month, AddMonths(month, 1));
    seen_[*table_.month].insert(MonthText(month));
  }
  add(std::string(kTotal), query.from, query.until);
}

Values RowsOf::ValuesOf(const Career& career, EntityId person, Day day) const {
  const auto found = careers_.persons.find(careers_.Whole(person));
  const PersonFacts nobody;
  const PersonFacts& facts = found == careers_.persons.end() ? nobody : found->second;
  Values values;
  for (const Dimension dimension : query_.by) {
    switch (dimension) {
      case Dimension::kArea: values.push_back(AreaOf(careers_, career)); break;
      case Dimension::kService:
        values.push_back(career.service.empty() ? std::string(kNotRecorded) : career.service);
        break;
      case Dimension::kAgeBand: values.push_back(AgeBandOn(facts, day)); break;
      case Dimension::kCitizenship: values.push_back(CitizenshipOn(facts, day)); break;
      case Dimension::kDistrict:
        values.push_back(facts.is_protected ? std::string(kNotRecorded) : LastOf(facts.municipality, day));
        break;
      case Dimension::kMonth: break;
    }
  }
  return values;
}

// A set bit keeps the dimension's value, an unset one is its total.
void RowsOf::ForEachRow(const Step& step, const Values& values, const std::function<void(const Key&)>& visit) {
  for (std::size_t mask = 0; mask < (std::size_t{1} << values.size()); ++mask) {
    Key key;
    for (std::size_t i = 0; i < values.size(); ++i) key.push_back((mask >> i & 1) != 0 ? values[i] : std::string(kTotal));
    if (table_.month) key.push_back(step.name);
    visit(key);
  }
  for (std::size_t i = 0; i < values.size(); ++i) seen_[i].insert(values[i]);
}

void RowsOf::Add(const Step& step, const Values& values, std::size_t measure, std::int64_t amount, EntityId who) {
  ForEachRow(step, values, [&](const Key& key) {
    auto& cells = table_.rows.try_emplace(key, table_.measures.size()).first->second;
    cells[measure].value += amount;
    if (!who.is_zero() && behind_[{key, measure}].insert(who).second) ++cells[measure].behind;
  });
}

void RowsOf::AddOnce(const Step& step, const Values& values, std::size_t measure, EntityId who) {
  ForEachRow(step, values, [&](const Key& key) {
    auto& cells = table_.rows.try_emplace(key, table_.measures.size()).first->second;
    if (!behind_[{key, measure}].insert(who).second) return;
    ++cells[measure].value;
    ++cells[measure].behind;
  });
}

Result<FigureTable> RowsOf::Done() {
  for (const auto& of_dimension : seen_) table_.values.emplace_back(of_dimension.begin(), of_dimension.end());
  if (table_.rows.size() * table_.measures.size() > kMaxCells) {
    return Failure{FailureCode::kTooLarge, "more than " + std::to_string(kMaxCells) + " cells: tell less apart"};
  }
  table_.rows.try_emplace(Key(table_.by.size(), std::string(kTotal)), table_.measures.size());
  return std::move(table_);
}

}  // namespace fascicolo::projections
