// What keeps a record from being transmitted, one by one: and that it is transmitted once it is there.
#include "connectors/exports/siuss/siuss_kit.h"

#include "engine/told_rights.h"

namespace fascicolo::siuss {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kOpenCentre = "open_centre_elderly";  // A3.01, no means test, no block

class Untransmissible : public testing::Test {
 protected:
  std::set<Reason> Of(const Without& without) {
    kit_.Service(kit_.Case(without), kOpenCentre);
    EXPECT_THAT(kit_.book.flows(), IsEmpty());
    return kit_.OnlyReasons();
  }
  SiussKit kit_;
};

TEST_F(Untransmissible, IsNothingOfWhomAllIsKnown) {
  kit_.Service(kit_.Case(), kOpenCentre);
  EXPECT_THAT(kit_.book.withheld(), IsEmpty());
  EXPECT_EQ(kit_.book.flows().size(), 1U);
}
TEST_F(Untransmissible, IsWhoHasNoFiscalCode) {
  EXPECT_THAT(Of({.code = true}), ElementsAre(Reason::kNoFiscalCode));
  kit_.GivenTelling(engine::AddIdentifier(engine::PersonOf(kit_, kit_.book.withheld().front().case_file), schema::IdentifierKind::fiscal_code),
                    {{"/value", "FMNRGD40A41Z999O"}});
  EXPECT_THAT(kit_.book.withheld(), IsEmpty());
  EXPECT_EQ(kit_.book.flows().size(), 1U) << "once the code is there";
}
TEST_F(Untransmissible, IsWhoHasOnlyAHealthCode) {
  const EntityId id = kit_.Case({.code = true});
  kit_.GivenTelling(engine::AddIdentifier(engine::PersonOf(kit_, id), schema::IdentifierKind::stp), {{"/value", "STP2009200000001"}});
  kit_.Service(id, kOpenCentre);
  EXPECT_THAT(kit_.OnlyReasons(), ElementsAre(Reason::kOnlyHealthCode));
}
TEST_F(Untransmissible, IsWhoIsNotIdentified) {
  EXPECT_TRUE(Of({.names = true}).contains(Reason::kNotIdentified));
}
TEST_F(Untransmissible, IsWhoseSexIsNotKnown) { EXPECT_THAT(Of({.sex = true}), ElementsAre(Reason::kNoSex)); }
TEST_F(Untransmissible, IsWhoseBirthIsNotKnown) { EXPECT_THAT(Of({.birth = true}), ElementsAre(Reason::kNoBirth)); }
TEST_F(Untransmissible, IsWhoseCitizenshipIsNotKnown) {
  EXPECT_THAT(Of({.citizenship = true}), ElementsAre(Reason::kNoCitizenship));
}
TEST_F(Untransmissible, IsWhoseResidenceIsNotKnown) { EXPECT_THAT(Of({.residence = true}), ElementsAre(Reason::kNoResidence)); }
TEST_F(Untransmissible, IsWhoseAddressIsProtected) {
  const EntityId id = kit_.Case();
  kit_.Given(engine::Protect(engine::PersonOf(kit_, id)));
  kit_.Service(id, kOpenCentre);
  EXPECT_THAT(kit_.OnlyReasons(), ElementsAre(Reason::kProtectedAddress));
}
TEST_F(Untransmissible, IsWhoseProcessingIsRestricted) {
  const EntityId id = kit_.Case();
  kit_.Given(engine::Restrict(engine::PersonOf(kit_, id)));
  kit_.Service(id, kOpenCentre);
  EXPECT_THAT(kit_.OnlyReasons(), ElementsAre(Reason::kRestricted));
}
TEST_F(Untransmissible, IsAnApplicationWithoutProtocol) {
  const EntityId application = kit_.Service(kit_.Case(), kOpenCentre, 1, false);
  EXPECT_THAT(kit_.OnlyReasons(), ElementsAre(Reason::kNoProtocol));
  kit_.Protocol(application);
  EXPECT_EQ(kit_.book.flows().size(), 1U);
}
TEST_F(Untransmissible, IsAServiceWithoutACode) {
  std::string sheet = engine::BuiltInText(kOpenCentre);
  const std::string code = R"("siuss": {"code": "A3.01", "area": 2})";
  ASSERT_NE(sheet.find(code), std::string::npos);
  sheet.replace(sheet.find(code), code.size(), R"("siuss": null)");
  kit_.Given(engine::AdoptSheet(sheet));
  kit_.Service(kit_.Case(), kOpenCentre);
  EXPECT_THAT(kit_.OnlyReasons(), ElementsAre(Reason::kNoCode));
}
TEST_F(Untransmissible, IsWhoHasNoIseeWhereMeansAreTestedByIt) {
  const EntityId id = kit_.Case();
  kit_.Service(id, "laundry");
  EXPECT_THAT(kit_.OnlyReasons(), ElementsAre(Reason::kNoIsee));
  const EntityId household = engine::IseeHousehold(kit_, {engine::PersonOf(kit_, id)}, kit_.today() - 100);
  kit_.Given(engine::RecordIsee(household, engine::Attestation("1", kit_.today(), 800'000)));
  ASSERT_EQ(kit_.book.flows().size(), 1U);
  EXPECT_EQ(kit_.RecordOf(0).declaration->protocol, "INPS-ISEE-2026-1");
}
TEST_F(Untransmissible, IsASinaBenefitWithoutItsBlock) {
  const EntityId id = kit_.Case();
  kit_.Service(id, "carer_support", 60);
  EXPECT_THAT(kit_.OnlyReasons(), ElementsAre(Reason::kNoSina));
  kit_.Assessed(id, "sina");
  ASSERT_EQ(kit_.book.flows().size(), 1U);
  EXPECT_EQ(kit_.RecordOf(0).sina->tool, 7);
  EXPECT_EQ(kit_.RecordOf(0).sina->behaviour, 2);
}
TEST_F(Untransmissible, IsWhatAForeignHistoryBrought) {
  const EntityId id = kit_.Case();
  const EntityId unit = kit_.Given(engine::OpenUnit(kOpenCentre, 10, kit_.today()));
  kit_.WhenImported(id, kit_.today() - 30, engine::Apply(id, kOpenCentre));
  const EntityId application = kit_.Made();
  kit_.Protocol(application);
  kit_.Given(engine::Start(application, unit, kit_.today()));
  EXPECT_THAT(kit_.OnlyReasons(), ElementsAre(Reason::kImported));
}
TEST_F(Untransmissible, HasAWordForEveryReason) {
  std::set<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(kLastReason); ++i) words.insert(WordOf(static_cast<Reason>(i)));
  EXPECT_EQ(words.size(), static_cast<std::size_t>(kLastReason) + 1);
}

}  // namespace
}  // namespace fascicolo::siuss
