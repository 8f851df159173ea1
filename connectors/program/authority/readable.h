// One authority to be read from: what questions need of it, be it the node that is open or what it was at one moment.
#pragma once

#include "connectors/program/authority/authority.h"
#include "connectors/program/authority/known_events.h"
#include "engine/state/state.h"
#include "projections/projector.h"

namespace fascicolo::program {

class Readable {
 public:
  virtual ~Readable() = default;
  [[nodiscard]] virtual const AuthorityIdentity& identity() const = 0;
  /// The log, for whoever reads much of it: Ctrl-C ends that.
  [[nodiscard]] virtual events::Ledger& log() = 0;
  /// The accepted state.
  [[nodiscard]] virtual engine::State state() = 0;
  [[nodiscard]] virtual const store::Rows& views() = 0;
  /// Of the whole ledger, the node's own for each of its moments.
  [[nodiscard]] virtual KnownEvents& known_events() = 0;
  /// Moves the views to where the state stands.
  virtual Status CatchUpViews(const projections::OnProgress& on_progress = {}) = 0;
};

}  // namespace fascicolo::program
