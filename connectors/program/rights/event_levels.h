// How secret an event of a case is: by which level of the access policy it may be read. One table of event types; texts
// that the office itself gave a secrecy (diary, meetings, documents) keep that. What the table does not name is of the
// diary.
//
// Sources: L. 119/2001 (professional secrecy of social workers); practitioners' three levels: diary, assessment,
// administrative.
#pragma once

#include "connectors/program/history_steps.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// In the words of the access policy, as `history --level` takes them.
enum class ReadLevel { kHeader, kAdministrative, kAssessment, kDiary, kJuvenileCourt };
[[nodiscard]] std::string_view TextOf(ReadLevel level);

/// Of an event, or of a commit as a whole, which may hold whatever somebody tried.
[[nodiscard]] ReadLevel LevelOf(const Step& step);
/// Whether the event says where somebody lives or is placed.
[[nodiscard]] bool TellsWhere(std::string_view event_type);

/// Every event type that has a level other than the diary's, for tests.
[[nodiscard]] std::vector<std::string_view> LevelledEvents();
[[nodiscard]] std::vector<std::string_view> EventsThatTellWhere();

/// The levels that somebody may read.
class LevelFilter {
 public:
  /// Words of the policy. The header is always there; "address" and "protected_address" open what tells where. The
  /// error names the words that there are.
  static Result<LevelFilter, FormError> Of(const std::vector<std::string>& words, std::string place);

  /// `is_protected`: the address of whom it concerns is.
  [[nodiscard]] bool Shows(const Step& step, bool is_protected) const;

 private:
  std::set<std::string, std::less<>> words_;
};

}  // namespace fascicolo::program
