#include "events/segments/unlocked_segments.h"

#include "events/segments/opening.h"
#include "events/segments/reader.h"

namespace fascicolo::events {
namespace {

/// A slot of END that is just being written may be read half: the next look finds it whole.
constexpr int kLooks = 20;

LogPlace PlaceIn(const std::string& directory, LedgerId ledger) {
  return {&SystemFiles(), directory + "/segments", ledger};
}

Failure ReadOnly() { return {FailureCode::kIo, "this log was opened to be read only"}; }

}  // namespace

Result<std::unique_ptr<UnlockedSegments>> UnlockedSegments::Open(const std::string& directory, LedgerId ledger) {
  const LogPlace place = PlaceIn(directory, ledger);
  auto remembered = EndFile::Open(place, OpenMode::kRead);
  for (int look = 1; !remembered && remembered.error().code == FailureCode::kDamaged && look < kLooks; ++look) {
    remembered = EndFile::Open(place, OpenMode::kRead);
  }
  if (!remembered) return remembered.error();
  return OpenUpTo(directory, ledger, remembered->end());
}

// END was read before: a segment that is made meanwhile lies behind it.
Result<std::unique_ptr<UnlockedSegments>> UnlockedSegments::OpenUpTo(const std::string& directory, LedgerId ledger,
                                                                     LogOffset end) {
  const LogPlace place = PlaceIn(directory, ledger);
  auto bases = ListSegments(place);
  if (!bases) return bases.error();
  std::erase_if(*bases, [end](std::uint64_t base) { return base >= end.value; });
  if (end > LogOffset{0} && (bases->empty() || bases->front() != 0)) {
    return DamageAt(place.PathOf(std::uint64_t{0}), 0, "the first segment is missing");
  }
  return std::unique_ptr<UnlockedSegments>(
      new UnlockedSegments(std::make_shared<LogExtent>(place, std::move(*bases), end)));
}

Status UnlockedSegments::Append(std::span<const Record>) { return ReadOnly(); }
Result<std::uint64_t> UnlockedSegments::Settle() { return ReadOnly(); }
Result<std::unique_ptr<LogReader>> UnlockedSegments::Read(LogOffset from) { return ReaderFrom(extent_, from); }
LogOffset UnlockedSegments::end() const { return extent_->end(); }

}  // namespace fascicolo::events
