// How a file writes its instants.
//
//   "rfc3339"   2011-10-11T13:45:40.276+02:00, an offset always (fascicolo::ParseInstant)
//   a pattern   of literal characters and these signs, each but %% at most once:
//                 %Y              four digits
//                 %m %d %H        one or two digits
//                 %M %S           two digits
//                 %f              1 to 9 digits of a fraction of a second, cut to microseconds
//                 %z              Z, +hh:mm or +hhmm (or -)
//                 %%              a per cent sign
//               %Y, %m and %d are required; what else is not given is zero. Without %z the instant
//               is local time in Europe/Rome: an hour that summer time skips does not exist, of one
//               that occurs twice the earlier is meant.
#pragma once

#include "events/calendar.h"
#include "events/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::intake {

class InstantFormat {
 public:
  /// RFC 3339.
  InstantFormat() = default;

  /// FormError (without place): not "rfc3339" and no pattern, or a pattern that lacks or repeats
  /// something.
  [[nodiscard]] static Result<InstantFormat, FormError> Parse(std::string_view text);

  /// Nothing when `text` is of another form, or names a day or a time that does not exist.
  [[nodiscard]] std::optional<Instant> Read(std::string_view text) const;

 private:
  std::string pattern_;  // empty: RFC 3339
};

}  // namespace fascicolo::intake
