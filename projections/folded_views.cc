#include "projections/folded_views.h"

#include <algorithm>

#include "engine/decision.h"
#include "events/store/digest.h"

namespace fascicolo::projections {
namespace {

/// The views fold one commit after another, and write them together: one mark for all.
constexpr std::uint64_t kMark = 0;
/// From here on one finished file is cheaper than so many single rows.
constexpr std::size_t kIngestRows = 20'000;

template <class Table, class... Parts>
void PutRow(store::Overlay& overlay, const typename Table::Row& row, const Parts&... parts) {
  overlay.Put(Table::Key(parts...), store::EncodeRow(row));
}

}  // namespace

FoldedViews::FoldedViews(store::RowStore& base)
    : base_(base), ingests_(dynamic_cast<store::RocksRows*>(&base)), overlay_(base) {}

Result<std::unique_ptr<FoldedViews>> FoldedViews::Open(store::RowStore& base,
                                                       std::string_view origin) {
  std::unique_ptr<FoldedViews> views(new FoldedViews(base));
  const ViewReader reader(base);
  views->point_.head = events::HeadOfEmpty(origin);
  auto stand = reader.Find<StandTable>();
  if (!stand) {
    views->stand_.ledger = views->point_.head.ledger;
    return views;
  }
  if (stand->ledger != views->point_.head.ledger) {
    return Failure{FailureCode::kDamaged, "the views are those of ledger " + ToHex(stand->ledger) +
                                              ", not of " + std::string(origin)};
  }
  const auto copy = reader.Find<CopyTable>();
  if (!copy) return Failure{FailureCode::kDamaged, "the views do not say where they stand"};
  views->stand_ = *std::move(stand);
  const Position next = views->stand_.next;
  views->tree_ = events::Frontier(next.value, views->stand_.edge);
  views->point_.head = HeadOf(views->stand_);
  views->point_.next = events::LogOffset{copy->next_offset};
  if (next.value > 0) views->point_.last_accepted = events::LogOffset{copy->last_offset};
  views->last_offset_ = copy->last_offset;
  if (next.value % kOffsetsPerRow != 0) {
    views->offsets_ =
        reader.Find<OffsetsTable>(next.value / kOffsetsPerRow).value_or(OffsetsRow{});
  }
  return views;
}

bool FoldedViews::IsFrozen(EntityId entity) const {
  return stand_.frozen > 0 && FrozenSince(overlay_, entity).has_value();
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
                            .frozen_rows = stand_.frozen > 0 ? &overlay_ : nullptr};
  try {
    for (const View& view : AllViews()) {
      ViewRows rows(view.id, overlay_);
      if (!view.fold(folded, rows)) return false;
    }
  } catch (const store::RowTooLarge&) {
    return false;
  }
  for (const FoldedEvent& event : events_) {
    if (const auto* opened = event.event->payload_as_DayOpened()) stand_.today = Day{opened->day()};
  }
  return true;
}

void FoldedViews::Freeze(const events::CommitReading& reading) {
  overlay_.Rollback();
  for (const events::Touched& touched : reading.touched()) {
    if (IsFrozen(touched.entity)) continue;
    PutRow<FrozenEntityTable>(overlay_, FrozenEntityRow{reading.header().position}, touched.entity);
    ++stand_.frozen;
  }
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

void FoldedViews::Move(const events::AcceptedCommit& commit) {
  tree_.Append(commit.leaf);
  stand_.lineage = commit.after.lineage;
  stand_.next = commit.after.next;
  stand_.hash = commit.after.hash;
  stand_.term = commit.after.term;
  stand_.holder = commit.after.holder;
  stand_.recorded_at = commit.after.recorded_at;
  stand_.events += commit.header.event_count;
  point_ = {commit.after, commit.entry.next, commit.entry.offset};
  NoteOffset(commit.header.position, commit.entry.offset);
  moved_ = true;
}

void FoldedViews::Fold(const events::AcceptedCommit& commit, const events::CommitReading& reading) {
  FASCICOLO_CHECK(unwritten_.empty() && commit.header.position == point_.head.next);
  if (!FoldViews(commit, reading)) Freeze(reading);
  Move(commit);
  overlay_.Seal(kMark);
}

Status FoldedViews::WriteOut() {
  if (unwritten_.empty()) {
    if (!moved_) return {};
    stand_.edge = tree_.edge();
    PutRow<StandTable>(overlay_, stand_);
    PutRow<CopyTable>(overlay_, CopyRow{point_.next.value, point_.last_accepted->value});
    if (stand_.next.value % kOffsetsPerRow != 0) {
      PutRow<OffsetsTable>(overlay_, offsets_, stand_.next.value / kOffsetsPerRow);
    }
    unwritten_ = overlay_.SettleAll();
    moved_ = false;
  }
  const bool ingest = ingests_ != nullptr && unwritten_.size() >= kIngestRows;
  if (Status done = ingest ? ingests_->Ingest(unwritten_) : base_.Write(unwritten_); !done) {
    return done;
  }
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
