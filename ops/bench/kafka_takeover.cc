#include <chrono>
#include <thread>

#include "connectors/kafka/heartbeats.h"
#include "engine/leadership/leadership.h"
#include "engine/loop/loop.h"
#include "events/acceptance.h"
#include "events/store/memory_rows.h"
#include "ops/bench/benches.h"
#include "ops/bench/lent_ledger.h"

namespace fascicolo::bench {
namespace {

constexpr int kDeaths = 5;
constexpr int kFarewells = 10;

template <class StdClock>
class ClockOf final : public engine::Clock {
 public:
  Instant Now() override {
    return {std::chrono::duration_cast<std::chrono::microseconds>(StdClock::now().time_since_epoch()).count()};
  }
};

/// A node as the program runs one: loop, heartbeats, and its part among the others.
class Node {
 public:
  Node(const std::string& origin, std::uint8_t number)
      : ledger_(kafka::KafkaLedger::Open(LentOptions(), events::LedgerIdOf(origin)).value()),
        heartbeats_(kafka::KafkaHeartbeats::Open(LentOptions(), events::LedgerIdOf(origin)).value()) {
    WriterId self;
    self.bytes.fill(number);
    leadership_.emplace(engine::LeadershipParts{*heartbeats_, clock_, ticking_, self, "bench", number * 7'919ULL});
    engine::LoopParts parts{*ledger_, state_, vault_, random_, clock_, self, origin};
    parts.judge = &*leadership_;
    parts.ticking = &ticking_;
    loop_ = engine::Loop::Open(std::move(parts)).value();
    FASCICOLO_CHECK(loop_->CatchUp().ok());
  }

  void Turn() {
    leadership_->Turn(loop_->head());
    if (!loop_->is_holder() && leadership_->watch().On(loop_->head()) == engine::Advice::kClaim) {
      loop_->head().next == Position{0} ? loop_->OpenLedger("Comune di prova") : loop_->Claim();
    }
    FASCICOLO_CHECK(loop_->Step().ok());
  }
  void Follow(std::chrono::milliseconds time) {
    for (const auto until = std::chrono::steady_clock::now() + time; std::chrono::steady_clock::now() < until;) Turn();
  }
  /// Until it writes and nothing is on its way: the claim, and the days it opens.
  void Win() {
    while (!loop_->is_holder() || !loop_->idle()) Turn();
  }
  void Leave() { leadership_->Leave(loop_->head()); }

 private:
  std::unique_ptr<kafka::KafkaLedger> ledger_;
  std::unique_ptr<kafka::KafkaHeartbeats> heartbeats_;
  store::MemoryRows state_;
  vault::Vault vault_ = vault::VaultInMemory();
  events::SystemRandom random_;
  ClockOf<std::chrono::system_clock> clock_;
  ClockOf<std::chrono::steady_clock> ticking_;
  std::optional<engine::Leadership> leadership_;
  std::unique_ptr<engine::Loop> loop_;
};

/// Seconds from the writer's end to the next one's writing, over and over; both follow for a while before.
Durations Takeovers(const std::string& origin, int rounds, bool leaves) {
  Durations seconds;
  std::uint8_t number = leaves ? 100 : 1;
  auto writer = std::make_unique<Node>(origin, number);
  writer->Win();
  for (int round = 0; round < rounds; ++round) {
    auto next = std::make_unique<Node>(origin, ++number);
    std::thread holding([&writer] { writer->Follow(std::chrono::milliseconds(1'500)); });
    next->Follow(std::chrono::milliseconds(1'500));
    holding.join();
    if (leaves) writer->Leave();
    seconds.Add(Seconds([&next] { next->Win(); }));
    writer = std::move(next);
  }
  writer->Leave();
  return seconds;
}

}  // namespace

std::vector<Row> KafkaTakeover() {
  const std::string origin = RandomOrigin();
  LentLedger ledger(origin);
  const Durations deaths = Takeovers(origin, kDeaths, false);
  const Durations farewells = Takeovers(origin, kFarewells, true);
  const std::string how = "two nodes, from the writer's end to the other's first writing; lease 5 s and up to 1 s by chance";
  return {{"takeover from a writer that fell silent, median", deaths.At(0.5), "s", "", 0, how},
          {"takeover from a writer that fell silent, longest", deaths.At(1.0), "s", "", 0, how},
          {"takeover from a writer that left, median", farewells.At(0.5), "s", "", 0, how}};
}

}  // namespace fascicolo::bench
