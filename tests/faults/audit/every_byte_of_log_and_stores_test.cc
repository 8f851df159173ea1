// One flipped bit in any byte of a log in which everything happened that can, and of the databases that the program keeps
// beside it, asked in this process by what the tools are made of: opening the log, and its checksums (doctor, verify);
// opening a database, and reading all of its rows (verify, vault).
//
// A byte of the log is always noticed. One of a database is noticed; or every row is read as before, in their order and each by
// its key, and the file is one of those that are named below; or other rows are read, and then the program itself is asked.
#include <gtest/gtest.h>

#include <map>
#include <optional>

#include "contract/ledger/scratch.h"
#include "events/acceptance.h"
#include "events/segments/segment_ledger.h"
#include "events/store/rocks_rows.h"
#include "faults/audit/written_files.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLogShards = 8;

const GoldenOffice& Golden() {
  static const GoldenOffice office;
  return office;
}
const SmallOffice& Small() {
  static const SmallOffice office;
  return office;
}

// --- the log ---

/// As doctor and verify look at it.
bool IsLogWhole(const fs::path& directory, const std::string& origin) {
  const auto ledger = events::SegmentLedger::Open(directory.string(), events::LedgerIdOf(origin));
  return ledger && (*ledger)->CheckAll().ok();
}

class EveryByteOfTheLog : public testing::TestWithParam<std::size_t> {};

TEST_P(EveryByteOfTheLog, IsNoticedByItsChecksums) {
  const Scratch scratch;
  const fs::path log = fs::path(scratch.path()) / "ledger";
  CopyAnew(Golden().data() / "ledger", log);
  ASSERT_TRUE(IsLogWhole(log, Golden().origin()));
  CopyAnew(Golden().data() / "ledger", log);
  const LogEnd end = EndOfLog(log, Golden().origin());
  for (const Flip& flip : FlipsOf({GetParam(), kLogShards, 50}, log, {"segments/"}, end)) {
    flip.In(log);
    if (IsLogWhole(log, Golden().origin())) {
      ADD_FAILURE() << ToString(flip) << ": nobody notices it";
      CopyAnew(Golden().data() / "ledger", log);  // whoever opened it may have written
    } else {
      flip.In(log);  // and back
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Of, EveryByteOfTheLog, testing::Range<std::size_t>(0, kLogShards));

// --- the databases ---

const std::vector<Harmless> kUnread{
    {"OPTIONS-", "with what settings RocksDB was opened last; it is opened with the program's"},
    {"IDENTITY", "a random name that RocksDB gives a database, and nobody asks for"},
    {"MANIFEST-", "the length of its last entry, which then reads as one that a killed process left unfinished; were rows "
                  "hidden by that, they would be other rows"},
    {"*.sst", "filters, which only spare looking for keys that are not there, and the padding of the footer"},
};

using AllRows = std::map<std::string, std::string>;

/// All rows of a database, each found by its key too; none: it says that it is damaged. Nothing is written to it.
std::optional<AllRows> RowsIn(const fs::path& dir) {
  try {
    const auto rows = store::RocksRows::OpenForReading(dir);
    if (!rows) return std::nullopt;
    AllRows all;
    for (auto cursor = (*rows)->Seek(""); cursor->valid(); cursor->Next()) all.emplace(cursor->key(), cursor->value());
    for (const auto& [key, value] : all) {
      if ((*rows)->Find(key) != value) return AllRows{};  // the two ways of reading contradict each other
    }
    return all;
  } catch (const store::StoreBroken&) {
    return std::nullopt;
  }
}

struct Database {
  const char* name;
  const char* folder;
  bool is_golden;  ///< of the ledger in which everything happened; else of the small one, which has keys
  std::size_t shards;
};
const Database kDatabases[] = {
    {"State", "state", true, 8},
    {"Views", "views", true, 4},
    {"Vault", "vault", false, 3},
    {"Identities", "identities", false, 2},
};

struct PartOfDatabase {
  const Database* database;
  std::size_t number;
};
void PrintTo(const PartOfDatabase& one, std::ostream* out) { *out << one.database->name << one.number; }

class EveryByteOfADatabase : public testing::TestWithParam<PartOfDatabase> {
 protected:
  [[nodiscard]] fs::path Authority() const { return GetParam().database->is_golden ? Golden().data() : Small().data(); }

  /// Other rows are read without complaint: the program must notice, or tell what it told before.
  void AskTheProgram(const Flip& flip) {
    const Desk desk;
    for (const auto& words : {std::vector<std::string>{"verify", "--json"}, std::vector<std::string>{"vault", "--json"}}) {
      CopyAnew(Authority(), desk.data());
      const Ran whole = desk.Run(words);
      CopyAnew(Authority(), desk.data());
      flip.In(desk.data() / GetParam().database->folder);
      const Ran ran = desk.Run(words);
      if (ran.code == whole.code) {
        EXPECT_EQ(ran.out, whole.out) << ToString(flip) << ": another answer, and nobody noticed";
      }
    }
    ++asked_;
  }

  std::size_t noticed_ = 0;
  std::size_t asked_ = 0;
  std::map<std::string, std::size_t> unread_;  ///< by rule
};

TEST_P(EveryByteOfADatabase, IsNoticedOrNotReadOrChangesNoAnswer) {
  const auto& [database, number] = GetParam();
  const fs::path original = Authority() / database->folder;
  const Scratch scratch;
  const fs::path copy = fs::path(scratch.path()) / database->folder;
  CopyAnew(original, copy);
  const auto whole = RowsIn(copy);
  ASSERT_TRUE(whole.has_value() && !whole->empty());
  for (const Flip& flip : FlipsOf({number, database->shards, 15}, original, {})) {
    flip.In(copy);
    const auto rows = RowsIn(copy);
    flip.In(copy);  // and back
    const Harmless* rule = RuleFor(flip.file, kUnread);
    if (!rows) {
      ++noticed_;
    } else if (*rows != *whole) {
      AskTheProgram(flip);
    } else {
      EXPECT_NE(rule, nullptr) << ToString(flip) << ": nobody notices it";
      if (rule != nullptr) ++unread_[rule->file];
    }
  }
  std::printf("%zu noticed, %zu asked of the program", noticed_, asked_);
  for (const auto& [rule, count] : unread_) std::printf(", %zu unread in %s", count, rule.c_str());
  std::printf("\n");
}

std::vector<PartOfDatabase> AllShards() {
  std::vector<PartOfDatabase> shards;
  for (const Database& database : kDatabases) {
    for (std::size_t number = 0; number < database.shards; ++number) shards.push_back({&database, number});
  }
  return shards;
}
INSTANTIATE_TEST_SUITE_P(Of, EveryByteOfADatabase, testing::ValuesIn(AllShards()), [](const auto& shard) {
  return std::string(shard.param.database->name) + std::to_string(shard.param.number);
});

}  // namespace
}  // namespace fascicolo::program_test
