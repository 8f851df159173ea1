// One run of fascicolo-verify.
#pragma once

#include <ostream>

namespace fascicolo::verifier {

inline constexpr int kExitHolds = 0;
inline constexpr int kExitDoesNotHold = 1;
inline constexpr int kExitUsage = 2;

/// Reads the words of the command line; what holds goes to `out`, all else to `err`.
int Run(int count, const char* const* words, std::ostream& out, std::ostream& err);

}  // namespace fascicolo::verifier
