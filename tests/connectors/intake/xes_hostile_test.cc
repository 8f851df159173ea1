// What a careless or hostile sender may hand in as XES.
#include "connectors/intake/xes_reader.h"

#include "tests/connectors/intake/reading_test_kit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace fascicolo::intake {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kOpen = "<log>\n<trace>\n<string key='concept:name' value='A'/>\n";
const std::string kEvent =
    "<event><string key='concept:name' value='One'/><date key='time:timestamp' "
    "value='2024-01-01T10:00:00Z'/></event>\n";

std::string StopOfFile(const ScratchFile& file, const ReadLimits& limits = {}) {
  Collected collected;
  return StopOf(ReadXes(file.path(), XesKeys(), limits, collected.sinks()));
}

std::string StopOfXes(const std::string& text, const ReadLimits& limits = {}) {
  return StopOfFile(ScratchFile(text), limits);
}

TEST(XesHostile, MalformedXmlIsNamedWithItsLine) {
  EXPECT_THAT(StopOfXes(""), StartsWith("line 1: malformed XML: no element found"));
  EXPECT_THAT(StopOfXes(kOpen + "</log>"), StartsWith("line 4: malformed XML: mismatched tag"));
  EXPECT_THAT(StopOfXes(kOpen + kEvent), StartsWith("line 5: malformed XML: no element found"));
  EXPECT_THAT(StopOfXes(kOpen + "<string key='x' value='&unknown;'/>"),
              StartsWith("line 4: malformed XML"));
  EXPECT_THAT(StopOfXes("<log></log>\n<log/>"),
              StartsWith("line 2: malformed XML: junk after document element"));
}

TEST(XesHostile, BadUtf8IsNamedWithItsLine) {
  EXPECT_THAT(StopOfXes(kOpen + "<string key='x' value='per\xF2'/>"),
              StartsWith("line 4: malformed XML"));
  EXPECT_THAT(StopOfXes(kOpen + std::string("<string key='x' value='\0'/>", 26)),
              StartsWith("line 4: malformed XML"));
}

TEST(XesHostile, BillionLaughsAreRefusedBeforeTheFirst) {
  std::string text = "<?xml version='1.0'?>\n<!DOCTYPE log [\n<!ENTITY l0 'lol'>\n";
  for (int level = 1; level < 10; ++level) {
    text += "<!ENTITY l" + std::to_string(level) + " '";
    for (int copy = 0; copy < 10; ++copy) text += "&l" + std::to_string(level - 1) + ";";
    text += "'>\n";
  }
  text += "]>\n" + kOpen + "<string key='x' value='&l9;'/></trace></log>";
  EXPECT_EQ(StopOfXes(text),
            "line 2: a document type declaration, which could declare entities; expected a "
            "document without DTD and "
            "entities");
}

TEST(XesHostile, AnOutsideDtdIsRefused) {
  EXPECT_THAT(StopOfXes("<!DOCTYPE log SYSTEM 'file:///etc/passwd'>\n<log/>"),
              StartsWith("line 1: a document type declaration"));
}

TEST(XesHostile, TruncatedGzipIsNamedWithTheLineItReached) {
  std::string text = kOpen;
  for (int event = 0; event < 2'000; ++event) text += kEvent;
  const std::string whole = Gzip(text + "</trace></log>");
  EXPECT_THAT(StopOfXes(whole.substr(0, whole.size() - 4)),
              StartsWith("line 2004: the gzip file is truncated"));
  EXPECT_THAT(StopOfXes(whole.substr(0, whole.size() / 2)),
              HasSubstr("the gzip file is truncated"));
}

TEST(XesHostile, ABombOfBlanksStopsAtTheLimit) {
  const ScratchFile bomb(Gzip(kOpen + std::string(32 << 20, ' ') + "</trace></log>"));
  EXPECT_LT(std::filesystem::file_size(bomb.path()), 64U << 10U);
  EXPECT_EQ(StopOfFile(bomb, {.total_bytes = 1 << 20}),
            "line 4: the file is too large when uncompressed; expected at most 1048576 bytes");
}

// 100 MB in one value: refused after little more than the limit, in time that does not grow with
// the value.
TEST(XesHostile, AnEndlessAttributeStopsAtTheLimit) {
  const std::string megabyte = Gzip(std::string(1 << 20, 'x'));
  std::string members = Gzip(kOpen + "<string key='x' value='");
  for (int count = 0; count < 100; ++count) members += megabyte;
  const ScratchFile file(members + Gzip("'/></trace></log>"));
  EXPECT_EQ(StopOfFile(file),
            "line 4: a tag or an attribute is too long; expected at most 1048576 bytes");
}

TEST(XesHostile, AnAttributeOfExactlyTheLimitIsRead) {
  const std::string value(kMaxAttributeBytes, 'x');
  const std::string close = "'/>" + kEvent + "</trace></log>";
  EXPECT_EQ(StopOfXes(kOpen + "<string key='x' value='" + value + close), "");
  EXPECT_THAT(StopOfXes(kOpen + "<string key='x' value='" + value + "x" + close),
              StartsWith("line 4: an attribute is too long; expected at most 1048576 bytes"));
}

TEST(XesHostile, TooManyOrTooLongAttributesTogetherStop) {
  std::string many = kOpen;
  for (std::size_t count = 0; count < kMaxAttributes; ++count)
    many += "<int key='" + std::to_string(count) + "' value='1'/>";
  EXPECT_THAT(StopOfXes(many),
              StartsWith("line 4: the attributes of one trace or event are too many or too long"));
  std::string large = kOpen;
  for (int count = 0; count < 5; ++count) {
    large += "<string key='" + std::to_string(count) + "' value='" +
             std::string(kMaxAttributeBytes, 'x') + "'/>\n";
  }
  EXPECT_THAT(StopOfXes(large),
              StartsWith("line 7: the attributes of one trace or event are too many or too long"));
}

TEST(XesHostile, DeepNestingStopsAtTheLimit) {
  const auto nested = [](int attributes) {
    std::string text = kOpen;
    for (int level = 0; level < attributes; ++level) text += "<string key='x' value='y'>\n";
    for (int level = 0; level < attributes; ++level) text += "</string>";
    return text + "</trace></log>";
  };
  EXPECT_EQ(StopOfXes(nested(kMaxXmlDepth - 2)), "");
  EXPECT_EQ(StopOfXes(nested(kMaxXmlDepth - 1)),
            "line 34: elements are nested too deeply; expected at most 32");
  EXPECT_EQ(StopOfXes(nested(100'000)),
            "line 34: elements are nested too deeply; expected at most 32");
}

TEST(XesHostile, TooManyEventsOrCasesStop) {
  const std::string close = "</trace></log>";
  EXPECT_EQ(StopOfXes(kOpen + kEvent + kEvent + close, {.events_per_case = 2}), "");
  EXPECT_EQ(StopOfXes(kOpen + kEvent + kEvent + kEvent + close, {.events_per_case = 2}),
            "line 6: the case has too many events; expected at most 2");
  EXPECT_EQ(StopOfXes(kOpen + kEvent + "</trace>\n<trace><string key='concept:name' value='B'/>" +
                           kEvent + close,
                       {.cases = 1}),
            "line 6: the file has too many cases; expected at most 1");
}

TEST(XesHostile, ErrorsQuoteNoValueOfTheSource) {
  Collected collected;
  const std::string secret = "RSSMRA80A01B354X";
  const std::string event = "<event><string key='concept:name' value='" + secret +
                            "'/><date key='time:timestamp' value='" + secret + "'/></event>";
  ASSERT_EQ(StopOf(ReadXes(ScratchFile(kOpen + event + "</trace></log>").path(), XesKeys(), {},
                           collected.sinks())),
            "");
  ASSERT_EQ(collected.row_errors.size(), 1U);
  EXPECT_EQ(collected.row_errors[0].find(secret), std::string::npos);
}

// Whatever is damaged: an end with an error that names a line, or a clean reading; never a crash.
TEST(XesHostile, RandomDamageNeverGoesUnnamed) {
  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string whole = BytesOf(FixturePath("permits.xes"));
  for (int round = 0; round < 150; ++round) {
    std::string damaged = whole;
    for (int damage = 0; damage < 3; ++damage)
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    EXPECT_THAT(StopOfXes(damaged), AnyOf("", StartsWith("line "))) << round;
  }
}

}  // namespace
}  // namespace fascicolo::intake
