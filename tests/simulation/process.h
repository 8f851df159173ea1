// One process of the simulated world: a loop over its own rows and its handle on the shared log, plus an independent
// reader. It can be stepped, paused (simply not stepped), killed at any point, and started again on what it had kept.
#pragma once

#include <memory>
#include <optional>

#include "engine/loop/loop.h"
#include "events/store/memory_rows.h"
#include "simulation/shared_keys.h"
#include "simulation/shared_log.h"

namespace fascicolo::simulation {

inline constexpr const char* kOrigin = "simulated.example/fascicolo";

/// The mistakes that the simulation must find; each is planted by a decorator in process.cc.
enum class Plant {
  kNone,
  kAcknowledgeBeforeAcceptance,  ///< the writer's reader shows its own records before the log has them
  kExecuteDuringReplay,          ///< an obligation met during replay is executed there and then
  kFoldSuperseded,               ///< the independent reader folds what the rule superseded
  kDropOverlayTooLate,           ///< the overlay outlives the loss of its commits
  kKeysNotYetDurable,            ///< texts are sealed under keys that a crash takes away
};

class VirtualClock final : public engine::Clock {
 public:
  Instant now;
  Instant Now() override { return now; }
};

class Process {
 public:
  Process(SharedLog& log, SharedKeys& keys, std::uint64_t seed, std::uint8_t number, Plant plant);

  /// Starts, or starts again: takes up the kept rows, follows the log, claims the term.
  Status Start();
  /// kill -9: the loop and everything unkept is gone; what is on the wire may still arrive.
  void Kill();
  [[nodiscard]] bool runs() const { return loop_ != nullptr; }
  Status Step() { return loop_->Step(); }
  /// The rows reach the disk as they stand between two steps.
  void KeepRows();
  /// Moves the independent reader on; false when it stopped.
  [[nodiscard]] bool ReadOn(std::size_t max_bytes);
  /// Takes its views up where they stand and moves them to the visible end; false when they stopped.
  [[nodiscard]] bool MoveViews();

  [[nodiscard]] engine::Loop& loop() { return *loop_; }
  [[nodiscard]] WireLedger& wire() { return *wire_; }
  [[nodiscard]] VirtualClock& clock() { return clock_; }
  [[nodiscard]] const store::Rows& reader_rows() const { return *reader_rows_; }
  [[nodiscard]] const store::Rows& view_rows() const { return *view_rows_; }
  [[nodiscard]] Position reader_position() const { return reader_point_.head.next; }

 private:
  void ExecuteWhatReplayMet();

  SharedLog& log_;
  SharedKeys& keys_;
  std::optional<vault::Vault> vault_;
  events::SeededRandom random_;
  std::uint8_t number_;
  Plant plant_;
  std::uint8_t life_ = 0;
  VirtualClock clock_;
  std::unique_ptr<WireLedger> wire_;
  std::unique_ptr<events::Ledger> shown_;  ///< a planted mistake before the wire
  std::unique_ptr<store::MemoryRows> rows_;
  store::RowBatch kept_;
  std::unique_ptr<engine::Loop> loop_;
  std::unique_ptr<store::MemoryRows> reader_rows_;
  events::FollowPoint reader_point_;
  std::unique_ptr<store::MemoryRows> view_rows_;
};

}  // namespace fascicolo::simulation
