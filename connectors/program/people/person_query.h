// Whom somebody searches, as typed.
#pragma once

#include "engine/identity/features.h"
#include "events/result.h"

#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

struct QueryOptions {
  std::vector<std::string> words;  ///< in any order: names, a fiscal or other code, a date of birth
  std::optional<std::string> surname;
  std::optional<std::string> name;
  std::optional<std::string> fiscal_code;
  std::optional<std::string> born;
};
inline constexpr std::size_t kMostSearchWords = 8;

/// What is asked for, once for each way in which the words may be surname and name. Errors never repeat what was typed: it
/// is somebody's name.
[[nodiscard]] Result<std::vector<engine::PersonalData>, FormError> ReadQuery(const QueryOptions& options);

}  // namespace fascicolo::program
