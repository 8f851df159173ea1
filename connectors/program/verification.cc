#include "connectors/program/verification.h"

#include "connectors/program/reading_sizes.h"
#include "engine/loop/folded_state.h"
#include "events/tree.h"

namespace fascicolo::program {
namespace {

std::string PlaceOf(Position position) { return "position " + std::to_string(position.value); }

/// Whether the tree at this point is the one that was seen, if it is of that size.
void HoldAgainst(const std::optional<SeenTree>& seen, const events::FoldPoint& point, LogProof& proof) {
  if (!seen || point.head().next.value != seen->size) return;
  const auto edge = point.shared().edge;
  const Hash root = events::Frontier(seen->size, edge).Root();
  if (root == seen->root) return;
  proof.Add({"checkpoint", "over " + std::to_string(seen->size) + " commits was seen with root " + ToHex(seen->root) +
                               ", the log gives " + ToHex(root) + ": history was rewritten", proof.recorded_at});
}

struct Executed {
  Instant due;
  EntityId obligation;
};

class Prover {
 public:
  Prover(engine::FoldedState& state, const ProofWish& wish, LogProof& proof)
      : state_(state), wish_(wish), proof_(proof) {}

  Status Take(const events::AcceptedCommit& commit) {
    const bool believes = commit.header.position < wish_.since;
    auto reading = events::CommitReading::Open(
        commit.entry.record, commit.header, believes ? events::Trust::kOwnBytes : events::Trust::kCheckHashes);
    if (!reading) return reading.error();
    if (believes) {
      state_.Fold(commit, *reading);
    } else if (Status checked = CheckAndFold(commit, *reading); !checked) {
      return checked;
    }
    ++proof_.commits;
    proof_.position = commit.header.position;
    proof_.recorded_at = commit.header.recorded_at;
    HoldAgainst(wish_.seen, state_.point(), proof_);
    return {};
  }

  Status WriteOut(bool at_end) {
    if (!at_end && state_.bytes() < kHeldBytes) return {};
    return state_.WriteOut();
  }

  void Finish(const store::Rows& rows) {
    const events::FoldPointRow end = state_.point().shared();
    proof_.root = events::Frontier(end.head.next.value, end.edge).Root();
    proof_.events = end.events;
    proof_.lineage = end.head.lineage;
    proof_.frozen = state_.frozen_commits();
    engine::State(rows).Scan<engine::ObligationTable>(
        engine::ObligationTable::Key(), [&](std::string_view, const engine::ObligationRow&) {
          ++proof_.obligations_open;
          return true;
        });
    proof_.obligations_opened = state_.obligations().opened;
    proof_.obligations_closed = state_.obligations().closed;
    if (proof_.obligations_opened != proof_.obligations_closed + proof_.obligations_open) {
      proof_.Add({"obligations", std::to_string(proof_.obligations_opened) + " were opened, " +
                                     std::to_string(proof_.obligations_closed) + " closed, and " +
                                     std::to_string(proof_.obligations_open) + " are open", {}});
    }
  }
  [[nodiscard]] std::uint64_t events() const { return state_.point().events(); }

 private:
  Status CheckAndFold(const events::AcceptedCommit& commit, const events::CommitReading& reading) {
    const auto& header = commit.header;
    const auto add = [&](std::string what) { proof_.Add({PlaceOf(header.position), std::move(what), header.recorded_at}); };
    if (const auto earlier = state_.AtHead().Find<engine::CommandTable>(header.command)) {
      add("command " + ToHex(header.command) + " was accepted before, at " + PlaceOf(earlier->position));
    }
    CheckCommit(reading, state_.AtHead(), state_.point().head().recorded_at, proof_.counts, add);
    if (wish_.vault != nullptr) {
      if (Status checked = CheckRequest(reading, *wish_.vault, proof_.counts, add); !checked) return checked;
    }
    const auto executed = ExecutedBy(reading);
    if (executed && !IsOpen(*executed)) add("executes obligation " + ToHex(executed->obligation) + ", which is not open");
    state_.Fold(commit, reading);
    if (executed && IsOpen(*executed)) add("leaves obligation " + ToHex(executed->obligation) + " open");
    return {};
  }
  static std::optional<Executed> ExecutedBy(const events::CommitReading& commit) {
    if (commit.header().kind != events::CommitKind::kDecided || !commit.understood()) return std::nullopt;
    const auto* fulfil = commit.command().payload_as_Fulfil();
    if (fulfil == nullptr) return std::nullopt;
    return Executed{Instant{fulfil->due()}, events::Entity(fulfil->obligation())};
  }
  [[nodiscard]] bool IsOpen(const Executed& one) const {
    return state_.AtHead().Find<engine::ObligationTable>(one.due, one.obligation).has_value();
  }

  engine::FoldedState& state_;
  const ProofWish& wish_;
  LogProof& proof_;
};

void NoteSuperseded(LogProof& proof, const events::LogEntry& entry, const events::Header& header) {
  if (++proof.superseded > kMaxSuperseded) return;
  proof.superseded_records.push_back({entry.offset, header.position, header.term, header.writer});
}

/// What every walk along the log ends with.
Status Walked(const Result<Followed>& followed, const ProofWish& wish, LogProof& proof) {
  if (!followed) return followed.error();
  proof.foreign = followed->foreign;
  if (const Status whole = CheckWhole(*followed, wish.last); !whole) {
    if (whole.error().code == FailureCode::kNotFound) return whole;
    proof.Add({"log", whole.error().message, proof.recorded_at});
  }
  if (wish.seen && proof.commits < wish.seen->size) {
    proof.Add({"checkpoint", "was seen over " + std::to_string(wish.seen->size) + " commits, the log has " +
                                 std::to_string(proof.commits) + ": history is missing", proof.recorded_at});
  }
  return {};
}

}  // namespace

void LogProof::Add(Problem problem) {
  if (++problems_in_all <= kMaxProblems) problems.push_back(std::move(problem));
}

Status ProveLog(events::Ledger& ledger, std::string_view origin, const ProofWish& wish, store::RowStore& rows,
                LogProof& proof, const OnProved& on_proved) {
  auto state = engine::FoldedState::Open(rows, origin);
  if (!state) return state.error();
  Prover prover(**state, wish, proof);
  FollowSteps steps;
  steps.take = [&](const events::AcceptedCommit& commit) { return prover.Take(commit); };
  steps.superseded = [&](const events::LogEntry& entry, const events::Header& header) {
    NoteSuperseded(proof, entry, header);
  };
  steps.after_batch = [&](std::uint64_t done, std::uint64_t all, bool is_last) {
    if (on_proved) on_proved(done, all, prover.events());
    return prover.WriteOut(is_last);
  };
  const auto followed = FollowTo(ledger, (*state)->point().follow(), wish.last, steps);
  if (Status walked = Walked(followed, wish, proof); !walked) return walked;
  prover.Finish(rows);
  return {};
}

Status ProveChain(events::Ledger& ledger, std::string_view origin, const ProofWish& wish, LogProof& proof,
                  const OnProved& on_proved) {
  events::FoldPoint point(origin);
  FollowSteps steps;
  steps.take = [&](const events::AcceptedCommit& commit) -> Status {
    if (commit.header.recorded_at < point.head().recorded_at) {
      proof.Add({PlaceOf(commit.header.position), "was recorded before the commit that it follows", commit.header.recorded_at});
    }
    point.Move(commit);
    ++proof.commits;
    proof.position = commit.header.position;
    proof.recorded_at = commit.header.recorded_at;
    HoldAgainst(wish.seen, point, proof);
    return {};
  };
  steps.superseded = [&](const events::LogEntry& entry, const events::Header& header) {
    NoteSuperseded(proof, entry, header);
  };
  steps.after_batch = [&](std::uint64_t done, std::uint64_t all, bool) -> Status {
    if (on_proved) on_proved(done, all, point.events());
    return {};
  };
  const auto followed = FollowTo(ledger, point.follow(), wish.last, steps);
  if (Status walked = Walked(followed, wish, proof); !walked) return walked;
  const auto end = point.shared();
  proof.root = events::Frontier(end.head.next.value, end.edge).Root();
  proof.events = end.events;
  proof.lineage = end.head.lineage;
  return {};
}

}  // namespace fascicolo::program
