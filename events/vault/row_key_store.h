// The vault's records as rows: in memory for simulations, in a RocksDB database beside the ledger for an embedded
// authority.
#pragma once

#include <filesystem>
#include <memory>

#include "events/store/rows.h"
#include "events/vault/key_store.h"

namespace fascicolo::vault {

class RowKeyStore final : public KeyStore {
 public:
  explicit RowKeyStore(std::unique_ptr<store::RowStore> rows) : rows_(std::move(rows)) {}
  /// Gone with the process.
  static std::unique_ptr<RowKeyStore> InMemory();
  /// A database in `dir`. Without `create` it must be there: kNotFound, kDamaged say what to do.
  static Result<std::unique_ptr<RowKeyStore>> InDirectory(const std::filesystem::path& dir, bool create);
  /// The records of this moment, to be read only, also while another process writes them; nothing is changed. Failures as of
  /// InDirectory.
  static Result<std::unique_ptr<RowKeyStore>> ForReading(const std::filesystem::path& dir);

  Status Put(std::span<const Record> records) override;
  Status Erase(std::span<const RecordName> names) override;
  Result<std::optional<events::Bytes>> Find(const RecordName& name) override;
  Status Refresh() override { return {}; }
  Status ForEach(RecordKind kind, const Visit& visit) override;

 private:
  std::unique_ptr<store::RowStore> rows_;
};

}  // namespace fascicolo::vault
