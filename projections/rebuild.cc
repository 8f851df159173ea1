#include "projections/rebuild.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/state/state.h"
#include "projections/refold.h"

namespace fascicolo::projections {
namespace {

DifferingRow Differing(std::string_view name, std::string_view key, RowDifference difference) {
  DifferingRow row{.view = std::string(name), .table = 0, .key_hex = {}, .difference = difference};
  if (key.size() >= 2) {
    row.table = static_cast<std::uint8_t>(key[1]);
    row.key_hex = ToHex(reinterpret_cast<const std::uint8_t*>(key.data()) + 2, key.size() - 2);
  }
  return row;
}

std::vector<ViewComparison> Compare(const LiveRows& live, const RowsBeside& rebuilt, bool diff) {
  std::vector<ViewComparison> views;
  views.push_back(
      {"state", engine::DigestState(live.state), engine::DigestState(rebuilt.state), {}});
  const auto live_digests = DigestsOf(live.views);
  const auto rebuilt_digests = DigestsOf(rebuilt.views);
  for (std::size_t i = 0; i < live_digests.size(); ++i) {
    views.push_back({live_digests[i].first, live_digests[i].second, rebuilt_digests[i].second, {}});
    if (!diff || views.back().same()) continue;
    const ViewId id = i == 0 ? ViewId::kLedger : AllViews()[i - 1].id;
    views.back().rows = DiffView(views.back().view, id, live.views, rebuilt.views);
  }
  return views;
}

}  // namespace

bool RebuildReport::same() const {
  return std::all_of(views.begin(), views.end(),
                     [](const ViewComparison& view) { return view.same(); });
}

std::vector<DifferingRow> DiffView(std::string_view name, ViewId id, const store::Rows& live,
                                   const store::Rows& rebuilt) {
  std::vector<DifferingRow> found;
  const std::string prefix = store::KeyWriter(id).Take();
  const auto ours = live.Scan(prefix);
  const auto theirs = rebuilt.Scan(prefix);
  while (found.size() < kMaxDifferences && (ours->valid() || theirs->valid())) {
    const int order = !ours->valid()     ? 1
                      : !theirs->valid() ? -1
                                         : ours->key().compare(theirs->key());
    if (order < 0) {
      found.push_back(Differing(name, ours->key(), RowDifference::kOnlyLive));
    } else if (order > 0) {
      found.push_back(Differing(name, theirs->key(), RowDifference::kOnlyRebuilt));
    } else if (ours->value() != theirs->value()) {
      found.push_back(Differing(name, ours->key(), RowDifference::kOtherValue));
    }
    if (order <= 0) ours->Next();
    if (order >= 0) theirs->Next();
  }
  return found;
}

Result<RebuildReport> RebuildBeside(events::Ledger& ledger, std::string_view origin,
                                    const LiveRows& live, const RowsBeside& beside, bool diff,
                                    const OnProgress& on_progress) {
  const auto standing = StandingOf(live.views);
  if (!standing) return Failure{FailureCode::kNotFound, "there are no views to rebuild"};
  RefoldOptions options;
  options.last = standing->position;
  const auto refolded =
      Refold(ledger, origin, {&beside.state, &beside.views}, options, on_progress);
  if (!refolded) return refolded.error();
  return RebuildReport{*standing, Compare(live, beside, diff)};
}

Result<RebuildReport> RebuildInDirectory(events::Ledger& ledger, std::string_view origin,
                                         const LiveRows& live, const std::filesystem::path& dir,
                                         bool diff, const OnProgress& on_progress) {
  std::error_code error;
  if (std::filesystem::exists(dir, error)) {
    return Failure{FailureCode::kLocked, dir.string() + " is there already"};
  }
  auto state = store::RocksRows::Open(dir / "state");
  if (!state) return state.error();
  auto views = store::RocksRows::Open(dir / "views");
  if (!views) return views.error();
  auto report = RebuildBeside(ledger, origin, live, {**state, **views}, diff, on_progress);
  if (!report) return report;
  for (const auto& rows : {state->get(), views->get()}) {
    if (Status flushed = rows->Flush(); !flushed) return flushed.error();
  }
  return report;
}

}  // namespace fascicolo::projections
