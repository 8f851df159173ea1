// Each driver against a plain std::map, and the overlay against a plain list of layers, over random
// operations.
#include <gtest/gtest.h>

#include <iterator>
#include <list>
#include <map>
#include <random>

#include "tests/events/store/drivers.h"

namespace fascicolo::store {
namespace {

using Model = std::map<std::string, std::string>;
using Found = std::optional<std::pair<std::string, std::string>>;
constexpr int kOperations = 20'000;

/// Draws keys from a small space, so that operations meet, with zero and 0xFF bytes often.
class Dice {
 public:
  Dice() : seed_(std::random_device()()), engine_(seed_) {}
  [[nodiscard]] unsigned seed() const { return seed_; }
  [[nodiscard]] unsigned Below(unsigned bound) { return static_cast<unsigned>(engine_() % bound); }
  [[nodiscard]] std::string Key() {
    static constexpr char kBytes[] = {'\0', '\x01', 'a', 'b', '\x80', '\xFF'};
    std::string key(1, static_cast<char>(1 + Below(2)));
    for (unsigned length = Below(5); length > 0; --length) key.push_back(kBytes[Below(6)]);
    return key;
  }
  [[nodiscard]] RowChange Change() {
    RowChange change{.key = Key(), .value = std::nullopt};
    if (Below(3) > 0) change.value = std::string(Below(40), static_cast<char>(Below(256)));
    return change;
  }

 private:
  unsigned seed_;
  std::mt19937 engine_;
};

void Apply(const RowChange& change, Model& model) {
  if (change.value) {
    model[change.key] = *change.value;
  } else {
    model.erase(change.key);
  }
}

void ExpectSameRowsFrom(const Rows& rows, const Model& model, const std::string& from) {
  const auto cursor = rows.Seek(from);
  for (auto at = model.lower_bound(from); at != model.end(); ++at, cursor->Next()) {
    ASSERT_TRUE(cursor->valid());
    ASSERT_EQ(cursor->key(), at->first);
    ASSERT_EQ(cursor->value(), at->second);
  }
  ASSERT_FALSE(cursor->valid());
}

void ExpectSameAnswer(const Rows& rows, const Model& model, Dice& dice) {
  const std::string key = dice.Key();
  const std::string prefix = key.substr(0, dice.Below(static_cast<unsigned>(key.size()) + 1));
  switch (dice.Below(6)) {
    case 0: {
      const auto after = model.upper_bound(key);
      const Found last = after == model.begin() ? Found() : Found(*std::prev(after));
      ASSERT_EQ(rows.LastUpTo(key), last);
      break;
    }
    case 1: {
      const auto cursor = rows.Seek(key);
      const auto at = model.lower_bound(key);
      ASSERT_EQ(cursor->valid(), at != model.end());
      if (cursor->valid()) {
        ASSERT_EQ(cursor->key(), at->first);
      }
      break;
    }
    case 2: {
      const auto after = model.upper_bound(key);
      Found last = after == model.begin() ? Found() : Found(*std::prev(after));
      if (last && !last->first.starts_with(prefix)) last.reset();
      ASSERT_EQ(rows.LastWithin(key, prefix), last);
      break;
    }
    case 3: {
      const auto cursor = rows.SeekWithin(key, prefix);
      auto at = model.lower_bound(key);
      for (; at != model.end() && at->first.starts_with(prefix); ++at, cursor->Next()) {
        ASSERT_TRUE(cursor->valid());
        ASSERT_EQ(cursor->key(), at->first);
        ASSERT_EQ(cursor->value(), at->second);
      }
      ASSERT_FALSE(cursor->valid());
      break;
    }
    default: {
      const auto at = model.find(key);
      ASSERT_EQ(rows.Find(key),
                at == model.end() ? std::optional<std::string>() : std::optional(at->second));
    }
  }
}

template <class Driver>
class RandomRows : public testing::Test {
 protected:
  Driver driver_;
};
TYPED_TEST_SUITE(RandomRows, Drivers, DriverNames);

TYPED_TEST(RandomRows, AnswerLikeAPlainMap) {
  Dice dice;
  SCOPED_TRACE("seed " + std::to_string(dice.seed()));
  RowStore& rows = this->driver_.rows;
  Model model;
  for (int operation = 0; operation < kOperations; ++operation) {
    if (dice.Below(3) == 0) {
      RowBatch batch;
      for (unsigned changes = dice.Below(8); changes > 0; --changes) {
        batch.push_back(dice.Change());
        Apply(batch.back(), model);
      }
      ASSERT_TRUE(rows.Write(batch).ok());
    }
    if (dice.Below(2'000) == 0) {
      ASSERT_TRUE(rows.Flush().ok());
    }
    ASSERT_NO_FATAL_FAILURE(ExpectSameAnswer(rows, model, dice));
    if (operation % 500 == 0) {
      ASSERT_NO_FATAL_FAILURE(ExpectSameRowsFrom(rows, model, dice.Key()));
    }
  }
  ExpectSameRowsFrom(rows, model, "");
}

/// An overlay, without any cleverness: what it should hold, layer by layer.
struct LayeredModel {
  using Layer = std::map<std::string, std::optional<std::string>>;
  Model base;
  std::list<std::pair<std::uint64_t, Layer>> sealed;
  Layer open;

  [[nodiscard]] Model Seen() const {
    Model seen = base;
    for (const auto& [mark, layer] : sealed) Pour(layer, seen);
    Pour(open, seen);
    return seen;
  }
  static void Pour(const Layer& layer, Model& into) {
    for (const auto& [key, value] : layer) Apply({.key = key, .value = value}, into);
  }
};

class OverlayWalk {
 public:
  explicit OverlayWalk(RowStore& base) : base_(base), overlay_(base) {}

  void Step() {
    const unsigned choice = dice_.Below(100);
    if (choice < 55) return Put(dice_.Change());
    if (choice < 75) return Seal();
    if (choice < 82) return Rollback();
    if (choice < 98) return SettleOldest();
    if (choice < 99) return SettleAll();
    Drop();
  }
  void Check() {
    const Model seen = model_.Seen();
    ASSERT_NO_FATAL_FAILURE(ExpectSameAnswer(overlay_, seen, dice_));
    ASSERT_EQ(overlay_.in_flight(), model_.sealed.size());
    if (dice_.Below(20) == 0) {
      ASSERT_NO_FATAL_FAILURE(ExpectSameRowsFrom(overlay_, seen, dice_.Key()));
      ASSERT_NO_FATAL_FAILURE(ExpectSameRowsFrom(base_, model_.base, ""));
    }
  }
  /// Nothing is held when nothing is written: the account of bytes is even.
  void CheckEmpty() {
    Drop();
    ASSERT_EQ(overlay_.bytes(), 0U);
  }
  [[nodiscard]] unsigned seed() const { return dice_.seed(); }

 private:
  void Put(const RowChange& change) {
    change.value ? overlay_.Put(change.key, *change.value) : overlay_.Erase(change.key);
    model_.open[change.key] = change.value;
  }
  void Seal() {
    const bool same_mark_again = !model_.sealed.empty() && dice_.Below(3) == 0;
    if (!same_mark_again) {
      next_mark_ += 1 + dice_.Below(3);
      model_.sealed.emplace_back(next_mark_, LayeredModel::Layer());
    }
    for (auto& [key, value] : model_.open) model_.sealed.back().second[key] = value;
    model_.open.clear();
    overlay_.Seal(model_.sealed.back().first);
  }
  void Rollback() {
    overlay_.Rollback();
    model_.open.clear();
  }
  void SettleOldest() {
    if (model_.sealed.empty()) return;
    const auto [mark, layer] = model_.sealed.front();
    const RowBatch batch = overlay_.Settle(mark);
    LayeredModel::Layer settled;
    for (const RowChange& change : batch) settled[change.key] = change.value;
    ASSERT_EQ(settled, layer);
    ASSERT_EQ(batch.size(), layer.size());
    model_.sealed.pop_front();
    LayeredModel::Pour(layer, model_.base);
    ASSERT_TRUE(base_.Write(batch).ok());
  }
  void SettleAll() {
    const RowBatch batch = overlay_.SettleAll();
    for (std::size_t i = 1; i < batch.size(); ++i) ASSERT_LT(batch[i - 1].key, batch[i].key);
    model_.base = model_.Seen();
    model_.sealed.clear();
    model_.open.clear();
    ASSERT_TRUE(base_.Write(batch).ok());
    ASSERT_EQ(overlay_.bytes(), 0U);
  }
  void Drop() {
    overlay_.Drop();
    model_.sealed.clear();
    model_.open.clear();
  }

  RowStore& base_;
  Overlay overlay_;
  LayeredModel model_;
  Dice dice_;
  std::uint64_t next_mark_ = 0;
};

TEST(RandomOverlay, HoldsWhatAListOfLayersHolds) {
  MemoryRows base;
  OverlayWalk walk(base);
  SCOPED_TRACE("seed " + std::to_string(walk.seed()));
  for (int operation = 0; operation < kOperations; ++operation) {
    ASSERT_NO_FATAL_FAILURE(walk.Step());
    ASSERT_NO_FATAL_FAILURE(walk.Check());
  }
  walk.CheckEmpty();
}

}  // namespace
}  // namespace fascicolo::store
