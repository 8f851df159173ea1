#include "events/json/model.h"

#include "events/json/json_codec.h"

#include <flatbuffers/idl.h>
#include <gmock/gmock.h>

namespace fascicolo::events::json {
namespace {

using testing::HasSubstr;

std::vector<std::uint8_t> Compile(const std::string& schema) {
  flatbuffers::IDLOptions options;
  options.binary_schema_builtins = true;
  flatbuffers::Parser parser(options);
  const std::string attributes =
      "attribute \"date\"; attribute \"cents\"; attribute \"sealed\"; attribute \"json_text\"; attribute \"nested\";";
  EXPECT_TRUE(parser.Parse((attributes + schema).c_str())) << parser.error_;
  parser.Serialize();
  const std::uint8_t* begin = parser.builder_.GetBufferPointer();
  return {begin, begin + parser.builder_.GetSize()};
}

std::string ProblemOf(const std::string& schema) {
  const auto codec = JsonCodec::FromSchema(Compile(schema));
  return codec.ok() ? "" : codec.error().message;
}

TEST(Model, RefusesTypesThatHaveNoJsonForm) {
  EXPECT_THAT(ProblemOf("table T { x:double; }"), HasSubstr("T.x: the type has no JSON form"));
  EXPECT_THAT(ProblemOf("table A {} union U { A } table T { u:[U]; }"), HasSubstr("no JSON form"));
  EXPECT_THAT(ProblemOf("struct P { x:int; } table T { p:P; }"), HasSubstr("T.p: the struct has"));
}

TEST(Model, RefusesAnAttributeOnATypeThatItDoesNotFit) {
  EXPECT_THAT(ProblemOf("table T { x:long (date); }"), HasSubstr("`date` is for an int"));
  EXPECT_THAT(ProblemOf("table T { x:int (cents); }"), HasSubstr("`cents` is for a long"));
  EXPECT_THAT(ProblemOf("table T { x:int (sealed: \"person\"); }"), HasSubstr("`sealed`"));
  EXPECT_THAT(ProblemOf("table T { x:[string] (sealed: \"person\"); }"), HasSubstr("`sealed`"));
  EXPECT_THAT(ProblemOf("table T { x:int (json_text); }"), HasSubstr("`json_text`"));
}

TEST(Model, RefusesAUnionMemberWhoseFieldWouldHideTheType) {
  EXPECT_THAT(ProblemOf("table A { type:string; } union U { A } table T { u:U; }"),
              HasSubstr("has a field `type`"));
  EXPECT_EQ(ProblemOf("table A { type:string; }"), "");
}

TEST(Model, NestsAUnionThatIsAllOfItsTableAndNestsNoOther) {
  EXPECT_THAT(ProblemOf("table T { x:string (nested); }"), HasSubstr("`nested` is for a union"));
  EXPECT_THAT(ProblemOf("table A {} union U { A } table T { u:U (nested); x:int; }"),
              HasSubstr("T.u: `nested` is for the only field"));
  EXPECT_THAT(ProblemOf("table A {} union U { A } table B { u:U (nested); } union V { B } "
                        "table C { v:V (nested); } union W { C } table T { w:W; }"),
              HasSubstr("`nested` unions nest no others"));
}

TEST(Model, FindsTheTableBehindATypeThatAUnionHoldsOrNests) {
  const auto schema = Compile("table A {} table C {} union V { C } table B { v:V (nested); } union U { A, B } table T { u:U; }");
  const auto model = ReadModel(schema);
  ASSERT_TRUE(model.ok());
  const auto& members = model->enums[model->tables[model->table_by_name.at("T")].fields.front().target];

  for (const char* type : {"A", "C"}) EXPECT_EQ(TableOf(*model, members, type), model->table_by_name.at(type)) << type;
  EXPECT_EQ(TableOf(*model, members, "B"), std::nullopt);
}

TEST(Model, RefusesBytesThatAreNoSchema) {
  for (const std::size_t size : {0U, 3U, 64U}) {
    const auto codec = JsonCodec::FromSchema(std::vector<std::uint8_t>(size, 7));
    ASSERT_FALSE(codec.ok());
    EXPECT_EQ(codec.error().code, FailureCode::kDamaged);
  }
}

TEST(Model, KnowsTablesByTheirFullName) {
  const auto codec =
      JsonCodec::FromSchema(Compile("namespace a.b; table T { x:int; } struct S { x:int; }"));
  ASSERT_TRUE(codec.ok());
  EXPECT_TRUE(codec.value().Knows("a.b.T"));
  EXPECT_FALSE(codec.value().Knows("T"));
  EXPECT_FALSE(codec.value().Knows("a.b.S"));
}

}  // namespace
}  // namespace fascicolo::events::json
