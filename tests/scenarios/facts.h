// What is known about the people of a scenario when they apply: facts that rules read, as the office has them.
#pragma once

#include "activation_walk.h"

namespace fascicolo::engine {

template <class... Inputs>
[[nodiscard]] ActivationWalk::Facts FactsOf(Inputs... inputs) {
  ActivationWalk::Facts facts;
  (facts.push_back(std::move(inputs)), ...);
  return facts;
}

/// All that the points for home care and for a day centre ask for, with this ISEE.
[[nodiscard]] inline ActivationWalk::Facts CareFacts(bool is_needy, std::int64_t isee_cents) {
  return FactsOf(Number("barthel", is_needy ? 15 : 95), Flag("lives_alone", is_needy), Code("family_network", "none"),
                 Number("age_years", 84), Number("isee_cents", isee_cents), Flag("severe_disability", is_needy));
}

}  // namespace fascicolo::engine
