// The remembered end: how far the log was durable, in a file of two slots written in turn, so that
// one of them is whole whenever the power goes. It tells a torn tail (above it) from damage (at or
// below it).
#pragma once

#include "events/segments/place.h"

#include <memory>

namespace fascicolo::events {

/// The open file DIR/segments/END.
class EndFile {
 public:
  /// Makes it, durably, with the end 0. Before the first segment: so segments without it are never
  /// a crash's work.
  static Status Create(const LogPlace& place);

  /// Reads both slots. kDamaged: both are bad; one is bad although the other says that the ledger
  /// was closed cleanly; they contradict each other; another ledger's. kNotFound: there is no such
  /// file.
  static Result<EndFile> Open(const LogPlace& place, OpenMode mode = OpenMode::kReadWrite);

  /// The newest end that was found or written.
  [[nodiscard]] LogOffset end() const { return newest_.end; }
  /// Found so: the ledger was closed cleanly, and nothing may lie behind end().
  [[nodiscard]] bool was_clean() const { return was_clean_; }

  /// Writes one slot, unsynced.
  Status Remember(LogOffset end);
  Status Sync();
  /// Writes both slots, one after the other, and syncs each.
  Status Mark(LogOffset end, bool clean);

 private:
  EndFile(const LogPlace& place, std::unique_ptr<LogFile> file)
      : path_(place.PathOfEnd()), file_(std::move(file)), newest_{place.ledger, 0, {}, false} {}
  Status Judge(std::span<const Result<EndSlot, Flaw>, 2> slots);
  Status Write(LogOffset end, bool clean);

  std::string path_;
  std::unique_ptr<LogFile> file_;
  EndSlot newest_;
  bool was_clean_ = false;
};

}  // namespace fascicolo::events
