#include "connectors/reads/month_writer.h"

#include "connectors/reads/drop_note.h"
#include "connectors/reads/leaf_json.h"
#include "events/follower.h"
#include "events/segments/files.h"

#include <algorithm>

namespace fascicolo::reads {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPollBytes = 1U << 20;

/// Makes the folders down to the month's, for their owner alone, each durable in the one above it.
Status MakeFolders(const fs::path& month) {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path one = month; !one.empty() && !fs::exists(one, error); one = one.parent_path()) missing.push_back(one);
  std::reverse(missing.begin(), missing.end());
  for (const fs::path& one : missing) {
    const auto made = events::SystemFiles().MakeDirectory(one.string());
    if (!made) return events::FailureOf(made.error(), one.string(), "cannot be made");
    fs::permissions(one, fs::perms::owner_all, error);
    const std::string above = one.parent_path().empty() ? "." : one.parent_path().string();
    const auto synced = events::SystemFiles().SyncDirectory(above);
    if (!synced) return events::FailureOf(synced.error(), above, "cannot be synced");
  }
  return {};
}

/// Through the last commit of the month.
Result<events::FoldPoint> EndOf(events::Ledger& ledger, const std::string& origin, const fs::path& folder) {
  events::FoldPoint point(origin);
  auto follower = events::Follower::Open(ledger, point.follow());
  if (!follower) return follower.error();
  std::uint64_t strays = 0;
  do {
    const Status read = follower->Poll(
        kPollBytes,
        [&](const events::AcceptedCommit& commit) -> Status {
          point.Move(commit);
          return {};
        },
        [&](const events::LogEntry&, const events::Header&) { ++strays; });
    if (!read) return read.error();
  } while (!follower->at_end());
  if (strays + follower->foreign() == 0) return point;
  return Failure{FailureCode::kDamaged, folder.string() + ": holds records that do not continue its chain"};
}

}  // namespace

Result<std::unique_ptr<MonthWriter>> MonthWriter::Open(const ReadsPlace& place, const Options& options, Instant now) {
  const fs::path folder = FolderOfMonth(place, options.node, options.month);
  if (Status made = MakeFolders(folder); !made) return made.error();
  const std::string origin = OriginOfMonth(place, options.node, options.month);
  auto ledger = events::SegmentLedger::Open(folder.string(), events::LedgerIdOf(origin), {.create = true});
  if (!ledger) return ledger.error();
  auto point = EndOf(**ledger, origin, folder);
  if (!point) return point.error();
  std::unique_ptr<MonthWriter> writer(
      new MonthWriter(options.month, options.writer, std::move(ledger).value(), std::move(point).value()));
  if (Status claimed = writer->Claim(options, now); !claimed) return claimed.error();
  return writer;
}

Status MonthWriter::Claim(const Options& options, Instant now) {
  const bool is_new = point_.head().next == Position{0};
  Entry entry{options.claim, {}};
  if (is_new) {
    auto after = options.after();
    if (!after) return after.error();
    entry.leaves.push_back(LeafOf(Opening{options.node, options.month, *after}));
  } else {
    entry.leaves.push_back(Leaf().Add("goes_on", options.month).Bytes());
  }
  return Append(is_new ? events::CommitKind::kLedgerOpened : events::CommitKind::kTermStarted, {&entry, 1}, now);
}

Status MonthWriter::Write(std::span<const Entry> entries, Instant now) {
  return Append(events::CommitKind::kDecided, entries, now);
}

Status MonthWriter::Append(events::CommitKind kind, std::span<const Entry> entries, Instant now) {
  const Instant at = std::max(now, point_.head().recorded_at);
  events::FoldPoint point = point_;
  std::vector<events::Record> records;
  for (const Entry& entry : entries) {
    const events::Head& head = point.head();
    const bool claims = kind != events::CommitKind::kDecided;
    events::Header place;
    place.ledger = head.ledger;
    place.lineage = head.lineage;
    place.position = head.next;
    place.previous = head.hash;
    place.term = claims ? head.term.next() : head.term;
    place.writer = writer_;
    place.recorded_at = at;
    events::CommitContent content;
    content.kind = kind;
    content.command = entry.id;
    content.recorded = entry.leaves.front();
    content.events.assign(entry.leaves.begin() + 1, entry.leaves.end());
    auto record = events::BuildRecord(place, content);
    if (!record) return record.error();
    auto header = events::DecodeHeader(record->view().header());
    FASCICOLO_CHECK(header.ok() && events::Judge(head, *header) == events::Verdict::kAccepted);
    const Hash leaf = events::LeafOf(record->view().header());
    const events::LogEntry stored{};
    const events::Head after = events::Advance(head, *header, leaf);
    point.Move({stored, *header, leaf, after});
    records.push_back(std::move(record).value());
  }
  if (Status appended = ledger_->Append(records); !appended) return appended;
  const auto settled = ledger_->Settle();
  if (!settled) return settled.error();
  point_ = std::move(point);
  return {};
}

MonthEnd MonthWriter::end() const {
  const auto at = point_.shared();
  return {month_, at.head.next.value, events::Frontier(at.head.next.value, at.edge).Root()};
}

}  // namespace fascicolo::reads
