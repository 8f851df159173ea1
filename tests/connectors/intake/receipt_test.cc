// The mapping of the receipt log: on an invented trace in its words, and on the log itself where
// the build found it.
#include "connectors/intake/mapping.h"

#include "tests/connectors/intake/reading_test_kit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>

namespace fascicolo::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

Mapping ReceiptMapping() {
  auto mapping =
      LoadMapping(std::string(FASCICOLO_SOURCE_DIR) + "/connectors/intake/mappings/receipt.json");
  EXPECT_EQ(StopOf(mapping), "");
  return mapping.value();
}

// A trace of these activities, one an hour.
std::string Trace(const std::string& case_id, const std::string& channel, bool has_end,
                  const std::vector<std::string>& activities) {
  std::string text = "<trace><string key='concept:name' value='" + case_id +
                     "'/><string key='channel' value='" + channel + "'/>" +
                     (has_end ? "<date key='enddate' value='2012-01-01T00:00:00+01:00'/>" : "");
  for (std::size_t hour = 0; hour < activities.size(); ++hour) {
    text += "<event><string key='concept:name' value='" + activities[hour] +
            "'/><string key='org:resource' value='Worker" + std::to_string(hour) +
            "'/><date key='time:timestamp' value='2011-10-11T1" + std::to_string(hour) +
            ":00:00.000+02:00'/></event>";
  }
  return text + "</trace>";
}

std::vector<std::string> Commands(const std::string& traces) {
  const Mapping mapping = ReceiptMapping();
  Translator translator(mapping);
  std::vector<std::string> commands;
  ReadSinks sinks;
  sinks.on_event = [&](const SourceEvent& event) {
    const auto mapped = translator.Lookup(event);
    std::string text = mapped ? mapped->command : "fact";
    if (mapped) {
      for (const NamedValue& field : mapped->fields) text += " " + field.name + "=" + field.value;
    }
    commands.push_back(text);
    return Status();
  };
  sinks.on_row_error = [](const FormError& error) { ADD_FAILURE() << error.ToString(); };
  EXPECT_EQ(StopOf(ReadMapped(ScratchFile("<log>" + traces + "</log>").path(), mapping, {}, sinks)),
            "");
  return commands;
}

const char kConfirmation[] = "Confirmation of receipt";
const char kCheck[] = "T02 Check confirmation of receipt";

TEST(Receipt, RegistersTakesInChargeOnceAndClosesWhatHasAnEnd) {
  EXPECT_THAT(
      Commands(Trace("A", "Internet", true, {kConfirmation, kCheck, "T03", kCheck, "T10"})),
      ElementsAre(
          "RegisterContact desk=adults_elderly area=general reason=permit_application channel=web",
          "TakeInCharge worker=Worker1", "fact", "fact", "CloseCase reason=receipt_completed"));
}

TEST(Receipt, LeavesOpenWhatHasNoEnd) {
  EXPECT_THAT(
      Commands(Trace("A", "Post", false, {kConfirmation, "T04"})),
      ElementsAre(
          "RegisterContact desk=adults_elderly area=general reason=permit_application channel=post",
          "fact"));
}

TEST(Receipt, LeavesOutAChannelThatItDoesNotKnow) {
  EXPECT_THAT(
      Commands(Trace("A", "Pigeon", true, {kConfirmation})),
      ElementsAre("RegisterContact desk=adults_elderly area=general reason=permit_application"));
}

#ifdef FASCICOLO_RECEIPT_LOG
TEST(Receipt, ReadsTheWholeLogWithoutARowError) {
  const Mapping mapping = ReceiptMapping();
  Translator translator(mapping);
  std::map<std::string, int> commands;
  ReadSinks sinks;
  sinks.on_event = [&](const SourceEvent& event) {
    const auto mapped = translator.Lookup(event);
    ++commands[mapped ? mapped->command : "fact"];
    return Status();
  };
  sinks.on_row_error = [](const FormError& error) { ADD_FAILURE() << error.ToString(); };
  const auto summary = ReadMapped(FASCICOLO_RECEIPT_LOG, mapping, {}, sinks);
  ASSERT_EQ(StopOf(summary), "");
  EXPECT_EQ(summary->cases, 1'434U);
  EXPECT_EQ(summary->events, 8'577U);
  EXPECT_EQ(summary->row_errors, 0U);
  EXPECT_THAT(commands, ElementsAre(Pair("CloseCase", 1'212), Pair("RegisterContact", 1'434),
                                    Pair("TakeInCharge", 1'316), Pair("fact", 4'615)));
}
#endif

}  // namespace
}  // namespace fascicolo::intake
