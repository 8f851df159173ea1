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

void PrintProgrammes(Session& session, Reading& reading, const std::vector<ProgrammeLine>& lines);
void PrintInFull(Session& session, Reading& reading, const ProgrammeLine& line);
void PrintTraining(Session& session, const std::vector<TrainingLine>& lines);
void PrintUnits(Session& session, Reading& reading, const std::vector<UnitLine>& lines);

}  // namespace fascicolo::program
