// Two writers on one ledger, each of which ignores the other's term (design D2 and D3: it may cost a retry, no more).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "events/store/digest.h"
#include "faults/kafka/log_seen.h"
#include "faults/kafka/rival_writer.h"
#include "projections/projector.h"
#include "projections/refold.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr const char* kContested = "two-writers.example/fascicolo";
constexpr seconds kTwoWait{60};
constexpr std::chrono::milliseconds kLookAgain{10};

seconds RunFor() { return seconds(std::getenv("FASCICOLO_SOAK") != nullptr ? 300 : 5); }

/// The state, folded one accepted commit after the other.
Hash FoldedAlone(events::Ledger& ledger) {
  store::MemoryRows rows;
  const auto state = engine::FoldedState::Open(rows, kContested).value();
  auto follower = events::Follower::Open(ledger, state->point().follow()).value();
  do {
    const Status polled = follower.Poll(
        kLargePiece, [&](const events::AcceptedCommit& commit) { return state->FoldAccepted(commit); },
        [](const auto&, const auto&) {});
    EXPECT_TRUE(polled.ok()) << polled.error().message;
    if (!polled) break;
  } while (!follower.at_end());
  EXPECT_TRUE(state->WriteOut().ok());
  return engine::DigestState(rows);
}

/// State and views, folded in one reading.
struct RefoldedRows {
  Hash state;
  Hash views;  ///< over every row, those of this copy's offsets too
  std::uint64_t superseded = 0;
};
RefoldedRows RefoldedTogether(events::Ledger& ledger) {
  store::MemoryRows state;
  store::MemoryRows views;
  projections::RefoldOptions options;
  options.read_bytes = kLargePiece;
  const auto done = projections::Refold(ledger, kContested, {&state, &views}, options);
  EXPECT_TRUE(done.ok()) << done.error().message;
  return {engine::DigestState(state), store::DigestRows(views, ""), done->superseded};
}

/// The views, moved along one commit after the other.
Hash ProjectedViews(events::Ledger& ledger) {
  store::MemoryRows views;
  const auto projector = projections::Projector::Open(ledger, kContested, views).value();
  EXPECT_TRUE(projector->CatchUp().ok());
  return store::DigestRows(views, "");
}

class TwoWriters : public testing::Test {
 protected:
  void WriteAtOnce() {
    for (RivalWriter* writer : {&one_, &other_}) writer->Start();
    std::this_thread::sleep_for(RunFor());
    clients_.Stop();
    const auto until = steady_clock::now() + kTwoWait;
    while (!clients_.all_accepted() && steady_clock::now() < until) std::this_thread::sleep_for(kLookAgain);
    EXPECT_TRUE(clients_.all_accepted()) << "some commands are never accepted";
    for (RivalWriter* writer : {&one_, &other_}) writer->Finish();
  }

  void ExpectOnceWhereTold(const LogSeen& log) {
    for (const auto& [number, position] : clients_.accepted()) {
      const auto found = log.accepted.find(engine::EmbeddedOffice::CommandName(number));
      ASSERT_NE(found, log.accepted.end()) << "accepted command " << number << " is lost";
      ASSERT_EQ(found->second, position) << "command " << number;
    }
  }

  void ExpectSupersededAreListed(const LogSeen& log) {
    EXPECT_FALSE(log.superseded.empty());
    std::uint64_t claims = 0;
    for (const events::Header& header : log.superseded) {
      ASSERT_TRUE(header.writer == one_.id() || header.writer == other_.id());
      if (header.kind == events::CommitKind::kTermStarted) {
        ++claims;
      } else {
        ASSERT_TRUE(log.accepted.contains(header.command)) << "what it wanted was never decided";
      }
    }
    EXPECT_EQ(log.accepted.size() + log.superseded.size(), log.end.next.value) << "each record is one or the other";
    std::cout << log.superseded.size() << " records superseded, " << claims << " of them claims; the first:\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(3, log.superseded.size()); ++i) {
      const events::Header& header = log.superseded[i];
      std::cout << "  position " << header.position.value << ", term " << header.term.value << ", writer "
                << ToHex(header.writer) << '\n';
    }
  }

  void ExpectEveryReaderSeesTheSame(const LogSeen& log) {
    const Hash state = FoldedAlone(one_.ledger());
    const Hash views = ProjectedViews(other_.ledger());
    for (RivalWriter* writer : {&one_, &other_}) {
      EXPECT_EQ(writer->loop().head(), log.end.head);
      EXPECT_EQ(engine::DigestState(writer->loop().rows()), state);
      const RefoldedRows refolded = RefoldedTogether(writer->ledger());
      EXPECT_EQ(refolded.state, state);
      EXPECT_EQ(refolded.views, views);
      EXPECT_GE(refolded.superseded, log.superseded.size()) << "what was lost last may arrive late";
    }
  }

  void PrintCounts(const LogSeen& log) {
    std::cout << clients_.accepted().size() << " commands accepted, " << clients_.given_to_both()
              << " of them given to both; " << clients_.failures() << " answers were failures; "
              << log.end.head.term.value << " terms, " << one_.claims() + other_.claims() << " claims; "
              << one_.loop().counts().decided_again + other_.loop().counts().decided_again << " decided again\n";
  }

  const std::uint64_t seed_ = engine::SeedOfThisRun();
  TopicUnderTest topic_{RandomLedger()};
  RetryingClients clients_{seed_};
  RivalWriter one_{topic_, kContested, 0, seed_ + 1, clients_};
  RivalWriter other_{topic_, kContested, 1, seed_ + 2, clients_};
};

TEST_F(TwoWriters, WhoIgnoreEachOthersTermCostARetryAndNothingElse) {
  WriteAtOnce();
  const LogSeen log = ReadLog(one_.ledger(), kContested);
  EXPECT_EQ(log.twice, 0u);
  ExpectOnceWhereTold(log);
  ExpectSupersededAreListed(log);
  ExpectEveryReaderSeesTheSame(log);
  PrintCounts(log);
  EXPECT_GT(clients_.accepted().size(), 100u);
  EXPECT_GT(log.end.head.term.value, 2u) << "the ledger changed hands";
}

}  // namespace
}  // namespace fascicolo::kafka
