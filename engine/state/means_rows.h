// The rows of means and of what they decide: attestations of the ISEE, and what services cost their users.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// An attestation of a household's means, as it was recorded. Amounts in cents, the scale in hundredths.
struct IseeRow {
  schema::IseeType type = schema::IseeType::none;
  Day from;   ///< first day; of a correction that of what it corrects
  Day until;  ///< last day
  Day issued_on;
  std::int64_t isr = 0;
  std::int64_t isp = 0;
  std::int64_t ise = 0;
  std::int64_t scale = 0;
  std::int64_t isee = 0;
  bool discrepancies = false;
  std::string corrects;      ///< protocol; empty: it corrects none
  std::string corrected_by;  ///< protocol; empty: it stands
  Version version;           ///< which event of the household brought it
  template <class V>
  void Visit(V& v) {
    v(type, from, until, issued_on, isr, isp, ise, scale, isee, discrepancies, corrects, corrected_by, version);
  }
};

/// Whose attestation a protocol is.
struct IseeProtocolRow {
  EntityId household;
  template <class V>
  void Visit(V& v) {
    v(household);
  }
};

/// What one unit of a service costs its user from a day on, until the next such day.
struct FeeStepRow {
  Day from;
  std::optional<std::int64_t> cents;  ///< none: not settled
  template <class V>
  void Visit(V& v) {
    v(from, cents);
  }
};
struct FeesRow {
  std::vector<FeeStepRow> steps;  ///< ascending days
  template <class V>
  void Visit(V& v) {
    v(steps);
  }
};

/// All that was delivered on one day.
struct DeliveredDayRow {
  Day day;
  std::int64_t quantity = 0;
  template <class V>
  void Visit(V& v) {
    v(day, quantity);
  }
};

/// What was delivered in one month.
struct DeliveredRow {
  std::vector<DeliveredDayRow> days;  ///< ascending
  template <class V>
  void Visit(V& v) {
    v(days);
  }
};

}  // namespace fascicolo::engine
