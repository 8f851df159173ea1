// Proofs out of a published folder, a line for each line on standard input, so that another program can judge them.
//   inclusion <space> index <space> size    ->  the same, and the hashes of the path, in base64
//   consistency <space> old <space> size    ->  the same
// Usage: proof_lines FOLDER SIZE, where SIZE is the published checkpoint's.
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "events/proof/tiles.h"

namespace fascicolo::proof {
namespace {

/// The tiles of a tree of `size` from a folder about one of `published` commits, which may hold wider ones.
TileNodes NodesIn(const std::string& folder, std::uint64_t published, std::uint64_t size) {
  return {size, [folder, published](const Tile& tile) -> Result<Bytes> {
            const Tile stored{tile.level, tile.index, WidthIn(published, tile.level, tile.index)};
            std::ifstream in(folder + "/" + PathOf(stored), std::ios::binary);
            Bytes bytes(std::istreambuf_iterator<char>(in), {});
            if (bytes.size() < tile.width * kHashBytes) return Failure{FailureCode::kNotFound, PathOf(stored)};
            bytes.resize(tile.width * kHashBytes);
            return bytes;
          }};
}

std::string Answer(const std::string& line, const std::string& folder, std::uint64_t published) {
  std::istringstream words(line);
  std::string kind;
  std::uint64_t first = 0;
  std::uint64_t size = 0;
  if (!(words >> kind >> first >> size)) return "error";
  TileNodes nodes = NodesIn(folder, published, size);
  const auto path = kind == "inclusion" ? ProveInclusion(nodes, first, size) : ProveConsistency(nodes, first, size);
  if (!path) return "error " + path.error().message;
  std::string answer = line;
  for (const Hash& hash : *path) answer += " " + ToBase64(hash.bytes);
  return answer;
}

}  // namespace
}  // namespace fascicolo::proof

int main(int count, char** words) {
  if (count != 3) return 2;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << fascicolo::proof::Answer(line, words[1], std::stoull(words[2])) << '\n';
  }
}
