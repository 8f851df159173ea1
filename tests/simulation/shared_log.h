// A log as several processes share it over a network that delays, duplicates, reorders and loses: what Kafka can do to
// its users, and, with one process, what a disk can. One thread, no clock: every move is made by the simulation.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "events/ledger.h"

namespace fascicolo::simulation {

/// The broker. Records up to `visible` are replicated: they survive everything. Behind it a tail may be lost.
class SharedLog {
 public:
  std::vector<events::Record> records;
  std::size_t visible = 0;

  /// The broker dies; what was not replicated is gone.
  void LoseTail() { records.resize(visible); }
};

/// One process's handle. What it appends goes on the wire; the simulation moves the wire.
class WireLedger final : public events::Ledger {
 public:
  explicit WireLedger(SharedLog& log) : log_(log) {}

  Status Append(std::span<const events::Record> records) override;
  Result<std::uint64_t> Settle() override { return reported_; }
  Result<std::unique_ptr<events::LogReader>> Read(events::LogOffset from) override;
  [[nodiscard]] events::LogOffset end() const override { return {log_.visible}; }

  [[nodiscard]] bool wire_empty() const { return wire_.empty(); }
  [[nodiscard]] std::size_t on_wire() const { return wire_.size(); }
  /// The `at`-th message on the wire reaches the log's end; with `keep` it will arrive once more.
  void Deliver(std::size_t at, bool keep);
  void Lose(std::size_t at) { wire_.erase(wire_.begin() + static_cast<std::ptrdiff_t>(at)); }
  /// Reports arrive for what is replicated by now.
  void ReportReplicated();

 private:
  struct Message {
    events::Record record;
    std::uint64_t number;
  };
  struct Stored {
    std::uint64_t number;
    std::size_t at;  ///< in the log
    events::Record record;
  };
  SharedLog& log_;
  std::deque<Message> wire_;
  std::deque<Stored> stored_;  ///< delivered, not yet reported
  std::uint64_t appended_ = 0;
  std::uint64_t reported_ = 0;
};

}  // namespace fascicolo::simulation
