// Thousands of commits on their way at once (design D6, D2), over a link on which each answer takes its time.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <vector>

#include "connectors/kafka/kafka_ledger.h"
#include "engine/loop/loop.h"
#include "events/store/memory_rows.h"
#include "faults/kafka/link_to_broker.h"
#include "faults/loop/embedded_office.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr const char* kOrigin = "in-flight.example/fascicolo";
constexpr seconds kPatience{60};
constexpr std::uint64_t kCommands = 12'000;

/// A ledger that counts what was handed over and is not reported yet.
class CountedLedger final : public events::Ledger {
 public:
  explicit CountedLedger(std::unique_ptr<KafkaLedger> kafka) : kafka_(std::move(kafka)) {}
  Status Append(std::span<const events::Record> records) override {
    Status appended = kafka_->Append(records);
    if (appended) appended_ += records.size();
    most_in_flight_ = std::max(most_in_flight_, appended_ - settled_);
    return appended;
  }
  Result<std::uint64_t> Settle() override {
    auto settled = kafka_->Settle();
    if (settled) settled_ = *settled;
    return settled;
  }
  Status Rest() override { return kafka_->Rest(); }
  Result<std::unique_ptr<events::LogReader>> Read(events::LogOffset from) override { return kafka_->Read(from); }
  [[nodiscard]] events::LogOffset end() const override { return kafka_->end(); }
  [[nodiscard]] std::uint64_t most_in_flight() const { return most_in_flight_; }

 private:
  const std::unique_ptr<KafkaLedger> kafka_;
  std::uint64_t appended_ = 0;
  std::uint64_t settled_ = 0;
  std::uint64_t most_in_flight_ = 0;
};

KafkaOptions OptionsOverLink() {
  KafkaOptions options = OptionsUnderTest();
  options.brokers = LinkAddress();
  return options;
}

class InFlight : public testing::Test {
 protected:
  void SetUp() override {
    engine::LoopOptions options;
    options.max_in_flight = 4'096;
    loop_ = engine::Loop::Open({ledger_, state_, vault_, random_, clock_, WriterId{{7}}, kOrigin}, options).value();
    loop_->OpenLedger("Comune di Prova");
    StepUntil([&] { return loop_->is_holder() && loop_->idle(); });
  }

  void StepUntil(const std::function<bool()>& done) {
    const auto until = steady_clock::now() + kPatience;
    while (!done()) {
      const Status stepped = loop_->Step();
      ASSERT_TRUE(stepped.ok()) << stepped.error().message;
      ASSERT_LT(steady_clock::now(), until);
    }
  }

  void SubmitAll() {
    for (std::uint64_t number = 0; number < kCommands; ++number) {
      loop_->Submit(engine::EmbeddedOffice::Command(number), [this, number](const engine::Outcome& outcome) {
        const auto* accepted = std::get_if<engine::Accepted>(&outcome);
        ASSERT_NE(accepted, nullptr) << "command " << number << " was not accepted";
        EXPECT_EQ(number, positions_.size()) << "not in order";
        EXPECT_TRUE(positions_.empty() || positions_.back() < accepted->position);
        positions_.push_back(accepted->position);
      });
    }
  }

  Proxy link_ = LinkToBroker();
  TopicUnderTest topic_{RandomLedger()};
  CountedLedger ledger_{KafkaLedger::Open(OptionsOverLink(), topic_.ledger()).value()};
  store::MemoryRows state_;
  vault::Vault vault_ = vault::VaultInMemory();
  events::SystemRandom random_;
  engine::SystemClock clock_;
  std::unique_ptr<engine::Loop> loop_;
  std::vector<Position> positions_;  ///< of the answers, as they came
};

TEST_F(InFlight, ThousandsOfCommitsAreOnTheirWayAndAnsweredInOrder) {
  link_.DelayAnswers(milliseconds(300));
  SubmitAll();
  StepUntil([&] { return positions_.size() == kCommands; });
  EXPECT_GE(ledger_.most_in_flight(), 2'000u);
  EXPECT_EQ(loop_->counts().superseded, 0u);
  EXPECT_EQ(loop_->counts().repeated, 0u);
  std::cout << ledger_.most_in_flight() << " in flight at most, " << positions_.size() << " answered in order\n";
}

}  // namespace
}  // namespace fascicolo::kafka
