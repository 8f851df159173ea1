#include "engine/deciders.h"

#include "engine/families/activation.h"
#include "engine/families/authority.h"
#include "engine/families/case_file.h"
#include "engine/families/imported.h"
#include "engine/families/service_unit.h"
#include "engine/fold.h"

namespace fascicolo::engine {
namespace {

/// Executes an obligation, or drops it when it is closed already.
Decision DecideFulfil(const State& state, const Intent& intent, const schema::Fulfil& command) {
  const EntityId id = events::Entity(command.obligation());
  const auto due = state.Find<ObligationTable>(Instant{command.due()}, id);
  if (!due) return std::vector<EventDraft>{};
  switch (due->kind) {
    case ObligationKind::kOfferExpiry:
      return FulfilOfferExpiry(state, intent, id, *due);
    case ObligationKind::kOfferFreePlace:
      return FulfilFreePlace(state, intent, id, *due);
  }
  return std::vector<EventDraft>{};
}

}  // namespace

// One line per type: longer than a function should be, and read as the table that it is.
Decision DecidePayload(const State& state, const Intent& intent, schema::CommandPayload type,
                       const void* payload) {
  using Type = schema::CommandPayload;
  const auto decide = [&]<class Command>(const Command* command) { return Decide(state, intent, *command); };
  switch (type) {
    case Type::ClaimTerm:
      return std::vector<EventDraft>{};
    case Type::Fulfil:
      return DecideFulfil(state, intent, *static_cast<const schema::Fulfil*>(payload));
    case Type::OpenLedger:
      return decide(static_cast<const schema::OpenLedger*>(payload));
    case Type::OpenDay:
      return decide(static_cast<const schema::OpenDay*>(payload));
    case Type::AdoptSheet:
      return decide(static_cast<const schema::AdoptSheet*>(payload));
    case Type::AdoptRuleSet:
      return decide(static_cast<const schema::AdoptRuleSet*>(payload));
    case Type::AdoptCalendar:
      return decide(static_cast<const schema::AdoptCalendar*>(payload));
    case Type::ImportFact:
      return decide(static_cast<const schema::ImportFact*>(payload));
    case Type::RegisterContact:
      return decide(static_cast<const schema::RegisterContact*>(payload));
    case Type::TakeInCharge:
      return decide(static_cast<const schema::TakeInCharge*>(payload));
    case Type::AssignWorker:
      return decide(static_cast<const schema::AssignWorker*>(payload));
    case Type::SetUrgency:
      return decide(static_cast<const schema::SetUrgency*>(payload));
    case Type::AddDiaryEntry:
      return decide(static_cast<const schema::AddDiaryEntry*>(payload));
    case Type::CloseCase:
      return decide(static_cast<const schema::CloseCase*>(payload));
    case Type::ReopenCase:
      return decide(static_cast<const schema::ReopenCase*>(payload));
    case Type::OpenUnit:
      return decide(static_cast<const schema::OpenUnit*>(payload));
    case Type::SetCapacity:
      return decide(static_cast<const schema::SetCapacity*>(payload));
    case Type::FileApplication:
      return decide(static_cast<const schema::FileApplication*>(payload));
    case Type::ScoreApplication:
      return decide(static_cast<const schema::ScoreApplication*>(payload));
    case Type::EnterList:
      return decide(static_cast<const schema::EnterList*>(payload));
    case Type::OfferPlace:
      return decide(static_cast<const schema::OfferPlace*>(payload));
    case Type::AcceptOffer:
      return decide(static_cast<const schema::AcceptOffer*>(payload));
    case Type::RefuseOffer:
      return decide(static_cast<const schema::RefuseOffer*>(payload));
    case Type::StartService:
      return decide(static_cast<const schema::StartService*>(payload));
    case Type::VaryService:
      return decide(static_cast<const schema::VaryService*>(payload));
    case Type::SuspendService:
      return decide(static_cast<const schema::SuspendService*>(payload));
    case Type::ResumeService:
      return decide(static_cast<const schema::ResumeService*>(payload));
    case Type::RecordDelivery:
      return decide(static_cast<const schema::RecordDelivery*>(payload));
    case Type::EndService:
      return decide(static_cast<const schema::EndService*>(payload));
    case Type::WithdrawApplication:
      return decide(static_cast<const schema::WithdrawApplication*>(payload));
    case Type::NONE:
      break;
  }
  return Malformed("/payload", "is not a command this program knows");
}

bool Evolve(const EventContext& context, const schema::Event& event, StateEditor& editor) {
  using Type = schema::EventPayload;
  const auto evolve = [&]<class Fact>(const Fact* fact) { return Evolve(context, event, *fact, editor); };
  switch (event.payload_type()) {
    case Type::ObligationDropped:
      return true;  // its commit closes the obligation
    case Type::LedgerOpened:
      return evolve(event.payload_as_LedgerOpened());
    case Type::DayOpened:
      return evolve(event.payload_as_DayOpened());
    case Type::SheetAdopted:
      return evolve(event.payload_as_SheetAdopted());
    case Type::RuleSetAdopted:
      return evolve(event.payload_as_RuleSetAdopted());
    case Type::CalendarAdopted:
      return evolve(event.payload_as_CalendarAdopted());
    case Type::SourceFactImported:
      return evolve(event.payload_as_SourceFactImported());
    case Type::PersonRegistered:
      return evolve(event.payload_as_PersonRegistered());
    case Type::ContactRegistered:
      return evolve(event.payload_as_ContactRegistered());
    case Type::TakenInCharge:
      return evolve(event.payload_as_TakenInCharge());
    case Type::WorkerAssigned:
      return evolve(event.payload_as_WorkerAssigned());
    case Type::UrgencySet:
      return evolve(event.payload_as_UrgencySet());
    case Type::DiaryEntryAdded:
      return evolve(event.payload_as_DiaryEntryAdded());
    case Type::CaseClosed:
      return evolve(event.payload_as_CaseClosed());
    case Type::CaseReopened:
      return evolve(event.payload_as_CaseReopened());
    case Type::UnitOpened:
      return evolve(event.payload_as_UnitOpened());
    case Type::CapacitySet:
      return evolve(event.payload_as_CapacitySet());
    case Type::PlaceTaken:
      return evolve(event.payload_as_PlaceTaken());
    case Type::PlaceFreed:
      return evolve(event.payload_as_PlaceFreed());
    case Type::OfferProposed:
      return evolve(event.payload_as_OfferProposed());
    case Type::ApplicationFiled:
      return evolve(event.payload_as_ApplicationFiled());
    case Type::ApplicationScored:
      return evolve(event.payload_as_ApplicationScored());
    case Type::WaitingStarted:
      return evolve(event.payload_as_WaitingStarted());
    case Type::EntryAdded:
      return evolve(event.payload_as_EntryAdded());
    case Type::EntryMoved:
      return evolve(event.payload_as_EntryMoved());
    case Type::EntryRemoved:
      return evolve(event.payload_as_EntryRemoved());
    case Type::OfferMade:
      return evolve(event.payload_as_OfferMade());
    case Type::OfferAccepted:
      return evolve(event.payload_as_OfferAccepted());
    case Type::OfferRefused:
      return evolve(event.payload_as_OfferRefused());
    case Type::OfferLapsed:
      return evolve(event.payload_as_OfferLapsed());
    case Type::ServiceProposed:
      return evolve(event.payload_as_ServiceProposed());
    case Type::ServiceStarted:
      return evolve(event.payload_as_ServiceStarted());
    case Type::ServiceVaried:
      return evolve(event.payload_as_ServiceVaried());
    case Type::ServiceSuspended:
      return evolve(event.payload_as_ServiceSuspended());
    case Type::ServiceResumed:
      return evolve(event.payload_as_ServiceResumed());
    case Type::ServiceDelivered:
      return evolve(event.payload_as_ServiceDelivered());
    case Type::ServiceEnded:
      return evolve(event.payload_as_ServiceEnded());
    case Type::ApplicationWithdrawn:
      return evolve(event.payload_as_ApplicationWithdrawn());
    case Type::NONE:
      break;
  }
  return false;
}

}  // namespace fascicolo::engine
