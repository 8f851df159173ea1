// The agenda (scadenzario): what falls due on a day. Overdue is computed against today, the last
// day opened at the views' position, and never stored. What is late stays until it is done.
#pragma once

#include <optional>
#include <string>
#include <vector>

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
};
inline constexpr DueKind kDueKinds[] = {
    DueKind::kOfferExpires, DueKind::kOfferProposed, DueKind::kSuspensionEnds,
    DueKind::kServiceEnds,  DueKind::kDeadline,      DueKind::kDocument,
    DueKind::kReply,        DueKind::kReview,        DueKind::kMeeting,
    DueKind::kPermitEnds,   DueKind::kIdentifierEnds, DueKind::kRepresentationEnds,
    DueKind::kProposal};

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

// About: activation, case or person; number: within it, 0 where there is one of the kind only.
using DueTable =
    ViewTable<ViewId::kAgenda, 0, DueRow, Day, DueKind, EntityId, std::uint32_t>;
using StandsTable = ViewTable<ViewId::kAgenda, 1, StandsRow, EntityId, DueKind, std::uint32_t>;
using DueActivationTable = ViewTable<ViewId::kAgenda, 2, DueActivationRow, EntityId>;

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
