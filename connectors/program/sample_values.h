// Values that nobody confirmed, and that an answer rests on: it says so.
#pragma once

#include "connectors/program/reading.h"
#include "engine/state/state.h"

#include <set>
#include <string>
#include <string_view>

namespace fascicolo::program {

/// By code and version ("plan_162_base 2026"), a sheet by its code alone.
using Samples = std::set<std::string>;

/// Adds the sheet of a service where its values are samples, and of the rules that it names (points, fees, formulas, bands)
/// those in force on `day` that are. Nothing where the service is not adopted.
void AddSamplesBehind(const engine::State& state, std::string_view service, Day day, Samples& samples);

/// The same of several services at once.
[[nodiscard]] Samples SamplesBehind(const engine::State& state, const std::set<std::string>& services, Day day);

/// For JSON; and for people, who are warned where there is any.
[[nodiscard]] Value FormOfSamples(const Samples& samples);
void WarnOfSamples(Session& session, const Samples& samples);

}  // namespace fascicolo::program
