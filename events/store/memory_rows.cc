#include "events/store/memory_rows.h"

#include <iterator>
#include <mutex>
#include <utility>

#include "events/store/row_limits.h"

namespace fascicolo::store {

/// Holds a generation still. Taken under the lock; let go anywhere.
class MemoryRows::Pin {
 public:
  explicit Pin(std::shared_ptr<Generation> generation) : generation_(std::move(generation)) {
    generation_->pins.fetch_add(1, std::memory_order_relaxed);
  }
  Pin(const Pin& other) : Pin(other.generation_) {}
  Pin& operator=(const Pin&) = delete;
  ~Pin() { generation_->pins.fetch_sub(1, std::memory_order_release); }
  [[nodiscard]] const Map& rows() const { return generation_->rows; }

 private:
  std::shared_ptr<Generation> generation_;
};

class MemoryRows::Cursor final : public RowCursor {
 public:
  Cursor(Pin pin, std::string_view from, std::string_view prefix)
      : pin_(pin), prefix_(prefix), at_(pin_.rows().lower_bound(from)) {}
  [[nodiscard]] bool valid() const override {
    return at_ != pin_.rows().end() && at_->first.starts_with(prefix_);
  }
  [[nodiscard]] std::string_view key() const override { return at_->first; }
  [[nodiscard]] std::string_view value() const override { return at_->second; }
  void Next() override { ++at_; }

 private:
  Pin pin_;
  std::string prefix_;
  Map::const_iterator at_;
};

class MemoryRows::PinnedRows final : public Rows {
 public:
  explicit PinnedRows(Pin pin) : pin_(pin) {}
  [[nodiscard]] bool Read(std::string_view key, const Look& look) const override {
    return ReadIn(pin_.rows(), key, look);
  }
  [[nodiscard]] std::unique_ptr<RowCursor> SeekWithin(std::string_view from,
                                                      std::string_view prefix) const override {
    return std::make_unique<Cursor>(pin_, from, prefix);
  }
  [[nodiscard]] std::optional<KeyAndValue> LastWithin(std::string_view key,
                                                      std::string_view prefix) const override {
    return LastIn(pin_.rows(), key, prefix);
  }

 private:
  Pin pin_;
};

MemoryRows::MemoryRows() : current_(std::make_shared<Generation>()) {}

bool MemoryRows::ReadIn(const Map& rows, std::string_view key, const Look& look) {
  const auto found = rows.find(key);
  if (found == rows.end()) return false;
  look(found->second);
  return true;
}

std::optional<KeyAndValue> MemoryRows::LastIn(const Map& rows, std::string_view key,
                                              std::string_view prefix) {
  const auto after = rows.upper_bound(key);
  if (after == rows.begin()) return std::nullopt;
  const auto& [last_key, last_value] = *std::prev(after);
  if (!last_key.starts_with(prefix)) return std::nullopt;
  return KeyAndValue(last_key, last_value);
}

bool MemoryRows::Read(std::string_view key, const Look& look) const {
  const std::shared_lock lock(mutex_);
  return ReadIn(current_->rows, key, look);
}

std::unique_ptr<RowCursor> MemoryRows::SeekWithin(std::string_view from,
                                                  std::string_view prefix) const {
  const std::shared_lock lock(mutex_);
  return std::make_unique<Cursor>(Pin(current_), from, prefix);
}

std::optional<KeyAndValue> MemoryRows::LastWithin(std::string_view key,
                                                  std::string_view prefix) const {
  const std::shared_lock lock(mutex_);
  return LastIn(current_->rows, key, prefix);
}

std::unique_ptr<Rows> MemoryRows::Snapshot() const {
  const std::shared_lock lock(mutex_);
  return std::make_unique<PinnedRows>(Pin(current_));
}

std::size_t MemoryRows::size() const {
  const std::shared_lock lock(mutex_);
  return current_->rows.size();
}

Status MemoryRows::Write(const RowBatch& batch) {
  if (Status limits = CheckLimits(batch); !limits.ok()) return limits;
  const std::unique_lock lock(mutex_);
  // Pins are taken under the lock only, so a generation that nobody holds now stays so until the
  // lock is gone. The acquire pairs with the release of the last pin: its reads are over.
  if (current_->pins.load(std::memory_order_acquire) > 0) {
    auto next = std::make_shared<Generation>();
    next->rows = current_->rows;
    current_ = std::move(next);
  }
  for (const RowChange& change : batch) {
    if (change.value) {
      current_->rows.insert_or_assign(change.key, *change.value);
    } else {
      current_->rows.erase(change.key);
    }
  }
  return {};
}

}  // namespace fascicolo::store
