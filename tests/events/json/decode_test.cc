#include "events/body.h"
#include "tests/events/json/sample.h"

#include <gmock/gmock.h>

namespace fascicolo::events::json {
namespace {

using testing::HasSubstr;

const char* const kPlainNumbers =
    R"("flag":false,"tiny":0,"octet":0,"small":0,"middling":0,"number":0,"count":0,"big":0,"huge":0,)"
    R"("fee":"0.00","score":"0",)";

std::vector<std::uint8_t> Pack(const sample::EverythingT& object) {
  flatbuffers::FlatBufferBuilder builder;
  builder.Finish(sample::Everything::Pack(builder, &object));
  return {builder.GetBufferPointer(), builder.GetBufferPointer() + builder.GetSize()};
}

FailureCode CodeOf(const std::vector<std::uint8_t>& buffer) {
  const auto decoded = SampleCodec().Decode(kEverything, buffer);
  EXPECT_FALSE(decoded.ok());
  return decoded.ok() ? FailureCode::kUnavailable : decoded.error().code;
}

TEST(Decode, WritesFieldsInTheOrderOfTheirIds) {
  const auto encoded = MustEncode(
      kOrder, R"({"act":{"reason":"r","type":"Pay","amount":"1"},"at":"2025-03-31T12:00:00.5+02:00",
                  "from":"2025-04-01","actor":"desk","id":"00112233445566778899AABBCCDDEEFF"})");
  EXPECT_EQ(MustDecode(kOrder, encoded.buffer),
            R"({"id":"00112233445566778899aabbccddeeff","actor":"desk",)"
            R"("at":"2025-03-31T10:00:00.500000Z","from":"2025-04-01",)"
            R"("act":{"type":"Pay","amount":"1.00","reason":"r"}})");
}

TEST(Decode, AlwaysWritesNumbersAndLeavesOutWhatIsAbsent) {
  EXPECT_EQ(MustDecode(kEverything, MustEncode(kEverything, "{}").buffer),
            "{" + std::string(kPlainNumbers) + R"("level":"middle","limit":100})");
  EXPECT_EQ(MustDecode(kEverything,
                       MustEncode(kEverything, R"({"maybe":0,"maybe_day":"1970-01-01"})").buffer),
            "{" + std::string(kPlainNumbers) +
                R"("level":"middle","maybe":0,"maybe_day":"1970-01-01","limit":100})");
}

TEST(Decode, ReadsWhatTheGeneratedCodePacked) {
  sample::EverythingT object;
  object.huge = std::numeric_limits<std::uint64_t>::max();
  object.big = -1;
  object.score = -725;
  object.texts = {"", "b"};
  object.act.Set(sample::StopT{});
  const std::string json = MustDecode(kEverything, Pack(object));
  EXPECT_THAT(json, HasSubstr(R"("huge":18446744073709551615)"));
  EXPECT_THAT(json, HasSubstr(R"("big":-1)"));
  EXPECT_THAT(json, HasSubstr(R"("score":"-7.25")"));
  EXPECT_THAT(json, HasSubstr(R"("texts":["","b"])"));
  EXPECT_THAT(json, HasSubstr(R"("act":{"type":"Stop"})"));
}

TEST(Decode, SaysWhatAnOlderProgramCannotKnow) {
  sample::EverythingT object;
  object.colour = static_cast<sample::Colour>(9);
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kTooNew);

  auto buffer = MustEncode(kEverything, R"({"act":{"type":"Stop"}})").buffer;
  auto* all = flatbuffers::GetMutableRoot<flatbuffers::Table>(buffer.data());
  ASSERT_TRUE(all->SetField<std::uint8_t>(sample::Everything::VT_ACT_TYPE, 99, 0));
  EXPECT_EQ(CodeOf(buffer), FailureCode::kTooNew);
}

TEST(Decode, RefusesValuesThatNoProgramOfOursWrites) {
  sample::EverythingT object;
  object.day = std::numeric_limits<std::int32_t>::max();
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kDamaged);
  object.day = 0;
  object.at = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kDamaged);
  object.at = 0;
  object.text = "\xC3\x28";
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kDamaged);
  object.text = std::string("a\0b", 3);
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kDamaged);
  object.text = "";
  object.sheet = "{";
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kDamaged);
}

TEST(Decode, StopsAtItsLimits) {
  sample::EverythingT object;
  object.numbers.resize(kMaxElements + 1);
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kTooLarge);
  object.numbers.clear();
  object.blob.resize(kMaxDecodedBytes + 1);
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kTooLarge);
  object.blob.clear();
  object.notes.resize(kMaxShownTables);
  for (auto& note : object.notes) note = std::make_unique<sample::NoteT>();
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kTooLarge);
  object.notes.resize(1);
  sample::NoteT* deepest = object.notes[0].get();
  for (std::size_t depth = 0; depth < kMaxDepth; ++depth) {
    deepest->replies.push_back(std::make_unique<sample::NoteT>());
    deepest = deepest->replies[0].get();
  }
  EXPECT_EQ(CodeOf(Pack(object)), FailureCode::kTooLarge);
}

TEST(Decode, ShowsWhateverALeafMayHold) {
  static_assert(kMaxShownTables >= kMaxTablesPerLeaf);
  sample::EverythingT object;
  object.notes.resize(kMaxTablesPerLeaf - 1);  // the root is one too
  for (auto& note : object.notes) note = std::make_unique<sample::NoteT>();
  EXPECT_TRUE(SampleCodec().Decode(kEverything, Pack(object)).ok());
}

TEST(Decode, ShowsOneTextThatIsReferredToAThousandTimesOnlySoFar) {
  flatbuffers::FlatBufferBuilder builder;
  const auto text = builder.CreateString(std::string(kMaxTextBytes, 'x'));
  const auto texts = builder.CreateVector(std::vector(1'000, text));
  sample::EverythingBuilder all(builder);
  all.add_texts(texts);
  builder.Finish(all.Finish());
  EXPECT_EQ(CodeOf({builder.GetBufferPointer(), builder.GetBufferPointer() + builder.GetSize()}),
            FailureCode::kTooLarge);
}

TEST(Decode, RefusesBytesThatAreNoBuffer) {
  for (const std::size_t size : {0U, 1U, 3U, 4U, 8U, 100U}) {
    EXPECT_EQ(CodeOf(std::vector<std::uint8_t>(size, 0)), FailureCode::kDamaged) << size;
    EXPECT_EQ(CodeOf(std::vector<std::uint8_t>(size, 0xFF)), FailureCode::kDamaged) << size;
  }
}

TEST(Decode, ReadsABufferThatLiesUnaligned) {
  const auto encoded = MustEncode(kEverything, R"({"big":5,"counts":[7]})");
  std::vector<std::uint8_t> shifted(encoded.buffer.size() + 1);
  std::copy(encoded.buffer.begin(), encoded.buffer.end(), shifted.begin() + 1);
  const auto decoded = SampleCodec().Decode(kEverything, std::span(shifted).subspan(1));
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded.value(), MustDecode(kEverything, encoded.buffer));
}

TEST(Decode, SurvivesEveryByteChangedAndEveryTailCutOff) {
  const auto whole = MustEncode(kEverything, R"({"text":"abc","texts":["a"],"note":{"author":"x"},
    "notes":[{"author":"b"}],"numbers":[1],"ids":["00112233445566778899aabbccddeeff"],"blob":"AAEC",
    "act":{"type":"Pay","amount":"1"},"sheet":{"a":1},"day":"2025-01-01"})")
                         .buffer;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const int change : {0x01, 0x04, 0x7F, 0x80, 0xFF}) {
      auto changed = whole;
      changed[i] = static_cast<std::uint8_t>(changed[i] ^ change);
      const auto decoded = SampleCodec().Decode(kEverything, changed);
      EXPECT_TRUE(!decoded.ok() || ParseJson(decoded.value()).ok()) << i;
    }
    const std::vector<std::uint8_t> cut(whole.begin(),
                                        whole.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_EQ(CodeOf(cut), FailureCode::kDamaged) << i;
  }
}

TEST(Decode, ShowsATypeOfANestedUnionInThePlaceOfItsMember) {
  const std::string json = R"({"id":"00112233445566778899aabbccddeeff","actor":"desk",)"
                           R"("at":"2025-03-31T10:00:00Z","act":{"type":"Wait","until":"2025-04-01"}})";
  const auto buffer = MustEncode(kOrder, json).buffer;
  EXPECT_EQ(MustDecode(kOrder, buffer), json);
}

TEST(Decode, ShowsANestedUnionThatHoldsNothingByItsMember) {
  sample::EverythingT object;
  object.act.Set(sample::PausingT{});
  EXPECT_THAT(MustDecode(kEverything, Pack(object)), HasSubstr(R"("act":{"type":"Pausing"})"));
}

}  // namespace
}  // namespace fascicolo::events::json
