#include "connectors/program/serve/files/shown_rows.h"

#include "connectors/program/rights/named_cases.h"
#include "connectors/program/serve/files/case_access.h"

#include <algorithm>
#include <map>

namespace fascicolo::program {
namespace {

std::optional<EntityId> NamedBy(const cli::Value& row, std::string_view member) {
  const cli::Value* value = events::json::MemberOf(row, member);
  const auto* text = value == nullptr ? nullptr : value->As<std::string>();
  return text == nullptr ? std::nullopt : IdFromText<EntityId>(*text);
}

bool IsShown(const cli::Value& row, const ShownIds& shown) {
  if (const auto one = NamedBy(row, "case")) return shown.case_file(*one);
  if (!shown.others) return true;
  for (const char* member : {"about", "entity", "person"}) {
    const auto one = NamedBy(row, member);
    if (one && !shown.others(*one)) return false;
  }
  return true;
}

}  // namespace

bool DropRows(cli::Value& document, const ShownIds& shown) {
  bool has_dropped = false;
  if (auto* object = std::get_if<cli::Value::Object>(&document.content)) {
    for (auto& member : *object) {
      if (member.value.As<cli::Value::Object>() != nullptr && !IsShown(member.value, shown)) {
        member.value = {};
        has_dropped = true;
      }
      has_dropped = DropRows(member.value, shown) || has_dropped;
    }
  } else if (auto* array = std::get_if<cli::Value::Array>(&document.content)) {
    has_dropped = std::erase_if(*array, [&](const cli::Value& row) { return !IsShown(row, shown); }) > 0;
    for (cli::Value& row : *array) has_dropped = DropRows(row, shown) || has_dropped;
  }
  return has_dropped;
}

bool KeepFindable(cli::Value& document, const engine::State& state, const engine::Access& access) {
  std::map<EntityId, bool> asked;
  std::map<EntityId, bool> asked_of_others;
  ShownIds shown;
  shown.case_file = [&](EntityId one) {
    const auto [found, is_new] = asked.try_emplace(one, false);
    if (is_new) found->second = MayFind(access, one);
    return found->second;
  };
  shown.others = [&](EntityId one) {
    const auto [found, is_new] = asked_of_others.try_emplace(one, false);
    if (is_new) {
      const auto cases = CasesBehind(state, one);
      found->second = cases.empty() || std::any_of(cases.begin(), cases.end(), shown.case_file);
    }
    return found->second;
  };
  return DropRows(document, shown);
}

}  // namespace fascicolo::program
