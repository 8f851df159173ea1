// People who do not exist: surnames and names are made up, and the birthplace Z999 is no place's
// code, so that no fiscal code made here can be a real person's.
#pragma once

#include "connectors/simulator/chance.h"
#include "engine/identity/fiscal_code.h"
#include "events/calendar.h"

#include <string>
#include <string_view>

namespace fascicolo::simulator {

inline constexpr std::string_view kNowhere = "Z999";  ///< birthplace in every fiscal code
/// Every narrative text that goes with an invented person begins with this.
inline constexpr std::string_view kInventedMark = "Persona inventata: ";

struct InventedPerson {
  std::string surname;
  std::string name;
  engine::Sex sex = engine::Sex::kFemale;
  Day born;
  std::string fiscal_code;
};

/// Somebody who is `least_age` to `most_age` years old on `today`.
[[nodiscard]] InventedPerson InventPerson(Chance& chance, Day today, int least_age, int most_age);

/// An Italian account by its form and check digits, of a bank 00000 that does not exist.
[[nodiscard]] std::string InventIban(Chance& chance);

/// Full years on `today`.
[[nodiscard]] int AgeOn(Day today, Day born);

}  // namespace fascicolo::simulator
