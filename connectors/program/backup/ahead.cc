#include "connectors/program/backup/ahead.h"

#include "connectors/program/authority/interruption.h"
#include "connectors/program/authority/signing.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/copying.h"
#include "connectors/program/reading_sizes.h"
#include "events/proof/checkpoint.h"
#include "events/segments/unlocked_segments.h"
#include "events/store/rocks_rows.h"
#include "projections/ledger_rows.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;


std::optional<Position> PositionIn(const std::string& text) {
  Position position;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position.value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return position;
}

Result<std::optional<Known>> KnownByViews(const fs::path& views) {
  try {
    const auto rows = store::RocksRows::OpenForReading(views);
    if (!rows) return rows.error();
    const auto standing = projections::StandingOf(**rows);
    if (!standing) return std::optional<Known>();
    return std::optional(Known{views.string(), standing->position, standing->lineage});
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kDamaged, broken.what()};
  }
}

/// As far as it can be read: on a disk that is failing that is better than nothing.
Result<std::optional<Known>> KnownByLog(const fs::path& directory, const std::string& origin) {
  auto log = events::UnlockedSegments::Open(directory.string(), events::LedgerIdOf(origin));
  if (!log) return log.error();
  events::Head head = StandingBefore(origin).head();
  auto follower = events::Follower::Open(**log, StandingBefore(origin).point);
  Status read = follower ? Status{} : Status(follower.error());
  while (read && follower->point().next < (*log)->end()) {
    read = follower->Poll(
        kReadBytes,
        [&head](const events::AcceptedCommit& commit) {
          head = commit.after;
          return NotInterrupted();
        },
        [](const auto&, const auto&) {});
    if (follower->at_end()) break;
  }
  if (!read && (IsInterruption(read.error()) || head.next == Position{0})) return read.error();
  if (head.next == Position{0}) return std::optional<Known>();
  return std::optional(Known{directory.string(), Position{head.next.value - 1}, head.lineage});
}

}  // namespace

Result<std::optional<Known>> ReadKnown(const std::string& typed, const std::string& origin, events::Ledger& log) {
  if (const auto position = PositionIn(typed)) return std::optional(Known{"--ahead", *position, {}});
  const fs::path directory = typed;
  std::error_code error;
  std::vector<Known> all;
  std::optional<Failure> unread;
  bool found = false;
  const auto add = [&](const Result<std::optional<Known>>& known) {
    found = true;
    if (!known) unread = known.error();
    if (known && *known) all.push_back(**known);
  };
  if (fs::exists(directory / "views" / "CURRENT", error)) add(KnownByViews(directory / "views"));
  if (fs::exists(directory / "ledger" / "segments", error)) add(KnownByLog(directory / "ledger", origin));
  if (const fs::path kept = SigningInDirectory(directory).kept; fs::exists(kept, error)) {
    const auto noted = HoldSigned(kept, origin, log);
    if (!noted) return noted.error();
    add(noted);
  }
  if (unread && (all.empty() || IsInterruption(*unread))) {
    return Failure{unread->code, unread->message + ": what it knew cannot be read; name the position that you know of instead"};
  }
  if (found) return MostKnown(all);
  return Failure{FailureCode::kNotFound, typed + " is no position, and no directory with an authority's log, views or signed checkpoints"};
}

Result<std::optional<Known>> HoldAgainst(const fs::path& file, const std::string& origin, events::Ledger& log) {
  const auto text = ReadWholeFile(file, proof::kMaxNoteBytes);
  return text ? HoldNote(*text, file.string(), origin, log) : Result<std::optional<Known>>(text.error());
}

Result<std::optional<Known>> HoldSigned(const fs::path& kept, const std::string& origin, events::Ledger& log) {
  const auto opened = proof::SignedCheckpoints::Open(events::SystemFiles(), kept.string());
  if (!opened) return opened.error();
  if (!opened->newest()) return std::optional<Known>();
  return HoldNote(opened->newest()->note.ToString(), kept.string(), origin, log);
}

Result<std::optional<Known>> HoldNote(const std::string& note, const std::string& by, const std::string& origin,
                                      events::Ledger& log) {
  const auto read = proof::ReadNote(note);
  const auto noted = proof::ReadCheckpoint(read ? read->text : note);  // the three lines alone will do
  if (!noted) return Failure{FailureCode::kDamaged, by + ": " + noted.error().ToString()};
  if (noted->origin != origin) return Failure{FailureCode::kDamaged, by + " is about another ledger, " + noted->origin};
  std::optional<Hash> root;
  const auto end = FollowToEnd(log, StandingBefore(origin), [&](const events::Frontier& tree) {
    if (tree.size() == noted->size) root = tree.Root();
  });
  if (!end) return end.error();
  if (noted->size > end->tree.size()) return std::optional(Known{by, Position{noted->size - 1}, {}});
  if (noted->size == 0 || root == noted->root) return std::optional<Known>();
  return Failure{FailureCode::kDamaged, by + " names another root for the first " + std::to_string(noted->size) +
                                            " commits: the backup is of another history than the one that was signed"};
}

std::optional<Known> MostKnown(const std::vector<Known>& all) {
  if (all.empty()) return std::nullopt;
  Known most = *std::max_element(all.begin(), all.end(),
                                 [](const Known& a, const Known& b) { return a.position < b.position; });
  for (const Known& one : all) most.lineage = std::max(most.lineage, one.lineage);
  return most;
}

}  // namespace fascicolo::program
