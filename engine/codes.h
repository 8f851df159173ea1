// Codes: the words by which sheets, rule sets, inputs and reasons are named.
#pragma once

#include <cstddef>

namespace fascicolo::engine {

inline constexpr std::size_t kMaxCodeBytes = 64;

}  // namespace fascicolo::engine
