// Where what nobody may guess comes from: keys, their names, nonces. Chance in production, a seed in simulations.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace fascicolo::events {

/// Never the same bytes twice, but for chance.
class RandomSource {
 public:
  virtual ~RandomSource() = default;
  /// Fills `bytes`, at most kMostAtOnce of them.
  virtual void Fill(std::span<std::uint8_t> bytes) = 0;
  static constexpr std::size_t kMostAtOnce = 32;

  /// An array of random bytes: `source.Draw<Key>()`.
  template <class Array>
  [[nodiscard]] Array Draw() {
    Array bytes;
    Fill(bytes);
    return bytes;
  }
};

/// The operating system's chance.
class SystemRandom final : public RandomSource {
 public:
  void Fill(std::span<std::uint8_t> bytes) override;
};

/// Deterministic: BLAKE2b of seed and counter. For simulations and goldens only: two with the same seed give the same
/// bytes.
class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(std::uint64_t seed) : seed_(seed) {}
  void Fill(std::span<std::uint8_t> bytes) override;

 private:
  std::uint64_t seed_;
  std::uint64_t count_ = 0;
};

}  // namespace fascicolo::events
