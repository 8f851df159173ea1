// SINBA: minors, without a name or a code.
#include "connectors/exports/siuss/flow_xml.h"
#include "connectors/exports/siuss/siuss_kit.h"

#include "connectors/exports/siuss/xml_check.h"

namespace fascicolo::siuss {
namespace {

using testing::ElementsAre;

constexpr const char* kYouthCentre = "youth_centre";  // A2.29, families and minors

class Minors : public testing::Test {
 protected:
  EntityId Child(int years = 12) { return kit_.Case({}, years, schema::Area::minors_family); }
  std::vector<const MinorRecord*> Told() const {
    std::vector<const MinorRecord*> told;
    for (const Flow& flow : kit_.book.flows()) {
      if (flow.is_sinba()) told.push_back(std::get<1>(flow.record).get());
    }
    return told;
  }
  SiussKit kit_;
};

TEST_F(Minors, AreToldOnceAssessedAndAgainWhenSomethingChanges) {
  const EntityId child = Child();
  kit_.Service(child, kYouthCentre);
  EXPECT_TRUE(Told().empty());
  EXPECT_THAT(kit_.OnlyReasons(), ElementsAre(Reason::kNoSinba));
  kit_.Assessed(child, "sinba");
  ASSERT_EQ(Told().size(), 1U);
  EXPECT_THAT(Told()[0]->codes, ElementsAre("A2.29"));
  EXPECT_THAT(Told()[0]->family, ElementsAre(FamilyMember::kOther)) << "alone in their household";
  EXPECT_EQ(Told()[0]->school, 8);
  EXPECT_EQ(Told()[0]->age_band, 5) << "twelve to fifteen";
  EXPECT_FALSE(Told()[0]->reported_to_court);
  schema::SendCourtReportT report;
  report.case_file = engine::Ref(child);
  report.court = schema::Court::juvenile_court;
  report.topic = "situation";
  kit_.Given(std::move(report));
  ASSERT_EQ(Told().size(), 2U);
  EXPECT_EQ(Told()[1]->reported_to_court, kit_.today());
}

TEST_F(Minors, AreWithheldWithoutAFamily) {
  const EntityId child = kit_.Case({.residence = true}, 12, schema::Area::minors_family);
  kit_.Assessed(child, "sinba");
  kit_.Service(child, kYouthCentre);
  EXPECT_TRUE(Told().empty());
  bool is_found = false;
  for (const Withheld& one : kit_.book.withheld()) is_found = is_found || one.reasons.contains(Reason::kNoFamily);
  EXPECT_TRUE(is_found);
}

TEST_F(Minors, AreNobodyOfAge) {
  const EntityId grown = Child(18);
  kit_.Assessed(grown, "sinba");
  kit_.Service(grown, kYouthCentre);
  EXPECT_TRUE(Told().empty());
  EXPECT_EQ(kit_.book.flows().size(), 1U) << "the benefit itself is told";
}

TEST_F(Minors, AreToldWithTheirFamily) {
  const EntityId mother = kit_.Case({.residence = true}, 40);
  const EntityId child = kit_.Case({.residence = true}, 2, schema::Area::minors_family);
  const EntityId sibling = kit_.Case({.residence = true}, 6);
  kit_.Given(engine::Form(engine::Family({engine::PersonOf(kit_, mother), engine::PersonOf(kit_, child), engine::PersonOf(kit_, sibling)}),
                          kit_.today() - 50));
  kit_.Assessed(child, "sinba");
  kit_.Service(child, kYouthCentre);
  ASSERT_EQ(Told().size(), 1U);
  EXPECT_THAT(Told()[0]->family, ElementsAre(FamilyMember::kMother, FamilyMember::kSibling));
  EXPECT_EQ(Told()[0]->region, "20");
  EXPECT_EQ(Told()[0]->age_band, 1);
}

TEST_F(Minors, AreToldWhereTheyAreServedWithAParentAndAlone) {
  const EntityId mother = kit_.Case({.residence = true}, 40, schema::Area::minors_family);
  const EntityId first = kit_.Given(engine::Person(engine::YearsAgo(kit_, 9)));
  const EntityId second = kit_.Given(engine::Person(engine::YearsAgo(kit_, 7)));
  kit_.Given(engine::Form(engine::Family({engine::PersonOf(kit_, mother), first, second}), kit_.today() - 50));
  kit_.Assessed(mother, "sinba");
  const auto serve = [&](const std::vector<EntityId>& members) {
    auto apply = engine::Apply(mother, kYouthCentre);
    for (const EntityId member : members) apply.members.push_back(events::ToSchema(member));
    const EntityId application = kit_.Given(std::move(apply));
    kit_.Given(engine::Start(application, kit_.Given(engine::OpenUnit(kYouthCentre, 9, kit_.today())), kit_.today()));
    return application;
  };
  const EntityId both = serve({first, second});
  EXPECT_TRUE(Told().empty()) << "of which of them the assessment is, nobody knows";
  kit_.Given(engine::End(both, kit_.today(), "renounced"));
  serve({first});
  ASSERT_EQ(Told().size(), 1U);
  EXPECT_EQ(Told()[0]->person, first);
}

TEST_F(Minors, AreWrittenByTheirOwnIdWithYearAndRegionAlone) {
  const EntityId child = Child();
  kit_.Assessed(child, "sinba");
  kit_.Service(child, kYouthCentre);
  const auto flow = std::find_if(kit_.book.flows().begin(), kit_.book.flows().end(), [](const Flow& one) { return one.is_sinba(); });
  ASSERT_NE(flow, kit_.book.flows().end());
  const std::string xml = XmlOf(*flow, *std::get<1>(flow->record), "0123456789abcdef0123", SomeTransmitter());
  EXPECT_EQ(Validated(xml, "SINBA.xsd"), "");
  for (const char* text : {"Fiumandru", "Rugiada", "FMNRGD", "Cognome", "CodiceFiscale", "2014-", engine::kSassari}) {
    EXPECT_EQ(xml.find(text), std::string::npos) << text << " in " << xml;
  }
  EXPECT_NE(xml.find(R"(AnnoNascita="2014")"), std::string::npos) << xml;
  const std::string id = ToHex(engine::PersonOf(kit_, child));
  EXPECT_EQ(xml.find(id.substr(0, 16)), std::string::npos) << "nor the ledger's own id";
}

}  // namespace
}  // namespace fascicolo::siuss
