#include "engine/access/may.h"

#include <algorithm>

#include "engine/families/case_responsibility.h"
#include "engine/rules/dated_form.h"

namespace fascicolo::engine {
namespace {

template <class T>
bool Holds(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool IsHolder(const State& state, const Someone& who, const CaseRow& row, Day day) {
  std::vector<std::string> holders;
  if (!row.worker.empty()) holders.push_back(row.worker);
  for (const CoResponsibleRow& one : row.co_responsible) holders.push_back(one.worker);
  return std::any_of(holders.begin(), holders.end(), [&](const std::string& holder) {
    return holder == who.name || WhoWorksFor(state, holder, day) == who.name;
  });
}

bool IsOfTeam(const Someone& who, const CaseRow& row) {
  return Holds(who.areas, row.area) || std::any_of(row.co_responsible.begin(), row.co_responsible.end(),
                                                   [&](const CoResponsibleRow& one) { return Holds(who.areas, one.area); });
}

bool Stands(const State& state, const Someone& who, Relation relation, const CaseRow& row, Day day) {
  switch (relation) {
    case Relation::kAny:
      return true;
    case Relation::kTeam:
      return IsOfTeam(who, row);
    case Relation::kHolder:
      return IsHolder(state, who, row, day);
  }
  return false;
}

}  // namespace

std::string_view TextOf(Verdict::Why why) {
  switch (why) {
    case Verdict::Why::kRow:
      return "row";
    case Verdict::Why::kNoRow:
      return "no_row";
    case Verdict::Why::kConflict:
      return "conflict";
    case Verdict::Why::kNoPolicy:
      return "no_policy";
    case Verdict::Why::kUnknownCase:
      return "unknown_case";
  }
  return "";
}

std::optional<AccessPolicy> PolicyOn(const State& state, Day day) {
  std::optional<AccessPolicy> in_force;
  state.Scan<RuleSetTable>(RuleSetTable::Key(std::string(kAccessPolicyCode)), [&](std::string_view, const RuleSetRow& row) {
    auto read = ParseAccessPolicy(row.json);
    if (read && IsValidOn(*read, day)) in_force = std::move(read).value();  // in the order of the days from which they count
    return true;
  });
  return in_force;
}

Verdict May(const State& state, const Someone& who, AccessAction action, EntityId case_file, Day day) {
  const auto policy = PolicyOn(state, day);
  if (!policy) return {.why = Verdict::Why::kNoPolicy};
  Verdict verdict{.why = Verdict::Why::kNoRow, .policy = policy->version};
  const auto row = state.FindEntity<CaseTable>(case_file);
  if (!row) {
    verdict.why = Verdict::Why::kUnknownCase;
    return verdict;
  }
  if (Holds(row->conflicts, who.name)) {
    verdict.why = Verdict::Why::kConflict;
    return verdict;
  }
  const auto allows = [&](const AccessRow& one) {
    return Holds(who.roles, one.role) && Holds(one.actions, action) &&
           Stands(state, who, one.relation, *row, day);
  };
  const auto found = std::find_if(policy->rows.begin(), policy->rows.end(), allows);
  if (found == policy->rows.end()) return verdict;
  verdict.why = Verdict::Why::kRow;
  verdict.row = *found;
  return verdict;
}

}  // namespace fascicolo::engine
