// Chance by seed: the same seed gives the same draws on every machine and with every library, which
// the distributions of <random> do not promise. Whole numbers only.
//
// xoshiro256**, seeded by splitmix64: D. Blackman and S. Vigna, "Scrambled linear pseudorandom
// number generators", ACM Transactions on Mathematical Software 47 (2021),
// https://prng.di.unimi.it. Good for simulations, not for secrets.
#pragma once

#include "events/result.h"

#include <array>
#include <cstdint>
#include <span>

namespace fascicolo::simulator {

/// Not thread-safe. Two draws must never stand in one argument list: their order would be the
/// compiler's.
class Chance {
 public:
  explicit Chance(std::uint64_t seed);

  std::uint64_t Next();
  /// 0..bound-1, all equally likely. `bound` is above 0.
  std::uint64_t Below(std::uint64_t bound);
  /// least..most, both included. `least` <= `most`.
  int Between(int least, int most);
  /// True `per_mille` times in a thousand.
  bool Happens(int per_mille) { return Below(1000) < static_cast<std::uint64_t>(per_mille); }
  /// How often something happened that is expected `thousandths` / 1000 times: binomial, with
  /// nearly the spread of a Poisson draw. Takes time in proportion to what is expected.
  /// `thousandths` >= 0.
  int CountAround(std::int64_t thousandths);
  /// An index, as likely as its weight among all. The weights' sum is above 0.
  std::size_t Weighted(std::span<const int> weights);

  /// One of a container's elements, which has some.
  template <class Container>
  const auto& Pick(const Container& from) {
    FASCICOLO_CHECK(std::size(from) > 0);
    return from[Below(std::size(from))];
  }

 private:
  std::array<std::uint64_t, 4> state_;
};

}  // namespace fascicolo::simulator
