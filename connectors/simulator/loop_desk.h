// A desk with an engine loop behind it, in this process and in virtual time.
#pragma once

#include "connectors/simulator/town_desk.h"
#include "engine/loop/loop.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace fascicolo::simulator {

struct LoopDeskParts {
  events::Ledger& ledger;
  store::RowStore& state;
  vault::Vault& vault;
  std::string origin;  ///< names the ledger for ever
  std::string name;    ///< of the authority, for a ledger that is still empty
  /// Decides writer id, keys and nonces, so that equal towns with equal vaults make equal bytes. Good for
  /// invented people only: a real person's text wants real chance.
  std::uint64_t seed = 1;
  /// Asked, with the ledger's head, before it is claimed; a failure ends the opening. Null: claimed at once.
  std::function<Status(const events::Head&)> may_claim{};
  /// Done beside every step of the loop; null: nothing.
  std::function<void(const events::Head&)> beside{};
};

/// The writer id of a town of this seed.
[[nodiscard]] WriterId WriterOf(std::uint64_t seed);

/// The parts must outlive it.
class LoopDesk final : public TownDesk {
 public:
  /// Opens the ledger where it is empty, else claims its next term. `now` is the first moment of
  /// virtual time. kNotHolder: somebody else won the term.
  static Result<std::unique_ptr<LoopDesk>> Open(const LoopDeskParts& parts, Instant now);

  void SetNow(Instant now) override;
  void Submit(engine::Request request, engine::Completion completion) override;
  /// The loop's failure; kUnavailable when the log makes no progress. Every command is answered
  /// then too.
  Status Settle() override;
  [[nodiscard]] const store::Rows& rows() const override { return loop_->rows(); }

  [[nodiscard]] const engine::Loop& loop() const { return *loop_; }

 private:
  class VirtualClock final : public engine::Clock {
   public:
    explicit VirtualClock(Instant now) : now_(now) {}
    Instant Now() override { return now_; }
    void Set(Instant now) { now_ = std::max(now_, now); }

   private:
    Instant now_;
  };

  LoopDesk(const LoopDeskParts& parts, Instant now) : clock_(now), random_(parts.seed), beside_(parts.beside) {}

  VirtualClock clock_;
  events::SeededRandom random_;
  std::function<void(const events::Head&)> beside_;
  std::unique_ptr<engine::Loop> loop_;
};

}  // namespace fascicolo::simulator
