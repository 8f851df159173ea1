#include "projections/waiting_list.h"

#include <algorithm>

#include "engine/decision.h"
#include "projections/ledger_rows.h"

namespace fascicolo::projections {
namespace {

using engine::Text;
using schema::EventPayload;

std::string Bytes(const flatbuffers::Vector<std::uint8_t>* bytes) {
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

/// One event and where what it says goes.
struct Folding {
  const FoldedCommit& commit;
  const FoldedEvent& event;
  ViewRows& rows;

  void Note(EntityId activation, MoveRow move) const {
    move.on = event.day();
    rows.Put<MoveTable>(move, activation, commit.header.position, event.index);
  }
  /// The list's row with this event's day; `change` is added to those who wait.
  void ChangeList(std::string_view service, std::int64_t change) const {
    auto list = rows.Find<ListTable>(event.entity).value_or(ListRow{});
    if (!service.empty()) list.service = service;
    list.waiting += static_cast<std::uint64_t>(change);
    list.changed_on = std::max(list.changed_on, event.day());
    rows.Put<ListTable>(list, event.entity);
  }
};

MoveRow Step(MoveKind kind, std::string_view reason = {},
             std::optional<std::int64_t> points = {}) {
  MoveRow move;
  move.kind = kind;
  move.points = points;
  move.reason = reason;
  return move;
}

void File(const Folding& at, const schema::ApplicationFiled& fact) {
  ApplicantRow row;
  row.case_file = events::Entity(fact.case_file());
  row.service = Text(fact.service());
  row.quantity = fact.quantity();
  row.applied_on = at.event.day();
  if (fact.requested_from() != 0) row.requested_from = Day{fact.requested_from()};
  row.imported = at.event.event->imported();
  at.rows.Put<ApplicantTable>(row, at.event.entity);
}

void Score(const Folding& at, const schema::ApplicationScored& fact) {
  ScoreRow row;
  row.rule_set = Text(fact.rule_set());
  row.rule_version = Text(fact.rule_version());
  row.total = fact.total();
  row.sample = fact.sample();
  row.scored_at = at.commit.header.position;
  if (fact.lines() != nullptr) {
    for (const auto* line : *fact.lines()) {
      row.lines.push_back({std::string(Text(line->criterion())), std::string(Text(line->input())),
                           line->points(), std::string(Text(line->row())),
                           events::Entity(line->source()), Version{line->source_version()}});
    }
  }
  if (fact.tie_breaks() != nullptr) {
    for (const auto* tie : *fact.tie_breaks()) {
      row.tie_breaks.push_back({std::string(Text(tie->by())), tie->value(), tie->descending()});
    }
  }
  at.rows.Put<ScoreTable>(row, at.event.entity);
  at.Note(at.event.entity, Step(MoveKind::kScored, {}, fact.total()));
}

bool Enter(const Folding& at, const schema::EntryAdded& fact) {
  const EntityId activation = events::Entity(fact.activation());
  auto applicant = at.rows.Find<ApplicantTable>(activation).value_or(ApplicantRow{});
  if (!applicant.list.is_zero()) return false;
  applicant.list = at.event.entity;
  applicant.sort_key = Bytes(fact.sort_key());
  if (applicant.service.empty()) applicant.service = Text(fact.service());
  at.rows.Put<PlaceTable>(PlaceRow{activation, fact.points(), fact.quantity(), at.event.day()},
                          applicant.list, applicant.sort_key);
  at.rows.Put<ApplicantTable>(applicant, activation);
  at.ChangeList(Text(fact.service()), 1);
  at.Note(activation, Step(MoveKind::kEntered, {}, fact.points()));
  return true;
}

bool Move(const Folding& at, const schema::EntryMoved& fact) {
  const EntityId activation = events::Entity(fact.activation());
  auto applicant = at.rows.Find<ApplicantTable>(activation).value_or(ApplicantRow{});
  auto place = at.rows.Find<PlaceTable>(at.event.entity, applicant.sort_key);
  if (applicant.list != at.event.entity || !place) return false;
  at.rows.Erase<PlaceTable>(applicant.list, applicant.sort_key);
  applicant.sort_key = Bytes(fact.sort_key());
  place->points = fact.points();
  at.rows.Put<PlaceTable>(*place, applicant.list, applicant.sort_key);
  at.rows.Put<ApplicantTable>(applicant, activation);
  at.ChangeList({}, 0);
  at.Note(activation, Step(MoveKind::kMoved, Text(fact.reason()), fact.points()));
  return true;
}

bool Leave(const Folding& at, const schema::EntryRemoved& fact) {
  const EntityId activation = events::Entity(fact.activation());
  auto applicant = at.rows.Find<ApplicantTable>(activation).value_or(ApplicantRow{});
  if (applicant.list != at.event.entity) return false;
  at.rows.Erase<PlaceTable>(applicant.list, applicant.sort_key);
  applicant.list = {};
  applicant.sort_key.clear();
  at.rows.Put<ApplicantTable>(applicant, activation);
  at.ChangeList({}, -1);
  at.Note(activation, Step(MoveKind::kLeft, Text(fact.reason())));
  return true;
}

void Refuse(const Folding& at, const schema::OfferRefused& fact) {
  MoveRow move = Step(MoveKind::kRefused, Text(fact.reason()));
  move.effect = fact.effect();
  at.Note(at.event.entity, std::move(move));
}

void Lapse(const Folding& at, const schema::OfferLapsed& fact) {
  MoveRow move = Step(MoveKind::kLapsed);
  move.effect = fact.effect();
  at.Note(at.event.entity, std::move(move));
}

bool FoldEvent(const Folding& at) {
  const schema::Event& event = *at.event.event;
  switch (event.payload_type()) {
    case EventPayload::ApplicationFiled: File(at, *event.payload_as_ApplicationFiled()); break;
    case EventPayload::ApplicationScored: Score(at, *event.payload_as_ApplicationScored()); break;
    case EventPayload::EntryAdded: return Enter(at, *event.payload_as_EntryAdded());
    case EventPayload::EntryMoved: return Move(at, *event.payload_as_EntryMoved());
    case EventPayload::EntryRemoved: return Leave(at, *event.payload_as_EntryRemoved());
    case EventPayload::OfferMade: at.Note(at.event.entity, Step(MoveKind::kOffered)); break;
    case EventPayload::OfferRefused: Refuse(at, *event.payload_as_OfferRefused()); break;
    case EventPayload::OfferLapsed: Lapse(at, *event.payload_as_OfferLapsed()); break;
    case EventPayload::ApplicationWithdrawn:
      at.Note(at.event.entity,
              Step(MoveKind::kWithdrawn, Text(event.payload_as_ApplicationWithdrawn()->reason())));
      break;
    case EventPayload::ApplicationDenied:
      at.Note(at.event.entity, Step(MoveKind::kDenied, Text(event.payload_as_ApplicationDenied()->reason())));
      break;
    default: break;
  }
  return true;
}

/// Nearly always nothing is, and then a page asks for no row of each of its entries.
bool IsAnyFrozen(const store::Rows& rows) { return !FrozenEntities(rows, std::nullopt, 1).empty(); }

/// What stands in rows of its own: the score, and the way to here.
void AddScoreAndMoves(const ViewReader& reader, Explanation& found) {
  found.score = reader.Find<ScoreTable>(found.activation);
  reader.Scan<MoveTable>(MoveTable::Key(found.activation), [&](std::string_view key, const MoveRow& row) {
    if (found.moves.size() == kMaxPage) found.moves.erase(found.moves.begin());
    auto& move = found.moves.emplace_back();
    EntityId of;
    MoveTable::Read(key, of, move.position, move.event);
    move.row = row;
    return true;
  });
}

}  // namespace

bool FoldWaitingList(const FoldedCommit& commit, ViewRows& rows) {
  for (const FoldedEvent& event : commit.events) {
    if (!FoldEvent({commit, event, rows})) return false;
  }
  return true;
}

std::vector<ListSummary> WaitingLists(const store::Rows& rows) {
  std::vector<ListSummary> found;
  const bool is_any_frozen = IsAnyFrozen(rows);
  ViewReader(rows).Scan<ListTable>(ListTable::Key(), [&](std::string_view key, const ListRow& row) {
    ListSummary summary{{}, row, {}};
    ListTable::Read(key, summary.list);
    if (is_any_frozen) summary.frozen_since = FrozenSince(rows, summary.list);
    found.push_back(std::move(summary));
    return found.size() < kMaxPage;
  });
  return found;
}

WaitingPage WaitingList(const store::Rows& rows, EntityId list, std::optional<WaitingKey> after,
                        std::size_t page) {
  WaitingPage found;
  const ViewReader reader(rows);
  const bool is_any_frozen = IsAnyFrozen(rows);
  const std::string prefix = PlaceTable::Key(list);
  const std::string from = after ? PlaceTable::Key(list, after->sort_key) + '\0' : prefix;
  std::uint64_t rank = after ? after->rank : 0;
  reader.Scan<PlaceTable>(prefix, from, [&](std::string_view, const PlaceRow& place) {
    if (found.entries.size() == PageOf(page)) {
      found.after = WaitingKey{found.entries.back().applicant.sort_key, rank};
      return false;
    }
    WaitingEntry& entry = found.entries.emplace_back();
    entry.rank = ++rank;
    entry.place = place;
    entry.applicant = reader.Find<ApplicantTable>(place.activation).value_or(ApplicantRow{});
    if (is_any_frozen) entry.frozen_since = FrozenSince(rows, place.activation);
    return true;
  });
  return found;
}

std::optional<ScoreRow> ScoreOf(const store::Rows& rows, EntityId activation) {
  return ViewReader(rows).Find<ScoreTable>(activation);
}

ListOrder::ListOrder(const store::Rows& rows, EntityId list) {
  ViewReader(rows).Scan<PlaceTable>(PlaceTable::Key(list), [&](std::string_view key, const PlaceRow& row) {
    EntityId of;
    Place& place = places_.emplace_back();
    PlaceTable::Read(key, of, place.sort_key);
    place.activation = row.activation;
    return true;
  });
}

std::uint64_t ListOrder::RankOf(std::string_view sort_key) const {
  const auto found = std::partition_point(places_.begin(), places_.end(),
                                          [&](const Place& place) { return place.sort_key < sort_key; });
  return static_cast<std::uint64_t>(found - places_.begin()) + 1;
}

std::vector<EntityId> ListOrder::Before(std::uint64_t rank, std::size_t most) const {
  const std::size_t end = std::min<std::uint64_t>(std::max<std::uint64_t>(rank, 1) - 1, places_.size());
  std::vector<EntityId> before;
  for (std::size_t i = end - std::min(end, most); i < end; ++i) before.push_back(places_[i].activation);
  return before;
}

std::optional<Explanation> ExplainEntry(const store::Rows& rows, EntityId activation) {
  const ViewReader reader(rows);
  auto applicant = reader.Find<ApplicantTable>(activation);
  if (!applicant) return std::nullopt;
  Explanation found;
  found.activation = activation;
  found.applicant = *std::move(applicant);
  found.frozen_since = FrozenSince(rows, activation);
  if (!found.applicant.list.is_zero()) {
    found.place = reader.Find<PlaceTable>(found.applicant.list, found.applicant.sort_key);
    found.rank = ListOrder(rows, found.applicant.list).RankOf(found.applicant.sort_key);
  }
  AddScoreAndMoves(reader, found);
  return found;
}

Explanation ExplainEntry(const store::Rows& rows, const WaitingEntry& entry) {
  Explanation found;
  found.activation = entry.place.activation;
  found.applicant = entry.applicant;
  found.rank = entry.rank;
  found.place = entry.place;
  found.frozen_since = entry.frozen_since;
  AddScoreAndMoves(ViewReader(rows), found);
  return found;
}

}  // namespace fascicolo::projections
