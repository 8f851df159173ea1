// How counting puts what it finds into the rows of a table. Internal to projections/statistics.
#pragma once

#include <set>

#include "projections/statistics/careers.h"
#include "projections/statistics/query.h"
#include "projections/statistics/table.h"

namespace fascicolo::projections {

/// A month, or the whole period; in keys by its name.
struct Step {
  std::string name;
  Day from;
  Day until;
  Day last;  ///< the last day on which anything is known of it
  [[nodiscard]] bool Holds(Day day) const { return from <= day && day < until; }
};

/// The values of one thing that is counted, dimension by dimension, without the month.
using Values = std::vector<std::string>;

class RowsOf {
 public:
  RowsOf(const Careers& careers, const FigureQuery& query, std::vector<Measure> measures);

  /// The months, where they are told apart, and the whole period.
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
  /// What a career is told apart by, for this person on this day.
  [[nodiscard]] Values ValuesOf(const Career& career, EntityId person, Day day) const;

  /// Adds to every row that these values belong to, in this step. `who` is counted once as behind the cell; zero:
  /// nobody is.
  void Add(const Step& step, const Values& values, std::size_t measure, std::int64_t amount, EntityId who);
  /// Counts `who` once in every such row.
  void AddOnce(const Step& step, const Values& values, std::size_t measure, EntityId who);

  [[nodiscard]] FigureTable& table() { return table_; }
  [[nodiscard]] const Careers& careers() const { return careers_; }
  /// kTooLarge: more than kMaxCells.
  [[nodiscard]] Result<FigureTable> Done();

 private:
  void ForEachRow(const Step& step, const Values& values, const std::function<void(const Key&)>& visit);

  const Careers& careers_;
  const FigureQuery& query_;
  FigureTable table_;
  std::vector<Step> steps_;
  std::vector<std::set<std::string>> seen_;  ///< values of each dimension
  std::map<CellPlace, std::set<EntityId>> behind_;
};

}  // namespace fascicolo::projections
