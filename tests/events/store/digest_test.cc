#include "events/store/digest.h"

#include <gtest/gtest.h>

#include "events/hash.h"
#include "events/store/memory_rows.h"

namespace fascicolo::store {
namespace {

TEST(Digest, OfNoRowsIsTheHashOfNothing) {
  EXPECT_EQ(ToHex(DigestRows(MemoryRows(), "")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, HashesLengthsKeysAndValuesInKeyOrder) {
  MemoryRows rows;
  ASSERT_TRUE(rows.Write({{"b", ""}, {"a", "xyz"}}).ok());
  // printf '\0\0\0\1a\0\0\0\3xyz\0\0\0\1b\0\0\0\0' | sha256sum
  EXPECT_EQ(ToHex(DigestRows(rows, "")),
            "be01ff7f3a599d27925fba062d18c24813e54fab9d66ffb9dbf94743ebc7a7a9");
}

TEST(Digest, KeepsKeysAndValuesApart) {
  MemoryRows left;
  MemoryRows right;
  ASSERT_TRUE(left.Write({{"ab", "c"}}).ok());
  ASSERT_TRUE(right.Write({{"a", "bc"}}).ok());
  EXPECT_NE(DigestRows(left, ""), DigestRows(right, ""));
}

TEST(Digest, CoversTheRowsWithThePrefixOnly) {
  MemoryRows some;
  MemoryRows more;
  ASSERT_TRUE(some.Write({{"b1", "1"}, {"b2", "2"}}).ok());
  ASSERT_TRUE(more.Write({{"a", "0"}, {"b1", "1"}, {"b2", "2"}, {"c", "3"}}).ok());
  EXPECT_EQ(DigestRows(some, ""), DigestRows(more, "b"));
  EXPECT_NE(DigestRows(some, ""), DigestRows(more, ""));
}

TEST(Digest, HashesManyRowsAsOneText) {
  MemoryRows rows;
  std::string text;
  for (char first = 'a'; first <= 'z'; ++first) {
    for (char second = 'a'; second <= 'z'; ++second) {
      const std::string key = {first, second};
      ASSERT_TRUE(rows.Write({{key, std::string(200, first)}}).ok());
      text += std::string("\0\0\0\2", 4) + key + std::string("\0\0\0\xC8", 4);
      text += std::string(200, first);
    }
  }
  EXPECT_EQ(DigestRows(rows, ""), events::Sha256(events::AsBytes(text)));
}

}  // namespace
}  // namespace fascicolo::store
