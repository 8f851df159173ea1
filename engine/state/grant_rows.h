// The rows of vouchers, and of the checks of what applicants declared. All amounts in cents.
#pragma once

#include <string>
#include <vector>

#include "engine/state/means_rows.h"
#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// The vouchers of one application.
struct VouchersRow {
  std::uint32_t count = 0;
  std::int64_t amount = 0;    ///< of each
  Day from;
  Day until;                  ///< last day on which they are good
  EntityId chapter;
  std::uint32_t commitment = 0;
  std::int64_t redeemed = 0;  ///< of all of them together
  bool lapsed = false;
  template <class V>
  void Visit(V& v) {
    v(count, amount, from, until, chapter, commitment, redeemed, lapsed);
  }
};

/// What was redeemed of something: of a voucher, of an application's at a provider in a month.
struct RedeemedRow {
  std::int64_t amount = 0;
  template <class V>
  void Visit(V& v) {
    v(amount);
  }
};

/// What was redeemed at a provider in a month.
struct VoucherMonthRow {
  std::int64_t redeemed = 0;
  std::uint32_t bill = 0;  ///< the one that was accepted, which closes the month; 0: none was
  template <class V>
  void Visit(V& v) {
    v(redeemed, bill);
  }
};

struct VoucherBillRow {
  Day month;
  std::int64_t amount = 0;
  BillState state = BillState::kRecorded;
  template <class V>
  void Visit(V& v) {
    v(month, amount, state);
  }
};

struct VoucherBillCountRow {
  std::uint32_t bills = 0;
  template <class V>
  void Visit(V& v) {
    v(bills);
  }
};

/// Grants of a service of which some are drawn to be checked.
struct SampleRow {
  std::string service;
  std::int64_t share = 0;  ///< hundredths of a per cent of them
  Hash seed_hash;
  Day public_on;
  std::vector<EntityId> grants;  ///< by id
  std::uint32_t drawn = 0;       ///< 0: the number is not known yet
  template <class V>
  void Visit(V& v) {
    v(service, share, seed_hash, public_on, grants, drawn);
  }
};

/// What came of the last check of a grant's declarations.
struct DeclarationRow {
  schema::DeclarationResult result = schema::DeclarationResult::none;
  EntityId sample;  ///< zero: checked on doubt
  bool forfeited = false;
  template <class V>
  void Visit(V& v) {
    v(result, sample, forfeited);
  }
};

}  // namespace fascicolo::engine
