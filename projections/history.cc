#include "projections/history.h"

#include <algorithm>
#include <limits>

#include "engine/decision.h"
#include "engine/named_subject.h"
#include "projections/ledger_rows.h"

namespace fascicolo::projections {
namespace {

template <class OpenTable, class ChunkTable, class Key>
void AppendRef(ViewRows& rows, const Key& key, const HistoryRef& ref) {
  auto open = rows.Find<OpenTable>(key).value_or(OpenChunkRow{});
  if (open.held >= kChunkRefs && open.last != ref.position) {
    rows.Put<ChunkTable>(ChunkRow{std::move(open.refs)}, key, open.last);
    open.refs.clear();
    open.held = 0;
  }
  const std::uint64_t base = open.held == 0 ? 0 : open.last.value;
  store::AppendVarint(ref.position.value - base, open.refs);
  store::AppendVarint(ref.event ? *ref.event + std::uint64_t{1} : 0, open.refs);
  open.last = ref.position;
  ++open.held;
  ++open.count;
  rows.Put<OpenTable>(open, key);
}

void Link(const schema::Event& event, EntityId part, ViewRows& rows) {
  EntityId whole;
  if (const auto* contact = event.payload_as_ContactRegistered()) {
    whole = events::Entity(contact->person());
  } else if (const auto* filed = event.payload_as_ApplicationFiled()) {
    whole = events::Entity(filed->case_file());
  } else if (const auto* drafted = event.payload_as_ActDrafted()) {
    whole = events::Entity(drafted->case_file());
  } else if (const auto* applied = event.payload_as_CallApplicationFiled()) {
    whole = events::Entity(applied->case_file());
  } else if (const auto* requested = event.payload_as_PlacementRequested()) {
    whole = events::Entity(requested->case_file());
  } else if (const auto* removal = event.payload_as_RemovalRecorded()) {
    whole = events::Entity(removal->case_file());
  } else if (const auto* plan = event.payload_as_PlanEvent(); plan != nullptr && plan->payload_as_PlanRequested()) {
    whole = events::Entity(plan->payload_as_PlanRequested()->case_file());
  }
  if (!whole.is_zero()) rows.Put<PartTable>(PresentRow{}, whole, part);
}

/// A duplicate's history is read together with the person's as long as they are one.
void LinkDuplicate(const schema::Event& event, EntityId person, ViewRows& rows) {
  if (const auto* merged = event.payload_as_DuplicateMerged()) {
    rows.Mark<PartTable>(true, person, events::Entity(merged->duplicate()));
  } else if (const auto* released = event.payload_as_DuplicateReleased()) {
    rows.Mark<PartTable>(false, person, events::Entity(released->duplicate()));
  }
}

/// Adds what `refs` holds behind `after`, until `found` has `limit`.
void TakeRefs(std::string_view refs, const std::optional<HistoryRef>& after, std::size_t limit,
              std::vector<HistoryRef>& found) {
  Position position;
  while (!refs.empty() && found.size() < limit) {
    std::uint64_t step = 0;
    std::uint64_t event = 0;
    const bool taken = store::TakeVarint(refs, step) && store::TakeVarint(refs, event);
    if (!taken || event > std::numeric_limits<std::uint32_t>::max()) {
      throw store::StoreBroken("history row does not decode");
    }
    position.value += step;
    HistoryRef ref{position, std::nullopt};
    if (event > 0) ref.event = static_cast<std::uint32_t>(event - 1);
    if (!after || ref > *after) found.push_back(ref);
  }
}

/// The first `limit` references of one history behind `after`.
template <class OpenTable, class ChunkTable, class Key>
std::vector<HistoryRef> OwnRefs(const store::Rows& rows, const Key& key,
                                const std::optional<HistoryRef>& after, std::size_t limit) {
  std::vector<HistoryRef> found;
  const ViewReader reader(rows);
  const auto open = reader.Find<OpenTable>(key);
  if (!open) return found;
  if (open->count == open->held) {  // nothing was put away yet, as of most entities: no scan
    TakeRefs(open->refs, after, limit, found);
    return found;
  }
  // Chunks lie under their last position: the first one at or behind `after` may hold what follows.
  const std::string from = after ? ChunkTable::Key(key, after->position) : ChunkTable::Key(key);
  reader.Scan<ChunkTable>(ChunkTable::Key(key), from, [&](std::string_view, const ChunkRow& row) {
    TakeRefs(row.refs, after, limit, found);
    return found.size() < limit;
  });
  TakeRefs(open->refs, after, limit, found);
  return found;
}

/// The entity, its parts, and theirs.
void Gather(const store::Rows& rows, EntityId entity, std::vector<EntityId>& all) {
  if (std::find(all.begin(), all.end(), entity) != all.end()) return;
  all.push_back(entity);
  std::vector<EntityId> parts;
  ViewReader(rows).Scan<PartTable>(PartTable::Key(entity),
                                   [&](std::string_view key, const PresentRow&) {
                                     EntityId whole;
                                     EntityId part;
                                     PartTable::Read(key, whole, part);
                                     parts.push_back(part);
                                     return true;
                                   });
  for (const EntityId part : parts) Gather(rows, part, all);
}

/// Cuts the merged references down to a page.
HistoryPage Paged(std::vector<HistoryRef> refs, std::size_t page) {
  std::sort(refs.begin(), refs.end());
  refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
  HistoryPage found;
  found.refs = std::move(refs);
  if (found.refs.size() > page) {
    found.refs.resize(page);
    found.after = found.refs.back();
  }
  return found;
}

}  // namespace

std::optional<EntityId> TargetOf(const schema::Command& command) {
  const EntityId target = engine::NamedTarget(command);
  return target.is_zero() ? std::nullopt : std::optional(target);
}

bool FoldHistory(const FoldedCommit& commit, ViewRows& rows) {
  const Position position = commit.header.position;
  AppendRef<ActorOpenTable, ActorChunkTable>(rows, commit.actor, {position, std::nullopt});
  if (commit.header.kind == events::CommitKind::kRefused) {
    const auto target = TargetOf(commit.command);
    if (target && !commit.IsFrozen(*target)) {
      AppendRef<EntityOpenTable, EntityChunkTable>(rows, *target, {position, std::nullopt});
    }
  }
  for (const FoldedEvent& event : commit.events) {
    AppendRef<EntityOpenTable, EntityChunkTable>(rows, event.entity, {position, event.index});
    Link(*event.event, event.entity, rows);
    LinkDuplicate(*event.event, event.entity, rows);
  }
  return true;
}

HistoryPage HistoryOf(const store::Rows& rows, EntityId entity, WithParts parts,
                      std::optional<HistoryRef> after, std::size_t page) {
  std::vector<EntityId> all;
  if (parts == WithParts::kWithParts) {
    Gather(rows, entity, all);
  } else {
    all.push_back(entity);
  }
  std::vector<HistoryRef> refs;
  for (const EntityId one : all) {
    const auto own =
        OwnRefs<EntityOpenTable, EntityChunkTable>(rows, one, after, PageOf(page) + 1);
    refs.insert(refs.end(), own.begin(), own.end());
  }
  HistoryPage found = Paged(std::move(refs), PageOf(page));
  found.frozen_since = FrozenSince(rows, entity);
  return found;
}

HistoryPage HistoryOfActor(const store::Rows& rows, std::string_view actor,
                           std::optional<HistoryRef> after, std::size_t page) {
  return Paged(OwnRefs<ActorOpenTable, ActorChunkTable>(rows, actor, after, PageOf(page) + 1),
               PageOf(page));
}

std::uint64_t HistoryLength(const store::Rows& rows, EntityId entity) {
  return ViewReader(rows).Find<EntityOpenTable>(entity).value_or(OpenChunkRow{}).count;
}

}  // namespace fascicolo::projections
