// One reading of the ledger from its beginning, with the state beside it: for questions about how things came about.
#pragma once

#include "connectors/program/reading.h"
#include "engine/loop/folded_state.h"
#include "events/store/memory_rows.h"

#include <functional>
#include <memory>
#include <string>

namespace fascicolo::program {

/// An event, and the state behind its commit. Borrowed: for the time of the visit.
struct SeenEvent {
  const events::CommitReading& commit;
  std::uint32_t index = 0;
  const schema::Event& event;
  const engine::State& state;
  [[nodiscard]] EntityId entity() const { return events::Entity(event.entity()); }
  /// When it was decided: a foreign history says so itself.
  [[nodiscard]] Day decided_on() const;
};

/// An event as an anomaly names it.
struct EventRef {
  Position position;
  std::uint32_t event = 0;
  std::string type;
  std::string actor;
  Day on;        ///< effective
  EntityId act;  ///< by which it took effect; zero: none
  bool imported = false;
};
/// Of the `index`-th event of a commit that is understood.
[[nodiscard]] EventRef RefOf(const events::CommitReading& commit, std::uint32_t index);
[[nodiscard]] inline EventRef RefOf(const SeenEvent& seen) { return RefOf(seen.commit, seen.index); }

/// Folds the state into memory up to a reading's position: as slow as a rebuild of it up to there.
class LogWalk {
 public:
  using Visit = std::function<void(const SeenEvent&)>;

  LogWalk(Session& session, Reading& reading) : session_(session), reading_(reading) {}

  /// Visits every event that this program understands, in the order of the log. Once. Failures of the log;
  /// kUnavailable: interrupted.
  Status Run(const Visit& visit);
  /// Behind the last commit that was visited.
  [[nodiscard]] engine::State state() const { return folded_->AtHead(); }

 private:
  Session& session_;
  Reading& reading_;
  store::MemoryRows rows_;
  std::unique_ptr<engine::FoldedState> folded_;
};

}  // namespace fascicolo::program
