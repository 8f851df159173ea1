#include "projections/rebuild.h"

#include <algorithm>
#include <memory>
#include <utility>

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

std::vector<ViewComparison> Compare(const store::Rows& live, const store::Rows& rebuilt,
                                    bool diff) {
  const auto live_digests = DigestsOf(live);
  const auto rebuilt_digests = DigestsOf(rebuilt);
  std::vector<ViewComparison> views;
  for (std::size_t i = 0; i < live_digests.size(); ++i) {
    views.push_back({live_digests[i].first, live_digests[i].second, rebuilt_digests[i].second, {}});
    if (!diff || views.back().same()) continue;
    const ViewId id = i == 0 ? ViewId::kLedger : AllViews()[i - 1].id;
    views.back().rows = DiffView(views.back().view, id, live, rebuilt);
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
  const auto ours = live.Seek(prefix);
  const auto theirs = rebuilt.Seek(prefix);
  const auto within = [&](const store::RowCursor& cursor) {
    return cursor.valid() && cursor.key().starts_with(prefix);
  };
  while (found.size() < kMaxDifferences && (within(*ours) || within(*theirs))) {
    const int order = !within(*ours)     ? 1
                      : !within(*theirs) ? -1
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
                                    const store::Rows& live, store::RowStore& beside, bool diff,
                                    const OnProgress& on_progress) {
  const auto standing = StandingOf(live);
  if (!standing) return Failure{FailureCode::kNotFound, "there are no views to rebuild"};
  auto projector = Projector::Open(ledger, origin, beside);
  if (!projector) return projector.error();
  if ((*projector)->next() != Position{0}) {
    return Failure{FailureCode::kLocked, "views are rebuilt into an empty store only"};
  }
  if (Status done = (*projector)->FollowUntil(standing->position, on_progress); !done) {
    return done.error();
  }
  return RebuildReport{*standing, Compare(live, beside, diff)};
}

Result<RebuildReport> RebuildInDirectory(events::Ledger& ledger, std::string_view origin,
                                         const store::Rows& live, const std::filesystem::path& dir,
                                         bool diff, const OnProgress& on_progress) {
  std::error_code error;
  if (std::filesystem::exists(dir, error)) {
    return Failure{FailureCode::kLocked, dir.string() + " is there already"};
  }
  auto beside = store::RocksRows::Open(dir);
  if (!beside) return beside.error();
  auto report = RebuildBeside(ledger, origin, live, **beside, diff, on_progress);
  if (!report) return report;
  if (Status flushed = (*beside)->Flush(); !flushed) return flushed.error();
  return report;
}

}  // namespace fascicolo::projections
