// SHA-256 (FIPS 180-4) and CRC-32 (IEEE 802.3, RFC 1952 section 8), the two sums this ledger is built on.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>

#include "events/names.h"

namespace fascicolo::events {

using ConstBytes = std::span<const std::uint8_t>;

/// SHA-256 over the concatenation of `parts`.
[[nodiscard]] Hash Sha256(std::initializer_list<ConstBytes> parts);
[[nodiscard]] inline Hash Sha256(ConstBytes bytes) { return Sha256({bytes}); }

/// An incremental SHA-256, for digests over many rows.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  void Add(ConstBytes bytes);
  /// The hash of all that was added; the stream is empty again afterwards.
  [[nodiscard]] Hash Finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// Finds every single-bit error and every burst up to 32 bits; against intent the hashes stand, not this.
[[nodiscard]] std::uint32_t Crc32(ConstBytes bytes, std::uint32_t seed = 0);

/// A view of any text or byte container as bytes.
template <class Text>
[[nodiscard]] ConstBytes AsBytes(const Text& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace fascicolo::events
