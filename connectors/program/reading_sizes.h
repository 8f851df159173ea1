// How much of a log is held in memory by commands that read all of it.
#pragma once

#include <cstddef>

namespace fascicolo::program {

inline constexpr std::size_t kReadBytes = 4U << 20;   ///< of commits, polled at once
inline constexpr std::size_t kHeldBytes = 32U << 20;  ///< of folded rows, before they are written out

}  // namespace fascicolo::program
