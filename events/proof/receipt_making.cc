#include "events/proof/receipt_making.h"

#include "events/tree.h"

namespace fascicolo::proof {
namespace {

/// The tree over a commit's leaves; there are few.
class CommitNodes final : public NodeSource {
 public:
  explicit CommitNodes(const std::vector<ConstBytes>& leaves) {
    auto& hashes = levels_.emplace_back();
    for (const ConstBytes leaf : leaves) hashes.push_back(events::TreeLeaf(leaf));
    while (levels_.back().size() > 1) AddLevel();
  }
  Result<Hash> Node(unsigned level, std::uint64_t index) override { return levels_.at(level).at(index); }

 private:
  void AddLevel() {
    const std::vector<Hash>& below = levels_.back();
    std::vector<Hash> level;
    for (std::size_t i = 0; i + 1 < below.size(); i += 2) level.push_back(events::TreeNode(below[i], below[i + 1]));
    levels_.push_back(std::move(level));
  }
  std::vector<std::vector<Hash>> levels_;
};

}  // namespace

ReceiptMaking::ReceiptMaking(ReceiptKind kind, SignedNote checkpoint, std::uint64_t size, NodeSource& nodes)
    : size_(size), nodes_(nodes) {
  receipt_.kind = kind;
  receipt_.checkpoint = std::move(checkpoint);
}

Status ReceiptMaking::Add(const events::CommitReading& commit, std::span<const std::uint32_t> numbers) {
  auto path = ProveInclusion(nodes_, commit.header().position.value, size_);
  if (!path) return path.error();
  const auto header = events::EncodeHeader(commit.header());
  ProvenCommit proven{{header.begin(), header.end()}, std::move(path).value(), {}};
  CommitNodes leaves(commit.leaves());
  for (const std::uint32_t number : numbers) {
    auto inside = ProveInclusion(leaves, number, commit.leaves().size());
    if (!inside) return inside.error();
    const ConstBytes bytes = commit.leaves().at(number);
    proven.leaves.push_back({number, {bytes.begin(), bytes.end()}, std::move(inside).value()});
  }
  receipt_.commits.push_back(std::move(proven));
  return {};
}

}  // namespace fascicolo::proof
