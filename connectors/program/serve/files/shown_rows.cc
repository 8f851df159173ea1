#include "connectors/program/serve/files/shown_rows.h"

#include "connectors/program/rights/named_cases.h"
#include "connectors/program/serve/files/case_access.h"

#include <algorithm>
#include <array>
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

/// A list about cases, and what counts or sums it as a whole, whatever page or state of it is shown.
struct Total {
  std::string_view list;
  std::string_view total;
};
constexpr std::array<Total, 4> kTotals{
    {{"plans", "by_state"}, {"placements", "by_state"}, {"anomalies", "totals"}, {"debts", "left"}}};

/// Null: the answer has none.
cli::Value* TotalIn(cli::Value& document) {
  for (const Total& one : kTotals) {
    if (MemberIn(document, one.list) != nullptr) return MemberIn(document, one.total);
  }
  return nullptr;
}

}  // namespace

cli::Value* MemberIn(cli::Value& document, std::string_view key) {
  auto* members = std::get_if<cli::Value::Object>(&document.content);
  if (members == nullptr) return nullptr;
  const auto found = std::find_if(members->begin(), members->end(), [&](const auto& member) { return member.key == key; });
  return found == members->end() ? nullptr : &found->value;
}

std::string_view TotalBeside(std::string_view list) {
  const auto found = std::find_if(kTotals.begin(), kTotals.end(), [&](const Total& one) { return one.list == list; });
  return found == kTotals.end() ? std::string_view{} : found->total;
}

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

bool FindsEvery(const engine::State& state, const engine::Access& access) {
  using enum engine::AccessAction;
  constexpr std::array kFinding{kFind, kHeader, kAdministrative, kAssessment, kDiary};
  bool finds = std::any_of(kFinding.begin(), kFinding.end(), [&](auto action) { return access.RowForAll(action) != nullptr; });
  if (!finds) return false;
  state.Scan<engine::SealTable>(engine::SealTable::Key(), [&](std::string_view key, const engine::SealRow&) {
    EntityId sealed;
    engine::SealTable::Read(key, sealed);
    finds = MayFind(access, sealed);
    return finds;
  });
  return finds;
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
  const bool has_dropped = DropRows(document, shown);
  cli::Value* total = TotalIn(document);
  if (total == nullptr || (!has_dropped && FindsEvery(state, access))) return has_dropped;
  *total = {};
  return true;
}

}  // namespace fascicolo::program
