// The fixed header of a commit: 256 bytes, big-endian, described byte by byte in events/FORMAT.md (design D2). It is
// all that the acceptance rule reads, and its hash is the commit's leaf in the ledger's tree.
#pragma once

#include <array>
#include <cstdint>

#include "events/calendar.h"
#include "events/hash.h"
#include "events/names.h"
#include "events/record.h"
#include "events/result.h"

namespace fascicolo::events {

inline constexpr std::uint16_t kHeaderFormat = 1;

/// What a commit is. Numbers are for ever; 0 is never used.
enum class CommitKind : std::uint16_t {
  kLedgerOpened = 1,    ///< position 0 of every ledger, and nowhere else
  kTermStarted = 2,     ///< somebody claims to be the writer
  kLineageStarted = 3,  ///< a restore from an older backup goes on under a higher lineage
  kDecided = 4,         ///< a command was accepted: its events are in the body
  kRefused = 5,         ///< a rule said no to a command: recorded, without events
};

struct Header {
  CommitKind kind = CommitKind::kDecided;
  LedgerId ledger;
  Lineage lineage;
  Position position;
  Hash previous;              ///< leaf of the accepted commit before; for position 0 SHA-256(origin)
  Term term;
  WriterId writer;
  Instant recorded_at;        ///< the writer's clock, never going back within a ledger
  CommandId command;
  Hash events_root;           ///< RFC 6962 root over the stored bytes of command and events
  Hash touched_hash;          ///< SHA-256 of the touched array
  std::uint32_t touched_count = 0;
  std::uint32_t event_count = 0;
  bool operator==(const Header&) const = default;
};

using HeaderBytes = std::array<std::uint8_t, kHeaderBytes>;

[[nodiscard]] HeaderBytes EncodeHeader(const Header& header);

/// Reads a header from outside, of any length. kDamaged: our magic, but checksum or reserved bytes are wrong, or bytes
/// are missing. kTooNew: our magic and a right checksum, but a format or kind of a newer program: the reader must stop,
/// not skip. kUnavailable: not our magic, a foreign record.
[[nodiscard]] Result<Header> DecodeHeader(ConstBytes bytes);

/// The commit's leaf: SHA-256(0x00 || header), RFC 6962 section 2.1.
[[nodiscard]] Hash LeafOf(ConstBytes header);

}  // namespace fascicolo::events
