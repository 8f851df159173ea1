#include "engine/catalogue/adopted.h"

#include "engine/catalogue/parsed_once.h"
#include "engine/rules/dated_form.h"

namespace fascicolo::engine {
namespace {

/// Of the versions of `code` that are valid on `day` the one that began last: rows ascend by valid_from.
template <class Document, class Parse>
std::shared_ptr<const Document> InForce(const State& state, std::string_view code, Day day, Parse parse) {
  std::shared_ptr<const Document> best;
  state.Scan<RuleSetTable>(RuleSetTable::Key(code), [&](std::string_view, const RuleSetRow& row) {
    auto parsed = ParsedOnce<Document>(row.json, parse);
    if (parsed && IsValidOn(*parsed, day)) best = std::move(parsed);
    return true;
  });
  return best;
}

template <class Document, class Parse>
std::shared_ptr<const Document> OfVersion(const State& state, std::string_view code, std::string_view version,
                                          Parse parse) {
  std::shared_ptr<const Document> found;
  state.Scan<RuleSetTable>(RuleSetTable::Key(code), [&](std::string_view, const RuleSetRow& row) {
    auto parsed = ParsedOnce<Document>(row.json, parse);
    if (parsed && parsed->version == version) found = std::move(parsed);
    return found == nullptr;
  });
  return found;
}

}  // namespace

std::shared_ptr<const Sheet> AdoptedSheet(const State& state, std::string_view service) {
  const auto row = state.Find<SheetTable>(service);
  if (!row) return nullptr;
  return ParsedOnce<Sheet>(row->json, [](const std::string& json) { return ParseSheet(json); });
}

std::shared_ptr<const HolidayCalendar> AdoptedCalendar(const State& state) {
  const auto row = state.Find<CalendarTable>();
  if (!row) return nullptr;
  return ParsedOnce<HolidayCalendar>(row->json, [](const std::string& json) { return ParseHolidayCalendar(json); });
}

std::shared_ptr<const RuleSet> RuleSetInForce(const State& state, std::string_view code, Day day) {
  return InForce<RuleSet>(state, code, day, [](const std::string& json) { return ParseRuleSet(json); });
}

std::shared_ptr<const FeeRules> FeeRulesInForce(const State& state, std::string_view code, Day day) {
  return InForce<FeeRules>(state, code, day, [](const std::string& json) { return ParseFeeRules(json); });
}

std::shared_ptr<const Instrument> InstrumentInForce(const State& state, std::string_view code, Day day) {
  return InForce<Instrument>(state, code, day, [](const std::string& json) { return ParseInstrument(json); });
}

std::shared_ptr<const Formula> FormulaInForce(const State& state, std::string_view code, Day day) {
  return InForce<Formula>(state, code, day, [](const std::string& json) { return ParseFormula(json); });
}

std::shared_ptr<const RuleSet> RuleSetOfVersion(const State& state, std::string_view code, std::string_view version) {
  return OfVersion<RuleSet>(state, code, version, [](const std::string& json) { return ParseRuleSet(json); });
}

std::shared_ptr<const Formula> FormulaOfVersion(const State& state, std::string_view code, std::string_view version) {
  return OfVersion<Formula>(state, code, version, [](const std::string& json) { return ParseFormula(json); });
}

}  // namespace fascicolo::engine
