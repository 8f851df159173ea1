#include "engine/families/proposal.h"

#include "engine/families/checks.h"

namespace fascicolo::engine {

Decision Decide(const State& state, const Intent& intent, const schema::DismissProposal& command) {
  const EntityId entity = events::Entity(command.entity());
  if (auto answer = FirstOf(CheckWord("/action", command.action()), CheckText("/reason", Text(command.reason())))) {
    return *std::move(answer);
  }
  state.CheckNotFrozen(entity);
  if (!state.Find<ProposalTable>(entity, command.action())) {
    return Refusal{Rule::kNothingProposed, {{"action", schema::EnumNameProposal(command.action())}}};
  }
  Drafts drafts(intent);
  schema::ProposalWithdrawnT withdrawn;
  withdrawn.action = command.action();
  withdrawn.ground = "dismissed";
  withdrawn.reason = Text(command.reason());
  drafts.Add(entity, state.Find<EntityTable>(entity).value_or(EntityRow{}).kind, std::move(withdrawn));
  return drafts.Done();
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ActionProposed& fact,
            StateEditor& editor) {
  if (fact.action() == schema::Proposal::none || fact.action() > schema::Proposal::MAX) return false;
  ProposalRow row{std::string(Text(fact.ground())), events::Entity(fact.person())};
  editor.Put<ProposalTable>(row, events::Entity(event.entity()), fact.action());
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProposalWithdrawn& fact,
            StateEditor& editor) {
  editor.Erase<ProposalTable>(events::Entity(event.entity()), fact.action());
  return true;
}

}  // namespace fascicolo::engine
