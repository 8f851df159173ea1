#include "events/header.h"

#include <gtest/gtest.h>

namespace fascicolo::events {
namespace {

Header Sample() {
  Header header;
  header.kind = CommitKind::kRefused;
  header.ledger.bytes.fill(1);
  header.lineage = Lineage{2};
  header.position = Position{3};
  header.previous.bytes.fill(4);
  header.term = Term{5};
  header.writer.bytes.fill(6);
  header.recorded_at = Instant{-7};
  header.command.bytes.fill(8);
  header.events_root.bytes.fill(9);
  header.touched_hash.bytes.fill(10);
  header.touched_count = 11;
  header.event_count = 12;
  return header;
}

TEST(Header, ReadsBackWhatItWrote) {
  const auto read = DecodeHeader(EncodeHeader(Sample()));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, Sample());
}

// The byte page events/FORMAT.md says where each field lies; this holds it to that.
TEST(Header, LaysFieldsWhereTheBytePageSaysSo) {
  const HeaderBytes bytes = EncodeHeader(Sample());
  EXPECT_EQ(std::string(bytes.begin(), bytes.begin() + 4), "FASC");
  EXPECT_EQ(bytes[5], kHeaderFormat);
  EXPECT_EQ(bytes[7], static_cast<std::uint8_t>(CommitKind::kRefused));
  EXPECT_EQ(bytes[8], 1);
  EXPECT_EQ(bytes[31], 2);
  EXPECT_EQ(bytes[39], 3);
  EXPECT_EQ(bytes[40], 4);
  EXPECT_EQ(bytes[79], 5);
  EXPECT_EQ(bytes[80], 6);
  EXPECT_EQ(bytes[103], 0xF9);
  EXPECT_EQ(bytes[104], 8);
  EXPECT_EQ(bytes[120], 9);
  EXPECT_EQ(bytes[152], 10);
  EXPECT_EQ(bytes[187], 11);
  EXPECT_EQ(bytes[191], 12);
}

TEST(Header, RefusesEveryFlippedBit) {
  const HeaderBytes good = EncodeHeader(Sample());
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    HeaderBytes bad = good;
    bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1U << (bit % 8)));
    EXPECT_FALSE(DecodeHeader(bad).ok()) << "bit " << bit;
  }
}

HeaderBytes WithChecksum(HeaderBytes bytes) {
  const std::uint32_t crc = Crc32(ConstBytes(bytes).first(252));
  for (int i = 0; i < 4; ++i) bytes[static_cast<std::size_t>(252 + i)] = static_cast<std::uint8_t>(crc >> (24 - 8 * i));
  return bytes;
}

TEST(Header, TellsANewerFormatFromDamageAndFromForeignRecords) {
  HeaderBytes newer_format = EncodeHeader(Sample());
  newer_format[5] = 2;
  EXPECT_EQ(DecodeHeader(WithChecksum(newer_format)).error().code, FailureCode::kTooNew);
  HeaderBytes newer_kind = EncodeHeader(Sample());
  newer_kind[7] = 200;
  EXPECT_EQ(DecodeHeader(WithChecksum(newer_kind)).error().code, FailureCode::kTooNew);
  HeaderBytes reserved_used = EncodeHeader(Sample());
  reserved_used[200] = 1;
  EXPECT_EQ(DecodeHeader(WithChecksum(reserved_used)).error().code, FailureCode::kTooNew);
  HeaderBytes damaged = EncodeHeader(Sample());
  damaged[50] ^= 1;
  EXPECT_EQ(DecodeHeader(damaged).error().code, FailureCode::kDamaged);
  HeaderBytes foreign = EncodeHeader(Sample());
  foreign[0] = 'X';
  EXPECT_EQ(DecodeHeader(foreign).error().code, FailureCode::kUnavailable);
}

TEST(Header, TellsAShortRecordOfOursFromAShortForeignOne) {
  const HeaderBytes whole = EncodeHeader(Sample());
  for (const std::size_t size : {4U, 5U, 255U}) {
    EXPECT_EQ(DecodeHeader(ConstBytes(whole).first(size)).error().code, FailureCode::kDamaged) << size;
  }
  EXPECT_EQ(DecodeHeader(ConstBytes(whole).first(3)).error().code, FailureCode::kUnavailable);
  EXPECT_EQ(DecodeHeader({}).error().code, FailureCode::kUnavailable);
}

}  // namespace
}  // namespace fascicolo::events
