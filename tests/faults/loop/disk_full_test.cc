// A disk that fills up: commands are refused, reading goes on, and with space again so does everything.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "faults/loop/embedded_office.h"

namespace fascicolo::engine {
namespace {

/// A tmpfs of its own, where this process may mount one.
class SmallDisk {
 public:
  SmallDisk() : dir_(std::filesystem::temp_directory_path() / ("fascicolo-full-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(dir_);
    mounted_ = mount("tmpfs", dir_.c_str(), "tmpfs", 0, "size=24m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(dir_.c_str(), MNT_DETACH);
    std::filesystem::remove_all(dir_);
  }
  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] const std::filesystem::path& dir() const { return dir_; }

  /// Takes all but about `left` bytes.
  void Fill(std::uintmax_t left) const {
    std::ofstream filler(dir_ / "filler", std::ios::binary);
    const std::string block(64 * 1024, 'x');
    while (std::filesystem::space(dir_).available > left && filler.write(block.data(), 64 * 1024) && filler.flush()) {
    }
  }
  void Free() const { std::filesystem::remove(dir_ / "filler"); }

 private:
  std::filesystem::path dir_;
  bool mounted_ = false;
};

std::optional<Outcome> Try(Loop& loop, std::uint64_t number) {
  std::optional<Outcome> outcome;
  loop.Submit(EmbeddedOffice::Command(number), [&](const Outcome& answer) { outcome = answer; });
  for (int i = 0; i < 3 && !outcome; ++i) (void)loop.Step().ok();
  return outcome;
}

TEST(DiskFull, RefusesKeepsReadingAndResumes) {
  SmallDisk disk;
  if (!disk.mounted()) {
    std::printf("cannot mount a tmpfs here: only the faulty file layer (tests/faults/segments) covers a full disk\n");
    return;
  }
  auto opened = EmbeddedOffice::Open(disk.dir());
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  Loop& loop = (*opened)->loop();
  std::uint64_t number = 0;
  for (; number < 50; ++number) ASSERT_TRUE(std::holds_alternative<Accepted>(Try(loop, number).value()));
  disk.Fill(200 * 1024);
  std::optional<Outcome> outcome;
  for (; number < 20'000; ++number) {
    outcome = Try(loop, number);
    ASSERT_TRUE(outcome.has_value());
    if (!std::holds_alternative<Accepted>(*outcome)) break;
  }
  ASSERT_TRUE(std::holds_alternative<Failure>(*outcome)) << "the disk never filled up";
  EXPECT_EQ(std::get<Failure>(*outcome).code, FailureCode::kFull);
  const Position stuck_at = loop.head().next;
  EXPECT_TRUE(State(loop.rows()).Find<CaseTable>(NewEntity(EmbeddedOffice::CommandName(0), 0)).has_value());
  EXPECT_TRUE(std::holds_alternative<Failure>(Try(loop, number).value()));
  EXPECT_EQ(loop.head().next, stuck_at);

  disk.Free();
  outcome.reset();
  for (int attempt = 0; attempt < 100 && !(outcome && std::holds_alternative<Accepted>(*outcome)); ++attempt) {
    outcome = Try(loop, number);
    if (!std::holds_alternative<Accepted>(*outcome)) usleep(100'000);
  }
  ASSERT_TRUE(std::holds_alternative<Accepted>(*outcome)) << "did not resume";
  EXPECT_EQ(std::get<Accepted>(*outcome).position, stuck_at);
  opened->reset();
  auto again = EmbeddedOffice::Open(disk.dir());
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_GT((*again)->loop().head().next, stuck_at);
}

}  // namespace
}  // namespace fascicolo::engine
