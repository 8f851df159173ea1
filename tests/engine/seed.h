// Chance that can be replayed: the seed is printed, and FASCICOLO_SEED sets it.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace fascicolo::engine {

inline std::uint64_t SeedOfThisRun() {
  const char* given = std::getenv("FASCICOLO_SEED");
  const std::uint64_t seed = given != nullptr ? std::stoull(given) : std::random_device{}();
  std::cout << "seed " << seed << " (replay with FASCICOLO_SEED)\n";
  return seed;
}

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}
  /// 0..below-1.
  std::size_t Below(std::size_t below) { return static_cast<std::size_t>(random_() % below); }
  /// least..most, both included.
  std::int64_t From(std::int64_t least, std::int64_t most) {
    const std::uint64_t span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
    const std::uint64_t step = span == 0 ? random_() : random_() % span;  // 0: every number there is
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + step);
  }
  bool OneIn(std::size_t times) { return Below(times) == 0; }
  template <class Container>
  const auto& Of(const Container& container) {
    return container[Below(container.size())];
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace fascicolo::engine
