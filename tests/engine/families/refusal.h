// Tests of rules that say no, each under the rule's name, so that the last of them can tell which rule has none.
#pragma once

#include <set>

#include "engine/catalogue/documents.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {

/// The rules that a REFUSAL names. Filled before main.
inline std::set<Rule>& RulesWithTest() {
  static std::set<Rule> rules;
  return rules;
}

/// A kit with the catalogue adopted.
struct AdoptedKit : Kit {
  AdoptedKit() { AdoptCatalogue(*this); }
};

}  // namespace fascicolo::engine

/// REFUSAL(kCaseNotOpen, AClosedCaseTakesNoMoreWork) { ... return kit.When(...); }   // must be refused by that rule
#define REFUSAL(rule, sentence)                                                              \
  static Then sentence(AdoptedKit& kit);                                                     \
  static const bool sentence##IsTold = RulesWithTest().insert(Rule::rule).second || true;    \
  TEST(Refusal, sentence) {                                                                  \
    AdoptedKit kit;                                                                          \
    EXPECT_TRUE(sentence##IsTold);                                                           \
    const std::size_t before = kit.commits();                                                \
    const Then then = sentence(kit);                                                         \
    then.ThenRefused(Rule::rule);                                                            \
    EXPECT_GT(kit.commits(), before) << "a refusal is recorded";                             \
  }                                                                                          \
  static Then sentence(AdoptedKit& kit)
