#include "connectors/program/following.h"

#include "connectors/program/reading_sizes.h"

#include <algorithm>
#include <vector>

namespace fascicolo::program {
namespace {

/// Records that were set aside, as long as nothing has taken the places that they wanted.
class SetAside {
 public:
  void Note(const events::Header& header, const events::Head& head) {
    if (records_.size() == kMaxOrphans) Forget(head);
    if (records_.size() < kMaxOrphans) records_.push_back({header.position, header.term, header.writer});
  }
  [[nodiscard]] std::uint64_t OrphansBehind(const events::Head& head) {
    Forget(head);
    return static_cast<std::uint64_t>(std::count_if(records_.begin(), records_.end(), [&](const Record& record) {
      return record.term > head.term || (record.term == head.term && record.writer == head.holder);
    }));
  }

 private:
  struct Record {
    Position position;
    Term term;
    WriterId writer;
  };
  void Forget(const events::Head& head) {
    std::erase_if(records_, [&](const Record& record) { return record.position < head.next; });
  }
  std::vector<Record> records_;
};

}  // namespace

Result<Followed> FollowTo(events::Ledger& ledger, const events::FollowPoint& from, Position last,
                          const FollowSteps& steps) {
  auto follower = events::Follower::Open(ledger, from);
  if (!follower) return follower.error();
  events::Head head = from.head;
  SetAside set_aside;
  bool is_done = false;
  const auto take = [&](const events::AcceptedCommit& commit) -> Status {
    is_done = commit.header.position > last;
    if (is_done) return Failure{FailureCode::kUnavailable, "behind the last"};
    head = commit.after;
    return steps.take(commit);
  };
  const auto superseded = [&](const events::LogEntry& entry, const events::Header& header) {
    set_aside.Note(header, head);
    steps.superseded(entry, header);
  };
  do {
    const Status polled = follower->Poll(kReadBytes, take, superseded);
    if (!polled && !is_done) return polled.error();
    const bool is_last = is_done || follower->at_end();
    const Status went = steps.after_batch(follower->point().next.value, ledger.end().value, is_last);
    if (!went) return went.error();
    if (is_last) return Followed{head, follower->foreign(), set_aside.OrphansBehind(head)};
  } while (true);
}

Status CheckWhole(const Followed& followed, Position last) {
  const std::uint64_t commits = followed.head.next.value;
  if (commits == 0) return Failure{FailureCode::kNotFound, "the ledger is empty"};
  const std::string end = "position " + std::to_string(commits - 1);
  if (followed.orphans > 0) {
    return Failure{FailureCode::kDamaged, "the chain breaks behind " + end + ": later records of its writer continue nothing"};
  }
  if (last != kToTheEnd && commits <= last.value) {
    return Failure{FailureCode::kDamaged, "the log ends at " + end + ", but was folded up to position " +
                                              std::to_string(last.value) + " before"};
  }
  return {};
}

}  // namespace fascicolo::program
