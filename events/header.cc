#include "events/header.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "events/big_endian.h"

namespace fascicolo::events {
namespace {

constexpr std::uint32_t kMagic = 0x46415343;  // "FASC"
constexpr std::size_t kReservedAt = 192;
constexpr std::size_t kChecksumAt = 252;

/// Walks the fields in their stored order; one list for both directions, so that they cannot differ.
template <class Walker, class HeaderType>
void WalkFields(Walker& walk, HeaderType& header) {
  walk.Bytes(header.ledger.bytes);
  walk.Number(header.lineage.value);
  walk.Number(header.position.value);
  walk.Bytes(header.previous.bytes);
  walk.Number(header.term.value);
  walk.Bytes(header.writer.bytes);
  walk.Signed(header.recorded_at.micros);
  walk.Bytes(header.command.bytes);
  walk.Bytes(header.events_root.bytes);
  walk.Bytes(header.touched_hash.bytes);
  walk.Number(header.touched_count);
  walk.Number(header.event_count);
}

struct Putter {
  std::uint8_t* at;
  void Bytes(const auto& bytes) { at = std::copy(bytes.begin(), bytes.end(), at); }
  void Number(auto value) { at = PutBigEndian(at, value); }
  void Signed(std::int64_t value) { at = PutBigEndian(at, static_cast<std::uint64_t>(value)); }
};

struct Getter {
  const std::uint8_t* at;
  void Bytes(auto& bytes) {
    std::copy_n(at, bytes.size(), bytes.begin());
    at += bytes.size();
  }
  template <class N>
  void Number(N& value) {
    value = GetBigEndian<N>(at);
    at += sizeof value;
  }
  void Signed(std::int64_t& value) {
    value = static_cast<std::int64_t>(GetBigEndian<std::uint64_t>(at));
    at += sizeof value;
  }
};

bool IsKnown(std::uint16_t kind) {
  return kind >= static_cast<std::uint16_t>(CommitKind::kLedgerOpened) &&
         kind <= static_cast<std::uint16_t>(CommitKind::kRefused);
}

}  // namespace

HeaderBytes EncodeHeader(const Header& header) {
  HeaderBytes bytes{};
  Putter put{bytes.data()};
  put.Number(kMagic);
  put.Number(kHeaderFormat);
  put.Number(static_cast<std::uint16_t>(header.kind));
  WalkFields(put, header);
  FASCICOLO_CHECK(put.at == bytes.data() + kReservedAt);
  PutBigEndian(bytes.data() + kChecksumAt, Crc32(ConstBytes(bytes).first(kChecksumAt)));
  return bytes;
}

Result<Header> DecodeHeader(ConstBytes bytes) {
  if (bytes.size() < sizeof kMagic || GetBigEndian<std::uint32_t>(bytes.data()) != kMagic) {
    return Failure{FailureCode::kUnavailable, "foreign record: does not begin with FASC"};
  }
  if (bytes.size() < kHeaderBytes) {
    return Failure{FailureCode::kDamaged, "record of " + std::to_string(bytes.size()) + " bytes: a header has " +
                                              std::to_string(kHeaderBytes)};
  }
  if (GetBigEndian<std::uint32_t>(&bytes[kChecksumAt]) != Crc32(bytes.first(kChecksumAt))) {
    return Failure{FailureCode::kDamaged, "commit header: checksum differs"};
  }
  const auto format = GetBigEndian<std::uint16_t>(&bytes[4]);
  const auto kind = GetBigEndian<std::uint16_t>(&bytes[6]);
  if (format != kHeaderFormat || !IsKnown(kind)) {
    return Failure{FailureCode::kTooNew, "commit header: format " + std::to_string(format) +
                                             ", kind " + std::to_string(kind) +
                                             ": written by a newer program"};
  }
  const auto reserved = bytes.subspan(kReservedAt, kChecksumAt - kReservedAt);
  if (std::any_of(reserved.begin(), reserved.end(), [](std::uint8_t byte) { return byte != 0; })) {
    return Failure{FailureCode::kTooNew, "commit header: reserved bytes are in use"};
  }
  Header header;
  header.kind = static_cast<CommitKind>(kind);
  Getter get{&bytes[8]};
  WalkFields(get, header);
  return header;
}

Hash LeafOf(ConstBytes header) {
  static constexpr std::uint8_t kLeafTag = 0x00;
  return Sha256({ConstBytes(&kLeafTag, 1), header.first(kHeaderBytes)});
}

}  // namespace fascicolo::events
