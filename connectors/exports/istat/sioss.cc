#include "connectors/exports/istat/sioss.h"

#include "connectors/exports/csv.h"

#include <map>
#include <set>

namespace fascicolo::istat {

std::vector<std::string> SiossCsv(const projections::Careers& careers, const engine::State& state, int year) {
  Day last = DayFromCivil({.year = year, .month = 12, .day = 31});
  if (careers.today && *careers.today < last) last = *careers.today;
  std::map<std::string, std::set<EntityId>> cases;
  std::map<std::string, std::set<EntityId>> persons;
  for (const auto& [id, career] : careers.cases) {
    for (const projections::Spell& spell : career.spells) {
      if (!spell.Covers(last)) continue;
      const auto area = careers.areas.find(id);
      const std::string name = area == careers.areas.end() ? "" : schema::EnumNameArea(area->second);
      for (const std::string& row : {name, std::string()}) {
        cases[row].insert(id);
        persons[row].insert(careers.Whole(career.person));
      }
    }
  }
  std::set<std::string> workers;
  using engine::WorkerCaseTable;
  state.Scan<WorkerCaseTable>(WorkerCaseTable::Key(), [&](std::string_view bytes, const engine::MarkRow&) {
    std::string worker;
    EntityId id;
    WorkerCaseTable::Read(bytes, worker, id);
    workers.insert(worker);
    return true;
  });
  std::vector<std::string> lines{exports::CsvLine({"year", "indicator", "area", "value"})};
  const auto add = [&](const char* indicator, const std::string& area, const std::string& value) {
    lines.push_back(exports::CsvLine({std::to_string(year), indicator, area, value}));
  };
  add("social_workers_leading_cases", "", std::to_string(workers.size()));
  add("social_workers_full_time_equivalents", "", "");
  for (const auto& [area, ids] : cases) add("cases_in_charge", area, std::to_string(ids.size()));
  for (const auto& [area, ids] : persons) add("persons_in_charge", area, std::to_string(ids.size()));
  return lines;
}

}  // namespace fascicolo::istat
