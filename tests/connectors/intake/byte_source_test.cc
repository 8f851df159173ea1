#include "connectors/intake/byte_source.h"

#include "tests/connectors/intake/reading_test_kit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

namespace fascicolo::intake {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

Result<std::string, ReadStop> ReadAll(const std::string& path, std::uint64_t max_bytes = 1 << 20) {
  auto source = ByteSource::Open(path, max_bytes);
  if (!source) return ReadStop(source.error());
  std::string bytes;
  std::vector<char> chunk(4096);
  for (;;) {
    auto count = source->Read(chunk.data(), chunk.size(), 7);
    if (!count) return count.error();
    if (*count == 0) return bytes;
    bytes.append(chunk.data(), *count);
  }
}

TEST(ByteSource, ReadsPlainBytesAsTheyAre) {
  for (const std::string bytes : {"", "a", "hello\n", "\x1f"}) {
    const ScratchFile file(bytes);
    EXPECT_EQ(ReadAll(file.path()).value(), bytes);
  }
}

TEST(ByteSource, InflatesGzipOfOneMemberAndOfSeveral) {
  const std::string large(300'000, 'x');
  EXPECT_EQ(ReadAll(ScratchFile(Gzip("hello")).path()).value(), "hello");
  EXPECT_EQ(ReadAll(ScratchFile(Gzip("")).path()).value(), "");
  EXPECT_EQ(ReadAll(ScratchFile(Gzip("one, ") + Gzip("") + Gzip(large)).path()).value(),
            "one, " + large);
}

TEST(ByteSource, RefusesGzipCutAnywhere) {
  const std::string whole = Gzip("some text that is compressed, some text that is compressed");
  for (std::size_t size = 2; size < whole.size(); ++size) {
    EXPECT_EQ(StopOf(ReadAll(ScratchFile(whole.substr(0, size)).path())),
              "line 7: the gzip file is truncated; expected a complete gzip file")
        << size;
  }
}

TEST(ByteSource, RefusesGzipWithAnyBitOfItsChecksumFlipped) {
  const std::string whole = Gzip("some text");
  for (std::size_t byte = whole.size() - 8; byte < whole.size(); ++byte) {
    std::string damaged = whole;
    damaged[byte] = static_cast<char>(damaged[byte] ^ 1);
    EXPECT_THAT(StopOf(ReadAll(ScratchFile(damaged).path())),
                StartsWith("line 7: the gzip file is damaged"));
  }
}

TEST(ByteSource, RefusesBytesBehindTheLastMember) {
  EXPECT_THAT(StopOf(ReadAll(ScratchFile(Gzip("text") + "more").path())), HasSubstr("damaged"));
}

TEST(ByteSource, StopsABombAtTheLimit) {
  const ScratchFile bomb(Gzip(std::string(16 << 20, '\0')));
  EXPECT_LT(std::filesystem::file_size(bomb.path()), 64U << 10U);
  EXPECT_EQ(StopOf(ReadAll(bomb.path(), 1 << 20)),
            "line 7: the file is too large when uncompressed; expected at most 1048576 bytes");
}

TEST(ByteSource, AllowsExactlyTheLimit) {
  EXPECT_TRUE(ReadAll(ScratchFile("12345").path(), 5).ok());
  EXPECT_FALSE(ReadAll(ScratchFile("123456").path(), 5).ok());
}

TEST(ByteSource, FailsWhereThereIsNoRegularFile) {
  EXPECT_EQ(ByteSource::Open("/nowhere/at/all", 1).error().code, FailureCode::kNotFound);
  EXPECT_EQ(ByteSource::Open(std::filesystem::temp_directory_path().string(), 1).error().code,
            FailureCode::kIo);
  const ScratchFile place("");
  const std::string pipe = place.path() + ".pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(ByteSource::Open(pipe, 1).error().code, FailureCode::kIo);
  std::filesystem::remove(pipe);
}

TEST(ByteSource, TellsHowFarItIs) {
  const ScratchFile file(Gzip("some text"));
  auto source = ByteSource::Open(file.path(), 1'000);
  ASSERT_TRUE(source.ok());
  char out[100];
  ASSERT_TRUE(source->Read(out, sizeof out, 1).ok());
  EXPECT_EQ(source->bytes_out(), 9U);
  EXPECT_EQ(source->stored_done(), source->stored_total());
}

}  // namespace
}  // namespace fascicolo::intake
