#include "events/acceptance.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <vector>

namespace fascicolo::events {
namespace {

WriterId Writer(std::uint8_t number) {
  WriterId writer;
  writer.bytes.fill(number);
  return writer;
}

/// A header that would be accepted behind `head`.
Header Next(const Head& head, CommitKind kind, WriterId writer) {
  Header header;
  header.kind = kind;
  header.ledger = head.ledger;
  header.lineage = head.lineage;
  header.position = head.next;
  header.previous = head.hash;
  const bool claims = kind != CommitKind::kDecided && kind != CommitKind::kRefused;
  header.term = claims ? head.term.next() : head.term;
  header.writer = writer;
  return header;
}

Head After(const Head& head, const Header& header) {
  return Advance(head, header, LeafOf(EncodeHeader(header)));
}

Head Opened() {
  const Head empty = HeadOfEmpty("test.example/ledger");
  return After(empty, Next(empty, CommitKind::kLedgerOpened, Writer(1)));
}

TEST(Acceptance, TakesTheOpeningAtPositionZeroAndNowhereElse) {
  const Head empty = HeadOfEmpty("test.example/ledger");
  EXPECT_EQ(Judge(empty, Next(empty, CommitKind::kLedgerOpened, Writer(1))), Verdict::kAccepted);
  EXPECT_EQ(Judge(empty, Next(empty, CommitKind::kDecided, Writer(1))), Verdict::kSuperseded);
  EXPECT_EQ(Judge(empty, Next(empty, CommitKind::kTermStarted, Writer(1))), Verdict::kSuperseded);
  EXPECT_EQ(Judge(Opened(), Next(Opened(), CommitKind::kLedgerOpened, Writer(1))), Verdict::kSuperseded);
}

TEST(Acceptance, TakesCommitsOfTheHolderOnly) {
  EXPECT_EQ(Judge(Opened(), Next(Opened(), CommitKind::kDecided, Writer(1))), Verdict::kAccepted);
  EXPECT_EQ(Judge(Opened(), Next(Opened(), CommitKind::kRefused, Writer(1))), Verdict::kAccepted);
  EXPECT_EQ(Judge(Opened(), Next(Opened(), CommitKind::kDecided, Writer(2))), Verdict::kSuperseded);
}

TEST(Acceptance, TakesAClaimOfTheNextTermByAnybody) {
  Header claim = Next(Opened(), CommitKind::kTermStarted, Writer(2));
  EXPECT_EQ(Judge(Opened(), claim), Verdict::kAccepted);
  claim.term = Term{3};
  EXPECT_EQ(Judge(Opened(), claim), Verdict::kSuperseded);
  claim.term = Term{1};
  EXPECT_EQ(Judge(Opened(), claim), Verdict::kSuperseded);
}

TEST(Acceptance, TakesALineageOnlyWhenItRises) {
  Header lineage = Next(Opened(), CommitKind::kLineageStarted, Writer(2));
  EXPECT_EQ(Judge(Opened(), lineage), Verdict::kSuperseded);
  lineage.lineage = Lineage{4};
  ASSERT_EQ(Judge(Opened(), lineage), Verdict::kAccepted);
  const Head raised = After(Opened(), lineage);
  EXPECT_EQ(Judge(raised, Next(Opened(), CommitKind::kDecided, Writer(1))), Verdict::kSuperseded);
  EXPECT_EQ(Judge(raised, Next(raised, CommitKind::kDecided, Writer(2))), Verdict::kAccepted);
}

TEST(Acceptance, RefusesAnotherLedgerAnotherPlaceAndAnotherHistory) {
  Header other_ledger = Next(Opened(), CommitKind::kDecided, Writer(1));
  other_ledger.ledger.bytes[0] ^= 1;
  EXPECT_EQ(Judge(Opened(), other_ledger), Verdict::kSuperseded);
  Header later = Next(Opened(), CommitKind::kDecided, Writer(1));
  later.position = later.position.next();
  EXPECT_EQ(Judge(Opened(), later), Verdict::kSuperseded);
  Header other_history = Next(Opened(), CommitKind::kDecided, Writer(1));
  other_history.previous.bytes[0] ^= 1;
  EXPECT_EQ(Judge(Opened(), other_history), Verdict::kSuperseded);
}

/// Several writers, each with its own idea of the head, throw commits, claims and lineages at one log that delays,
/// duplicates and loses them.
class RandomLog {
 public:
  explicit RandomLog(std::uint64_t seed) : random_(seed) {
    for (std::uint8_t i = 0; i < 3; ++i) heads_.push_back(HeadOfEmpty("test.example/random"));
  }

  std::vector<Header> Run(int steps) {
    for (int step = 0; step < steps; ++step) {
      const auto writer = Pick(heads_.size());
      if (Pick(3) == 0) CatchUp(writer);
      Send(writer);
      Deliver();
    }
    return log_;
  }

 private:
  std::size_t Pick(std::size_t below) { return random_() % below; }

  void CatchUp(std::size_t writer) {
    heads_[writer] = HeadOfEmpty("test.example/random");
    for (const Header& header : log_) {
      if (Judge(heads_[writer], header) == Verdict::kAccepted) heads_[writer] = After(heads_[writer], header);
    }
  }

  void Send(std::size_t writer) {
    static constexpr std::array kKinds{CommitKind::kLedgerOpened, CommitKind::kTermStarted,
                                       CommitKind::kLineageStarted, CommitKind::kDecided, CommitKind::kDecided,
                                       CommitKind::kRefused};
    Head believed = heads_[writer];
    for (std::size_t suffix = Pick(4) + 1; suffix > 0; --suffix) {
      Header header = Next(believed, kKinds[Pick(kKinds.size())], Writer(static_cast<std::uint8_t>(writer)));
      if (header.kind == CommitKind::kLineageStarted) header.lineage.value += Pick(3);
      header.command.bytes[0] = static_cast<std::uint8_t>(Pick(256));
      pending_.push_back(header);
      if (Judge(believed, header) == Verdict::kAccepted) believed = After(believed, header);
    }
    heads_[writer] = believed;  // it believes in its own suffix until it looks
  }

  void Deliver() {
    for (std::size_t n = Pick(6); n > 0 && !pending_.empty(); --n) {
      const auto at = pending_.begin() + static_cast<std::ptrdiff_t>(Pick(std::min<std::size_t>(pending_.size(), 5)));
      const auto fate = Pick(10);
      if (fate > 0) log_.push_back(*at);   // 0: lost
      if (fate != 1) pending_.erase(at);   // 1: delivered, and once more later
    }
  }

  std::mt19937_64 random_;
  std::vector<Head> heads_;
  std::vector<Header> pending_;
  std::vector<Header> log_;
};

std::vector<Hash> AcceptedOf(const std::vector<Header>& log, std::size_t chunk) {
  Head head = HeadOfEmpty("test.example/random");
  std::vector<Hash> accepted;
  for (std::size_t at = 0; at < log.size(); at += chunk) {
    Head copy = head;  // a reader that stops and takes up again
    for (std::size_t i = at; i < std::min(log.size(), at + chunk); ++i) {
      if (Judge(copy, log[i]) != Verdict::kAccepted) continue;
      copy = After(copy, log[i]);
      accepted.push_back(copy.hash);
    }
    head = copy;
  }
  return accepted;
}

TEST(Acceptance, GivesEveryReaderTheSameSequenceUnderRandomInterleavings) {
  const char* given = std::getenv("FASCICOLO_SEED");
  const std::uint64_t first = given != nullptr ? std::strtoull(given, nullptr, 10) : 1;
  const std::uint64_t runs = given != nullptr ? 1 : 500;
  std::size_t longest = 0;
  for (std::uint64_t seed = first; seed < first + runs; ++seed) {
    SCOPED_TRACE("FASCICOLO_SEED=" + std::to_string(seed));
    const auto log = RandomLog(seed).Run(300);
    const auto accepted = AcceptedOf(log, log.size() + 1);
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{64}}) {
      ASSERT_EQ(AcceptedOf(log, chunk), accepted);
    }
    Head head = HeadOfEmpty("test.example/random");
    Term term{0};
    for (const Header& header : log) {
      if (Judge(head, header) != Verdict::kAccepted) continue;
      ASSERT_EQ(header.position, head.next);
      ASSERT_GE(header.term, term);
      ASSERT_EQ(header.previous, head.hash);
      term = header.term;
      head = After(head, header);
    }
    longest = std::max(longest, accepted.size());
  }
  EXPECT_GT(longest, 50u) << "the interleavings hardly ever get anywhere: they test nothing";
}

}  // namespace
}  // namespace fascicolo::events
