#include "events/vault/row_key_store.h"

#include <chrono>
#include <thread>

#include "events/store/memory_rows.h"
#include "events/store/rocks_rows.h"
#include "events/store/row_codec.h"

namespace fascicolo::vault {
namespace {

namespace fs = std::filesystem;

/// Keys are few and small: what the folded stores need, a vault does not.
constexpr std::size_t kMemoryBytes = 4U << 20;
constexpr std::size_t kMemtableBytes = 1U << 20;

std::string KeyOf(const RecordName& name) {
  store::KeyWriter key(static_cast<std::uint8_t>(name.kind));
  key.Add(name.id);
  return key.Take();
}

std::string TextOf(events::ConstBytes bytes) { return {bytes.begin(), bytes.end()}; }

constexpr int kLooks = 10;
constexpr std::chrono::milliseconds kBetweenLooks{20};

store::RocksOptions Options() {
  return {.memory = store::MemoryBudget(kMemoryBytes),
          .memtable_bytes = kMemtableBytes,
          .compression = store::Compression::kNone,
          .max_open_files = 64};
}

Failure Missing(const fs::path& dir) {
  return {FailureCode::kNotFound,
          dir.string() + " is missing: put the vault back from its backup; without it nothing sealed can be opened"};
}

Result<std::unique_ptr<RowKeyStore>> StoreOf(Result<std::unique_ptr<store::RocksRows>> rows) {
  if (!rows && rows.error().code == FailureCode::kDamaged) {
    return Failure{FailureCode::kDamaged,
                   rows.error().message + ": put the vault back from its backup; without it nothing sealed can be opened"};
  }
  if (!rows) return rows.error();
  return std::make_unique<RowKeyStore>(std::move(rows).value());
}

Failure Unreadable(const store::StoreBroken& broken) {
  return {FailureCode::kDamaged, std::string("the vault cannot be read: ") + broken.what() +
                                     ": put it back from its backup; without it nothing sealed can be opened"};
}

}  // namespace

std::unique_ptr<RowKeyStore> RowKeyStore::InMemory() {
  return std::make_unique<RowKeyStore>(std::make_unique<store::MemoryRows>());
}

Result<std::unique_ptr<RowKeyStore>> RowKeyStore::InDirectory(const fs::path& dir, bool create) {
  std::error_code error;
  if (!create && !fs::exists(dir / "CURRENT", error)) return Missing(dir);  // by which RocksDB knows a database
  return StoreOf(store::RocksRows::Open(dir, Options()));
}

// What the writer's compactions remove while it is opened is found again in what they made of it.
Result<std::unique_ptr<RowKeyStore>> RowKeyStore::ForReading(const fs::path& dir) {
  std::error_code error;
  auto rows = store::RocksRows::OpenForReading(dir, Options());
  for (int look = 1; !rows && look < kLooks && fs::exists(dir / "CURRENT", error); ++look) {
    std::this_thread::sleep_for(kBetweenLooks);
    rows = store::RocksRows::OpenForReading(dir, Options());
  }
  if (!rows && rows.error().code == FailureCode::kNotFound) return Missing(dir);
  return StoreOf(std::move(rows));
}

Status RowKeyStore::Put(std::span<const Record> records) {
  store::RowBatch batch;
  for (const Record& record : records) {
    FASCICOLO_CHECK(!record.value.empty() && record.value.size() <= kMaxRecordBytes);
    batch.push_back({KeyOf(record.name), TextOf(record.value)});
  }
  if (Status written = rows_->Write(batch); !written) return written;
  return rows_->Flush();
}

Status RowKeyStore::Erase(std::span<const RecordName> names) {
  store::RowBatch batch;
  for (const RecordName& name : names) batch.push_back({KeyOf(name), std::nullopt});
  if (Status written = rows_->Write(batch); !written) return written;
  return rows_->Purge();
}

Result<std::optional<events::Bytes>> RowKeyStore::Find(const RecordName& name) {
  try {
    std::optional<events::Bytes> found;
    (void)rows_->Read(KeyOf(name), [&](std::string_view value) { found.emplace(value.begin(), value.end()); });
    return found;
  } catch (const store::StoreBroken& broken) {
    return Unreadable(broken);
  }
}

Status RowKeyStore::ForEach(RecordKind kind, const Visit& visit) {
  const std::string prefix = store::KeyWriter(static_cast<std::uint8_t>(kind)).Take();
  try {
    for (auto cursor = rows_->Scan(prefix); cursor->valid(); cursor->Next()) {
      store::KeyReader key(cursor->key());
      KeyId id;
      if (!key.Read(id)) throw store::StoreBroken("a record's name does not decode");
      if (Status visited = visit(id, events::AsBytes(cursor->value())); !visited) return visited;
    }
    return {};
  } catch (const store::StoreBroken& broken) {
    return Unreadable(broken);
  }
}

}  // namespace fascicolo::vault
