#include "events/segments/place.h"

#include <algorithm>

namespace fascicolo::events {

Failure DamageAt(const std::string& path, std::uint64_t byte, const std::string& what) {
  return Failure{FailureCode::kDamaged, path + ": byte " + std::to_string(byte) + ": " + what};
}

Failure DamageOf(const std::string& path, const Flaw& flaw) {
  Failure failure = DamageAt(path, flaw.byte, flaw.what);
  if (flaw.too_new) failure.code = FailureCode::kTooNew;
  return failure;
}

Result<std::unique_ptr<LogFile>> OpenSegment(const LogPlace& place, std::uint64_t base,
                                             OpenMode mode) {
  const std::string path = place.PathOf(base);
  auto file = place.files->Open(path, mode);
  if (!file) {
    const Failure failure = FailureOf(file.error(), path, "open");
    if (failure.code == FailureCode::kNotFound) return DamageAt(path, 0, "the file is missing");
    return failure;
  }
  SegmentHeaderBytes bytes;
  auto got = ReadFully(**file, 0, bytes);
  if (!got) return FailureOf(got.error(), path, "read");
  if (*got < bytes.size()) return DamageAt(path, *got, "the file ends inside its header");
  auto header = DecodeSegmentHeader(bytes);
  if (!header) return DamageOf(path, header.error());
  if (header->ledger != place.ledger) {
    return DamageAt(path, 8, "belongs to the ledger " + ToHex(header->ledger));
  }
  if (header->base != base) {
    return DamageAt(path, 24, "is the segment " + SegmentName(header->base));
  }
  return std::move(*file);
}

LogExtent::LogExtent(LogPlace place, std::vector<std::uint64_t> bases, LogOffset end)
    : place_(std::move(place)), end_(end.value), bases_(std::move(bases)) {}

LogExtent::Segment LogExtent::Holding(LogOffset offset) const {
  const std::scoped_lock hold(guard_);
  const auto behind = std::upper_bound(bases_.begin(), bases_.end(), offset.value);
  FASCICOLO_CHECK(behind != bases_.begin());
  Segment segment{*(behind - 1), std::nullopt};
  if (behind != bases_.end()) segment.next = *behind;
  return segment;
}

void LogExtent::AddSegment(std::uint64_t base) {
  const std::scoped_lock hold(guard_);
  FASCICOLO_CHECK(bases_.empty() || bases_.back() < base);
  bases_.push_back(base);
}

}  // namespace fascicolo::events
