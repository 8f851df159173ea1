// Reading what all dated documents of schemas/catalogue/rules have, whatever their table.
#pragma once

#include "engine/catalogue/form.h"

#include <optional>
#include <string>

namespace fascicolo::engine {

inline constexpr int kRuleSetFormat = 1;  ///< the "format" of the JSON form that this program reads

struct Validity {
  Day from{};
  std::optional<Day> to{};
};
[[nodiscard]] std::string ReadVersion(Form& form);
[[nodiscard]] Validity ReadValidity(Form& form);

/// "round": in hundredths of what is rounded, half up; 1 after an error.
[[nodiscard]] std::int64_t ReadRounding(Form& form);

/// Everything up to the table; the fields have the same names in a RuleSet and in FeeRules.
template <class Document>
void ReadDated(Form& form, Document& document) {
  (void)form.Integer("format", kRuleSetFormat, kRuleSetFormat);
  document.code = form.Code("code");
  document.version = ReadVersion(form);
  const Validity validity = ReadValidity(form);
  document.valid_from = validity.from;
  document.valid_to = validity.to;
  document.name = form.Name("name");
  document.status = form.Status("status");
  document.ground = form.Grounds("ground", document.status == DocumentStatus::kConfirmed ? 1 : 0);
}

/// Whether a document with these days is in force on `day`.
template <class Document>
[[nodiscard]] bool IsValidOn(const Document& document, Day day) {
  return document.valid_from <= day && (!document.valid_to || day <= *document.valid_to);
}

}  // namespace fascicolo::engine
