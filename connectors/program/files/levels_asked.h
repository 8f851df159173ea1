// The levels of the access policy that a file is shown by, as typed.
#pragma once

#include "connectors/cli/arguments.h"
#include "engine/rules/access_policy.h"
#include "events/result.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

inline constexpr cli::HelpText kLevelHelp{
    "Only what this action of the access policy lets one read: find, header, administrative, assessment, "
    "diary; may stand several times",
    "Solo ciò che questa azione della regola di accesso consente di leggere: find, header, administrative, "
    "assessment, diary; anche più volte"};

class LevelsAsked {
 public:
  /// None typed: everything. The error names a word that is no action of the policy.
  static Result<LevelsAsked, FormError> Of(const std::vector<std::string>& words) {
    LevelsAsked asked;
    for (const std::string& word : words) {
      const bool is_level = engine::AccessActionOf(word).has_value() || word == "juvenile_court" || word == "address" ||
                            word == "protected_address";
      if (!is_level) return FormError{"--level", "is no level", "find, header, administrative, assessment, diary"};
      asked.words_.insert(word);
    }
    asked.is_all_ = words.empty();
    return asked;
  }
  [[nodiscard]] bool Reads(std::string_view level) const { return is_all_ || words_.contains(level); }
  /// More than that there is such a file.
  [[nodiscard]] bool ReadsAnything() const {
    return Reads("header") || Reads("administrative") || Reads("assessment") || Reads("diary");
  }

 private:
  std::set<std::string, std::less<>> words_;
  bool is_all_ = false;
};

}  // namespace fascicolo::program
