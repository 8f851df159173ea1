#include "connectors/exports/siuss/flow_xml.h"

#include "connectors/exports/siuss/regions.h"
#include "connectors/exports/siuss/xml_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fascicolo::siuss {
namespace {

using testing::HasSubstr;
using testing::Not;

BenefitRecord SomeRecord() {
  BenefitRecord record;
  record.who.birth_year = 1940;
  record.who.sex = schema::Sex::female;
  record.who.citizenship = "380";
  record.who.municipality = "092009";
  record.code = "A2.13";
  record.protocol = "2026/0000123";
  record.from = DayFromCivil({.year = 2026, .month = 3, .day = 2});
  record.last = DayFromCivil({.year = 2026, .month = 12, .day = 31});
  record.months = 10;
  record.amount = 12'345;
  record.in_charge = true;
  record.area = 2;
  return record;
}
Flow FlowOf(const BenefitRecord& record, Operation operation = Operation::kInsert) {
  Flow flow;
  flow.at_ms = 1'772'438'400'000;
  flow.on = DayFromCivil({.year = 2026, .month = 3, .day = 2});
  flow.number = 7;
  flow.operation = operation;
  flow.record = std::make_shared<const BenefitRecord>(record);
  return flow;
}
OpenedPerson SomePerson() { return {"Fiumandru", "Rugiada", "fmnrgd40a41z999o", ""}; }
std::string Xml(const BenefitRecord& record, const OpenedPerson& person = SomePerson(), Operation operation = Operation::kInsert) {
  const Flow flow = FlowOf(record, operation);
  auto xml = XmlOf(flow, record, person, SomeTransmitter());
  EXPECT_TRUE(xml.ok());
  return xml ? *xml : std::string();
}

TEST(FlowXml, IsValidPeriodicAndOnceWithEveryBlock) {
  BenefitRecord record = SomeRecord();
  const std::string periodic = Xml(record);
  EXPECT_EQ(Validated(periodic, "PS_PSA_SINA201812.xsd"), "");
  EXPECT_THAT(periodic, HasSubstr(R"(ImportoMensile="123.45")"));
  EXPECT_THAT(periodic, HasSubstr(R"(Nome="B354.PS.20260302.0000007")"));
  EXPECT_THAT(periodic, HasSubstr(R"(LuogoNascita="Z999")"));
  EXPECT_THAT(periodic, HasSubstr(R"(TipoOperazione="I")"));
  EXPECT_THAT(Xml(record, SomePerson(), Operation::kCancel), HasSubstr(R"(TipoOperazione="C")"));
  record.declaration = Declaration{"INPS-ISEE-2026-00012345X-00", 2026, record.from};
  record.means_test = engine::MeansTest::kIsee;
  record.event_on = record.from;
  record.monthly_hours = 1'733;
  record.user_share = 1'000;
  record.health_share = 5'000;
  record.sina = SinaBlock{1, 2, 3, 2, 1, 3, 2, 4, 7, true};
  const std::string whole = Xml(record);
  EXPECT_EQ(Validated(whole, "PS_PSA_SINA201812.xsd"), "");
  EXPECT_THAT(whole, HasSubstr(R"(ImportoQuotaEnte="63.45")"));
  EXPECT_THAT(whole, HasSubstr("<InvCiv>6</InvCiv>"));
  record.is_once = true;
  const std::string once = Xml(record);
  EXPECT_EQ(Validated(once, "PS_PSA_SINA201812.xsd"), "");
  EXPECT_THAT(once, HasSubstr(R"(DataErogazionePrestazione="2026-03-02")"));
  EXPECT_THAT(once, Not(HasSubstr("PeriodoErogazione")));
}

TEST(FlowXml, EscapesWhateverANameHolds) {
  OpenedPerson person = SomePerson();
  person.surname = "D'\"Arco\" <&> \x01\n]]>";
  person.name = "  Zoë\t ";
  const std::string xml = Xml(SomeRecord(), person);
  EXPECT_EQ(Validated(xml, "PS_PSA_SINA201812.xsd"), "");
  EXPECT_THAT(xml, HasSubstr("&lt;&amp;"));
  EXPECT_THAT(xml, HasSubstr(R"(Nome="Zoë")"));
  EXPECT_THAT(xml, HasSubstr("Comune di &quot;Prova&quot; &amp; C."));
}

TEST(FlowXml, CutsALongNameBetweenCharacters) {
  std::string name;
  for (int i = 0; i < 40; ++i) name += "è";
  EXPECT_EQ(NameForSchema(name).size(), 72U) << "36 characters of two bytes";
  OpenedPerson person = SomePerson();
  person.surname = name;
  EXPECT_EQ(Validated(Xml(SomeRecord(), person), "PS_PSA_SINA201812.xsd"), "");
}

TEST(FlowXml, SaysWhatDoesNotFitTheSchema) {
  const BenefitRecord record = SomeRecord();
  const auto reason = [&](const OpenedPerson& person) {
    const Flow flow = FlowOf(record);
    const auto xml = XmlOf(flow, record, person, SomeTransmitter());
    return xml.ok() ? std::nullopt : std::optional(xml.error());
  };
  OpenedPerson person = SomePerson();
  person.fiscal_code = "FMNRGDQLAQMZVVVY";  // substitutions in year and day
  EXPECT_EQ(reason(person), Reason::kUnfitCode);
  person.fiscal_code = "12345678901";  // a numeric one says no birthplace
  EXPECT_EQ(reason(person), Reason::kUnfitCode);
  person.birthplace = "B354";
  EXPECT_EQ(reason(person), std::nullopt);
  person.name = " \n";
  EXPECT_EQ(reason(person), Reason::kUnfitName);
}

TEST(Regions, AreThoseOfTheProvinces) {
  EXPECT_EQ(RegionOf("092009"), "20");
  EXPECT_EQ(RegionOf("090064"), "20");
  EXPECT_EQ(RegionOf("058091"), "12");
  EXPECT_EQ(RegionOf("015146"), "03");
  EXPECT_EQ(RegionOf("021008"), "04");
  EXPECT_EQ(RegionOf("999000"), "");
  EXPECT_EQ(RegionOf("92009"), "");
  EXPECT_EQ(RegionOf("x92009"), "");
}

}  // namespace
}  // namespace fascicolo::siuss
