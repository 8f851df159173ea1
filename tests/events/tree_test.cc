#include "events/tree.h"

#include <gtest/gtest.h>

#include "events/proof/vectors.h"

namespace fascicolo::events {
namespace {

namespace vectors = proof::vectors;

TEST(Tree, GivesTheReferenceRoots) {
  Frontier tree;
  EXPECT_EQ(ToHex(tree.Root()), vectors::kRoots[0]);
  for (std::size_t i = 0; i < vectors::kLeaves.size(); ++i) {
    tree.Append(TreeLeaf(vectors::FromHexText(vectors::kLeaves[i])));
    EXPECT_EQ(ToHex(tree.Root()), vectors::kRoots[i + 1]) << "size " << i + 1;
  }
}

TEST(Tree, HashesLeavesAndNodesApart) {
  EXPECT_EQ(ToHex(TreeLeaf(AsBytes(std::string("L123456")))),
            "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST(Tree, GoesOnFromAStoredFrontier) {
  Frontier whole;
  for (int i = 0; i < 600; ++i) {
    if (i == 333) whole = Frontier(whole.size(), whole.edge());
    std::array<std::uint8_t, 8> leaf{};
    leaf[6] = static_cast<std::uint8_t>(i >> 8);
    leaf[7] = static_cast<std::uint8_t>(i);
    whole.Append(TreeLeaf(leaf));
  }
  EXPECT_EQ(ToHex(whole.Root()), vectors::k600Root);
}

}  // namespace
}  // namespace fascicolo::events
