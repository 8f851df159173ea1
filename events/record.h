// A commit as bytes: the fixed header, the touched entities, the body, one behind the other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "events/hash.h"
#include "events/names.h"

namespace fascicolo::events {

inline constexpr std::size_t kHeaderBytes = 256;
inline constexpr std::size_t kTouchedBytes = 32;        ///< one element of the touched array
inline constexpr std::size_t kMaxTouched = 4096;        ///< entities one commit may write
inline constexpr std::size_t kMaxRecordBytes = 900'000;  ///< whole record; a Kafka message must hold it

/// A borrowed record. `bytes` is 8-byte aligned, so that the FlatBuffers in the body may be read in place.
struct RecordView {
  ConstBytes bytes;
  /// The fixed header; fewer bytes only of a foreign record that is shorter, which DecodeHeader tells.
  [[nodiscard]] ConstBytes header() const { return bytes.first(std::min(bytes.size(), kHeaderBytes)); }
  /// Everything behind the header of a commit: touched array, then body.
  [[nodiscard]] ConstBytes rest() const { return bytes.subspan(kHeaderBytes); }
};

/// An owned record; copies share the bytes, which never change.
class Record {
 public:
  Record() = default;
  explicit Record(std::vector<std::uint8_t> bytes)
      : bytes_(std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes))) {}
  [[nodiscard]] RecordView view() const { return {ConstBytes(*bytes_)}; }
  [[nodiscard]] std::size_t size() const { return bytes_ ? bytes_->size() : 0; }

 private:
  std::shared_ptr<const std::vector<std::uint8_t>> bytes_;
};

}  // namespace fascicolo::events
