// The case file (cartella sociale), rows R44 and R45: contact at a desk, taking in charge, worker, diary, closure.
//
//   contact --TakeInCharge--> in charge --CloseCase--> closed --ReopenCase--> in charge
//      \---------------------CloseCase-----------------^
//
// A case with running services or open applications is not closed: nobody loses a benefit behind his back (D10).
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

Decision Decide(const State& state, const Intent& intent, const schema::RegisterContact& command);
Decision Decide(const State& state, const Intent& intent, const schema::TakeInCharge& command);
Decision Decide(const State& state, const Intent& intent, const schema::AssignWorker& command);
Decision Decide(const State& state, const Intent& intent, const schema::SetUrgency& command);
Decision Decide(const State& state, const Intent& intent, const schema::AddDiaryEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::CloseCase& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReopenCase& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::PersonRegistered& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::ContactRegistered& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::TakenInCharge& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::WorkerAssigned& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::UrgencySet& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::DiaryEntryAdded& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::CaseClosed& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::CaseReopened& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
