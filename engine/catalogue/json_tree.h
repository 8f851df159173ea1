// A JSON text as a tree: what a sheet or a rule set is read from. Stricter than JSON where leniency
// would hide a mistake (RFC 8259 leaves duplicate keys to the reader): a key that stands twice is
// an error, and a number that is not a 64-bit integer keeps its spelling and never becomes floating
// point.
#pragma once

#include "events/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

inline constexpr std::size_t kMaxDocumentBytes = 256 * 1024;  ///< a sheet travels in one commit
inline constexpr std::size_t kMaxDocumentDepth = 16;  ///< objects and lists within each other

/// One value. Of the fields below, only those that belong to `kind` mean anything.
struct JsonValue {
  enum class Kind { kNull, kFlag, kInteger, kDecimal, kText, kList, kObject };
  Kind kind = Kind::kNull;
  bool flag = false;
  std::int64_t integer = 0;
  std::string text{};  ///< of kText, in UTF-8; of kDecimal, the number as it is spelled
  /// Of kList; of kObject, the members' values in the text's order.
  std::vector<JsonValue> items{};
  std::vector<std::string> keys{};  ///< of kObject, one for each of `items`

  /// The member's value, or null when there is none or this is no object. Owned by this value.
  [[nodiscard]] const JsonValue* Find(std::string_view key) const;
};

/// Reads one JSON text in UTF-8 (RFC 8259). Errors: a syntax error with line and column (only the
/// first can be known), each key that stands twice with its JSON pointer, and the limits above.
Result<JsonValue, std::vector<FormError>> ParseJson(std::string_view json);

/// The JSON pointer (RFC 6901) of a member or of a list's item.
[[nodiscard]] std::string PointerTo(std::string_view parent, std::string_view key);
[[nodiscard]] std::string PointerTo(std::string_view parent, std::size_t index);

}  // namespace fascicolo::engine
