// A ledger proven from its log alone, and the folded stores held against it.
#pragma once

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
  Lineage lineage;
  Hash root;  ///< RFC 6962 root over the accepted commits, from their headers
  std::uint64_t obligations_closed = 0;
  std::uint64_t obligations_open = 0;
  std::uint64_t problems_in_all = 0;
  std::vector<Problem> problems;  ///< the first kMaxProblems
};

/// Called with the log's bytes done and all.
using OnProved = std::function<void(std::uint64_t done, std::uint64_t all, std::uint64_t events)>;

/// Reads the log by the acceptance rule up to the commit at `last`, checks every hash, and folds the state into `rows`,
/// which must be empty. Problems are: a command id that was accepted twice; an obligation that was
/// executed but not open; one that was executed and stays open. A record or commit that fails its
/// hashes is a failure (kDamaged, naming the place), as is a log without a commit (kNotFound).
[[nodiscard]] Result<LogProof> ProveLog(events::Ledger& ledger, std::string_view origin,
                                        Position last, store::RowStore& rows, const OnProved& on_proved = {});

}  // namespace fascicolo::program
