#include "engine/families/provider_change.h"

#include <algorithm>
#include <set>

#include "engine/families/activation_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/obligations.h"
#include "engine/families/unit_deciding.h"

namespace fascicolo::engine {
namespace {

/// The days after `from` on which a step function of the unit changes.
template <class StepTable>
void AddStepDays(const State& state, EntityId unit, Day from, std::set<Day>& days) {
  state.WalkSteps<StepTable>(unit, from + 1, [&](Day day, std::int64_t) {
    days.insert(day);
    return true;
  });
}

/// The successor has room, on every day from `from` on, for all that is held at the unit.
std::optional<Decision> CheckRoom(const State& state, EntityId unit, EntityId successor, Day from) {
  std::set<Day> days{from};
  AddStepDays<TakenTable>(state, unit, from, days);
  AddStepDays<TakenTable>(state, successor, from, days);
  AddStepDays<CapacityTable>(state, successor, from, days);
  for (const Day day : days) {
    const std::int64_t asked = state.LevelOn<TakenTable>(unit, day);
    const std::int64_t free = state.LevelOn<CapacityTable>(successor, day) - state.LevelOn<TakenTable>(successor, day);
    if (asked > free) return NoCapacity(day, free, asked);
  }
  return std::nullopt;
}

/// An activation that holds something at a unit, and what that is from the day of the move on.
struct User {
  EntityId activation;
  std::vector<HeldChange> held;
};

std::vector<HeldChange> From(Day day, std::vector<HeldChange> changes) {
  std::erase_if(changes, [&](const HeldChange& one) { return one.until && *one.until <= day; });
  for (HeldChange& one : changes) one.from = std::max(one.from, day);
  return changes;
}

/// Those after `last`, in the order of their ids, at most `most`.
std::vector<User> UsersOf(const State& state, EntityId unit, EntityId last, Day from, std::size_t most) {
  std::vector<User> users;
  const std::string all = ActivationTable::Key();
  for (auto cursor = state.rows().SeekWithin(ActivationTable::Key(last), all); cursor->valid(); cursor->Next()) {
    const auto row = DecodedOrBroken<ActivationRow>(cursor->value());
    if (row.unit != unit) continue;
    User user;
    ActivationTable::Read(cursor->key(), user.activation);
    if (user.activation == last) continue;
    user.held = From(from, Changes({}, HeldBy(row)));
    if (user.held.empty()) continue;
    state.CheckNotFrozen(user.activation);
    users.push_back(std::move(user));
    if (users.size() == most) break;
  }
  return users;
}

template <class Fact>
Fact PlacesOf(EntityId activation, const HeldChange& held) {
  Fact fact;
  fact.activation = IdOf(activation);
  fact.quantity = held.delta;
  fact.from = held.from.days;
  fact.until = DaysOf(held.until);
  return fact;
}

void DraftMove(Drafts& drafts, const User& user, EntityId unit, const UnitRunningRow& row, std::uint64_t round) {
  schema::ServiceMovedT moved;
  moved.unit = IdOf(row.successor);
  moved.previous = IdOf(unit);
  moved.from = row.moved_from->days;
  moved.round = round;
  drafts.Add(user.activation, kActivationKind, std::move(moved)).effective_on = *row.moved_from;
  for (const HeldChange& held : user.held) {
    drafts.Add(unit, kUnitKind, PlacesOf<schema::PlaceFreedT>(user.activation, held)).effective_on = held.from;
    drafts.Add(row.successor, kUnitKind, PlacesOf<schema::PlaceTakenT>(user.activation, held)).effective_on = held.from;
  }
}

void OpenMove(const EventContext& context, EntityId unit, Instant due, StateEditor& editor) {
  ObligationRow row;
  row.kind = ObligationKind::kMoveUsers;
  row.entity = unit;
  row.due = due;
  OpenBy(context, row, editor);
}

/// An offer that is open, or a service that has not begun, begins at the other unit, no earlier than the move.
bool HasNotBegun(const ActivationRow& row) {
  return row.state == ActivationState::kOffered || row.state == ActivationState::kProposed;
}

}  // namespace

std::vector<HeldChange> SinceMoved(const State& state, EntityId activation, std::vector<HeldChange> changes) {
  const auto moved = state.Find<MovedServiceTable>(activation);
  return moved ? From(moved->since, std::move(changes)) : changes;
}

Decision Decide(const State& state, const Intent& intent, const schema::ChangeProvider& command) {
  return OnUnit(state, command.unit(), [&](EntityId unit, const UnitRow& unit_row, const UnitRunningRow& row) -> Decision {
    const EntityId successor = events::Entity(command.successor());
    const Day from{command.from()};
    if (!IsPossible(from)) return Malformed("/from", "is missing or out of range", "a day of 1900 to 2200");
    if (unit == successor) return Malformed("/successor", "is the unit itself", "another unit");
    const auto other = state.FindEntity<UnitTable>(successor);
    if (!other) return Unknown("/successor", successor, "unit");
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    if (other->service != unit_row.service) {
      return Refusal{Rule::kUnitOfOtherService, {{"service", unit_row.service}, {"unit_service", other->service}}};
    }
    if (from < intent.today) {
      return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"today", FormatDay(intent.today)}}};
    }
    const auto others = state.Find<UnitRunningTable>(successor).value_or(UnitRunningRow{});
    if (!row.successor.is_zero() || !others.successor.is_zero()) return Refusal{Rule::kProviderChangePending, {}};
    if (auto answer = CheckRoom(state, unit, successor, from)) return *std::move(answer);
    Drafts drafts(intent);
    schema::ProviderChangedT changed;
    changed.successor = IdOf(successor);
    changed.from = from.days;
    changed.reason = Text(command.reason());
    drafts.Add(unit, kUnitKind, std::move(changed)).effective_on = from;
    schema::CapacitySetT closed;
    closed.from = from.days;
    drafts.Add(unit, kUnitKind, closed).effective_on = from;
    return drafts.Done();
  });
}

Decision FulfilMoveUsers(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  state.CheckNotFrozen(due.entity);
  const auto row = state.Find<UnitRunningTable>(due.entity);
  if (!row || !row->is_moving || !row->moved_from) {
    return Dropped(intent, obligation, due, kUnitKind, "move_users", "done");
  }
  state.CheckNotFrozen(row->successor);
  auto users = UsersOf(state, due.entity, row->last_moved, *row->moved_from, kMaxUsersPerMove + 1);
  schema::UsersMovedT moved;
  moved.successor = IdOf(row->successor);
  moved.more = users.size() > kMaxUsersPerMove;
  if (moved.more) users.pop_back();
  moved.moved = static_cast<std::uint32_t>(users.size());
  moved.last = IdOf(users.empty() ? row->last_moved : users.back().activation);
  const std::uint64_t round = state.Find<UnitTable>(row->successor).value_or(UnitRow{}).round;
  Drafts drafts(intent);
  for (const User& user : users) DraftMove(drafts, user, due.entity, *row, round);
  drafts.Add(due.entity, kUnitKind, std::move(moved));
  return drafts.Done();
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ProviderChanged& fact,
            StateEditor& editor) {
  return EditRunning(event, editor, [&](EntityId unit, UnitRunningRow& row) {
    const Day from{fact.from()};
    row.successor = events::Entity(fact.successor());
    row.moved_from = from;
    row.last_moved = {};
    row.is_moving = true;
    if (!IsPossible(from) || row.successor == unit) return false;
    OpenMove(context, unit, std::max(StartOfDay(from), context.header.recorded_at), editor);
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::UsersMoved& fact,
            StateEditor& editor) {
  return EditRunning(event, editor, [&](EntityId unit, UnitRunningRow& row) {
    if (!row.is_moving) return false;
    row.last_moved = events::Entity(fact.last());
    row.is_moving = fact.more();
    if (fact.more()) OpenMove(context, unit, context.header.recorded_at, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ServiceMoved& fact, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  const Day from{fact.from()};
  auto row = editor.Find<ActivationTable>(id);
  if (!row || row->unit != events::Entity(fact.previous()) || row->unit.is_zero() || !IsPossible(from)) return false;
  const EntityId unit = events::Entity(fact.unit());
  if (HasNotBegun(*row) && row->from) {
    BeginDays(*row, unit, row->quantity, std::max(*row->from, from), row->until);
    row->offer_round = fact.round();
  } else {
    row->unit = unit;
    editor.Put<MovedServiceTable>(MovedServiceRow{from}, id);
  }
  editor.Put<ActivationTable>(*row, id);
  return true;
}

}  // namespace fascicolo::engine
