#include "connectors/cli/table.h"

#include "connectors/cli/progress.h"

#include <gtest/gtest.h>

namespace fascicolo::cli {
namespace {

TEST(Table, CountsCharactersAndNotBytes) {
  EXPECT_EQ(WidthOf("disabilità"), 10U);
  EXPECT_EQ(WidthOf(""), 0U);
}

TEST(Table, NeverLetsStoredTextSteerTheTerminal) {
  EXPECT_EQ(Printable("a\x1b[31mb\nc"), "a [31mb c");
  EXPECT_EQ(Printable("a\xC2\x9B"
                      "31m"),
            "a  31m");
  EXPECT_EQ(Printable("perché"), "perché");
}

TEST(Progress, WritesDurationsForPeople) {
  EXPECT_EQ(DurationText(7), "7s");
  EXPECT_EQ(DurationText(200), "3m 20s");
  EXPECT_EQ(DurationText(3'900), "1h 05m");
}

TEST(Language, ComesFromTheOption) {
  EXPECT_EQ(LanguageFrom("it"), Language::kItalian);
  EXPECT_EQ(LanguageFrom("en"), Language::kEnglish);
  EXPECT_EQ(LanguageFrom("fr"), std::nullopt);
}

}  // namespace
}  // namespace fascicolo::cli
