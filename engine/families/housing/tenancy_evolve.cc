// What each fact about a tenancy changes in its rows. A fact that does not fit the state is poison, never a crash.
#include <algorithm>

#include "engine/families/deadline_keeping.h"
#include "engine/families/evolving.h"
#include "engine/families/housing/housing.h"
#include "engine/families/housing/tenancy_states.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {
namespace {

using enum TenancyState;
using schema::ForfeitureStep;
using schema::TenancyTitle;

std::vector<EntityId> PersonsOf(const TenancyRow& row) {
  std::vector<EntityId> persons = row.members;
  persons.push_back(row.person);
  return persons;
}

/// The state in which a tenancy of this title begins.
TenancyState FirstState(TenancyTitle title) {
  if (title == TenancyTitle::provisional) return kAssigned;
  return title == TenancyTitle::lodging || title == TenancyTitle::regularised ? kInForce : kOffered;
}

void EndChange(EntityId tenancy, TenancyRow& row, StateEditor& editor) {
  if (row.change.service.empty()) return;
  editor.Erase<ChangeListTable>(row.change.asked_at, tenancy);
  row.change = {};
}

/// Nobody is in it any more, and no term of it runs.
void Leave(EntityId tenancy, TenancyRow& row, StateEditor& editor) {
  for (const EntityId person : PersonsOf(row)) editor.Erase<PersonTenancyTable>(person, tenancy);
  EndChange(tenancy, row, editor);
  CloseDeadlines(tenancy, editor);
  editor.Erase<ProposalTable>(tenancy, schema::Proposal::succeed_tenancy);
}

/// Changes the row of a tenancy for which `step` is allowed, and takes it where the step leads.
template <class Change>
bool Step(const schema::Event& event, StateEditor& editor, TenancyStep step, Change change) {
  return EditRow<TenancyTable>(event, editor, [&](EntityId tenancy, TenancyRow& row) {
    const auto next = NextState(row.title, row.state, step);
    if (!next || !IsPossible(Day{event.effective_on()}) || !change(tenancy, row)) return false;
    row.state = *next;
    if (row.IsOver()) Leave(tenancy, row, editor);
    return true;
  });
}

bool IsSound(const TenancyRow& row, Day day) {
  const bool has_source = !row.entry.is_zero() || !row.replaces.is_zero();
  const bool wants_source = row.title == TenancyTitle::ranking || row.title == TenancyTitle::change;
  return row.title != TenancyTitle::none && row.title <= TenancyTitle::MAX && !row.dwelling.is_zero() &&
         !row.person.is_zero() && row.members.size() <= kMaxMembers && IsPossible(day) && has_source == wants_source &&
         row.until.has_value() == (row.title == TenancyTitle::lodging) && (!row.until || IsInterval(day, row.until));
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::TenancyOpened& fact, StateEditor& editor) {
  const EntityId tenancy = events::Entity(event.entity());
  const Day day{event.effective_on()};
  TenancyRow row;
  row.dwelling = events::Entity(fact.dwelling());
  row.title = fact.title();
  row.service = Text(fact.service());
  row.case_file = events::Entity(fact.case_file());
  row.person = events::Entity(fact.person());
  for (flatbuffers::uoffset_t i = 0; fact.members() != nullptr && i < fact.members()->size(); ++i) {
    row.members.push_back(events::Entity(fact.members()->Get(i)));
  }
  row.entry = events::Entity(fact.entry());
  row.replaces = events::Entity(fact.replaces());
  row.until = DayIfGiven(fact.until());
  if (!IsSound(row, day) || editor.Find<TenancyTable>(tenancy)) return false;
  row.state = FirstState(row.title);
  if (row.state == kInForce) row.from = day;
  for (const EntityId person : PersonsOf(row)) editor.Put<PersonTenancyTable>(MarkRow{}, person, tenancy);
  const EntityId source = row.entry.is_zero() ? row.replaces : row.entry;
  if (!source.is_zero()) editor.Put<OfferedTable>(MarkRow{}, source, tenancy);
  editor.Put<TenancyTable>(row, tenancy);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DwellingAnswered& fact, StateEditor& editor) {
  const TenancyStep step = fact.accepted() ? TenancyStep::kAccept : TenancyStep::kDecline;
  return Step(event, editor, step, [&](EntityId, TenancyRow& row) {
    row.declined_counts = fact.counts();
    return !(fact.accepted() && fact.counts());
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DwellingAssigned&, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kAssign, [](EntityId, TenancyRow&) { return true; });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AuthorisationRecorded& fact,
            StateEditor& editor) {
  const TenancyStep step = fact.granted() ? TenancyStep::kAuthorise : TenancyStep::kDecline;
  return Step(event, editor, step, [&](EntityId, TenancyRow& row) {
    row.is_authorised = fact.granted();
    return row.title == TenancyTitle::provisional;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::TenancySigned& fact, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kSign, [&](EntityId, TenancyRow& row) {
    if (!row.contract.empty()) return false;
    row.contract = Text(fact.number());
    return !row.contract.empty();
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::KeysHandedOver&, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kMoveIn, [&](EntityId, TenancyRow& row) {
    row.from = Day{event.effective_on()};
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::TenancyEnded&, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kRelease, [&](EntityId, TenancyRow& row) {
    row.until = Day{event.effective_on()};
    return row.from && *row.until >= *row.from;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RentSet& fact, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kSetRent, [&](EntityId, TenancyRow& row) {
    const RentRow rent{Day{fact.from()}, fact.rent() == nullptr ? -1 : fact.rent()->amount()};
    const bool follows = row.rents.empty() || rent.from > row.rents.back().from;
    if (!follows || !IsPossible(rent.from) || rent.cents < 0 || rent.cents > kMaxFeeCents) return false;
    row.rents.push_back(rent);
    return row.rents.size() <= kMaxRents;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::GuestAdmitted& fact, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kLive, [&](EntityId, TenancyRow& row) {
    const GuestRow guest{events::Entity(fact.person()), Day{event.effective_on()}, Day{fact.until()}};
    row.guests.push_back(guest);
    return IsInterval(guest.from, guest.until) && row.guests.size() <= kMaxGuests;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AbsenceAuthorised& fact, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kLive, [&](EntityId, TenancyRow& row) {
    row.away_until = Day{fact.until()};
    return IsInterval(Day{event.effective_on()}, row.away_until);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RequisitesChecked& fact, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kCheck, [&](EntityId, TenancyRow& row) {
    row.checked_on = Day{event.effective_on()};
    row.requisites_met = fact.met();
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ChangeRequested& fact,
            StateEditor& editor) {
  return Step(event, editor, TenancyStep::kChange, [&](EntityId tenancy, TenancyRow& row) {
    if (!row.change.service.empty()) return false;
    row.change = {std::string(Text(fact.service())), std::string(Text(fact.ground())), context.header.recorded_at,
                  fact.own_motion()};
    editor.Put<ChangeListTable>(MarkRow{}, row.change.asked_at, tenancy);
    return !row.change.service.empty();
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ChangeWithdrawn&, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kChange, [&](EntityId tenancy, TenancyRow& row) {
    if (row.change.service.empty()) return false;
    EndChange(tenancy, row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::TenantSucceeded& fact, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kSucceed, [&](EntityId tenancy, TenancyRow& row) {
    const EntityId heir = events::Entity(fact.person());
    if (std::erase(row.members, heir) != 1) return false;
    editor.Erase<PersonTenancyTable>(row.person, tenancy);
    editor.Erase<ProposalTable>(tenancy, schema::Proposal::succeed_tenancy);
    row.former.push_back(row.person);
    row.person = heir;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ForfeitureStarted& fact, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kForfeit, [&](EntityId, TenancyRow& row) {
    if (!row.forfeiture.service.empty()) return false;
    row.forfeiture.service = Text(fact.service());
    row.forfeiture.ground = Text(fact.ground());
    row.forfeiture.stepped_on = Day{event.effective_on()};
    return !row.forfeiture.service.empty();
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ForfeitureAdvanced& fact, StateEditor& editor) {
  const TenancyStep step = fact.step() == ForfeitureStep::declared ? TenancyStep::kDeclare : TenancyStep::kForfeit;
  return Step(event, editor, step, [&](EntityId, TenancyRow& row) {
    if (row.forfeiture.service.empty() || fact.step() == ForfeitureStep::none || fact.step() > ForfeitureStep::MAX) {
      return false;
    }
    row.forfeiture.step = fact.step();
    row.forfeiture.stepped_on = Day{event.effective_on()};
    row.forfeiture.eviction_on = DayIfGiven(fact.on());
    row.forfeiture.minors = fact.minors();
    if (fact.step() == ForfeitureStep::filed) row.forfeiture = {};
    return !row.forfeiture.eviction_on || IsPossible(*row.forfeiture.eviction_on);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::LodgingExtended& fact, StateEditor& editor) {
  return Step(event, editor, TenancyStep::kExtend, [&](EntityId, TenancyRow& row) {
    const Day until{fact.until()};
    if (!row.until || until <= *row.until || !IsPossible(until)) return false;
    row.until = until;
    ++row.extensions;
    return true;
  });
}

}  // namespace fascicolo::engine
