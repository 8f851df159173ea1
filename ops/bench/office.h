// An authority with nothing around it: the loop on some log, its state in RocksDB, and clients in the same process.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "engine/loop/loop.h"
#include "events/ledger.h"
#include "events/sealing.h"
#include "events/store/rocks_rows.h"

namespace fascicolo::bench {

/// One thread. Whatever is not accepted stops the program.
class Office {
 public:
  /// Opens the empty `ledger`, which must outlive it. Rows of the state lie in `state`; `memory` bounds them.
  Office(events::Ledger& ledger, std::string origin, const std::filesystem::path& state,
         const store::RocksOptions& options = {});
  ~Office();

  /// Hands in the next command, a first contact of its own; `answered` is called when it is accepted.
  void Submit(std::function<void()> answered);
  void Step();
  /// Until nothing waits and nothing is on its way.
  void Drain();

  /// One command, alone; the seconds from handing it in to its answer. The rows of the state are written behind it.
  double One();
  /// `clients` clients that each send the next command when the last is answered; returns decisions per second.
  double Many(std::size_t clients, double seconds);

  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] const store::RocksRows& state() const { return *state_; }
  /// Of the commit behind the last one accepted.
  [[nodiscard]] Position next() const { return loop_->head().next; }

 private:
  class SystemClock;
  const std::string origin_;
  std::unique_ptr<store::RocksRows> state_;
  vault::Vault vault_ = vault::VaultInMemory();
  events::SystemRandom random_;
  std::unique_ptr<SystemClock> clock_;
  std::unique_ptr<engine::Loop> loop_;
  std::uint64_t commands_ = 0;
};

}  // namespace fascicolo::bench
