#include "events/json/json_codec.h"

#include "events/calendar.h"

#include "tests/events/json/sample.h"

#include <random>

namespace fascicolo::events::json {
namespace {

/// Random objects of sample.fbs.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}

  std::uint64_t Below(std::uint64_t limit) { return random_() % limit; }
  bool Sometimes() { return Below(2) == 0; }

  std::string Text() {
    static const std::vector<std::string> kPieces = {
        "a", "Z ", "\"", "\\", "\n", "\x01", "è", "€", "\xF0\x9F\x98\x80", "/"};
    std::string text;
    for (auto size = Below(12); size > 0; --size) text += kPieces[Below(kPieces.size())];
    return text;
  }
  std::int32_t Day() { return static_cast<std::int32_t>(Below(500'000)) - 130'000; }
  template <class Struct>
  Struct Bytes() {
    std::array<std::uint8_t, sizeof(Struct)> bytes;
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(Below(256));
    return Struct(flatbuffers::make_span(bytes));
  }
  std::unique_ptr<sample::NoteT> Note(int depth) {
    auto note = std::make_unique<sample::NoteT>();
    note->author = "a" + Text();
    note->words = static_cast<std::uint32_t>(random_());
    for (auto i = depth > 3 ? 0 : Below(3); i > 0; --i) note->replies.push_back(Note(depth + 1));
    return note;
  }

  sample::EverythingT Everything() {
    static constexpr sample::Colour kColours[] = {sample::Colour::none, sample::Colour::red,
                                                  sample::Colour::green, sample::Colour::dark_blue};
    sample::EverythingT all;
    all.flag = Sometimes();
    all.tiny = static_cast<std::int8_t>(random_());
    all.octet = static_cast<std::uint8_t>(random_());
    all.small = static_cast<std::int16_t>(random_());
    all.middling = static_cast<std::uint16_t>(random_());
    all.number = static_cast<std::int32_t>(random_());
    all.count = static_cast<std::uint32_t>(random_());
    all.big = static_cast<std::int64_t>(random_());
    all.huge = random_();
    all.day = Sometimes() ? Day() : 0;
    all.at = Sometimes() ? std::int64_t{Day()} * 86'400'000'000 + Day() : 0;
    all.fee = static_cast<std::int64_t>(random_());
    all.score = static_cast<std::int64_t>(Below(20'000)) - 10'000;
    all.colour = kColours[Below(4)];
    all.level = Sometimes() ? sample::Level::high : sample::Level::low;
    all.text = Text();
    if (Sometimes()) all.sheet = R"({"k":[1,"2.50",{"n":null}]})";
    if (Sometimes()) all.id = std::make_unique<schema::Id>(Bytes<schema::Id>());
    if (Sometimes()) all.hash = std::make_unique<schema::Hash>(Bytes<schema::Hash>());
    for (auto i = Below(40); i > 0; --i) all.blob.push_back(static_cast<std::uint8_t>(random_()));
    for (auto i = Below(4); i > 0; --i) all.texts.push_back(Text());
    for (auto i = Below(4); i > 0; --i) all.numbers.push_back(static_cast<std::int32_t>(random_()));
    for (auto i = Below(4); i > 0; --i) all.counts.push_back(random_());
    for (auto i = Below(4); i > 0; --i) all.days.push_back(Day());
    for (auto i = Below(4); i > 0; --i) all.colours.push_back(kColours[Below(4)]);
    for (auto i = Below(4); i > 0; --i) all.ids.push_back(Bytes<schema::Id>());
    if (Sometimes()) all.note = Note(0);
    for (auto i = Below(3); i > 0; --i) all.notes.push_back(Note(0));
    if (Sometimes()) {
      sample::PayT pay;
      pay.amount = static_cast<std::int64_t>(random_());
      pay.reason = Text();
      all.act.Set(std::move(pay));
    } else if (Sometimes()) {
      all.act.Set(sample::StopT{});
    }
    if (Sometimes()) all.maybe = static_cast<std::int32_t>(Below(3));
    if (Sometimes()) all.maybe_day = static_cast<std::int32_t>(Below(3));
    all.limit = static_cast<std::int32_t>(Below(3)) + 99;
    return all;
  }

 private:
  std::mt19937_64 random_;
};

TEST(JsonCodec, GivesBackTheSameBytesFromItsOwnJson) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  Chance chance(seed);
  for (int i = 0; i < 2'000; ++i) {
    const sample::EverythingT object = chance.Everything();
    flatbuffers::FlatBufferBuilder builder;
    builder.Finish(sample::Everything::Pack(builder, &object));
    const std::vector<std::uint8_t> packed(builder.GetBufferPointer(),
                                           builder.GetBufferPointer() + builder.GetSize());
    const std::string json = MustDecode(kEverything, packed);
    ASSERT_EQ(MustEncode(kEverything, json).buffer, packed) << i << " " << json;
    const auto indented = SampleCodec().Decode(kEverything, packed, 2);
    ASSERT_TRUE(indented.ok());
    ASSERT_EQ(MustEncode(kEverything, indented.value()).buffer, packed) << i;
  }
}

TEST(JsonCodec, AnswersEveryCutAndEveryChangeOfItsJson) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  Chance chance(seed);
  const sample::EverythingT object = chance.Everything();
  flatbuffers::FlatBufferBuilder builder;
  builder.Finish(sample::Everything::Pack(builder, &object));
  const auto decoded =
      SampleCodec().Decode(kEverything, {builder.GetBufferPointer(), builder.GetSize()});
  ASSERT_TRUE(decoded.ok());
  const std::string& json = decoded.value();
  for (std::size_t i = 0; i < json.size(); ++i) {
    EXPECT_NE(EncodeError(kEverything, json.substr(0, i)), "");
    std::string changed = json;
    changed[i] = static_cast<char>(chance.Below(256));
    const auto encoded = SampleCodec().Encode(kEverything, changed);
    if (encoded.ok()) MustDecode(kEverything, encoded.value().buffer);
  }
}

TEST(JsonCodec, MayBeCopied) {
  const JsonCodec copy = SampleCodec();
  EXPECT_TRUE(copy.Knows(kOrder));
  EXPECT_FALSE(copy.Knows("fascicolo.sample.Colour"));
  EXPECT_TRUE(copy.Encode(kEverything, "{}").ok());
}

}  // namespace
}  // namespace fascicolo::events::json
