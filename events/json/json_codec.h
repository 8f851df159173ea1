// FlatBuffers to JSON and back, driven by a binary schema (flatc -b --schema --bfbs-builtins).
//
// Forms, by type and by the attributes that schemas/base.fbs declares:
//
//   bool               true, false
//   integers           a JSON integer in the type's range; 64 bits are not cut to a double's 53
//   enum               its name: "urgent"
//   int (date)         "2025-03-31", as events/calendar.h reads and writes it
//   long (instant)     "2025-03-31T10:00:00Z"; read with any offset
//   long (cents)       "1234.56"; read with up to two decimals; never a number
//   long (points)      hundredths: "7.5", "7"; read with up to two decimals; never a number
//   string             text: UTF-8 without NUL, at most kMaxTextBytes
//   string (json_text) any JSON document, in place; the string holds it compact, in the order given
//   struct of n bytes  2n hexadecimal digits; dashes are ignored (UUID form)
//   [ubyte]            base64 (RFC 4648 section 4, padded)
//   other vectors      an array of at most kMaxElements, without null
//   table              an object
//   union              {"type": "RegisterContact", ...its fields}
//
// Floating point has no form: a schema that uses it is refused.
//
// Absent: a field that is missing or null is not stored; neither is what means the same, an empty
// text or vector, a struct of zeros, an empty base64. Decoding leaves absent fields out, except
// that plain numbers, money, points, bools and enums are always written (an enum's `none` is not).
// A date or instant equal to its default cannot be told from an absent one and is refused.
// `(needed)` fields must be given, and not as something that means absent, nor as `none`.
// Deprecated fields do not exist here; fields of a newer schema are left out, and so are sealed
// ones: whoever opens them puts them in.
#pragma once

#include "events/json/value.h"
#include "events/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::events::json {

struct Model;

inline constexpr std::size_t kMaxTables = 1'000;          ///< in one document that is read
inline constexpr std::size_t kMaxShownTables = 4'096;     ///< in one buffer: all that a leaf may hold (events/body.h)
inline constexpr std::size_t kMaxDecodedBytes = 4 << 20;  ///< of the values of one decoded buffer

/// A text that was marked `sealed` and did not enter the buffer. Personal: it must not reach a log
/// or an error.
struct SealedText {
  std::string path;   ///< JSON pointer of the field: "/payload/surname"
  std::string owner;  ///< the attribute's value, whose text it is: "person"
  std::string text;
};

struct Encoded {
  /// Finished, its root is the named table. The same JSON gives the same bytes.
  std::vector<std::uint8_t> buffer;
  std::vector<SealedText> sealed;  ///< in the order of the fields' ids
};

/// Immutable; may be copied, and used by several threads at once.
class JsonCodec {
 public:
  /// Does not keep `bfbs`. kDamaged when it is no schema or uses a type without a form.
  static Result<JsonCodec> FromSchema(std::span<const std::uint8_t> bfbs);

  /// True when the schema has the table `name` ("fascicolo.schema.Command").
  [[nodiscard]] bool Knows(std::string_view name) const;

  /// Reads the JSON form of `table`, which the schema must know. The error names the first fault
  /// that is found and repeats nothing of the input but keys.
  [[nodiscard]] Result<Encoded, FormError> Encode(std::string_view table,
                                                  std::string_view json) const;
  /// The same from a document already read.
  [[nodiscard]] Result<Encoded, FormError> Encode(std::string_view table, const Value& json) const;

  /// Writes the JSON form of a finished `buffer` whose root is `table`, keys in the order of the
  /// fields' ids. Every offset is verified before it is followed, so any bytes may be handed in.
  /// kDamaged when they are no such buffer, kTooNew when they hold an enum value or a union member
  /// that the schema does not know, kTooLarge beyond kMaxDepth, kMaxShownTables, kMaxElements
  /// or kMaxDecodedBytes.
  [[nodiscard]] Result<std::string> Decode(std::string_view table,
                                           std::span<const std::uint8_t> buffer,
                                           int indent = -1) const;
  /// The same, not yet written.
  [[nodiscard]] Result<Value> DecodeValue(std::string_view table,
                                          std::span<const std::uint8_t> buffer) const;

 private:
  explicit JsonCodec(std::shared_ptr<const Model> model) : model_(std::move(model)) {}

  std::shared_ptr<const Model> model_;
};

}  // namespace fascicolo::events::json
