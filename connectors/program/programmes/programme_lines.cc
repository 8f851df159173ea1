#include "connectors/program/programmes/programme_lines.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/families/undertaking_life.h"

namespace fascicolo::program {
namespace {

using engine::State;

/// The rows of a table under one entity, by number.
template <class Table>
std::vector<NumberedPart<typename Table::Row>> PartsOf(const State& state, EntityId entity) {
  std::vector<NumberedPart<typename Table::Row>> parts;
  state.Scan<Table>(Table::Key(entity), [&](std::string_view bytes, typename Table::Row row) {
    EntityId of;
    auto& part = parts.emplace_back();
    Table::Read(bytes, of, part.number);
    part.row = std::move(row);
    return true;
  });
  return parts;
}

void Sooner(std::optional<Day> day, std::optional<Day>& first) {
  if (day && (!first || *day < *first)) first = day;
}

UnitLine LineOf(const State& state, EntityId unit, engine::UnitRunningRow running, Day today) {
  UnitLine line{unit, {}, std::move(running), PartsOf<engine::ContractTable>(state, unit),
                PartsOf<engine::UnitMatterTable>(state, unit), {}};
  if (const auto row = state.Find<engine::UnitTable>(unit)) line.service = row->service;
  std::erase_if(line.contracts, [&](const auto& contract) { return contract.row.until <= today; });
  // A contract that another one follows without a gap does not end.
  std::optional<Day> covered;
  std::sort(line.contracts.begin(), line.contracts.end(),
            [](const auto& one, const auto& other) { return one.row.from < other.row.from; });
  for (const auto& contract : line.contracts) {
    if (!covered || contract.row.from <= *covered) covered = contract.row.until;
  }
  Sooner(covered, line.ends);
  Sooner(line.running.accredited_until, line.ends);
  return line;
}

}  // namespace

std::size_t ProgrammeLine::Waiting() const {
  return static_cast<std::size_t>(std::count_if(enrolments.begin(), enrolments.end(), [](const auto& enrolment) {
    return enrolment.row.state == engine::EnrolmentState::kWaiting;
  }));
}

std::size_t ProgrammeLine::Planned() const {
  return static_cast<std::size_t>(std::count_if(sessions.begin(), sessions.end(), [](const auto& session) {
    return session.row.state == engine::SessionState::kPlanned;
  }));
}

std::map<std::string, std::size_t> ProgrammeLine::ByState() const {
  std::map<std::string, std::size_t> counts;
  for (const auto& undertaking : undertakings) ++counts[std::string(engine::TextOf(undertaking.row.state))];
  return counts;
}

std::vector<ProgrammeLine> ProgrammeLines(const State& state) {
  std::vector<ProgrammeLine> lines;
  using engine::ProgrammeTable;
  state.Scan<ProgrammeTable>(ProgrammeTable::Key(), [&](std::string_view bytes, engine::ProgrammeRow row) {
    ProgrammeLine& line = lines.emplace_back();
    ProgrammeTable::Read(bytes, line.programme);
    line.row = std::move(row);
    return true;
  });
  std::sort(lines.begin(), lines.end(), [](const auto& one, const auto& other) {
    return std::tie(one.row.service, one.programme) < std::tie(other.row.service, other.programme);
  });
  for (ProgrammeLine& line : lines) {
    line.enrolments = PartsOf<engine::EnrolmentTable>(state, line.programme);
    line.sessions = PartsOf<engine::SessionTable>(state, line.programme);
    line.undertakings = PartsOf<engine::UndertakingTable>(state, line.programme);
    line.bodies = PartsOf<engine::BodyTable>(state, line.programme);
  }
  return lines;
}

std::vector<TrainingLine> TrainingLines(const State& state, std::optional<int> year) {
  std::map<std::pair<std::string, int>, TrainingLine> lines;
  using engine::TrainingTable;
  state.Scan<TrainingTable>(TrainingTable::Key(), [&](std::string_view bytes, const engine::TrainingRow& row) {
    std::string worker;
    std::uint32_t of = 0;
    TrainingTable::Read(bytes, worker, of);
    const int which = static_cast<int>(of);
    if (year && which != *year) return true;
    TrainingLine& line = lines[{worker, which}];
    line.worker = worker;
    line.year = which;
    line.minutes += row.minutes;
    line.credits += row.credits;
    ++line.programmes;
    return true;
  });
  std::vector<TrainingLine> found;
  for (auto& [key, line] : lines) found.push_back(std::move(line));
  return found;
}

std::size_t UnitLine::Overdue(Day today) const {
  return static_cast<std::size_t>(
      std::count_if(matters.begin(), matters.end(), [&](const auto& matter) { return matter.row.due < today; }));
}

std::vector<UnitLine> UnitLines(const State& state, Day today) {
  std::vector<UnitLine> lines;
  using engine::UnitRunningTable;
  state.Scan<UnitRunningTable>(UnitRunningTable::Key(), [&](std::string_view bytes, engine::UnitRunningRow row) {
    EntityId unit;
    UnitRunningTable::Read(bytes, unit);
    lines.push_back(LineOf(state, unit, std::move(row), today));
    return true;
  });
  std::sort(lines.begin(), lines.end(), [](const UnitLine& one, const UnitLine& other) {
    const auto key = [](const UnitLine& line) { return std::tuple(!line.ends, line.ends.value_or(Day{}), line.unit); };
    return key(one) < key(other);
  });
  return lines;
}

}  // namespace fascicolo::program
