#include "connectors/feed/publisher.h"

#include <algorithm>

namespace fascicolo::feed {
namespace {

constexpr std::string_view kPrevious = "ce_previous";
constexpr std::string_view kCommit = "ce_commit";

Status CheckIsOurs(const FeedRecord& record, const std::string& source, const std::string& key_id) {
  if (!record.sequence()) return Failure{FailureCode::kDamaged, "the last record there is of no feed"};
  if (record.Header("ce_source") != source) {
    return Failure{FailureCode::kDamaged,
                   "the feed there is " + std::string(record.Header("ce_source")) + ", not " + source};
  }
  if (record.Header("ce_keyid") == key_id) return {};
  return Failure{
      FailureCode::kDamaged,
      "the feed there was begun under another key of pseudonyms, so this vault is not the one that it was begun with: "
      "put that one back, or begin the feed anew under another name"};
}

}  // namespace

Result<Publisher> Publisher::Open(Target& target, std::string source, std::string key_id) {
  Publisher publisher(target, std::move(source), std::move(key_id));
  if (Status resumed = publisher.Resume(); !resumed) return resumed.error();
  return publisher;
}

Status Publisher::CheckCommit(Lineage lineage, Position position, const std::function<std::string()>& check) const {
  if (!last_ || last_->lineage != lineage || last_->position != position || check() == last_commit_) return {};
  return Failure{
      FailureCode::kDamaged,
      "position " + std::to_string(position.value) +
          " is another commit than the feed was told: the ledger was cut or copied and written on in two places; "
          "find the one that consumers know, or restore a backup from before, which starts a lineage"};
}

void Publisher::Take(FeedRecord record) {
  if (last_ && *record.sequence() <= *last_) return;
  FASCICOLO_CHECK(waiting_.empty() || *waiting_.back().sequence() < *record.sequence());
  waiting_.push_back(std::move(record));
}

Status Publisher::Flush() {
  if (is_in_doubt_) {
    if (Status resumed = Resume(); !resumed) return resumed;
  }
  if (waiting_.empty()) return {};
  std::vector<FeedRecord> chained = waiting_;
  std::optional<Sequence> previous = last_;
  for (FeedRecord& record : chained) {
    if (previous) record.headers.emplace_back(kPrevious, ToText(*previous));
    previous = record.sequence();
  }
  is_in_doubt_ = true;
  if (Status appended = target_->Append(chained); !appended) return appended;
  is_in_doubt_ = false;
  published_ += waiting_.size();
  last_ = previous;
  last_commit_ = waiting_.back().Header(kCommit);
  waiting_.clear();
  return {};
}

Status Publisher::Resume() {
  const auto found = target_->Last();
  if (!found) return found.error();
  if (*found) {
    if (Status ours = CheckIsOurs(**found, source_, key_id_); !ours) return ours;
    last_ = (*found)->sequence();
    last_commit_ = (*found)->Header(kCommit);
  }
  const auto is_there = [&](const FeedRecord& record) { return last_ && *record.sequence() <= *last_; };
  is_in_doubt_ = false;
  waiting_.erase(std::remove_if(waiting_.begin(), waiting_.end(), is_there), waiting_.end());
  return {};
}

}  // namespace fascicolo::feed
