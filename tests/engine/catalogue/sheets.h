// Sheets that are right but for one thing, and what the reader says about them.
#pragma once

#include "engine/catalogue/sheet.h"
#include "tests/engine/catalogue/documents.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

inline constexpr std::string_view kWholeSheet = "home_care_elderly";
inline std::vector<std::string> ErrorsOf(const std::string& text) { return ErrorsIn(ParseSheet(text)); }
inline std::vector<std::string> ErrorsWith(const std::string& pointer, const nlohmann::json& value) {
  return ErrorsOf(With(kWholeSheet, pointer, value));
}
inline std::vector<std::string> ErrorsWithout(const std::string& pointer) {
  return ErrorsOf(Without(kWholeSheet, pointer));
}

}  // namespace fascicolo::engine
