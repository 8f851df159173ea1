// A log followed by the rule up to one commit, for whoever examines it.
#pragma once

#include "events/follower.h"

#include <cstdint>
#include <functional>

namespace fascicolo::program {

inline constexpr Position kToTheEnd{UINT64_MAX};  ///< as `last`: wherever the log ends

/// What is done on the way. A failure of `take` or `after_batch` ends it.
struct FollowSteps {
  events::Follower::OnAccepted take;
  /// Behind each piece that was read: log bytes done and all, and whether it was the last.
  std::function<Status(std::uint64_t done, std::uint64_t all, bool is_last)> after_batch;
  events::Follower::OnSuperseded superseded = [](const events::LogEntry&, const events::Header&) {};
};

/// What was met on the way besides.
struct Followed {
  events::Head head;           ///< behind the last commit that was taken
  std::uint64_t foreign = 0;   ///< records of somebody else
  /// Records that were set aside although the writer who holds the last term wrote them, or one of a later term, for places
  /// behind the last commit. A writer appends along the chain, and one that loses its place loses its term, so what they
  /// continued was taken away, moved or changed. (On Kafka there is one other way, until the next writer claims: the last one
  /// died after its client had given a record up and sent the ones behind it.)
  std::uint64_t orphans = 0;
};
inline constexpr std::size_t kMaxOrphans = 10'000;  ///< counted; one is one too many

/// From `from` to the commit at `last`, or to the log's end where it does not go so far; what another node writes behind
/// `last` meanwhile is left alone. Failures as Follower::Poll.
[[nodiscard]] Result<Followed> FollowTo(events::Ledger& ledger, const events::FollowPoint& from, Position last,
                                        const FollowSteps& steps);

/// The same place in a log that ends before `last`, or has orphans, as a failure (kDamaged); none: it is whole.
[[nodiscard]] Status CheckWhole(const Followed& followed, Position last);

}  // namespace fascicolo::program
