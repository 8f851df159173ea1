// One flipped bit in any byte of any file that the program wrote for a small ledger: a tool notices it; or no tool answers
// otherwise than before, and the file is one of those that are named below, with the reason why its bytes may differ. Never so
// in the log, in what was signed, or in who the authority is.
//
// FASCICOLO_SOAK=1: every byte, with the zeros behind the log's end sampled; else some, by a seed that is printed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>

#include "connectors/program/program.h"
#include "engine/seed.h"
#include "events/acceptance.h"
#include "events/segments/unlocked_segments.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

bool IsSoak() { return std::getenv("FASCICOLO_SOAK") != nullptr; }
constexpr std::size_t kSamples = 2;            ///< of a shard, without the switch
constexpr std::uint64_t kTailStride = 16'381;  ///< among zeros, with the switch: a prime
constexpr const char* kOrigin = "prova";

/// A byte that may differ without anybody noticing.
struct Harmless {
  const char* file;  ///< how its name begins, in the authority's directory
  const char* why;
};
constexpr Harmless kHarmless[] = {
    {"state/", "folded from the log, held against it by verify, and folded again where it is damaged"},
    {"views/", "as state/"},
    {"tree/", "a cache, whose root is held against what was signed, and which is made anew from the log"},
    {"ledger/LOCK", "says to people which process had the ledger open last"},
    {"vault/", "what the database tells its operators, or has beside the keys; blocks with keys have checksums, each key is "
               "wrapped with a tag, and verify opens every text by them"},
    {"key", "its digits are the same number in capitals; another number opens nothing"},
    {"signing-key", "the digits of its id likewise; another key did not sign what is kept"},
};

struct Part {
  const char* name;
  std::vector<const char*> files;  ///< how the names begin
  std::size_t shards;
};
const Part kParts[] = {
    {"Log", {"ledger/"}, 8},
    {"Keys", {"key", "signing-key", "signed/", "authority.json"}, 2},
    {"Vault", {"vault/"}, 16},
    {"State", {"state/"}, 10},
    {"Views", {"views/"}, 10},
    {"Tree", {"tree/"}, 1},
};

struct Place {
  std::string file;
  std::uint64_t byte = 0;
};

const std::vector<std::vector<std::string>> kTools{
    {"verify", "--requests", "--json"}, {"doctor", "--json"}, {"vault", "--json"}, {"checkpoint", "--json"}};

/// Doctor tells of the disk, too; and whoever tells where something lies, tells another place in a copy.
bool TellsAlwaysTheSame(const std::vector<std::string>& tool) { return tool.front() == "verify" || tool.front() == "checkpoint"; }

/// A ledger in which something is sealed and signed, twice.
struct SmallLedger {
  SmallLedger() {
    EXPECT_EQ(desk.Run({"init", "--name", "Comune di Prova", "--origin", kOrigin}).code, 0);
    for (const char* id : {"11", "12"}) {
      const auto ran = desk.Run({"submit", "-"}, R"({"id":"000000000000000000000000000000)" + std::string(id) +
                                                     R"(","actor":"anna.rossi","payload":{"type":"RegisterContact",)"
                                                     R"("desk":"adults_elderly","area":"elderly","reason":"home_help",)"
                                                     R"("surname":"Inventata","narrative":"Vive sola."}})"
                                                     "\n");
      EXPECT_EQ(ran.code, 0) << ran.err;
      EXPECT_EQ(desk.Run({"checkpoint"}).code, 0);
    }
    for (const auto& tool : kTools) {
      const Ran ran = desk.Run(tool);
      EXPECT_EQ(ran.code, 0) << tool.front() << ran.out << ran.err;
      told.push_back(ran.out);
    }
    log_end = events::UnlockedSegments::Open((desk.data() / "ledger").string(), events::LedgerIdOf(kOrigin)).value()->end().value;
  }
  Desk desk;
  std::vector<std::string> told;  ///< by each tool, of what is whole
  std::uint64_t log_end = 0;
};
const SmallLedger& Whole() {
  static const SmallLedger ledger;
  return ledger;
}

std::vector<Place> PlacesOf(const Part& part) {
  std::vector<Place> places;
  const fs::path root = Whole().desk.data();
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string file = fs::relative(entry.path(), root).string();
    const bool is_of_it = std::any_of(part.files.begin(), part.files.end(), [&](auto begin) { return file.starts_with(begin); });
    if (!entry.is_regular_file() || !is_of_it) continue;
    const std::uint64_t dense = file.ends_with(".seg") ? Whole().log_end : entry.file_size();
    for (std::uint64_t byte = 0; byte < entry.file_size(); byte += byte < dense ? 1 : kTailStride) places.push_back({file, byte});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::pair(a.file, a.byte) < std::pair(b.file, b.byte);
  });
  return places;
}

void Flip(const fs::path& file, std::uint64_t byte, unsigned bit) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(byte));
  const int was = stream.get();
  stream.seekp(static_cast<std::streamoff>(byte));
  stream.put(static_cast<char>(was ^ (1 << bit)));
  ASSERT_TRUE(stream.good()) << file;
}

struct Shard {
  const Part* part;
  std::size_t number;
};
void PrintTo(const Shard& shard, std::ostream* out) { *out << shard.part->name << shard.number; }

class EveryByte : public testing::TestWithParam<Shard> {
 protected:
  void ExpectNoticedOrHarmless(const Place& place, unsigned bit) const {
    SCOPED_TRACE(place.file + " byte " + std::to_string(place.byte) + " bit " + std::to_string(bit));
    const Desk desk;
    fs::copy(Whole().desk.data(), desk.data(), fs::copy_options::recursive);
    Flip(desk.data() / place.file, place.byte, bit);
    for (std::size_t i = 0; i < kTools.size(); ++i) {
      const Ran ran = desk.Run(kTools[i]);
      if (ran.code != 0) return;
      if (TellsAlwaysTheSame(kTools[i])) {
        EXPECT_EQ(ran.out, Whole().told[i]) << "another answer, and nobody noticed";
      }
    }
    EXPECT_TRUE(std::any_of(std::begin(kHarmless), std::end(kHarmless), [&](const Harmless& one) {
      return place.file.starts_with(one.file);
    })) << "no tool notices it";
  }
};

TEST_P(EveryByte, IsNoticedWhenABitOfItFlips) {
  const auto places = PlacesOf(*GetParam().part);
  ASSERT_FALSE(places.empty());
  static const std::uint64_t seed = engine::SeedOfThisRun();
  std::mt19937_64 random(seed + GetParam().number);
  SCOPED_TRACE("FASCICOLO_SEED=" + std::to_string(seed));
  const std::size_t shards = GetParam().part->shards;
  if (IsSoak()) {
    for (std::size_t i = GetParam().number; i < places.size(); i += shards) {
      ExpectNoticedOrHarmless(places[i], static_cast<unsigned>(random() % 8));
    }
    return;
  }
  for (std::size_t i = 0; i < kSamples; ++i) {
    ExpectNoticedOrHarmless(places[random() % places.size()], static_cast<unsigned>(random() % 8));
  }
}

std::vector<Shard> AllShards() {
  std::vector<Shard> shards;
  for (const Part& part : kParts) {
    for (std::size_t number = 0; number < part.shards; ++number) shards.push_back({&part, number});
  }
  return shards;
}
INSTANTIATE_TEST_SUITE_P(Of, EveryByte, testing::ValuesIn(AllShards()), [](const auto& shard) {
  return std::string(shard.param.part->name) + std::to_string(shard.param.number);
});

TEST(EveryByteTest, LeavesNoFileOut) {
  const fs::path root = Whole().desk.data();
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const std::string file = fs::relative(entry.path(), root).string();
    const bool is_of_a_part = std::any_of(std::begin(kParts), std::end(kParts), [&](const Part& part) {
      return std::any_of(part.files.begin(), part.files.end(), [&](auto begin) { return file.starts_with(begin); });
    });
    EXPECT_TRUE(is_of_a_part) << file;
  }
  EXPECT_GT(files, 10U);
}

TEST(EveryByteTest, OfACacheThatIsThrownAwayChangesNoAnswer) {
  const Desk desk;
  fs::copy(Whole().desk.data(), desk.data(), fs::copy_options::recursive);
  for (const char* cache : {"state", "views", "tree"}) fs::remove_all(desk.data() / cache);
  for (std::size_t i = 0; i < kTools.size(); ++i) {
    const Ran ran = desk.Run(kTools[i]);
    EXPECT_EQ(ran.code, 0) << ran.err;
    if (TellsAlwaysTheSame(kTools[i])) {
      EXPECT_EQ(ran.out, Whole().told[i]);
    }
  }
}

}  // namespace
}  // namespace fascicolo::program_test
