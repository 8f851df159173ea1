// The sheets, rule sets and the calendar of schemas/catalogue/, built into the program, so that an authority can
// adopt them where no files are. Adopting is what gives them force: a program that carries them
// decides nothing by them.
#pragma once

#include <span>
#include <string_view>

namespace fascicolo::engine {

struct BuiltInDocument {
  enum class Kind { kSheet, kRuleSet, kCalendar };
  Kind kind = Kind::kSheet;
  std::string_view name;  ///< the file's, without ".json": "home_care_points-2025"
  std::string_view json;  ///< the file, byte for byte
};

/// Sheets first, then rule sets, then calendars, in the order in which engine/CMakeLists.txt names them. Lives as
/// long as the program.
[[nodiscard]] std::span<const BuiltInDocument> BuiltInCatalogue();

/// The document of that name, or null. Lives as long as the program.
[[nodiscard]] const BuiltInDocument* FindBuiltIn(std::string_view name);

}  // namespace fascicolo::engine
