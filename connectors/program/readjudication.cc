#include "connectors/program/readjudication.h"

#include "connectors/program/following.h"
#include "connectors/program/reading_sizes.h"
#include "engine/loop/folded_state.h"
#include "engine/loop/readjudication.h"
#include "engine/payload_names.h"
#include "projections/history.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

// Beside the state, below everything that copies of a ledger share.
constexpr std::uint8_t kOwnTable = 0x00;
static_assert(kOwnTable < engine::kFirstSharedTable);
using TallyTable = engine::Table<kOwnTable, ReadjudicationTally, std::string>;
using DifferenceTable = engine::Table<kOwnTable, DifferenceRow, std::string, Position>;
const std::string kTally = "readjudication";
const std::string kDifferences = "readjudication difference";

VersionTally& OfVersion(ReadjudicationTally& tally, std::uint32_t decider) {
  auto found = std::lower_bound(tally.versions.begin(), tally.versions.end(), decider,
                                [](const VersionTally& one, std::uint32_t version) { return one.decider < version; });
  if (found == tally.versions.end() || found->decider != decider) {
    found = tally.versions.insert(found, VersionTally{decider});
  }
  return *found;
}

class Run {
 public:
  Run(const ReadjudicationParts& parts, const ReadjudicationScope& scope, engine::FoldedState& state)
      : parts_(parts), scope_(scope), state_(state) {
    tally_ = TallyIn(parts.rows).value_or(ReadjudicationTally{});
    tally_.scope = scope;
    kept_ = std::min(tally_.differences(), kMaxKeptDifferences);
  }

  Status Take(const events::AcceptedCommit& commit) {
    auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
    if (!reading) return reading.error();
    const bool is_new = commit.header.position >= tally_.next;  // the rows may stand behind their tally
    if (is_new && IsAsked(*reading)) Judge(*reading);
    state_.Fold(commit, *reading);
    if (is_new) tally_.next = commit.after.next;
    return {};
  }

  /// The tally first: rows that are lost are folded again, decisions that were counted are not taken again.
  Status WriteOut(bool at_end) {
    if (!at_end && state_.bytes() < kHeldBytes) return {};
    found_.push_back({TallyTable::Key(kTally), store::EncodeRow(tally_)});
    if (Status written = parts_.rows.Write(found_); !written) return written;
    found_.clear();
    return state_.WriteOut();
  }

  [[nodiscard]] std::uint64_t commands() const { return commands_; }
  [[nodiscard]] const ReadjudicationTally& tally() const { return tally_; }

 private:
  [[nodiscard]] bool IsAsked(const events::CommitReading& commit) const {
    const auto& header = commit.header();
    if (header.position < scope_.since) return false;
    if (scope_.recorded_since && header.recorded_at < *scope_.recorded_since) return false;
    if (scope_.case_file.is_zero()) return true;
    const auto& touched = commit.touched();
    if (std::any_of(touched.begin(), touched.end(), [&](const auto& one) { return IsOfCase(one.entity); })) return true;
    const auto target = commit.understood() ? projections::TargetOf(commit.command()) : std::nullopt;
    return target && IsOfCase(*target);
  }
  [[nodiscard]] bool IsOfCase(EntityId entity) const {
    if (entity == scope_.case_file) return true;
    const auto activation = state_.AtHead().Find<engine::ActivationTable>(entity);
    return activation && activation->case_file == scope_.case_file;
  }

  void Judge(const events::CommitReading& commit) {
    if (!commit.understood()) {
      ++tally_.not_understood;
      return;
    }
    const auto recorded = engine::DerivationOf(commit);
    std::optional<engine::Disagreement> disagreement;
    try {
      disagreement = engine::Compare(recorded, engine::DecideAgain(state_.AtHead(), commit), parts_.codec);
    } catch (const engine::ReadsFrozen&) {
      ++tally_.frozen;
      return;
    }
    ++commands_;
    VersionTally& version = OfVersion(tally_, commit.recorded().decider());
    ++version.commands;
    if (recorded.outcome == engine::Derivation::Outcome::kRefused) ++version.refused;
    if (!disagreement) return;
    ++version.differences;
    if (kept_ < kMaxKeptDifferences) Keep(commit, *std::move(disagreement));
  }

  void Keep(const events::CommitReading& commit, engine::Disagreement what) {
    ++kept_;
    DifferenceRow row;
    row.position = commit.header().position;
    row.recorded_at = commit.header().recorded_at;
    row.command = commit.header().command;
    row.command_type = engine::CommandName(commit.command());
    row.decider = commit.recorded().decider();
    row.recorded = std::move(what.recorded);
    row.again = std::move(what.again);
    row.place = std::move(what.place);
    row.recorded_value = std::move(what.recorded_value);
    row.again_value = std::move(what.again_value);
    found_.push_back({DifferenceTable::Key(kDifferences, row.position), store::EncodeRow(row)});
  }

  const ReadjudicationParts& parts_;
  const ReadjudicationScope& scope_;
  engine::FoldedState& state_;
  ReadjudicationTally tally_;
  store::RowBatch found_;  ///< not yet written
  std::uint64_t kept_ = 0;
  std::uint64_t commands_ = 0;
};

}  // namespace

std::uint64_t ReadjudicationTally::commands() const {
  std::uint64_t sum = 0;
  for (const auto& version : versions) sum += version.commands;
  return sum;
}

std::uint64_t ReadjudicationTally::differences() const {
  std::uint64_t sum = 0;
  for (const auto& version : versions) sum += version.differences;
  return sum;
}

std::optional<ReadjudicationTally> TallyIn(const store::Rows& rows) {
  return engine::FoundRow<ReadjudicationTally>(rows, TallyTable::Key(kTally));
}

std::vector<DifferenceRow> DifferencesIn(const store::Rows& rows) {
  std::vector<DifferenceRow> all;
  for (auto cursor = rows.Scan(DifferenceTable::Key(kDifferences)); cursor->valid(); cursor->Next()) {
    all.push_back(engine::DecodedOrBroken<DifferenceRow>(cursor->value()));
  }
  return all;
}

Result<ReadjudicationTally> Readjudicate(const ReadjudicationParts& parts, const ReadjudicationScope& scope,
                                         Position last, const OnReadjudged& on_readjudged) {
  auto state = engine::FoldedState::Open(parts.rows, parts.origin);
  if (!state) return state.error();
  Run run(parts, scope, **state);
  FollowSteps steps;
  steps.take = [&](const events::AcceptedCommit& commit) { return run.Take(commit); };
  steps.after_batch = [&](std::uint64_t done, std::uint64_t all, bool) {
    if (on_readjudged) on_readjudged(done, all, run.commands());
    return run.WriteOut(false);
  };
  const auto followed = FollowTo(parts.ledger, (*state)->point().follow(), last, steps);
  Status written = run.WriteOut(true);
  if (written) written = parts.rows.Flush();
  if (!followed) return followed.error();
  if (!written) return written.error();
  if (Status whole = CheckWhole(*followed, last); !whole) return whole.error();
  return run.tally();
}

}  // namespace fascicolo::program
