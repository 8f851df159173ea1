// What the office sees of its programmes: each one's enrolments, sessions, undertakings and bodies; the training of workers; and
// how units are run: accreditations and contracts that end, findings and complaints that are open. Read from the state, of now
// or of the past. A programme's name stands in its history.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/state/state.h"

namespace fascicolo::program {

/// What has a number in a programme.
template <class Row>
struct NumberedPart {
  std::uint32_t number = 0;
  Row row;
};

struct ProgrammeLine {
  EntityId programme;
  engine::ProgrammeRow row;
  std::vector<NumberedPart<engine::EnrolmentRow>> enrolments;
  std::vector<NumberedPart<engine::SessionRow>> sessions;
  std::vector<NumberedPart<engine::UndertakingRow>> undertakings;
  std::vector<NumberedPart<engine::BodyRow>> bodies;

  [[nodiscard]] std::size_t Waiting() const;
  [[nodiscard]] std::size_t Planned() const;  ///< sessions
  /// How many undertakings are in each state, by its word.
  [[nodiscard]] std::map<std::string, std::size_t> ByState() const;
};

/// Every programme, by service and id.
[[nodiscard]] std::vector<ProgrammeLine> ProgrammeLines(const engine::State& state);

/// What a worker was trained in a year, in all programmes.
struct TrainingLine {
  std::string worker;
  int year = 0;
  std::uint64_t minutes = 0;
  std::uint32_t credits = 0;  ///< that count
  std::size_t programmes = 0;
};
/// By worker; of one year, or of all.
[[nodiscard]] std::vector<TrainingLine> TrainingLines(const engine::State& state, std::optional<int> year);

/// How a unit is run. Units of which nothing was ever said have no line.
struct UnitLine {
  EntityId unit;
  std::string service;
  engine::UnitRunningRow running;
  std::vector<NumberedPart<engine::ContractRow>> contracts;  ///< in force today, or to come
  std::vector<NumberedPart<engine::UnitMatterRow>> matters;  ///< findings and complaints that are open
  std::optional<Day> ends;  ///< the first day without accreditation or contract, the earlier; none: neither has an end

  /// The last day of a matter is over.
  [[nodiscard]] std::size_t Overdue(Day today) const;
};
/// The first to end first, then by id.
[[nodiscard]] std::vector<UnitLine> UnitLines(const engine::State& state, Day today);

}  // namespace fascicolo::program
