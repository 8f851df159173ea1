#include "events/proof/base64.h"

#include <gtest/gtest.h>

namespace fascicolo::proof {
namespace {

TEST(Base64, GivesTheVectorsOfRfc4648) {
  const std::vector<std::pair<std::string, std::string>> vectors{{"", ""},         {"f", "Zg=="},     {"fo", "Zm8="},
                                                                 {"foo", "Zm9v"},  {"foob", "Zm9vYg=="},
                                                                 {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, coded] : vectors) {
    EXPECT_EQ(ToBase64(events::AsBytes(plain)), coded);
    const auto back = FromBase64(coded);
    ASSERT_TRUE(back) << coded;
    EXPECT_EQ(std::string(back->begin(), back->end()), plain);
  }
}

TEST(Base64, ReadsNoTextThatItWouldNotWrite) {
  for (const char* text : {"Zg", "Zg=", "Zh==", "Zm9v\n", "Zm 9v", "Zm9-", "=", "Zg==Zg=="}) {
    EXPECT_FALSE(FromBase64(text)) << text;
  }
}

TEST(Base64, ReadsNoByteThatIsNotOfItsAlphabet) {
  int read = 0;
  for (int byte = 0; byte < 256; ++byte) {
    read += FromBase64(std::string("Zm8") + static_cast<char>(byte)) ? 1 : 0;
  }
  EXPECT_EQ(read, 65) << "64 characters, and the padding";
}

TEST(Base64, TakesOnly32BytesForAHash) {
  const std::string whole = ToBase64(Hash{}.bytes);
  EXPECT_EQ(HashFromBase64(whole), Hash{});
  EXPECT_FALSE(HashFromBase64("Zm9v"));
}

}  // namespace
}  // namespace fascicolo::proof
