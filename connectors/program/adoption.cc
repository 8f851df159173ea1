#include "connectors/program/adoption.h"

#include "engine/catalogue/json_tree.h"
#include "engine/catalogue/sheet.h"
#include "engine/families/authority.h"
#include "engine/rules/dated_rules.h"
#include "engine/rules/holidays.h"
#include "events/hash.h"
#include "events/json/value.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

using Kind = engine::BuiltInDocument::Kind;
using Read = Result<CatalogueDocument, std::vector<FormError>>;

CommandId CommandFor(Position next, const std::string& json) {
  const Hash hash =
      events::Sha256({events::AsBytes(std::string_view("fascicolo adopt")),
                      events::AsBytes(std::to_string(next.value)), events::AsBytes(json)});
  return IdFromHash<CommandId>(hash);
}

bool IsInForce(const engine::State& state, const CatalogueDocument& document) {
  if (document.kind == Kind::kSheet) {
    const auto row = state.Find<engine::SheetTable>(document.code);
    return row && row->json == document.json;
  }
  if (document.kind == Kind::kCalendar) {
    const auto row = state.Find<engine::CalendarTable>();
    return row && row->json == document.json;
  }
  bool found = false;
  state.Scan<engine::RuleSetTable>(engine::RuleSetTable::Key(document.code),
                                   [&](std::string_view, const engine::RuleSetRow& row) {
                                     found = row.json == document.json;
                                     return !found;
                                   });
  return found;
}

}  // namespace

Read ReadCatalogueDocument(std::string_view json) {
  const auto tree = engine::ParseJson(json);
  if (!tree) return tree.error();
  const auto value = events::json::ParseJson(json);
  if (!value) return std::vector<FormError>{value.error()};
  CatalogueDocument document;
  document.json = events::json::PrintJson(*value);
  if (tree->Find("sundays") != nullptr) {
    const auto calendar = engine::ParseHolidayCalendar(json);
    if (!calendar) return calendar.error();
    document.kind = Kind::kCalendar;
    document.code = calendar->code;
    return document;
  }
  if (tree->Find("criteria") == nullptr && tree->Find("kind") == nullptr) {
    const auto sheet = engine::ParseSheet(json);
    if (!sheet) return sheet.error();
    document.code = sheet->code;
    return document;
  }
  const auto rules = engine::ParseDatedRules(json);
  if (!rules) return rules.error();
  document.kind = Kind::kRuleSet;
  std::visit(
      [&](const auto& one) {
        document.code = one.code;
        document.version = one.version;
      },
      *rules);
  return document;
}

Result<engine::Request, FormError> AdoptionRequest(Position next, const CatalogueDocument& document, const std::string& actor) {
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(events::ToSchema(CommandFor(next, document.json)));
  command.actor = actor;
  command.payload = engine::AdoptionOf(document.kind, document.json);
  return engine::MakeRequest(events::PackLeaf(command), {});
}

// What is on its way, a day or an adoption, comes first: the state that is looked at, and the command's id, must not depend
// on how fast the log is.
Adoption Adopt(Node& node, const CatalogueDocument& document, const std::string& actor) {
  if (Status drained = node.Drain(); !drained) return engine::Outcome(drained.error());
  if (IsInForce(node.state(), document)) return AdoptedAlready{};
  auto request = AdoptionRequest(node.head().next, document, actor);
  if (!request)
    return engine::Outcome(engine::Rejection{engine::RejectionCode::kForm, request.error()});
  return node.Submit(std::move(request).value());
}

}  // namespace fascicolo::program
