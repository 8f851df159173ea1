#include "engine/families/access/access_deciding.h"

#include <algorithm>

#include "engine/catalogue/parsed_once.h"
#include "engine/families/access/access.h"
#include "engine/families/case_deciding.h"
#include "engine/families/rights_words.h"
#include "engine/rules/dated_form.h"

namespace fascicolo::engine {

std::optional<AccessPolicy> PolicyOn(const State& state, Day day) {
  std::shared_ptr<const AccessPolicy> in_force;
  const std::string prefix = RuleSetTable::Key(std::string(kAccessPolicyCode));
  state.Scan<RuleSetTable>(prefix, [&](std::string_view, const RuleSetRow& row) {  // by the days from which they count
    auto read = ParsedOnce<AccessPolicy>(row.json, [](const std::string& json) { return ParseAccessPolicy(json); });
    if (read && IsValidOn(*read, day)) in_force = std::move(read);
    return true;
  });
  return in_force == nullptr ? std::nullopt : std::optional(*in_force);
}

std::uint32_t AgreedRequest(const State& state, EntityId case_file, std::string_view worker, AccessAction action,
                            Instant at) {
  std::uint32_t agreed = 0;
  const std::string prefix = AccessRequestTable::Key(case_file);
  state.Scan<AccessRequestTable>(prefix, [&](std::string_view key, const AccessRequestRow& row) {
    const bool is_agreed = row.state == AccessRequestState::kApproved && row.worker == worker && row.from <= at &&
                           at < row.until && AccessActionOf(row.action) == action;
    EntityId of;
    if (is_agreed) AccessRequestTable::Read(key, of, agreed);
    return agreed == 0;
  });
  return agreed;
}

Decision ByPolicy(const State& state, const Intent& intent, const schema::Id* case_file,
                  const std::function<Decision(EntityId, const AccessPolicy&)>& decide) {
  return OnCase(state, intent, case_file, [&](EntityId id, const CaseRow&) -> Decision {
    const auto policy = PolicyOn(state, intent.today);
    if (!policy) return Refusal{Rule::kNoAccessPolicy, {{"today", FormatDay(intent.today)}}};
    return decide(id, *policy);
  });
}

AccessCountsRow CountsOf(const State& state, EntityId entity) {
  return state.Find<AccessCountsTable>(entity).value_or(AccessCountsRow{});
}

std::optional<Decision> CheckRoomFor(std::string_view of, std::uint32_t used) {
  if (used < kMaxAccessOfCase) return std::nullopt;
  return Refusal{Rule::kTooMany, {{"of", std::string(of)}, {"at_most", std::to_string(kMaxAccessOfCase)}}};
}

std::optional<std::vector<schema::Secrecy>> LevelsOf(const flatbuffers::Vector<schema::Secrecy>* given) {
  auto levels = WordsOf(given, schema::Secrecy::MIN);
  return levels && !levels->empty() ? levels : std::nullopt;
}

std::optional<Decision> CheckOtherPerson(std::string_view actor, std::initializer_list<std::string_view> others) {
  if (std::find(others.begin(), others.end(), actor) == others.end()) return std::nullopt;
  return Refusal{Rule::kAnotherPersonNeeded, {}};
}

bool IsWithin(const Intent& intent, Instant until, std::int64_t most_micros) {
  return until > intent.now && until.micros - intent.now.micros <= most_micros;
}

}  // namespace fascicolo::engine
