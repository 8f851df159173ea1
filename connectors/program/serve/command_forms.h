// The form of each command as JSON Schema, out of the schemas by which commands are read: so that any front end can
// draw it.
#pragma once

#include "connectors/cli/json_form.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// Every command that a client may hand in, in the order of the schema.
[[nodiscard]] std::vector<std::string> CommandNames();

/// The fields of its payload that name what it is about, without which it is malformed: "case_file", "unit".
[[nodiscard]] std::vector<std::string> NeededIds(std::string_view type);

/// Writes schemas that are both JSON Schema 2020-12 and OpenAPI 3.0's: "x-label" has the label in Italian and English
/// of each field and command, "x-labels" those of the words of an enumeration that have some, "x-personal" marks what
/// is sealed.
class FormWriter {
 public:
  /// `references`: before the names of definitions, "#/$defs/".
  explicit FormWriter(std::string references) : references_(std::move(references)) {}

  /// Of a command as it is handed in, its payload of one type. None: no client hands it in.
  [[nodiscard]] std::optional<cli::Value> Command(std::string_view type);
  /// Of any command.
  [[nodiscard]] cli::Value AnyCommand();
  /// The definitions that were referred to so far, by name.
  [[nodiscard]] cli::Value Definitions();

 private:
  [[nodiscard]] cli::Value Envelope(cli::Value payload);
  [[nodiscard]] cli::Value ReferenceTo(const std::string& name) const;
  [[nodiscard]] cli::Value ReferenceToTable(std::size_t table);
  [[nodiscard]] cli::Value ReferenceToPayload(std::string_view type);
  [[nodiscard]] cli::Value ReferenceToUnion(std::size_t members);

  struct Writing;
  std::string references_;
  std::set<std::string> payloads_;  ///< types of commands that are referred to
  std::set<std::size_t> tables_;    ///< those within
  std::set<std::pair<std::size_t, std::string>> members_;  ///< of unions within: table, and the type that names it
};

}  // namespace fascicolo::program
