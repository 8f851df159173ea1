// A mapping: a JSON document that says how one source is read, what is kept of it, and which of its
// events mean a command to the engine. Everything else is imported as a plain fact of the source.
//
//   {
//     "name": "receipt",
//     "source": "CoSeLoG, receipt phase",
//     "format": "xes",
//     "xes": {"case": "concept:name", "activity": "concept:name",
//             "actor": "org:resource", "instant": "time:timestamp"},
//     "csv": {"separator": ";", "case": "id", "activity": "step", "actor": "user",
//             "instant": "at", "instant_format": "rfc3339"},
//     "attributes": {"keep": ["channel"]},
//     "rules": [
//       {
//         "when": {"activity": "Intake", "first": true, "last": false, "has": ["enddate"],
//                  "equal": [["$actor", "$attribute responsible"]]},
//         "once": true,
//         "command": "RegisterContact",
//         "fields": {
//           "desk": "adults_elderly",
//           "channel": {"from": "$attribute channel", "codes": {"Internet": "web"},
//                       "otherwise": null}
//         }
//       }
//     ]
//   }
//
// name        what the mapping is called. Required.
// source      free text naming the source; stands in every imported fact. Required.
// format      "xes" or "csv". Required.
// xes         only with format xes; each key is optional, with the default shown.
// csv         only with format csv, and required there. separator: "," (default) ";" or tab; actor:
//             optional; instant_format: see instant_format.h, default "rfc3339".
// attributes  optional. keep: the attributes that an imported fact keeps. Facts are NOT sealed,
//             so keep nothing that names a person.
// rules       optional. The first rule that fits an event gives its command.
//   when      optional, all of it; every condition given must hold.
//     activity  the event's; a list: one of these
//     first     true: it is the first event of its case; false: it is not
//     last      likewise the last
//     has       attributes that are there and not empty
//     equal     pairs of texts that are the same and not empty
//   once      true: at most once in a case; then later rules are tried. Default false.
//   command   the type of the engine's command. Required.
//   fields    optional: what goes into it; for each field a text, or a translation: what `from`
//             gives becomes what `codes` says, anything else (also nothing) `otherwise`, which is
//             a text, or null to leave the field out.
//
// A text is a reference where it begins with $: "$case" (the case's id), "$activity", "$actor",
// "$instant" (RFC 3339 in UTC), "$date" (its day in Europe/Rome, YYYY-MM-DD), "$attribute NAME"
// (SourceEvent::Find). "$$" begins a literal that begins with $. A field whose reference is missing
// or empty is left out of the command.
//
// Unknown and repeated keys are refused, so that a typing error never passes for a rule.
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

/// What an event means to the engine, in texts; the engine's own form check comes after. What no
/// source can know, as the case's id in the ledger, is for the caller to add.
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
