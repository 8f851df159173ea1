// Sheets, rule sets and the calendar as the authority has adopted them: read from the state, parsed once.
#pragma once

#include <memory>
#include <string_view>

#include "engine/catalogue/sheet.h"
#include "engine/rules/fee_rules.h"
#include "engine/rules/formula.h"
#include "engine/rules/holidays.h"
#include "engine/rules/instrument.h"
#include "engine/rules/rule_set.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// The sheet in force, or null when the service is not adopted. Parsed sheets are kept by the hash of their text, so
/// that the answer is a function of the state alone.
[[nodiscard]] std::shared_ptr<const Sheet> AdoptedSheet(const State& state, std::string_view service);

/// The version of the rule set in force on `day`: of those valid then, the one that began last. Null: none.
[[nodiscard]] std::shared_ptr<const RuleSet> RuleSetInForce(const State& state, std::string_view code, Day day);
/// The same for fee rules.
[[nodiscard]] std::shared_ptr<const FeeRules> FeeRulesInForce(const State& state, std::string_view code, Day day);

/// The same for assessment instruments.
[[nodiscard]] std::shared_ptr<const Instrument> InstrumentInForce(const State& state, std::string_view code, Day day);

/// The same for formulas.
[[nodiscard]] std::shared_ptr<const Formula> FormulaInForce(const State& state, std::string_view code, Day day);

/// One version, whatever the day; null: not adopted, or something else.
[[nodiscard]] std::shared_ptr<const RuleSet> RuleSetOfVersion(const State& state, std::string_view code,
                                                              std::string_view version);
[[nodiscard]] std::shared_ptr<const Formula> FormulaOfVersion(const State& state, std::string_view code,
                                                              std::string_view version);

/// The holidays by which deadlines are counted; null: none adopted.
[[nodiscard]] std::shared_ptr<const HolidayCalendar> AdoptedCalendar(const State& state);

}  // namespace fascicolo::engine
