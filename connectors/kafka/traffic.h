// What goes between this process and its brokers, for whoever watches over it: by what librdkafka tells every second (its
// STATISTICS.md) of the ledger's producer and of the heartbeats', by reports of deliveries, and by how far was read.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace fascicolo::kafka {

/// Of the last second, or of the last one in which anything was asked.
struct RoundTrip {
  std::uint64_t median_micros = 0;
  std::uint64_t p99_micros = 0;
};

/// Counts are since the ledger was opened.
struct Traffic {
  std::uint64_t end = 0;   ///< behind the topic's last record, as a broker told last
  std::uint64_t read_to = 0;  ///< behind the furthest record that was read
  std::uint64_t records_sent = 0;  ///< to brokers, each time that one was
  std::uint64_t records_read = 0;  ///< by whatever reads the log
  std::uint64_t delivery_errors = 0;  ///< records that a client gave up; they are sent again
  std::uint64_t request_errors = 0;   ///< requests that failed, or were not answered in time
  std::map<std::string, RoundTrip> brokers{};  ///< by host:port

  /// Records that were not read yet.
  [[nodiscard]] std::uint64_t lag() const { return end > read_to ? end - read_to : 0; }
};

/// From any thread.
class TrafficMeter {
 public:
  /// How often clients tell of themselves.
  static constexpr const char* kEveryMs = "1000";

  /// What one client told so far: its counts begin anew with it.
  struct Told {
    bool counts_records = true;  ///< they are the ledger's
    std::uint64_t sent = 0;
    std::uint64_t errors = 0;
  };
  /// A client's statistics, as it gives them. What cannot be read is left out.
  void TakeStatistics(std::string_view json, Told& told);
  /// `end`: of the log, as the reader knows it.
  void WasRead(std::uint64_t records, std::uint64_t read_to, std::uint64_t end);
  void WasGivenUp();
  [[nodiscard]] Traffic figures() const;

 private:
  mutable std::mutex mutex_;
  Traffic figures_;
};

}  // namespace fascicolo::kafka
