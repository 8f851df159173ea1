// The port through which a town acts: the front door, and a look at what the office's screens show.
#pragma once

#include "engine/loop/request.h"
#include "events/calendar.h"
#include "events/result.h"
#include "events/store/rows.h"

namespace fascicolo::simulator {

/// One thread. Commands are handed over in groups, so that a log need not be made durable for each
/// of them alone.
class TownDesk {
 public:
  virtual ~TownDesk() = default;
  /// Moves virtual time; never back. It is the time at which the commands of the next Settle are
  /// recorded.
  virtual void SetNow(Instant now) = 0;
  /// Hands a command over, behind those before it. Its outcome comes during the next Settle, or at
  /// once.
  virtual void Submit(engine::Request request, engine::Completion completion) = 0;
  /// Returns when every outcome is there and all that was due by now (new days, obligations) is
  /// done.
  virtual Status Settle() = 0;
  /// The state as of the last Settle; valid until the next one. Throws store::StoreBroken.
  [[nodiscard]] virtual const store::Rows& rows() const = 0;
};

}  // namespace fascicolo::simulator
