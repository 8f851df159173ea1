#include "tests/events/json/sample.h"

#include <gmock/gmock.h>

namespace fascicolo::events::json {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const char* const kFull = R"({
  "flag": true, "tiny": -128, "octet": 255, "small": -32768, "middling": 65535,
  "number": -2147483648, "count": 4294967295,
  "big": -9223372036854775808, "huge": 18446744073709551615,
  "day": "2025-03-31", "at": "2025-03-31T12:00:00+02:00", "fee": "1234.5", "score": "7.5",
  "colour": "dark_blue", "level": "low", "text": "perché no", "sheet": {"z": 1, "a": ["1.10", null]},
  "id": "00112233-4455-6677-8899-aabbccddeeff",
  "hash": "00000000000000000000000000000000000000000000000000000000000000ff",
  "blob": "AAEC/w==", "texts": ["a", "", "c"], "numbers": [1, -2, 3], "counts": [18446744073709551615],
  "days": ["1970-01-01", "2024-02-29"], "colours": ["red", "none"],
  "ids": ["00112233445566778899aabbccddeeff", "00000000000000000000000000000000"],
  "note": {"author": "m"}, "notes": [{"author": "a", "words": 3}, {"author": "b", "replies": [{"author": "c"}]}],
  "act": {"amount": "-0.05", "type": "Pay"}, "maybe": 0, "maybe_day": "1970-01-01", "limit": 100})";

TEST(Encode, PutsEveryFormWhereTheGeneratedAccessorsFindIt) {
  const Encoded encoded = MustEncode(kEverything, kFull);
  flatbuffers::Verifier verifier(encoded.buffer.data(), encoded.buffer.size());
  ASSERT_TRUE(sample::VerifyEverythingBuffer(verifier));
  const auto& all = *sample::GetEverything(encoded.buffer.data());
  EXPECT_TRUE(all.flag());
  EXPECT_EQ(all.tiny(), -128);
  EXPECT_EQ(all.octet(), 255);
  EXPECT_EQ(all.small(), -32768);
  EXPECT_EQ(all.middling(), 65535);
  EXPECT_EQ(all.number(), std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ(all.count(), std::numeric_limits<std::uint32_t>::max());
  EXPECT_EQ(all.big(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(all.huge(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(all.day(), 20178);
  EXPECT_EQ(all.at(), 1'743'415'200'000'000);
  EXPECT_EQ(all.fee(), 123'450);
  EXPECT_EQ(all.score(), 750);
  EXPECT_EQ(all.colour(), sample::Colour::dark_blue);
  EXPECT_EQ(all.level(), sample::Level::low);
  EXPECT_EQ(all.text()->str(), "perché no");
  EXPECT_EQ(all.sheet()->str(), R"({"z":1,"a":["1.10",null]})");
  EXPECT_EQ(all.id()->bytes()->Get(15), 0xFF);
  EXPECT_EQ(all.hash()->bytes()->Get(31), 0xFF);
  EXPECT_THAT(*all.blob(), ElementsAre(0, 1, 2, 255));
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(all.blob()->data()) % 8, 0U);
  EXPECT_EQ(all.texts()->Get(2)->str(), "c");
  EXPECT_THAT(*all.numbers(), ElementsAre(1, -2, 3));
  EXPECT_THAT(*all.days(), ElementsAre(0, 19782));
  EXPECT_EQ(all.ids()->size(), 2U);
  EXPECT_EQ(all.notes()->Get(1)->replies()->Get(0)->author()->str(), "c");
  ASSERT_EQ(all.act_type(), sample::Act::Pay);
  EXPECT_EQ(all.act_as_Pay()->amount(), -5);
  EXPECT_EQ(all.maybe(), 0);
  EXPECT_EQ(all.maybe_day(), 0);
  EXPECT_EQ(all.limit(), 100);
}

TEST(Encode, GivesTheBytesThatTheGeneratedCodeGives) {
  const Encoded encoded = MustEncode(kEverything, kFull);
  const auto object = sample::UnPackEverything(encoded.buffer.data());
  flatbuffers::FlatBufferBuilder builder;
  builder.Finish(sample::Everything::Pack(builder, object.get()));
  const std::vector<std::uint8_t> packed(builder.GetBufferPointer(),
                                         builder.GetBufferPointer() + builder.GetSize());
  EXPECT_EQ(encoded.buffer, packed);
  EXPECT_EQ(encoded.buffer, MustEncode(kEverything, kFull).buffer);
}

TEST(Encode, StoresNothingForWhatMeansAbsent) {
  const auto empty = MustEncode(kEverything, "{}").buffer;
  for (const char* json :
       {R"({"text":""})", R"({"text":null})", R"({"texts":[]})", R"({"blob":""})",
        R"({"id":"00000000000000000000000000000000"})", R"({"id":null})", R"({"flag":false})",
        R"({"number":0})", R"({"limit":100})", R"({"colour":"none"})", R"({"act":null})"}) {
    EXPECT_EQ(MustEncode(kEverything, json).buffer, empty) << json;
  }
}

TEST(Encode, KeepsSealedTextsOutOfTheBuffer) {
  const auto encoded =
      MustEncode(kOrder, OrderWith(R"({"type":"Move","person":")" + std::string(kId) +
                                   R"(","to":"Via Roma 1","on":"2025-03-31","colour":"red"})"));
  ASSERT_EQ(encoded.sealed.size(), 1U);
  EXPECT_EQ(encoded.sealed[0].path, "/act/to");
  EXPECT_EQ(encoded.sealed[0].owner, "person");
  EXPECT_EQ(encoded.sealed[0].text, "Via Roma 1");
  const std::string bytes(encoded.buffer.begin(), encoded.buffer.end());
  EXPECT_THAT(bytes, Not(HasSubstr("Via Roma")));
}

TEST(Encode, SealsNothingForAnEmptyText) {
  const auto encoded = MustEncode(kOrder, OrderWith(R"({"type":"Pay","amount":"1","remark":""})"));
  EXPECT_TRUE(encoded.sealed.empty());
}

TEST(Encode, NamesTheNeededFieldThatIsMissing) {
  EXPECT_EQ(EncodeError(kOrder, OrderWith(R"({"type":"Pay"})")), "/act/amount: missing");
  EXPECT_EQ(EncodeError(kOrder, OrderWith(R"({"type":"Pay","amount":null})")),
            "/act/amount: missing");
  EXPECT_EQ(EncodeError(kOrder, OrderWith("null")), "/act: missing");
  EXPECT_EQ(EncodeError(kOrder, "{}"), "/id: missing");
  EXPECT_EQ(EncodeError(kOrder, R"({"id":"00000000000000000000000000000000"})"), "/id: missing");
  EXPECT_EQ(EncodeError(kEverything, R"({"notes":[{"author":"a"},{}]})"),
            "/notes/1/author: missing");
  const auto move = [](const std::string& to, const std::string& colour) {
    return OrderWith(R"({"type":"Move","person":")" + std::string(kId) + R"(","to":")" + to +
                     R"(","on":"2025-03-31","colour":")" + colour + R"("})");
  };
  EXPECT_EQ(EncodeError(kOrder, move("", "red")), "/act/to: missing");
  EXPECT_EQ(EncodeError(kOrder, move("x", "none")), "/act/colour: missing");
  EXPECT_EQ(EncodeError(kOrder, move("x", "red")), "");
}

TEST(Encode, SuggestsTheNameThatWasMeant) {
  EXPECT_EQ(EncodeError(kEverything, R"({"colur":"red"})"),
            "/colur: unknown field; expected colour (did you mean it?)");
  EXPECT_THAT(EncodeError(kOrder, OrderWith(R"({"type":"Pay","xyzzy":1})")),
              StartsWith("/act/xyzzy: unknown field; expected one of amount, reason, remark"));
  EXPECT_EQ(EncodeError(kEverything, R"({"old":"x"})").substr(0, 20), "/old: unknown field;");
  EXPECT_THAT(EncodeError(kEverything, R"({"act":{"type":"Stop","when":1}})"),
              HasSubstr("no fields at all"));
}

TEST(Encode, ListsTheValuesAnEnumHas) {
  EXPECT_EQ(EncodeError(kEverything, R"({"colour":"dark-blue"})"),
            "/colour: not of the right form; expected one of none, red, green, dark_blue; "
            "did you mean dark_blue?");
  EXPECT_THAT(EncodeError(kEverything, R"({"colours":["red",1]})"), StartsWith("/colours/1: "));
}

TEST(Encode, NamesTheUnionMembersThatThereAre) {
  EXPECT_EQ(EncodeError(kOrder, OrderWith(R"({"type":"Pai"})")),
            "/act/type: unknown type; expected one of Move, Pay, Stop, Wait, Knock; did you mean Pay?");
  EXPECT_THAT(EncodeError(kOrder, OrderWith("{}")), StartsWith("/act/type: missing"));
  EXPECT_THAT(EncodeError(kOrder, OrderWith(R"({"type":"NONE"})")),
              StartsWith("/act/type: unknown"));
  EXPECT_THAT(EncodeError(kOrder, OrderWith(R"({"type":7})")), StartsWith("/act/type: unknown"));
  EXPECT_THAT(EncodeError(kEverything, R"({"act_type":"Pay"})"), HasSubstr("unknown field"));
}

TEST(Encode, RefusesEveryWrongTypeInEveryField) {
  const std::vector<std::string> fields = {
      "flag", "tiny",    "octet", "small", "middling", "number",   "count",   "big",
      "huge", "day",     "at",    "fee",   "score",    "colour",   "level",   "text",
      "id",   "hash",    "blob",  "texts", "note",     "notes",    "numbers", "counts",
      "days", "colours", "ids",   "act",   "maybe",    "maybe_day"};
  const std::vector<std::string> values = {"true", "7",      "1.5",     "\"x y\"",  "{}",
                                           "[]",   "[null]", "[[]]",    "[{}]",     "{\"a\":1}",
                                           "1e30", "-1",     "1000000", "\"2025\"", "[1.5]"};
  const auto is_right = [](const std::string& field, const std::string& value) {
    const bool number = field == "tiny" || field == "octet" || field == "small" ||
                        field == "middling" || field == "number" || field == "count" ||
                        field == "big" || field == "huge" || field == "maybe";
    const bool is_unsigned =
        field == "octet" || field == "middling" || field == "count" || field == "huge";
    const bool is_short =
        field == "tiny" || field == "octet" || field == "small" || field == "middling";
    if (field == "flag") return value == "true";
    if (field == "text") return value.front() == '"';
    if (field == "blob") return value == "\"2025\"";
    if (field == "fee" || field == "score") return value == "\"2025\"";
    if (value == "[]") return field.back() == 's';
    return number &&
           (value == "7" || (value == "-1" && !is_unsigned) || (value == "1000000" && !is_short));
  };
  for (const auto& field : fields) {
    for (const auto& value : values) {
      const std::string error = EncodeError(kEverything, "{\"" + field + "\":" + value + "}");
      EXPECT_EQ(error.empty(), is_right(field, value)) << field << " " << value << " " << error;
      EXPECT_THAT(error, AnyOf("", StartsWith("/" + field)));
    }
  }
  for (const char* json : {"null", "true", "7", "\"x\"", "[]"}) {
    EXPECT_EQ(EncodeError(kEverything, json), "not of the right form; expected an object");
  }
}

TEST(Encode, RefusesTimesThatDoNotExistOrCannotBeStored) {
  EXPECT_THAT(EncodeError(kEverything, R"({"day":"2025-02-30"})"),
              AllOf(StartsWith("/day: "), HasSubstr("a day that exists")));
  EXPECT_THAT(EncodeError(kEverything, R"({"days":["2025-02-28","2025-02-29"]})"),
              StartsWith("/days/1"));
  EXPECT_THAT(EncodeError(kEverything, R"({"at":"2025-03-31T10:00:00"})"), HasSubstr("RFC 3339"));
  EXPECT_THAT(EncodeError(kEverything, R"({"day":"1970-01-01"})"), HasSubstr("cannot be stored"));
  EXPECT_THAT(EncodeError(kEverything, R"({"at":"1970-01-01T00:00:00Z"})"),
              HasSubstr("cannot be stored"));
}

TEST(Encode, KeepsItsLimits) {
  const std::string long_text(kMaxTextBytes + 1, 'x');
  EXPECT_THAT(EncodeError(kEverything, "{\"text\":\"" + long_text + "\"}"),
              StartsWith("/text: the text is too long"));
  EXPECT_THAT(EncodeError(kEverything, "{\"texts\":[\"\",\"" + long_text + "\"]}"),
              StartsWith("/texts/1: "));
  EXPECT_EQ(EncodeError(kEverything, "{\"text\":\"" + long_text.substr(1) + "\"}"), "");
  std::string notes;
  for (std::size_t i = 0; i < kMaxTables; ++i) notes += R"({"author":"a"},)";
  EXPECT_THAT(EncodeError(kEverything, "{\"notes\":[" + notes + "{\"author\":\"a\"}]}"),
              HasSubstr("too many objects"));
}

TEST(Encode, NeverRepeatsWhatWasHandedIn) {
  const std::string secret = "RSSMRA80A01H501U";
  for (const char* field : {"flag", "number", "day", "at", "fee", "score", "colour", "id", "blob",
                            "note", "notes", "act", "texts"}) {
    const auto error =
        EncodeError(kEverything, "{\"" + std::string(field) + "\":\"" + secret + "!\"}");
    EXPECT_FALSE(error.empty()) << field;
    EXPECT_THAT(error, Not(HasSubstr(secret)));
  }
  EXPECT_THAT(EncodeError(kEverything, "{\"text\":\"" + secret), Not(HasSubstr(secret)));
}

TEST(Encode, PutsATypeOfANestedUnionBehindItsMember) {
  const auto encoded =
      MustEncode(kEverything, R"({"act":{"type":"Wait","until":"2025-04-01","why":"the key is away"}})");
  const auto& all = *flatbuffers::GetRoot<sample::Everything>(encoded.buffer.data());
  ASSERT_EQ(all.act_type(), sample::Act::Pausing);
  ASSERT_EQ(all.act_as_Pausing()->payload_type(), sample::Pause::Wait);
  EXPECT_EQ(all.act_as_Pausing()->payload_as_Wait()->until(), 20'179);
  ASSERT_EQ(encoded.sealed.size(), 1U);
  EXPECT_EQ(encoded.sealed[0].path, "/act/why");
  EXPECT_EQ(EncodeError(kOrder, OrderWith(R"({"type":"Wait","since":1})")),
            "/act/since: unknown field; expected one of until, why");
  EXPECT_THAT(EncodeError(kOrder, OrderWith(R"({"type":"Pausing"})")), StartsWith("/act/type: unknown type"));
}

}  // namespace
}  // namespace fascicolo::events::json
