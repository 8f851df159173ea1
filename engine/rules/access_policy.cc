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
    Word<AccessAction>{"juvenile_court", AccessAction::kJuvenileCourt},
    Word<AccessAction>{"address", AccessAction::kAddress},
    Word<AccessAction>{"protected_address", AccessAction::kProtectedAddress},
    Word<AccessAction>{"seal", AccessAction::kSeal},
    Word<AccessAction>{"unseal", AccessAction::kUnseal},
    Word<AccessAction>{"emergency", AccessAction::kEmergency},
    Word<AccessAction>{"approve", AccessAction::kApprove},
    Word<AccessAction>{"grant", AccessAction::kGrant},
};
constexpr std::array kLevelWords{
    Word<schema::Secrecy>{"administrative", schema::Secrecy::administrative},
    Word<schema::Secrecy>{"assessment", schema::Secrecy::assessment},
    Word<schema::Secrecy>{"diary", schema::Secrecy::diary},
    Word<schema::Secrecy>{"juvenile_court", schema::Secrecy::juvenile_court},
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

std::uint32_t ReadCount(Form& form, std::string_view key, std::uint32_t most) {
  return static_cast<std::uint32_t>(form.Integer(key, 1, most));
}

TwoPersons ReadTwoPersons(Form form) {
  TwoPersons two;
  two.actions = form.EachOnce("actions", 1, kActionWords, "action");
  two.hours = ReadCount(form, "hours", kMaxTermHours);
  form.RefuseOtherKeys();
  return two;
}

EmergencyTerms ReadEmergency(Form form) {
  EmergencyTerms terms;
  terms.levels = form.EachOnce("levels", 1, kLevelWords, "level");
  terms.minutes = ReadCount(form, "minutes", kMaxEmergencyMinutes);
  terms.review_days = ReadCount(form, "review_days", kMaxReviewDays);
  terms.unreviewed = ReadCount(form, "unreviewed", kMaxUnreviewed);
  form.RefuseOtherKeys();
  return terms;
}

/// The object under `key`, where there is one.
template <class Read>
auto ReadWithin(Form& form, std::string_view key, Read read) -> std::optional<decltype(read(form))> {
  const JsonValue* value = form.Optional(key, JsonValue::Kind::kObject, "an object");
  if (value == nullptr) return std::nullopt;
  return read(Form(*value, form.PlaceOf(key), form.errors()));
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

AccessAction ActionOf(schema::Secrecy level) {
  switch (level) {
    case schema::Secrecy::diary:
      return AccessAction::kDiary;
    case schema::Secrecy::assessment:
      return AccessAction::kAssessment;
    case schema::Secrecy::administrative:
      return AccessAction::kAdministrative;
    case schema::Secrecy::juvenile_court:
      return AccessAction::kJuvenileCourt;
  }
  return AccessAction::kJuvenileCourt;  // of a newer program: as what is kept closest
}

bool IsOfLevel(AccessAction action, schema::Secrecy level) {
  return action == ActionOf(level) || action == AccessAction::kFind || action == AccessAction::kHeader;
}

bool AccessPolicy::TakesTwo(AccessAction action) const {
  return two_persons && std::find(two_persons->actions.begin(), two_persons->actions.end(), action) !=
                            two_persons->actions.end();
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
  policy.two_persons = ReadWithin(form, "two_persons", ReadTwoPersons);
  policy.emergency = ReadWithin(form, "emergency", ReadEmergency);
  form.RefuseOtherKeys();
  if (!errors.empty()) return std::move(errors).Take();
  return policy;
}

}  // namespace fascicolo::engine
