// The commits of a ledger, byte by byte, behind those that a second log has already: how copies, backups and restored ledgers
// are made (ops/decisions/0009-a-copy-is-marked-outside-its-log.md).
#pragma once

#include "connectors/program/authority/place.h"
#include "events/follower.h"
#include "events/tree.h"

#include <functional>
#include <string>

namespace fascicolo::program {

/// Where a log stands by the rule of acceptance, and the tree over its commits.
struct LogStanding {
  events::FollowPoint point;
  events::Frontier tree;

  [[nodiscard]] const events::Head& head() const { return point.head; }
};
/// Before the first commit of the ledger that `origin` names.
[[nodiscard]] LogStanding StandingBefore(const std::string& origin);
/// Called behind each commit.
using OnFollowed = std::function<void(const events::Frontier& tree)>;
/// Follows the log from where `from` stands to where it ends now. kUnavailable: interrupted.
[[nodiscard]] Result<LogStanding> FollowToEnd(events::Ledger& log, LogStanding from, const OnFollowed& on_followed = {});

struct LogCopy {
  events::Ledger& from;
  events::FollowPoint begin;  ///< where `from` is read on; not behind `reached`
  std::string from_name;      ///< for people
  events::Ledger& to;
  events::Head reached;       ///< where `to` stands
  std::string to_name;
  bool with_superseded = false;  ///< takes the records that lost their place too
};
/// Called with the first log's offsets done and all, and the commits read.
using OnCopied = std::function<void(std::uint64_t done, std::uint64_t all, std::uint64_t commits)>;

/// Copies what `to` lacks, up to where `from` ended when this was called, and waits until it is durable. Answers where `from`
/// was left. kLocked: `to` holds a commit that `from` does not. kUnavailable: interrupted, or no answer; what was copied stays.
[[nodiscard]] Result<events::FollowPoint> CopyLog(const LogCopy& copy, const OnCopied& on_copied);

/// Opens a copy that was begun of the ledger in lineage `of`, or makes one, with this key file and the keys of `vault`.
/// kLocked: something else lies there.
[[nodiscard]] Result<Authority> OpenOrMakeCopy(const Place& place, const AuthorityIdentity& identity, Lineage of,
                                               std::string key_file, vault::Vault& vault);

}  // namespace fascicolo::program
