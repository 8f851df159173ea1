// What puts something on the agenda, moves it, and takes it off.
#include "engine/decision.h"
#include "projections/agenda_items.h"

namespace fascicolo::projections {
namespace {

using engine::Text;
using schema::EventPayload;

std::optional<Day> DayOrNone(std::int32_t days) {
  return days == 0 ? std::nullopt : std::optional(Day{days});
}

DueRow Weighing(LegalWeight weight, std::string_view what = {}) {
  DueRow row;
  row.what = what;
  row.weight = weight;
  return row;
}

std::uint32_t NumberOf(schema::Proposal action) { return static_cast<std::uint32_t>(action); }

// --- activations ---

DueRow RowOf(const DueActivationRow& activation, LegalWeight weight) {
  DueRow row = Weighing(weight);
  row.case_file = activation.case_file;
  row.unit = activation.unit;
  row.service = activation.service;
  return row;
}

void Begin(const schema::ServiceStarted& fact, DueActivationRow& activation, AgendaItems& items) {
  activation.unit = events::Entity(fact.unit());
  items.Clear(DueKind::kOfferExpires);
  items.Clear(DueKind::kOfferProposed);
  items.Clear(DueKind::kDeadline);
  items.Set(DueKind::kServiceEnds, 0, DayOrNone(fact.until()),
            RowOf(activation, LegalWeight::kRegulation));
}

void File(const schema::ApplicationFiled& fact, DueActivationRow& activation, AgendaItems& items) {
  activation.case_file = events::Entity(fact.case_file());
  activation.service = Text(fact.service());
  DueRow row = RowOf(activation, LegalWeight::kLaw);  // L. 241/1990, art. 2
  row.what = "decision";
  items.Set(DueKind::kDeadline, 0, DayOrNone(fact.decide_by()), row);
}

void Offer(const schema::OfferMade& fact, DueActivationRow& activation, AgendaItems& items) {
  activation.unit = events::Entity(fact.unit());
  items.Clear(DueKind::kOfferProposed);
  items.Set(DueKind::kOfferExpires, 0, DayOrNone(fact.expires_on()),
            RowOf(activation, LegalWeight::kRegulation));
}

void ChangeActivation(const schema::Event& event, DueActivationRow& activation, AgendaItems& items) {
  switch (event.payload_type()) {
    case EventPayload::ApplicationFiled:
      return File(*event.payload_as_ApplicationFiled(), activation, items);
    case EventPayload::OfferMade:
      return Offer(*event.payload_as_OfferMade(), activation, items);
    case EventPayload::WaitingStarted:
    case EventPayload::ServiceProposed:
      return items.Clear(DueKind::kDeadline);
    case EventPayload::OfferAccepted:
    case EventPayload::OfferRefused:
    case EventPayload::OfferLapsed:
      return items.Clear(DueKind::kOfferExpires);
    case EventPayload::ServiceStarted:
      return Begin(*event.payload_as_ServiceStarted(), activation, items);
    case EventPayload::ServiceSuspended:
      return items.Set(DueKind::kSuspensionEnds, 0,
                       DayOrNone(event.payload_as_ServiceSuspended()->until()),
                       RowOf(activation, LegalWeight::kRegulation));
    case EventPayload::ServiceResumed:
      return items.Clear(DueKind::kSuspensionEnds);
    case EventPayload::ServiceEnded:
    case EventPayload::ApplicationWithdrawn:
    case EventPayload::ApplicationDenied:
      return items.ClearAll();
    default:
      return;
  }
}

/// Most events put nothing on anybody's agenda and take nothing off it: their rows are not read.
bool ConcernsActivation(EventPayload type) {
  switch (type) {
    case EventPayload::ApplicationFiled:
    case EventPayload::OfferMade:
    case EventPayload::WaitingStarted:
    case EventPayload::ServiceProposed:
    case EventPayload::OfferAccepted:
    case EventPayload::OfferRefused:
    case EventPayload::OfferLapsed:
    case EventPayload::ServiceStarted:
    case EventPayload::ServiceSuspended:
    case EventPayload::ServiceResumed:
    case EventPayload::ServiceEnded:
    case EventPayload::ApplicationWithdrawn:
    case EventPayload::ApplicationDenied:
    case EventPayload::ActionProposed:
    case EventPayload::ProposalWithdrawn:
    case EventPayload::DeadlineSuspended:
    case EventPayload::DeadlineResumed:
    case EventPayload::DeadlineMet: return true;
    default: return false;
  }
}

bool FoldActivation(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows) {
  const EventPayload type = event.event->payload_type();
  if (!ConcernsActivation(type)) return true;
  const auto found = rows.Find<DueActivationTable>(event.entity);
  if (!found && type != EventPayload::ApplicationFiled) return false;
  DueActivationRow activation = found.value_or(DueActivationRow{});
  AgendaItems items(commit, event.entity, rows);
  if (ChangeProposals(event, RowOf(activation, LegalWeight::kRegulation), items)) return true;
  if (ChangeDeadline(*event.event, items)) return true;
  const EntityId unit = activation.unit;
  ChangeActivation(*event.event, activation, items);
  if (!found || activation.unit != unit) rows.Put<DueActivationTable>(activation, event.entity);
  return true;
}

/// Told to the office: an event of the unit, about an activation.
void Propose(const FoldedCommit& commit, const FoldedEvent& event,
             const schema::OfferProposed& fact, ViewRows& rows) {
  const EntityId about = events::Entity(fact.activation());
  if (commit.IsFrozen(about)) return;
  DueRow row = RowOf(rows.Find<DueActivationTable>(about).value_or(DueActivationRow{}),
                     LegalWeight::kRegulation);
  row.unit = event.entity;
  AgendaItems(commit, about, rows).Set(DueKind::kOfferProposed, 0, Day{fact.from()}, row);
}

// --- cases ---

void OpenDeadline(const schema::DeadlineOpened& fact, DueRow row, AgendaItems& items) {
  row.what = Text(fact.deadline());
  row.service = Text(fact.service());
  row.weight = fact.in_hours() ? LegalWeight::kHours
               : fact.by_law() ? LegalWeight::kLaw
                               : LegalWeight::kRegulation;
  const Day due_on = fact.in_hours() ? LocalDay(Instant{fact.due()}) : Day{fact.due_on()};
  items.Set(DueKind::kDeadline, fact.number(), due_on, row);
}

void ChangeCase(const schema::Event& event, DueRow row, AgendaItems& items) {
  const auto set = [&](DueKind kind, std::uint32_t number, std::optional<Day> day,
                       LegalWeight weight, std::string_view what) {
    row.weight = weight;
    row.what = what;
    items.Set(kind, number, day, row);
  };
  if (const auto* opened = event.payload_as_DeadlineOpened()) {
    OpenDeadline(*opened, row, items);
  } else if (const auto* requested = event.payload_as_DocumentRequested()) {
    set(DueKind::kDocument, requested->number(), Day{requested->due()}, LegalWeight::kOffice,
        Text(requested->code()));
  } else if (const auto* received = event.payload_as_DocumentReceived()) {
    items.Clear(DueKind::kDocument, received->number());
  } else if (const auto* referral = event.payload_as_ReferralRequested()) {
    set(DueKind::kReply, referral->number(), Day{referral->reply_by()}, LegalWeight::kOffice,
        schema::EnumNameReferralTarget(referral->target()));
  } else if (const auto* updated = event.payload_as_ReferralUpdated()) {
    items.Clear(DueKind::kReply, updated->number());
  } else if (const auto* project = event.payload_as_ProjectProposed()) {
    set(DueKind::kReview, project->number(), Day{project->review_by()}, LegalWeight::kRegulation,
        schema::EnumNameProjectKind(project->kind()));
  } else if (const auto* reviewed = event.payload_as_ProjectReviewed()) {
    set(DueKind::kReview, reviewed->number(), DayOrNone(reviewed->next_review()),
        LegalWeight::kRegulation, "review");
  } else if (const auto* declined = event.payload_as_ProjectDeclined()) {
    items.Clear(DueKind::kReview, declined->number());
  } else if (const auto* ended = event.payload_as_ProjectEnded()) {
    items.Clear(DueKind::kReview, ended->number());
  } else if (const auto* planned = event.payload_as_MeetingPlanned()) {
    set(DueKind::kMeeting, planned->number(), LocalDay(Instant{planned->at()}),
        LegalWeight::kOffice, schema::EnumNameMeetingKind(planned->kind()));
  } else if (const auto* held = event.payload_as_MeetingRecorded()) {
    items.Clear(DueKind::kMeeting, held->number());
  }
}

bool EndsCase(const schema::Event& event) {
  const auto* answered = event.payload_as_TransferAnswered();
  return event.payload_type() == EventPayload::CaseClosed ||
         event.payload_type() == EventPayload::ContactConcluded ||
         (answered != nullptr && answered->accepted());
}

void FoldCase(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows) {
  AgendaItems items(commit, event.entity, rows);
  DueRow row;
  row.case_file = event.entity;
  if (EndsCase(*event.event)) return items.ClearAll();
  if (const auto* access = event.event->payload_as_AccessEvent()) return FoldAccess(*access, row, items);
  if (ChangeProposals(event, row, items) || ChangeDeadline(*event.event, items)) return;
  ChangeCase(*event.event, row, items);
}

// --- placements ---

/// What an event of a placement says of its case; none: nothing.
template <class Fact>
std::optional<DueActivationRow> Asked(const Fact* fact) {
  if (fact == nullptr) return std::nullopt;
  return DueActivationRow{events::Entity(fact->case_file()), events::Entity(fact->unit()), std::string(Text(fact->service()))};
}

bool EndsPlacement(const schema::Event& event) {
  const auto* ended = event.payload_as_PlacementEnded();
  return event.payload_type() == EventPayload::PlacementWithdrawn || event.payload_type() == EventPayload::NightMissed ||
         event.payload_type() == EventPayload::GuestBanned ||
         (ended != nullptr && events::Entity(ended->person()).is_zero());
}

void FoldPlacement(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows) {
  AgendaItems items(commit, event.entity, rows);
  if (EndsPlacement(*event.event)) return items.ClearAll();
  auto asked = Asked(event.event->payload_as_PlacementRequested());
  if (!asked) asked = Asked(event.event->payload_as_RemovalRecorded());
  if (asked) return rows.Put<DueActivationTable>(*asked, event.entity);
  const auto placement = rows.Find<DueActivationTable>(event.entity).value_or(DueActivationRow{});
  const DueRow row = RowOf(placement, LegalWeight::kRegulation);
  if (event.event->payload_type() == EventPayload::PlacementTransferred) {
    return items.Clear(DueKind::kProposal, NumberOf(schema::Proposal::transfer_placement));
  }
  if (ChangeProposals(event, row, items) || ChangeDeadline(*event.event, items)) return;
  if (const auto* opened = event.event->payload_as_DeadlineOpened()) OpenDeadline(*opened, row, items);
}

// --- tenancies ---

bool EndsTenancy(const schema::HousingEvent& event) {
  const auto* answered = event.payload_as_DwellingAnswered();
  const auto* authorised = event.payload_as_AuthorisationRecorded();
  return event.payload_type() == schema::HousingEventPayload::TenancyEnded ||
         (answered != nullptr && !answered->accepted()) || (authorised != nullptr && !authorised->granted());
}

/// What public housing itself says of a tenancy.
void ChangeTenancy(const schema::HousingEvent& event, EntityId tenancy, AgendaItems& items, ViewRows& rows) {
  if (EndsTenancy(event)) return items.ClearAll();
  if (const auto* opened = event.payload_as_TenancyOpened()) {
    const DueActivationRow row{events::Entity(opened->case_file()), {}, std::string(Text(opened->service()))};
    rows.Put<DueActivationTable>(row, tenancy);
  } else if (event.payload_type() == schema::HousingEventPayload::TenantSucceeded) {
    items.Clear(DueKind::kProposal, NumberOf(schema::Proposal::succeed_tenancy));
  }
}

void FoldTenancy(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows) {
  AgendaItems items(commit, event.entity, rows);
  if (const auto* own = event.event->payload_as_HousingEvent()) return ChangeTenancy(*own, event.entity, items, rows);
  const auto tenancy = rows.Find<DueActivationTable>(event.entity).value_or(DueActivationRow{});
  const DueRow row = RowOf(tenancy, LegalWeight::kRegulation);
  if (ChangeProposals(event, row, items) || ChangeDeadline(*event.event, items)) return;
  if (const auto* opened = event.event->payload_as_DeadlineOpened()) OpenDeadline(*opened, row, items);
}

// --- persons ---

void FoldPerson(const FoldedCommit& commit, const FoldedEvent& folded, ViewRows& rows) {
  const schema::Event& event = *folded.event;
  AgendaItems items(commit, folded.entity, rows);
  if (ChangeProposals(folded, DueRow{}, items)) return;
  if (const auto* citizenship = event.payload_as_CitizenshipRecorded()) {
    items.Set(DueKind::kPermitEnds, 0, DayOrNone(citizenship->permit_until()),
              Weighing(LegalWeight::kLaw, Text(citizenship->permit())));
  } else if (const auto* added = event.payload_as_IdentifierAdded()) {
    items.Set(DueKind::kIdentifierEnds, added->identifier(), DayOrNone(added->until()),
              Weighing(LegalWeight::kLaw, schema::EnumNameIdentifierKind(added->kind())));
  } else if (const auto* ended = event.payload_as_IdentifierEnded()) {
    items.Clear(DueKind::kIdentifierEnds, ended->identifier());
  } else if (const auto* granted = event.payload_as_RepresentationGranted()) {
    items.Set(DueKind::kRepresentationEnds, granted->representation(), DayOrNone(granted->until()),
              Weighing(LegalWeight::kLaw, schema::EnumNameRepresentationKind(granted->kind())));
  } else if (const auto* over = event.payload_as_RepresentationEnded()) {
    items.Clear(DueKind::kRepresentationEnds, over->representation());
    items.Clear(DueKind::kProposal, NumberOf(schema::Proposal::end_representation));
  }
}

}  // namespace

bool FoldAgenda(const FoldedCommit& commit, ViewRows& rows) {
  for (const FoldedEvent& event : commit.events) {
    if (const auto* proposed = event.event->payload_as_OfferProposed()) {
      Propose(commit, event, *proposed, rows);
    } else if (const auto* removed = event.event->payload_as_EntryRemoved()) {
      const EntityId about = events::Entity(removed->activation());
      if (!commit.IsFrozen(about)) AgendaItems(commit, about, rows).Clear(DueKind::kOfferProposed);
    } else if (event.event->kind() == schema::EntityKind::activation) {
      if (!FoldActivation(commit, event, rows)) return false;
    } else if (event.event->kind() == schema::EntityKind::case_file) {
      FoldCase(commit, event, rows);
    } else if (event.event->kind() == schema::EntityKind::placement) {
      FoldPlacement(commit, event, rows);
    } else if (event.event->kind() == schema::EntityKind::tenancy) {
      FoldTenancy(commit, event, rows);
    } else if (event.event->kind() == schema::EntityKind::programme) {
      FoldProgramme(commit, event, rows);
    } else if (event.event->kind() == schema::EntityKind::unit) {
      FoldUnit(commit, event, rows);
    } else if (event.event->kind() == schema::EntityKind::flow) {
      FoldFlow(commit, event, rows);
    } else if (event.event->kind() == schema::EntityKind::plan) {
      FoldPlan(commit, event, rows);
    } else if (event.event->kind() == schema::EntityKind::sheet ||
               event.event->kind() == schema::EntityKind::calendar) {
      KeepPlanTerms(*event.event, rows);
    } else if (event.event->kind() == schema::EntityKind::person) {
      FoldPerson(commit, event, rows);
    }
  }
  return true;
}

}  // namespace fascicolo::projections
