// How closely days and figures are told. A day, a household's size and an amount together single a person out in a
// small town, so they leave as months and bands unless a consumer's file says otherwise.
#pragma once

#include "events/calendar.h"
#include "events/json/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace fascicolo::feed {

struct Precision {
  bool days = false;     ///< else months
  bool figures = false;  ///< else bands
};

/// "2025-03", or with days "2025-03-31".
[[nodiscard]] std::string TimeText(Day day, const Precision& precision);
/// "1950..1960", or with days "1957".
[[nodiscard]] std::string BirthText(Day born, const Precision& precision);
/// "100..200" (the first is within, the second is not), in steps of 5, 10, 20, 50, 100 ...; below five "0..5"; nothing:
/// "0"; what is owed back the other way round: "-200..-100".
[[nodiscard]] std::string BandOf(std::int64_t hundredths);

/// A figure in its JSON form, a whole number or a decimal text, as a band or as it is. Null: it is no figure.
[[nodiscard]] events::json::Value FigureForm(const events::json::Value& figure, const Precision& precision);
/// A day or an instant in its JSON form; null: it is none.
[[nodiscard]] events::json::Value TimeForm(const events::json::Value& time, const Precision& precision);
[[nodiscard]] events::json::Value BirthForm(const events::json::Value& born, const Precision& precision);

}  // namespace fascicolo::feed
