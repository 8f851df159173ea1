// An attestation as its event tells it: the same for the state and for views.
#pragma once

#include <optional>
#include <string_view>

#include "engine/state/means_rows.h"
#include "schemas/event_generated.h"

namespace fascicolo::engine {

inline constexpr std::int64_t kMaxMeansCents = 10'000'000'000;  ///< as thresholds of rule sets
inline constexpr std::int64_t kLeastScale = 100;                ///< hundredths: one person
inline constexpr std::int64_t kMostScale = 10'000;              ///< hundredths

[[nodiscard]] bool IsIseeType(schema::IseeType type);
/// "INPS-ISEE-yyyy-" and at least one letter or digit more.
[[nodiscard]] bool IsIseeProtocol(std::string_view text);
/// Amounts and scale are within the limits above.
[[nodiscard]] bool AreMeans(const schema::Attestation& attestation);

/// None: the fact makes no sense. `version`: of the household, after it.
[[nodiscard]] std::optional<IseeRow> RowOf(const schema::IseeRecorded& fact, Version version);
[[nodiscard]] std::optional<IseeRow> RowOf(const schema::IseeCorrected& fact, Version version);

}  // namespace fascicolo::engine
