// The one table of fields against every schema: nothing that an event can say is undecided.
#include "connectors/feed/field_table.h"

#include "connectors/feed/circle.h"
#include "connectors/feed/mapping.h"
#include "engine/payload_names.h"
#include "events/json/schema_codec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace fascicolo::feed {
namespace {

using events::json::Form;

const events::json::Table& SchemaTable(const std::string& name) {
  const auto& model = events::json::SchemaModel();
  const auto found = model.table_by_name.find("fascicolo.schema." + name);
  if (found == model.table_by_name.end()) ADD_FAILURE() << "no schema has " << name;
  return model.tables[found->second];
}

/// The forms of fields that may leave in this way.
bool Fits(const FieldLine& line, const events::json::Field& field) {
  switch (line.leaving) {
    case Leaving::kWithheld:
      return true;
    case Leaving::kKept:
      return field.form == Form::kBool || field.form == Form::kEnum || field.form == Form::kInteger;
    case Leaving::kPseudonym:
      return field.form == Form::kHex && field.size == 16;
    case Leaving::kDay:
    case Leaving::kBirth:
      return field.form == Form::kDate || field.form == Form::kInstant;
    case Leaving::kFigure:
      return field.form == Form::kInteger || field.form == Form::kCents || field.form == Form::kPoints;
    case Leaving::kCount:
      return field.is_vector;
    case Leaving::kCode:
      return field.form == Form::kText;
    case Leaving::kWithin:
      return field.form == Form::kTable;
    case Leaving::kFact:
      return field.form == Form::kUnion;
  }
  return false;
}

void ExpectAllDecided(const std::string& type, const TypeLine& line) {
  std::set<std::string> fields;
  for (const auto& field : SchemaTable(type).fields) {
    if (field.deprecated || !field.sealed.empty()) continue;
    fields.insert(field.name);
    const FieldLine* decided = line.Find(field.name);
    if (decided == nullptr) {
      ADD_FAILURE() << type << "." << field.name
                    << ": connectors/feed/fields.txt must say how it leaves, or that it does not";
    } else {
      EXPECT_TRUE(Fits(*decided, field)) << type << "." << field.name << " cannot leave in this way";
    }
  }
  for (const FieldLine& decided : line.fields)
    EXPECT_EQ(fields.count(decided.field), 1U) << type << " has no " << decided.field << " in the clear";
}

TEST(FieldTable, DecidesAboutEveryEventTypeAndEachOfItsFields) {
  for (const std::string_view type : engine::EventNames()) {
    const auto line = FieldTable::Own().lines().find(type);
    ASSERT_NE(line, FieldTable::Own().lines().end()) << type << " stands in no line of connectors/feed/fields.txt";
    if (!line->second.never) ExpectAllDecided(line->first, line->second);
  }
  ExpectAllDecided(std::string(kEventLine), *FieldTable::Own().Find(kEventLine));
}

TEST(FieldTable, DecidesAboutTheTablesWithinEvents) {
  std::set<std::string> named;
  for (const auto& [type, line] : FieldTable::Own().lines()) {
    for (const FieldLine& field : line.fields) {
      if (field.leaving != Leaving::kWithin) continue;
      named.insert(field.table);
      ASSERT_NE(FieldTable::Own().Find(field.table), nullptr) << field.table;
      ExpectAllDecided(field.table, *FieldTable::Own().Find(field.table));
    }
  }
  for (const auto& [type, line] : FieldTable::Own().lines()) {
    EXPECT_TRUE(IsEventType(type) || named.count(type) > 0 || type == kEventLine) << type << " is in no event any more";
  }
}

TEST(FieldTable, LetsNoTextLeaveButAdoptedCodes) {
  for (const auto& [type, line] : FieldTable::Own().lines()) {
    if (line.never) continue;
    for (const auto& field : SchemaTable(type).fields) {
      const FieldLine* decided = line.Find(field.name);
      if (decided == nullptr || field.form != Form::kText) continue;
      EXPECT_TRUE(decided->leaving == Leaving::kWithheld || decided->leaving == Leaving::kCode)
          << type << "." << field.name;
    }
  }
}

TEST(FieldTable, NamesTheLineThatItCannotRead) {
  for (const auto& [text, place] : {std::pair{"A x:keep\nB y", "line 2"},
                                    {"A x:keep\nA y:id", "line 2"},
                                    {"  x:keep", "line 1"},
                                    {"A x:keep x:id", "line 1"},
                                    {"A never x:id", "line 1"},
                                    {"A x:in/", "line 1"},
                                    {"A x:all", "line 1"}}) {
    const auto read = FieldTable::Read(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().place, place) << text;
  }
}

}  // namespace
}  // namespace fascicolo::feed
