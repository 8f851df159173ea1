#include "events/segments/format.h"

#include "events/big_endian.h"

#include <algorithm>

namespace fascicolo::events {
namespace {

constexpr std::uint32_t kSegmentMagic = 0x46534547;  // "FSEG"
constexpr std::uint32_t kFrameMagic = 0x46524543;    // "FREC"
constexpr std::uint32_t kEndMagic = 0x46454E44;      // "FEND"
constexpr std::uint32_t kCleanFlag = 1;
constexpr std::size_t kHeaderSumAt = kHeaderBytes - 4;

std::uint32_t WordAt(ConstBytes bytes, std::size_t at) {
  return GetBigEndian<std::uint32_t>(&bytes[at]);
}

bool IsZero(ConstBytes bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

/// Segment header and end slot begin alike (magic, format, ledger id) and end alike (checksum).
std::uint8_t* PutOpening(std::uint8_t* at, std::uint32_t magic, const LedgerId& ledger) {
  at = PutBigEndian(at, magic);
  at = PutBigEndian(at, kSegmentFormat);
  return std::copy(ledger.bytes.begin(), ledger.bytes.end(), at);
}

std::optional<Flaw> FlawOfOpening(ConstBytes bytes, std::uint32_t magic) {
  const std::size_t sum_at = bytes.size() - 4;
  if (WordAt(bytes, 0) != magic) return Flaw{0, "wrong magic"};
  if (WordAt(bytes, sum_at) != Crc32(bytes.first(sum_at))) return Flaw{sum_at, "checksum differs"};
  if (WordAt(bytes, 4) != kSegmentFormat) {
    return Flaw{4, "format " + std::to_string(WordAt(bytes, 4)) + " is of a newer program", true};
  }
  return std::nullopt;
}

LedgerId LedgerIn(ConstBytes bytes) {
  LedgerId ledger;
  std::copy_n(bytes.begin() + 8, ledger.bytes.size(), ledger.bytes.begin());
  return ledger;
}

FrameLook BadFrame(std::uint64_t at, const char* problem) {
  FrameLook look;
  look.at = at;
  look.problem = problem;
  return look;
}

FrameLook CutFrame(std::uint64_t needed) {
  FrameLook look;
  look.outcome = FrameLook::Outcome::kCut;
  look.bytes = needed;
  return look;
}

}  // namespace

SegmentHeaderBytes EncodeSegmentHeader(const SegmentHeader& header) {
  SegmentHeaderBytes bytes{};
  PutBigEndian(PutOpening(bytes.data(), kSegmentMagic, header.ledger), header.base);
  PutBigEndian(&bytes[60], Crc32(ConstBytes(bytes).first(60)));
  return bytes;
}

Result<SegmentHeader, Flaw> DecodeSegmentHeader(ConstBytes bytes) {
  bytes = bytes.first(kSegmentHeaderBytes);
  if (auto flaw = FlawOfOpening(bytes, kSegmentMagic)) return *flaw;
  if (!IsZero(bytes.subspan(32, 28))) return Flaw{32, "reserved bytes are in use", true};
  return SegmentHeader{LedgerIn(bytes), GetBigEndian<std::uint64_t>(&bytes[24])};
}

std::string SegmentName(std::uint64_t base) {
  std::array<std::uint8_t, 8> bytes;
  PutBigEndian(bytes.data(), base);
  return ToHex(bytes.data(), bytes.size()) + ".seg";
}

std::optional<std::uint64_t> BaseInName(const std::string& name) {
  std::array<std::uint8_t, 8> bytes;
  if (name.size() != 20 || !name.ends_with(".seg") ||
      !FromHex(std::string_view(name).substr(0, 16), bytes.data(), bytes.size())) {
    return std::nullopt;
  }
  const auto base = GetBigEndian<std::uint64_t>(bytes.data());
  if (name != SegmentName(base)) return std::nullopt;
  return base;
}

void AddFramed(std::vector<std::uint8_t>& to, RecordView record) {
  const std::size_t begin = to.size();
  to.resize(begin + FramedBytes(record.bytes.size()), 0);
  std::uint8_t* const frame = to.data() + begin;
  std::uint8_t* at = PutBigEndian(frame, kFrameMagic);
  at = PutBigEndian(at, static_cast<std::uint32_t>(record.bytes.size()));
  at = PutBigEndian(at, Crc32(record.rest()));
  at = PutBigEndian(at, Crc32(ConstBytes(frame, 12)));
  std::copy(record.bytes.begin(), record.bytes.end(), at);
}

FrameLook LookAtFrame(ConstBytes bytes) {
  if (bytes.size() < kFrameBytes) return CutFrame(kFrameBytes);
  if (WordAt(bytes, 0) != kFrameMagic) return BadFrame(0, "no record begins here");
  if (WordAt(bytes, 12) != Crc32(bytes.first(12))) {
    return BadFrame(12, "checksum of the frame differs");
  }
  const std::size_t size = WordAt(bytes, 4);
  if (size < kHeaderBytes || size > kMaxRecordBytes) {
    return BadFrame(4, "record length out of range");
  }
  FrameLook look;
  look.bytes = FramedBytes(size);
  if (bytes.size() < look.bytes) return CutFrame(look.bytes);
  look.record = bytes.subspan(kFrameBytes, size);
  if (!IsHeaderIntact(look.record)) {
    return BadFrame(kFrameBytes, "checksum of the record's header differs");
  }
  if (WordAt(bytes, 8) != Crc32(look.record.subspan(kHeaderBytes))) {
    return BadFrame(kFrameBytes + kHeaderBytes, "checksum of the record's body differs");
  }
  if (!IsZero(bytes.subspan(kFrameBytes + size, look.bytes - kFrameBytes - size))) {
    return BadFrame(kFrameBytes + size, "padding is not zero");
  }
  look.outcome = FrameLook::Outcome::kWhole;
  return look;
}

bool IsHeaderIntact(ConstBytes record) {
  return WordAt(record, kHeaderSumAt) == Crc32(record.first(kHeaderSumAt));
}

EndSlotBytes EncodeEndSlot(const EndSlot& slot) {
  EndSlotBytes bytes{};
  std::uint8_t* at = PutOpening(bytes.data(), kEndMagic, slot.ledger);
  at = PutBigEndian(at, slot.sequence);
  at = PutBigEndian(at, slot.end.value);
  PutBigEndian(at, slot.clean ? kCleanFlag : 0U);
  PutBigEndian(&bytes[508], Crc32(ConstBytes(bytes).first(508)));
  return bytes;
}

Result<EndSlot, Flaw> DecodeEndSlot(ConstBytes bytes) {
  bytes = bytes.first(kEndSlotBytes);
  if (auto flaw = FlawOfOpening(bytes, kEndMagic)) return *flaw;
  if (WordAt(bytes, 40) > kCleanFlag || !IsZero(bytes.subspan(44, 464))) {
    return Flaw{40, "flags or reserved bytes of a newer program", true};
  }
  return EndSlot{LedgerIn(bytes), GetBigEndian<std::uint64_t>(&bytes[24]),
                 LogOffset{GetBigEndian<std::uint64_t>(&bytes[32])}, WordAt(bytes, 40) != 0};
}

}  // namespace fascicolo::events
