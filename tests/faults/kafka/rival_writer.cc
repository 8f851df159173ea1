#include "faults/kafka/rival_writer.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kMaxOpen = 200;
constexpr std::int64_t kHandedInAtOnce = 30;
constexpr std::size_t kStepsBetween = 6;  ///< on average; without gaps hardly a claim finds its place free
constexpr std::int64_t kMaxPauseMs = 50;  ///< between the loss of the term and the next claim
constexpr std::chrono::seconds kRivalWaits{60};

}  // namespace

RivalWriter::RivalWriter(const TopicUnderTest& topic, const std::string& origin, std::size_t number,
                         std::uint64_t seed, RetryingClients& clients)
    : number_(number), clients_(clients), chance_(seed) {
  auto opened = KafkaLedger::Open(OptionsUnderTest(), topic.ledger());
  EXPECT_TRUE(opened.ok()) << opened.error().message;
  ledger_ = std::move(*opened);
  random_.Fill(id_.bytes);
  loop_ = engine::Loop::Open({*ledger_, state_, vault_, random_, clock_, id_, origin}).value();
}

void RivalWriter::Start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { Work(stop); });
}

void RivalWriter::Finish() {
  thread_.request_stop();
  thread_.join();
  const Status caught_up = loop_->CatchUp();
  EXPECT_TRUE(caught_up.ok()) << caught_up.error().message;
}

void RivalWriter::Work(const std::stop_token& stop) {
  loop_->OpenLedger("Comune di Prova");
  while (!stop.stop_requested()) {
    ClaimIfNotHolder();
    HandIn();
    if (!Step()) return;
  }
  const auto until = steady_clock::now() + kRivalWaits;
  while (!loop_->idle() && steady_clock::now() < until) {
    if (!Step()) return;
  }
  EXPECT_TRUE(loop_->idle()) << "writer " << number_ << " never came to rest";
}

void RivalWriter::ClaimIfNotHolder() {
  if (loop_->is_holder()) return claim_at_.reset();
  const auto now = steady_clock::now();
  if (!claim_at_) claim_at_ = now + milliseconds(chance_.From(0, kMaxPauseMs));
  if (now < *claim_at_) return;
  claim_at_.reset();
  ++claims_;
  loop_->Claim();
}

void RivalWriter::HandIn() {
  if (!chance_.OneIn(kStepsBetween)) return;
  const auto at_once = static_cast<std::size_t>(chance_.From(1, kHandedInAtOnce));
  for (const std::uint64_t number : clients_.Next(number_, std::min(at_once, kMaxOpen - open_))) {
    ++open_;
    loop_->Submit(engine::EmbeddedOffice::Command(number), [this, number](const engine::Outcome& outcome) {
      --open_;
      clients_.Answer(number, outcome);
    });
  }
}

bool RivalWriter::Step() {
  const Status stepped = loop_->Step();
  EXPECT_TRUE(stepped.ok()) << "writer " << number_ << ": " << stepped.error().message;
  return stepped.ok();
}

}  // namespace fascicolo::kafka
