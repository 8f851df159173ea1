#include "events/segments/end_file.h"

#include <array>

namespace fascicolo::events {
namespace {

constexpr std::uint64_t kSlots = 2;
constexpr std::uint64_t kFileBytes = kSlots * kEndSlotBytes;

Failure InSlot(const std::string& path, std::uint64_t slot, Flaw flaw) {
  flaw.byte += slot * kEndSlotBytes;
  return DamageOf(path, flaw);
}

}  // namespace

Status EndFile::Create(const LogPlace& place) {
  const std::string unfinished = place.PathOfUnfinished();
  auto file = place.files->Open(unfinished, OpenMode::kCreate);
  if (!file) return FailureOf(file.error(), unfinished, "create");
  for (std::uint64_t sequence = 0; sequence < kSlots; ++sequence) {
    const EndSlotBytes bytes = EncodeEndSlot({place.ledger, sequence, LogOffset{0}, false});
    if (auto done = WriteFully(**file, sequence * kEndSlotBytes, bytes); !done) {
      return FailureOf(done.error(), unfinished, "write");
    }
  }
  if (auto done = (*file)->Sync(); !done) return FailureOf(done.error(), unfinished, "fsync");
  if (auto done = place.files->Rename(unfinished, place.PathOfEnd()); !done) {
    return FailureOf(done.error(), unfinished, "rename");
  }
  if (auto done = place.files->SyncDirectory(place.directory); !done) {
    return FailureOf(done.error(), place.directory, "fsync");
  }
  return {};
}

Result<EndFile> EndFile::Open(const LogPlace& place, OpenMode mode) {
  const std::string path = place.PathOfEnd();
  auto file = place.files->Open(path, mode);
  if (!file) return FailureOf(file.error(), path, "open");
  std::array<std::uint8_t, kFileBytes + 1> bytes{};
  auto got = ReadFully(**file, 0, bytes);
  if (!got) return FailureOf(got.error(), path, "read");
  if (*got != kFileBytes) return DamageAt(path, *got, "the file has not its 1024 bytes");
  const std::array<Result<EndSlot, Flaw>, kSlots> slots{
      DecodeEndSlot(ConstBytes(bytes).first(kEndSlotBytes)),
      DecodeEndSlot(ConstBytes(bytes).subspan(kEndSlotBytes, kEndSlotBytes))};
  EndFile opened(place, std::move(*file));
  if (auto judged = opened.Judge(slots); !judged) return judged.error();
  return opened;
}

Status EndFile::Judge(std::span<const Result<EndSlot, Flaw>, 2> slots) {
  for (std::uint64_t i = 0; i < kSlots; ++i) {
    const auto& slot = slots[i];
    const auto& other = slots[1 - i];
    if (!slot) {
      // Sectors are written whole or not at all; one torn slot is tolerated all the same, but not
      // beside a clean one.
      if (!other || other->clean || slot.error().too_new) return InSlot(path_, i, slot.error());
      continue;
    }
    if (slot->ledger != newest_.ledger) {
      return InSlot(path_, i, {8, "belongs to the ledger " + ToHex(slot->ledger)});
    }
    if (slot->sequence % kSlots != i) return InSlot(path_, i, {24, "sequence of the other slot"});
    if (i == 0 || !other || slot->sequence > newest_.sequence) newest_ = *slot;
  }
  if (!slots[0] || !slots[1]) return {};
  const EndSlot& older = slots[0]->sequence < slots[1]->sequence ? *slots[0] : *slots[1];
  if (older.end > newest_.end) {
    return InSlot(path_, newest_.sequence % kSlots, {32, "the end lies before an older end"});
  }
  was_clean_ = older.clean && newest_.clean;
  if (was_clean_ && (older.end != newest_.end || older.sequence + 1 != newest_.sequence)) {
    return InSlot(path_, 0, {24, "the two slots of a clean close differ"});
  }
  return {};
}

Status EndFile::Write(LogOffset end, bool clean) {
  EndSlot slot = newest_;
  ++slot.sequence;
  slot.end = end;
  slot.clean = clean;
  const EndSlotBytes bytes = EncodeEndSlot(slot);
  const std::uint64_t at = slot.sequence % kSlots * kEndSlotBytes;
  if (auto done = WriteFully(*file_, at, bytes); !done) {
    return FailureOf(done.error(), path_, "write");
  }
  newest_ = slot;
  return {};
}

Status EndFile::Remember(LogOffset end) { return Write(end, false); }

Status EndFile::Sync() {
  if (auto done = file_->SyncData(); !done) return FailureOf(done.error(), path_, "fdatasync");
  return {};
}

Status EndFile::Mark(LogOffset end, bool clean) {
  for (std::uint64_t i = 0; i < kSlots; ++i) {
    if (auto done = Write(end, clean); !done) return done;
    if (auto done = Sync(); !done) return done;
  }
  return {};
}

}  // namespace fascicolo::events
