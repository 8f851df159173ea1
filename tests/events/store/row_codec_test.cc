#include "events/store/row_codec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

namespace fascicolo::store {
namespace {

using namespace std::string_literals;  // NOLINT(google-build-using-namespace): zero bytes

enum class Colour : std::uint8_t { kRed = 1, kBlue = 200 };
enum class Drift : std::int16_t { kDown = -3, kUp = 3 };

struct Span {
  Day from;
  std::optional<Day> to;
  auto operator<=>(const Span&) const = default;
  template <class V>
  void Visit(V& v) {
    v(from, to);
  }
};

struct FullRow {
  bool flag = false;
  std::uint8_t small = 0;
  std::int8_t small_signed = 0;
  std::uint64_t large = 0;
  std::int64_t large_signed = 0;
  Colour colour = Colour::kRed;
  Drift drift = Drift::kUp;
  std::string text;
  EntityId id;
  Hash hash;
  Version version;
  Day day;
  Instant instant;
  std::optional<std::string> note;
  std::vector<std::int32_t> numbers;
  std::vector<Span> spans;
  Span span;
  std::optional<Span> last;
  bool operator==(const FullRow&) const = default;
  template <class V>
  void Visit(V& v) {
    v(flag, small, small_signed, large, large_signed, colour, drift, text, id, hash, version);
    v(day, instant, note, numbers, spans, span, last);
  }
};

FullRow Example() {
  FullRow row;
  row.flag = true;
  row.small = 255;
  row.small_signed = -128;
  row.large = UINT64_MAX;
  row.large_signed = INT64_MIN;
  row.colour = Colour::kBlue;
  row.drift = Drift::kDown;
  row.text = "zero \0 and \xFF"s;
  row.id.bytes.fill(0xAB);
  row.hash.bytes.fill(0xCD);
  row.version = {300};
  row.day = {-1};
  row.instant = {1'700'000'000'000'000};
  row.note = "";
  row.numbers = {0, -1, INT32_MAX, INT32_MIN};
  row.spans = {{Day{1}, Day{2}}, {Day{3}, {}}, {}};
  row.span = {Day{20'000}, {}};
  row.last = Span{Day{4}, Day{5}};
  return row;
}

TEST(RowCodec, GivesBackWhatItTook) {
  const FullRow row = Example();
  FullRow read;
  ASSERT_TRUE(DecodeRow(EncodeRow(row), read));
  EXPECT_EQ(read, row);
  ASSERT_TRUE(DecodeRow(EncodeRow(FullRow{}), read));
  EXPECT_EQ(read, FullRow{});
}

struct Small {
  std::uint32_t number = 300;
  std::int32_t below_zero = -2;
  std::string text = "ab";
  std::optional<bool> answer = true;
  std::vector<std::uint8_t> list = {7, 8};
  Span nested = {Day{1}, {}};
  template <class V>
  void Visit(V& v) {
    v(number, below_zero, text, answer, list, nested);
  }
};

TEST(RowCodec, WritesTheBytesOfItsFormat) {
  EXPECT_EQ(EncodeRow(Small{}), "\xAC\x02\x03\x02"s + "ab\x01\x01\x02\x07\x08\x02\x02\x00"s);
}

TEST(RowCodec, ReplacesTheContentOfTheTextItIsGiven) {
  std::string out = "something else";
  EncodeRow(Example(), out);
  EXPECT_EQ(out, EncodeRow(Example()));
}

struct Inner {
  std::string text;
  bool operator==(const Inner&) const = default;
  template <class V>
  void Visit(V& v) {
    v(text);
  }
};

struct Outer {
  Inner first;
  std::vector<Inner> more;
  bool operator==(const Outer&) const = default;
  template <class V>
  void Visit(V& v) {
    v(first, more);
  }
};

TEST(RowCodec, NestedRowsMayBeLong) {
  const Outer row{{std::string(200, 'x')}, {{std::string(20'000, 'y')}, {}}};
  Outer read;
  ASSERT_TRUE(DecodeRow(EncodeRow(row), read));
  EXPECT_EQ(read, row);
}

struct Grown {
  std::uint32_t first = 1;
  Span nested;
  std::uint32_t added = 42;
  template <class V>
  void Visit(V& v) {
    v(first, nested, added);
  }
};

TEST(RowCodec, ARowFromBeforeAFieldLeavesItsDefault) {
  Grown read{.first = 9, .nested = {}, .added = 9};
  ASSERT_TRUE(DecodeRow("\x05\x02\x02\x00"s, read));
  EXPECT_EQ(read.first, 5U);
  EXPECT_EQ(read.nested.from, Day{1});
  EXPECT_EQ(read.added, 42U);
  ASSERT_TRUE(DecodeRow("", read));
  EXPECT_EQ(read.first, 1U);
}

TEST(RowCodec, ANestedRowFromBeforeAFieldLeavesItsDefaultToo) {
  Grown read;
  ASSERT_TRUE(DecodeRow("\x05\x01\x02\x07"s, read));  // the nested row has its first field only
  EXPECT_EQ(read.nested, (Span{Day{1}, {}}));
  EXPECT_EQ(read.added, 7U);
}

TEST(RowCodec, RefusesBytesAfterTheLastField) {
  Grown read;
  EXPECT_TRUE(DecodeRow("\x05\x02\x02\x00\x07"s, read));
  EXPECT_FALSE(DecodeRow("\x05\x02\x02\x00\x07\x00"s, read));
  EXPECT_FALSE(DecodeRow("\x05\x03\x02\x00\x00\x07"s, read)) << "in a nested row";
}

template <class T>
struct One {
  T field{};
  template <class V>
  void Visit(V& v) {
    v(field);
  }
};

template <class T>
bool Reads(const std::string& bytes) {
  One<T> row;
  return DecodeRow(bytes, row);
}

TEST(RowCodec, RefusesNumbersOutsideTheirType) {
  EXPECT_TRUE(Reads<std::uint8_t>("\xFF\x01"));
  EXPECT_FALSE(Reads<std::uint8_t>("\x80\x02"));
  EXPECT_TRUE(Reads<std::int8_t>("\xFF\x01"));
  EXPECT_FALSE(Reads<std::int8_t>("\x80\x02"));
  EXPECT_FALSE(Reads<bool>("\x02"));
  EXPECT_TRUE(Reads<std::uint64_t>("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"));
  EXPECT_FALSE(Reads<std::uint64_t>("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02"));
  EXPECT_FALSE(Reads<std::uint64_t>("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"));
}

TEST(RowCodec, RefusesASecondWayToWriteTheSame) {
  EXPECT_TRUE(Reads<std::uint32_t>("\0"s));
  EXPECT_FALSE(Reads<std::uint32_t>("\x80\x00"s));
  EXPECT_FALSE(Reads<std::optional<bool>>("\x02\x01"));
}

TEST(RowCodec, RefusesLengthsBeyondTheEnd) {
  EXPECT_FALSE(Reads<std::string>("\x05" "abc"));
  EXPECT_FALSE(Reads<std::string>("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"));
  EXPECT_FALSE(Reads<std::vector<bool>>("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"));
  EXPECT_FALSE(Reads<EntityId>(std::string(15, 'x')));
}

TEST(RowCodec, SurvivesTruncationAtEveryByte) {
  const std::string whole = EncodeRow(Example());
  int read = 0;
  for (std::size_t length = 0; length < whole.size(); ++length) {
    FullRow row;
    // On the heap and exactly as long, so that a sanitizer sees a read beyond the end.
    const std::vector<char> part(whole.data(), whole.data() + length);
    if (DecodeRow({part.data(), part.size()}, row)) ++read;
  }
  EXPECT_EQ(read, 18) << "readable between fields, of which there are 18, and nowhere else";
}

TEST(RowCodec, ReadsRandomBytesOrRefusesThem) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 dice(seed);
  const std::string whole = EncodeRow(Example());
  for (int round = 0; round < 20'000; ++round) {
    std::string damaged = whole;
    for (int flips = 0; flips < 2; ++flips) {
      damaged[dice() % whole.size()] = static_cast<char>(dice());
    }
    FullRow row;
    // There is one way to write a row: what can be read whole is written back to the same bytes.
    if (DecodeRow(damaged, row) && EncodeRow(row).size() == damaged.size()) {
      ASSERT_EQ(EncodeRow(row), damaged);
    }
  }
}

struct Pieces {
  Colour colour;
  std::int16_t low;
  std::string text;
  Position position;
  Day day;
  Instant instant;
  std::uint32_t last;
  auto operator<=>(const Pieces&) const = default;
};

std::string KeyOf(const Pieces& pieces) {
  return KeyWriter(std::uint8_t{7})
      .Add(pieces.colour)
      .Add(pieces.low)
      .Add(pieces.text)
      .Add(pieces.position)
      .Add(pieces.day)
      .Add(pieces.instant)
      .Add(pieces.last)
      .Take();
}

/// Few values per piece, so that keys often differ late; all of them near an edge.
Pieces RandomPieces(std::mt19937& dice) {
  static constexpr std::int64_t kEdges[] = {INT64_MIN, -256, -1, 0, 1, 255, INT64_MAX};
  Pieces pieces{};
  pieces.colour = dice() % 2 == 0 ? Colour::kRed : Colour::kBlue;
  pieces.low = static_cast<std::int16_t>(dice() % 3 == 0 ? dice() : 0);
  for (auto length = dice() % 3; length > 0; --length) {
    pieces.text.push_back("\0\x01\xFF"[dice() % 3]);
  }
  pieces.position = {static_cast<std::uint64_t>(kEdges[dice() % 7])};
  pieces.day = {static_cast<std::int32_t>(kEdges[dice() % 7])};
  pieces.instant = {kEdges[dice() % 7]};
  pieces.last = static_cast<std::uint32_t>(dice());
  return pieces;
}

TEST(Keys, SortLikeTheirPieces) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 dice(seed);
  for (int round = 0; round < 100'000; ++round) {
    const Pieces a = RandomPieces(dice);
    const Pieces b = dice() % 4 == 0 ? a : RandomPieces(dice);
    // Texts compare as std::string does: by unsigned bytes, the shorter first.
    ASSERT_EQ(KeyOf(a) < KeyOf(b), a < b);
    ASSERT_EQ(KeyOf(a) == KeyOf(b), a == b);
  }
}

TEST(Keys, GiveTheirPiecesBack) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 dice(seed);
  for (int round = 0; round < 10'000; ++round) {
    const Pieces written = RandomPieces(dice);
    const std::string key = KeyOf(written);
    Pieces read{};
    KeyReader reader(key);
    ASSERT_EQ(reader.table(), 7);
    ASSERT_TRUE(reader.Read(read.colour) && reader.Read(read.low) && reader.Read(read.text) &&
                reader.Read(read.position) && reader.Read(read.day) &&
                reader.Read(read.instant) && reader.Read(read.last));
    ASSERT_TRUE(reader.done());
    ASSERT_EQ(read, written);
  }
}

TEST(Keys, HaveTheBytesOfTheirFormat) {
  EntityId id;
  id.bytes.fill(0x11);
  KeyWriter key(Colour::kRed);
  key.Add(std::uint16_t{258}).Add(Day{-1}).Add("a\0b"s).Add(id).AddRest("raw");
  EXPECT_EQ(key.view(), "\x01\x01\x02\x7F\xFF\xFF\xFF"s + "a\0\xFF"s + "b\0\x01"s +
                            std::string(16, '\x11') + "raw");
}

TEST(Keys, GiveNothingBackWhenTheyAreCutOff) {
  std::mt19937 dice(1);
  const std::string key = KeyOf(RandomPieces(dice));
  for (std::size_t length = 0; length < key.size(); ++length) {
    Pieces read{};
    KeyReader reader(std::string_view(key).substr(0, length));
    EXPECT_FALSE(reader.Read(read.colour) && reader.Read(read.low) && reader.Read(read.text) &&
                 reader.Read(read.position) && reader.Read(read.day) &&
                 reader.Read(read.instant) && reader.Read(read.last));
  }
}

TEST(Keys, LeaveTheRestAsItIs) {
  const std::string key = KeyWriter(std::uint8_t{1}).Add(Version{5}).AddRest("raw\0"s).Take();
  KeyReader reader(key);
  Version version;
  ASSERT_TRUE(reader.Read(version));
  EXPECT_EQ(version, Version{5});
  EXPECT_EQ(reader.rest(), "raw\0"s);
}

TEST(Keys, PrefixEndIsTheFirstKeyWithoutThePrefix) {
  EXPECT_EQ(PrefixEnd("a"), "b");
  EXPECT_EQ(PrefixEnd("a\xFF\xFF"), "b");
  EXPECT_EQ(PrefixEnd("\0"s), "\x01");
  EXPECT_EQ(PrefixEnd("a\x7F"), "a\x80");
  EXPECT_EQ(PrefixEnd("\xFF\xFF"), "");
  EXPECT_EQ(PrefixEnd(""), "");
}

}  // namespace
}  // namespace fascicolo::store
