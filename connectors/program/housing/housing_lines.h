// What the housing office sees of each dwelling: its state, how long it has been vacant, who comes next for it, and what is
// wrong with the tenancy in it. Read from the state, of now or of the past.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/state/state.h"

namespace fascicolo::program {

struct HousingLine {
  EntityId dwelling;
  engine::DwellingRow row;
  std::optional<int> vacant_days;  ///< none: somebody lives there
  EntityId tenancy;                ///< zero: none, or it is not told
  std::optional<engine::TenancyRow> held;
  bool is_hidden = false;          ///< somebody who lives there has a protected address: nothing of them is told
  bool is_unverified = false;      ///< the requisites were not checked within the months that the sheet says
  bool has_no_contract = false;
  std::int64_t arrears_cents = 0;  ///< rents that are due and not paid
  EntityId next;                   ///< of a final list or of those who wait for a change; zero: nobody, or it is not ready
};

/// Every dwelling, by its code in the register.
[[nodiscard]] std::vector<HousingLine> HousingLines(const engine::State& state, Day today);

}  // namespace fascicolo::program
