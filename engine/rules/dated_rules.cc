#include "engine/rules/dated_rules.h"

#include "engine/catalogue/json_tree.h"

#include <utility>

namespace fascicolo::engine {
namespace {

template <class Document>
Result<DatedRules, std::vector<FormError>> Either(Result<Document, std::vector<FormError>> read) {
  if (!read) return read.error();
  return DatedRules(std::move(read).value());
}

}  // namespace

Result<DatedRules, std::vector<FormError>> ParseDatedRules(std::string_view json) {
  const auto tree = ParseJson(json);
  if (!tree) return tree.error();
  const JsonValue* kind = tree->Find("kind");
  if (kind == nullptr) return Either(ParseRuleSet(json));
  if (kind->text == "access") return Either(ParseAccessPolicy(json));
  if (kind->text == "formula") return Either(ParseFormula(json));
  return kind->text == "instrument" ? Either(ParseInstrument(json)) : Either(ParseFeeRules(json));
}

}  // namespace fascicolo::engine
