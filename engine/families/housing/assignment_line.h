// Whose turn it is to get a dwelling: down the final list of a call, or down the list of those who wait for a change, the first
// whom it fits.
#pragma once

#include <vector>

#include "engine/families/housing/housing_deciding.h"

namespace fascicolo::engine {

/// The tenancies that were offered to an entry, or in place of a tenancy.
[[nodiscard]] std::vector<TenancyRow> OffersTo(const State& state, EntityId source);
/// How often they declined without a good reason.
[[nodiscard]] std::size_t DeclinedBy(const State& state, EntityId source);

[[nodiscard]] Household HouseholdOf(const RankingEntryRow& entry);
[[nodiscard]] Household HouseholdOf(const TenancyRow& tenancy);

/// The entry of the call's final list to which the dwelling is offered next: confirmed, with no offer open, not housed, and it
/// did not decline this dwelling. Zero: none. A refusal: it cannot be told whom it fits.
[[nodiscard]] std::variant<EntityId, Refusal> NextOfCall(const State& state, const Intent& intent, EntityId call,
                                                         const Sheet& sheet, EntityId dwelling, const DwellingRow& row);
/// The same for the tenancies that wait for a change, in the order of their asking.
[[nodiscard]] std::variant<EntityId, Refusal> NextForChange(const State& state, const Intent& intent, const Sheet& sheet,
                                                            EntityId dwelling, const DwellingRow& row);

}  // namespace fascicolo::engine
