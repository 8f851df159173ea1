// The vault's records as rows, in memory and on disk, under the contract.
#include "events/vault/row_key_store.h"

#include "contract/key_store/key_store_contract.h"
#include "contract/ledger/scratch.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace fascicolo::vault {
namespace {

using ::testing::HasSubstr;

struct InMemory {
  static constexpr bool kReopens = false;
  KeyStore& store() { return *rows; }
  std::unique_ptr<RowKeyStore> rows = RowKeyStore::InMemory();
};

struct InDirectory {
  static constexpr bool kReopens = true;
  InDirectory() { Open(true); }
  void Reopen() {
    rows.reset();
    Open(false);
  }
  void Open(bool create) { rows = RowKeyStore::InDirectory(scratch.path() + "/vault", create).value(); }
  KeyStore& store() { return *rows; }
  Scratch scratch;
  std::unique_ptr<RowKeyStore> rows;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, KeyStoreContract, InMemory);
INSTANTIATE_TYPED_TEST_SUITE_P(Directory, KeyStoreContract, InDirectory);

/// All bytes of all files under `dir`.
std::string BytesUnder(const std::filesystem::path& dir) {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
  }
  return bytes;
}

TEST(RowKeyStore, LeavesNoByteOfWhatItErased) {
  InDirectory driver;
  const std::string secret = "a wrapped key that is to be gone";
  const Record record{Name(1), {secret.begin(), secret.end()}};
  ASSERT_TRUE(driver.store().Put(std::array{record, RecordOf(2, 12)}).ok());
  ASSERT_THAT(BytesUnder(driver.scratch.path()), HasSubstr(secret)) << "or this test sees nothing";

  ASSERT_TRUE(driver.store().Erase(std::array{Name(1)}).ok());

  EXPECT_EQ(BytesUnder(driver.scratch.path()).find(secret), std::string::npos);
}

TEST(RowKeyStore, IsNotMadeAnewWhereOneWasLost) {
  const Scratch scratch;
  const auto opened = RowKeyStore::InDirectory(scratch.path() + "/vault", false);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, FailureCode::kNotFound);
  EXPECT_THAT(opened.error().message, HasSubstr("put the vault back from its backup"));
}

TEST(RowKeyStore, IsReadWhileAnotherWritesItAndLeftAsItIs) {
  InDirectory driver;
  ASSERT_TRUE(driver.store().Put(std::array{RecordOf(1, 11)}).ok());
  const std::string dir = driver.scratch.path() + "/vault";
  const std::string before = BytesUnder(dir);
  const auto read = RowKeyStore::ForReading(dir);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(BytesUnder(dir), before) << "not a file, not a log of RocksDB's own";
  for (std::uint8_t n = 2; n < 40; ++n) ASSERT_TRUE(driver.store().Put(std::array{RecordOf(n, n)}).ok());
  EXPECT_TRUE((*read)->Find(Name(1)).value().has_value()) << "although its file was compacted away";
  EXPECT_FALSE((*read)->Find(Name(2)).value().has_value()) << "another reading's";
  EXPECT_FALSE((*read)->Put(std::array{RecordOf(3, 3)}).ok());
  EXPECT_TRUE(RowKeyStore::ForReading(dir).value()->Find(Name(39)).value().has_value());
}

TEST(RowKeyStore, ThatIsNotThereCannotBeRead) {
  const Scratch scratch;
  EXPECT_EQ(RowKeyStore::ForReading(scratch.path() + "/vault").error().code, FailureCode::kNotFound);
}

TEST(RowKeyStore, WithAFileCutShortSaysSo) {
  InDirectory driver;
  ASSERT_TRUE(driver.store().Put(std::array{RecordOf(1, 11)}).ok());
  driver.rows.reset();
  for (const auto& entry : std::filesystem::directory_iterator(driver.scratch.path() + "/vault")) {
    if (entry.path().extension() == ".sst") std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
  }
  const auto opened = RowKeyStore::InDirectory(driver.scratch.path() + "/vault", false);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, FailureCode::kDamaged);
  EXPECT_THAT(opened.error().message, HasSubstr("put the vault back from its backup"));
}

}  // namespace
}  // namespace fascicolo::vault
