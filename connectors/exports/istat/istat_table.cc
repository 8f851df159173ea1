#include "connectors/exports/istat/istat_table.h"

#include "connectors/exports/csv.h"
#include "connectors/exports/health_share.h"
#include "engine/catalogue/adopted.h"

#include <algorithm>
#include <set>

namespace fascicolo::istat {
namespace {

using projections::Career;
using projections::Careers;
using projections::FigureTable;
using projections::Key;
using projections::kTotal;

constexpr std::size_t kColumns = 7;

class TableMaker {
 public:
  TableMaker(const Careers& careers, const engine::State& state, int year)
      : careers_(careers), state_(state), from_(DayFromCivil({.year = year, .month = 1, .day = 1})),
        until_(DayFromCivil({.year = year + 1, .month = 1, .day = 1})) {
    using projections::OverMonths;
    table_.by = {"istat_area", "service"};
    table_.measures = {{"users", OverMonths::kNone, false},         {"users_at_year_end", OverMonths::kNone, false},
                       {"gross", OverMonths::kSum, true, true},     {"users_share", OverMonths::kSum, true, true},
                       {"health_share", OverMonths::kSum, true, true}, {"net", OverMonths::kSum, true, true},
                       {"minutes", OverMonths::kSum}};
    table_.identities = {{{{2, 1}, {3, -1}, {4, -1}, {5, -1}}}};
    last_ = until_ - 1;
    if (careers.today && *careers.today < last_) last_ = *careers.today;
  }

  Result<FigureTable> Make() {
    for (const auto& [id, career] : careers_.services) CountUsers(career);
    for (const auto& [id, career] : careers_.enrolments) CountUsers(career);
    CountMoney();
    CountMinutes();
    for (auto& [key, cells] : table_.rows) {
      for (std::size_t i = 0; i < cells.size(); ++i) cells[i].behind = behind_[{key, i}].size();
    }
    FillValues();
    if (table_.rows.size() * kColumns <= projections::kMaxCells) return std::move(table_);
    return Failure{FailureCode::kTooLarge, "more than " + std::to_string(projections::kMaxCells) + " cells"};
  }

 private:
  static constexpr std::size_t At(Column column) { return static_cast<std::size_t>(column); }

  /// The rows of a service: itself and every total that it is in.
  std::vector<Key> KeysOf(const std::string& service) {
    std::string area(projections::kNotRecorded);
    if (const auto sheet = engine::AdoptedSheet(state_, service)) area = engine::TextOf(sheet->istat_area);
    const std::string name = service.empty() ? std::string(projections::kNotRecorded) : service;
    const std::string total(kTotal);
    return {{area, name}, {area, total}, {total, name}, {total, total}};
  }
  void Add(const std::string& service, Column column, std::int64_t amount, EntityId who) {
    for (const Key& key : KeysOf(service)) {
      auto& cells = table_.rows[key];
      cells.resize(kColumns);
      cells[At(column)].value += amount;
      if (!who.is_zero()) behind_[{key, At(column)}].insert(who);
    }
  }
  void AddOnce(const std::string& service, Column column, EntityId who) {
    for (const Key& key : KeysOf(service)) {
      auto& cells = table_.rows[key];
      cells.resize(kColumns);
      if (behind_[{key, At(column)}].insert(who).second) ++cells[At(column)].value;
    }
  }

  void CountUsers(const Career& as_recorded) {
    const Career career = as_recorded.AsPlanned();
    auto persons = career.with;
    persons.push_back(career.person);
    for (const projections::Spell& spell : career.spells) {
      const bool is_empty = spell.until && *spell.until <= spell.from;
      if (is_empty || spell.from > last_ || (spell.until && *spell.until <= from_)) continue;
      for (const EntityId person : persons) {
        if (person.is_zero()) continue;
        const EntityId who = careers_.Whole(person);
        AddOnce(career.service, Column::kUsers, who);
        if (spell.Covers(last_)) AddOnce(career.service, Column::kUsersAtYearEnd, who);
      }
    }
  }

  [[nodiscard]] const Career* CareerOf(EntityId about) const {
    const auto service = careers_.services.find(about);
    return service == careers_.services.end() ? nullptr : &service->second;
  }
  void CountMoney() {
    for (const projections::Payment& one : careers_.payments) {
      if (one.on < from_ || one.on >= until_) continue;
      const Career* career = CareerOf(one.about);
      const std::string service = career == nullptr ? std::string() : career->service;
      const EntityId who = career == nullptr ? EntityId{} : careers_.Whole(career->person);
      const std::int64_t health = one.cents * exports::HealthShareOn(state_, one.about, one.on) / exports::kWholeShare;
      Add(service, Column::kGross, one.cents, who);
      if (health != 0) Add(service, Column::kHealthShare, health, who);
      Add(service, Column::kNet, one.cents - health, who);
    }
    for (const projections::Share& one : careers_.shares) {
      const Career* career = CareerOf(one.about);
      if (career == nullptr || one.month < from_ || one.month >= until_) continue;
      Add(career->service, Column::kUsersShare, one.cents, careers_.Whole(career->person));
      Add(career->service, Column::kNet, -one.cents, careers_.Whole(career->person));
    }
  }

  void CountMinutes() {
    using engine::DeliveredTable;
    state_.Scan<DeliveredTable>(DeliveredTable::Key(), [&](std::string_view bytes, const engine::DeliveredRow& row) {
      EntityId activation;
      Day month;
      DeliveredTable::Read(bytes, activation, month);
      const Career* career = CareerOf(activation);
      if (career == nullptr || month < from_ || month >= until_) return true;
      const auto sheet = engine::AdoptedSheet(state_, career->service);
      if (sheet == nullptr || sheet->unit != engine::Unit::kMinutesPerWeek) return true;
      for (const engine::DeliveredDayRow& day : row.days) {
        Add(career->service, Column::kMinutes, day.quantity, careers_.Whole(career->person));
      }
      return true;
    });
  }

  void FillValues() {
    std::vector<std::set<std::string>> seen(table_.by.size());
    for (const auto& [key, cells] : table_.rows) {
      for (std::size_t i = 0; i < key.size(); ++i) {
        if (key[i] != kTotal) seen[i].insert(key[i]);
      }
    }
    for (const auto& values : seen) table_.values.emplace_back(values.begin(), values.end());
  }

  const Careers& careers_;
  const engine::State& state_;
  const Day from_;
  const Day until_;
  Day last_;
  FigureTable table_;
  std::map<std::pair<Key, std::size_t>, std::set<EntityId>> behind_;
};

std::string CellOf(const projections::Measure& measure, const projections::Cell& cell) {
  if (cell.is_suppressed) return "suppressed";
  return measure.is_money ? exports::MoneyOf(cell.value) : std::to_string(cell.value);
}

}  // namespace

Result<FigureTable> IstatTable(const Careers& careers, const engine::State& state, int year) {
  return TableMaker(careers, state, year).Make();
}

std::vector<std::string> IstatCsv(const FigureTable& table, const engine::State& state, int year) {
  std::vector<std::string> heading{"year", "area", "service", "macro_area", "management"};
  for (const auto& measure : table.measures) heading.emplace_back(measure.name);
  std::vector<std::string> lines{exports::CsvLine(heading)};
  for (const auto& [key, cells] : table.rows) {
    if (key[0] == kTotal && key[1] != kTotal) continue;  // a service is of one area
    const auto sheet = engine::AdoptedSheet(state, key[1]);
    const engine::Reporting* reporting = sheet != nullptr && sheet->reporting ? &*sheet->reporting : nullptr;
    std::vector<std::string> line{std::to_string(year), key[0] == kTotal ? std::string() : key[0],
                                  key[1] == kTotal ? std::string() : key[1], {}, {}};
    if (reporting != nullptr) {
      line[3] = engine::TextOf(reporting->macro_area);
      line[4] = engine::TextOf(reporting->management);
    }
    for (std::size_t i = 0; i < cells.size(); ++i) line.push_back(CellOf(table.measures[i], cells[i]));
    lines.push_back(exports::CsvLine(line));
  }
  return lines;
}

}  // namespace fascicolo::istat
