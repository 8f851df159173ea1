#include "events/store/row_index.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace fascicolo::store {
namespace {

struct Named {
  explicit Named(std::string_view name) : name_(name) {}
  [[nodiscard]] std::string_view key() const { return name_; }
  int number = 0;

 private:
  std::string name_;
};

TEST(RowIndex, StartsEmpty) {
  RowIndex<Named> index;
  EXPECT_EQ(index.size(), 0U);
  EXPECT_EQ(index.Find("a"), nullptr);
}

TEST(RowIndex, KeepsARowWhereItIsWhileOthersComeAndGo) {
  RowIndex<Named> index;
  Named& first = index.FindOrMake("first");
  for (int i = 0; i < 1'000; ++i) index.FindOrMake(std::to_string(i)).number = i;
  EXPECT_EQ(index.Find("first"), &first);
  EXPECT_EQ(&index.FindOrMake("first"), &first);
  EXPECT_EQ(index.size(), 1'001U);
  EXPECT_EQ(index.Take(first)->key(), "first");
  EXPECT_EQ(index.Find("first"), nullptr);
}

TEST(RowIndex, HoldsWhatAMapHolds) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 dice(seed);
  RowIndex<Named> index;
  std::map<std::string, int> model;
  for (int operation = 0; operation < 200'000; ++operation) {
    // Waves: the index grows to some hundred rows and shrinks again.
    const bool growing = operation / 1'000 % 2 == 0;
    const std::string key = std::to_string(dice() % 600);
    if (dice() % 10 < (growing ? 8U : 2U)) {
      index.FindOrMake(key).number = model[key] = operation;
    } else if (const Named* row = index.Find(key)) {
      ASSERT_EQ(index.Take(*row)->number, model.at(key));
      model.erase(key);
    }
    const std::string asked = std::to_string(dice() % 600);
    const Named* found = index.Find(asked);
    ASSERT_EQ(found != nullptr, model.contains(asked));
    if (found != nullptr) {
      ASSERT_EQ(found->number, model.at(asked));
    }
    ASSERT_EQ(index.size(), model.size());
  }
  std::map<std::string, int> left;
  index.ForEach([&](const Named& row) { left[std::string(row.key())] = row.number; });
  EXPECT_EQ(left, model);
  index.Clear();
  EXPECT_EQ(index.size(), 0U);
  EXPECT_EQ(index.Find("1"), nullptr);
}

}  // namespace
}  // namespace fascicolo::store
