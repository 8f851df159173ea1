// A ledger that goes on for itself, beside the one that it is a copy of.
#include "engine/loop/lineage.h"

#include <gtest/gtest.h>

#include "engine/loop/office.h"

namespace fascicolo::engine {
namespace {

/// What the commit that started a lineage was stamped with, beside time and day.
Findings FindingsOfLineage(events::Ledger& log, Lineage lineage) {
  Findings findings;
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(Office::kOrigin);
  auto follower = events::Follower::Open(log, from).value();
  do {
    EXPECT_TRUE(follower
                    .Poll(
                        1 << 20,
                        [&](const events::AcceptedCommit& commit) -> Status {
                          const bool starts = commit.header.kind == events::CommitKind::kLineageStarted;
                          if (!starts || commit.header.lineage != lineage) return {};
                          const auto reading = events::CommitReading::Open(commit.entry.record, commit.header).value();
                          for (const auto* one : *reading.recorded().stamp()->findings()) {
                            findings.emplace_back(one->name()->str(), one->value()->str());
                          }
                          return {};
                        },
                        [](const auto&, const auto&) {})
                    .ok());
  } while (!follower.at_end());
  return findings;
}

TEST(Lineage, OfItsOwnIsStartedAndWrittenIn) {
  Office office;
  const auto before = office.loop->head();
  office.loop.reset();
  office.Reopen(true);
  auto& loop = *office.loop;
  const auto held = loop.head();
  EXPECT_EQ(held.lineage, before.lineage);
  office.loop->StartLineage();  // by who holds the term: nothing to start for itself
  office.Rest();
  EXPECT_EQ(loop.head(), held);

  store::MemoryRows other_rows;
  WriterId other;
  other.bytes.fill(99);
  auto copy = Loop::Open({office.log, other_rows, office.vault, office.random, office.clock, other, Office::kOrigin}).value();
  ASSERT_TRUE(copy->CatchUp().ok());
  copy->StartLineage();
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(copy->Step().ok());
  EXPECT_TRUE(copy->is_holder());
  EXPECT_EQ(copy->head().lineage, held.lineage.next());
  EXPECT_EQ(copy->head().term, held.term.next());
  std::optional<Outcome> outcome;
  copy->Submit(Office::Command(1, office.Contact()), [&](const Outcome& answer) { outcome = answer; });
  for (int i = 0; i < 10 && !outcome; ++i) ASSERT_TRUE(copy->Step().ok());
  ASSERT_TRUE(outcome.has_value());
  EXPECT_TRUE(std::holds_alternative<Accepted>(*outcome));
}

TEST(Lineage, NamesTheLogThatItGoesOnFromAndIsAboveOneThatIsKnown) {
  Office office;
  const auto before = office.loop->head();
  const auto tree = FoldedState::PointOf(*office.state, Office::kOrigin).value();
  const Hash root = events::Frontier(before.next.value, tree.shared().edge).Root();
  store::MemoryRows other_rows;
  WriterId other;
  other.bytes.fill(99);
  auto copy = Loop::Open({office.log, other_rows, office.vault, office.random, office.clock, other, Office::kOrigin}).value();
  ASSERT_TRUE(copy->CatchUp().ok());
  copy->StartLineage({.above = Lineage{6}, .findings = {{std::string(kLossAcceptedBy), "anna.bianchi"}}});
  for (int i = 0; i < 10 && !copy->is_holder(); ++i) ASSERT_TRUE(copy->Step().ok());
  ASSERT_TRUE(copy->is_holder());
  EXPECT_EQ(copy->head().lineage, Lineage{7});

  const Findings said{{"old_size", std::to_string(before.next.value)},
                      {"old_root", ToHex(root)},
                      {"loss_accepted_by", "anna.bianchi"}};
  EXPECT_EQ(FindingsOfLineage(office.log, Lineage{7}), said);
}

}  // namespace
}  // namespace fascicolo::engine
