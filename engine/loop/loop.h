// The corridor that every decision takes (design section 3): read the state at the writer's head, decide, seal, build
// the commit, put it on the overlay, append; then read the log back, accept by the rule, fold, answer. One loop per
// ledger, on one thread; everything from outside (clock, chance, log, rows) is handed in, so that a simulation can run
// thousands of them in virtual time.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/loop/clock.h"
#include "engine/loop/drafting.h"
#include "engine/loop/flight.h"
#include "engine/loop/folded_state.h"
#include "engine/loop/lineage.h"
#include "engine/loop/request.h"
#include "events/follower.h"
#include "events/ledger.h"
#include "events/random.h"
#include "events/vault/vault.h"

namespace fascicolo::engine {

struct LoopParts {
  events::Ledger& ledger;
  store::RowStore& state;
  vault::Vault& vault;
  events::RandomSource& random;
  Clock& clock;
  WriterId writer;     ///< random per process
  std::string origin;  ///< names the ledger for ever
  /// Judges `clock`; null: the last commit does, by LoopOptions::max_clock_jump_micros.
  const ClockJudge* judge = nullptr;
  /// Only goes forward: for how long nothing has moved. Null: `clock`.
  Clock* ticking = nullptr;
  /// What people call another writer; null: its id.
  std::function<std::string(const WriterId&)> name_of{};
  /// Makes the folded state; null: the ordinary one.
  std::function<std::unique_ptr<FoldedState>(store::RowStore&, const events::FoldPoint&)> make_state{};
};

struct LoopOptions {
  std::size_t max_queued = 16'384;     ///< commands waiting; more are failed as overloaded
  std::size_t max_in_flight = 4'096;   ///< commits decided and not yet accepted
  std::size_t max_per_step = 256;      ///< commits decided before the log is settled: the group of one fdatasync
  std::int64_t resend_after_micros = 2'000'000;  ///< no progress for so long: the doubtful suffix is repeated
  std::int64_t max_clock_jump_micros = 36LL * 3'600 * 1'000'000;  ///< further ahead waits for the operator (D9)
  bool trust_clock = false;            ///< the operator has confirmed the clock
  std::string writer_name;             ///< host and process, for people
};

struct LoopCounts {
  std::uint64_t accepted = 0;
  std::uint64_t superseded = 0;
  std::uint64_t decided_again = 0;
  std::uint64_t repeated = 0;
  std::uint64_t clock_went_back = 0;
};

class Loop {
 public:
  /// Takes up the folded state and checks that the log still holds what was folded; reads nothing further yet.
  static Result<std::unique_ptr<Loop>> Open(LoopParts parts, LoopOptions options = {});

  /// Follows the log to its present end and writes the state out; then destroys again in the vault what was ever erased.
  Status CatchUp();

  /// Wants position 0 of an empty ledger; the loop is the writer when it is accepted.
  void OpenLedger(std::string name);
  /// Wants the next term, unless it is this writer's already or on its way. Whether it was won shows `is_holder` after
  /// some steps. With a ClockDoubt it is dropped.
  void Claim() { claim_ = ClaimWish::kTerm; }
  /// The same with the next lineage: this log goes on for itself, beside the one that it is a copy of. It names
  /// how many commits were there, and their root; what `plan` knows besides is recorded behind these.
  void StartLineage(LineagePlan plan = {}) {
    claim_ = ClaimWish::kLineage;
    lineage_ = std::move(plan);
  }
  [[nodiscard]] bool is_holder() const;
  /// Why the clock is not believed, so that nothing is written (design D9): a wrong one would open days that are not there
  /// yet. Without a judge: it is so far ahead of the last commit that the operator must confirm it.
  [[nodiscard]] std::optional<Failure> ClockDoubt() const { return ClockDoubt(parts_.clock.Now()); }

  /// Queues a command. The outcome comes during a later Step, or at once when the queue is full.
  void Submit(Request request, Completion completion);

  /// One round. A failure is the ledger's or the store's: after kFull the loop goes on, answering failures, until there
  /// is space again; after any other it stays down and answers nothing but that failure. A log that takes or shows
  /// nothing just now (kUnavailable) is no failure: what waits and what is on its way waits longer.
  Status Step();
  /// Nothing waits and nothing is on its way. (An obligation may be due: Step finds it.)
  [[nodiscard]] bool idle() const;
  /// Answers everything that waits or is on its way with `why` and forgets it. What reached the log may still be
  /// accepted: the command's id finds it.
  void Abandon(const Failure& why);

  [[nodiscard]] const events::Head& head() const { return follower_.point().head; }
  /// The accepted rows, stable between steps.
  [[nodiscard]] const store::Rows& rows() const { return parts_.state; }
  [[nodiscard]] const LoopCounts& counts() const { return counts_; }

 private:
  Loop(LoopParts parts, LoopOptions options, events::Follower follower, std::unique_ptr<FoldedState> state);

  // deciding (loop_decide.cc)
  void DecideWaiting();
  /// A command that the state itself brings up: opening, claim, day, due obligation.
  [[nodiscard]] std::optional<WaitingCommand> NextOwn(const Stamp& stamp);
  void Take(WaitingCommand waiting, const Stamp& stamp);
  [[nodiscard]] std::optional<Outcome> AnswerWithoutDeciding(const Request& request, const Hash& hash);
  void DecideAndFly(WaitingCommand waiting, const Stamp& stamp, const Hash& hash);
  void PassOver(const Request& request);
  [[nodiscard]] std::optional<WaitingCommand> NextClaim(Instant now);
  [[nodiscard]] std::optional<Failure> MayNotDecide(Instant clock) const;
  [[nodiscard]] std::optional<Failure> ClockDoubt(Instant clock) const;

  // the log (loop.cc)
  /// What is new, or, when nothing moves for too long, everything in flight once more.
  Status HandOver();
  Status Send();
  Status ReadBack();
  Status OnAccepted(const events::AcceptedCommit& commit);
  /// Destroys in the vault what accepted commits erase. A vault that is busy (kUnavailable) is asked again by the next step.
  Status EraseKeys();
  /// The same for all that the ledger ever erased: an older vault that was put back revives nobody.
  Status EraseAgain();
  void OnLost();
  void Report();
  Status Down(Failure why);
  [[nodiscard]] Instant Ticks() const { return (parts_.ticking ? parts_.ticking : &parts_.clock)->Now(); }

  enum class ClaimWish { kNone, kTerm, kLineage };
  LoopParts parts_;
  LoopOptions options_;
  events::Follower follower_;
  std::unique_ptr<FoldedState> state_;
  events::Head tail_;  ///< the head behind everything in flight
  Instant last_stamp_;
  std::deque<WaitingCommand> queue_;
  bool awaits_keys_ = false;  ///< the first of them is sealed when the vault has made new keys
  Flight flight_;
  std::uint64_t durable_ = 0;  ///< appended records that the log has reported durable
  Instant last_progress_;  ///< in ticks
  std::optional<std::string> opening_name_;
  std::vector<KeyId> to_erase_;  ///< accepted, and not known to be destroyed
  ClaimWish claim_ = ClaimWish::kNone;
  LineagePlan lineage_;
  std::optional<Failure> down_;
  std::vector<EntityId> passed_over_;  ///< obligations whose execution failed; tried again by the next process
  std::optional<Day> day_passed_over_;  ///< a day that cannot be opened, because the authority itself is frozen
  LoopCounts counts_;
};

}  // namespace fascicolo::engine
