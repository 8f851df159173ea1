// The flows to the SIUSS of an authority, folded from its log piece by piece.
#pragma once

#include "connectors/exports/siuss/flow_book.h"
#include "connectors/program/authority/readable.h"
#include "engine/loop/folded_state.h"
#include "events/follower.h"
#include "events/store/memory_rows.h"

#include <memory>
#include <optional>

namespace fascicolo::program {

/// Holds a state of its own in memory, as large as the ledger's. One thread: of a node, the node's.
class FlowReading {
 public:
  /// `last`: commits behind it are left alone; none: as far as the log goes.
  explicit FlowReading(Readable& source, std::optional<Position> last = {}) : source_(source), last_(last) {}

  /// Folds what the log has, at most about so many pieces of it (kReadBytes); no `pieces`: all of it. True: nothing
  /// is left. Failures of the log, kDamaged; kUnavailable: interrupted.
  [[nodiscard]] Result<bool> CatchUp(std::optional<int> pieces = {});
  [[nodiscard]] const siuss::FlowBook& book() const { return book_; }

 private:
  [[nodiscard]] Status Begin();

  Readable& source_;
  const std::optional<Position> last_;
  store::MemoryRows rows_;
  std::unique_ptr<engine::FoldedState> folded_;
  std::optional<events::Follower> follower_;
  siuss::FlowBook book_;
};

}  // namespace fascicolo::program
