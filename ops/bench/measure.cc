#include "ops/bench/measure.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <thread>

namespace fascicolo::bench {
namespace {

std::string Machine() {
  std::ifstream cpus("/proc/cpuinfo");
  std::string model = "unknown processor";
  for (std::string line; std::getline(cpus, line);) {
    if (!line.starts_with("model name")) continue;
    model = line.substr(line.find(':') + 2);
    break;
  }
  return model + ", " + std::to_string(std::thread::hardware_concurrency()) + " cores";
}

std::string Today() {
  const std::time_t now = std::time(nullptr);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

/// A size that the kernel tells (proc(5), /proc/PID/status, in kB).
double StatusMiB(const std::string& name) {
  std::ifstream status("/proc/self/status");
  std::string word;
  double kib = 0;
  while (status >> word) {
    if (word == name && status >> kib) break;
  }
  return kib / 1024;
}

}  // namespace

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double Durations::At(double share) const {
  auto sorted = all_;
  std::sort(sorted.begin(), sorted.end());
  if (sorted.empty()) return 0;
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

double PeakMemoryMiB() { return StatusMiB("VmHWM:"); }
double ResidentMiB() { return StatusMiB("VmRSS:"); }
void ForgetPeakMemory() { std::ofstream("/proc/self/clear_refs") << "5"; }

void Report(const std::string& file, const std::vector<Row>& rows) {
  nlohmann::ordered_json result{{"machine", Machine()}, {"date", Today()}, {"rows", nlohmann::ordered_json::array()}};
  for (const Row& row : rows) {
    std::cout << row.name << ": " << row.value << ' ' << row.unit;
    if (!row.against.empty()) std::cout << " (" << row.ratio << " x " << row.against << ')';
    std::cout << "  [" << row.settings << "]\n";
    result["rows"].push_back({{"name", row.name},
                              {"value", row.value},
                              {"unit", row.unit},
                              {"against", row.against},
                              {"ratio", row.ratio},
                              {"settings", row.settings}});
  }
  std::ofstream(file) << result.dump(1) << '\n';
}

}  // namespace fascicolo::bench
