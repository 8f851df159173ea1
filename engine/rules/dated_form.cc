#include "engine/rules/dated_form.h"

#include "engine/catalogue/decimal.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

enum class RoundingRule { kHalfUp };
constexpr std::array kRoundingRules{Word<RoundingRule>{"half_up", RoundingRule::kHalfUp}};

constexpr std::int64_t kMaxRoundToHundredths = 100'000;

bool IsVersion(std::string_view text) {
  return !text.empty() && text.size() <= 32 &&
         std::all_of(text.begin(), text.end(), [](char letter) {
           return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                  letter == '.' || letter == '_';
         });
}

}  // namespace

std::string ReadVersion(Form& form) {
  constexpr std::string_view kExpected =
      "a text of at most 32 lower-case letters, digits, . and _, as \"2025\" or \"2025.1\"";
  const JsonValue* member = form.Required("version", Kind::kText, kExpected);
  if (member == nullptr) return {};
  return TextItem(*member, form.PlaceOf("version"), IsVersion, kExpected, form.errors());
}

Validity ReadValidity(Form& form) {
  Validity validity;
  const std::optional<Day> from = form.Date("valid_from");
  if (from) validity.from = *from;
  if (!form.Has("valid_to")) return validity;
  validity.to = form.Date("valid_to");
  if (from && validity.to && *validity.to < *from) {
    form.Add("valid_to", FormatDay(*validity.to) + " lies before valid_from",
             FormatDay(*from) + " or later");
  }
  return validity;
}

std::int64_t ReadRounding(Form& form) {
  const JsonValue* member =
      form.Required("round", Kind::kObject, "{\"to\": \"0.01\", \"rule\": \"half_up\"}");
  if (member == nullptr) return 1;
  Form round(*member, form.PlaceOf("round"), form.errors());
  const std::optional<std::int64_t> unit = round.Points("to");
  if (unit && (*unit <= 0 || *unit > kMaxRoundToHundredths)) {
    round.Add("to", FormatHundredths(*unit) + " is out of range",
              "from \"0.01\" to \"" + FormatHundredths(kMaxRoundToHundredths) + "\"");
  }
  (void)round.OneOf("rule", kRoundingRules);
  round.RefuseOtherKeys();
  return unit.value_or(1);
}

}  // namespace fascicolo::engine
