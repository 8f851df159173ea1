// The region of a municipality, by the first three of ISTAT's six digits, which are its province's.
//
// Source: ISTAT, "Codici statistici delle unità amministrative territoriali"; the codes of provinces that were
// abolished or renumbered since 2005 are kept, because residences were recorded under them.
#pragma once

#include <string_view>

namespace fascicolo::siuss {

/// Two digits: "20" for Sardinia; empty: no such province.
[[nodiscard]] std::string_view RegionOf(std::string_view municipality);

}  // namespace fascicolo::siuss
