#include "connectors/program/copying.h"

#include "connectors/program/authority/interruption.h"
#include "connectors/program/reading_sizes.h"

#include <vector>

namespace fascicolo::program {
namespace {

constexpr std::size_t kSendBytes = 4U << 20;  ///< handed over between two looks at what is durable

/// Appends, and waits for what is on its way before it grows.
class Sender {
 public:
  explicit Sender(events::Ledger& to) : to_(to) {}

  Status Send(events::RecordView record) {
    bytes_ += record.bytes.size();
    held_.push_back(events::Record({record.bytes.begin(), record.bytes.end()}));
    return bytes_ < kSendBytes ? Status{} : Flush();
  }
  Status Flush() {
    if (held_.empty()) return {};
    if (Status appended = to_.Append(held_); !appended) return appended;
    appended_ += held_.size();
    held_.clear();
    bytes_ = 0;
    while (true) {
      const auto durable = to_.Settle();
      if (!durable) return durable.error();
      if (*durable >= appended_) return {};
      if (Status going_on = NotInterrupted(); !going_on) return going_on;
    }
  }

 private:
  events::Ledger& to_;
  std::vector<events::Record> held_;
  std::size_t bytes_ = 0;
  std::uint64_t appended_ = 0;
};

class Copying {
 public:
  Copying(const LogCopy& copy, const OnCopied& on_copied) : copy_(copy), on_copied_(on_copied), sender_(copy.to) {}

  Result<events::FollowPoint> Run() {
    const events::Head& begin = copy_.begin.head;
    if (begin.next == copy_.reached.next && begin.hash != copy_.reached.hash) return OtherHistory();
    const events::LogOffset end = copy_.from.end();
    auto follower = events::Follower::Open(copy_.from, copy_.begin);
    if (!follower) return follower.error();
    read_ = begin;
    const auto accepted = [this](const events::AcceptedCommit& commit) { return Take(commit); };
    const auto superseded = [this](const events::LogEntry& entry, const auto&) { TakeSuperseded(entry); };
    while (follower->point().next < end) {
      const Status polled = follower->Poll(kReadBytes, accepted, superseded);
      if (!polled) return polled.error();
      if (!sent_) return sent_.error();
      on_copied_(follower->point().next.value, end.value, read_.next.value);
      if (follower->at_end()) break;
    }
    if (read_.next < copy_.reached.next) return OtherHistory();
    if (Status flushed = sender_.Flush(); !flushed) return flushed.error();
    return follower->point();
  }

 private:
  Status Take(const events::AcceptedCommit& commit) {
    if (Status going_on = NotInterrupted(); !going_on) return going_on;
    read_ = commit.after;
    if (read_.next > copy_.reached.next) return sender_.Send(commit.entry.record);
    return read_.next == copy_.reached.next && commit.leaf != copy_.reached.hash ? Status(OtherHistory()) : Status{};
  }
  void TakeSuperseded(const events::LogEntry& entry) {
    if (!copy_.with_superseded || read_.next < copy_.reached.next || !sent_) return;
    sent_ = sender_.Send(entry.record);
  }
  [[nodiscard]] Failure OtherHistory() const {
    return {FailureCode::kLocked, copy_.to_name + " holds another history than " + copy_.from_name};
  }

  const LogCopy& copy_;
  const OnCopied& on_copied_;
  Sender sender_;
  events::Head read_;
  Status sent_;  ///< of superseded records
};

}  // namespace

LogStanding StandingBefore(const std::string& origin) {
  LogStanding standing;
  standing.point.head = events::HeadOfEmpty(origin);
  return standing;
}

Result<LogStanding> FollowToEnd(events::Ledger& log, LogStanding from, const OnFollowed& on_followed) {
  const events::LogOffset end = log.end();
  auto follower = events::Follower::Open(log, from.point);
  if (!follower) return follower.error();
  const auto take = [&](const events::AcceptedCommit& commit) {
    from.tree.Append(commit.leaf);
    if (on_followed) on_followed(from.tree);
    return NotInterrupted();
  };
  while (follower->point().next < end) {
    const Status polled = follower->Poll(kReadBytes, take, [](const auto&, const auto&) {});
    if (!polled) return polled.error();
    if (follower->at_end()) break;
  }
  from.point = follower->point();
  return from;
}

Result<events::FollowPoint> CopyLog(const LogCopy& copy, const OnCopied& on_copied) {
  FASCICOLO_CHECK(copy.begin.head.next <= copy.reached.next);
  return Copying(copy, on_copied).Run();
}

Result<Authority> OpenOrMakeCopy(const Place& place, const AuthorityIdentity& identity, Lineage of, std::string key_file,
                                 vault::Vault& vault) {
  auto to = OpenOrCreateAuthority(place, identity, {.key_file = std::move(key_file), .copy_of = of, .vault_of = &vault});
  if (!to) return to;
  const auto is_copy = to->home().IsCopyOf(of);
  if (!is_copy) return is_copy.error();
  if (*is_copy && to->identity().origin == identity.origin) return to;
  return Failure{FailureCode::kLocked, to->home().where() + " is not a copy of this ledger: nothing is copied over it"};
}

}  // namespace fascicolo::program
