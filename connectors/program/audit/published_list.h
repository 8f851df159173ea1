// The list of a call (graduatoria): as its last publication says it, and as it stands.
#pragma once

#include "connectors/program/audit/own_events.h"
#include "engine/families/ranking_lines.h"

#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

struct ListLine {
  EntityId entry;
  std::string code;        ///< what stands for the entry in public
  std::uint32_t rank = 0;  ///< 0: excluded
  std::int64_t points = 0;  ///< hundredths
  std::int64_t amount = 0;  ///< cents
  schema::Standing standing = schema::Standing::none;
};

/// One publication of a call's list.
struct Edition {
  std::uint32_t number = 0;
  bool is_final = false;
  bool sample = false;
  std::string act;
  Hash hash;
  bool hash_holds = false;  ///< it is the hash of the event's own lines
  std::optional<Day> appeals_until;
  std::optional<Day> valid_until;
  EventRef by;
  std::vector<ListLine> lines;
};

/// A call with its list.
struct CallList {
  EntityId call;
  engine::CallRow row;
  std::string opened_by_act;         ///< the act that approved the call, and with it the criteria
  std::optional<Edition> published;  ///< none: nothing was
  std::vector<ListLine> standing;    ///< as it stands; who ties has one rank
};
/// Failures of the log.
[[nodiscard]] Result<CallList> ReadCallList(Reading& reading, const engine::State& state, EntityId call,
                                            const engine::CallRow& row);

/// How many entries stand elsewhere now than on the list that was published last, or do not stand on one of the two.
[[nodiscard]] std::size_t MovedSince(const CallList& list);

/// Below so many entries a public list says nothing of any of them: with what is known in town it would single out.
inline constexpr std::size_t kFewestInPublic = 5;

}  // namespace fascicolo::program
