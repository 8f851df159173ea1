// From an event of a foreign history to the command that imports it.
#pragma once

#include "connectors/intake/mapping.h"
#include "engine/loop/request.h"
#include "events/json/value.h"

#include <string>
#include <unordered_map>

namespace fascicolo::program {

/// 16 bytes of SHA-256("fascicolo import" || source || 0 || case || 0 || ordinal in the case): a
/// second reading of the same file makes the same commands, which the ledger takes once.
[[nodiscard]] CommandId ImportCommandId(const std::string& source, const std::string& case_id,
                                        std::uint64_t ordinal);

/// The built-in mapping of that name ("receipt" or "receipt.json"); empty: none.
[[nodiscard]] std::string_view BuiltInMapping(std::string_view name);
/// A path, or else a built-in name.
[[nodiscard]] Result<intake::Mapping, intake::ReadStop> FindMapping(const std::string& name);

/// A command in both its forms.
struct ImportedCommand {
  events::json::Value document;  ///< without an actor: whoever hands it in is that
  engine::Request request;       ///< its actor: "import"
};

/// Translates the events of one reading, in file order. One thread.
class FactImporter {
 public:
  /// `mapping` must outlive it.
  explicit FactImporter(const intake::Mapping& mapping) : mapping_(mapping), translator_(mapping) {}

  /// The case is the entity that the case's first readable event creates, so that a RegisterContact
  /// behind that event creates this very case. FormError: what the mapping makes of the event is no
  /// well-formed command.
  [[nodiscard]] Result<ImportedCommand, FormError> CommandFor(const intake::SourceEvent& event);

 private:
  [[nodiscard]] EntityId CaseOf(const intake::SourceEvent& event, CommandId command);

  const intake::Mapping& mapping_;
  intake::Translator translator_;
  std::unordered_map<std::string, EntityId> cases_;
};

}  // namespace fascicolo::program
