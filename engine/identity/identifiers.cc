#include "engine/identity/identifiers.h"

#include "engine/identity/fiscal_code.h"
#include "engine/identity/other_codes.h"

namespace fascicolo::engine {
namespace {

template <class Read>
std::optional<FormError> ErrorOf(const Result<Read, FormError>& read) {
  if (read) return std::nullopt;
  return read.error();
}

std::optional<FormError> HealthCodeError(std::string_view text, HealthCodeKind kind) {
  const auto read = ReadHealthCode(text);
  if (!read) return read.error();
  if (read->kind == kind) return std::nullopt;
  return FormError{"", "is a code of the other kind", kind == HealthCodeKind::kStp ? "STP..." : "ENI..."};
}

}  // namespace

std::optional<FormError> CheckIdentifierForm(schema::IdentifierKind kind, std::string_view text) {
  switch (kind) {
    case schema::IdentifierKind::fiscal_code:
      return ErrorOf(ReadFiscalCode(text));
    case schema::IdentifierKind::stp:
      return HealthCodeError(text, HealthCodeKind::kStp);
    case schema::IdentifierKind::eni:
      return HealthCodeError(text, HealthCodeKind::kEni);
    case schema::IdentifierKind::provisional:
      return ErrorOf(ReadNumericCode(text));
    default:
      break;
  }
  if (!text.empty() && text.size() <= kMaxIdentifierBytes) return std::nullopt;
  return FormError{"", text.empty() ? "is missing" : "is too long",
                   "1 to " + std::to_string(kMaxIdentifierBytes) + " bytes"};
}

}  // namespace fascicolo::engine
