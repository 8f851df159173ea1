// One flow as XML, valid by the schemas of INPS (schemas/), as a program sends it: one beneficiary, and one benefit.
#pragma once

#include "connectors/exports/siuss/flow_book.h"
#include "connectors/exports/siuss/transmitter.h"

#include <string>

namespace fascicolo::siuss {

/// Sealed texts of a beneficiary, opened.
struct OpenedPerson {
  std::string surname;
  std::string name;
  std::string fiscal_code;
  std::string birthplace;  ///< empty: the fiscal code says it
};

/// The XML of a PS-PSA-SINA flow; kUnfitCode, kUnfitName: what was opened does not fit the schema. A flow of
/// a day before anybody was named bears the name of who was named first.
[[nodiscard]] Result<std::string, Reason> XmlOf(const Flow& flow, const BenefitRecord& record, const OpenedPerson& person,
                                                const Transmitter& transmitter);
/// The XML of a SINBA flow. `own_id`: by what the minor is known to INPS, 1 to 20 characters.
[[nodiscard]] std::string XmlOf(const Flow& flow, const MinorRecord& record, std::string_view own_id,
                                  const Transmitter& transmitter);

/// At most 36 characters, without control characters, blanks at the ends taken off; empty: nothing is left.
[[nodiscard]] std::string NameForSchema(std::string_view text);

}  // namespace fascicolo::siuss
