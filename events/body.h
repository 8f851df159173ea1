// The body of a commit, and a commit as a whole: how one is built and how one is read (events/FORMAT.md).
//
// Reading tells damage from poison (design D12). Damage: the bytes fail their hashes. Poison: the bytes are what was
// written, but this program does not understand them; `understood()` is false then, and the commit's header and
// touched array still hold.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "events/header.h"
#include "events/record.h"
#include "schemas/command_generated.h"
#include "schemas/event_generated.h"

namespace fascicolo::events {

inline constexpr std::size_t kMaxLeaves = 2048;           ///< command and events of one commit
inline constexpr std::uint32_t kMaxDepth = 16;            ///< nesting of tables in a body or leaf
inline constexpr std::uint32_t kMaxTablesPerLeaf = 4096;  ///< tables in one leaf

/// An entity that a commit writes, new ones included, and its version afterwards.
struct Touched {
  EntityId entity;
  schema::EntityKind kind = schema::EntityKind::none;
  Version version;
  bool operator==(const Touched&) const = default;
};

using Bytes = std::vector<std::uint8_t>;

/// What a commit will say, before it has a place in the ledger.
struct CommitContent {
  CommitKind kind = CommitKind::kDecided;
  CommandId command;
  Bytes recorded;                  ///< leaf 0: a finished schema::Recorded
  std::vector<Bytes> events;       ///< leaves 1..: finished schema::Event buffers
  std::vector<Bytes> ciphertexts;  ///< what the sections of the leaves describe
  std::vector<Touched> touched;    ///< in ascending entity order, each once
};

/// Fills roots, counts and kind into `place` (ledger, lineage, position, previous, term, writer and recorded_at are the
/// caller's) and lays out the record. kTooLarge: over kMaxRecordBytes, kMaxLeaves or kMaxTouched.
[[nodiscard]] Result<Record> BuildRecord(Header place, const CommitContent& content);

/// Whether a commit's hashes are checked on reading. Bytes that this process has just laid out need no check.
enum class Trust { kCheckHashes, kOwnBytes };

/// A commit opened for reading. Borrows from the record it was made of.
class CommitReading {
 public:
  /// Checks touched array and body against the header's hashes. kDamaged names what differs.
  static Result<CommitReading> Open(RecordView record, const Header& header,
                                    Trust trust = Trust::kCheckHashes);

  [[nodiscard]] const Header& header() const { return header_; }
  [[nodiscard]] const std::vector<Touched>& touched() const { return touched_; }
  /// False: a leaf is not what this program can read. `recorded` and `events` must not be asked then.
  [[nodiscard]] bool understood() const { return understood_; }
  [[nodiscard]] const schema::Recorded& recorded() const { return *recorded_; }
  [[nodiscard]] const schema::Command& command() const { return *command_; }
  [[nodiscard]] const std::vector<const schema::Event*>& events() const { return events_; }
  /// The exact stored bytes of a leaf: 0 is the command, i + 1 is event i.
  [[nodiscard]] const std::vector<ConstBytes>& leaves() const { return leaves_; }
  [[nodiscard]] const std::vector<ConstBytes>& ciphertexts() const { return ciphertexts_; }

 private:
  Status ReadTouched(RecordView record, Trust trust);
  Status ReadBody(ConstBytes body, Trust trust);
  void ReadLeaves();

  Header header_;
  std::vector<Touched> touched_;
  std::vector<ConstBytes> leaves_;
  std::vector<ConstBytes> ciphertexts_;
  bool understood_ = false;
  const schema::Recorded* recorded_ = nullptr;
  const schema::Command* command_ = nullptr;
  std::vector<const schema::Event*> events_;
};

/// RFC 6962 root over the leaves' bytes.
[[nodiscard]] Hash EventsRoot(std::span<const ConstBytes> leaves);

// --- between our ids and the schema's ---
template <class IdType>
[[nodiscard]] schema::Id ToSchema(const IdType& id) {
  return schema::Id(flatbuffers::span<const std::uint8_t, 16>(id.bytes));
}
/// A missing id reads as all zeros.
template <class IdType>
[[nodiscard]] IdType FromSchema(const schema::Id* id) {
  IdType result;
  if (id != nullptr) std::memcpy(result.bytes.data(), id->bytes()->data(), result.bytes.size());
  return result;
}
[[nodiscard]] inline EntityId Entity(const schema::Id* id) { return FromSchema<EntityId>(id); }

/// Packs a plain struct of the schema into a finished buffer.
template <class Native>
[[nodiscard]] Bytes PackLeaf(const Native& native) {
  flatbuffers::FlatBufferBuilder builder(512);
  builder.Finish(Native::TableType::Pack(builder, &native));
  return Bytes(builder.GetBufferPointer(), builder.GetBufferPointer() + builder.GetSize());
}

}  // namespace fascicolo::events
