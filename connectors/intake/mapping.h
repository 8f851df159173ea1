// A mapping: a JSON document that says how one source is read, what is kept of it, and which of its
// events mean a command to the engine. Everything else is imported as a plain fact of the source.
//
//   {
//     "name": "receipt",                        what the mapping is called
//     "source": "CoSeLoG, receipt phase",       free text naming the source; stands in every
//     imported fact "format": "xes",                          or "csv" "xes": {"case":
//     "concept:name", "activity": "concept:name", "actor": "org:resource",
//             "instant": "time:timestamp"},     all optional, with these defaults; only with format
//             xes
//     "csv": {"separator": ";", "case": "id", "activity": "step", "actor": "user", "instant": "at",
//             "instant_format": "rfc3339"},     only with format csv; separator "," ";" or tab,
//             default ",";
//                                               actor optional; instant_format as in
//                                               instant_format.h, default rfc3339
//     "attributes": {"keep": ["channel"]},      optional: attributes kept in the imported fact,
//     which is NOT sealed:
//                                               nothing that names a person
//     "rules": [                                optional; the first rule that fits an event gives
//     its command
//       {
//         "when": {                             all optional, all must hold; an absent "when" fits
//         always
//           "activity": "Intake",               or a list, of which one must be the event's
//           "first": true,                      is (true) or is not (false) the first event of its
//           case "last": true,                       likewise the last "has": ["enddate"],
//           attributes that are there and not empty "equal": [["$actor", "$attribute responsible"]]
//           pairs of texts that must be the same, not empty
//         },
//         "once": true,                         at most once in a case, then later rules are tried;
//         default false "command": "RegisterContact",         type of the engine's command
//         "fields": {                           optional: what goes into it
//           "desk": "adults_elderly",           a text: literal or reference, see below
//           "channel": {"from": "$attribute channel", "codes": {"Internet": "web"}, "otherwise":
//           null}
//         }                                     translated by a table; "otherwise" is a text, or
//         null: leave out
//       }
//     ]
//   }
//
// A text is a reference where it begins with $: "$case" (the case's id), "$activity", "$actor",
// "$instant" (RFC 3339 in UTC), "$date" (its day in Europe/Rome, YYYY-MM-DD), "$attribute NAME"
// (SourceEvent::Find). "$$" begins a literal that begins with $. A field whose reference is missing
// or empty is left out of the command.
//
// Unknown keys are refused, so that a typing error never passes for a rule.
#pragma once

#include "connectors/intake/csv_reader.h"
#include "connectors/intake/xes_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace fascicolo::intake {

inline constexpr std::size_t kMaxMappingBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kMaxRules = 256;

/// A text that may depend on the event.
struct Text {
  enum class Kind { kLiteral, kCase, kActivity, kActor, kInstant, kDate, kAttribute };
  Kind kind = Kind::kLiteral;
  std::string literal;  ///< of kLiteral; of kAttribute the attribute's name

  /// Empty where the event has no such thing.
  [[nodiscard]] std::string ValueFor(const SourceEvent& event) const;
};

/// A field of a command.
struct FieldRule {
  std::string field;
  Text text;
  bool translated =
      false;  ///< by `codes`; what they do not name becomes `otherwise`, nullopt: left out
  std::vector<std::pair<std::string, std::string>> codes;
  std::optional<std::string> otherwise;
};

/// When an event means a command, and which.
struct CommandRule {
  std::vector<std::string> activities;  ///< empty: any
  std::optional<bool> first;
  std::optional<bool> last;
  std::vector<std::string> has;
  std::vector<std::pair<Text, Text>> equal;
  bool once = false;
  std::string command;
  std::vector<FieldRule> fields;  ///< in the document's order

  /// Whether the conditions hold; says nothing about `once`.
  [[nodiscard]] bool Fits(const SourceEvent& event) const;
};

struct NamedValue {
  std::string name;
  std::string value;
  bool operator==(const NamedValue&) const = default;
};

/// What an event means to the engine, in texts; the engine's own form check comes after.
struct MappedCommand {
  std::string command;             ///< type name, for example "TakeInCharge"
  std::vector<NamedValue> fields;  ///< in the mapping's order, each name once, no value empty
};

/// A checked mapping: plain data, may be copied and shared.
struct Mapping {
  std::string name;
  std::string source;
  std::variant<XesKeys, CsvColumns> format;
  std::vector<std::string> keep;
  std::vector<CommandRule> rules;

  /// Reads and checks a document. FormError: `place` is a JSON pointer (RFC 6901), or "line N"
  /// where it is no JSON.
  [[nodiscard]] static Result<Mapping, FormError> Parse(std::string_view json);

  /// The kept attributes that the event has, in the order of `keep`; empty values are left out.
  [[nodiscard]] std::vector<NamedValue> Kept(const SourceEvent& event) const;
};

/// Parse of a file. Failure: ByteSource::Open; FormError: Parse, or more than kMaxMappingBytes.
[[nodiscard]] Result<Mapping, ReadStop> LoadMapping(const std::string& path);

/// Finds the command of each event of one reading; remembers which `once` rules a case has used
/// until the case's last event has passed. Events must come in file order, each once. One thread at
/// a time.
class Translator {
 public:
  /// `mapping` must outlive this.
  explicit Translator(const Mapping& mapping);

  /// Nothing: a plain fact of the source.
  [[nodiscard]] std::optional<MappedCommand> Lookup(const SourceEvent& event);

 private:
  const Mapping& mapping_;
  std::unordered_map<std::string, std::vector<std::uint16_t>>
      used_;  // case id -> indices of `once` rules
};

/// Reads the file at `path` as `mapping` says: ReadXes or ReadCsv.
[[nodiscard]] Result<ReadSummary, ReadStop> ReadMapped(const std::string& path,
                                                       const Mapping& mapping,
                                                       const ReadLimits& limits,
                                                       const ReadSinks& sinks);

}  // namespace fascicolo::intake
