// Trees to prove things about: from listed leaves, by the recursion of RFC 6962 as it stands there, and one without end.
#pragma once

#include <array>
#include <bit>
#include <map>
#include <vector>

#include "events/big_endian.h"
#include "events/proof/tree_proof.h"
#include "events/proof/vectors.h"
#include "events/tree.h"

namespace fascicolo::proof {

inline std::vector<Hash> ReferenceLeaves() {
  std::vector<Hash> leaves;
  for (const auto& leaf : vectors::kLeaves) leaves.push_back(events::TreeLeaf(vectors::FromHexText(leaf)));
  return leaves;
}

inline std::array<std::uint8_t, 8> NumberedEntry(std::uint64_t number) {
  std::array<std::uint8_t, 8> entry{};
  events::PutBigEndian(entry.data(), number);
  return entry;
}

/// Leaves whose entries are the numbers of their places.
inline std::vector<Hash> NumberedLeaves(std::uint64_t count) {
  std::vector<Hash> leaves;
  for (std::uint64_t i = 0; i < count; ++i) leaves.push_back(events::TreeLeaf(NumberedEntry(i)));
  return leaves;
}

/// MTH(D[begin:end]), as RFC 6962 section 2.1 says it.
inline Hash PlainRoot(const std::vector<Hash>& leaves, std::size_t begin, std::size_t end) {
  if (end - begin == 1) return leaves[begin];
  const std::size_t left = std::bit_floor(end - begin - 1);
  return events::TreeNode(PlainRoot(leaves, begin, begin + left), PlainRoot(leaves, begin + left, end));
}

class ListedNodes final : public NodeSource {
 public:
  explicit ListedNodes(std::vector<Hash> leaves) : leaves_(std::move(leaves)) {}
  Result<Hash> Node(unsigned level, std::uint64_t index) override {
    const std::uint64_t begin = index << level;
    const std::uint64_t end = (index + 1) << level;
    if (end > leaves_.size()) return Failure{FailureCode::kNotFound, "beyond the leaves"};
    return PlainRoot(leaves_, begin, end);
  }

 private:
  std::vector<Hash> leaves_;
};

/// A tree whose leaves are all the same, so that every level has one hash.
class EndlessNodes final : public NodeSource {
 public:
  Result<Hash> Node(unsigned level, std::uint64_t) override {
    while (levels_.size() <= level) levels_.push_back(events::TreeNode(levels_.back(), levels_.back()));
    return levels_[level];
  }

 private:
  std::vector<Hash> levels_{events::TreeLeaf(NumberedEntry(0))};
};

}  // namespace fascicolo::proof
