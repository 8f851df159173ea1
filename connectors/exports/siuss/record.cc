#include "connectors/exports/siuss/record.h"

#include <array>

namespace fascicolo::siuss {

std::string_view WordOf(Reason reason) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(kLastReason) + 1> kWords{
      "no_code",        "not_identified", "no_fiscal_code",    "only_health_code", "no_sex",      "no_birth",
      "no_citizenship", "no_residence",   "protected_address", "restricted",       "no_protocol", "no_isee",
      "no_sina",        "no_sinba",       "no_family",         "imported",         "erased",      "unfit_code",
      "unfit_name"};
  return kWords.at(static_cast<std::size_t>(reason));
}

}  // namespace fascicolo::siuss
