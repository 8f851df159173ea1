#include "engine/identity/features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace fascicolo::engine {
namespace {

std::set<std::string> TextsOf(const PersonalData& person, IdentityField field, IdentityForm form) {
  std::set<std::string> texts;
  for (const vault::Feature& feature : FeaturesOf(person)) {
    if (feature.aspect == AspectOf(field, form)) texts.insert(feature.text);
  }
  return texts;
}

std::set<std::uint8_t> SpacesOf(const PersonalData& person, const std::string& text) {
  std::set<std::uint8_t> spaces;
  for (const vault::Feature& feature : FeaturesOf(person)) {
    if (feature.text == text) spaces.insert(feature.space);
  }
  return spaces;
}

using Texts = std::set<std::string>;

TEST(Features, OfNothingAreNone) { EXPECT_TRUE(FeaturesOf({}).empty()); }

TEST(Features, PutSurnameAndNameIntoOneSpaceBecauseTheyAreExchanged) {
  PersonalData person;
  person.surname = "Bruno";
  person.name = "Bruno";
  EXPECT_EQ(SpacesOf(person, "bruno").size(), 1U);
}

TEST(Features, PairSurnamesWithNamesInEitherOrder) {
  PersonalData one;
  one.surname = "Rossi";
  one.name = "Maria";
  PersonalData exchanged;
  exchanged.surname = "Maria";
  exchanged.name = "Rossi";
  EXPECT_EQ(TextsOf(one, IdentityField::kBothNames, IdentityForm::kWord), Texts{"maria rossi"});
  EXPECT_EQ(TextsOf(one, IdentityField::kBothNames, IdentityForm::kWord),
            TextsOf(exchanged, IdentityField::kBothNames, IdentityForm::kWord));
}

TEST(Features, PairNoMoreWordsThanTheLimit) {
  PersonalData person;
  person.surname = "Alfa Beta Gamma Delta Epsilon";
  person.name = "Zeta Eta Theta Iota";
  EXPECT_EQ(TextsOf(person, IdentityField::kBothNames, IdentityForm::kWord).size(), kMostPairedWords * kMostPairedWords);
}

TEST(Features, OfAFiscalCodeAreThoseOfItsPlainOneAndTheBirthThatItTells) {
  PersonalData plain;
  plain.fiscal_code = "RSSMRA80A41Z999C";
  PersonalData omocode;
  omocode.fiscal_code = "rssmra80a41z99vr";
  for (const PersonalData& person : {plain, omocode}) {
    SCOPED_TRACE(person.fiscal_code);
    EXPECT_EQ(TextsOf(person, IdentityField::kFiscalCode, IdentityForm::kWhole).size(), 1U);
    EXPECT_EQ(TextsOf(person, IdentityField::kBirth, IdentityForm::kWhole), Texts{"80-1-1"});
    EXPECT_EQ(TextsOf(person, IdentityField::kBirth, IdentityForm::kYear), Texts{}) << "the century is open";
    EXPECT_EQ(TextsOf(person, IdentityField::kBirthplace, IdentityForm::kWhole), Texts{"z999"});
  }
  EXPECT_EQ(TextsOf(plain, IdentityField::kFiscalCode, IdentityForm::kWhole),
            TextsOf(omocode, IdentityField::kFiscalCode, IdentityForm::kWhole));
}

TEST(Features, OfAFiscalCodeGiveWayToWhatIsGiven) {
  PersonalData person;
  person.fiscal_code = "RSSMRA80A41Z999C";
  person.born = Civil{1981, 2, 3};
  person.birthplace = "Z998";
  EXPECT_EQ(TextsOf(person, IdentityField::kBirth, IdentityForm::kYear), Texts{"1981"});
  EXPECT_EQ(TextsOf(person, IdentityField::kBirthplace, IdentityForm::kWhole), Texts{"z998"});
}

TEST(Features, AreDerivedWhereOnlyTheFiscalCodeTellsThem) {
  PersonalData person;
  person.fiscal_code = "RSSMRA80A41Z999C";
  EXPECT_EQ(DerivedFields(person).size(), 2U);
  person.birthplace = "Z998";
  EXPECT_EQ(DerivedFields(person), std::vector{static_cast<std::uint8_t>(IdentityField::kBirth)});
  person.born = Civil{1981, 2, 3};
  EXPECT_TRUE(DerivedFields(person).empty());
}

TEST(Features, OfWhatIsNoFiscalCodeAreForSlipsOnly) {
  PersonalData person;
  person.fiscal_code = "RSSMRA80A41Z999X";
  EXPECT_EQ(TextsOf(person, IdentityField::kFiscalCode, IdentityForm::kWhole), Texts{});
  EXPECT_FALSE(TextsOf(person, IdentityField::kFiscalCode, IdentityForm::kStretchesOf2).empty());
  EXPECT_EQ(TextsOf(person, IdentityField::kBirth, IdentityForm::kDay), Texts{});
}

TEST(Features, CountNoMoreOtherCodesThanTheLimit) {
  PersonalData person;
  for (std::size_t i = 0; i < kMostOtherCodes + 3; ++i) person.other_codes.push_back("STP" + std::to_string(i));
  EXPECT_EQ(TextsOf(person, IdentityField::kOtherCode, IdentityForm::kWhole).size(), kMostOtherCodes);
}

TEST(Features, LeadByAspectsInTheirOrder) {
  EXPECT_TRUE(std::is_sorted(LeadingAspects().begin(), LeadingAspects().end()));
  EXPECT_NE(FeaturesVersion(), "");
}

}  // namespace
}  // namespace fascicolo::engine
