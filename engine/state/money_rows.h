// The rows of money: chapters, what is set aside and paid in them, payees, and what persons owe. All amounts in cents.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

struct ChapterRow {
  std::int32_t year = 0;
  std::string code;
  std::int64_t amount = 0;     ///< of the budget, with its variations
  std::int64_t set_aside = 0;  ///< reserved or committed, without what was released: never more than `amount`
  std::uint32_t commitments = 0;
  std::uint32_t liquidations = 0;
  template <class V>
  void Visit(V& v) {
    v(year, code, amount, set_aside, commitments, liquidations);
  }
};

struct CommitmentRow {
  EntityId about;
  std::int64_t amount = 0;      ///< without what was released
  std::int64_t liquidated = 0;  ///< never more than `amount`
  bool committed = false;       ///< false: set aside only
  std::string number;           ///< in the accounts; empty: set aside only
  EntityId act;                 ///< by which it was committed
  template <class V>
  void Visit(V& v) {
    v(about, amount, liquidated, committed, number, act);
  }
};

struct LiquidationRow {
  std::uint32_t commitment = 0;
  std::int64_t amount = 0;
  EntityId payee;
  EntityId activation;  ///< whose bill is paid; zero: none
  std::uint32_t bill = 0;
  std::optional<Day> month;
  std::int32_t year = 0;  ///< of a plan, whose balance it is; 0: none
  EntityId act;
  std::string paid_by;  ///< number of the order to pay; empty: not paid, or it came back
  std::optional<Day> paid_on;
  std::uint32_t bounced = 0;  ///< how often it came back
  template <class V>
  void Visit(V& v) {
    v(commitment, amount, payee, activation, bill, month, year, act, paid_by, paid_on, bounced);
  }
};

/// Where something was liquidated that is paid once: a bill, or a month of a benefit.
struct PaidForRow {
  EntityId chapter;
  std::uint32_t liquidation = 0;
  template <class V>
  void Visit(V& v) {
    v(chapter, liquidation);
  }
};

struct PayeeRow {
  EntityId person;       ///< zero: a provider
  std::string provider;  ///< empty: a person
  bool has_account = false;
  std::optional<Day> durc_until;  ///< last day
  template <class V>
  void Visit(V& v) {
    v(person, provider, has_account, durc_until);
  }
};

/// An amount from a day on, until the next such day.
struct AllowanceStepRow {
  Day from;
  std::int64_t amount = 0;
  template <class V>
  void Visit(V& v) {
    v(from, amount);
  }
};

struct AllowanceRow {
  Day from;                 ///< the first month begins here; the k-th k - 1 months later
  std::uint32_t months = 0;
  std::vector<AllowanceStepRow> amounts;  ///< each month; ascending, the first from `from` on
  EntityId chapter;
  std::uint32_t commitment = 0;
  EntityId payee;
  template <class V>
  void Visit(V& v) {
    v(from, months, amounts, chapter, commitment, payee);
  }
};

struct DebtCountRow {
  std::uint32_t debts = 0;
  template <class V>
  void Visit(V& v) {
    v(debts);
  }
};

struct DebtRow {
  schema::DebtCause cause = schema::DebtCause::none;
  EntityId activation;
  std::optional<Day> month;
  std::int64_t amount = 0;
  std::int64_t received = 0;     ///< never more than `amount` less what was written off
  std::int64_t written_off = 0;  ///< 0, or all that was left
  Day due_on;
  std::uint32_t instalments = 0;  ///< 0: none agreed
  std::optional<Day> first_due;
  std::optional<Day> reminded_on;  ///< last
  template <class V>
  void Visit(V& v) {
    v(cause, activation, month, amount, received, written_off, due_on, instalments, first_due, reminded_on);
  }
  [[nodiscard]] std::int64_t Left() const { return amount - received - written_off; }
};

}  // namespace fascicolo::engine
