// What a kit's records come to when they are counted, up to any of them.
#pragma once

#include <string>
#include <vector>

#include "engine/kit.h"
#include "engine/told_figures.h"
#include "projections/statistics/counting.h"

namespace fascicolo::engine {

class CountedRecords {
 public:
  explicit CountedRecords(Kit& kit) {
    kit.OnRecord([this](const events::Record& record) { records_.push_back(record); });
  }

  /// The careers through this position.
  [[nodiscard]] projections::Careers Through(Position last) const {
    projections::Careers careers;
    for (const auto& record : records_) Take(record, last, careers);
    return careers;
  }
  [[nodiscard]] projections::FigureTable Table(std::string_view query, Position last, Day today) const {
    const auto parsed = projections::ParseQuery(query, today);
    EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().ToString());
    auto table = projections::Count(Through(last), *parsed);
    EXPECT_TRUE(table.ok());
    EXPECT_EQ(table->Breaches(), std::vector<std::string>{});
    return std::move(table).value();
  }

 private:
  static void Take(const events::Record& record, Position last, projections::Careers& careers) {
    const auto header = events::DecodeHeader(record.view().header());
    if (!header || header->position > last) return;
    const auto reading = events::CommitReading::Open(record.view(), *header);
    ASSERT_TRUE(reading.ok());
    projections::TakeCommit(careers, *reading);
  }

  std::vector<events::Record> records_;
};

/// The cell of a row; 0 where nothing is counted.
[[nodiscard]] inline std::int64_t Cell(const projections::FigureTable& table, const projections::Key& key,
                                       std::string_view measure) {
  for (std::size_t i = 0; i < table.measures.size(); ++i) {
    const auto* cell = table.measures[i].name == measure ? table.Find({key, i}) : nullptr;
    if (cell != nullptr) return cell->value;
  }
  return 0;
}

}  // namespace fascicolo::engine
