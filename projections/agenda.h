// The agenda (scadenzario): what falls due on a day. Overdue is computed against today, the last
// day opened at the views' position, and never stored. What is late stays until it is done.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/state/plan_rows.h"
#include "engine/state/programme_rows.h"
#include "projections/view.h"

namespace fascicolo::projections {

/// Values are stored in keys.
enum class DueKind : std::uint8_t {
  kOfferExpires = 1,        ///< the last day for an answer
  kOfferProposed = 2,       ///< the office is to offer the place, which is free from that day on
  kSuspensionEnds = 3,      ///< the first day after a suspension
  kServiceEnds = 4,         ///< the first day without a service that was given until then
  kDeadline = 5,            ///< the last day in time
  kDocument = 6,            ///< the last day for a document that was asked for
  kReply = 7,               ///< the last day for the answer to a referral
  kReview = 8,              ///< the day by which a project is reviewed
  kMeeting = 9,             ///< the day of a planned meeting
  kPermitEnds = 10,         ///< the first day without a permit to stay
  kIdentifierEnds = 11,     ///< the first day without an identifier
  kRepresentationEnds = 12, ///< the first day without a representation
  kProposal = 13,           ///< the day on which the office was asked to decide
  kExpenses = 14,           ///< the last day for a month's expenses of a plan
  kLeftover = 15,           ///< the day from which what a plan's year leaves goes back
  kUndertaking = 16,        ///< the last day to review, report or deliver; of an agreement the first day without it
  kAccreditationEnds = 17,  ///< the first day without it
  kContractEnds = 18,       ///< the first day without a contract of the unit
  kFinding = 19,            ///< the last day to put right what a quality check found
  kComplaint = 20,          ///< the last day for the answer to a complaint
  kAccessReview = 21,       ///< the last day to review an emergency reading, or whether a case is to stay sealed
  kRejectedFlow = 22,       ///< the last day to put right a flow that INPS rejected
  kCertificateEnds = 23,    ///< the first day without the certificate on which a plan rests
};
inline constexpr DueKind kDueKinds[] = {
    DueKind::kOfferExpires, DueKind::kOfferProposed, DueKind::kSuspensionEnds,
    DueKind::kServiceEnds,  DueKind::kDeadline,      DueKind::kDocument,
    DueKind::kReply,        DueKind::kReview,        DueKind::kMeeting,
    DueKind::kPermitEnds,   DueKind::kIdentifierEnds, DueKind::kRepresentationEnds,
    DueKind::kProposal,     DueKind::kExpenses,      DueKind::kLeftover,
    DueKind::kUndertaking,  DueKind::kAccreditationEnds, DueKind::kContractEnds,
    DueKind::kFinding,      DueKind::kComplaint,     DueKind::kAccessReview,
    DueKind::kRejectedFlow, DueKind::kCertificateEnds};

/// How heavily it weighs in law when it is missed. Values are stored.
enum class LegalWeight : std::uint8_t {
  kHours = 1,       ///< a deadline in hours: a measure lapses (civil code, art. 403)
  kLaw = 2,         ///< a deadline by law
  kRegulation = 3,  ///< one by an act of the authority, or what a rule makes end
  kOffice = 4,      ///< what the office has set itself
};
inline constexpr LegalWeight kLegalWeights[] = {LegalWeight::kHours, LegalWeight::kLaw,
                                                LegalWeight::kRegulation, LegalWeight::kOffice};

struct DueRow {
  EntityId case_file;      ///< zero: of a person
  EntityId unit;           ///< of an offer or a service
  std::string service;     ///< empty: of none
  std::string what;        ///< code of the deadline or document; empty: the kind says it all
  LegalWeight weight = LegalWeight::kOffice;
  Position opened_at;      ///< the commit that made it due
  template <class V>
  void Visit(V& v) {
    v(case_file, unit, service, what, weight, opened_at);
  }
};

/// On which day an item stands, so that a later event finds it.
struct StandsRow {
  Day due_on;
  template <class V>
  void Visit(V& v) {
    v(due_on);
  }
};
/// Whose an activation is.
struct DueActivationRow {
  EntityId case_file;
  EntityId unit;
  std::string service;
  template <class V>
  void Visit(V& v) {
    v(case_file, unit, service);
  }
};

/// A plan, and the days on which it runs.
struct DuePlanRow {
  EntityId case_file;
  std::string service;
  std::optional<Day> from;   ///< none: it has not begun
  std::optional<Day> until;  ///< first day without it
  bool is_ended = false;     ///< by a fact of its own
  std::int32_t year = 0;     ///< the last one in which it runs
  std::vector<engine::PlanPauseRow> pauses;
  std::optional<Day> missed;  ///< the last month whose expenses were told to be late
  template <class V>
  void Visit(V& v) {
    v(case_file, service, from, until, is_ended, year, pauses, missed);
  }
};
/// In cents.
struct DuePlanYearRow {
  std::int64_t funded = 0;
  std::int64_t spent = 0;
  bool is_returned = false;
  template <class V>
  void Visit(V& v) {
    v(funded, spent, is_returned);
  }
};
/// On which day of the next month a month's expenses are due, for plans of a service.
struct ExpensesDayRow {
  int day = 0;
  template <class V>
  void Visit(V& v) {
    v(day);
  }
};
/// The service of a programme or a unit.
struct DueServiceRow {
  std::string service;
  template <class V>
  void Visit(V& v) {
    v(service);
  }
};
/// The calendar as it was adopted.
struct DueCalendarRow {
  std::string json;
  template <class V>
  void Visit(V& v) {
    v(json);
  }
};

// About: activation, placement, plan, tenancy, programme, unit, case or person; number: within it, 0 where there is one of the kind only.
using DueTable =
    ViewTable<ViewId::kAgenda, 0, DueRow, Day, DueKind, EntityId, std::uint32_t>;
using StandsTable = ViewTable<ViewId::kAgenda, 1, StandsRow, EntityId, DueKind, std::uint32_t>;
using DueActivationTable = ViewTable<ViewId::kAgenda, 2, DueActivationRow, EntityId>;
using DuePlanTable = ViewTable<ViewId::kAgenda, 3, DuePlanRow, EntityId>;
using DuePlanYearTable = ViewTable<ViewId::kAgenda, 4, DuePlanYearRow, EntityId, std::uint32_t>;  ///< plan, year
using DuePlanMonthTable = ViewTable<ViewId::kAgenda, 5, PresentRow, EntityId, Day>;  ///< month whose expenses are filed
using ExpensesDayTable = ViewTable<ViewId::kAgenda, 6, ExpensesDayRow, std::string>;  ///< service
using DueCalendarTable = ViewTable<ViewId::kAgenda, 7, DueCalendarRow>;
using DueServiceTable = ViewTable<ViewId::kAgenda, 8, DueServiceRow, EntityId>;  ///< programme or unit
using DueUndertakingTable =
    ViewTable<ViewId::kAgenda, 9, engine::UndertakingRow, EntityId, std::uint32_t>;  ///< programme, number

bool FoldAgenda(const FoldedCommit& commit, ViewRows& rows);

struct DueKey {
  Day due_on;
  DueKind kind = DueKind::kOfferExpires;
  EntityId about;
  std::uint32_t number = 0;
};
struct DueItem {
  DueKey key;
  DueRow row;
  bool overdue = false;                  ///< the day is before today
  std::optional<Position> frozen_since;  ///< what it is about is frozen: this may be over
};

/// All that is set must hold.
struct AgendaFilter {
  std::optional<Day> from;   ///< none: from the most overdue on
  std::optional<Day> until;  ///< inclusive; none: without end
  std::optional<DueKind> kind;
  std::optional<LegalWeight> weight;
  std::optional<std::string> service;
};

struct AgendaPage {
  std::vector<DueItem> items;   ///< by day, kind, about, number
  std::optional<DueKey> after;  ///< ask again with this; none: there are no more
};

[[nodiscard]] AgendaPage Agenda(const store::Rows& rows, const AgendaFilter& filter,
                                std::optional<DueKey> after = {}, std::size_t page = kDefaultPage);

}  // namespace fascicolo::projections
