#include "connectors/kafka/traffic.h"

#include "events/json/value.h"

#include <algorithm>

namespace fascicolo::kafka {
namespace {

using events::json::MemberOf;
using events::json::Value;

/// 0: it is not there, or negative.
std::uint64_t CountIn(const Value& of, std::string_view name) {
  const Value* value = MemberOf(of, name);
  const auto* count = value == nullptr ? nullptr : value->As<std::int64_t>();
  return count == nullptr || *count < 0 ? 0 : static_cast<std::uint64_t>(*count);
}

/// What a client counts from its own beginning, added to what all counted before.
void AddGrowth(std::uint64_t now, std::uint64_t& before, std::uint64_t& all) {
  if (now > before) all += now - before;
  before = std::max(before, now);
}

/// The name by which the brokers know it, "localhost:9092/1"; empty: a connection on the way to one.
std::string AddressOf(const Value& broker) {
  const Value* id = MemberOf(broker, "nodeid");
  const auto* number = id == nullptr ? nullptr : id->As<std::int64_t>();
  const Value* name = MemberOf(broker, "nodename");
  const auto* text = name == nullptr ? nullptr : name->As<std::string>();
  return number == nullptr || *number < 0 || text == nullptr ? std::string() : *text;
}

}  // namespace

void TrafficMeter::TakeStatistics(std::string_view json, Told& told) {
  const auto statistics = events::json::ParseJson(json);
  const Value* brokers = statistics ? MemberOf(*statistics, "brokers") : nullptr;
  const auto* each = brokers == nullptr ? nullptr : brokers->As<Value::Object>();
  if (each == nullptr) return;
  const std::lock_guard lock(mutex_);
  if (told.counts_records) AddGrowth(CountIn(*statistics, "txmsgs"), told.sent, figures_.records_sent);
  std::uint64_t errors = 0;
  for (const auto& [name, broker] : *each) {
    for (const char* kind : {"txerrs", "rxerrs", "req_timeouts"}) errors += CountIn(broker, kind);
    const std::string address = AddressOf(broker);
    const Value* trip = MemberOf(broker, "rtt");
    if (address.empty() || trip == nullptr || CountIn(*trip, "cnt") == 0) continue;
    figures_.brokers[address] = {CountIn(*trip, "p50"), CountIn(*trip, "p99")};
  }
  AddGrowth(errors, told.errors, figures_.request_errors);
}

void TrafficMeter::WasRead(std::uint64_t records, std::uint64_t read_to, std::uint64_t end) {
  const std::lock_guard lock(mutex_);
  figures_.records_read += records;
  figures_.read_to = std::max(figures_.read_to, read_to);
  figures_.end = std::max(figures_.end, end);
}

void TrafficMeter::WasGivenUp() {
  const std::lock_guard lock(mutex_);
  ++figures_.delivery_errors;
}

Traffic TrafficMeter::figures() const {
  const std::lock_guard lock(mutex_);
  return figures_;
}

}  // namespace fascicolo::kafka
