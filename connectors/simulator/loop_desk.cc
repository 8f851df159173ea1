#include "connectors/simulator/loop_desk.h"

#include "connectors/simulator/chance.h"

namespace fascicolo::simulator {
namespace {

constexpr std::size_t kMaxQueued = 1'000'000;  ///< more than a town of any size sends at once
constexpr int kMaxIdleRounds = 1'000;  ///< steps without progress before the log counts as stuck

}  // namespace

WriterId WriterOf(std::uint64_t seed) {
  Chance chance(seed);
  WriterId writer;
  for (std::uint8_t& byte : writer.bytes) byte = static_cast<std::uint8_t>(chance.Below(256));
  return writer;
}

Result<std::unique_ptr<LoopDesk>> LoopDesk::Open(const LoopDeskParts& parts, Instant now) {
  std::unique_ptr<LoopDesk> desk(new LoopDesk(parts, now));
  engine::LoopOptions options;
  options.max_queued = kMaxQueued;
  options.trust_clock = true;  // virtual time may begin long after a ledger's last commit
  options.writer_name = "simulator";
  auto loop = engine::Loop::Open({.ledger = parts.ledger,
                                  .state = parts.state,
                                  .vault = parts.vault,
                                  .random = desk->random_,
                                  .clock = desk->clock_,
                                  .writer = WriterOf(parts.seed),
                                  .origin = parts.origin},
                                 options);
  if (!loop) return loop.error();
  desk->loop_ = std::move(loop).value();
  if (Status caught_up = desk->loop_->CatchUp(); !caught_up) return caught_up.error();
  if (parts.may_claim) {
    if (Status may = parts.may_claim(desk->loop_->head()); !may) return may.error();
  }
  if (desk->loop_->head().next == Position{0}) {
    desk->loop_->OpenLedger(parts.name);
  } else {
    desk->loop_->Claim();
  }
  if (Status settled = desk->Settle(); !settled) return settled.error();
  if (!desk->loop_->is_holder()) {
    return Failure{FailureCode::kNotHolder,
                   "another writer holds this ledger: end it before simulating"};
  }
  return desk;
}

void LoopDesk::SetNow(Instant now) { clock_.Set(now); }

void LoopDesk::Submit(engine::Request request, engine::Completion completion) {
  loop_->Submit(std::move(request), std::move(completion));
}

Status LoopDesk::Settle() {
  int idle_rounds = 0;
  while (idle_rounds < kMaxIdleRounds) {
    const Position before = loop_->head().next;
    if (beside_) beside_(loop_->head());
    if (Status stepped = loop_->Step(); !stepped) return stepped;
    const bool moved = loop_->head().next != before;
    if (!moved && loop_->idle()) return {};
    idle_rounds = moved ? 0 : idle_rounds + 1;
  }
  const Failure stuck{FailureCode::kUnavailable, "the log makes no progress"};
  loop_->Abandon(stuck);
  return stuck;
}

}  // namespace fascicolo::simulator
