// Records for tests of logs: a valid fixed header (magic, number, right checksum) and any rest.
#pragma once

#include "events/big_endian.h"
#include "events/hash.h"
#include "events/record.h"

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace fascicolo::events {

/// The record `number` of `bytes` bytes: the same every time, different from every other number's.
inline Record TestRecord(std::uint64_t number, std::size_t bytes = 600) {
  std::vector<std::uint8_t> content(bytes);
  std::mt19937_64 random(number * 2 + 1);
  for (std::uint8_t& byte : content) byte = static_cast<std::uint8_t>(random());
  constexpr std::size_t kPositionAt = 32;
  PutBigEndian(content.data(), std::uint32_t{0x46415343});
  PutBigEndian(&content[kPositionAt], number);
  const ConstBytes header(content.data(), kHeaderBytes);
  PutBigEndian(&content[kHeaderBytes - 4], Crc32(header.first(kHeaderBytes - 4)));
  return Record(std::move(content));
}

/// The number that a record was made with.
inline std::uint64_t NumberOf(RecordView record) {
  return GetBigEndian<std::uint64_t>(&record.bytes[32]);
}

}  // namespace fascicolo::events
