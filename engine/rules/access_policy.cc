#include "engine/rules/access_policy.h"

#include <algorithm>
#include <array>

#include "engine/rules/dated_form.h"

namespace fascicolo::engine {
namespace {

enum class PolicyKind { kAccess };
constexpr std::array kPolicyKinds{Word<PolicyKind>{"access", PolicyKind::kAccess}};

constexpr std::array kActionWords{
    Word<AccessAction>{"find", AccessAction::kFind},
    Word<AccessAction>{"header", AccessAction::kHeader},
    Word<AccessAction>{"administrative", AccessAction::kAdministrative},
    Word<AccessAction>{"assessment", AccessAction::kAssessment},
    Word<AccessAction>{"diary", AccessAction::kDiary},
    Word<AccessAction>{"write", AccessAction::kWrite},
    Word<AccessAction>{"rectify", AccessAction::kRectify},
    Word<AccessAction>{"assign", AccessAction::kAssign},
    Word<AccessAction>{"export", AccessAction::kExport},
    Word<AccessAction>{"access_log", AccessAction::kAccessLog},
    Word<AccessAction>{"erase", AccessAction::kErase},
};
constexpr std::array kRelationWords{
    Word<Relation>{"any", Relation::kAny},
    Word<Relation>{"team", Relation::kTeam},
    Word<Relation>{"holder", Relation::kHolder},
};

AccessRow ReadRow(Form entry) {
  AccessRow row;
  row.role = entry.Code("role");
  row.relation = entry.OneOf("relation", kRelationWords);
  row.actions = entry.EachOnce("actions", 1, kActionWords, "action");
  entry.RefuseOtherKeys();
  return row;
}

}  // namespace

std::string_view TextOf(AccessAction action) { return TextIn(kActionWords, action); }
std::string_view TextOf(Relation relation) { return TextIn(kRelationWords, relation); }

const std::vector<AccessAction>& AllAccessActions() {
  static const std::vector<AccessAction> all = [] {
    std::vector<AccessAction> actions;
    for (const auto& word : kActionWords) actions.push_back(word.value);
    return actions;
  }();
  return all;
}

std::optional<AccessAction> AccessActionOf(std::string_view text) {
  const auto found = std::find_if(kActionWords.begin(), kActionWords.end(), [&](const auto& word) { return word.text == text; });
  return found == kActionWords.end() ? std::nullopt : std::optional(found->value);
}

Result<AccessPolicy, std::vector<FormError>> ParseAccessPolicy(std::string_view json) {
  const Result<JsonValue, std::vector<FormError>> tree = ParseJson(json);
  if (!tree) return tree.error();
  FormErrors errors;
  Form form(*tree, "", errors);
  AccessPolicy policy;
  (void)form.OneOf("kind", kPolicyKinds);
  ReadDated(form, policy);
  form.Each("rows", 1, [&](const JsonValue& value, const std::string& place) {
    AccessRow row = ReadRow(Form(value, place, errors));
    const bool is_taken = std::any_of(policy.rows.begin(), policy.rows.end(), [&](const AccessRow& one) {
      return one.role == row.role && one.relation == row.relation;
    });
    if (is_taken) errors.Add(place, "stands twice", "every role and relation once");
    policy.rows.push_back(std::move(row));
  });
  form.RefuseOtherKeys();
  if (!errors.empty()) return std::move(errors).Take();
  return policy;
}

}  // namespace fascicolo::engine
