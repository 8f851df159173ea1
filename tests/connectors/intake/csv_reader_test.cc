#include "connectors/intake/csv_reader.h"

#include "tests/connectors/intake/reading_test_kit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fascicolo::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

CsvColumns Columns() {
  CsvColumns columns;
  columns.separator = ';';
  columns.case_id = "case";
  columns.activity = "step";
  columns.actor = "user";
  columns.instant = "at";
  columns.instant_format = InstantFormat::Parse("%d/%m/%Y %H:%M").value();
  return columns;
}

const std::string kHeader = "case;step;user;at\n";

Result<ReadSummary, ReadStop> ReadText(const std::string& text, Collected* collected,
                                       const ReadLimits& limits = {}) {
  return ReadCsv(ScratchFile(text).path(), Columns(), limits, collected->sinks());
}

std::string StopOfText(const std::string& text, const ReadLimits& limits = {}) {
  Collected collected;
  return StopOf(ReadText(text, &collected, limits));
}

TEST(CsvReader, ReadsMixedCasesAndKnowsTheFirstAndTheLastOfEach) {
  Collected collected;
  const auto summary = ReadCsv(FixturePath("mixed.csv"), Columns(), {}, collected.sinks());
  ASSERT_EQ(StopOf(summary), "");
  EXPECT_EQ(summary->cases, 2U);
  EXPECT_EQ(summary->events, 4U);
  EXPECT_EQ(summary->row_errors, 0U);
  EXPECT_EQ(summary->bytes, std::filesystem::file_size(FixturePath("mixed.csv")));
  EXPECT_THAT(collected.Told(),
              ElementsAre("A/Intake first", "B/Intake first", "A/Close last", "B/Close last"));
}

TEST(CsvReader, FillsAnEventFromItsRow) {
  Collected collected;
  ASSERT_TRUE(ReadCsv(FixturePath("mixed.csv"), Columns(), {}, collected.sinks()).ok());
  const SourceEvent& first = collected.events[0];
  EXPECT_EQ(first.actor, "anna");
  EXPECT_EQ(FormatInstant(first.instant), "2024-03-31T07:05:00Z");
  EXPECT_EQ(first.instant_text, "31/03/2024 09:05");
  EXPECT_EQ(*first.Find("note"), "said \"no\"; twice,\r\non two lines");
  EXPECT_EQ(first.attributes.size(), 5U);
  const SourceEvent& last = collected.events[3];
  EXPECT_EQ(last.actor, "");
  EXPECT_EQ(last.Find("note"), nullptr) << "an empty field is no attribute";
  EXPECT_EQ(last.line, 7U);
  EXPECT_EQ(last.ordinal_in_case, 1U);
  EXPECT_EQ(last.ordinal_in_file, 3U);
}

TEST(CsvReader, ReadsGzipLikePlainText) {
  Collected plain;
  Collected packed;
  ASSERT_TRUE(ReadCsv(FixturePath("mixed.csv"), Columns(), {}, plain.sinks()).ok());
  const ScratchFile file(Gzip(BytesOf(FixturePath("mixed.csv"))));
  ASSERT_TRUE(ReadCsv(file.path(), Columns(), {}, packed.sinks()).ok());
  EXPECT_EQ(packed.Told(), plain.Told());
}

TEST(CsvReader, HandsOutRowErrorsAndReadsOn) {
  Collected collected;
  const auto summary = ReadText(kHeader +
                                    "A;One;x;30/02/2011 10:00\n"
                                    "A;Two;x;01/02/2011 10:00\n"
                                    ";Three;x;01/02/2011 10:00\n"
                                    "A;;x;01/02/2011 10:00\n"
                                    "A;Five;x\n"
                                    "A;Six;x;\n"
                                    "B;Seven;x;31/04/2011 10:00\n"
                                    "A;Eight;x;01/02/2011 10:00;more\n",
                                &collected);
  ASSERT_EQ(StopOf(summary), "");
  EXPECT_EQ(summary->cases, 1U);
  EXPECT_EQ(summary->events, 1U);
  EXPECT_EQ(summary->row_errors, 7U);
  EXPECT_THAT(collected.row_errors,
              ElementsAre("line 2: \"at\" is no possible instant; expected an instant in the "
                          "mapping's instant_format",
                          "line 4: the column \"case\" is empty; expected a value",
                          "line 5: the column \"step\" is empty; expected a value",
                          "line 6: a row of 3 fields; expected 4, as in the header",
                          "line 7: the column \"at\" is empty; expected a value",
                          StartsWith("line 8: \"at\" is no possible instant"),
                          "line 9: a row of 5 fields; expected 4, as in the header"));
  EXPECT_THAT(collected.Told(), ElementsAre("A/Two first last"));
  EXPECT_EQ(collected.events[0].ordinal_in_case, 1U) << "mending line 2 moves no ordinal";
  EXPECT_EQ(collected.events[0].ordinal_in_file, 1U);
}

TEST(CsvReader, KeepsOrdinalsWhenARowIsMended) {
  Collected broken;
  Collected mended;
  const std::string good = "B;Only;x;01/02/2011 10:00\nA;Last;x;02/02/2011 10:00\n";
  ASSERT_TRUE(ReadText(kHeader + "A;First;x;30/02/2011 10:00\n" + good, &broken).ok());
  ASSERT_TRUE(ReadText(kHeader + "A;First;x;28/02/2011 10:00\n" + good, &mended).ok());
  EXPECT_EQ(broken.events[1].ordinal_in_case, mended.events[2].ordinal_in_case);
  EXPECT_EQ(broken.events[1].ordinal_in_file, mended.events[2].ordinal_in_file);
}

TEST(CsvReader, RefusesAHeaderThatDoesNotFitTheMapping) {
  EXPECT_THAT(StopOfText(""), StartsWith("line 1: the file is empty"));
  EXPECT_THAT(StopOfText("case;step;at\n"),
              StartsWith("line 1: the header has no column \"user\""));
  EXPECT_THAT(StopOfText("case,step,user,at\n"),
              StartsWith("line 1: the header has no column \"case\""));
  EXPECT_THAT(StopOfText("case;step;user;at;at\n"), HasSubstr("names two alike"));
  EXPECT_THAT(StopOfText("case;step;user;at;\n"), HasSubstr("without a name"));
}

TEST(CsvReader, NeedsNoActor) {
  CsvColumns columns = Columns();
  columns.actor.clear();
  Collected collected;
  const ScratchFile file("case;step;at\nA;One;01/02/2011 10:00\n");
  EXPECT_TRUE(ReadCsv(file.path(), columns, {}, collected.sinks()).ok());
  EXPECT_EQ(collected.events.at(0).actor, "");
}

TEST(CsvReader, StopsForAMalformedFileBeforeItHandsAnythingOut) {
  Collected collected;
  const auto summary =
      ReadText(kHeader + "A;One;x;01/02/2011 10:00\nA;Tw\xF2;x;01/02/2011 10:00\n", &collected);
  EXPECT_THAT(StopOf(summary), StartsWith("line 3: text that is not UTF-8"));
  EXPECT_THAT(collected.events, IsEmpty());
}

TEST(CsvReader, StopsForTruncatedGzipAndNamesTheLine) {
  std::string text = kHeader;
  for (int row = 0; row < 2'000; ++row)
    text += "A;" + std::to_string(row * 7919) + ";x;01/02/2011 10:00\n";
  const std::string whole = Gzip(text);
  EXPECT_THAT(StopOfText(whole.substr(0, whole.size() - 4)),
              HasSubstr("line 2002: the gzip file is truncated"));
}

TEST(CsvReader, StopsAtItsLimits) {
  const std::string row = "01/02/2011 10:00\n";
  const std::string text = kHeader + "A;One;x;" + row + "A;Two;x;" + row + "B;One;x;" + row;
  EXPECT_EQ(StopOfText(text, {.events_per_case = 2, .cases = 2}), "");
  EXPECT_EQ(StopOfText(text, {.events_per_case = 1}),
            "line 3: the case has too many events; expected at most 1");
  EXPECT_EQ(StopOfText(text, {.cases = 1}),
            "line 4: the file has too many cases; expected at most 1");
  EXPECT_THAT(StopOfText(text, {.total_bytes = 40}), HasSubstr("too large when uncompressed"));
}

TEST(CsvReader, StopsWithTheFailureOfWhoTakesTheEvents) {
  Collected collected;
  ReadSinks sinks = collected.sinks();
  sinks.on_event = [](const SourceEvent&) {
    return Status(Failure{FailureCode::kFull, "no space"});
  };
  const auto summary = ReadCsv(FixturePath("mixed.csv"), Columns(), {}, sinks);
  ASSERT_FALSE(summary.ok());
  EXPECT_TRUE(summary.error().is_failure);
  EXPECT_EQ(summary.error().failure.code, FailureCode::kFull);
}

TEST(CsvReader, StopsWhereWhoeverWatchesSaysSo) {
  const ScratchFile file(kHeader + "A;One;x;01/02/2011 10:00\n");
  Collected collected;
  ReadSinks sinks = collected.sinks();
  sinks.on_progress = [](std::uint64_t, std::uint64_t) {
    return Failure{FailureCode::kUnavailable, "enough"};
  };
  EXPECT_EQ(StopOf(ReadCsv(file.path(), Columns(), {}, sinks)), "enough");
  EXPECT_THAT(collected.events, IsEmpty()) << "already the first of its two readings";
}

TEST(CsvReader, NoticesAFileThatChangesUnderIt) {
  const ScratchFile file(kHeader + "A;One;x;01/02/2011 10:00\n");
  Collected collected;
  ReadSinks sinks = collected.sinks();
  sinks.on_progress = [&](std::uint64_t done, std::uint64_t total) {
    if (done * 2 == total) std::ofstream(file.path()) << kHeader << "B;One;x;01/02/2011 10:00\n";
    return Status{};
  };
  EXPECT_EQ(StopOf(ReadCsv(file.path(), Columns(), {}, sinks)),
            "the file changed while it was read; read it again");
  EXPECT_THAT(collected.events, IsEmpty());
}

}  // namespace
}  // namespace fascicolo::intake
