#include "engine/families/act_effects.h"

#include <iterator>

#include "engine/families/placement_deciding.h"
#include "engine/families/plan/plan_states.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

/// How something in force is ended, and for whom it is.
struct Ending {
  schema::EntityKind kind = schema::EntityKind::none;
  schema::Proposal action = schema::Proposal::none;
  EntityId person;
};

std::optional<Ending> EndingOf(const State& state, EntityId entity) {
  if (const auto service = state.FindEntity<ActivationTable>(entity)) {
    if (service->state != ActivationState::kInForce) return std::nullopt;
    return Ending{schema::EntityKind::activation, schema::Proposal::end_service, service->person};
  }
  if (const auto placement = state.FindEntity<PlacementTable>(entity)) {
    if (!IsAllowed(placement->kind, placement->state, PlacementAct::kEnd)) return std::nullopt;
    const EntityId person = placement->persons.empty() ? EntityId{} : placement->persons.front().person;
    return Ending{schema::EntityKind::placement, schema::Proposal::end_placement, person};
  }
  const auto plan = state.FindEntity<PlanTable>(entity);
  if (!plan || !IsInForce(plan->state)) return std::nullopt;
  return Ending{schema::EntityKind::plan, schema::Proposal::end_plan, plan->person};
}

}  // namespace

Decision AndProposeEnds(const State& state, const Intent& intent, EntityId act, std::string_view ground,
                        Decision decision) {
  auto* fallen = std::get_if<std::vector<EventDraft>>(&decision);
  if (fallen == nullptr) return decision;
  Drafts drafts(intent);
  for (const EntityId entity : state.SecondsOf<EffectOfActTable>(act)) {
    const auto ending = EndingOf(state, entity);
    if (!ending || state.Find<ProposalTable>(entity, ending->action)) continue;
    schema::ActionProposedT proposed;
    proposed.action = ending->action;
    proposed.ground = ground;
    if (!ending->person.is_zero()) proposed.person = IdOf(ending->person);
    drafts.Add(entity, ending->kind, std::move(proposed));
  }
  auto proposals = std::get<std::vector<EventDraft>>(drafts.Done());
  std::move(proposals.begin(), proposals.end(), std::back_inserter(*fallen));
  return decision;
}

}  // namespace fascicolo::engine
