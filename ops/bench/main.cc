// usage: fascicolo_bench RESULT.json DIR decisions
//        fascicolo_bench RESULT.json DIR rebuild AUTHORITY
//        fascicolo_bench RESULT.json DIR audit AUTHORITY
//        fascicolo_bench RESULT.json DIR proofs AUTHORITY
//        fascicolo_bench RESULT.json DIR kafka AUTHORITY
//        fascicolo_bench RESULT.json DIR kafka-takeover
//        fascicolo_bench RESULT.json DIR kafka-soak MINUTES
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "ops/bench/benches.h"

namespace fascicolo::bench {
namespace {

std::vector<Row> Kafka(const std::filesystem::path& authority, const std::filesystem::path& dir) {
  auto rows = KafkaDecisions(dir);
  for (const auto& more : {KafkaRebuild(authority, dir), KafkaTakeover()}) rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

int Soak(const std::string& result, const std::filesystem::path& dir, int minutes) {
  const Soaked soaked = KafkaSoak(dir, minutes);
  Report(result, soaked.rows);
  for (const std::string& fault : soaked.faults) std::cerr << "kafka-soak: " << fault << '\n';
  return soaked.faults.empty() ? 0 : 1;
}

int Run(std::string_view what, int argc, char** argv) {
  if (what == "decisions" && argc == 4) {
    Report(argv[1], Decisions(argv[2]));
  } else if (what == "rebuild" && argc == 5) {
    Report(argv[1], Rebuild(argv[4], argv[2]));
  } else if (what == "audit" && argc == 5) {
    Report(argv[1], Audit(argv[4], argv[2]));
  } else if (what == "proofs" && argc == 5) {
    Report(argv[1], Proofs(argv[4], argv[2]));
  } else if (what == "kafka" && argc == 5) {
    Report(argv[1], Kafka(argv[4], argv[2]));
  } else if (what == "kafka-takeover" && argc == 4) {
    Report(argv[1], KafkaTakeover());
  } else if (what == "kafka-soak" && argc == 5 && std::atoi(argv[4]) > 0) {
    return Soak(argv[1], argv[2], std::atoi(argv[4]));
  } else {
    std::cerr << "usage: fascicolo_bench RESULT.json DIR "
                 "decisions | rebuild AUTHORITY | audit AUTHORITY | proofs AUTHORITY | kafka AUTHORITY | kafka-takeover | "
                 "kafka-soak MINUTES\n";
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace fascicolo::bench

int main(int argc, char** argv) { return fascicolo::bench::Run(argc > 3 ? argv[3] : "", argc, argv); }
