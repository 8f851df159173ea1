// fascicolo_event_counts DIR: how many events of each type the ledger of an authority's directory has, by the year in which
// they were recorded: lines "YEAR TYPE COUNT", and "never TYPE" for each type that there is and that never happened.
#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/payload_names.h"
#include "events/acceptance.h"
#include "events/body.h"
#include "events/calendar.h"
#include "events/fold_point.h"
#include "events/follower.h"
#include "events/segments/segment_ledger.h"

namespace {

using namespace fascicolo;

/// By year and type. The string views are names that live as long as the program.
using EventCounts = std::map<std::pair<int, std::string_view>, std::uint64_t>;

Status CountInto(events::Ledger& ledger, const std::string& origin, EventCounts& counts) {
  const events::FoldPoint beginning(origin);
  auto follower = events::Follower::Open(ledger, beginning.follow());
  if (!follower) return follower.error();
  const auto on_accepted = [&](const events::AcceptedCommit& commit) -> Status {
    const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
    if (!reading) return reading.error();
    const int year = YearOf(LocalDay(commit.header.recorded_at));
    for (const schema::Event* event : reading->events()) ++counts[{year, engine::EventName(*event)}];
    return {};
  };
  do {
    const Status read = follower->Poll(1 << 20, on_accepted, [](const auto&, const auto&) {});
    if (!read) return read;
  } while (!follower->at_end());
  return {};
}

void Print(const EventCounts& counts) {
  std::map<std::string_view, std::uint64_t> in_all;
  for (const auto& [key, count] : counts) {
    in_all[key.second] += count;
    std::printf("%d %.*s %llu\n", key.first, static_cast<int>(key.second.size()), key.second.data(),
                static_cast<unsigned long long>(count));
  }
  for (const std::string_view type : engine::EventNames()) {
    if (!in_all.contains(type)) std::printf("never %.*s\n", static_cast<int>(type.size()), type.data());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: fascicolo_event_counts DIR\n");
    return 2;
  }
  const std::filesystem::path directory(argv[1]);
  std::ifstream file(directory / "authority.json");
  const auto identity = nlohmann::json::parse(file, nullptr, false);
  if (!identity.is_object() || !identity.contains("origin")) {
    std::fprintf(stderr, "%s: no authority is there\n", directory.c_str());
    return 1;
  }
  const std::string origin = identity.at("origin");
  auto ledger = events::SegmentLedger::Open((directory / "ledger").string(), events::LedgerIdOf(origin));
  EventCounts counts;
  const Status counted = ledger ? CountInto(**ledger, origin, counts) : Status(ledger.error());
  if (!counted) {
    std::fprintf(stderr, "%s: %s\n", directory.c_str(), counted.error().message.c_str());
    return 1;
  }
  Print(counts);
  return std::fflush(stdout) == 0 ? 0 : 1;
}
