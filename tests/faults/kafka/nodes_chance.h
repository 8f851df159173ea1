// How long and by what chance the nodes are disturbed.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <vector>

namespace fascicolo::kafka {

/// A lease, the random wait on top of it, and five seconds.
inline constexpr std::chrono::milliseconds kBackWithin{11'000};

inline bool IsSoak() { return std::getenv("FASCICOLO_SOAK") != nullptr; }

class ChanceOfNodes {
 public:
  ChanceOfNodes() : seed_(std::random_device{}()), chance_(seed_) { std::cout << "seed " << seed_ << std::endl; }
  int Below(int limit) { return static_cast<int>(chance_() % static_cast<unsigned>(limit)); }
  bool Half() { return Below(2) == 0; }

 private:
  std::mt19937::result_type seed_;
  std::mt19937 chance_;
};

/// How long commands went without an answer, time by time.
class TimesBack {
 public:
  void Add(std::chrono::milliseconds time) {
    times_.insert(std::upper_bound(times_.begin(), times_.end(), time), time);
  }
  [[nodiscard]] std::size_t count() const { return times_.size(); }
  [[nodiscard]] std::chrono::milliseconds longest() const { return times_.back(); }
  [[nodiscard]] std::chrono::milliseconds median() const { return times_[times_.size() / 2]; }

 private:
  std::vector<std::chrono::milliseconds> times_;  ///< ordered
};

}  // namespace fascicolo::kafka
