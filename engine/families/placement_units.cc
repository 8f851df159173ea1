// Where people are placed: the register of foster families, nights and the cold plan of shelters, pacts and the closing of sites.
#include <algorithm>

#include "engine/families/activation_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/placement.h"
#include "engine/families/placement_days.h"
#include "engine/families/placement_deciding.h"
#include "engine/families/service_unit.h"

namespace fascicolo::engine {
namespace {

constexpr auto kUnit = schema::EntityKind::unit;

/// A decision about a unit at which people are placed as `kind` says.
template <class Rules>
Decision OnUnit(const State& state, const schema::Id* id, PlacementKind kind, Rules rules) {
  const EntityId unit = events::Entity(id);
  const auto row = state.FindEntity<UnitTable>(unit);
  if (!row) return Unknown("/unit", unit, "unit");
  auto sheet = PlacingSheet(state, row->service);
  if (auto* answer = std::get_if<Decision>(&sheet)) return std::move(*answer);
  const PlacementKind there = std::get<0>(sheet)->placement->kind;
  return there == kind ? rules(unit) : Decision(OtherKind(there));
}

/// The first day from `day` on that somebody still holds something; none: it is empty for good.
std::optional<Day> FirstTakenDay(const State& state, EntityId unit, Day day) {
  if (state.LevelOn<TakenTable>(unit, day) > 0) return day;
  std::optional<Day> taken;
  state.WalkSteps<TakenTable>(unit, day, [&](Day from, std::int64_t level) {
    if (level > 0) taken = from;
    return !taken;
  });
  return taken;
}

void DraftCapacity(Drafts& drafts, EntityId unit, std::int64_t capacity, Day from) {
  schema::CapacitySetT set;
  set.capacity = capacity;
  set.from = from.days;
  drafts.Add(unit, kUnit, set).effective_on = from;
}

/// The capacity with the plan, where it changes between its days, and as it was from its end on.
void DraftPlan(Drafts& drafts, const State& state, EntityId unit, std::int64_t beds, Day from, Day until) {
  std::optional<std::int64_t> last;
  for (Day day = from; day < until; ++day) {
    const std::int64_t level = state.LevelOn<CapacityTable>(unit, day) + beds;
    if (level != last) DraftCapacity(drafts, unit, level, day);
    last = level;
  }
  DraftCapacity(drafts, unit, state.LevelOn<CapacityTable>(unit, until), until);
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RecordNight& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    const Day night{command.night()};
    if (auto answer = CheckPast(intent, "/night", night)) return *std::move(answer);
    const bool is_theirs = std::any_of(row.persons.begin(), row.persons.end(),
                                       [&](const PlacedRow& placed) { return IsThere(placed, night); });
    if (!is_theirs || state.Find<NightTable>(id, night)) {
      return Refusal{Rule::kNightNotOpen, {{"night", FormatDay(night)}}};
    }
    Drafts drafts(intent);
    if (command.came()) {
      schema::NightConfirmedT confirmed;
      confirmed.night = night.days;
      DraftOf(drafts, id, night, confirmed);
      return drafts.Done();
    }
    PlacementRow after = row;
    LeaveDays(after, {}, night);
    schema::NightMissedT missed;
    missed.night = night.days;
    DraftOf(drafts, id, night, missed);
    DraftPlacesOf(drafts, intent, id, row, after);
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kNight, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::BanGuest& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    const Day on = std::max(intent.effective_on, *FirstDay(row));
    if (command.until() == 0) return Malformed("/until", "is missing", "the first day on which they may come again");
    if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckHappened(intent),
                              CheckUntil(on, command.until()))) {
      return *std::move(answer);
    }
    PlacementRow after = row;
    LeaveDays(after, {}, on);
    Drafts drafts(intent);
    schema::GuestBannedT banned;
    banned.until = command.until();
    banned.reason = Text(command.reason());
    DraftOf(drafts, id, on, std::move(banned));
    DraftPlacesOf(drafts, intent, id, row, after);
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kBan, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::SetColdPlan& command) {
  return OnUnit(state, command.unit(), PlacementKind::kShelter, [&](EntityId unit) -> Decision {
    const Day from{command.from()};
    const Day until{command.until()};
    if (command.beds() < 1 || command.beds() > kMaxColdPlanBeds) {
      return Malformed("/beds", "is out of range", "1.." + std::to_string(kMaxColdPlanBeds));
    }
    if (auto answer = CheckInterval(from, until)) return *std::move(answer);
    if (until - from > kMaxColdPlanDays) {
      return Malformed("/until", "is too far away", std::to_string(kMaxColdPlanDays) + " days at most");
    }
    if (from < intent.today) {
      return Refusal{Rule::kCapacityInThePast, {{"from", FormatDay(from)}, {"today", FormatDay(intent.today)}}};
    }
    Drafts drafts(intent);
    schema::ColdPlanSetT plan;
    plan.beds = command.beds();
    plan.from = from.days;
    plan.until = until.days;
    drafts.Add(unit, kUnit, plan).effective_on = from;
    DraftPlan(drafts, state, unit, command.beds(), from, until);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RegisterFosterFamily& command) {
  return OnUnit(state, command.unit(), PlacementKind::kFoster, [&](EntityId unit) -> Decision {
    const auto members = EntitiesIn(command.members());
    if (members.empty() || members.size() > kMaxFosterMembers) {
      return Malformed("/members", "are missing or too many", "1.." + std::to_string(kMaxFosterMembers));
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!state.FindEntity<PersonTable>(members[i])) return Unknown("/members/" + std::to_string(i), members[i], "person");
    }
    if (auto answer = CheckUntil(intent.effective_on, command.suitable_until())) return *std::move(answer);
    Drafts drafts(intent);
    schema::FosterFamilyRegisteredT registered;
    registered.members = IdsOf(members);
    registered.suitable_until = command.suitable_until();
    drafts.Add(unit, kUnit, std::move(registered));
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SignSitePact& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    schema::SitePactSignedT signed_pact;
    for (flatbuffers::uoffset_t i = 0; command.conditions() != nullptr && i < command.conditions()->size(); ++i) {
      const auto condition = Text(command.conditions()->Get(i));
      if (auto answer = CheckText("/conditions/" + std::to_string(i), condition)) return *std::move(answer);
      signed_pact.conditions.emplace_back(condition);
    }
    if (signed_pact.conditions.empty() || signed_pact.conditions.size() > kMaxConditions) {
      return Malformed("/conditions", "are missing or too many", "1.." + std::to_string(kMaxConditions));
    }
    return OneEventOf(intent, id, row, std::move(signed_pact));
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kSignPact, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::CloseSite& command) {
  return OnUnit(state, command.unit(), PlacementKind::kSite, [&](EntityId unit) -> Decision {
    const Day on{command.on()};
    if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckInterval(on, std::nullopt))) {
      return *std::move(answer);
    }
    if (on < intent.today) {
      return Refusal{Rule::kCapacityInThePast, {{"from", FormatDay(on)}, {"today", FormatDay(intent.today)}}};
    }
    if (const auto closed = state.Find<ClosedUnitTable>(unit)) {
      return Refusal{Rule::kSiteClosed, {{"closed_on", FormatDay(closed->on)}}};
    }
    if (const auto taken = FirstTakenDay(state, unit, on)) {
      return Refusal{Rule::kSiteOccupied, {{"day", FormatDay(*taken)}}};
    }
    Drafts drafts(intent);
    schema::SiteClosedT closed;
    closed.on = on.days;
    closed.reason = Text(command.reason());
    drafts.Add(unit, kUnit, std::move(closed)).effective_on = on;
    DraftCapacity(drafts, unit, 0, on);
    return drafts.Done();
  });
}

}  // namespace fascicolo::engine
