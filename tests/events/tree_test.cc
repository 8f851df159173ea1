#include "events/tree.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace fascicolo::events {
namespace {

// The reference leaves and roots of certificate-transparency-go and transparency-dev/merkle (testonly/constants.go).
constexpr std::array<const char*, 8> kLeaves{
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
constexpr std::array<const char*, 9> kRoots{
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::vector<std::uint8_t> FromHexText(const std::string& text) {
  std::vector<std::uint8_t> bytes(text.size() / 2);
  EXPECT_TRUE(FromHex(text, bytes.data(), bytes.size()));
  return bytes;
}

TEST(Tree, GivesTheReferenceRoots) {
  Frontier tree;
  EXPECT_EQ(ToHex(tree.Root()), kRoots[0]);
  for (std::size_t i = 0; i < kLeaves.size(); ++i) {
    tree.Append(TreeLeaf(FromHexText(kLeaves[i])));
    EXPECT_EQ(ToHex(tree.Root()), kRoots[i + 1]) << "size " << i + 1;
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
  EXPECT_EQ(ToHex(whole.Root()), "8b134ad1c5c10a71152ecaa9ea26eb70d21fc98b2cbb9af8851cbf001525b579");
}

}  // namespace
}  // namespace fascicolo::events
