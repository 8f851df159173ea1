// What the process takes of its machine: memory, and the disk that its directory is on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace fascicolo::program {

struct MachineFigures {
  std::optional<std::uint64_t> resident_bytes{};   ///< none: the system does not tell
  std::optional<std::uint64_t> disk_free_bytes{};  ///< that this process may still write
  std::optional<std::uint64_t> disk_bytes{};
};

/// As it is now; asks the system, which takes some microseconds. `folder`: the authority's directory, or a node's cache.
[[nodiscard]] MachineFigures MachineNow(const std::filesystem::path& folder);

}  // namespace fascicolo::program
