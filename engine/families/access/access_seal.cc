// A case is sealed, named anew, and unsealed.
#include <algorithm>

#include "engine/catalogue/form.h"
#include "engine/families/access/access.h"
#include "engine/families/access/access_deciding.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"

namespace fascicolo::engine {
namespace {

using Texts = flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>;

/// Ascending, each once.
std::vector<std::string> Ordered(const Texts* given) {
  std::vector<std::string> texts;
  if (given == nullptr) return texts;
  for (const auto* one : *given) texts.emplace_back(Text(one));
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

std::optional<Decision> CheckNamed(const CaseRow& row, const std::vector<std::string>& names,
                                   const std::vector<std::string>& roles) {
  if (names.empty() && roles.empty()) return Malformed("/names", "name nobody", "who may know of the case");
  for (const auto* all : {&names, &roles}) {
    if (all->size() > kMaxNamedInSeal) {
      return Refusal{Rule::kTooMany, {{"of", "names"}, {"at_most", std::to_string(kMaxNamedInSeal)}}};
    }
  }
  for (const std::string& name : names) {
    if (auto answer = FirstOf(CheckText("/names", name, kMaxWorkerBytes), CheckNoConflict(row, name))) return answer;
  }
  for (const std::string& role : roles) {
    if (!IsCode(role)) return Malformed("/roles", "are no roles", "words of the policy");
  }
  return std::nullopt;
}

std::optional<Decision> CheckReviewDay(const Intent& intent, std::int32_t review_on) {
  const auto day = DayIfGiven(review_on);
  if (!day) return std::nullopt;
  if (!IsPossible(*day)) return Malformed("/review_on", "is out of range", "a day of 1900 to 2200");
  if (*day > intent.today) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"review_on", FormatDay(*day)}, {"today", FormatDay(intent.today)}}};
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::SealCase& command) {
  return OnCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    schema::CaseSealedT sealed;
    sealed.ground = command.ground();
    sealed.names = Ordered(command.names());
    sealed.roles = Ordered(command.roles());
    sealed.review_on = command.review_on();
    sealed.signatory = intent.actor;
    if (auto answer = FirstOf(CheckWord("/ground", command.ground()), CheckNamed(row, sealed.names, sealed.roles),
                              CheckReviewDay(intent, command.review_on()))) {
      return *std::move(answer);
    }
    const auto seal = state.Find<SealTable>(id);
    if (seal && seal->ground == sealed.ground && seal->names == sealed.names && seal->roles == sealed.roles &&
        DaysOf(seal->review_on) == sealed.review_on) {
      return Refusal{Rule::kSealedSo, {{"since", FormatDay(seal->since)}}};
    }
    return OneEvent(intent, id, std::move(sealed), "/note");
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::UnsealCase& command) {
  return ByPolicy(state, intent, command.case_file(), [&](EntityId id, const AccessPolicy& policy) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    if (!state.Find<SealTable>(id)) return Refusal{Rule::kCaseNotSealed, {}};
    schema::CaseUnsealedT unsealed;
    unsealed.reason = Text(command.reason());
    unsealed.signatory = intent.actor;
    unsealed.request = AgreedRequest(state, id, intent.actor, AccessAction::kUnseal, intent.now);
    if (policy.TakesTwo(AccessAction::kUnseal) && unsealed.request == 0) {
      return Refusal{Rule::kTwoPersonsNeeded, {{"action", "unseal"}, {"policy", policy.version}}};
    }
    return OneEvent(intent, id, std::move(unsealed), "/note");
  });
}

}  // namespace fascicolo::engine
