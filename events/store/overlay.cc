#include "events/store/overlay.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "events/big_endian.h"
#include "events/store/row_limits.h"

namespace fascicolo::store {
namespace {

// What surrounds a row in the index and the order, and a write in the log, on a 64-bit machine.
constexpr std::size_t kRowOverhead = 200;
constexpr std::size_t kWriteOverhead = 72;

void CheckSize(std::string_view key, std::string_view value) {
  if (key.size() <= kMaxKeyBytes && value.size() <= kMaxRowBytes) return;
  throw RowTooLarge("row of " + TableName(key) + ": key of " + std::to_string(key.size()) +
                    " bytes, value of " + std::to_string(value.size()));
}

std::size_t SizeOf(const std::optional<std::string>& value) { return value ? value->size() : 0; }

/// The greatest key of at most kMaxKeyBytes below `key`; none below the empty one.
std::optional<std::string> GreatestBelow(std::string_view key) {
  if (key.empty()) return std::nullopt;
  std::string below(key);
  if (below.back() == '\0') {
    below.pop_back();
  } else {
    below.back() = static_cast<char>(static_cast<unsigned char>(below.back()) - 1);
    below.resize(kMaxKeyBytes, '\xFF');
  }
  return below;
}

/// The first eight bytes as a number: settles nearly every comparison without following a pointer.
std::uint64_t HeadOf(std::string_view key) {
  std::uint8_t head[8] = {};
  std::memcpy(head, key.data(), std::min(key.size(), sizeof head));
  return events::GetBigEndian<std::uint64_t>(head);
}

}  // namespace

/// Merges the base's rows with the overlay's; where both have a row, the overlay's hides the
/// base's.
class Overlay::Cursor final : public RowCursor {
 public:
  Cursor(const Overlay& overlay, std::string_view from)
      : overlay_(overlay),
        end_(overlay.Ordered().end()),
        above_(overlay.Ordered().lower_bound(from)),
        below_(overlay.base_.Seek(from)) {
    SkipErased();
  }
  [[nodiscard]] bool valid() const override { return above_ != end_ || below_->valid(); }
  [[nodiscard]] std::string_view key() const override {
    return on_above_ ? above_->first : below_->key();
  }
  [[nodiscard]] std::string_view value() const override {
    return on_above_ ? std::string_view(*overlay_.ValueOf(*above_->second)) : below_->value();
  }
  void Next() override {
    if (!on_above_ || hides_below_) below_->Next();
    if (on_above_) ++above_;
    SkipErased();
  }

 private:
  void SkipErased() {
    for (;;) {
      const int order = above_ == end_      ? 1
                        : !below_->valid()  ? -1
                                            : above_->first.compare(below_->key());
      on_above_ = order <= 0 && above_ != end_;
      hides_below_ = order == 0;
      if (!on_above_ || overlay_.ValueOf(*above_->second)) return;
      if (hides_below_) below_->Next();
      ++above_;
    }
  }

  const Overlay& overlay_;
  Order::const_iterator end_;
  Order::const_iterator above_;
  std::unique_ptr<RowCursor> below_;
  bool on_above_ = false;
  bool hides_below_ = false;
};

std::optional<std::string>& Overlay::OpenValue(std::string_view key) {
  Row& row = index_.FindOrMake(key);
  if (row.newest == kNone) {
    row.place = unordered_.size();
    unordered_.push_back(&row);
    bytes_ += key.size() + kRowOverhead;
  }
  if (row.newest == kNone || row.newest < open_) {
    log_.push_back({.row = &row, .older = row.newest, .value = std::nullopt});
    row.newest = end() - 1;
    bytes_ += kWriteOverhead;
  }
  return At(row.newest).value;
}

void Overlay::Put(std::string_view key, std::string_view value) {
  CheckSize(key, value);
  std::optional<std::string>& slot = OpenValue(key);
  bytes_ += value.size();
  bytes_ -= SizeOf(slot);
  if (slot) {
    slot->assign(value);
  } else {
    slot.emplace(value);
  }
}

void Overlay::Erase(std::string_view key) {
  CheckSize(key, {});
  std::optional<std::string>& slot = OpenValue(key);
  bytes_ -= SizeOf(slot);
  slot.reset();
}

void Overlay::Seal(std::uint64_t mark) {
  FASCICOLO_CHECK(layers_.empty() || layers_.back().mark <= mark);
  if (!layers_.empty() && layers_.back().mark == mark) {
    JoinLastLayer();
  } else {
    layers_.push_back({.mark = mark, .first = open_});
  }
  open_ = end();
}

void Overlay::JoinLastLayer() {
  const Number first = layers_.back().first;
  Number kept = open_;
  for (Number number = open_; number < end(); ++number) {
    Write& write = At(number);
    Row& row = *write.row;
    if (write.older != kNone && write.older >= first) {
      At(write.older).value.swap(write.value);
      row.newest = write.older;
      continue;
    }
    row.newest = kept;
    if (kept != number) std::swap(At(kept), write);
    ++kept;
  }
  while (end() > kept) {
    bytes_ -= kWriteOverhead + SizeOf(log_.back().value);
    log_.pop_back();
  }
}

void Overlay::Rollback() {
  while (end() > open_) PopNewest();
}

void Overlay::PopNewest() {
  const Write& write = log_.back();
  bytes_ -= kWriteOverhead + SizeOf(write.value);
  if (write.older != kNone && write.older >= first_) {
    write.row->newest = write.older;
  } else {
    Forget(*write.row);
  }
  log_.pop_back();
}

RowChange Overlay::PopOldest() {
  Write& write = log_.front();
  bytes_ -= kWriteOverhead + SizeOf(write.value);
  RowChange change{.key = {}, .value = std::move(write.value)};
  change.key = write.row->newest == first_ ? Forget(*write.row) : write.row->key;
  log_.pop_front();
  ++first_;
  return change;
}

std::string Overlay::Forget(Row& row) {
  if (row.in_order) {
    order_.erase(row.at);
  } else {
    unordered_.back()->place = row.place;
    unordered_[row.place] = unordered_.back();
    unordered_.pop_back();
  }
  bytes_ -= row.key.size() + kRowOverhead;
  return std::move(index_.Take(row)->key);
}

RowBatch Overlay::Settle(std::uint64_t mark) {
  FASCICOLO_CHECK(!layers_.empty() && layers_.front().mark == mark);
  layers_.pop_front();
  const Number last = layers_.empty() ? open_ : layers_.front().first;
  RowBatch batch;
  batch.reserve(last - first_);
  while (first_ < last) batch.push_back(PopOldest());
  return batch;
}

RowBatch Overlay::SettleAll() {
  struct Sorted {
    std::uint64_t head;
    Row* row;
    bool operator<(const Sorted& other) const {
      return head != other.head ? head < other.head : row->key < other.row->key;
    }
  };
  std::vector<Sorted> sorted;
  sorted.reserve(index_.size());
  index_.ForEach([&](Row& row) { sorted.push_back({.head = HeadOf(row.key), .row = &row}); });
  std::sort(sorted.begin(), sorted.end());
  order_.clear();  // it looks at the keys, which leave now
  RowBatch batch;
  batch.reserve(sorted.size());
  for (const auto& [head, row] : sorted) {
    batch.push_back({.key = std::move(row->key), .value = std::move(At(row->newest).value)});
  }
  Drop();
  return batch;
}

void Overlay::Drop() {
  order_.clear();
  unordered_.clear();
  index_.Clear();
  first_ = end();
  open_ = first_;
  log_.clear();
  layers_.clear();
  bytes_ = 0;
}

const Overlay::Order& Overlay::Ordered() const {
  for (Row* row : unordered_) {
    row->at = order_.emplace(row->key, row).first;
    row->in_order = true;
  }
  unordered_.clear();
  return order_;
}

std::optional<std::string> Overlay::Find(std::string_view key) const {
  const Row* row = index_.Find(key);
  return row == nullptr ? base_.Find(key) : ValueOf(*row);
}

std::unique_ptr<RowCursor> Overlay::Seek(std::string_view from) const {
  return std::make_unique<Cursor>(*this, from);
}

std::optional<std::pair<std::string, std::string>> Overlay::LastUpTo(std::string_view key) const {
  const Order& order = Ordered();
  auto after = order.upper_bound(key);
  while (after != order.begin() && !ValueOf(*std::prev(after)->second)) --after;
  const auto above = after == order.begin() ? order.end() : std::prev(after);

  auto below = base_.LastUpTo(key);
  const auto hidden = [&] { return index_.Find(below->first) != nullptr; };
  while (below && (above == order.end() || below->first > above->first) && hidden()) {
    const auto bound = GreatestBelow(below->first);
    below = bound ? base_.LastUpTo(*bound) : std::nullopt;
  }
  if (above == order.end() || (below && below->first > above->first)) return below;
  return std::pair(std::string(above->first), *ValueOf(*above->second));
}

}  // namespace fascicolo::store
