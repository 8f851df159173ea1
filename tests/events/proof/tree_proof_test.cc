#include "events/proof/tree_proof.h"

#include <gtest/gtest.h>

#include <random>

#include "events/proof/trees.h"
#include "events/proof/vectors.h"

namespace fascicolo::proof {
namespace {

using vectors::HashesOf;
using vectors::HashOf;

Path Inclusion(NodeSource& nodes, std::uint64_t index, std::uint64_t size) {
  auto path = ProveInclusion(nodes, index, size);
  EXPECT_TRUE(path);
  return *path;
}
Path Consistency(NodeSource& nodes, std::uint64_t old_size, std::uint64_t size) {
  auto path = ProveConsistency(nodes, old_size, size);
  EXPECT_TRUE(path);
  return *path;
}

TEST(TreeProof, GivesTheReferenceProofs) {
  ListedNodes nodes(ReferenceLeaves());
  EXPECT_EQ(Inclusion(nodes, 5, 8), HashesOf(vectors::kInclusionOf5In8));
  EXPECT_EQ(Consistency(nodes, 3, 8), HashesOf(vectors::kConsistencyOf3In8));
  EXPECT_EQ(Consistency(nodes, 6, 8), HashesOf(vectors::kConsistencyOf6In8));
}

TEST(TreeProof, GivesTheReferenceProofsOf600Leaves) {
  ListedNodes nodes(NumberedLeaves(600));
  EXPECT_EQ(*RootOf(nodes, 600), HashOf(vectors::k600Root));
  EXPECT_EQ(Inclusion(nodes, 300, 600), HashesOf(vectors::k600InclusionOf300));
  EXPECT_EQ(Consistency(nodes, 256, 600), HashesOf(vectors::k600ConsistencyOf256));
  EXPECT_EQ(Consistency(nodes, 511, 600), HashesOf(vectors::k600ConsistencyOf511));
}

TEST(TreeProof, KnowsTheReferenceRoots) {
  ListedNodes nodes(ReferenceLeaves());
  for (std::uint64_t size = 0; size <= 8; ++size) EXPECT_EQ(*RootOf(nodes, size), HashOf(vectors::kRoots[size]));
}

constexpr std::uint64_t kAllSizes = 40;

TEST(TreeProof, OfInclusionHoldsForEveryLeafOfEverySize) {
  const auto leaves = NumberedLeaves(kAllSizes);
  ListedNodes nodes(leaves);
  for (std::uint64_t size = 1; size <= kAllSizes; ++size) {
    const Hash root = PlainRoot(leaves, 0, size);
    EXPECT_EQ(*RootOf(nodes, size), root);
    for (std::uint64_t index = 0; index < size; ++index) {
      const Path path = Inclusion(nodes, index, size);
      ASSERT_TRUE(VerifyInclusion(index, size, leaves[index], path, root)) << index << " in " << size;
    }
  }
}

TEST(TreeProof, OfConsistencyHoldsForEveryTwoSizes) {
  const auto leaves = NumberedLeaves(kAllSizes);
  ListedNodes nodes(leaves);
  for (std::uint64_t size = 1; size <= kAllSizes; ++size) {
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
      const Path path = Consistency(nodes, old_size, size);
      ASSERT_TRUE(VerifyConsistency(old_size, PlainRoot(leaves, 0, old_size), size, PlainRoot(leaves, 0, size), path))
          << old_size << " in " << size;
    }
  }
}

/// The same claim with one thing changed.
std::vector<Path> Spoilt(const Path& path) {
  std::vector<Path> spoilt;
  for (std::size_t i = 0; i < path.size(); ++i) {
    spoilt.push_back(path);
    spoilt.back()[i].bytes[i % 32] ^= 0x10;
    spoilt.push_back(path);
    spoilt.back().erase(spoilt.back().begin() + static_cast<std::ptrdiff_t>(i));
    if (i > 0 && path[i] != path[i - 1]) {
      spoilt.push_back(path);
      std::swap(spoilt.back()[i], spoilt.back()[i - 1]);
    }
  }
  spoilt.push_back(path);
  spoilt.back().emplace_back();
  spoilt.emplace_back(65, Hash{});
  return spoilt;
}

TEST(TreeProof, OfInclusionWithAnyOneThingWrongIsNone) {
  const auto leaves = NumberedLeaves(21);
  ListedNodes nodes(leaves);
  for (const std::uint64_t size : {1U, 2U, 7U, 8U, 13U, 21U}) {
    const Hash root = PlainRoot(leaves, 0, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const Path path = Inclusion(nodes, index, size);
      for (const Path& wrong : Spoilt(path)) EXPECT_FALSE(VerifyInclusion(index, size, leaves[index], wrong, root));
      for (std::uint64_t other = 0; other < size + 2; ++other) {
        if (other == index) continue;
        EXPECT_FALSE(VerifyInclusion(other, size, leaves[index], path, root));
      }
      EXPECT_EQ(VerifyInclusion(index, size, root, path, leaves[index]), size == 1) << "swapped";
      EXPECT_FALSE(VerifyInclusion(index, size, leaves[index], path, Hash{}));
    }
    EXPECT_FALSE(VerifyInclusion(size, size, leaves[0], {}, root));
  }
}

TEST(TreeProof, OfConsistencyWithAnyOneThingWrongIsNone) {
  const auto leaves = NumberedLeaves(21);
  ListedNodes nodes(leaves);
  for (const std::uint64_t size : {2U, 7U, 8U, 13U, 21U}) {
    const Hash root = PlainRoot(leaves, 0, size);
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
      const Hash old_root = PlainRoot(leaves, 0, old_size);
      const Path path = Consistency(nodes, old_size, size);
      for (const Path& wrong : Spoilt(path)) EXPECT_FALSE(VerifyConsistency(old_size, old_root, size, root, wrong));
      EXPECT_FALSE(VerifyConsistency(old_size, Hash{}, size, root, path));
      EXPECT_FALSE(VerifyConsistency(old_size, old_root, size, Hash{}, path));
      EXPECT_FALSE(VerifyConsistency(size + 1, old_root, size, root, path));
    }
  }
}

TEST(TreeProof, OfConsistencyWithTheEmptyTreeIsTheCallersAffair) {
  const auto leaves = NumberedLeaves(2);
  EXPECT_FALSE(VerifyConsistency(0, HashOf(vectors::kRoots[0]), 2, PlainRoot(leaves, 0, 2), {}));
}

TEST(TreeProof, HoldsInATreeOfMillions) {
  EndlessNodes nodes;
  std::mt19937_64 chance(62);
  for (int round = 0; round < 200; ++round) {
    const std::uint64_t size = 1 + chance() % (std::uint64_t{1} << 40);
    const std::uint64_t index = chance() % size;
    const std::uint64_t old_size = 1 + chance() % size;
    const Hash root = *RootOf(nodes, size);
    EXPECT_TRUE(VerifyInclusion(index, size, *nodes.Node(0, index), Inclusion(nodes, index, size), root));
    EXPECT_TRUE(
        VerifyConsistency(old_size, *RootOf(nodes, old_size), size, root, Consistency(nodes, old_size, size)));
  }
}

TEST(TreeProof, PassesOnWhatItsSourceFailsWith) {
  class Broken final : public NodeSource {
    Result<Hash> Node(unsigned, std::uint64_t) override { return Failure{FailureCode::kIo, "no disk"}; }
  } broken;
  EXPECT_FALSE(RootOf(broken, 3));
  EXPECT_FALSE(ProveInclusion(broken, 1, 3));
  EXPECT_FALSE(ProveConsistency(broken, 1, 3));
}

}  // namespace
}  // namespace fascicolo::proof
