// A JSON document (RFC 8259) in memory, read strictly and within limits, and written back.
//
// Strict: no duplicate keys, no NUL character, no whole number beyond 64 bits, valid UTF-8 only,
// nothing after the document. Errors name the place by JSON pointer (RFC 6901) or byte and never
// repeat what was handed in: it may be personal.
#pragma once

#include "events/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fascicolo::events::json {

inline constexpr std::size_t kMaxJsonBytes = 1 << 20;    ///< of one document
inline constexpr std::size_t kMaxDepth = 16;             ///< objects and arrays inside each other
inline constexpr std::size_t kMaxElements = 10'000;      ///< of one array, members of one object
inline constexpr std::size_t kMaxTextBytes = 64 * 1024;  ///< of one text field of a table

struct Member;

/// One JSON value. Members keep the order in which they were written.
struct Value {
  using Null = std::monostate;
  using Array = std::vector<Value>;
  using Object = std::vector<Member>;
  /// std::uint64_t holds only what std::int64_t cannot.
  std::variant<Null, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object> content;

  template <class T>
  [[nodiscard]] const T* As() const {
    return std::get_if<T>(&content);
  }
  [[nodiscard]] bool is_null() const { return As<Null>() != nullptr; }
};

struct Member {
  std::string key;
  Value value;
};

/// Null: `value` is no object, or has no such member.
[[nodiscard]] const Value* MemberOf(const Value& value, std::string_view key);

/// Reads one document.
[[nodiscard]] Result<Value, FormError> ParseJson(std::string_view text);

/// Writes one document whose texts are valid UTF-8: compact when `indent` is negative, else one
/// member or element a line. The same value gives the same bytes everywhere.
[[nodiscard]] std::string PrintJson(const Value& value, int indent = -1);

/// True for well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates, nothing
/// above U+10FFFF.
[[nodiscard]] bool IsUtf8(std::string_view text);

/// Appends "/token" to a JSON pointer, with ~ and / escaped, and a long token cut.
void AppendToPointer(std::string& pointer, std::string_view token);

}  // namespace fascicolo::events::json
