#include "events/vault/master.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "contract/ledger/scratch.h"

namespace fascicolo::vault {
namespace {

using ::testing::HasSubstr;

constexpr PassphraseCost kCheap{.operations = 1, .memory_kib = 64};

class MasterFile : public ::testing::Test {
 protected:
  [[nodiscard]] std::string file() const { return scratch_.path() + "/key"; }
  void Write(const std::string& text) const { std::ofstream(file()) << text; }
  Result<events::Key> Read(const std::string& passphrase = "never asked") {
    asked_ = 0;
    return ReadMaster(file(), [&]() -> Result<std::string> {
      ++asked_;
      return passphrase;
    });
  }

  Scratch scratch_;
  events::SystemRandom random_;
  int asked_ = 0;
};

TEST_F(MasterFile, HoldsTheKeyItself) {
  const auto key = random_.Draw<events::Key>();
  ASSERT_TRUE(WriteMaster(file(), key).ok());
  const auto read = Read();
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, key);
  EXPECT_EQ(asked_, 0);
}

TEST_F(MasterFile, IsForItsOwnerAlone) {
  ASSERT_TRUE(WriteMaster(file(), {}).ok());
  struct stat status {};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(MasterFile, IsNotWrittenOver) {
  ASSERT_TRUE(WriteMaster(file(), {}).ok());
  const Status again = WriteMaster(file(), random_.Draw<events::Key>());
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, FailureCode::kLocked);
  EXPECT_EQ(*Read(), events::Key{});
}

TEST_F(MasterFile, ComesOutOfAPassphraseThatStandsNowhere) {
  const std::string passphrase = "quattro parole per caso";
  const auto made = WritePassphraseMaster(file(), passphrase, random_, kCheap);
  ASSERT_TRUE(made.ok()) << made.error().message;
  std::string line;
  std::getline(std::ifstream(file()), line);
  EXPECT_THAT(line, HasSubstr("argon2id 1 64 "));
  EXPECT_EQ(line.find("quattro"), std::string::npos);

  const auto read = Read(passphrase);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, *made);
  EXPECT_EQ(asked_, 1);
  EXPECT_NE(*Read("quattro parole per case"), *made) << "another passphrase, another key";
}

TEST_F(MasterFile, OfTheSamePassphraseIsAnotherKeyEachTime) {
  const auto one = WritePassphraseMaster(file(), "quattro parole per caso", random_, kCheap);
  const auto two = WritePassphraseMaster(scratch_.path() + "/other", "quattro parole per caso", random_, kCheap);
  EXPECT_NE(*one, *two);
}

TEST_F(MasterFile, WantsMoreThanAWord) {
  const auto made = WritePassphraseMaster(file(), "cagliari", random_, kCheap);
  ASSERT_FALSE(made.ok());
  EXPECT_THAT(made.error().message, HasSubstr("at least 12"));
}

TEST_F(MasterFile, OfAnythingElseSaysWhatItShouldHold) {
  for (const char* text : {"", "key", "argon2id", "argon2id 3 262144 abcd", "argon2id 0 262144 00112233445566778899aabbccddeeff",
                           "argon2id 3 99999999 00112233445566778899aabbccddeeff", "scrypt 1 2 3"}) {
    Write(std::string(text) + "\n");
    const auto read = Read();
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, FailureCode::kDamaged) << text;
    EXPECT_THAT(read.error().message, HasSubstr("64 hexadecimal digits")) << text;
    EXPECT_EQ(asked_, 0) << text;
  }
}

TEST_F(MasterFile, ThatIsNotThereIsNamed) {
  const auto read = Read();
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, FailureCode::kNotFound);
  EXPECT_THAT(read.error().message, HasSubstr(file()));
}

TEST_F(MasterFile, HandsOnWhyThereIsNoPassphrase) {
  ASSERT_TRUE(WritePassphraseMaster(file(), "quattro parole per caso", random_, kCheap).ok());
  const auto read =
      ReadMaster(file(), []() -> Result<std::string> { return Failure{FailureCode::kUnavailable, "nobody here"}; });
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().message, "nobody here");
}

}  // namespace
}  // namespace fascicolo::vault
