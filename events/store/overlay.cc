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

/// The key's first byte; the empty key stands before every other of table 0.
std::uint8_t TableOf(std::string_view key) {
  return key.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(key.front());
}

}  // namespace

bool Overlay::ByKey::operator()(const Row* a, const Row* b) const { return a->key() < b->key(); }
bool Overlay::ByKey::operator()(const Row* a, std::string_view b) const { return a->key() < b; }
bool Overlay::ByKey::operator()(std::string_view a, const Row* b) const { return a < b->key(); }

RowChange Overlay::Row::Take() {
  RowChange change;
  if (!erased_) change.value.emplace(value());
  bytes_.resize(key_size_);
  change.key = std::move(bytes_);
  return change;
}

/// Merges the base's rows with the overlay's; where both have a row, the overlay's hides the
/// base's.
class Overlay::Cursor final : public RowCursor {
 public:
  Cursor(const Overlay& overlay, std::string_view from, std::string_view prefix)
      : overlay_(overlay), prefix_(prefix), below_(overlay.base_.SeekWithin(from, prefix)) {
    Enter(TableOf(from));
    above_ = order_->lower_bound(from);
    SkipErased();
  }
  [[nodiscard]] bool valid() const override { return on_above_ || below_->valid(); }
  [[nodiscard]] std::string_view key() const override {
    return on_above_ ? (*above_)->key() : below_->key();
  }
  [[nodiscard]] std::string_view value() const override {
    return on_above_ ? (*above_)->value() : below_->value();
  }
  void Next() override {
    if (!on_above_ || hides_below_) below_->Next();
    if (on_above_) ++above_;
    SkipErased();
  }

 private:
  void Enter(std::size_t table) {
    table_ = table;
    order_ = &overlay_.Ordered(static_cast<std::uint8_t>(table));
    above_ = order_->begin();
  }
  /// Whether the overlay has a further row; a walk without prefix goes on in the next table.
  bool HasAbove() {
    while (above_ == order_->end() && prefix_.empty() && table_ + 1 < kTables) Enter(table_ + 1);
    return above_ != order_->end() && (*above_)->key().starts_with(prefix_);
  }
  void SkipErased() {
    for (;;) {
      const bool has_above = HasAbove();
      const int order = !has_above         ? 1
                        : !below_->valid() ? -1
                                           : (*above_)->key().compare(below_->key());
      on_above_ = has_above && order <= 0;
      hides_below_ = order == 0;
      if (!on_above_ || !(*above_)->erased()) return;
      if (hides_below_) below_->Next();
      ++above_;
    }
  }

  const Overlay& overlay_;
  std::string prefix_;
  std::unique_ptr<RowCursor> below_;
  std::size_t table_ = 0;
  const Order* order_ = nullptr;
  Order::const_iterator above_;
  bool on_above_ = false;
  bool hides_below_ = false;
};

Overlay::Row& Overlay::OpenRow(std::string_view key) {
  Row& row = index_.FindOrMake(key);
  if (row.newest == kNone) {
    auto& unordered = tables_[TableOf(key)].unordered;
    row.place = unordered.size();
    unordered.push_back(&row);
    bytes_ += key.size() + kRowOverhead;
  }
  if (row.newest == kNone || row.newest < open_) AddWrite(row);
  return row;
}

void Overlay::AddWrite(Row& row) {
  Write& write = log_.emplace_back();
  write.row = &row;
  write.older = row.newest;
  if (row.newest != kNone) {
    if (!spare_.empty()) {
      write.displaced = std::move(spare_.back());
      spare_.pop_back();
    }
    write.displaced.assign(row.value());
    write.displaced_erased = row.erased();
  }
  row.newest = end() - 1;
  bytes_ += kWriteOverhead + write.displaced.size();
}

void Overlay::Put(std::string_view key, std::string_view value) {
  CheckSize(key, value);
  Row& row = OpenRow(key);
  bytes_ += value.size();
  bytes_ -= row.value().size();
  row.Set(value);
}

void Overlay::Erase(std::string_view key) {
  CheckSize(key, {});
  Row& row = OpenRow(key);
  bytes_ -= row.value().size();
  row.Erase();
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
      row.newest = write.older;
      continue;
    }
    row.newest = kept;
    if (kept != number) std::swap(At(kept), write);
    ++kept;
  }
  while (end() > kept) {
    bytes_ -= kWriteOverhead + log_.back().displaced.size();
    if (spare_.size() < kMaxSpare) spare_.push_back(std::move(log_.back().displaced));
    log_.pop_back();
  }
}

void Overlay::Rollback() {
  while (end() > open_) PopNewest();
}

void Overlay::PopNewest() {
  const Write& write = log_.back();
  Row& row = *write.row;
  bytes_ -= kWriteOverhead + write.displaced.size();
  if (write.older == kNone || write.older < first_) {
    Forget(row);
  } else {
    bytes_ -= row.value().size();
    bytes_ += write.displaced.size();
    write.displaced_erased ? row.Erase() : row.Set(write.displaced);
    row.newest = write.older;
  }
  log_.pop_back();
}

Overlay::Write& Overlay::Displacing(const Row& row, Number number) {
  Number at = row.newest;
  while (At(at).older != number) at = At(at).older;
  return At(at);
}

RowChange Overlay::PopOldest() {
  Write& write = log_.front();
  bytes_ -= kWriteOverhead + write.displaced.size();
  RowChange change;
  if (write.row->newest == first_) {
    change = Forget(*write.row)->Take();
  } else {
    Write& next = Displacing(*write.row, first_);
    change.key = write.row->key();
    bytes_ -= next.displaced.size();
    if (!next.displaced_erased) change.value = std::move(next.displaced);
    next.displaced.clear();
  }
  log_.pop_front();
  ++first_;
  return change;
}

std::unique_ptr<Overlay::Row> Overlay::Forget(Row& row) {
  auto& [order, unordered] = tables_[TableOf(row.key())];
  if (row.in_order) {
    order.erase(row.at);
  } else {
    unordered.back()->place = row.place;
    unordered[row.place] = unordered.back();
    unordered.pop_back();
  }
  bytes_ -= row.key().size() + row.value().size() + kRowOverhead;
  return index_.Take(row);
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
      return head != other.head ? head < other.head : row->key() < other.row->key();
    }
  };
  std::vector<Sorted> sorted;
  sorted.reserve(index_.size());
  index_.ForEach([&](Row& row) { sorted.push_back({.head = HeadOf(row.key()), .row = &row}); });
  std::sort(sorted.begin(), sorted.end());
  for (TableRows& table : tables_) table.order.clear();  // they look at the keys, which leave now
  RowBatch batch;
  batch.reserve(sorted.size());
  for (const auto& [head, row] : sorted) batch.push_back(row->Take());
  Drop();
  return batch;
}

void Overlay::Drop() {
  for (TableRows& table : tables_) {
    table.order.clear();
    table.unordered.clear();
  }
  index_.Clear();
  first_ = end();
  open_ = first_;
  log_.clear();
  layers_.clear();
  bytes_ = 0;
}

const Overlay::Order& Overlay::Ordered(std::uint8_t table) const {
  auto& [order, unordered] = tables_[table];
  for (Row* row : unordered) {
    row->at = order.insert(row).first;
    row->in_order = true;
  }
  unordered.clear();
  return order;
}

bool Overlay::Read(std::string_view key, const Look& look) const {
  const Row* row = index_.Find(key);
  if (row == nullptr) return base_.Read(key, look);
  if (!row->erased()) look(row->value());
  return !row->erased();
}

std::unique_ptr<RowCursor> Overlay::SeekWithin(std::string_view from,
                                               std::string_view prefix) const {
  return std::make_unique<Cursor>(*this, from, prefix);
}

const Overlay::Row* Overlay::LastRow(std::string_view key, std::string_view prefix) const {
  for (int table = TableOf(key); table >= TableOf(prefix); --table) {
    const Order& order = Ordered(static_cast<std::uint8_t>(table));
    for (auto after = order.upper_bound(key); after != order.begin();) {
      const Row* row = *--after;
      if (!row->key().starts_with(prefix)) return nullptr;
      if (!row->erased()) return row;
    }
  }
  return nullptr;
}

std::optional<KeyAndValue> Overlay::LastWithin(std::string_view key,
                                               std::string_view prefix) const {
  const Row* above = LastRow(key, prefix);
  auto below = base_.LastWithin(key, prefix);
  while (below && (above == nullptr || below->first > above->key()) &&
         index_.Find(below->first) != nullptr) {  // hidden
    const auto bound = GreatestBelow(below->first);
    below = bound && bound->starts_with(prefix) ? base_.LastWithin(*bound, prefix) : std::nullopt;
  }
  if (above == nullptr || (below && below->first > above->key())) return below;
  return KeyAndValue(above->key(), above->value());
}

}  // namespace fascicolo::store
