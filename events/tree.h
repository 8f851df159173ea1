// The append-only Merkle tree of RFC 6962 section 2.1, as its right edge: enough to append and to know the root.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "events/hash.h"

namespace fascicolo::events {

/// SHA-256(0x00 || bytes).
[[nodiscard]] Hash TreeLeaf(ConstBytes bytes);
/// SHA-256(0x01 || left || right).
[[nodiscard]] Hash TreeNode(const Hash& left, const Hash& right);

/// The roots of the perfect subtrees that a tree of `size` leaves consists of, largest first.
class Frontier {
 public:
  Frontier() = default;
  /// Takes up a stored frontier; `edge` must hold as many hashes as `size` has one bits.
  Frontier(std::uint64_t size, std::vector<Hash> edge);

  void Append(const Hash& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] const std::vector<Hash>& edge() const { return edge_; }
  /// The tree's root; of an empty tree SHA-256 of nothing.
  [[nodiscard]] Hash Root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> edge_;
};

}  // namespace fascicolo::events
