// A ledger proven from its log alone.
#pragma once

#include "connectors/program/commit_checks.h"
#include "connectors/program/following.h"
#include "events/ledger.h"
#include "events/names.h"
#include "events/store/rows.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fascicolo::program {

inline constexpr std::size_t kMaxProblems = 100;    ///< named; further ones are only counted
inline constexpr std::size_t kMaxSuperseded = 100;  ///< listed; further ones are only counted

struct Problem {
  std::string place;  ///< "position 17", "state", "view caseload"
  std::string what;
  std::optional<Instant> since;  ///< when the commit was recorded that has it
};

/// A record of ours that lost its place to another commit.
struct SupersededRecord {
  events::LogOffset offset;
  Position position;  ///< that it wanted
  Term term;
  WriterId writer;
};

/// What the log says of itself.
struct LogProof {
  std::uint64_t commits = 0;  ///< accepted
  std::uint64_t events = 0;
  std::uint64_t superseded = 0;
  std::vector<SupersededRecord> superseded_records;  ///< in log order, the first kMaxSuperseded
  std::uint64_t foreign = 0;  ///< records of somebody else, which change nothing
  std::uint64_t frozen = 0;  ///< commits that this program does not understand
  Position position;  ///< of the last accepted commit
  Instant recorded_at;  ///< of that commit
  Lineage lineage;
  Hash root;  ///< RFC 6962 root over the accepted commits, from their headers
  std::uint64_t obligations_opened = 0;
  std::uint64_t obligations_closed = 0;
  std::uint64_t obligations_open = 0;
  CommitCounts counts;
  std::uint64_t problems_in_all = 0;
  std::vector<Problem> problems;  ///< the first kMaxProblems

  void Add(Problem problem);
};

/// A tree that somebody saw and kept: a signed checkpoint's.
struct SeenTree {
  std::uint64_t size = 0;  ///< commits
  Hash root;
};

struct ProofWish {
  Position last = kToTheEnd;  ///< up to this commit
  Position since{};           ///< of the commits before it nothing is checked but their place in the chain and the tree
  vault::Vault* vault = nullptr;  ///< commands are held against their request hashes too; null: not
  std::optional<SeenTree> seen{};  ///< the log must continue it
};

/// Called with the log's bytes done and all.
using OnProved = std::function<void(std::uint64_t done, std::uint64_t all, std::uint64_t events)>;

/// Reads the log by the acceptance rule, checks every hash, and folds the state into `rows`, which must be empty. Problems
/// are those of commit_checks.h; a command id that was accepted twice; an obligation that was executed but not open, or that
/// was executed and stays open; obligations opened that are neither closed nor open; a log that is not whole (following.h) up
/// to `last`, that ends before the seen tree does, or had another root at its size. A record or commit that fails its hashes
/// is a failure (kDamaged, naming the place), as is a log without a commit (kNotFound); `proof` says then how far the log
/// holds.
Status ProveLog(events::Ledger& ledger, std::string_view origin, const ProofWish& wish, store::RowStore& rows,
                LogProof& proof, const OnProved& on_proved = {});

/// The same from the headers alone: acceptance, chain, times and tree; what the commits say is not looked at.
Status ProveChain(events::Ledger& ledger, std::string_view origin, const ProofWish& wish, LogProof& proof,
                  const OnProved& on_proved = {});

}  // namespace fascicolo::program
