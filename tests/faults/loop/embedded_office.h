// A loop as `serve` runs it, on segment files and RocksDB in a directory, without the program around it.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/loop/loop.h"
#include "events/segments/segment_ledger.h"
#include "events/store/rocks_rows.h"

namespace fascicolo::engine {

inline constexpr const char* kEmbeddedOrigin = "faults.example/fascicolo";

class SystemClock final : public Clock {
 public:
  Instant Now() override;
};

class EmbeddedOffice {
 public:
  /// Opens, or makes, the office in `dir`, catches up and becomes the writer.
  static Result<std::unique_ptr<EmbeddedOffice>> Open(const std::filesystem::path& dir);
  [[nodiscard]] Loop& loop() { return *loop_; }

  /// The `number`-th command of an endless series: registers a contact.
  static Request Command(std::uint64_t number);
  static CommandId CommandName(std::uint64_t number);

 private:
  std::unique_ptr<events::SegmentLedger> ledger_;
  std::unique_ptr<store::RocksRows> state_;
  vault::Vault vault_ = vault::VaultInMemory();
  events::SystemRandom random_;
  SystemClock clock_;
  std::unique_ptr<Loop> loop_;
};

}  // namespace fascicolo::engine
