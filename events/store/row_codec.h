// How rows become bytes: values by EncodeRow/DecodeRow, keys by KeyWriter/KeyReader. Both are
// deterministic: equal content gives equal bytes on every machine, so digests over rows can be
// compared.
//
// A row is a struct that lists its fields once:
//
//     struct CaseRow {
//       EntityId worker;
//       std::optional<Day> closed_on;
//       template <class V> void Visit(V& v) { v(worker, closed_on); }
//     };
//
// The order in Visit is the format. Fields are only ever added at the end, and none is taken away:
// a row written before a field was there ends early, and the field keeps its default.
//
// Format. Integers, bools, enums, Count: LEB128 varint, least significant group first, shortest
// form only; signed ones, Day and Instant zigzag first
// (https://protobuf.dev/programming-guides/encoding/#signed-ints). Id, Hash: their bytes.
// std::string, nested rows: byte length, then bytes. std::vector: number of elements, then
// elements. std::optional: 0, or 1 and the value. A row must not contain itself, not even through a
// vector.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "events/big_endian.h"
#include "events/calendar.h"
#include "events/names.h"

namespace fascicolo::store {

/// Integers whose sign and width do not depend on the machine's idea of a character.
template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, char> && !std::same_as<T, wchar_t>;

/// Id and Hash: a fixed number of bytes.
template <class T>
concept FixedBytes = requires(T named) {
  named.bytes.data();
  requires std::same_as<std::remove_cvref_t<decltype(named.bytes[0])>, std::uint8_t>;
};

/// Accepts fields and does nothing: shows to `ListsFields` what a Visit can be called with.
struct FieldVisitor {
  template <class... Fields>
  void operator()(Fields&...) {}
};
template <class T>
concept ListsFields = std::is_class_v<T> && requires(T& row, FieldVisitor& visitor) {
  row.Visit(visitor);
};

void AppendVarint(std::uint64_t number, std::string& out);
/// Takes one varint off the front of `rest`; false when it is cut off, above 64 bits or not in its
/// shortest form.
[[nodiscard]] bool TakeVarint(std::string_view& rest, std::uint64_t& number);

constexpr std::uint64_t ZigZag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
constexpr std::int64_t UnZigZag(std::uint64_t bits) {
  return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
}

/// The visitor that appends each field to `out`. Use EncodeRow.
class RowWriter {
 public:
  explicit RowWriter(std::string& out) : out_(out) {}

  template <class... Fields>
  void operator()(const Fields&... fields) {
    (Write(fields), ...);
  }

  template <ListsFields Row>
  void WriteFields(const Row& row) {
    // Visit is written once, for both ways, and so is not const; this visitor takes every field as
    // const.
    const_cast<Row&>(row).Visit(*this);
  }

 private:
  template <WholeNumber T>
  void Write(T number) {
    if constexpr (std::is_signed_v<T>) {
      AppendVarint(ZigZag(number), out_);
    } else {
      AppendVarint(number, out_);
    }
  }
  template <class T>
    requires std::is_enum_v<T>
  void Write(T choice) {
    Write(static_cast<std::underlying_type_t<T>>(choice));
  }
  template <FixedBytes T>
  void Write(const T& named) {
    out_.append(reinterpret_cast<const char*>(named.bytes.data()), named.bytes.size());
  }
  template <class Tag>
  void Write(Count<Tag> count) {
    Write(count.value);
  }
  void Write(Day day) { Write(day.days); }
  void Write(Instant instant) { Write(instant.micros); }
  void Write(const std::string& text) {
    Write(text.size());
    out_ += text;
  }
  template <class T>
  void Write(const std::optional<T>& optional) {
    Write(optional.has_value());
    if (optional) Write(*optional);
  }
  template <class T>
  void Write(const std::vector<T>& list) {
    Write(list.size());
    for (const T& element : list) Write(element);
  }
  template <ListsFields Row>
  void Write(const Row& nested) {
    const std::size_t start = out_.size();
    WriteFields(nested);
    std::string length;
    AppendVarint(out_.size() - start, length);
    out_.insert(start, length);
  }

  std::string& out_;
};

/// The visitor that takes each field off the front of `bytes`. Use DecodeRow.
class RowReader {
 public:
  explicit RowReader(std::string_view bytes) : rest_(bytes) {}

  template <class... Fields>
  void operator()(Fields&... fields) {
    (ReadUnlessAtEnd(fields), ...);
  }

  /// True when every field so far was well formed and nothing is left over.
  [[nodiscard]] bool complete() const { return well_formed_ && rest_.empty(); }

 private:
  template <class T>
  void ReadUnlessAtEnd(T& field) {
    if (well_formed_ && !rest_.empty()) well_formed_ = Read(field);
  }

  template <WholeNumber T>
  bool Read(T& number) {
    std::uint64_t bits = 0;
    if (!TakeVarint(rest_, bits)) return false;
    if constexpr (std::is_signed_v<T>) {
      const std::int64_t wide = UnZigZag(bits);
      number = static_cast<T>(wide);
      return wide >= std::numeric_limits<T>::min() && wide <= std::numeric_limits<T>::max();
    } else {
      number = static_cast<T>(bits);
      return bits <= std::numeric_limits<T>::max();
    }
  }
  template <class T>
    requires std::is_enum_v<T>
  bool Read(T& choice) {
    std::underlying_type_t<T> number{};
    const bool read = Read(number);
    choice = static_cast<T>(number);
    return read;
  }
  template <FixedBytes T>
  bool Read(T& named) {
    if (rest_.size() < named.bytes.size()) return false;
    rest_.copy(reinterpret_cast<char*>(named.bytes.data()), named.bytes.size());
    rest_.remove_prefix(named.bytes.size());
    return true;
  }
  template <class Tag>
  bool Read(Count<Tag>& count) {
    return Read(count.value);
  }
  bool Read(Day& day) { return Read(day.days); }
  bool Read(Instant& instant) { return Read(instant.micros); }
  bool Read(std::string& text) {
    std::string_view piece;
    if (!TakePiece(piece)) return false;
    text = piece;
    return true;
  }
  template <class T>
  bool Read(std::optional<T>& optional) {
    bool present = false;
    if (!Read(present)) return false;
    optional.reset();
    return !present || Read(optional.emplace());
  }
  template <class T>
  bool Read(std::vector<T>& list) {
    std::uint64_t count = 0;
    if (!TakeVarint(rest_, count)) return false;
    if (count > rest_.size()) return false;  // every element takes a byte or more
    list.clear();
    for (; count > 0; --count) {
      T element{};
      if (!Read(element)) return false;
      list.push_back(std::move(element));
    }
    return true;
  }
  template <ListsFields Row>
  bool Read(Row& nested) {
    std::string_view piece;
    if (!TakePiece(piece)) return false;
    RowReader inner(piece);
    nested.Visit(inner);
    return inner.complete();
  }
  /// A byte length and that many bytes.
  [[nodiscard]] bool TakePiece(std::string_view& piece);

  std::string_view rest_;
  bool well_formed_ = true;
};

/// Replaces the content of `out` (whose memory is used again) by the row's bytes.
template <ListsFields Row>
void EncodeRow(const Row& row, std::string& out) {
  out.clear();
  RowWriter(out).WriteFields(row);
}
template <ListsFields Row>
[[nodiscard]] std::string EncodeRow(const Row& row) {
  std::string out;
  EncodeRow(row, out);
  return out;
}

/// Replaces `row` by what `bytes` say. False, and `row` holds anything, when the bytes are
/// malformed, or go on after the last field. Never reads outside `bytes`, and allocates in
/// proportion to them only. An enum may come out with a value that has no name.
template <ListsFields Row>
[[nodiscard]] bool DecodeRow(std::string_view bytes, Row& row) {
  row = Row{};
  RowReader reader(bytes);
  row.Visit(reader);
  return reader.complete();
}

/// A number in a key: as wide as its type, the sign bit turned, so that negative ones come first.
template <WholeNumber T>
using KeyBits = std::make_unsigned_t<std::conditional_t<std::same_as<T, bool>, std::uint8_t, T>>;
template <WholeNumber T>
inline constexpr auto kKeySign =
    static_cast<KeyBits<T>>(std::is_signed_v<T> ? std::uint64_t{1} << (8 * sizeof(T) - 1) : 0);

/// Builds a key: the table's byte, then pieces, so that byte order is the order of the pieces, the
/// first one first. Numbers and enums take the width of their type, big-endian, signed ones with
/// the sign bit turned; Count and Instant take 8 bytes, Day 4, Id 16, Hash 32. Text ends with 00
/// 01, and a zero byte in it becomes 00 FF.
class KeyWriter {
 public:
  explicit KeyWriter(std::uint8_t table) : key_(1, static_cast<char>(table)) {}
  template <class Table>
    requires std::is_enum_v<Table> && (sizeof(Table) == 1)
  explicit KeyWriter(Table table) : KeyWriter(static_cast<std::uint8_t>(table)) {}

  template <WholeNumber T>
  KeyWriter& Add(T number) {
    using Bits = KeyBits<T>;
    std::uint8_t piece[sizeof(Bits)];
    events::PutBigEndian(piece, static_cast<Bits>(static_cast<Bits>(number) ^ kKeySign<T>));
    return AddRest({reinterpret_cast<const char*>(piece), sizeof piece});
  }
  template <class T>
    requires std::is_enum_v<T>
  KeyWriter& Add(T choice) {
    return Add(static_cast<std::underlying_type_t<T>>(choice));
  }
  template <FixedBytes T>
  KeyWriter& Add(const T& named) {
    return AddRest({reinterpret_cast<const char*>(named.bytes.data()), named.bytes.size()});
  }
  template <class Tag>
  KeyWriter& Add(Count<Tag> count) {
    return Add(count.value);
  }
  KeyWriter& Add(Day day) { return Add(day.days); }
  KeyWriter& Add(Instant instant) { return Add(instant.micros); }
  KeyWriter& Add(std::string_view text);
  /// Bytes as they are. Only as the last piece: nothing marks their end.
  KeyWriter& AddRest(std::string_view bytes) {
    key_ += bytes;
    return *this;
  }

  [[nodiscard]] std::string_view view() const { return key_; }
  /// The key; the writer is spent.
  [[nodiscard]] std::string Take() { return std::move(key_); }

 private:
  std::string key_;
};

/// Takes a key apart, with the same types in the same order. The key must outlive it.
class KeyReader {
 public:
  explicit KeyReader(std::string_view key)
      : table_(key.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(key.front())),
        rest_(key.substr(key.empty() ? 0 : 1)) {}

  /// 0 for an empty key.
  [[nodiscard]] std::uint8_t table() const { return table_; }

  /// Each Read is false, and takes nothing, when the key does not go on with such a piece.
  template <WholeNumber T>
  [[nodiscard]] bool Read(T& number) {
    using Bits = KeyBits<T>;
    if (rest_.size() < sizeof(Bits)) return false;
    const auto* from = reinterpret_cast<const std::uint8_t*>(rest_.data());
    const auto bits = events::GetBigEndian<Bits>(from);
    if constexpr (std::same_as<T, bool>) {
      if (bits > 1) return false;
    }
    number = static_cast<T>(static_cast<Bits>(bits ^ kKeySign<T>));
    rest_.remove_prefix(sizeof bits);
    return true;
  }
  template <class T>
    requires std::is_enum_v<T>
  [[nodiscard]] bool Read(T& choice) {
    std::underlying_type_t<T> number{};
    if (!Read(number)) return false;
    choice = static_cast<T>(number);
    return true;
  }
  template <FixedBytes T>
  [[nodiscard]] bool Read(T& named) {
    if (rest_.size() < named.bytes.size()) return false;
    rest_.copy(reinterpret_cast<char*>(named.bytes.data()), named.bytes.size());
    rest_.remove_prefix(named.bytes.size());
    return true;
  }
  template <class Tag>
  [[nodiscard]] bool Read(Count<Tag>& count) {
    return Read(count.value);
  }
  [[nodiscard]] bool Read(Day& day) { return Read(day.days); }
  [[nodiscard]] bool Read(Instant& instant) { return Read(instant.micros); }
  [[nodiscard]] bool Read(std::string& text);

  /// What has not been read yet.
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  std::uint8_t table_;
  std::string_view rest_;
};

/// The smallest key after every key that starts with `prefix`; empty when there is none (only 0xFF
/// bytes, or nothing).
[[nodiscard]] std::string PrefixEnd(std::string_view prefix);

}  // namespace fascicolo::store
