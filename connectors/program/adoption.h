// Sheets, rule sets and the calendar on their way into the ledger.
#pragma once

#include "connectors/program/authority/node.h"
#include "engine/catalogue/built_in.h"
#include "engine/loop/request.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fascicolo::program {

/// A checked document. `json` is compact, as the ledger keeps it.
struct CatalogueDocument {
  engine::BuiltInDocument::Kind kind = engine::BuiltInDocument::Kind::kSheet;
  std::string code;
  std::string version;  ///< of a rule set
  std::string json;
};

/// Reads a sheet, or a rule set, which is told by its "criteria" or, of fees, by its "kind", or a calendar of holidays, told
/// by its "sundays". Every
/// error, with its JSON pointer.
[[nodiscard]] Result<CatalogueDocument, std::vector<FormError>> ReadCatalogueDocument(
    std::string_view json);

/// The document is in force with these very words: there is nothing to adopt.
struct AdoptedAlready {};
using Adoption = std::variant<AdoptedAlready, engine::Outcome>;

/// The command that adopts a document where the ledger goes on at `next`. The id comes from both: a document may be adopted again after
/// another took its place.
[[nodiscard]] Result<engine::Request, FormError> AdoptionRequest(Position next, const CatalogueDocument& document, const std::string& actor);

/// Adopts it, by `actor`. The node must be the writer.
[[nodiscard]] Adoption Adopt(Node& node, const CatalogueDocument& document,
                             const std::string& actor);

}  // namespace fascicolo::program
