// The life of a dwelling as one table: from which state it comes into which.
//
//   to_repair <-> under_works -> ready -> offered -> assigned -> occupied -> to_repair, when they are gone
//   without_title: from every state in which nobody holds it; cleared, or made regular
//   disposed: sold or pulled down; nothing follows
#pragma once

#include <span>
#include <string_view>

#include "engine/state/housing_rows.h"

namespace fascicolo::engine {

struct DwellingStep {
  schema::DwellingState from;
  schema::DwellingState to;
};
[[nodiscard]] std::span<const DwellingStep> DwellingSteps();

[[nodiscard]] bool MayBecome(schema::DwellingState from, schema::DwellingState to);
/// Nobody holds it, and the office alone decides what becomes of it.
[[nodiscard]] bool IsHeldByNobody(schema::DwellingState state);
/// Somebody lives there.
[[nodiscard]] bool IsLivedIn(schema::DwellingState state);
/// "to_repair"; for refusals and views.
[[nodiscard]] std::string_view TextOf(schema::DwellingState state);

}  // namespace fascicolo::engine
