#include "events/body.h"

#include <gtest/gtest.h>

#include "events/acceptance.h"
#include "events/sealing.h"

namespace fascicolo::events {
namespace {

EntityId Thing(std::uint8_t number) {
  EntityId id;
  id.bytes.fill(number);
  return id;
}

CommitContent Sample(int events) {
  CommitContent content;
  content.command.bytes.fill(7);
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(ToSchema(content.command));
  command.actor = "anna.bianchi";
  schema::CloseCaseT close;
  close.reason = "goal_reached";
  command.payload.Set(std::move(close));
  schema::RecordedT recorded;
  recorded.command = PackLeaf(command);
  content.recorded = PackLeaf(recorded);
  for (int i = 0; i < events; ++i) {
    schema::EventT event;
    event.entity = std::make_unique<schema::Id>(ToSchema(Thing(1)));
    event.version = static_cast<std::uint64_t>(i + 1);
    schema::CaseClosedT closed;
    closed.reason = "reason " + std::to_string(i);
    event.payload.Set(std::move(closed));
    content.events.push_back(PackLeaf(event));
  }
  content.touched.push_back({Thing(1), schema::EntityKind::case_file, Version{3}});
  content.ciphertexts.push_back(Bytes(80, 0xAB));
  return content;
}

Result<CommitReading> Reopen(const Record& record) {
  const auto header = DecodeHeader(record.view().header());
  if (!header) return header.error();
  return CommitReading::Open(record.view(), *header);
}

TEST(Body, ReadsBackCommandEventsTouchedAndCiphertexts) {
  const auto record = BuildRecord(Header{}, Sample(3));
  ASSERT_TRUE(record.ok());
  const auto reading = Reopen(*record);
  ASSERT_TRUE(reading.ok()) << reading.error().message;
  ASSERT_TRUE(reading->understood());
  EXPECT_EQ(reading->command().actor()->str(), "anna.bianchi");
  ASSERT_EQ(reading->events().size(), 3u);
  EXPECT_EQ(reading->events()[2]->payload_as_CaseClosed()->reason()->str(), "reason 2");
  EXPECT_EQ(reading->touched(), Sample(3).touched);
  ASSERT_EQ(reading->ciphertexts().size(), 1u);
  EXPECT_EQ(reading->ciphertexts()[0].size(), 80u);
}

TEST(Body, KeepsEveryLeafAlignedForReadingInPlace) {
  const auto record = BuildRecord(Header{}, Sample(5));
  const auto reading = Reopen(*record);
  ASSERT_TRUE(reading.ok());
  for (ConstBytes leaf : reading->leaves()) {
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(leaf.data()) % 8, 0u);
  }
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(reading->recorded().command()->data()) % 8, 0u);
}

TEST(Body, NoticesEveryFlippedBitOutsideCiphertexts) {
  const auto record = BuildRecord(Header{}, Sample(1));
  ASSERT_TRUE(record.ok());
  const auto view = record->view().bytes;
  const auto reading = Reopen(*record);
  for (std::size_t bit = kHeaderBytes * 8; bit < view.size() * 8; ++bit) {
    std::vector<std::uint8_t> bytes(view.begin(), view.end());
    bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1U << (bit % 8)));
    const Record bad(std::move(bytes));
    const auto reread = Reopen(bad);
    if (!reread) continue;  // noticed
    // What is not noticed can only be the FlatBuffers frame around the leaves or a ciphertext, which has a hash of its
    // own: the leaves themselves must be the same.
    ASSERT_EQ(reread->leaves().size(), reading->leaves().size());
    for (std::size_t i = 0; i < reading->leaves().size(); ++i) {
      ASSERT_TRUE(std::ranges::equal(reread->leaves()[i], reading->leaves()[i])) << "bit " << bit;
    }
  }
}

TEST(Body, CallsAnUnknownLeafPoisonAndNotDamage) {
  CommitContent content = Sample(1);
  content.events[0] = Bytes(64, 0xFF);
  const auto record = BuildRecord(Header{}, content);
  const auto reading = Reopen(*record);
  ASSERT_TRUE(reading.ok());
  EXPECT_FALSE(reading->understood());
  EXPECT_EQ(reading->touched().size(), 1u);
}

TEST(Body, RefusesACommitOverItsLimits) {
  CommitContent content = Sample(1);
  content.ciphertexts.push_back(Bytes(kMaxRecordBytes, 1));
  EXPECT_EQ(BuildRecord(Header{}, content).error().code, FailureCode::kTooLarge);
  EXPECT_EQ(BuildRecord(Header{}, Sample(static_cast<int>(kMaxLeaves))).error().code, FailureCode::kTooLarge);
  CommitContent crowded = Sample(1);
  crowded.touched.resize(kMaxTouched + 1);
  EXPECT_EQ(BuildRecord(Header{}, crowded).error().code, FailureCode::kTooLarge);
}

class SealingTest : public ::testing::Test {
 protected:
  Sealed SealText(std::uint32_t ordinal, std::string_view text) {
    return Seal(key_, {Thing(1)}, command_, ordinal, "/narrative", text, random_);
  }
  Result<std::string> Open(const Sealed& sealed, std::uint32_t ordinal, ConstBytes ciphertext) {
    const Bytes packed = PackLeaf(sealed.descriptor);
    return events::Open(key_.key, *flatbuffers::GetRoot<schema::Section>(packed.data()), command_, ordinal, ciphertext);
  }

  SystemRandom random_;
  SubjectKey key_{KeyId{}, random_.Draw<Key>()};
  CommandId command_ = [] {
    CommandId id;
    id.bytes.fill(9);
    return id;
  }();
};

TEST_F(SealingTest, OpensWhatItSealedAndNothingElse) {
  const auto sealed = SealText(2, "Colloquio con la figlia");
  const auto opened = Open(sealed, 2, sealed.ciphertext);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(*opened, "Colloquio con la figlia");
  EXPECT_FALSE(Open(sealed, 1, sealed.ciphertext).ok()) << "another ordinal";
  Bytes changed = sealed.ciphertext;
  changed[3] ^= 1;
  EXPECT_FALSE(Open(sealed, 2, changed).ok());
  key_.key[0] ^= 1;
  EXPECT_FALSE(Open(sealed, 2, sealed.ciphertext).ok()) << "another key";
}

TEST_F(SealingTest, SaysWhoseKeyItUsed) {
  key_.id.bytes.fill(5);
  const auto sealed = Seal(key_, {Thing(1), schema::RetentionClass::means, 2}, command_, 0, "/isee", "x", random_);
  EXPECT_EQ(FromSchema<KeyId>(sealed.descriptor.key.get()), key_.id);
  EXPECT_EQ(Entity(sealed.descriptor.subject.get()), Thing(1));
  EXPECT_EQ(sealed.descriptor.retention, schema::RetentionClass::means);
  EXPECT_EQ(sealed.descriptor.epoch, 2U);
}

TEST_F(SealingTest, HidesTheLengthOfShortTexts) {
  EXPECT_EQ(SealText(0, "Io").ciphertext.size(), SealText(0, "Massimiliano").ciphertext.size());
}

TEST_F(SealingTest, KeepsTextsThatEndInZerosAndEmptyOnes) {
  for (const std::string& text : {std::string(), std::string("x\0\0", 3), std::string(64, 'y'), std::string("\x80")}) {
    const auto sealed = SealText(0, text);
    const auto opened = Open(sealed, 0, sealed.ciphertext);
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(*opened, text);
  }
}

TEST(RandomSource, NeverGivesTheSameTwice) {
  SeededRandom seeded(5);
  SystemRandom random;
  EXPECT_NE(seeded.Draw<Key>(), seeded.Draw<Key>());
  EXPECT_NE(random.Draw<Key>(), random.Draw<Key>());
  SeededRandom again(5);
  SeededRandom first(5);
  EXPECT_EQ(again.Draw<Key>(), first.Draw<Key>());
}

}  // namespace
}  // namespace fascicolo::events
