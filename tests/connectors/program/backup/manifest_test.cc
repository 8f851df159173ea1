#include "connectors/program/backup/manifest.h"

#include <gtest/gtest.h>

#include "contract/ledger/scratch.h"
#include "events/hash.h"

#include <fstream>
#include <iterator>

namespace fascicolo::program {
namespace {

class ManifestTest : public ::testing::Test {
 protected:
  static Manifest Made(std::size_t segments) {
    Manifest manifest;
    manifest.origin = "comune.example";
    manifest.where = "/srv/fascicolo";
    manifest.number = 3;
    manifest.taken_at = Instant{1'772'438'400'123'456};
    manifest.lineage = Lineage{2};
    manifest.size = 17;
    manifest.root = events::Sha256(events::AsBytes(std::string_view("root")));
    manifest.log_end = {4'096};
    for (std::size_t i = 0; i < segments; ++i) {
      manifest.segments.push_back({"log/segments/" + std::string(16, 'f') + ".seg", 67'108'864, manifest.root});
    }
    manifest.vault = {"vault/2026-03-02.3.keys", 700, manifest.root};
    manifest.keys = 8;
    manifest.catalogue = {"catalogue/authority.3.json", 120, manifest.root};
    manifest.signing = BackupFile{"signing/3.signing", 900, manifest.root};
    manifest.source = {{900}, {800}};
    return manifest;
  }
  [[nodiscard]] BackupPaths paths() const { return {scratch_.path()}; }
  [[nodiscard]] std::string Text() const {
    std::ifstream in(paths().manifest());
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void Overwrite(const std::string& text) const { std::ofstream(paths().manifest()) << text; }
  Scratch scratch_;
};

TEST_F(ManifestTest, SaysAgainWhatWasWritten) {
  const Manifest written = Made(2);
  ASSERT_TRUE(WriteManifest(paths(), written).ok());
  const auto read = ReadManifest(paths());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->origin, written.origin);
  EXPECT_EQ(read->where, written.where);
  EXPECT_EQ(read->number, written.number);
  EXPECT_EQ(read->taken_at, written.taken_at);
  EXPECT_EQ(read->lineage, written.lineage);
  EXPECT_EQ(read->position(), Position{16});
  EXPECT_EQ(read->root, written.root);
  EXPECT_EQ(read->log_end, written.log_end);
  EXPECT_EQ(read->segments, written.segments);
  EXPECT_EQ(read->vault, written.vault);
  EXPECT_EQ(read->keys, written.keys);
  EXPECT_EQ(read->catalogue, written.catalogue);
  EXPECT_EQ(read->signing, written.signing);
  EXPECT_EQ(read->source.next, written.source.next);
  EXPECT_EQ(read->source.last_accepted, written.source.last_accepted);
}

TEST_F(ManifestTest, SaysThatNothingWasSigned) {
  Manifest written = Made(1);
  written.signing.reset();
  ASSERT_TRUE(WriteManifest(paths(), written).ok());
  EXPECT_EQ(ReadManifest(paths()).value().signing, std::nullopt);
}

TEST_F(ManifestTest, HoldsAsManySegmentsAsItMayAndNoMore) {
  ASSERT_TRUE(WriteManifest(paths(), Made(kMaxBackupSegments)).ok());
  EXPECT_EQ(ReadManifest(paths()).value().segments.size(), kMaxBackupSegments);
  EXPECT_EQ(WriteManifest(paths(), Made(kMaxBackupSegments + 1)).error().code, FailureCode::kTooLarge);
  EXPECT_TRUE(ReadManifest(paths()).ok()) << "the one before stays";
}

TEST_F(ManifestTest, ThatWasChangedFailsItsSum) {
  ASSERT_TRUE(WriteManifest(paths(), Made(1)).ok());
  std::string text = Text();
  text.replace(text.find("\"size\": 17"), 10, "\"size\": 18");
  Overwrite(text);
  const auto read = ReadManifest(paths());
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, FailureCode::kDamaged);
}

TEST_F(ManifestTest, OfANewerProgramIsLeftAlone) {
  ASSERT_TRUE(WriteManifest(paths(), Made(1)).ok());
  std::string text = Text();
  text.replace(text.find("\"format\": 1"), 11, "\"format\": 2");
  Overwrite(text);
  EXPECT_EQ(ReadManifest(paths()).error().code, FailureCode::kTooNew);
}

TEST_F(ManifestTest, ThatIsNotThereIsNotFound) { EXPECT_EQ(ReadManifest(paths()).error().code, FailureCode::kNotFound); }

}  // namespace
}  // namespace fascicolo::program
