// Where the vault's records lie: a database beside the ledger, or a compacted topic that all nodes share. Records are
// secrets wrapped under others (vault.h); a store never sees a key in the clear.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "events/body.h"
#include "events/names.h"
#include "events/result.h"

namespace fascicolo::vault {

/// What a record holds. Values are for ever.
enum class RecordKind : std::uint8_t {
  kHeader = 1,    ///< which ledger's vault this is; its id is zero
  kWrapping = 2,  ///< a wrapping key, under the master key
  kSubject = 3,   ///< a subject's key, under a wrapping key
  kSecret = 4,    ///< a secret of the ledger as a whole, under a wrapping key; its id is derived from its purpose
};

struct RecordName {
  RecordKind kind = RecordKind::kHeader;
  KeyId id;
  auto operator<=>(const RecordName&) const = default;
};

struct Record {
  RecordName name;
  events::Bytes value;  ///< 1..kMaxRecordBytes
};
inline constexpr std::size_t kMaxRecordBytes = 4096;

/// Not thread-safe. Failures name the store and what to do.
class KeyStore {
 public:
  virtual ~KeyStore() = default;
  /// Durable when it returns. In their order: whatever happens meanwhile, what stands is a beginning of `records`. One
  /// whose name is taken replaces what was there.
  virtual Status Put(std::span<const Record> records) = 0;
  /// The same without waiting, for records whose names nobody has: one batch at a time.
  virtual Status Begin(std::span<const Record> records) { return Put(records); }
  /// Whether the batch that was begun is durable; waits some milliseconds at most. A failure: it is not known to be, and is
  /// to be forgotten.
  virtual Result<bool> IsSettled() { return true; }
  /// When it returns the records are gone from where they were kept, not only hidden. Names without a record are fine.
  virtual Status Erase(std::span<const RecordName> names) = 0;
  /// None: there is no such record, as far as this store has heard.
  virtual Result<std::optional<events::Bytes>> Find(const RecordName& name) = 0;
  /// Hears what other processes have put and erased; nothing to do where there are none.
  virtual Status Refresh() = 0;
  using Visit = std::function<Status(const KeyId& id, events::ConstBytes value)>;
  /// The records of a kind, by ascending id. `visit` must not change the store; its failure ends the walk.
  virtual Status ForEach(RecordKind kind, const Visit& visit) = 0;
};

}  // namespace fascicolo::vault
