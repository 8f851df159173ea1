#include "engine/identity/name_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fascicolo::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NameForms, AreSmallLatinLettersWithoutDiacritics) {
  EXPECT_THAT(NameWords("NICCOLÒ Àvila"), ElementsAre("niccolo", "avila"));
  EXPECT_THAT(NameWords("NICCOLO'"), ElementsAre("niccolo")) << "an accent written as an apostrophe";
  EXPECT_THAT(NameWords("Łukasiewicz Đorđević Müller Strauß"), ElementsAre("lukasiewicz", "dordevic", "muller", "strauss"));
}

TEST(NameForms, AreTheSameComposedAndDecomposed) {
  EXPECT_EQ(NameWords("Niccol\u00F2"), NameWords("Niccolo\u0300"));
  EXPECT_EQ(NameWords("\uFF32ossi"), NameWords("Rossi")) << "a full-width capital";
}

TEST(NameForms, TransliterateOtherScripts) {
  EXPECT_THAT(NameWords("Коваленко"), ElementsAre("kovalenko"));
  EXPECT_THAT(NameWords("Παπαδόπουλος"), ElementsAre("papadopoulos"));
  EXPECT_EQ(Skeleton(NameWords("محمد").at(0)), Skeleton("mohamed"));
  for (const std::string& word : NameWords("王小明")) {
    EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos) << word;
  }
}

TEST(NameForms, JoinParticlesAndApostrophesToTheirWord) {
  EXPECT_EQ(NameWords("De Angelis"), NameWords("DEANGELIS"));
  EXPECT_EQ(NameWords("D'Angelo"), NameWords("D\u2019 Angelo"));
  EXPECT_THAT(NameWords("van der Berg"), ElementsAre("vanderberg"));
  EXPECT_THAT(NameWords("Rossi De Luca"), ElementsAre("rossi", "deluca"));
  EXPECT_THAT(NameWords("Di"), ElementsAre("di")) << "nothing follows that it could be joined to";
}

TEST(NameForms, PartAtHyphensAndBlanks) {
  EXPECT_THAT(NameWords("  Anna-Maria   Rosa "), ElementsAre("anna", "maria", "rosa"));
  EXPECT_THAT(NameWords(" -'. "), IsEmpty());
}

TEST(NameForms, OfWhatIsNotUtf8AreWhatCanBeRead) {
  EXPECT_THAT(NameWords("Ros\xFFsi"), ElementsAre("ros", "si"));
  EXPECT_THAT(NameWords("\xC3"), IsEmpty());
}

TEST(NameForms, LookAtNoMoreThanTheLimits) {
  std::string many;
  for (std::size_t i = 0; i < kMostNameWords + 5; ++i) many += "parola ";
  EXPECT_EQ(NameWords(many).size(), kMostNameWords);
  EXPECT_EQ(NameWords(std::string(kMostNameBytes + 100, 'a')).at(0).size(), kMostNameBytes);
  EXPECT_EQ(PlainText(std::string(kMostNameBytes + 100, '7')).size(), kMostNameBytes);
}

TEST(NameForms, OfACodeAreItsLettersAndDigits) { EXPECT_EQ(PlainText(" STP-020 999/7 "), "stp0209997"); }

TEST(NameForms, HaveASkeletonThatOtherSpellingsShare) {
  EXPECT_EQ(Skeleton("mohamed"), "mhmd");
  EXPECT_EQ(Skeleton("muhammad"), "mhmd");
  EXPECT_EQ(Skeleton("mhmd"), "mhmd") << "Arabic writes no short vowels";
  EXPECT_EQ(Skeleton("shevchenko"), Skeleton("sevcenko"));
  EXPECT_EQ(Skeleton("djordjevic"), Skeleton("dordevic"));
  EXPECT_EQ(Skeleton("oxana"), Skeleton("oksana"));
  EXPECT_EQ(Skeleton("philip"), Skeleton("filip"));
  EXPECT_EQ(Skeleton("wanda"), Skeleton("vanda"));
  EXPECT_EQ(Skeleton("aie"), "");
}

TEST(NameForms, HaveStretchesThatKnowBeginningAndEnd) {
  EXPECT_THAT(Stretches("rosa", 3), ElementsAre("_ro", "ros", "osa", "sa_"));
  EXPECT_THAT(Stretches("rosa", 2), ElementsAre("_r", "ro", "os", "sa", "a_"));
  EXPECT_THAT(Stretches("", 3), IsEmpty());
}

}  // namespace
}  // namespace fascicolo::engine
