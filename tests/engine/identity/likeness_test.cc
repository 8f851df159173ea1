#include "engine/identity/likeness.h"

#include "tests/engine/identity/search_kit.h"

namespace fascicolo::engine {
namespace {

class LikenessTest : public SearchTest {
 protected:
  [[nodiscard]] Agreement Of(IdentityField field, const PersonalData& one, const PersonalData& other) const {
    for (const FieldLikeness& likeness : Like(one, other).fields) {
      if (likeness.field == field) return likeness.agreement;
    }
    return Agreement::kMissing;
  }
  [[nodiscard]] Agreement OfNames(const std::string& one, const std::string& other) const {
    return Of(IdentityField::kName, Named("", one), Named("", other));
  }
  [[nodiscard]] Agreement OfBirths(const Civil& one, const Civil& other) const {
    return Of(IdentityField::kBirth, Named("", "", one), Named("", "", other));
  }
  [[nodiscard]] bool IsLikely(const PersonalData& one, const PersonalData& other) const {
    return Like(one, other).score >= kLikelyScore;
  }
};

TEST_F(LikenessTest, OfAPersonWithHimselfIsTheSumOfWhatIsKnown) {
  const auto likeness = Like(Named("Rossi", "Mario", kBorn), Named("ROSSI", "mario", kBorn));
  ASSERT_EQ(likeness.fields.size(), 3U);
  int sum = 0;
  for (const FieldLikeness& one : likeness.fields) {
    EXPECT_EQ(one.agreement, Agreement::kEqual);
    sum += one.weight;
  }
  EXPECT_EQ(likeness.score, sum);
  EXPECT_FALSE(likeness.exchanged);
  EXPECT_GE(likeness.score, kLikelyScore);
}

TEST_F(LikenessTest, IsTheSameEitherWay) {
  const auto one = Named("Rossi", "Maria Grazia", kBorn);
  const auto other = Named("Rosi", "Maria", Civil{1980, 12, 3});
  EXPECT_EQ(Like(one, other).score, Like(other, one).score);
}

TEST_F(LikenessTest, OfNamesKnowsSlipsPartsAndOtherSpellings) {
  EXPECT_EQ(OfNames("Giovanni", "Giovani"), Agreement::kAlike);
  EXPECT_EQ(OfNames("Elisa", "Eilsa"), Agreement::kAlike) << "letters that changed places";
  EXPECT_EQ(OfNames("Maria Grazia", "Maria"), Agreement::kAlike);
  EXPECT_EQ(OfNames("Mohamed", "Muhammad"), Agreement::kAlike);
  EXPECT_EQ(OfNames("Юлія", "Yuliia"), Agreement::kAlike);
  EXPECT_EQ(OfNames("Marco", "Giulia"), Agreement::kDifferent);
  EXPECT_EQ(OfNames("Marco", ""), Agreement::kMissing);
}

TEST_F(LikenessTest, OfBirthsKnowsSlipsAndGenerations) {
  EXPECT_EQ(OfBirths(kBorn, kBorn), Agreement::kEqual);
  EXPECT_EQ(OfBirths({1980, 3, 12}, {1980, 12, 3}), Agreement::kAlike) << "day and month exchanged";
  EXPECT_EQ(OfBirths({1980, 3, 12}, {1980, 3, 13}), Agreement::kSomewhat);
  EXPECT_EQ(OfBirths({1980, 3, 12}, {1981, 3, 12}), Agreement::kSomewhat) << "one digit of the year";
  EXPECT_EQ(OfBirths({1998, 3, 12}, {1989, 3, 12}), Agreement::kSomewhat) << "two digits exchanged";
  EXPECT_EQ(OfBirths({1947, 3, 12}, {1980, 3, 12}), Agreement::kDifferent) << "born on one day, a generation apart";
  EXPECT_EQ(OfBirths({1980, 3, 12}, {1980, 7, 30}), Agreement::kDifferent);
  EXPECT_EQ(OfBirths({1925, 3, 12}, {2025, 3, 12}), Agreement::kSomewhat) << "the century alone is a slip too";
}

TEST_F(LikenessTest, OfCodesKnowsOmocodiaAndSlips) {
  const auto with = [](const std::string& code) { return Named("", "", {}, code); };
  EXPECT_EQ(Of(IdentityField::kFiscalCode, with("RSSMRA80A41Z999C"), with("RSSMRA80A41Z99VR")), Agreement::kEqual);
  EXPECT_EQ(Of(IdentityField::kFiscalCode, with("RSSMRA80A41Z999C"), with("RSSMRA80A4IZ999C")), Agreement::kAlike);
  PersonalData stp;
  stp.other_codes = {"STP0209990000012"};
  PersonalData renewed = stp;
  renewed.other_codes = {"ENI0209990000099", "STP 020 999 0000012"};
  EXPECT_EQ(Of(IdentityField::kOtherCode, stp, renewed), Agreement::kEqual) << "one of several";
}

TEST_F(LikenessTest, OfNamesThatChangedPlacesIsThatOfTheNames) {
  const auto likeness = Like(Named("Rossi", "Mario", kBorn), Named("Mario", "Rosi", kBorn));
  EXPECT_TRUE(likeness.exchanged);
  EXPECT_GE(likeness.score, kLikelyScore);
}

TEST_F(LikenessTest, OfTwinsIsNotLikely) {
  auto one = Named("Rossi", "Marco", kBorn);
  one.birthplace = "Z999";
  one.street = "via Roma 1";
  one.town = "Nessundove";
  one.postcode = "09901";
  auto twin = one;
  twin.name = "Giulia";
  EXPECT_FALSE(IsLikely(one, twin));
  auto exchanged = Named("Giulia", "Rossi", kBorn);
  EXPECT_FALSE(IsLikely(one, exchanged)) << "with surname and name in each other's place";
}

TEST_F(LikenessTest, OfTwinsOfNearlyOneNameIsNotLikelyWhereBothCodesAreValid) {
  EXPECT_FALSE(IsLikely(Named("Rossi", "Mario", kBorn, "RSSMRA80C12Z999I"), Named("Rossi", "Maria", kBorn, "RSSMRA80C52Z999M")));
}

TEST_F(LikenessTest, OfFatherAndSonOfOneNameIsNotLikely) {
  auto father = Named("Rossi", "Mario", Civil{1951, 6, 2});
  father.street = "via Roma 1";
  father.town = "Nessundove";
  auto son = father;
  son.born = kBorn;
  EXPECT_FALSE(IsLikely(father, son));
}

TEST_F(LikenessTest, OfAMarriedNameIsLikelyByTheCode) {
  EXPECT_TRUE(IsLikely(Named("Rossi", "Maria", Civil{1980, 1, 1}, "RSSMRA80A41Z999C"),
                       Named("Bianchi", "Maria", {}, "RSSMRA80A41Z999C")));
}

TEST_F(LikenessTest, OfPersonsOfWhomNothingIsKnownTogetherIsNone) {
  const auto likeness = Like(Named("Rossi", ""), Named("", "", kBorn));
  EXPECT_TRUE(likeness.fields.empty());
  EXPECT_EQ(likeness.score, 0);
}

}  // namespace
}  // namespace fascicolo::engine
