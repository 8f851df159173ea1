// The authority: its ledger's opening, its days, its catalogue, and obligations that end without effect.
#pragma once

#include <string>

#include "engine/catalogue/built_in.h"
#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// The entity that stands for the authority itself; its events are the ledger's own.
[[nodiscard]] EntityId AuthorityEntity();

Decision Decide(const State& state, const Intent& intent, const schema::OpenLedger& command);
Decision Decide(const State& state, const Intent& intent, const schema::OpenDay& command);
/// Rejects a document that does not parse, with every error; refuses what is already adopted.
Decision Decide(const State& state, const Intent& intent, const schema::AdoptSheet& command);
Decision Decide(const State& state, const Intent& intent, const schema::AdoptRuleSet& command);
Decision Decide(const State& state, const Intent& intent, const schema::AdoptCalendar& command);

/// The command that adopts a document of this kind.
[[nodiscard]] schema::CommandPayloadUnion AdoptionOf(BuiltInDocument::Kind kind, std::string json);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::LedgerOpened& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::DayOpened& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::SheetAdopted& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::RuleSetAdopted& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::CalendarAdopted& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
