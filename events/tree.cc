#include "events/tree.h"

#include <bit>

#include "events/result.h"

namespace fascicolo::events {

Hash TreeLeaf(ConstBytes bytes) {
  static constexpr std::uint8_t kTag = 0x00;
  return Sha256({ConstBytes(&kTag, 1), bytes});
}

Hash TreeNode(const Hash& left, const Hash& right) {
  static constexpr std::uint8_t kTag = 0x01;
  return Sha256({ConstBytes(&kTag, 1), ConstBytes(left.bytes), ConstBytes(right.bytes)});
}

Frontier::Frontier(std::uint64_t size, std::vector<Hash> edge)
    : size_(size), edge_(std::move(edge)) {
  FASCICOLO_CHECK(static_cast<std::size_t>(std::popcount(size_)) == edge_.size());
}

void Frontier::Append(const Hash& leaf) {
  Hash grown = leaf;
  for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
    grown = TreeNode(edge_.back(), grown);
    edge_.pop_back();
  }
  edge_.push_back(grown);
  ++size_;
}

Hash Frontier::Root() const {
  if (edge_.empty()) return Sha256(ConstBytes{});
  Hash root = edge_.back();
  for (std::size_t i = edge_.size() - 1; i-- > 0;) root = TreeNode(edge_[i], root);
  return root;
}

}  // namespace fascicolo::events
