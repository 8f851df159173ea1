#include "connectors/reads/reading_record.h"

#include "connectors/reads/drop_note.h"
#include "connectors/reads/walk.h"

#include <algorithm>
#include <utility>

namespace fascicolo::reads {
namespace {

namespace fs = std::filesystem;

/// The first month that is kept at `now`.
std::string FirstKept(Instant now) { return FormatDay(AddMonths(LocalDay(now), -kKeptMonths)).substr(0, 7); }

bool IsNoted(const std::vector<SeenMonth>& months, const std::string& month) {
  return std::any_of(months.begin(), months.end(), [&](const SeenMonth& one) {
    return std::any_of(one.dropped.begin(), one.dropped.end(),
                       [&](const DropNote& note) { return note.dropped.month == month; });
  });
}

}  // namespace

ReadingRecord::ReadingRecord(ReadsPlace place, std::string node)
    : place_(std::move(place)), node_(std::move(node)), writer_{random_.Draw<decltype(WriterId::bytes)>()} {
  FASCICOLO_CHECK(!node_.empty() && node_.find('/') == std::string::npos);
}

ReadingRecord::~ReadingRecord() {
  if (month_) (void)month_->Close();
}

Result<CommandId> ReadingRecord::Record(const Reading& reading, Instant now) {
  if (Status fits = CheckForm(reading); !fits) return fits.error();
  events::SystemRandom random;
  const CommandId id{random.Draw<decltype(CommandId::bytes)>()};
  Waiting mine{{id, LeavesOf(reading)}, now};
  if (Status recorded = RecordEntry(mine); !recorded) return recorded.error();
  return id;
}

Status ReadingRecord::RecordEntry(Waiting& mine) {
  std::unique_lock lock(mutex_);
  waiting_.push_back(&mine);
  while (!mine.done) {
    if (is_led_) {
      changed_.wait(lock);
    } else {
      LeadOneWrite(lock);
    }
  }
  return *mine.done;
}

void ReadingRecord::LeadOneWrite(std::unique_lock<std::mutex>& lock) {
  is_led_ = true;
  const auto group = std::exchange(waiting_, {});
  lock.unlock();
  const Status written = Write(group);
  if (!written) month_.reset();
  lock.lock();
  for (Waiting* one : group) one->done = written;
  is_led_ = false;
  changed_.notify_all();
}

Status ReadingRecord::Write(const std::vector<Waiting*>& group) {
  Instant now = group.front()->now;
  std::vector<Entry> entries;
  for (Waiting* one : group) {
    now = std::max(now, one->now);
    entries.push_back(std::move(one->entry));
  }
  if (Status opened = OpenMonthOf(now); !opened) return opened;
  return month_->Write(entries, now);
}

// A clock that goes back stays in the month that was begun.
Status ReadingRecord::OpenMonthOf(Instant now) {
  std::string month = MonthAt(now);
  if (month_ && month_->month() >= month) return {};
  if (month_) {
    if (Status closed = month_->Close(); !closed) return closed;
    month_.reset();
  }
  const auto months = MonthsOf(place_, node_);
  if (!months) return months.error();
  if (!months->empty()) month = std::max(month, months->back());
  MonthWriter::Options options{.node = node_, .month = month, .writer = writer_, .claim = {}, .after = {}};
  options.claim.bytes = random_.Draw<decltype(CommandId::bytes)>();
  options.after = [&] { return EndBefore(month); };
  auto opened = MonthWriter::Open(place_, options, now);
  if (!opened) return opened.error();
  month_ = std::move(opened).value();
  return {};
}

Result<std::optional<MonthEnd>> ReadingRecord::EndBefore(const std::string& month) const {
  auto months = MonthsOf(place_, node_);
  if (!months) return months.error();
  std::erase_if(*months, [&](const std::string& one) { return one >= month; });
  if (months->empty()) return std::optional<MonthEnd>();
  const auto seen = WalkMonth(place_, node_, months->back());
  if (!seen) return seen.error();
  return std::optional(seen->end);
}

Status ReadingRecord::Drop(const std::string& month, const std::string& act, const std::string& by, Instant now) {
  if (!IsMonth(month)) return Failure{FailureCode::kNotFound, month + ": is no month; expected one such as 2024-01"};
  if (month >= FirstKept(now)) {
    return Failure{FailureCode::kUnavailable,
                   month + ": is kept until " + std::to_string(kKeptMonths) + " months are over"};
  }
  const fs::path folder = FolderOfMonth(place_, node_, month);
  std::error_code error;
  if (!fs::exists(folder, error)) return Failure{FailureCode::kNotFound, folder.string() + ": there is no such month"};
  const auto months = WalkAll({place_.folder, place_.origin}, {});
  if (!months) return months.error();
  const auto seen = std::find_if(months->begin(), months->end(),
                                 [&](const SeenMonth& one) { return one.node == node_ && one.end.month == month; });
  if (!IsNoted(*months, month)) {
    events::SystemRandom random;
    Waiting note{{CommandId{random.Draw<decltype(CommandId::bytes)>()}, {LeafOf(DropNote{seen->end, act, by})}}, now};
    if (Status recorded = RecordEntry(note); !recorded) return recorded;
  }
  fs::remove_all(folder, error);
  if (error) return Failure{FailureCode::kIo, folder.string() + ": " + error.message()};
  return {};
}

}  // namespace fascicolo::reads
