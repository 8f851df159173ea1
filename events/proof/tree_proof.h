// Proofs about the tree of RFC 6962 section 2.1: that a leaf is in it, and that one tree continues another. They are made
// from any source of node hashes, and verified from numbers and hashes alone (RFC 9162 sections 2.1.3 and 2.1.4).
#pragma once

#include <cstdint>
#include <vector>

#include "events/names.h"
#include "events/result.h"

namespace fascicolo::proof {

/// The hashes of perfect subtrees.
class NodeSource {
 public:
  virtual ~NodeSource() = default;
  /// Over the leaves [index << level, (index + 1) << level), all of which are in the tree. Level 0: a leaf's hash.
  virtual Result<Hash> Node(unsigned level, std::uint64_t index) = 0;
};

/// From the leaf's, or the old tree's, side up to below the root.
using Path = std::vector<Hash>;
inline constexpr std::size_t kMaxPath = 64;

/// The root over the first `size` leaves; of none SHA-256 of nothing. Failures of the source, here and below.
[[nodiscard]] Result<Hash> RootOf(NodeSource& nodes, std::uint64_t size);
/// That leaf `index` is in the tree of `size`; index < size.
[[nodiscard]] Result<Path> ProveInclusion(NodeSource& nodes, std::uint64_t index, std::uint64_t size);
/// That the tree of `size` begins with that of `old_size`; 0 < old_size <= size. Every tree begins with the empty one,
/// which there is nothing to prove about: callers treat an old size of 0 by themselves.
[[nodiscard]] Result<Path> ProveConsistency(NodeSource& nodes, std::uint64_t old_size, std::uint64_t size);

[[nodiscard]] bool VerifyInclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf, const Path& path,
                                   const Hash& root);
/// False also for an old size of 0.
[[nodiscard]] bool VerifyConsistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                                     const Path& path);

}  // namespace fascicolo::proof
