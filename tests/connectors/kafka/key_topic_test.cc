// What was erased from a vault on Kafka is gone from the broker's files, although nothing is written to the topic any more.
#include "connectors/kafka/key_topic.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include "connectors/kafka/broker.h"

namespace fascicolo::kafka {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;
using vault::RecordKind;
using vault::RecordName;

/// The broker under test compacts as soon as it may, and removes at once (ops/kafka/broker).
constexpr std::chrono::seconds kCleansWithin{60};

class KeyTopic : public testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<KafkaKeyStore> Open() const {
    auto opened = KafkaKeyStore::Open(OptionsUnderTest(), topic_.ledger());
    EXPECT_TRUE(opened.ok()) << opened.error().message;
    return std::move(opened).value();
  }
  static RecordName Name(std::uint8_t number, RecordKind kind = RecordKind::kSubject) {
    RecordName name{kind, {}};
    name.id.bytes.fill(number);
    return name;
  }
  /// With bytes that stand nowhere else.
  static vault::Record RecordOf(const RecordName& name) {
    std::random_device chance;
    vault::Record record{name, events::Bytes(90)};
    for (auto& byte : record.value) byte = static_cast<std::uint8_t>(chance());
    return record;
  }
  /// Whether a file of the topic holds these bytes.
  [[nodiscard]] bool HasOnDisk(const vault::Record& record) const {
    const std::string wanted(record.value.begin(), record.value.end());
    for (const auto& node : fs::directory_iterator(BrokersFolder())) {
      const fs::path folder = node.path() / "data" / (topic_.name() + "-0");
      std::error_code gone;
      for (const auto& entry : fs::directory_iterator(folder, gone)) {
        std::ifstream file(entry.path(), std::ios::binary);
        if (std::string(std::istreambuf_iterator<char>(file), {}).find(wanted) != std::string::npos) return true;
      }
    }
    return false;
  }
  [[nodiscard]] bool GoesFromDisk(const vault::Record& record) const {
    const auto until = steady_clock::now() + kCleansWithin;
    while (HasOnDisk(record)) {
      if (steady_clock::now() > until) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return true;
  }

  const LedgerId ledger_ = RandomLedger();
  TopicUnderTest topic_{ledger_, VaultTopicOf(ledger_)};
};

TEST_F(KeyTopic, HoldsNothingOfWhatWasErasedWhenTheBrokerHasCompactedAlthoughTheVaultRests) {
  const auto store = Open();
  const vault::Record erased = RecordOf(Name(1));
  const vault::Record kept = RecordOf(Name(2));
  ASSERT_TRUE(store->Put(std::array{erased, kept}).ok());
  ASSERT_TRUE(HasOnDisk(erased)) << "else this test sees nothing";

  ASSERT_TRUE(store->Erase(std::array{erased.name}).ok());

  EXPECT_TRUE(GoesFromDisk(erased));
  EXPECT_TRUE(HasOnDisk(kept));
  const auto anew = Open();
  EXPECT_FALSE(anew->Find(erased.name)->has_value());
  EXPECT_EQ(**anew->Find(kept.name), kept.value);
}

TEST_F(KeyTopic, HoldsNothingOfAWrappingThatAnotherMasterKeyReplaced) {
  const auto store = Open();
  const vault::Record before = RecordOf(Name(1, RecordKind::kWrapping));
  ASSERT_TRUE(store->Put(std::array{before}).ok());
  const vault::Record after = RecordOf(before.name);
  ASSERT_TRUE(store->Put(std::array{after}).ok());
  EXPECT_TRUE(GoesFromDisk(before));
  EXPECT_EQ(**Open()->Find(after.name), after.value);
}

TEST_F(KeyTopic, IsPaddedByTheNextWhereAProcessDiedBetweenErasingAndPadding) {
  const vault::Record erased = RecordOf(Name(1));
  ASSERT_TRUE(Open()->Put(std::array{erased}).ok());
  const std::string id(erased.name.id.bytes.begin(), erased.name.id.bytes.end());
  topic_.PutTombstone(static_cast<char>(erased.name.kind) + id);
  (void)Open();
  EXPECT_TRUE(GoesFromDisk(erased));
}

TEST_F(KeyTopic, IsPaddedByEachOfTwoNodesThatEraseAtOnce) {
  const auto one = Open();
  const auto other = Open();
  const std::array records{RecordOf(Name(1)), RecordOf(Name(2))};
  ASSERT_TRUE(one->Put(records).ok());
  std::thread beside([&] { EXPECT_TRUE(other->Erase(std::array{records[1].name}).ok()); });
  EXPECT_TRUE(one->Erase(std::array{records[0].name}).ok());
  beside.join();
  for (const vault::Record& record : records) EXPECT_TRUE(GoesFromDisk(record));
}

TEST_F(KeyTopic, IsRefusedWithSettingsThatKeepWhatIsErased) {
  topic_.Create(1, {{"cleanup.policy", "compact"}, {"flush.messages", "1"}});
  const auto opened = KafkaKeyStore::Open(OptionsUnderTest(), topic_.ledger());
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, FailureCode::kIo);
  for (const char* setting : {"segment.bytes", "max.compaction.lag.ms"}) {
    EXPECT_NE(opened.error().message.find(setting), std::string::npos) << opened.error().message;
  }
}

}  // namespace
}  // namespace fascicolo::kafka
