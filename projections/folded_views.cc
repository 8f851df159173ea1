#include "projections/folded_views.h"

#include <algorithm>

#include "engine/decision.h"
#include "engine/fold.h"
#include "events/store/digest.h"

namespace fascicolo::projections {
namespace {

/// The views fold one commit after another, and write them together: one mark for all.
constexpr std::uint64_t kMark = 0;

template <class Table, class... Parts>
void PutRow(store::Overlay& overlay, const typename Table::Row& row, const Parts&... parts) {
  overlay.Put(Table::Key(parts...), store::EncodeRow(row));
}

}  // namespace

FoldedViews::FoldedViews(store::RowStore& base, events::FoldPoint point)
    : base_(base), overlay_(base), point_(std::move(point)) {}

Result<std::unique_ptr<FoldedViews>> FoldedViews::Open(store::RowStore& base,
                                                       std::string_view origin) {
  const ViewReader reader(base);
  const auto copy = reader.Find<ReaderTable>();
  auto point = events::FoldPoint::FromRows(origin, engine::kFoldVersion,
                                           reader.Find<FoldPointTable>(), copy);
  if (!point) {
    return Failure{point.error().code, "the rows of the views: " + point.error().message};
  }
  std::unique_ptr<FoldedViews> views(new FoldedViews(base, std::move(point).value()));
  views->ledger_ = reader.Find<LedgerTable>().value_or(engine::LedgerRow{});
  if (copy) views->last_offset_ = copy->last_offset;
  const std::uint64_t next = views->point_.head().next.value;
  if (next % kOffsetsPerRow != 0) {
    views->offsets_ = reader.Find<OffsetsTable>(next / kOffsetsPerRow).value_or(OffsetsRow{});
  }
  return views;
}

bool FoldedViews::IsFrozen(EntityId entity) const {
  return ledger_.frozen > 0 && FrozenSince(overlay_, entity).has_value();
}

void FoldedViews::CollectEvents(const events::CommitReading& reading) {
  events_.clear();
  std::uint32_t index = 0;
  for (const schema::Event* event : reading.events()) {
    const EntityId entity = events::Entity(event->entity());
    if (!IsFrozen(entity)) events_.push_back({index, entity, event});
    ++index;
  }
}

bool FoldedViews::FoldViews(const events::AcceptedCommit& commit,
                            const events::CommitReading& reading) {
  if (!reading.understood()) return false;
  CollectEvents(reading);
  const FoldedCommit folded{.header = commit.header,
                            .recorded = reading.recorded(),
                            .command = reading.command(),
                            .actor = engine::Text(reading.command().actor()),
                            .events = events_,
                            .frozen_rows = ledger_.frozen > 0 ? &overlay_ : nullptr};
  try {
    for (const View& view : AllViews()) {
      ViewRows rows(view.id, overlay_);
      if (!view.fold(folded, rows)) return false;
    }
  } catch (const store::RowTooLarge&) {
    return false;
  }
  for (const FoldedEvent& event : events_) {
    const auto* opened = event.event->payload_as_DayOpened();
    if (opened == nullptr) continue;
    ledger_.today = Day{opened->day()};
    PutRow<LedgerTable>(overlay_, ledger_);
  }
  return true;
}

void FoldedViews::Freeze(const events::CommitReading& reading) {
  overlay_.Rollback();
  for (const events::Touched& touched : reading.touched()) {
    if (IsFrozen(touched.entity)) continue;
    PutRow<FrozenEntityTable>(overlay_, engine::FrozenRow{reading.header().position}, touched.entity);
    ++ledger_.frozen;
  }
  PutRow<LedgerTable>(overlay_, ledger_);
}

void FoldedViews::NoteOffset(Position position, events::LogOffset offset) {
  if (position.value % kOffsetsPerRow == 0) {
    offsets_.steps.clear();
    last_offset_ = 0;
  }
  offsets_.steps.push_back(offset.value - last_offset_);
  last_offset_ = offset.value;
  if (offsets_.steps.size() == kOffsetsPerRow) {
    PutRow<OffsetsTable>(overlay_, offsets_, position.value / kOffsetsPerRow);
  }
}

void FoldedViews::Fold(const events::AcceptedCommit& commit, const events::CommitReading& reading) {
  FASCICOLO_CHECK(unwritten_.empty());
  if (!FoldViews(commit, reading)) Freeze(reading);
  point_.Move(commit);
  NoteOffset(commit.header.position, commit.entry.offset);
  overlay_.Seal(kMark);
  moved_ = true;
}

Status FoldedViews::WriteOut() {
  if (unwritten_.empty()) {
    if (!moved_) return {};
    const std::uint64_t next = point_.head().next.value;
    PutRow<FoldPointTable>(overlay_, point_.shared());
    PutRow<ReaderTable>(overlay_, point_.reader());
    if (next % kOffsetsPerRow != 0) PutRow<OffsetsTable>(overlay_, offsets_, next / kOffsetsPerRow);
    unwritten_ = overlay_.SettleAll();
    moved_ = false;
  }
  if (Status done = base_.WriteAscending(unwritten_); !done) return done;
  unwritten_ = {};
  return {};
}

std::vector<std::pair<std::string_view, Hash>> DigestsOf(const store::Rows& rows) {
  std::vector<std::pair<std::string_view, Hash>> digests;
  const auto digest = [&](ViewId id) {
    return store::DigestRows(rows, store::KeyWriter(id).view());
  };
  digests.emplace_back("ledger", digest(ViewId::kLedger));
  for (const View& view : AllViews()) digests.emplace_back(view.name, digest(view.id));
  return digests;
}

}  // namespace fascicolo::projections
