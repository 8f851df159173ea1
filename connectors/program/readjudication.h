// A ledger's decisions taken again, one by one, from its log alone (engine/loop/readjudication.h). What was found is kept
// beside the state that is folded on the way, with the position that it speaks of: a run that was interrupted, or killed,
// goes on from there, and counts nothing twice.
#pragma once

#include "engine/state/tables.h"
#include "events/json/json_codec.h"
#include "events/ledger.h"
#include "events/store/rows.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

inline constexpr std::uint64_t kMaxKeptDifferences = 1'000;  ///< in log order; further ones are only counted

/// Which decisions. Equal scopes can be one run's.
struct ReadjudicationScope {
  Position since;                      ///< from this commit on
  std::optional<Instant> recorded_since;  ///< from the first commit on that was recorded then or later
  EntityId case_file;                  ///< of this case and its services; zero: of all
  template <class V>
  void Visit(V& v) {
    v(since, recorded_since, case_file);
  }
  bool operator==(const ReadjudicationScope&) const = default;
};

/// A decision that comes out otherwise.
struct DifferenceRow {
  Position position;
  Instant recorded_at;
  CommandId command;
  std::string command_type;
  std::uint32_t decider = 0;           ///< version that decided
  std::vector<std::string> recorded;   ///< what the ledger says: event types, or "refused: RULE"
  std::vector<std::string> again;      ///< what comes out
  std::string place;                   ///< the first that differs
  std::string recorded_value;          ///< JSON; empty: nothing
  std::string again_value;
  template <class V>
  void Visit(V& v) {
    v(position, recorded_at, command, command_type, decider, recorded, again, place, recorded_value, again_value);
  }
};

/// The commands that one version of the deciders decided.
struct VersionTally {
  std::uint32_t decider = 0;
  std::uint64_t commands = 0;
  std::uint64_t refused = 0;  ///< among them, as the ledger says
  std::uint64_t differences = 0;
  template <class V>
  void Visit(V& v) {
    v(decider, commands, refused, differences);
  }
};

struct ReadjudicationTally {
  ReadjudicationScope scope;
  Position next;                       ///< behind the last commit that was looked at
  std::vector<VersionTally> versions;  ///< ascending
  std::uint64_t frozen = 0;            ///< decisions that read what this program does not understand
  std::uint64_t not_understood = 0;    ///< commits that it does not
  template <class V>
  void Visit(V& v) {
    v(scope, next, versions, frozen, not_understood);
  }
  [[nodiscard]] std::uint64_t commands() const;
  [[nodiscard]] std::uint64_t differences() const;
};

/// The tally that `rows` hold; none: no run was begun in them. Throws StoreBroken, as all that follows.
[[nodiscard]] std::optional<ReadjudicationTally> TallyIn(const store::Rows& rows);
/// The first kMaxKeptDifferences, in log order.
[[nodiscard]] std::vector<DifferenceRow> DifferencesIn(const store::Rows& rows);

struct ReadjudicationParts {
  events::Ledger& ledger;
  std::string_view origin;
  store::RowStore& rows;  ///< empty, or of an interrupted run with the same scope
  const events::json::JsonCodec& codec;
};
/// Called with the log's bytes done and all, and the commands decided again by this call.
using OnReadjudged = std::function<void(std::uint64_t done, std::uint64_t all, std::uint64_t commands)>;

/// Folds the log up to the commit at `last`, and decides each command of the scope again before its commit is folded. On a
/// failure what was done before it is kept in the rows. kDamaged: a record or commit fails its hashes, or the log is not whole
/// (following.h).
[[nodiscard]] Result<ReadjudicationTally> Readjudicate(const ReadjudicationParts& parts,
                                                       const ReadjudicationScope& scope, Position last,
                                                       const OnReadjudged& on_readjudged = {});

}  // namespace fascicolo::program
