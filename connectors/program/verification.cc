#include "connectors/program/verification.h"

#include "engine/loop/folded_state.h"
#include "events/tree.h"

namespace fascicolo::program {
namespace {

constexpr std::size_t kReadBytes = 4U << 20;
constexpr std::size_t kHeldBytes = 32U << 20;

struct Executed {
  Instant due;
  EntityId obligation;
};

class Prover {
 public:
  explicit Prover(engine::FoldedState& state) : state_(state) {}

  Status Take(const events::AcceptedCommit& commit) {
    const auto& header = commit.header;
    const std::string place = "position " + std::to_string(header.position.value);
    if (const auto earlier = state_.AtHead().Find<engine::CommandTable>(header.command)) {
      Add(place, "command " + ToHex(header.command) + " was accepted before, at position " +
                     std::to_string(earlier->position.value));
    }
    const auto executed = ExecutedBy(commit);
    if (executed && !IsOpen(*executed)) {
      Add(place, "executes obligation " + ToHex(executed->obligation) + ", which is not open");
    }
    if (Status folded = state_.FoldAccepted(commit); !folded) return folded;
    if (executed) {
      ++proof_.obligations_closed;
      if (IsOpen(*executed))
        Add(place, "leaves obligation " + ToHex(executed->obligation) + " open");
    }
    ++proof_.commits;
    return {};
  }
  void NoteSuperseded(const events::LogEntry& entry, const events::Header& header) {
    if (++proof_.superseded > kMaxSuperseded) return;
    proof_.superseded_records.push_back({entry.offset, header.position, header.term, header.writer});
  }

  Status WriteOut(bool at_end) {
    if (!at_end && state_.bytes() < kHeldBytes) return {};
    return state_.WriteOut();
  }

  [[nodiscard]] LogProof Done(const store::Rows& rows) {
    const events::FoldPointRow end = state_.point().shared();
    proof_.root = events::Frontier(end.head.next.value, end.edge).Root();
    proof_.events = end.events;
    proof_.lineage = end.head.lineage;
    if (end.head.next > Position{0}) proof_.position = Position{end.head.next.value - 1};
    proof_.frozen = state_.frozen_commits();
    engine::State(rows).Scan<engine::ObligationTable>(
        engine::ObligationTable::Key(), [&](std::string_view, const engine::ObligationRow&) {
          ++proof_.obligations_open;
          return true;
        });
    return std::move(proof_);
  }
  [[nodiscard]] std::uint64_t events() const { return state_.point().events(); }

 private:
  void Add(std::string place, std::string what) {
    if (++proof_.problems_in_all <= kMaxProblems)
      proof_.problems.push_back({std::move(place), std::move(what)});
  }
  static std::optional<Executed> ExecutedBy(const events::AcceptedCommit& commit) {
    if (commit.header.kind != events::CommitKind::kDecided) return std::nullopt;
    const auto reading =
        events::CommitReading::Open(commit.entry.record, commit.header, events::Trust::kOwnBytes);
    if (!reading || !reading->understood()) return std::nullopt;
    const auto* fulfil = reading->command().payload_as_Fulfil();
    if (fulfil == nullptr) return std::nullopt;
    return Executed{Instant{fulfil->due()}, events::Entity(fulfil->obligation())};
  }
  [[nodiscard]] bool IsOpen(const Executed& one) const {
    return state_.AtHead().Find<engine::ObligationTable>(one.due, one.obligation).has_value();
  }

  engine::FoldedState& state_;
  LogProof proof_;
};

}  // namespace

Result<LogProof> ProveLog(events::Ledger& ledger, std::string_view origin, Position last, store::RowStore& rows,
                          const OnProved& on_proved) {
  auto state = engine::FoldedState::Open(rows, origin);
  if (!state) return state.error();
  Prover prover(**state);
  auto follower = events::Follower::Open(ledger, (*state)->point().follow());
  if (!follower) return follower.error();
  bool is_done = false;  // another node may write on
  const auto on_accepted = [&](const events::AcceptedCommit& commit) -> Status {
    is_done = commit.header.position > last;
    return is_done ? Status(Failure{FailureCode::kUnavailable, "behind the last"}) : prover.Take(commit);
  };
  do {
    const Status polled =
        follower->Poll(kReadBytes, on_accepted, [&](const events::LogEntry& entry, const events::Header& header) {
          prover.NoteSuperseded(entry, header);
        });
    if (!polled && !is_done) return polled.error();
    if (on_proved) on_proved(follower->point().next.value, ledger.end().value, prover.events());
    if (Status written = prover.WriteOut(is_done || follower->at_end()); !written) return written.error();
  } while (!is_done && !follower->at_end());
  LogProof proof = prover.Done(rows);
  proof.foreign = follower->foreign();
  if (proof.commits == 0) return Failure{FailureCode::kNotFound, "the ledger is empty"};
  return proof;
}

}  // namespace fascicolo::program
