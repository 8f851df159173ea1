#include "connectors/cli/form_error_text.h"

#include <gtest/gtest.h>

namespace fascicolo::cli {
namespace {

constexpr auto kIt = Language::kItalian;

TEST(FormErrorText, IsTheOneThatWasToldInEnglish) {
  const FormError error{"/until", "is missing", "the first day after it"};
  EXPECT_EQ(TextOf(error, Language::kEnglish), "is missing; expected the first day after it");
  EXPECT_EQ(PlacedTextOf(error, Language::kEnglish), error.ToString());
}

TEST(FormErrorText, StandsInItalianWithWhatWouldBeRight) {
  const FormError error{"/until", "is missing", "the first day after it"};
  EXPECT_EQ(TextOf(error, kIt), "manca; atteso: il primo giorno successivo");
  EXPECT_EQ(PlacedTextOf(error, kIt), "/until: manca; atteso: il primo giorno successivo");
  EXPECT_EQ(TextOf({"/until", "is missing", ""}, kIt), "manca");
  EXPECT_EQ(PlacedTextOf({"", "not valid JSON", ""}, kIt), "non è JSON valido");
}

TEST(FormErrorText, IsThatOfEachOfSeveralThatAreToldAsOne) {
  EXPECT_EQ(TextOf({"/sheet", "/code: the key is missing; expected a text; /area: unknown key; expected one of a; did you mean \"a\"?", ""}, kIt),
            "/code: la chiave manca; atteso: un testo; /area: chiave sconosciuta; atteso: un valore tra a; si intendeva \"a\"?");
  EXPECT_EQ(InLanguage("/code", kIt), "/code");
}

TEST(FormErrorText, NamesALineAsItsReadersDo) {
  EXPECT_EQ(PlacedTextOf({"line 7", "a row of 3 fields", "4, as in the header"}, kIt),
            "riga 7: una riga di 3 campi; atteso: 4, come nell'intestazione");
}

TEST(FormErrorText, TakesOverWhatWasPutInAtRunTime) {
  EXPECT_EQ(InLanguage("at most 500 bytes", kIt), "al massimo 500 byte");
  EXPECT_EQ(InLanguage("answer barthel_1 twice", kIt), "rispondono due volte a barthel_1");
  EXPECT_EQ(InLanguage("one of red, green; did you mean red?", kIt), "un valore tra red, green; si intendeva red?");
  EXPECT_EQ(InLanguage("3 members on one day, 4 stays, 5 moves", kIt), "3 componenti in un giorno, 4 permanenze, 5 trasferimenti");
}

TEST(FormErrorText, FindsTheEndOfWhatWasPutInWhereItRepeatsWhatFollows) {
  EXPECT_EQ(InLanguage("one of a; did you mean b?; did you mean c?", kIt), "un valore tra a; si intendeva b?; did you mean c?");
  EXPECT_EQ(InLanguage("9 digits digits", kIt), "9 digits cifre");
}

TEST(FormErrorText, TakesTheNearestOfThoseThatFit) {
  EXPECT_EQ(InLanguage("1 to 7", kIt), "da 1 a 7");
  EXPECT_EQ(InLanguage("1 to 1,000,000", kIt), "da 1 a 1.000.000") << "a text that is the whole of it goes first";
  EXPECT_EQ(InLanguage("no person 01", kIt), "non esiste la persona 01");
  EXPECT_EQ(InLanguage("no person or case 01", kIt), "non esiste una persona o un fascicolo 01") << "which has more of its own";
}

TEST(FormErrorText, StaysWhatItIsWhereNoTableHasIt) {
  EXPECT_EQ(InLanguage("1..500", kIt), "1..500");
  EXPECT_EQ(InLanguage("", kIt), "");
  EXPECT_EQ(InLanguage("is of a newer program", kIt), "is of a newer program");
  EXPECT_EQ(InLanguage("is of a newer program; expected an object", kIt), "is of a newer program; atteso: un oggetto");
  EXPECT_EQ(InLanguage("at most ", kIt), "at most ") << "nothing was put in";
}

TEST(FormErrorText, StaysItalianWhenItIsToldAgain) {
  const std::string once = InLanguage("is missing or out of range; expected a day of 1900 to 2200", kIt);
  EXPECT_EQ(InLanguage(once, kIt), once);
}

}  // namespace
}  // namespace fascicolo::cli
