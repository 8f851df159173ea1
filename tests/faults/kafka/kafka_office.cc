#include "faults/kafka/kafka_office.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "faults/kafka/log_seen.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr const char* kOrigin = "kafka-faults.example/fascicolo";
constexpr seconds kPatience{90};  ///< a broker that was killed may take its time

}  // namespace

KafkaOptions ImpatientOptions(const std::string& brokers) {
  KafkaOptions options = OptionsUnderTest();
  options.brokers = brokers;
  options.report_within_ms = 1'500;
  return options;
}

KafkaOffice::KafkaOffice(const KafkaOptions& options) : options_(options), topic_(RandomLedger()) {
  // The topic is random, so that runs do not meet; the ledger in it is always the same.
  auto opened = KafkaLedger::Open(options_, topic_.ledger());
  EXPECT_TRUE(opened.ok()) << opened.error().message;
  ledger_ = std::move(*opened);
  WriterId writer;
  writer.bytes.fill(7);
  loop_ = engine::Loop::Open({*ledger_, state_, vault_, random_, clock_, writer, kOrigin}).value();
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
  const auto since = steady_clock::now();
  loop_->Submit(engine::EmbeddedOffice::Command(number), [this, number, since](const engine::Outcome& outcome) {
    --open_;
    longest_wait_ = std::max(longest_wait_, std::chrono::duration_cast<milliseconds>(steady_clock::now() - since));
    const auto* accepted = std::get_if<engine::Accepted>(&outcome);
    ASSERT_NE(accepted, nullptr) << "command " << number << " was not accepted";
    answered_[engine::EmbeddedOffice::CommandName(number)] = accepted->position;
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
  const CommandId first_new = engine::EmbeddedOffice::CommandName(submitted_);
  WorkUntil([&] { return !answered_.empty() && answered_.rbegin()->first >= first_new; });
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
}

void KafkaOffice::Drain() {
  const auto until = steady_clock::now() + kPatience;
  while (open_ > 0 && steady_clock::now() < until && !testing::Test::HasFatalFailure()) Step();
  ASSERT_EQ(open_, 0u);
}

void KafkaOffice::CheckAgainstLog() {
  auto opened = KafkaLedger::Open(options_, topic_.ledger());
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  const LogSeen log = ReadLog(**opened, kOrigin);
  EXPECT_EQ(log.twice, 0u) << "commands were accepted twice";
  EXPECT_EQ(LostOf(answered_, log), 0u) << "of " << answered_.size() << " answered commands";
}

}  // namespace fascicolo::kafka
