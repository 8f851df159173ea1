// The rows of the state: what deciders read (design D6). One struct per row; the order of the fields in Visit is the
// stored format, to which fields are only ever added.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// What concerns the ledger as a whole, and is read by every decision: kept small.
struct LedgerRow {
  std::optional<Day> today;  ///< the last day opened
  std::uint64_t frozen = 0;  ///< entities frozen
  template <class V>
  void Visit(V& v) {
    v(today, frozen);
  }
};

struct AuthorityRow {
  std::string origin;
  std::string name;
  template <class V>
  void Visit(V& v) {
    v(origin, name);
  }
};

struct EntityRow {
  schema::EntityKind kind = schema::EntityKind::none;
  Version version;
  template <class V>
  void Visit(V& v) {
    v(kind, version);
  }
};

/// A fact that a refusal saw.
struct FactRow {
  std::string name;
  std::string value;
  template <class V>
  void Visit(V& v) {
    v(name, value);
  }
};

/// What became of a command; kept for ever, so that a retry gets the same answer.
struct CommandRow {
  Position position;
  Hash request;  ///< keyed hash of the request
  std::uint32_t events = 0;
  std::string refused;  ///< code of the rule; empty when accepted
  std::vector<FactRow> facts;
  template <class V>
  void Visit(V& v) {
    v(position, request, events, refused, facts);
  }
};

/// An entity whose history this program does not understand from `since` on.
struct FrozenRow {
  Position since;
  template <class V>
  void Visit(V& v) {
    v(since);
  }
};

/// The key under which a subject's texts are sealed (design D8): the ledger says whose it is, the vault what it is.
struct SealingKeyRow {
  KeyId key;
  template <class V>
  void Visit(V& v) {
    v(key);
  }
};

enum class ObligationKind : std::uint8_t {
  kOfferExpiry = 1,     ///< an offer was not answered in time; entity: the activation
  kOfferFreePlace = 2,  ///< a place became free; entity: the unit
  kFollowDeath = 3,     ///< a death was recorded or revoked, and proposals follow; entity: the person
  kDeadline = 4,        ///< a deadline passes; entity: the case or application, with `number`
  kDocumentDue = 5,     ///< a document has not come; entity: the case, with `number`
  kReferralReply = 6,   ///< nobody answered a referral; entity: the case, with `number`
  kProjectReview = 7,   ///< a project was not reviewed; entity: the case, with `number`
  kCaseloadTransfer = 8,  ///< a caseload has more cases to move; entity: the authority
  kRecalculateFee = 9,  ///< the ISEE behind a fee changed; entity: the activation
  kCarryOut = 10,   ///< an act has effect, and carries more; entity: the act, with `number`
  kRatification = 11,  ///< a provisional act was not ratified in time; entity: the act
  kRankingExpiry = 24,  ///< the validity of a final list is over; entity: the call
  kNightsEnd = 0x90,    ///< the last night of a bed is over; entity: the placement
  kComesOfAge = 0x91,  ///< somebody who is placed becomes 18; entity: the placement, `number`: which person, from 0
  kErase = 16,  ///< an erasure was approved, or more keys are to be destroyed; entity: the person, with `number`
  kUndertakingDue = 40,  ///< an undertaking's day passes; entity: the programme, with `number`
  kUnitDue = 41,         ///< a remedy or an answer is late, an accreditation ends; entity: the unit, with `number`
  kMoveUsers = 42,       ///< a unit's users go to another; entity: the unit
  kPlanExpenses = 0xC0,  ///< a month's expenses were not filed in time; entity: the plan, `from`: the month
  kAskToConfirm = 0xC1,  ///< somebody who waits is asked whether they still want it; entity: the activation
  kConfirmationExpiry = 0xC2,  ///< they did not answer; entity: the activation
  kVouchersEnd = 0xD0,  ///< the term of vouchers is over; entity: the activation
  kCertificateEnds = 0xC3,  ///< a plan's certificate ends soon; entity: the plan, `from`: the first day without it
  kAccessReview = 0xE0,  ///< an emergency, or a seal, was not reviewed; entity: the case, `number`: which, 0: the seal
  kMendFlow = 0xE1,     ///< a rejected flow was not put right; entity: the flow
};

struct ObligationRow {
  ObligationKind kind = ObligationKind::kOfferExpiry;
  EntityId entity;
  Instant due;
  CommandId opened_by;
  std::uint32_t event_index = 0;
  Position opened_at;
  std::optional<Day> from;  ///< kOfferFreePlace: the first day on which something is free; kRecalculateFee: of the change
  std::uint32_t number = 0;  ///< within the entity
  std::vector<std::string> words;  ///< kCaseloadTransfer: worker, successor, reason
  template <class V>
  void Visit(V& v) {
    v(kind, entity, due, opened_by, event_index, opened_at, from, number, words);
  }
};

struct SheetRow {
  std::string json;
  template <class V>
  void Visit(V& v) {
    v(json);
  }
};

struct RuleSetRow {
  std::string json;
  template <class V>
  void Visit(V& v) {
    v(json);
  }
};

struct CalendarRow {
  std::string json;
  template <class V>
  void Visit(V& v) {
    v(json);
  }
};

struct UnitRow {
  std::string service;
  std::string name;
  /// Counts how often something became free to be offered. Within one round nobody who declined is asked again, so
  /// that a place given back goes on to the next in line.
  std::uint64_t round = 0;
  template <class V>
  void Visit(V& v) {
    v(service, name, round);
  }
};

/// One step of a step function over days: the level holds from the row's day until the next row's.
struct StepRow {
  std::int64_t level = 0;
  template <class V>
  void Visit(V& v) {
    v(level);
  }
};

enum class ActivationState : std::uint8_t {
  kFiled = 1,
  kScored,
  kWaiting,
  kOffered,
  kProposed,   ///< decided, its act not yet in force
  kInForce,
  kEnded,
  kWithdrawn,
  kRemoved,    ///< taken off the list after a refused or silent offer
  kDenied,     ///< the office said no
};

struct InputRow {
  std::string name;
  std::int64_t number = 0;
  bool flag = false;
  std::string code;
  EntityId source;         ///< whose event brought it
  Version source_version;  ///< which event
  template <class V>
  void Visit(V& v) {
    v(name, number, flag, code, source, source_version);
  }
};

/// A tie-break as it was scored (engine/rules/evaluation.h).
struct TieBreakRow {
  std::string by;
  std::int64_t value = 0;
  bool descending = false;
  template <class V>
  void Visit(V& v) {
    v(by, value, descending);
  }
};

struct SuspensionRow {
  Day from;
  std::optional<Day> until;  ///< first day after; none: until resumed
  std::int64_t quantity_left = 0;
  bool place_kept = true;
  template <class V>
  void Visit(V& v) {
    v(from, until, quantity_left, place_kept);
  }
};

/// The quantity agreed from a day on, until the next such day.
struct AgreedRow {
  Day from;
  std::int64_t quantity = 0;
  template <class V>
  void Visit(V& v) {
    v(from, quantity);
  }
};

/// An offer that was refused, or not answered.
struct DeclinedRow {
  EntityId unit;
  std::uint64_t round = 0;  ///< UnitRow::round of the offer
  template <class V>
  void Visit(V& v) {
    v(unit, round);
  }
};

struct ActivationRow {
  EntityId case_file;
  EntityId person;
  std::string service;
  ActivationState state = ActivationState::kFiled;
  std::int64_t quantity = 0;  ///< asked for; once it runs, the one agreed last
  Day applied_on;
  Instant applied_at;
  std::optional<Day> requested_from;
  std::vector<InputRow> inputs;  ///< by name
  std::string rule_set;          ///< empty: not scored
  std::string rule_version;
  std::int64_t points = 0;  ///< hundredths, penalties taken off
  std::vector<TieBreakRow> tie_breaks;
  std::int64_t penalty = 0;  ///< hundredths taken off so far
  Version penalty_version;   ///< the event of this activation that took the last of them off
  EntityId unit;             ///< offered, proposed or in force there; zero: none
  std::optional<Day> from;
  std::optional<Day> until;
  std::optional<Day> offer_expires_on;
  EntityId expiry;  ///< the open obligation of the offer
  Instant expiry_due;
  std::uint64_t offer_round = 0;
  std::vector<DeclinedRow> declined;  ///< the last of each unit
  std::vector<AgreedRow> agreed;      ///< ascending days; empty: nothing is held
  std::vector<SuspensionRow> suspensions;  ///< ascending, without overlap
  std::optional<Day> removed_on;
  bool imported = false;  ///< filed by a foreign history
  template <class V>
  void Visit(V& v) {
    v(case_file, person, service, state, quantity, applied_on, applied_at, requested_from, inputs, rule_set,
      rule_version, points, tie_breaks, penalty, penalty_version, unit, from, until, offer_expires_on, expiry,
      expiry_due, offer_round, declined, agreed, suspensions, removed_on, imported);
  }
};

/// Somebody was taken off the list; kept, because he may apply again only after a term.
struct RemovedRow {
  Day on;
  template <class V>
  void Visit(V& v) {
    v(on);
  }
};

/// Where an activation stands on a list.
struct ListPlaceRow {
  std::string sort_key;
  template <class V>
  void Visit(V& v) {
    v(sort_key);
  }
};

/// Whether somebody who waits still wants it.
struct RevalidationRow {
  std::optional<Day> answer_by;  ///< last day; none: they were not asked, or have answered
  bool is_inactive = false;      ///< they said nothing, and are passed over until they do
  EntityId obligation;           ///< the open one: to ask them, or to see that they did not answer; zero: none
  Instant due;
  template <class V>
  void Visit(V& v) {
    v(answer_by, is_inactive, obligation, due);
  }
};

/// A place in a waiting list; the key is the order.
struct ListEntryRow {
  EntityId activation;
  std::int64_t quantity = 0;
  std::int64_t points = 0;
  template <class V>
  void Visit(V& v) {
    v(activation, quantity, points);
  }
};

/// Present where something exists under the key, which says it all.
struct MarkRow {
  bool present = true;
  template <class V>
  void Visit(V& v) {
    v(present);
  }
};

}  // namespace fascicolo::engine
