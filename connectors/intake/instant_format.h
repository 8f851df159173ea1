// How a file writes its instants.
//
//   "rfc3339"      2011-10-11T13:45:40.276+02:00, an offset always (fascicolo::ParseInstant)
//   a pattern      of literal characters and, each at most once,
//                    %Y four digits, %m %d %H %M %S two digits (%m, %d and %H also one), %f 1 to 9
//                    digits of a fraction of a second, %z Z or +hh:mm or +hhmm, %% a per cent sign
//                  %Y, %m and %d are required; what is not given is zero. Without %z the instant is
//                  local time in Europe/Rome: an hour that summer time skips does not exist, one
//                  that occurs twice is the earlier.
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
