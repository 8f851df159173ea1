// What is known of a ledger beyond a backup of it: by a surviving directory, log or view, by a feed (feed/kafka_target.h), or by
// somebody who read a later position. A backup that is older than that loses commits that others have seen.
#pragma once

#include "events/ledger.h"
#include "events/names.h"
#include "events/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

/// One thing that is known.
struct Known {
  std::string by;  ///< for people
  Position position;
  Lineage lineage{};  ///< 0 where nothing is known of it
};

/// As typed: a position; or a directory with an authority's log, views or signed checkpoints, or a node's cache. None: the directory has folded or
/// recorded nothing yet. Of a damaged log counts what can be read. kNotFound: it is neither. kDamaged: nothing there can be
/// read.
/// What its `signed/` names is held against the backup's log, as by HoldAgainst.
[[nodiscard]] Result<std::optional<Known>> ReadKnown(const std::string& typed, const std::string& origin, events::Ledger& log);

/// What a note says (C2SP tlog-checkpoint): its size, where the backup's log does not go so far; none: the backup
/// has what was noted. Its signatures are not asked: a note that lies makes somebody look twice, and no more. kDamaged: it
/// names another root, for what the backup has, than the backup does: another history. kNotFound: no such note.
[[nodiscard]] Result<std::optional<Known>> HoldAgainst(const std::filesystem::path& file, const std::string& origin,
                                                       events::Ledger& log);
/// The same of a note's text, which is called `by`.
[[nodiscard]] Result<std::optional<Known>> HoldNote(const std::string& note, const std::string& by, const std::string& origin,
                                                    events::Ledger& log);
/// The same of the newest checkpoint in a directory of signed ones; none: nothing was signed there.
[[nodiscard]] Result<std::optional<Known>> HoldSigned(const std::filesystem::path& kept, const std::string& origin,
                                                      events::Ledger& log);

/// The most that is known, none: nothing.
[[nodiscard]] std::optional<Known> MostKnown(const std::vector<Known>& all);

}  // namespace fascicolo::program
