#include "events/store/rocks_rows.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/write_buffer_manager.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "events/store/row_codec.h"
#include "events/store/row_limits.h"

namespace fascicolo::store {
namespace {

constexpr double kFilterBitsPerKey = 10;  // one miss in a hundred reads a block for nothing
constexpr double kMemtableFilterShare = 0.05;  // of a memtable: most keys that are looked up in it are not there
constexpr std::size_t kMaxLogFiles = 2;
constexpr std::size_t kMaxManifestBytes = 4U << 20;
constexpr const char* kIngestName = "ingest.tmp";  // a name that RocksDB leaves alone

rocksdb::Slice AsSlice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view AsView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// RocksDB has no code of its own for a lock that somebody else holds, only these words
// (env/fs_posix.cc, LockFile).
bool IsLocked(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() && (text.find("lock hold by current process") != std::string::npos ||
                                text.find("While lock file") != std::string::npos);
}

Failure FailureOf(const rocksdb::Status& status, const std::string& place) {
  const std::string message = place + ": " + status.ToString();
  if (IsLocked(status)) return {FailureCode::kLocked, message};
  if (status.IsNoSpace()) return {FailureCode::kFull, message};
  if (status.IsCorruption() || status.IsPathNotFound()) return {FailureCode::kDamaged, message};
  if (status.IsIOError()) return {FailureCode::kIo, message};
  return {FailureCode::kUnavailable, message};
}

Status ToStatus(const rocksdb::Status& status, const std::string& place) {
  if (status.ok()) return {};
  return FailureOf(status, place);
}

rocksdb::WriteOptions WithoutLog() {
  rocksdb::WriteOptions options;
  options.disableWAL = true;
  return options;
}

}  // namespace

struct MemoryBudget::Parts {
  explicit Parts(std::size_t bytes)
      : cache(rocksdb::NewLRUCache(bytes)),
        unwritten(std::make_shared<rocksdb::WriteBufferManager>(bytes / 4, cache)) {}
  std::shared_ptr<rocksdb::Cache> cache;
  std::shared_ptr<rocksdb::WriteBufferManager> unwritten;  // charged to the cache
};

MemoryBudget::MemoryBudget(std::size_t bytes) : parts_(std::make_shared<Parts>(bytes)) {}

std::size_t MemoryBudget::used_bytes() const { return parts_->cache->GetUsage(); }

struct RocksRows::Database {
  std::string place;
  rocksdb::Options options;
  std::unique_ptr<rocksdb::DB> db;

  [[noreturn]] void StopReading(const rocksdb::Status& status, std::string_view key) const {
    throw StoreBroken(place + ": cannot read " + TableName(key) + ": " + status.ToString() +
                      "; close it, remove the directory and fold it again from the ledger");
  }

  [[nodiscard]] bool Read(const rocksdb::ReadOptions& how, std::string_view key,
                          const Look& look) const {
    rocksdb::PinnableSlice value;
    const rocksdb::Status status =
        db->Get(how, db->DefaultColumnFamily(), AsSlice(key), &value);
    if (status.IsNotFound()) return false;
    if (!status.ok()) StopReading(status, key);
    look(AsView(value));
    return true;
  }

  [[nodiscard]] std::optional<KeyAndValue> LastWithin(rocksdb::ReadOptions how,
                                                      std::string_view key,
                                                      std::string_view prefix) const {
    const rocksdb::Slice least = AsSlice(prefix);
    if (!prefix.empty()) how.iterate_lower_bound = &least;
    const std::unique_ptr<rocksdb::Iterator> at(db->NewIterator(how));
    at->SeekForPrev(AsSlice(key));
    if (at->Valid()) return KeyAndValue(at->key().ToString(), at->value().ToString());
    if (!at->status().ok()) StopReading(at->status(), key);
    return std::nullopt;
  }

  [[nodiscard]] std::unique_ptr<RowCursor> SeekWithin(const rocksdb::ReadOptions& how,
                                                      std::string_view from,
                                                      std::string_view prefix) const;
};

class RocksRows::Cursor final : public RowCursor {
 public:
  Cursor(const Database& database, rocksdb::ReadOptions how, std::string_view from,
         std::string_view prefix)
      : database_(database), from_(from), behind_(PrefixEnd(prefix)), bound_(AsSlice(behind_)) {
    if (!behind_.empty()) how.iterate_upper_bound = &bound_;
    at_.reset(database.db->NewIterator(how));
    at_->Seek(AsSlice(from));
    Check();
  }
  [[nodiscard]] bool valid() const override { return at_->Valid(); }
  [[nodiscard]] std::string_view key() const override { return AsView(at_->key()); }
  [[nodiscard]] std::string_view value() const override { return AsView(at_->value()); }
  void Next() override {
    at_->Next();
    Check();
  }

 private:
  /// An iterator that met an error looks like one at its end.
  void Check() const {
    if (!at_->Valid() && !at_->status().ok()) database_.StopReading(at_->status(), from_);
  }

  const Database& database_;
  std::string from_;
  std::string behind_;  ///< the first key that is not walked to; empty: there is none
  rocksdb::Slice bound_;
  std::unique_ptr<rocksdb::Iterator> at_;
};

std::unique_ptr<RowCursor> RocksRows::Database::SeekWithin(const rocksdb::ReadOptions& how,
                                                           std::string_view from,
                                                           std::string_view prefix) const {
  return std::make_unique<Cursor>(*this, how, from, prefix);
}

class RocksRows::PinnedRows final : public Rows {
 public:
  explicit PinnedRows(const Database& database) : database_(database) {
    how_.snapshot = database.db->GetSnapshot();
  }
  ~PinnedRows() override { database_.db->ReleaseSnapshot(how_.snapshot); }
  PinnedRows(const PinnedRows&) = delete;
  PinnedRows& operator=(const PinnedRows&) = delete;
  [[nodiscard]] bool Read(std::string_view key, const Look& look) const override {
    return database_.Read(how_, key, look);
  }
  [[nodiscard]] std::unique_ptr<RowCursor> SeekWithin(std::string_view from,
                                                      std::string_view prefix) const override {
    return database_.SeekWithin(how_, from, prefix);
  }
  [[nodiscard]] std::optional<KeyAndValue> LastWithin(std::string_view key,
                                                      std::string_view prefix) const override {
    return database_.LastWithin(how_, key, prefix);
  }

 private:
  const Database& database_;
  rocksdb::ReadOptions how_;
};

namespace {

rocksdb::BlockBasedTableOptions TableOptions(std::shared_ptr<rocksdb::Cache> cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = std::move(cache);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
  table.cache_index_and_filter_blocks = true;  // inside the budget, not beside it
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  // In partitions: the filter of a large file as one block would not fit into a shard of the cache,
  // and be read again for every Find (measured: 118 us instead of a few).
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.format_version = 5;
  return table;
}

std::string PlaceOf(const std::filesystem::path& dir) { return "rows in " + dir.string(); }

rocksdb::Options OptionsFor(const RocksOptions& options) {
  rocksdb::Options rocks;
  rocks.create_if_missing = true;
  rocks.paranoid_checks = true;
  rocks.write_buffer_size = options.memtable_bytes;
  rocks.max_write_buffer_number = 2;
  rocks.memtable_prefix_bloom_size_ratio = kMemtableFilterShare;
  rocks.memtable_whole_key_filtering = true;
  rocks.max_open_files = std::max(options.max_open_files, 20);
  rocks.compression = options.compression == Compression::kLz4 ? rocksdb::kLZ4Compression
                                                               : rocksdb::kNoCompression;
  rocks.level_compaction_dynamic_level_bytes = true;
  rocks.max_manifest_file_size = options.forgets_keys ? 1 : kMaxManifestBytes;
  rocks.keep_log_file_num = kMaxLogFiles;
  rocks.info_log_level = rocksdb::WARN_LEVEL;
  rocks.stats_dump_period_sec = 0;
  rocks.stats_persist_period_sec = 0;
  return rocks;
}

}  // namespace

RocksRows::RocksRows(std::unique_ptr<Database> database) : database_(std::move(database)) {}
RocksRows::~RocksRows() = default;

Result<std::unique_ptr<RocksRows>> RocksRows::Open(const std::filesystem::path& dir,
                                                   const RocksOptions& options) {
  auto database = std::make_unique<Database>();
  database->place = PlaceOf(dir);
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  if (error) return Failure{FailureCode::kIo, database->place + ": " + error.message()};
  database->options = OptionsFor(options);
  database->options.write_buffer_manager = options.memory.parts_->unwritten;
  database->options.table_factory.reset(
      rocksdb::NewBlockBasedTableFactory(TableOptions(options.memory.parts_->cache)));
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(database->options, dir.string(), &opened);
  if (!status.ok()) return FailureOf(status, database->place);
  database->db.reset(opened);
  return std::unique_ptr<RocksRows>(new RocksRows(std::move(database)));
}

// Every file is opened at once: a compaction of the writer's may remove it meanwhile.
Result<std::unique_ptr<RocksRows>> RocksRows::OpenForReading(const std::filesystem::path& dir,
                                                             const RocksOptions& options) {
  auto database = std::make_unique<Database>();
  database->place = PlaceOf(dir);
  std::error_code error;
  if (!std::filesystem::exists(dir / "CURRENT", error)) {  // by which RocksDB knows a database
    return Failure{FailureCode::kNotFound, database->place + ": there is no database"};
  }
  database->options = OptionsFor(options);
  database->options.create_if_missing = false;
  database->options.max_open_files = -1;
  database->options.table_factory.reset(
      rocksdb::NewBlockBasedTableFactory(TableOptions(options.memory.parts_->cache)));
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(database->options, dir.string(), &opened);
  if (status.IsPathNotFound()) return Failure{FailureCode::kNotFound, database->place + ": " + status.ToString()};
  if (!status.ok()) return FailureOf(status, database->place);
  database->db.reset(opened);
  return std::unique_ptr<RocksRows>(new RocksRows(std::move(database)));
}

bool RocksRows::Read(std::string_view key, const Look& look) const {
  return database_->Read({}, key, look);
}

std::unique_ptr<RowCursor> RocksRows::SeekWithin(std::string_view from,
                                                 std::string_view prefix) const {
  return database_->SeekWithin({}, from, prefix);
}

std::optional<KeyAndValue> RocksRows::LastWithin(std::string_view key,
                                                 std::string_view prefix) const {
  return database_->LastWithin({}, key, prefix);
}

std::unique_ptr<Rows> RocksRows::Snapshot() const {
  return std::make_unique<PinnedRows>(*database_);
}

RocksFigures RocksRows::Figures() const {
  const auto ask = [this](const std::string& property) {
    std::uint64_t figure = 0;
    (void)database_->db->GetIntProperty(property, &figure);
    return figure;
  };
  using Properties = rocksdb::DB::Properties;
  return {ask(Properties::kEstimateNumKeys), ask(Properties::kTotalSstFilesSize), ask(Properties::kCurSizeAllMemTables),
          ask(Properties::kEstimatePendingCompactionBytes), ask(Properties::kNumSnapshots)};
}

Status RocksRows::Write(const RowBatch& batch) {
  if (Status limits = CheckLimits(batch); !limits.ok()) return limits;
  rocksdb::WriteBatch writes;
  for (const RowChange& change : batch) {
    const rocksdb::Status added = change.value ? writes.Put(change.key, *change.value)
                                               : writes.Delete(change.key);
    if (!added.ok()) return FailureOf(added, database_->place);
  }
  return ToStatus(database_->db->Write(WithoutLog(), &writes), database_->place);
}

Status RocksRows::Flush() {
  return ToStatus(database_->db->Flush(rocksdb::FlushOptions()), database_->place);
}

// A deletion only marks: the old bytes stay in their file until the lowest level is written anew.
Status RocksRows::Purge() {
  if (Status flushed = Flush(); !flushed) return flushed;
  rocksdb::CompactRangeOptions everything;
  everything.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  return ToStatus(database_->db->CompactRange(everything, nullptr, nullptr), database_->place);
}

Status RocksRows::WriteAscending(const RowBatch& batch) {
  return batch.size() < kIngestRows ? Write(batch) : Ingest(batch);
}

Status RocksRows::Ingest(const RowBatch& batch) {
  if (batch.empty()) return {};
  if (Status limits = CheckLimits(batch); !limits.ok()) return limits;
  FASCICOLO_CHECK(std::adjacent_find(batch.begin(), batch.end(),
                                     [](const RowChange& a, const RowChange& b) {
                                       return a.key >= b.key;
                                     }) == batch.end());
  // A file is durable at once: rows still in memory must not be overtaken by it.
  if (Status flushed = Flush(); !flushed.ok()) return flushed;

  const std::string file = database_->db->GetName() + "/" + kIngestName;
  std::error_code ignored;  // a left-over of a crash: the writer truncates it as well
  std::filesystem::remove(file, ignored);
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), database_->options);
  rocksdb::Status status = writer.Open(file);
  for (auto change = batch.begin(); change != batch.end() && status.ok(); ++change) {
    status = change->value ? writer.Put(change->key, *change->value) : writer.Delete(change->key);
  }
  if (status.ok()) status = writer.Finish();
  if (status.ok()) {
    rocksdb::IngestExternalFileOptions how;
    how.move_files = true;
    how.write_global_seqno = false;
    status = database_->db->IngestExternalFile({file}, how);
  }
  std::filesystem::remove(file, ignored);
  return ToStatus(status, database_->place);
}

}  // namespace fascicolo::store
