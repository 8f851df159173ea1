#include "connectors/program/authority/known_events.h"

#include <gtest/gtest.h>

namespace fascicolo::program {
namespace {

using projections::HistoryRef;

EntityId Entity(std::uint8_t number) {
  EntityId id;
  id.bytes[0] = number;
  return id;
}

TEST(KnownEvents, AreFoundByEntityAndVersion) {
  KnownEvents known;
  known.Keep(Entity(1), Version{2}, HistoryRef{Position{70}, 3});
  EXPECT_EQ(known.Find(Entity(1), Version{2}), (HistoryRef{Position{70}, 3}));
  EXPECT_EQ(known.Find(Entity(1), Version{1}), std::nullopt);
  EXPECT_EQ(known.Find(Entity(2), Version{2}), std::nullopt);
}

TEST(KnownEvents, AreForgottenTogetherWhenThereAreTooMany) {
  // given as many as are remembered
  KnownEvents known;
  for (std::uint64_t version = 1; version <= kMaxKnownEvents; ++version) {
    known.Keep(Entity(1), Version{version}, HistoryRef{Position{version}, 0});
  }
  ASSERT_EQ(known.size(), kMaxKnownEvents);
  ASSERT_TRUE(known.Find(Entity(1), Version{1}));
  // when there is one more
  known.Keep(Entity(2), Version{1}, HistoryRef{Position{9}, 1});
  // then it alone is left, and the others can be kept again
  EXPECT_EQ(known.size(), 1U);
  EXPECT_EQ(known.Find(Entity(1), Version{1}), std::nullopt);
  EXPECT_EQ(known.Find(Entity(2), Version{1}), (HistoryRef{Position{9}, 1}));
}

}  // namespace
}  // namespace fascicolo::program
