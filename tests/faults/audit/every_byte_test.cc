// One flipped bit in any byte of any file that the program wrote for a small ledger, or for its backup: a tool notices it, as
// people run it; or no tool answers otherwise than before, and the file is one of those that are named below, with the reason
// why its bytes may differ. Never so in the log, in what was signed, or in who the authority is.
//
// With FASCICOLO_SOAK=1 every byte of keys, of what was signed, of the tree and of the backup; log and stores, whose bytes are
// too many for four runs of the program each, are asked in this process beside this file, every byte, and sampled here.
#include <gtest/gtest.h>

#include <algorithm>

#include "faults/audit/written_files.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

const std::vector<Harmless> kHarmless{
    {"state/", "folded from the log, held against it by verify, and folded again where it is damaged"},
    {"views/", "as state/"},
    {"identities/", "folded from the sealed texts, and folded again where it is damaged"},
    {"tree/", "a cache, whose root is held against what was signed, and which is made anew from the log"},
    {"ledger/LOCK", "says to people which process had the ledger open last"},
    {"vault/", "what the database tells its operators, or has beside the keys; blocks with keys have checksums, each key is "
               "wrapped with a tag, and verify opens every text by them"},
    {"key", "its digits are the same number in capitals; another number opens nothing"},
    {"signing-key", "the digits of its id likewise; another key did not sign what is kept"},
};
const std::vector<Harmless> kHarmlessInBackup{
    {"log/LOCK", "says to people which process backed up last"},
    {"log/segments/END", "how far that process got; what counts is the end in the manifest, and its sums"},
    {"log/segments/0", "zeros behind the end that the manifest names, which the next backup writes over"},
    {"manifest.json", "hashes are the same numbers in capitals, and the form of the text is free; what it says is under its "
                      "sum"},
};

/// What is asked about a copy in which a byte differs.
struct Tool {
  Words words;
  bool tells_always_the_same;  ///< doctor tells of the disk, too, and vault where its key lies
};
const std::vector<Tool> kTools{{{"verify", "--requests", "--json"}, true},
                               {{"doctor", "--json"}, false},
                               {{"vault", "--json"}, false},
                               {{"people", "Inventata", "--names", "--json"}, true},
                               {{"checkpoint", "--json"}, true}};

struct Part {
  const char* name;
  std::vector<const char*> files;  ///< how the names begin
  std::size_t shards;
  std::size_t soak_samples;  ///< 0: every byte
};
const Part kParts[] = {
    {"Keys", {"key", "signing-key", "signed/", "authority.json"}, 6, 0},
    {"Tree", {"tree/"}, 4, 0},
    {"Log", {"ledger/"}, 2, 30},
    {"Vault", {"vault/"}, 2, 30},
    {"State", {"state/"}, 2, 30},
    {"Views", {"views/"}, 2, 30},
    {"Identities", {"identities/"}, 2, 30},
};
constexpr std::size_t kBackupShards = 6;

/// The office as it was written, and what each tool told of it.
struct Written {
  Written() {
    for (const Tool& tool : kTools) {
      const Ran ran = office.desk().Run(tool.words);
      EXPECT_EQ(ran.code, 0) << tool.words.front() << ran.out << ran.err;
      told.push_back(ran.out);
    }
    fs::remove_all(office.data() / "reads");  // that `people` was asked is one reading more each time
    log_end = EndOfLog(office.data() / "ledger", SmallOffice::kOrigin);
  }
  SmallOffice office;
  std::vector<std::string> told;
  LogEnd log_end;
};
const Written& Whole() {
  static const Written written;
  return written;
}

struct PartOfOffice {
  const Part* part;
  std::size_t number;
};
void PrintTo(const PartOfOffice& one, std::ostream* out) { *out << one.part->name << one.number; }
class EveryByte : public testing::TestWithParam<PartOfOffice> {};

void ExpectNoticedOrHarmless(const Flip& flip) {
  SCOPED_TRACE(ToString(flip));
  const Desk desk;
  CopyAnew(Whole().office.data(), desk.data());
  flip.In(desk.data());
  for (std::size_t i = 0; i < kTools.size(); ++i) {
    const Ran ran = desk.Run(kTools[i].words);
    if (ran.code != 0) return;
    if (kTools[i].tells_always_the_same) {
      EXPECT_EQ(ran.out, Whole().told[i]) << "another answer, and nobody noticed";
    }
  }
  EXPECT_NE(RuleFor(flip.file, kHarmless), nullptr) << "no tool notices it";
}

TEST_P(EveryByte, IsNoticedWhenABitOfItFlips) {
  const auto& [part, number] = GetParam();
  const Shard shard{number, part->shards, 2, part->soak_samples};
  for (const Flip& flip : FlipsOf(shard, Whole().office.data(), part->files, Whole().log_end)) ExpectNoticedOrHarmless(flip);
}

std::vector<PartOfOffice> AllParts() {
  std::vector<PartOfOffice> shards;
  for (const Part& part : kParts) {
    for (std::size_t number = 0; number < part.shards; ++number) shards.push_back({&part, number});
  }
  return shards;
}
INSTANTIATE_TEST_SUITE_P(Of, EveryByte, testing::ValuesIn(AllParts()), [](const auto& shard) {
  return std::string(shard.param.part->name) + std::to_string(shard.param.number);
});

class EveryByteOfABackup : public testing::TestWithParam<std::size_t> {};

TEST_P(EveryByteOfABackup, IsNoticedByCheckingItWhenABitOfItFlips) {
  const SmallOffice office;
  const Desk desk;
  const auto folder = desk.root() / "backup";
  const Words check{"restore", "--from", folder.string(), "--check", "--json"};
  CopyAnew(office.backup(), folder);
  const Ran whole = desk.RunBare(check);
  ASSERT_EQ(whole.code, 0) << whole.err;
  const LogEnd log_end = EndOfLog(folder / "log", SmallOffice::kOrigin);
  for (const Flip& flip : FlipsOf({GetParam(), kBackupShards}, office.backup(), {}, log_end)) {
    SCOPED_TRACE(ToString(flip));
    CopyAnew(office.backup(), folder);
    flip.In(folder);
    const Ran ran = desk.RunBare(check);
    if (ran.code != 0) continue;
    EXPECT_EQ(ran.out, whole.out) << "another answer, and nobody noticed";
    EXPECT_NE(RuleFor(flip.file, kHarmlessInBackup), nullptr) << "checking does not notice it";
    if (flip.file.ends_with(".seg")) {
      EXPECT_GE(flip.byte, log_end.bytes) << "a record";
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Of, EveryByteOfABackup, testing::Range<std::size_t>(0, kBackupShards));

// Were a copy taken for an original, both would give out the same ids.
TEST(EveryByteTest, OfACopysMarkMakesNoCopyWritable) {
  const Desk desk;
  CopyAnew(Whole().office.data(), desk.data());
  const auto copy = desk.root() / "copy";
  ASSERT_EQ(desk.RunBare({"copy", "--from", desk.data().string(), "--to", copy.string()}).code, 0);
  CopyAnew(copy / "copy.json", desk.root() / "mark");
  const auto bytes = BytesOf(copy / "copy.json").size();
  ASSERT_GT(bytes, 0U);
  for (std::uint64_t byte = 0; byte < bytes; ++byte) {
    const Flip flip{"copy.json", byte, static_cast<unsigned>(byte % 8)};
    CopyAnew(desk.root() / "mark", copy / "copy.json");
    flip.In(copy);
    EXPECT_EQ(desk.RunBare({"submit", "-", "--data", copy.string(), "--trust-clock"}).code, 3) << ToString(flip);
  }
}

TEST(EveryByteTest, LeavesNoFileOut) {
  const fs::path root = Whole().office.data();
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
  CopyAnew(Whole().office.data(), desk.data());
  for (const char* cache : {"state", "views", "tree", "identities"}) fs::remove_all(desk.data() / cache);
  for (std::size_t i = 0; i < kTools.size(); ++i) {
    const Ran ran = desk.Run(kTools[i].words);
    EXPECT_EQ(ran.code, 0) << ran.err;
    if (kTools[i].tells_always_the_same) {
      EXPECT_EQ(ran.out, Whole().told[i]);
    }
  }
}

}  // namespace
}  // namespace fascicolo::program_test
