#include "events/proof/tree_proof.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "events/hash.h"
#include "events/tree.h"

namespace fascicolo::proof {
namespace {

using events::TreeNode;

/// How many leaves are left of the split: the largest power of two below `count`, which is 2 or more.
std::uint64_t LeftOf(std::uint64_t count) { return std::bit_floor(count - 1); }

/// MTH(D[begin:end]) of RFC 6962, for the ranges that its recursion meets.
Result<Hash> Subtree(NodeSource& nodes, std::uint64_t begin, std::uint64_t end) {
  Path perfect;  // left to right, each smaller than the one before
  while (begin < end) {
    const std::uint64_t leaves = std::bit_floor(end - begin);
    const auto level = static_cast<unsigned>(std::countr_zero(leaves));
    const auto hash = nodes.Node(level, begin >> level);
    if (!hash) return hash.error();
    perfect.push_back(*hash);
    begin += leaves;
  }
  Hash root = perfect.back();
  for (std::size_t i = perfect.size() - 1; i-- > 0;) root = TreeNode(perfect[i], root);
  return root;
}

/// Walks from the root of [0, size) towards a leaf or a boundary, and notes the siblings that it passes.
class Descent {
 public:
  Descent(NodeSource& nodes, std::uint64_t size) : nodes_(nodes), end_(size) {}

  [[nodiscard]] std::uint64_t begin() const { return begin_; }
  [[nodiscard]] std::uint64_t end() const { return end_; }
  [[nodiscard]] std::uint64_t middle() const { return begin_ + LeftOf(end_ - begin_); }
  Status GoLeft() {
    const std::uint64_t at = middle();
    Status noted = Note(at, end_);
    end_ = at;
    return noted;
  }
  Status GoRight() {
    const std::uint64_t at = middle();
    Status noted = Note(begin_, at);
    begin_ = at;
    return noted;
  }
  Status NoteHere() { return Note(begin_, end_); }
  [[nodiscard]] Path Upwards() && {
    std::reverse(path_.begin(), path_.end());
    return std::move(path_);
  }

 private:
  Status Note(std::uint64_t begin, std::uint64_t end) {
    auto hash = Subtree(nodes_, begin, end);
    if (!hash) return hash.error();
    path_.push_back(*hash);
    return {};
  }

  NodeSource& nodes_;
  std::uint64_t begin_ = 0;
  std::uint64_t end_;
  Path path_;
};

/// The way of a verifier up: `first` is the number of the node it follows, `last` that of the rightmost one.
struct Climb {
  std::uint64_t first;
  std::uint64_t last;

  void Up() {
    first >>= 1;
    last >>= 1;
  }
  [[nodiscard]] bool IsRight() const { return (first & 1) != 0; }
  /// Whether the next sibling lies to the left; a node without a sibling of its own rises first.
  bool TakesLeft() {
    if (!IsRight() && first != last) return false;
    while (!IsRight() && first != 0) Up();
    return true;
  }
};

}  // namespace

Result<Hash> RootOf(NodeSource& nodes, std::uint64_t size) {
  if (size == 0) return events::Sha256(events::ConstBytes{});
  return Subtree(nodes, 0, size);
}

Result<Path> ProveInclusion(NodeSource& nodes, std::uint64_t index, std::uint64_t size) {
  FASCICOLO_CHECK(index < size);
  Descent descent(nodes, size);
  while (descent.end() - descent.begin() > 1) {
    if (Status went = index < descent.middle() ? descent.GoLeft() : descent.GoRight(); !went) return went.error();
  }
  return std::move(descent).Upwards();
}

Result<Path> ProveConsistency(NodeSource& nodes, std::uint64_t old_size, std::uint64_t size) {
  FASCICOLO_CHECK(0 < old_size && old_size <= size);
  Descent descent(nodes, size);
  while (descent.end() != old_size) {
    if (Status went = old_size <= descent.middle() ? descent.GoLeft() : descent.GoRight(); !went) return went.error();
  }
  // What begins at 0 is the old tree itself, whose root the verifier has.
  if (descent.begin() != 0) {
    if (Status noted = descent.NoteHere(); !noted) return noted.error();
  }
  return std::move(descent).Upwards();
}

bool VerifyInclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf, const Path& path, const Hash& root) {
  if (index >= size || path.size() > kMaxPath) return false;
  Climb climb{index, size - 1};
  Hash reached = leaf;
  for (const Hash& sibling : path) {
    if (climb.last == 0) return false;
    reached = climb.TakesLeft() ? TreeNode(sibling, reached) : TreeNode(reached, sibling);
    climb.Up();
  }
  return climb.last == 0 && reached == root;
}

bool VerifyConsistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                       const Path& path) {
  if (old_size == 0 || old_size > size || path.size() > kMaxPath) return false;
  if (old_size == size) return path.empty() && old_root == root;
  if (path.empty()) return false;
  // Of a perfect old tree the root itself is where the way begins, and is left out of the proof.
  const bool is_perfect = std::has_single_bit(old_size);
  Climb climb{old_size - 1, size - 1};
  while (climb.IsRight()) climb.Up();
  Hash old_reached = is_perfect ? old_root : path.front();
  Hash reached = old_reached;
  for (std::size_t i = is_perfect ? 0 : 1; i < path.size(); ++i) {
    if (climb.last == 0) return false;
    if (climb.TakesLeft()) {
      old_reached = TreeNode(path[i], old_reached);
      reached = TreeNode(path[i], reached);
    } else {
      reached = TreeNode(reached, path[i]);
    }
    climb.Up();
  }
  return climb.last == 0 && old_reached == old_root && reached == root;
}

}  // namespace fascicolo::proof
