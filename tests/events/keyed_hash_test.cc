#include "events/keyed_hash.h"

#include <gtest/gtest.h>

#include <numeric>

#include "events/proof/vectors.h"

namespace fascicolo::events {
namespace {

using proof::vectors::HexOf;

/// 00 01 02 ... 1f
Key CountedKey() {
  Key key;
  std::iota(key.begin(), key.end(), std::uint8_t{0});
  return key;
}

// RFC 7693's message, at 32 bytes as `b2sum -l 256` gives it.
TEST(Blake2b, GivesTheReferenceHash) {
  Blake2b hash;
  hash.Add(AsBytes(std::string("abc")));
  EXPECT_EQ(HexOf(hash.Finish()), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

// Computed by hashlib.blake2b(b"abc", digest_size=32, key=bytes(range(32))) of Python, which shares no code with libsodium.
TEST(Blake2b, GivesWhatAnotherProgramComputesUnderAKey) {
  Blake2b hash(CountedKey());
  hash.Add(AsBytes(std::string("abc")));
  EXPECT_EQ(HexOf(hash.Finish()), "d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f");
}

// As above, each part behind its length in 8 bytes, the purpose first.
TEST(KeyedHash, PutsALengthBeforeThePurposeAndEachPart) {
  KeyedHash parted(CountedKey(), "fascicolo test");
  parted.Add(AsBytes(std::string("abc"))).Add({});
  EXPECT_EQ(HexOf(parted.Finish<Key>()), "476d6d61ff9e9500edabf0b01c5c1164221681e906133de6b5e6ff2911db7124");
}

TEST(KeyedHash, TellsPartsApartThatReadTheSameTogether) {
  KeyedHash parted(CountedKey(), "fascicolo test");
  parted.Add(AsBytes(std::string("ab"))).Add(AsBytes(std::string("c")));
  EXPECT_EQ(HexOf(parted.Finish<Key>()), "515e4ea63306da90088ed10dd35368064e7617341c110536cc7022b9d1f58668");
}

}  // namespace
}  // namespace fascicolo::events
