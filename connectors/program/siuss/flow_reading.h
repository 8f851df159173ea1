// The flows to the SIUSS of an opened authority, folded from its log piece by piece, and written out with the names
// and codes that the vault opens.
#pragma once

#include "connectors/exports/siuss/flow_xml.h"
#include "connectors/program/authority/node.h"
#include "engine/loop/folded_state.h"
#include "events/follower.h"
#include "events/store/memory_rows.h"

#include <memory>
#include <optional>
#include <string>

namespace fascicolo::program {

/// A flow as it leaves; or why it cannot.
struct WrittenFlow {
  std::string xml;                     ///< empty: it does not leave
  std::optional<siuss::Reason> reason;
};

/// Holds a state of its own in memory, as large as the ledger's. One thread: the node's.
class FlowReading {
 public:
  /// `last`: commits behind it are left alone; none: as far as the log goes.
  explicit FlowReading(Node& node, std::optional<Position> last = {}) : node_(node), last_(last) {}

  /// Folds what the log has, at most about so many pieces of it (kReadBytes); no `pieces`: all of it. True: nothing
  /// is left. Failures of the log, kDamaged; kUnavailable: interrupted.
  [[nodiscard]] Result<bool> CatchUp(std::optional<int> pieces = {});
  [[nodiscard]] const siuss::FlowBook& book() const { return book_; }

  /// Failures of the log or the vault. The views must reach as far as the flows.
  [[nodiscard]] Result<WrittenFlow> Write(const siuss::Flow& flow, const siuss::Transmitter& transmitter);

 private:
  [[nodiscard]] Status Begin();
  [[nodiscard]] std::string OwnIdOf(EntityId minor);

  Node& node_;
  const std::optional<Position> last_;
  store::MemoryRows rows_;
  std::unique_ptr<engine::FoldedState> folded_;
  std::optional<events::Follower> follower_;
  siuss::FlowBook book_;
};

}  // namespace fascicolo::program
