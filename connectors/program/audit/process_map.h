// What directly follows what, over many histories of one kind (directly-follows graph; van der Aalst, Process Mining, 2016, ch. 6):
// how often, and after what wait. Types of events and times alone; what fewer than kLeastTimes histories had could point at somebody,
// makes the picture no clearer, and is left out.
#pragma once

#include "connectors/program/audit/anomaly.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fascicolo::program {

inline constexpr std::uint64_t kLeastTimes = 3;

/// Microseconds between the recordings of two events; of foreign histories between the days on which they say to have happened.
struct FollowCounts {
  std::vector<std::int64_t> waits;
  /// The lower middle, and the longest; there is at least one.
  [[nodiscard]] std::int64_t Median() const;
  [[nodiscard]] std::int64_t Longest() const;
};
struct TypeCounts {
  std::uint64_t times = 0;
  std::uint64_t places = 0;  ///< sum of the places in their histories, from 0
};

/// Of entities of one kind whose first event was decided in the period, with all that became of them since.
class ProcessMap {
 public:
  ProcessMap(schema::EntityKind kind, const AuditScope& scope) : kind_(kind), scope_(scope) {}
  void See(const SeenEvent& seen);

  [[nodiscard]] std::uint64_t histories() const { return last_.size(); }
  /// Types of events, in the order of their mean place in histories.
  [[nodiscard]] std::vector<std::pair<std::string, TypeCounts>> Types() const;
  using Follow = std::pair<std::string, std::string>;  ///< from one type to another
  /// In the order of the names.
  [[nodiscard]] std::vector<std::pair<Follow, FollowCounts>> Follows() const;

 private:
  struct Last {
    std::string type;
    Instant at;
    std::uint64_t place = 0;
  };
  [[nodiscard]] bool Begins(const SeenEvent& seen) const;

  schema::EntityKind kind_;
  const AuditScope& scope_;
  std::map<EntityId, Last> last_;
  std::map<std::string, TypeCounts> types_;
  std::map<Follow, FollowCounts> follows_;
};

}  // namespace fascicolo::program
