// Programmes, training and units as JSON and as tables. Internal to the command `programmes`.
#pragma once

#include <vector>

#include "connectors/program/programmes/programme_lines.h"
#include "connectors/program/reading.h"

namespace fascicolo::program {

/// One line of the list.
[[nodiscard]] Value FormOf(const ProgrammeLine& line);
/// With everything that has a number in it.
[[nodiscard]] Value FormInFull(const ProgrammeLine& line);
[[nodiscard]] Value FormOf(const TrainingLine& line);
[[nodiscard]] Value FormOf(const UnitLine& line, Day today);

// What these write (connectors/cli/shape.h): the members of a line, those that it has besides in full, and the two others.
inline constexpr std::string_view kProgrammeMembers =
    "programme: id, service: word, state: word, from: day?, until: day?, capacity: count, enrolled: count, waiting: "
    "count, sessions: {planned: count, held: count, cancelled: count}, attended: count, undertakings: {*: count}, "
    "bodies: count";
inline constexpr std::string_view kProgrammeInFullMembers =
    "enrolments: [{number: count, person: id, state: word, case: id?, pact: count, weekly_minutes: count, attended: "
    "count, justified: count, absent: count, minutes: count}], sessions_in_full: [{number: count, state: word, at: "
    "instant, minutes: count, capacity: count, attended: count, credits: count}], undertakings_in_full: [{number: "
    "count, kind: word, state: word, due: day?, until: day?, budget: decimal, spent: decimal, replaces: count}], "
    "bodies_in_full: [{number: count, state: word, seats: count, members: count, elected_on: day?, until: day?, "
    "meetings: count}]";
inline constexpr std::string_view kTrainingShape =
    "{worker: text, year: count, credits: count, minutes: count, programmes: count}";
inline constexpr std::string_view kUnitShape =
    "{unit: id, service: word, accreditation: word, accredited_until: day?, contracts: [{number: count, provider: "
    "text, from: day, until: day?}], findings: count, complaints: count, overdue: count, ends: day?}";

void PrintProgrammes(Session& session, Reading& reading, const std::vector<ProgrammeLine>& lines);
void PrintInFull(Session& session, Reading& reading, const ProgrammeLine& line);
void PrintTraining(Session& session, const std::vector<TrainingLine>& lines);
void PrintUnits(Session& session, Reading& reading, const std::vector<UnitLine>& lines);

}  // namespace fascicolo::program
