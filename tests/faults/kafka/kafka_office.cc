#include "faults/kafka/kafka_office.h"

#include <gtest/gtest.h>

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr const char* kOrigin = "kafka-faults.example/fascicolo";
constexpr seconds kPatience{90};  ///< a broker that was killed may take its time

KafkaOptions OptionsFor(const std::string& brokers) {
  KafkaOptions options = OptionsUnderTest();
  options.brokers = brokers;
  options.report_within_ms = 1'500;  // so that clients are given up within a test's time
  return options;
}

}  // namespace

KafkaOffice::KafkaOffice(const std::string& brokers) : topic_(RandomLedger()) {
  // The topic is random, so that runs do not meet; the ledger in it is always the same.
  auto opened = KafkaLedger::Open(OptionsFor(brokers), topic_.ledger());
  EXPECT_TRUE(opened.ok()) << opened.error().message;
  ledger_ = std::move(*opened);
  WriterId writer;
  writer.bytes.fill(7);
  loop_ = engine::Loop::Open({*ledger_, state_, keys_, nonces_, clock_, writer, kOrigin}).value();
  EXPECT_TRUE(loop_->CatchUp().ok());
  loop_->OpenLedger("Comune di Prova");
  const auto until = steady_clock::now() + kPatience;
  while (!loop_->is_holder() && steady_clock::now() < until) Step();
}

void KafkaOffice::Step() {
  const Status stepped = loop_->Step();
  ASSERT_TRUE(stepped.ok()) << stepped.error().message;
}

void KafkaOffice::SubmitOne() {
  const std::uint64_t number = submitted_++;
  ++open_;
  loop_->Submit(engine::EmbeddedOffice::Command(number), [this, number](const engine::Outcome& outcome) {
    --open_;
    const auto* accepted = std::get_if<engine::Accepted>(&outcome);
    ASSERT_NE(accepted, nullptr) << "command " << number << " was not accepted";
    answered_[number] = accepted->position;
  });
}

void KafkaOffice::WorkUntil(const std::function<bool()>& done) {
  const auto until = steady_clock::now() + kPatience;
  while (!done() && !testing::Test::HasFatalFailure()) {
    ASSERT_LT(steady_clock::now(), until) << "the office stands still";
    while (open_ < kInFlight) SubmitOne();
    Step();
  }
}

void KafkaOffice::WorkFor(milliseconds time) {
  const auto until = steady_clock::now() + time;
  WorkUntil([&] { return steady_clock::now() >= until; });
}

milliseconds KafkaOffice::WorkUntilServed() {
  const auto start = steady_clock::now();
  const std::uint64_t first_new = submitted_;
  WorkUntil([&] { return !answered_.empty() && answered_.rbegin()->first >= first_new; });
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
}

void KafkaOffice::Drain() {
  const auto until = steady_clock::now() + kPatience;
  while (open_ > 0 && steady_clock::now() < until && !testing::Test::HasFatalFailure()) Step();
  ASSERT_EQ(open_, 0u);
}

void KafkaOffice::CheckAgainstLog() {
  auto opened = KafkaLedger::Open(OptionsUnderTest(), topic_.ledger());
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(kOrigin);
  auto follower = events::Follower::Open(**opened, from).value();
  std::map<CommandId, Position> accepted;
  do {
    const Status polled = follower.Poll(
        1 << 20,
        [&](const events::AcceptedCommit& commit) -> Status {
          EXPECT_TRUE(accepted.emplace(commit.header.command, commit.header.position).second) << "accepted twice";
          return {};
        },
        [](const auto&, const auto&) {});
    ASSERT_TRUE(polled.ok()) << polled.error().message;
  } while (!follower.at_end());
  std::size_t lost = 0;
  for (const auto& [number, position] : answered_) {
    const auto found = accepted.find(engine::EmbeddedOffice::CommandName(number));
    if (found == accepted.end() || found->second != position) ++lost;
  }
  EXPECT_EQ(lost, 0u) << "of " << answered_.size() << " answered commands";
}

}  // namespace fascicolo::kafka
