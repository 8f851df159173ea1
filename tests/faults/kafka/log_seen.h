// A whole log, read anew by the acceptance rule, and what a test wants to know of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "events/follower.h"

namespace fascicolo::kafka {

struct LogSeen {
  std::map<CommandId, Position> accepted;  ///< where each command stands, refused ones included
  std::uint64_t twice = 0;                 ///< commands that are accepted a second time
  std::uint64_t terms = 0;                 ///< accepted claims, the opening included
  /// Accepted commits whose term and writer are not those of the last claim before them in the log.
  std::uint64_t out_of_term = 0;
  std::vector<events::Header> superseded;  ///< records that were set aside, in log order
  std::uint64_t superseded_old_term = 0;   ///< those among them that a writer wrote after it was replaced
  events::FollowPoint end;
};

/// Taken at once: for each piece with a superseded record the follower opens one more reader, to look back.
inline constexpr std::size_t kLargePiece = 16 << 20;

/// Fails the test when the log cannot be read to its end.
LogSeen ReadLog(events::Ledger& ledger, std::string_view origin);

/// How many of the answered commands the log does not hold at the position that was told.
std::uint64_t LostOf(const std::map<CommandId, Position>& answered, const LogSeen& log);

}  // namespace fascicolo::kafka
