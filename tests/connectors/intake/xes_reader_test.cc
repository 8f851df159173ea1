#include "connectors/intake/xes_reader.h"

#include "tests/connectors/intake/reading_test_kit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fascicolo::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<ReadSummary, ReadStop> ReadXesText(const std::string& text, Collected* collected,
                                       const ReadLimits& limits = {}) {
  return ReadXes(ScratchFile(text).path(), XesKeys(), limits, collected->sinks());
}

std::string Event(const std::string& activity,
                  const std::string& instant = "2024-01-01T10:00:00Z") {
  return "<event><string key='concept:name' value='" + activity +
         "'/>\n<date key='time:timestamp' value='" + instant + "'/></event>\n";
}

std::string Trace(const std::string& case_id, const std::string& events) {
  return "<trace><string key='concept:name' value='" + case_id + "'/>\n" + events + "</trace>\n";
}

std::string Log(const std::string& traces) { return "<log>\n" + traces + "</log>\n"; }

TEST(XesReader, ReadsTheFixture) {
  Collected collected;
  const auto summary = ReadXes(FixturePath("permits.xes"), XesKeys(), {}, collected.sinks());
  ASSERT_EQ(StopOf(summary), "");
  EXPECT_EQ(summary->cases, 2U);
  EXPECT_EQ(summary->events, 3U);
  EXPECT_EQ(summary->row_errors, 0U);
  EXPECT_EQ(summary->bytes, std::filesystem::file_size(FixturePath("permits.xes")));
  EXPECT_THAT(collected.Told(), ElementsAre("case-1/Intake first", "case-1/Check & sign last",
                                            "case-2/Intake first last"));
}

TEST(XesReader, FillsAnEventFromItsElementAndItsTrace) {
  Collected collected;
  ASSERT_TRUE(ReadXes(FixturePath("permits.xes"), XesKeys(), {}, collected.sinks()).ok());
  const SourceEvent& intake = collected.events[0];
  EXPECT_EQ(intake.actor, "anna");
  EXPECT_EQ(intake.instant_text, "2024-01-31T23:30:00.250Z");
  EXPECT_EQ(FormatInstant(intake.instant), "2024-01-31T23:30:00.250000Z");
  EXPECT_EQ(intake.line, 16U);
  EXPECT_EQ(*intake.Find("channel"), "Phone") << "the event's own before the case's";
  EXPECT_EQ(*intake.Find("enddate"), "2024-02-02T10:00:00+01:00");
  EXPECT_EQ(intake.Find("nothing"), nullptr);
  std::vector<std::string> names;
  for (const SourceAttribute& attribute : intake.attributes) {
    names.push_back((attribute.level == AttributeLevel::kCase ? "case " : "event ") +
                    attribute.name);
  }
  EXPECT_THAT(names,
              ElementsAre("case concept:name", "case channel", "case enddate", "event concept:name",
                          "event org:resource", "event time:timestamp", "event channel"));
  const SourceEvent& check = collected.events[1];
  EXPECT_EQ(check.actor, "");
  EXPECT_EQ(*check.Find("channel"), "Desk");
  EXPECT_EQ(check.ordinal_in_case, 1U);
  EXPECT_EQ(collected.events[2].ordinal_in_case, 0U);
  EXPECT_EQ(collected.events[2].ordinal_in_file, 2U);
}

TEST(XesReader, ReadsGzipLikePlainText) {
  Collected plain;
  Collected packed;
  ASSERT_TRUE(ReadXes(FixturePath("permits.xes"), XesKeys(), {}, plain.sinks()).ok());
  ASSERT_TRUE(ReadXesText(Gzip(BytesOf(FixturePath("permits.xes"))), &packed).ok());
  EXPECT_EQ(packed.Told(), plain.Told());
}

TEST(XesReader, TakesItsKeysFromWhoAsks) {
  XesKeys keys;
  keys.activity = "step";
  keys.actor = "concept:name";
  Collected collected;
  const ScratchFile file(
      Log(Trace("A",
                "<event><string key='step' value='One'/><string key='concept:name' value='x'/>"
                "<date key='time:timestamp' value='2024-01-01T10:00:00Z'/></event>")));
  ASSERT_TRUE(ReadXes(file.path(), keys, {}, collected.sinks()).ok());
  EXPECT_EQ(collected.events.at(0).activity, "One");
  EXPECT_EQ(collected.events.at(0).actor, "x");
}

TEST(XesReader, ReadsEmptyLogsAndTraces) {
  Collected collected;
  const auto summary =
      ReadXesText(Log("<trace/>" + Trace("A", "") + Trace("A", Event("One"))), &collected);
  ASSERT_EQ(StopOf(summary), "") << "a trace without events takes no case id";
  EXPECT_EQ(summary->cases, 1U);
  EXPECT_EQ(StopOf(ReadXesText("<x:log xmlns:x='http://www.xes-standard.org/'/>", &collected)), "");
}

TEST(XesReader, HandsOutRowErrorsAndReadsOn) {
  Collected collected;
  const auto summary = ReadXesText(
      Log(Trace("A",
                Event("One", "2011-02-30T10:00:00Z") + Event("Two") +
                    Event("Three", "2011-10-11T13:45:40") + Event("", "2024-01-01T10:00:00Z") +
                    "<event><string key='concept:name' value='Five'/></event>\n"
                    "<event>\n<string value='no key'/></event>\n"
                    "<event>\n<string key='x'/></event>\n"
                    "<event><string key='x' value='1'/>\n<string key='x' value='2'/></event>\n")),
      &collected);
  ASSERT_EQ(StopOf(summary), "");
  EXPECT_EQ(summary->events, 1U);
  EXPECT_EQ(summary->row_errors, 7U);
  const std::string impossible =
      "\"time:timestamp\" is no possible instant; expected for example "
      "2011-10-11T13:45:40.276+02:00";
  EXPECT_THAT(
      collected.row_errors,
      ElementsAre(
          "line 4: " + impossible, "line 8: " + impossible,
          "line 9: the event has no \"concept:name\"; expected that attribute with a value",
          "line 11: the event has no \"time:timestamp\"; expected that attribute with a value",
          HasSubstr("line 13: an attribute lacks its key or its value"),
          HasSubstr("line 15: an attribute lacks its key or its value"),
          "line 17: an attribute occurs twice; expected each key once"));
  EXPECT_THAT(collected.Told(), ElementsAre("A/Two first last"));
  EXPECT_EQ(collected.events[0].ordinal_in_case, 1U) << "mending the first event moves no ordinal";
}

TEST(XesReader, SpoilsEveryEventOfATraceWithoutAUsableCaseId) {
  Collected collected;
  const auto summary = ReadXesText(
      Log("<trace>" + Event("One") + Event("Two") + "</trace>\n" + Trace("A", Event("Three")) +
          Trace("A", Event("Four")) + Trace("B", Event("Five"))),
      &collected);
  ASSERT_EQ(StopOf(summary), "");
  EXPECT_EQ(summary->cases, 2U);
  EXPECT_THAT(collected.Told(), ElementsAre("A/Three first last", "B/Five first last"));
  EXPECT_THAT(
      collected.row_errors,
      ElementsAre(
          HasSubstr("line 2: its trace is at fault: line 2: the trace has no case id"),
          HasSubstr("line 4: its trace is at fault: line 2: the trace has no case id"),
          HasSubstr(
              "line 12: its trace is at fault: line 11: the trace has the case id of an earlier "
              "one, at line 7")));
}

TEST(XesReader, KnowsTheLastReadableEventBehindWhichOnlyErrorsStand) {
  Collected collected;
  ASSERT_TRUE(
      ReadXesText(Log(Trace("A", Event("One") + Event("Two") + Event("Three", "never"))), &collected)
          .ok());
  EXPECT_THAT(collected.Told(), ElementsAre("A/One first", "A/Two last"));
}

TEST(XesReader, StopsForAnAttributeOfTheTraceBehindAnEvent) {
  Collected collected;
  const auto summary =
      ReadXesText(Log(Trace("A", Event("One") + "\n<string key='enddate' value='x'/>")), &collected);
  EXPECT_EQ(StopOf(summary),
            "line 6: an attribute of the trace stands after an event; expected attributes of a "
            "trace before its first event");
}

TEST(XesReader, StopsForElementsThatStandInTheWrongPlace) {
  Collected collected;
  EXPECT_THAT(StopOf(ReadXesText("<html/>", &collected)),
              HasSubstr("line 1: the document is no XES log"));
  EXPECT_THAT(StopOf(ReadXesText(Log(Event("One")), &collected)),
              HasSubstr("line 2: an event outside of a trace"));
  EXPECT_THAT(StopOf(ReadXesText(Log(Trace("A", "<note key='x' value='y'/>")), &collected)),
              HasSubstr("line 3: an element that XES does not know"));
  EXPECT_THAT(collected.events, IsEmpty());
}

TEST(XesReader, StopsWithTheFailureOfWhoTakesTheEvents) {
  Collected collected;
  ReadSinks sinks = collected.sinks();
  int calls = 0;
  sinks.on_event = [&calls](const SourceEvent&) {
    ++calls;
    return Status(Failure{FailureCode::kFull, "no space"});
  };
  const auto summary = ReadXes(FixturePath("permits.xes"), XesKeys(), {}, sinks);
  ASSERT_FALSE(summary.ok());
  EXPECT_TRUE(summary.error().is_failure);
  EXPECT_EQ(summary.error().failure.code, FailureCode::kFull);
  EXPECT_EQ(calls, 1);
}

TEST(XesReader, TellsHowFarItIs) {
  Collected collected;
  ReadSinks sinks = collected.sinks();
  std::uint64_t last_done = 0;
  std::uint64_t last_total = 0;
  sinks.on_progress = [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_GE(done, last_done);
    last_done = done;
    last_total = total;
    return Status{};
  };
  ASSERT_TRUE(ReadXes(FixturePath("permits.xes"), XesKeys(), {}, sinks).ok());
  EXPECT_EQ(last_done, std::filesystem::file_size(FixturePath("permits.xes")));
  EXPECT_EQ(last_total, last_done);
}

TEST(XesReader, StopsWhereWhoeverWatchesSaysSo) {
  Collected collected;
  ReadSinks sinks = collected.sinks();
  sinks.on_progress = [](std::uint64_t, std::uint64_t) {
    return Failure{FailureCode::kUnavailable, "enough"};
  };
  const auto summary = ReadXes(FixturePath("permits.xes"), XesKeys(), {}, sinks);
  ASSERT_FALSE(summary.ok());
  EXPECT_EQ(summary.error().failure.message, "enough");
}

}  // namespace
}  // namespace fascicolo::intake
