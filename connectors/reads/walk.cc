#include "connectors/reads/walk.h"

#include "events/fold_point.h"
#include "events/follower.h"
#include "events/segments/unlocked_segments.h"

#include <algorithm>

namespace fascicolo::reads {
namespace {

constexpr std::size_t kWalkBytes = 1U << 20;

Failure WrongAt(const std::string& origin, const std::string& what) {
  return {FailureCode::kDamaged, origin + ": " + what};
}

class Walking {
 public:
  Walking(std::string origin, const std::string& node, const std::string& month, const OnReading& on_reading)
      : origin_(std::move(origin)), month_(month), on_reading_(on_reading), point_(origin_) {
    seen_.node = node;
    seen_.end.month = month;
  }

  Status Along(events::Ledger& ledger) {
    auto follower = events::Follower::Open(ledger, point_.follow());
    if (!follower) return follower.error();
    std::uint64_t strays = 0;
    do {
      const Status read = follower->Poll(
          kWalkBytes, [&](const events::AcceptedCommit& commit) { return Take(commit); },
          [&](const events::LogEntry&, const events::Header&) { ++strays; });
      if (!read) return WrongIn(read.error());
    } while (!follower->at_end());
    if (strays + follower->foreign() == 0) return {};
    return WrongAt(origin_, "holds records that do not continue its chain");
  }

  [[nodiscard]] SeenMonth Done() {
    const auto at = point_.shared();
    seen_.end.size = at.head.next.value;
    seen_.end.root = events::Frontier(seen_.end.size, at.edge).Root();
    return std::move(seen_);
  }

 private:
  Failure WrongIn(Failure why) const {
    why.message = origin_ + ": " + why.message;
    return why;
  }

  Status Take(const events::AcceptedCommit& commit) {
    const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
    if (!reading) return reading.error();
    point_.Move(commit);
    switch (commit.header.kind) {
      case events::CommitKind::kLedgerOpened:
        return TakeOpening(reading->leaves().front());
      case events::CommitKind::kDecided:
        return TakeDecided(commit.header, reading->leaves());
      default:
        return {};
    }
  }

  Status TakeOpening(events::ConstBytes leaf) {
    const auto opening = OpeningIn(leaf);
    if (!opening || opening->node != seen_.node || opening->month != month_)
      return WrongAt(origin_, "begins as another month's");
    seen_.after = opening->after;
    return {};
  }

  Status TakeDecided(const events::Header& header, const std::vector<events::ConstBytes>& leaves) {
    if (const auto note = DropNoteIn(leaves.front())) {
      seen_.dropped.push_back(*note);
      return {};
    }
    auto reading = ReadingOf(leaves);
    if (!reading)
      return WrongAt(origin_, "position " + std::to_string(header.position.value) + ": " + reading.error().message);
    ++seen_.readings;
    seen_.files += reading->files.size();
    if (on_reading_) {
      on_reading_(
          {seen_.node, month_, header.position, header.recorded_at, header.command, std::move(reading).value()});
    }
    return {};
  }

  std::string origin_;
  std::string month_;
  const OnReading& on_reading_;
  events::FoldPoint point_;
  SeenMonth seen_;
};

/// As somebody dropped it; null: nobody did.
const DropNote* NoteOf(const std::vector<SeenMonth>& months, const std::string& node, const std::string& month) {
  for (const SeenMonth& one : months) {
    if (one.node != node) continue;
    for (const DropNote& note : one.dropped) {
      if (note.dropped.month == month) return &note;
    }
  }
  return nullptr;
}

}  // namespace

Result<SeenMonth> WalkMonth(const ReadsPlace& place, const std::string& node, const std::string& month,
                            const OnReading& on_reading) {
  const std::string origin = OriginOfMonth(place, node, month);
  auto ledger = events::UnlockedSegments::Open(FolderOfMonth(place, node, month).string(), events::LedgerIdOf(origin));
  if (!ledger) return ledger.error();
  Walking walking(origin, node, month, on_reading);
  if (Status walked = walking.Along(**ledger); !walked) return walked.error();
  return walking.Done();
}

Result<std::vector<SeenMonth>> WalkAll(const ReadsPlace& place, const OnReading& on_reading, const WantsMonth& wants) {
  std::vector<SeenMonth> seen;
  const auto nodes = NodesIn(place);
  if (!nodes) return nodes.error();
  for (const std::string& node : *nodes) {
    const auto months = MonthsOf(place, node);
    if (!months) return months.error();
    for (const std::string& month : *months) {
      if (wants && !wants(month)) continue;
      auto one = WalkMonth(place, node, month, on_reading);
      if (!one) return one.error();
      seen.push_back(std::move(one).value());
    }
  }
  return seen;
}

std::vector<std::string> ProblemsOf(const std::vector<SeenMonth>& months) {
  std::vector<std::string> problems;
  for (std::size_t i = 0; i < months.size(); ++i) {
    const SeenMonth& one = months[i];
    const SeenMonth* before = i > 0 && months[i - 1].node == one.node ? &months[i - 1] : nullptr;
    const std::string place = one.node + "/" + one.end.month + ": ";
    const bool is_last = i + 1 == months.size() || months[i + 1].node != one.node;
    if (one.end.size == 0) {  // of the last one, a crash may have left no more
      if (!is_last) problems.push_back(place + "is empty");
    } else if (!one.after) {
      if (before != nullptr) problems.push_back(place + "does not say that it continues " + before->end.month);
    } else if (before != nullptr && before->end.month == one.after->month) {
      if (!(before->end == *one.after))
        problems.push_back(place + "continues " + before->end.month + " as another than it is");
    } else {
      const DropNote* note = NoteOf(months, one.node, one.after->month);
      if (note == nullptr)
        problems.push_back(place + one.after->month + ", which it continues, is gone, and no act dropped it");
      if (note != nullptr && !(note->dropped == *one.after))
        problems.push_back(place + one.after->month + " was dropped as another than it was");
    }
  }
  return problems;
}

}  // namespace fascicolo::reads
