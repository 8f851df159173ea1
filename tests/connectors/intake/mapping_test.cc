#include "connectors/intake/mapping.h"

#include "tests/connectors/intake/reading_test_kit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace fascicolo::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// A complete XES mapping with `rest` behind its required keys; apostrophes stand for quotation
// marks.
std::string Document(std::string rest) {
  std::string text =
      "{'name': 'n', 'source': 's', 'format': 'xes'" + (rest.empty() ? "" : ",\n" + rest) + "}";
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

Mapping MappingOf(const std::string& rest) {
  auto mapping = Mapping::Parse(Document(rest));
  EXPECT_TRUE(mapping.ok()) << mapping.error().ToString();
  return mapping.ok() ? *mapping : Mapping{};
}

std::string ErrorOf(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  const auto mapping = Mapping::Parse(text);
  return mapping.ok() ? "" : mapping.error().ToString();
}

std::string ErrorOfRules(const std::string& rules) {
  return ErrorOf(Document("'rules': " + rules));
}

SourceEvent EventOf(const std::string& case_id, const std::string& activity, bool is_first = false,
                    bool is_last = false) {
  SourceEvent event;
  event.case_id = case_id;
  event.activity = activity;
  event.actor = "anna";
  event.instant = ParseInstant("2024-01-31T23:30:00Z").value();
  event.attributes = {{AttributeLevel::kCase, "channel", "Desk"},
                      {AttributeLevel::kCase, "empty", ""}};
  event.is_first = is_first;
  event.is_last = is_last;
  return event;
}

std::string CommandOf(Translator& translator, const SourceEvent& event) {
  const auto mapped = translator.Lookup(event);
  return mapped ? mapped->command : "fact";
}

TEST(Mapping, ReadsAMinimalDocumentWithTheStandardKeys) {
  const Mapping mapping = MappingOf("");
  EXPECT_EQ(mapping.name, "n");
  EXPECT_EQ(mapping.source, "s");
  const XesKeys& keys = std::get<XesKeys>(mapping.format);
  EXPECT_EQ(keys.case_id, "concept:name");
  EXPECT_EQ(keys.instant, "time:timestamp");
  EXPECT_THAT(mapping.rules, IsEmpty());
}

TEST(Mapping, ReadsTheColumnsOfACsvFile) {
  const auto mapping = Mapping::Parse(
      R"({"name": "n", "source": "s", "format": "csv", "csv": {"separator": "\t", "case": "id", "activity": "step",
          "instant": "at", "instant_format": "%d/%m/%Y"}})");
  ASSERT_TRUE(mapping.ok()) << mapping.error().ToString();
  const CsvColumns& columns = std::get<CsvColumns>(mapping->format);
  EXPECT_EQ(columns.separator, '\t');
  EXPECT_EQ(columns.case_id, "id");
  EXPECT_EQ(columns.actor, "");
  EXPECT_TRUE(columns.instant_format.Read("31/01/2024").has_value());
}

TEST(Mapping, TakesTheFirstRuleThatFits) {
  const Mapping mapping = MappingOf(
      "'rules': [{'when': {'first': true}, 'command': 'Open'},"
      "          {'when': {'activity': ['Sign', 'Stamp'], 'last': false}, 'command': 'Sign'},"
      "          {'when': {'last': true, 'has': ['channel']}, 'command': 'Close'},"
      "          {'when': {'has': ['empty']}, 'command': 'Never'},"
      "          {'when': {'equal': [['$actor', 'bruno']]}, 'command': 'Never'},"
      "          {'when': {'equal': [['$attribute nothing', '$attribute empty']]}, 'command': "
      "'Never'},"
      "          {'when': {'equal': [['$attribute channel', 'Desk'], ['$actor', 'anna']], "
      "'activity': 'Desk'},"
      "           'command': 'Talk'}]");
  Translator translator(mapping);
  EXPECT_EQ(CommandOf(translator, EventOf("A", "Sign", true)), "Open");
  EXPECT_EQ(CommandOf(translator, EventOf("A", "Sign")), "Sign");
  EXPECT_EQ(CommandOf(translator, EventOf("A", "Stamp")), "Sign");
  EXPECT_EQ(CommandOf(translator, EventOf("A", "Other")), "fact");
  EXPECT_EQ(CommandOf(translator, EventOf("A", "Desk")), "Talk");
  EXPECT_EQ(CommandOf(translator, EventOf("A", "Sign", false, true)), "Close");
  EXPECT_EQ(CommandOf(translator, EventOf("B", "Sign", true, true)), "Open");
}

TEST(Mapping, UsesAOnceRuleOnceInEachCase) {
  const Mapping mapping = MappingOf(
      "'rules': [{'when': {'activity': 'Check'}, 'once': true, 'command': 'Take'},"
      "          {'when': {'activity': 'Check', 'last': true}, 'command': 'Close'}]");
  Translator translator(mapping);
  EXPECT_EQ(CommandOf(translator, EventOf("A", "Check")), "Take");
  EXPECT_EQ(CommandOf(translator, EventOf("B", "Check")), "Take") << "cases may be mixed";
  EXPECT_EQ(CommandOf(translator, EventOf("A", "Check")), "fact");
  EXPECT_EQ(CommandOf(translator, EventOf("A", "Check", false, true)), "Close")
      << "later rules are tried";
  EXPECT_EQ(CommandOf(translator, EventOf("B", "Check")), "fact");
}

TEST(Mapping, FillsFieldsInTheirOrderAndLeavesOutWhatTheEventLacks) {
  const Mapping mapping = MappingOf(
      "'rules': [{'command': 'C', 'fields': {"
      "'z': 'literal', 'a': '$case', 'b': '$activity', 'c': '$actor', 'd': '$instant', 'e': "
      "'$date',"
      "'f': '$attribute channel', 'g': '$attribute nothing', 'h': '$attribute empty', 'i': "
      "'$$price',"
      "'j': {'from': '$attribute channel', 'codes': {'Desk': 'desk'}, 'otherwise': 'other'},"
      "'k': {'from': '$activity', 'codes': {'Desk': 'desk'}, 'otherwise': 'other'},"
      "'l': {'from': '$activity', 'codes': {'Desk': 'desk'}, 'otherwise': null},"
      "'m': {'from': '$attribute nothing', 'codes': {'Desk': 'desk'}, 'otherwise': 'none'}}}]");
  Translator translator(mapping);
  const auto mapped = translator.Lookup(EventOf("A", "Sign"));
  ASSERT_TRUE(mapped.has_value());
  EXPECT_THAT(
      mapped->fields,
      ElementsAre(NamedValue{"z", "literal"}, NamedValue{"a", "A"}, NamedValue{"b", "Sign"},
                  NamedValue{"c", "anna"}, NamedValue{"d", "2024-01-31T23:30:00Z"},
                  NamedValue{"e", "2024-02-01"}, NamedValue{"f", "Desk"}, NamedValue{"i", "$price"},
                  NamedValue{"j", "desk"}, NamedValue{"k", "other"}, NamedValue{"m", "none"}));
}

TEST(Mapping, KeepsTheNamedAttributesInItsOwnOrder) {
  const Mapping mapping =
      MappingOf("'attributes': {'keep': ['nothing', 'step', 'channel', 'empty']}");
  SourceEvent event = EventOf("A", "Sign");
  event.attributes.push_back({AttributeLevel::kEvent, "step", "7"});
  event.attributes.push_back({AttributeLevel::kEvent, "channel", "Phone"});
  EXPECT_THAT(mapping.Kept(event),
              ElementsAre(NamedValue{"step", "7"}, NamedValue{"channel", "Phone"}));
}

TEST(Mapping, ReadsWhatItSaysFromWhereItSays) {
  const auto mapping = Mapping::Parse(
      R"({"name": "n", "source": "s", "format": "csv", "csv": {"separator": ";", "case": "case", "activity": "step",
          "actor": "user", "instant": "at", "instant_format": "%d/%m/%Y %H:%M"}})");
  ASSERT_TRUE(mapping.ok());
  Collected from_csv;
  Collected from_xes;
  EXPECT_TRUE(ReadMapped(FixturePath("mixed.csv"), *mapping, {}, from_csv.sinks()).ok());
  EXPECT_TRUE(ReadMapped(FixturePath("permits.xes"), MappingOf(""), {}, from_xes.sinks()).ok());
  EXPECT_EQ(from_csv.events.size(), 4U);
  EXPECT_EQ(from_xes.events.size(), 3U);
}

TEST(MappingErrors, NameThePlaceAndWhatWouldBeRight) {
  EXPECT_EQ(ErrorOf("{}"), "/name: is missing; expected a text");
  EXPECT_EQ(
      ErrorOf("[]"),
      "not an object; expected an object of name, source, format, xes, csv, attributes, rules");
  EXPECT_EQ(ErrorOf("{'name': 'n', 'source': '', 'format': 'xes'}"),
            "/source: not a text, or an empty one; expected a text");
  EXPECT_EQ(ErrorOf("{'name': 'n', 'source': 's', 'format': 'pdf'}"),
            "/format: an unknown format; expected \"xes\" or \"csv\"");
  EXPECT_EQ(ErrorOf("{'name': 'n', 'source': 's', 'format': 'csv'}"),
            "/csv: is missing; expected an object that names the columns");
  EXPECT_EQ(ErrorOf(Document("'csv': {}")),
            "/csv: belongs to another format; expected \"xes\" alone");
  EXPECT_EQ(ErrorOf(Document("'attributes': {'keep': ['a', 7]}")),
            "/attributes/keep/1: not a text, or an empty one; expected a text");
  EXPECT_EQ(ErrorOf(Document("'attributes': {'keep': ['a', 'a']}")),
            "/attributes/keep: a text occurs twice; expected each text once");
}

TEST(MappingErrors, RefuseUnknownKeysEverywhere) {
  EXPECT_THAT(ErrorOf(Document("'nmae': 1")),
              StartsWith("/nmae: an unknown key; expected name, source"));
  EXPECT_THAT(ErrorOf(Document("'a/b~c': 1")), StartsWith("/a~1b~0c: an unknown key"));
  EXPECT_EQ(ErrorOf(Document("'xes': {'who': 'x'}")),
            "/xes/who: an unknown key; expected case, activity, actor, instant");
  EXPECT_EQ(ErrorOf(Document("'attributes': {'drop': []}")),
            "/attributes/drop: an unknown key; expected keep");
  EXPECT_THAT(ErrorOfRules("[{'command': 'C', 'onec': true}]"),
              StartsWith("/rules/0/onec: an unknown key"));
  EXPECT_THAT(ErrorOfRules("[{'command': 'C', 'when': {'frist': true}}]"),
              StartsWith("/rules/0/when/frist: an unknown key"));
  EXPECT_THAT(ErrorOfRules("[{'command': 'C', 'fields': {'f': {'form': 'x'}}}]"),
              StartsWith("/rules/0/fields/f/form: an unknown key"));
}

TEST(MappingErrors, TellWhatIsWrongWithARule) {
  EXPECT_EQ(ErrorOfRules("{}"),
            "/rules: not a list, or too long; expected a list of at most 256 rules");
  EXPECT_EQ(ErrorOfRules("[{}]"), "/rules/0/command: is missing; expected a text");
  EXPECT_EQ(ErrorOfRules("[{'command': 'C', 'once': 'yes'}]"),
            "/rules/0/once: neither true nor false; expected true or false");
  EXPECT_EQ(ErrorOfRules("[{'command': 'C', 'when': {'activity': []}}]"),
            "/rules/0/when/activity: not a list, or an empty one; expected a list");
  EXPECT_EQ(ErrorOfRules("[{'command': 'C', 'when': {'equal': [['a', 'b', 'c']]}}]"),
            "/rules/0/when/equal/0: not a pair; expected a list of two texts");
  EXPECT_EQ(ErrorOfRules("[{'command': 'C', 'fields': []}]"),
            "/rules/0/fields: not an object; expected an object of fields and their texts");
  EXPECT_EQ(ErrorOfRules("[{'command': 'C', 'fields': {'f': '$who'}}]"),
            "/rules/0/fields/f: an unknown reference; expected $case, $activity, $actor, $instant, "
            "$date, $attribute NAME, "
            "or $$ for a literal $");
  EXPECT_THAT(ErrorOfRules("[{'command': 'C', 'fields': {'f': '$attribute '}}]"),
              HasSubstr("an unknown reference"));
  EXPECT_EQ(
      ErrorOfRules("[{'command': 'C', 'fields': {'f': {'from': '$actor', 'codes': {}}}}]"),
      "/rules/0/fields/f/otherwise: is missing; expected a text, or null to leave the field out");
  EXPECT_THAT(
      ErrorOfRules("[{'command': 'C', 'fields': {'f': {'from': '$actor', 'otherwise': null}}}]"),
      StartsWith("/rules/0/fields/f/codes: not an object"));
}

TEST(MappingErrors, TellWhatIsWrongWithCsvColumns) {
  const auto csv = [](const std::string& columns) {
    return ErrorOf("{'name': 'n', 'source': 's', 'format': 'csv', 'csv': {" + columns + "}}");
  };
  EXPECT_EQ(csv("'activity': 'a', 'instant': 'i'"), "/csv/case: is missing; expected a text");
  EXPECT_EQ(csv("'separator': '|'"),
            "/csv/separator: not a separator; expected \",\", \";\" or \"\\t\"");
  EXPECT_THAT(
      csv("'case': 'c', 'activity': 'a', 'instant': 'i', 'instant_format': 'iso'"),
      StartsWith(
          "/csv/instant_format: %Y, %m or %d is missing; expected \"rfc3339\", or a pattern"));
}

TEST(MappingErrors, NameTheLineOfWhatIsNoJson) {
  EXPECT_EQ(ErrorOf("{'name': 'n',\n'source' 's'}"),
            "line 2: not JSON; expected a JSON document (RFC 8259) in UTF-8");
  EXPECT_EQ(ErrorOf(""), "line 1: not JSON; expected a JSON document (RFC 8259) in UTF-8");
  EXPECT_EQ(ErrorOf("{'name': '\xF2'}"),
            "line 1: not JSON; expected a JSON document (RFC 8259) in UTF-8");
}

TEST(MappingErrors, RefuseARepeatedKeyAndTooLargeOrTooDeepADocument) {
  EXPECT_EQ(ErrorOf("{'name': 'n', 'name': 'm'}"),
            "the key \"name\" occurs twice; expected each key once in an object");
  EXPECT_EQ(ErrorOf(std::string(kMaxMappingBytes + 1, ' ')),
            "the mapping is too large; expected at most 1048576 bytes");
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  EXPECT_EQ(ErrorOf(Document("'xes': " + deep)),
            "/xes: not an object; expected an object of case, activity, actor, instant");
  std::string rules = "[";
  for (std::size_t count = 0; count < kMaxRules; ++count) rules += "{'command': 'C'},";
  EXPECT_EQ(ErrorOfRules(rules + "{'command': 'C'}]"),
            "/rules: not a list, or too long; expected a list of at most 256 rules");
}

TEST(LoadMapping, ReadsAFileOrSaysWhyNot) {
  EXPECT_TRUE(LoadMapping(ScratchFile(Document("")).path()).ok());
  EXPECT_THAT(StopOf(LoadMapping("/nowhere/at/all.json")),
              StartsWith("/nowhere/at/all.json: No such file"));
  EXPECT_EQ(StopOf(LoadMapping(ScratchFile("{}").path())), "/name: is missing; expected a text");
  EXPECT_THAT(StopOf(LoadMapping(ScratchFile(std::string(kMaxMappingBytes + 1, ' ')).path())),
              HasSubstr("too large"));
}

}  // namespace
}  // namespace fascicolo::intake
