// The bytes of the embedded log, as FORMAT.md beside this file describes them. Pure: no I/O.
#pragma once

#include "events/ledger.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::events {

inline constexpr std::size_t kSegmentHeaderBytes = 64;
inline constexpr std::size_t kFrameBytes = 16;     ///< in front of each record
inline constexpr std::size_t kFrameAlignment = 8;  ///< each frame begins on a multiple of this
inline constexpr std::size_t kEndSlotBytes = 512;  ///< one disk sector: written whole or not at all
inline constexpr std::uint32_t kSegmentFormat = 1;

// -- segment header

using SegmentHeaderBytes = std::array<std::uint8_t, kSegmentHeaderBytes>;
struct SegmentHeader {
  LedgerId ledger;
  std::uint64_t base = 0;  ///< the log offset of the file's first byte
};
[[nodiscard]] SegmentHeaderBytes EncodeSegmentHeader(const SegmentHeader& header);

/// A problem found in stored bytes, and where.
struct Flaw {
  std::uint64_t byte = 0;  ///< relative to the bytes looked at
  std::string what;
  bool too_new = false;  ///< intact, but written by a newer program
};
/// `bytes` holds at least kSegmentHeaderBytes.
[[nodiscard]] Result<SegmentHeader, Flaw> DecodeSegmentHeader(ConstBytes bytes);

/// "<base as 16 hexadecimal digits>.seg".
[[nodiscard]] std::string SegmentName(std::uint64_t base);
/// The base in a segment's name; nothing for any other name.
[[nodiscard]] std::optional<std::uint64_t> BaseInName(const std::string& name);

// -- frames

/// Bytes that a record of `record_bytes` takes in a segment: frame, record, padding.
[[nodiscard]] constexpr std::uint64_t FramedBytes(std::size_t record_bytes) {
  return (kFrameBytes + record_bytes + kFrameAlignment - 1) / kFrameAlignment * kFrameAlignment;
}
/// Adds frame, record and padding behind `to`, whose size is a multiple of kFrameAlignment.
void AddFramed(std::vector<std::uint8_t>& to, RecordView record);

/// What stands at the beginning of some bytes of a segment.
struct FrameLook {
  enum class Outcome {
    kWhole,  ///< a record, every checksum right
    kCut,    ///< right so far, but `bytes` of it are needed to tell
    kBad,    ///< no record: `problem` at byte `at` of the frame
  };
  Outcome outcome = Outcome::kBad;
  std::uint64_t bytes = 0;  ///< of frame, record and padding
  ConstBytes record;
  std::uint64_t at = 0;
  const char* problem = "";
};
[[nodiscard]] FrameLook LookAtFrame(ConstBytes bytes);

/// The record's header carries the right checksum of its own.
[[nodiscard]] bool IsHeaderIntact(ConstBytes record);

// -- the remembered end

struct EndSlot {
  LedgerId ledger;
  std::uint64_t sequence = 0;  ///< counts the writes; its lowest bit is the slot's number
  LogOffset end;
  bool clean = false;
  bool operator==(const EndSlot&) const = default;
};
using EndSlotBytes = std::array<std::uint8_t, kEndSlotBytes>;
[[nodiscard]] EndSlotBytes EncodeEndSlot(const EndSlot& slot);
/// `bytes` holds at least kEndSlotBytes.
[[nodiscard]] Result<EndSlot, Flaw> DecodeEndSlot(ConstBytes bytes);

}  // namespace fascicolo::events
