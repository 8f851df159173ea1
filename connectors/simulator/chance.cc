#include "connectors/simulator/chance.h"

#include <bit>
#include <limits>
#include <numeric>

namespace fascicolo::simulator {
namespace {

std::uint64_t SplitMix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  std::uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

}  // namespace

Chance::Chance(std::uint64_t seed) : state_() {
  for (std::uint64_t& word : state_) word = SplitMix(seed);
}

std::uint64_t Chance::Next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t Chance::Below(std::uint64_t bound) {
  FASCICOLO_CHECK(bound > 0);
  const std::uint64_t fair_end = std::numeric_limits<std::uint64_t>::max() / bound * bound;
  std::uint64_t draw = Next();
  while (draw >= fair_end) draw = Next();
  return draw % bound;
}

int Chance::Between(int least, int most) {
  FASCICOLO_CHECK(least <= most);
  return least + static_cast<int>(Below(static_cast<std::uint64_t>(most - least) + 1));
}

int Chance::CountAround(std::int64_t thousandths) {
  FASCICOLO_CHECK(thousandths >= 0);
  constexpr std::int64_t kTrialsPerExpected = 8;
  const std::int64_t trials = thousandths * kTrialsPerExpected / 1000;
  int count = 0;
  for (std::int64_t trial = 0; trial < trials; ++trial) {
    if (Below(kTrialsPerExpected) == 0) ++count;
  }
  const std::int64_t rest = thousandths - trials * 1000 / kTrialsPerExpected;
  if (Happens(static_cast<int>(rest))) ++count;
  return count;
}

std::size_t Chance::Weighted(std::span<const int> weights) {
  auto draw = static_cast<int>(
      Below(static_cast<std::uint64_t>(std::accumulate(weights.begin(), weights.end(), 0))));
  std::size_t index = 0;
  while (draw >= weights[index]) draw -= weights[index++];
  return index;
}

}  // namespace fascicolo::simulator
