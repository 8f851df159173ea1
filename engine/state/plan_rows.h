// The rows of personal plans: what deciders read of them. All amounts in cents.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// Values are stored.
enum class PlanState : std::uint8_t {
  kRequested = 1,
  kAssessed,   ///< the sheets are scored, or the level is decided
  kPriced,     ///< the most that the year may cost is set
  kDrafted,
  kAgreed,     ///< everybody has signed
  kSent,       ///< to the Region
  kFunded,
  kUnfunded,   ///< the Region gave nothing so far
  kRunning,
  kSuspended,
  kEnded,
  kWithdrawn,
  kDenied,
};

/// Days on which a plan does not run.
struct PlanPauseRow {
  Day from;
  std::optional<Day> until;  ///< first day on which it runs again; none: not resumed
  template <class V>
  void Visit(V& v) {
    v(from, until);
  }
};

/// A carer's contract that the family declared.
struct HelperRow {
  Day from;
  std::optional<Day> until;  ///< first day after; none: without end
  template <class V>
  void Visit(V& v) {
    v(from, until);
  }
};

struct PlanRow {
  EntityId case_file;
  EntityId person;
  std::string service;
  PlanState state = PlanState::kRequested;
  std::int64_t points = 0;  ///< hundredths, of all sheets; 0: assessed by level
  std::string level;        ///< empty: assessed by points
  std::vector<schema::Party> signed_by;  ///< of the draft that stands
  std::int32_t year = 0;    ///< the last one in which it runs, or is to run; 0: none yet
  std::optional<Day> from;
  std::optional<Day> until;  ///< first day without it
  EntityId payee;
  std::vector<PlanPauseRow> pauses;  ///< ascending, without overlap
  std::vector<HelperRow> helpers;    ///< in the order of their declaration
  std::optional<Day> awaited;        ///< the month whose expenses come next; none: none is
  EntityId reminder;                 ///< the open obligation that waits for them; zero: none
  Instant reminder_due;
  std::optional<Day> certified_until;  ///< first day on which the certificate is not valid any more; none: without end
  EntityId certificate_watch;          ///< the open obligation that tells so before; zero: none
  Instant certificate_watch_due;
  template <class V>
  void Visit(V& v) {
    v(case_file, person, service, state, points, level, signed_by, year, from, until, payee, pauses, helpers, awaited,
      reminder, reminder_due, certified_until, certificate_watch, certificate_watch_due);
  }
};

/// An item of a year's plan, or of a month's expenses.
struct PlanItemRow {
  std::string activity;
  std::int64_t amount = 0;
  schema::PlanMeasure measure = schema::PlanMeasure::none;
  std::uint32_t quantity = 0;  ///< of `measure`
  EntityId payee;              ///< of a year's plan: who is paid for it; zero: the plan's payee
  template <class V>
  void Visit(V& v) {
    v(activity, amount, measure, quantity, payee);
  }
};

struct PlanYearRow {
  std::int64_t amount = 0;  ///< the most that the year may cost
  schema::PlanManagement management = schema::PlanManagement::none;  ///< none: not drafted
  std::vector<PlanItemRow> items;
  std::int64_t funded = 0;  ///< 0: not funded
  EntityId chapter;
  std::uint32_t commitment = 0;
  std::vector<PlanItemRow> spent;  ///< by accepted expenses, item by item in the order of their first month
  bool returned = false;           ///< what was left went back
  bool balanced = false;           ///< what was paid provisionally was held against `spent`
  std::int64_t to_pay = 0;         ///< by the balance, and not liquidated yet
  template <class V>
  void Visit(V& v) {
    v(amount, management, items, funded, chapter, commitment, spent, returned, balanced, to_pay);
  }
};

enum class ExpensesState : std::uint8_t { kFiled = 1, kContested, kAccepted };

/// A month's expenses.
struct PlanMonthRow {
  ExpensesState state = ExpensesState::kFiled;
  std::vector<PlanItemRow> items;
  template <class V>
  void Visit(V& v) {
    v(state, items);
  }
};

}  // namespace fascicolo::engine
