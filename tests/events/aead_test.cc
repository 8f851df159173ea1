#include "events/aead.h"

#include <gtest/gtest.h>

#include <numeric>

#include "events/body.h"
#include "events/proof/vectors.h"
#include "events/random.h"
#include "events/vault/wrapping.h"

namespace fascicolo::events {
namespace {

using proof::vectors::FromHexText;
using proof::vectors::HexOf;

/// The vector of draft-irtf-cfrg-xchacha-03, appendix A.3.1.
struct DraftVector {
  Key key;
  Nonce nonce;
  Bytes bound = FromHexText("50515253c0c1c2c3c4c5c6c7");
  std::string plain =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
  Bytes sealed = FromHexText(
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e"
      "1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"
      "c0875924c1c7987947deafd8780acf49");
  DraftVector() {
    std::iota(key.begin(), key.end(), std::uint8_t{0x80});
    std::iota(nonce.begin(), nonce.end(), std::uint8_t{0x40});
  }
};

TEST(Aead, EncryptsTheDraftsVector) {
  const DraftVector vector;
  Bytes sealed(vector.plain.size() + kTagBytes);
  Encrypt(vector.key, vector.nonce, vector.bound, AsBytes(vector.plain), sealed);
  EXPECT_EQ(HexOf(sealed), HexOf(vector.sealed));
}

TEST(Aead, DecryptsTheDraftsVector) {
  const DraftVector vector;
  Bytes plain(vector.plain.size());
  ASSERT_TRUE(Decrypt(vector.key, vector.nonce, vector.bound, vector.sealed, plain));
  EXPECT_EQ(std::string(plain.begin(), plain.end()), vector.plain);
}

TEST(Aead, OpensNothingWhoseKeyNonceBindingOrBytesDiffer) {
  const DraftVector whole;
  Bytes plain(whole.plain.size());
  const auto opens = [&plain](const DraftVector& vector) {
    return Decrypt(vector.key, vector.nonce, vector.bound, vector.sealed, plain);
  };
  for (auto change : {+[](DraftVector& v) { v.key[31] ^= 1; }, +[](DraftVector& v) { v.nonce[0] ^= 1; },
                      +[](DraftVector& v) { v.bound.back() ^= 1; }, +[](DraftVector& v) { v.sealed.front() ^= 1; },
                      +[](DraftVector& v) { v.sealed.back() ^= 1; }}) {
    DraftVector changed;
    change(changed);
    EXPECT_FALSE(opens(changed));
  }
}

/// Gives one draw, known beforehand.
class KnownChance final : public RandomSource {
 public:
  explicit KnownChance(const Nonce& nonce) : nonce_(nonce) {}
  void Fill(std::span<std::uint8_t> bytes) override { std::copy_n(nonce_.begin(), bytes.size(), bytes.begin()); }

 private:
  Nonce nonce_;
};

TEST(Aead, IsWhatTheVaultWrapsKeysBy) {
  const DraftVector vector;
  KnownChance chance(vector.nonce);
  Key wrapped_key;
  std::copy_n(vector.plain.begin(), wrapped_key.size(), wrapped_key.begin());
  const Bytes wrapped = vault::Wrap(wrapped_key, vector.key, vector.bound, chance);
  // The cipher is a stream: the same key and nonce begin with the same bytes, whatever follows.
  EXPECT_EQ(HexOf(ConstBytes(wrapped).first(24 + 32)), HexOf(vector.nonce) + HexOf(ConstBytes(vector.sealed).first(32)));
}

}  // namespace
}  // namespace fascicolo::events
