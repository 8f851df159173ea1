// Reading a document's objects so that one pass finds everything that is wrong: each reader below
// answers a harmless default after adding its error, so that the caller goes on; what was read
// counts only when no error was added.
#pragma once

#include "engine/catalogue/json_tree.h"
#include "engine/catalogue/words.h"
#include "engine/codes.h"
#include "events/calendar.h"
#include "events/result.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

inline constexpr std::size_t kMaxFormErrors = 100;  ///< further ones are only counted
inline constexpr std::size_t kMaxTextBytes = 500;
inline constexpr std::size_t kMaxListItems = 1'000;

/// The errors of one document, in the order in which they were found.
class FormErrors {
 public:
  void Add(std::string place, std::string problem, std::string expected);
  [[nodiscard]] bool empty() const { return errors_.empty(); }
  /// At most kMaxFormErrors; a last one says how many more there were.
  [[nodiscard]] std::vector<FormError> Take() &&;

 private:
  std::vector<FormError> errors_;
  std::size_t left_out_ = 0;
};

/// The one of `known` that `text` is probably a slip of (at most two letters wrong, missing, added
/// or swapped; one in words under five letters), the first of equals; empty when none is near.
[[nodiscard]] std::string_view NearestWord(std::string_view text,
                                           std::span<const std::string_view> known);

/// True for [a-z][a-z0-9_]* of at most kMaxCodeBytes.
[[nodiscard]] bool IsCode(std::string_view text);

/// "an integer", "a text", ...: what stands there, for the sender.
[[nodiscard]] std::string Describe(const JsonValue& value);

/// Reads a text that must satisfy `is_right`; empty after an error.
[[nodiscard]] std::string TextItem(const JsonValue& item, const std::string& place,
                                   bool (*is_right)(std::string_view), std::string_view expected,
                                   FormErrors& errors);

/// "one of a, b, c".
[[nodiscard]] std::string OneOfThese(std::span<const std::string_view> words);

/// The index of a text among the words; nothing after an error, which names them all.
[[nodiscard]] std::optional<std::size_t> IndexItem(const JsonValue& item, const std::string& place,
                                                   std::span<const std::string_view> words,
                                                   FormErrors& errors);

/// The enumerator that a text spells; nothing after an error, which names all words.
template <class Enum, std::size_t size>
[[nodiscard]] std::optional<Enum> PickItem(const JsonValue& item, const std::string& place,
                                           const std::array<Word<Enum>, size>& words,
                                           FormErrors& errors) {
  const std::optional<std::size_t> index = IndexItem(item, place, TextsOf(words), errors);
  if (!index) return std::nullopt;
  return words[*index].value;
}

/// Reads the members of one object. Every member must be asked for before RefuseOtherKeys. The
/// value and the errors must outlive the form.
class Form {
 public:
  /// Adds an error, and then reads nothing more, when `value` is no object.
  Form(const JsonValue& value, std::string place, FormErrors& errors);

  /// A member that must be there, of this kind; null after an error. `expected` describes it to the
  /// sender.
  const JsonValue* Required(std::string_view key, JsonValue::Kind kind, std::string_view expected);
  /// The same for a member that may be left out: null without an error when it is.
  const JsonValue* Optional(std::string_view key, JsonValue::Kind kind, std::string_view expected);
  /// True when the key is there, whatever its value. Counts as asking for it.
  [[nodiscard]] bool Has(std::string_view key);
  /// True when the key is there with the value null. Counts as asking for it.
  [[nodiscard]] bool IsNull(std::string_view key);

  [[nodiscard]] std::string Code(std::string_view key);
  [[nodiscard]] std::string Text(
      std::string_view key);  ///< 1..kMaxTextBytes bytes, no control characters
  /// Nothing after an error.
  [[nodiscard]] std::optional<std::int64_t> RequiredInteger(std::string_view key,
                                                            std::int64_t least, std::int64_t most);
  /// The same, with `least` after an error.
  [[nodiscard]] std::int64_t Integer(std::string_view key, std::int64_t least, std::int64_t most) {
    return RequiredInteger(key, least, most).value_or(least);
  }
  [[nodiscard]] std::optional<std::int64_t> OptionalInteger(std::string_view key,
                                                            std::int64_t least, std::int64_t most);
  [[nodiscard]] std::optional<bool> Flag(std::string_view key);  ///< nothing after an error
  /// A decimal text, in hundredths; nothing after an error.
  [[nodiscard]] std::optional<std::int64_t> Points(std::string_view key);
  /// "YYYY-MM-DD", a day that exists; nothing after an error.
  [[nodiscard]] std::optional<Day> Date(std::string_view key);
  [[nodiscard]] Label Name(std::string_view key);  ///< {"it": text, "en": text}
  [[nodiscard]] DocumentStatus Status(std::string_view key);
  /// {"law" or "act": text, "article": text}
  [[nodiscard]] Ground GroundIn(std::string_view key);
  /// A list of such.
  [[nodiscard]] std::vector<Ground> Grounds(std::string_view key, std::size_t least);
  /// [{"code", "name"}, ...], every code once.
  [[nodiscard]] std::vector<Labelled> LabelledList(std::string_view key, std::size_t least);

  /// One of the words; nothing after an error.
  template <class Enum, std::size_t size>
  [[nodiscard]] std::optional<Enum> Pick(std::string_view key,
                                         const std::array<Word<Enum>, size>& words) {
    const std::array<std::string_view, size> texts = TextsOf(words);
    const JsonValue* member = Required(key, JsonValue::Kind::kText, OneOfThese(texts));
    if (member == nullptr) return std::nullopt;
    return PickItem(*member, PlaceOf(key), words, *errors_);
  }
  /// The same, with the first word after an error: for what no other key depends on.
  template <class Enum, std::size_t size>
  [[nodiscard]] Enum OneOf(std::string_view key, const std::array<Word<Enum>, size>& words) {
    return Pick(key, words).value_or(words[0].value);
  }

  /// A list of such words, each at most once; `noun` names one in errors: "every desk once".
  template <class Enum, std::size_t size>
  [[nodiscard]] std::vector<Enum> EachOnce(std::string_view key, std::size_t least,
                                           const std::array<Word<Enum>, size>& words,
                                           std::string_view noun) {
    std::vector<Enum> picked;
    Each(key, least, [&](const JsonValue& item, const std::string& place) {
      const std::optional<Enum> value = PickItem(item, place, words, *errors_);
      if (!value) return;
      if (std::find(picked.begin(), picked.end(), *value) != picked.end()) {
        errors_->Add(place, Describe(item) + " stands twice", "every " + std::string(noun) + " once");
      }
      picked.push_back(*value);
    });
    return picked;
  }
  /// A list of texts that satisfy `is_right`, each at most once; empty texts stand for those that do not.
  [[nodiscard]] std::vector<std::string> TextsOnce(std::string_view key, std::size_t least,
                                                   bool (*is_right)(std::string_view),
                                                   std::string_view noun, std::string_view expected);

  /// A list that must be there, of `least` to kMaxListItems items; null after an error.
  const JsonValue* List(std::string_view key, std::size_t least);
  /// Calls `read(item, pointer)` for each item of such a list.
  template <class Read>
  void Each(std::string_view key, std::size_t least, Read read) {
    const JsonValue* list = List(key, least);
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
      read(list->items[i], PointerTo(PlaceOf(key), i));
    }
  }

  /// An error when the key is there: `because` ends the sentence "does not belong here: ...".
  void Refuse(std::string_view key, std::string_view because);
  /// Every key that was not asked for is unknown: an error, with the asked-for key that it
  /// resembles.
  void RefuseOtherKeys();

  void Add(std::string_view key, std::string problem, std::string expected);
  [[nodiscard]] std::string PlaceOf(std::string_view key) const { return PointerTo(place_, key); }
  [[nodiscard]] FormErrors& errors() { return *errors_; }

 private:
  std::optional<std::int64_t> Between(std::string_view key, const JsonValue* value,
                                      std::int64_t least, std::int64_t most);

  const JsonValue* value_;  ///< null when what stands here is no object
  std::string place_;
  FormErrors* errors_;
  std::vector<std::string_view> asked_;
};

}  // namespace fascicolo::engine
