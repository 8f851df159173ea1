// A ledger's whole log from its first offset, by nothing but the rule of acceptance: what answers are held against.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "events/follower.h"

namespace fascicolo::kafka {

/// Taken at once: for each piece with a superseded record the follower opens one more reader, to look back.
inline constexpr std::size_t kLargePiece = 16 << 20;

struct LogReadAnew {
  std::map<CommandId, Position> accepted;
  std::vector<events::Header> superseded;  ///< in log order
  events::FollowPoint end;
};

/// Fails the test when the log does not read to its end, or holds a command twice.
LogReadAnew ReadAnew(events::Ledger& ledger, std::string_view origin);

}  // namespace fascicolo::kafka
