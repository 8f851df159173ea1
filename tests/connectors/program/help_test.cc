// What the help says, in both languages.
#include "connectors/program/commands.h"
#include "tests/connectors/program/program.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace fascicolo::program_test {
namespace {

/// Places whose text is the same in both languages, and should be.
const std::set<std::string> kSame = {};

TEST(Help, SaysEveryCommandAndOptionInBothLanguages) {
  program::Session session;
  cli::Arguments arguments("fascicolo", cli::Language::kEnglish, {"Cases", "Fascicoli"});
  program::AddAll(arguments, session);
  std::set<std::string> places;
  for (const auto& [place, text] : arguments.help()) {
    EXPECT_TRUE(places.insert(place).second) << place << " is there twice";
    EXPECT_FALSE(text.english.empty()) << place;
    EXPECT_FALSE(text.italian.empty()) << place;
    EXPECT_EQ(text.english == text.italian, kSame.contains(place)) << place << ": " << text.english;
  }
  for (const char* place : {"--data", "verify", "caseload", "caseload --limit", "history ENTITY"}) {
    EXPECT_TRUE(places.contains(place)) << place;
  }
}

TEST(Help, IsAskedForInTheReadersLanguage) {
  const Desk desk;
  const auto all = desk.RunBare({"--lang", "it", "--help"});
  EXPECT_EQ(all.code, 0);
  EXPECT_NE(all.out.find("Uso: fascicolo [OPZIONI] [COMANDO]"), std::string::npos) << all.out;
  EXPECT_NE(all.out.find("Mostra le scadenze"), std::string::npos) << all.out;
  for (const auto& words : {std::vector<std::string>{"caseload", "--lang", "it", "--help"},
                            std::vector<std::string>{"caseload", "--help", "--lang=it"}}) {
    const auto one = desk.RunBare(words);
    EXPECT_EQ(one.code, 0);
    EXPECT_NE(one.out.find("Mostra i fascicoli aperti"), std::string::npos) << one.out;
    EXPECT_NE(one.out.find("Esempi:"), std::string::npos) << one.out;
    EXPECT_EQ(one.out.find("Usage"), std::string::npos) << one.out;
  }
  EXPECT_NE(desk.RunBare({"caseload", "--help"}).out.find("Shows the open cases"), std::string::npos);
}

TEST(Help, NamesAMistakeInTheReadersLanguage) {
  struct Mistake {
    std::vector<std::string> words;
    const char* english;
    const char* italian;
  };
  const std::array<Mistake, 6> mistakes{{
      {{"caseloda"}, "unknown command 'caseloda'; did you mean 'caseload'?",
       "comando sconosciuto 'caseloda'; si intendeva 'caseload'?"},
      {{"caseload", "--wroker", "x"}, "unknown option '--wroker'", "opzione sconosciuta '--wroker'"},
      {{"verify", "x"}, "unknown argument 'x'", "argomento sconosciuto 'x'"},
      {{"import"}, "FILE is missing", "FILE manca"},
      {{"caseload", "--limit"}, "--limit wants a value", "--limit vuole un valore"},
      {{"caseload", "--limit", "many"}, "is not a whole number: 'many'", "non è un numero intero: 'many'"},
  }};
  const Desk desk;
  for (const auto& mistake : mistakes) {
    const auto english = desk.RunBare(mistake.words);
    EXPECT_EQ(english.code, 2);
    EXPECT_NE(english.err.find(mistake.english), std::string::npos) << english.err;
    auto words = mistake.words;
    words.insert(words.begin(), {"--lang", "it"});
    const auto italian = desk.RunBare(words);
    EXPECT_EQ(italian.code, 2);
    EXPECT_NE(italian.err.find(mistake.italian), std::string::npos) << italian.err;
    EXPECT_NE(italian.err.find("Vedere 'fascicolo"), std::string::npos) << italian.err;
  }
}

}  // namespace
}  // namespace fascicolo::program_test
