#include "engine/families/erasure.h"

#include <algorithm>

#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/erasure_states.h"
#include "engine/families/life_course.h"
#include "engine/families/obligations.h"
#include "engine/families/person.h"
#include "engine/families/rights_scope.h"
#include "engine/families/rights_words.h"

namespace fascicolo::engine {
namespace {

using Classes = std::vector<schema::RetentionClass>;

bool IsOpen(CaseState state) { return state != CaseState::kClosed && state != CaseState::kTransferred; }

bool HasOrdinary(const Classes& classes) {
  return std::find(classes.begin(), classes.end(), schema::RetentionClass::ordinary) != classes.end();
}

std::optional<Refusal> HoldIn(const EntryRights& rights) {
  for (std::size_t i = 0; i < rights.row.holds.size(); ++i) {
    const HoldRow& hold = rights.row.holds[i];
    if (hold.lifted) continue;
    return Refusal{Rule::kLegalHold,
                   {{"person", ToHex(rights.entry)}, {"hold", std::to_string(i + 1)}, {"since", FormatDay(hold.since)}}};
  }
  return std::nullopt;
}

std::optional<Refusal> OpenCaseOf(const State& state, EntityId entry) {
  for (const EntityId case_file : state.SecondsOf<PersonCaseTable>(entry)) {
    const auto row = state.FindEntity<CaseTable>(case_file);
    if (!row || !IsOpen(row->state)) continue;
    return Refusal{Rule::kCasesNotClosed, {{"case", ToHex(case_file)}, {"state", std::string(TextOf(row->state))}}};
  }
  return std::nullopt;
}

/// Nothing forbids to erase what is of these classes.
std::optional<Refusal> WhyNotErase(const State& state, EntityId person, const Classes& classes) {
  for (const EntryRights& rights : RightsOf(state, person)) {
    if (auto refusal = HoldIn(rights)) return refusal;
  }
  if (!HasOrdinary(classes)) return std::nullopt;
  for (const EntityId entry : EntriesOf(state, person)) {
    if (auto refusal = OpenCaseOf(state, entry)) return refusal;
  }
  return std::nullopt;
}

std::optional<Decision> CheckErasable(const State& state, EntityId person, const Classes& classes) {
  auto refusal = WhyNotErase(state, person, classes);
  if (!refusal) return std::nullopt;
  return Decision(*std::move(refusal));
}

std::optional<Decision> CheckNoErasureGoesOn(const RightsRow& rights) {
  for (std::size_t i = 0; i < rights.erasures.size(); ++i) {
    const bool goes_on = Allows(ErasureCourse(), rights.erasures[i].state, ErasureStep::kStop);
    if (!goes_on) continue;
    return Refusal{Rule::kErasurePending, {{"erasure", std::to_string(i + 1)}}};
  }
  if (rights.erasures.size() < kMaxErasures) return std::nullopt;
  return Refusal{Rule::kTooMany, {{"of", "erasures"}, {"at_most", std::to_string(kMaxErasures)}}};
}

/// Another pair of eyes: neither who asked nor who approved before.
std::optional<Decision> CheckOtherEyes(const ErasureRow& erasure, std::string_view actor) {
  const bool has_spoken = erasure.proposed_by == actor || std::find(erasure.approved_by.begin(), erasure.approved_by.end(),
                                                                    actor) != erasure.approved_by.end();
  if (!has_spoken) return std::nullopt;
  return Refusal{Rule::kFourEyes, {{"approvals", std::to_string(erasure.approved_by.size())}}};
}

/// A decision about an erasure that waits for its approvals.
template <class Rules>
Decision OnProposed(const State& state, const schema::Id* id, std::uint32_t number, Rules rules) {
  return OnPerson(state, id, [&](EntityId person, const PersonRow& row) -> Decision {
    auto rights = state.Find<RightsTable>(person).value_or(RightsRow{});
    const ErasureRow* erasure = Numbered(rights.erasures, number);
    if (erasure == nullptr || !Allows(ErasureCourse(), erasure->state, ErasureStep::kApprove)) {
      return Refusal{Rule::kErasureNotPending, {{"erasure", std::to_string(number)}}};
    }
    return rules(person, row, *erasure);
  });
}

Decision Stopped(const Intent& intent, EntityId person, std::uint32_t number, std::string_view reason) {
  schema::ErasureStoppedT stopped;
  stopped.erasure = number;
  stopped.reason = reason;
  return OneFact(intent, person, kPersonKind, std::move(stopped));
}

}  // namespace

std::optional<Decision> CheckNotErased(const State& state, EntityId person) {
  const auto erasure = FindErasure(RightsOf(state, person));
  if (!erasure) return std::nullopt;
  return Refusal{Rule::kPersonErased,
                 {{"person", ToHex(erasure->person)}, {"erasure", std::to_string(erasure->number)}}};
}

Decision Decide(const State& state, const Intent& intent, const schema::ProposeErasure& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow& row) -> Decision {
    const auto classes = WordsOf(command.classes(), schema::RetentionClass::MIN);
    if (!classes || classes->empty()) return Malformed("/classes", "is missing or unknown", "retention classes");
    if (auto answer = FirstOf(CheckWord("/ground", command.ground()),
                              CheckText("/act", Text(command.act()), kMaxNameBytes), CheckOwnPerson(person, row))) {
      return *std::move(answer);
    }
    const auto rights = state.Find<RightsTable>(person).value_or(RightsRow{});
    if (auto answer = FirstOf(CheckNoErasureGoesOn(rights), CheckErasable(state, person, *classes))) {
      return *std::move(answer);
    }
    schema::ErasureProposedT proposed;
    proposed.erasure = static_cast<std::uint32_t>(rights.erasures.size() + 1);
    proposed.ground = command.ground();
    proposed.act = Text(command.act());
    proposed.classes = *classes;
    proposed.signatory = intent.actor;
    return OneFact(intent, person, kPersonKind, std::move(proposed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ApproveErasure& command) {
  return OnProposed(state, command.person(), command.erasure(),
                    [&](EntityId person, const PersonRow& row, const ErasureRow& erasure) -> Decision {
                      if (auto answer = FirstOf(CheckOwnPerson(person, row), CheckOtherEyes(erasure, intent.actor),
                                                CheckErasable(state, person, erasure.classes))) {
                        return *std::move(answer);
                      }
                      schema::ErasureApprovedT approved;
                      approved.erasure = command.erasure();
                      approved.signatory = intent.actor;
                      return OneFact(intent, person, kPersonKind, std::move(approved));
                    });
}

Decision Decide(const State& state, const Intent& intent, const schema::WithdrawErasure& command) {
  if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
  return OnProposed(state, command.person(), command.erasure(),
                    [&](EntityId person, const PersonRow&, const ErasureRow&) -> Decision {
                      return Stopped(intent, person, command.erasure(), Text(command.reason()));
                    });
}

Decision FulfilErasure(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const EntityId person = due.entity;
  state.CheckNotFrozen(person);
  auto rights = state.Find<RightsTable>(person).value_or(RightsRow{});
  const ErasureRow* erasure = Numbered(rights.erasures, due.number);
  if (erasure == nullptr || !Allows(ErasureCourse(), erasure->state, ErasureStep::kComplete)) {
    return Dropped(intent, obligation, due, kPersonKind, "erase", "no_erasure");
  }
  if (const auto refusal = WhyNotErase(state, person, erasure->classes)) {
    return Stopped(intent, person, due.number, TextOf(refusal->rule).code);
  }
  const auto entries = EntriesOf(state, person);
  const auto keys = KeysOf(state, SubjectsOf(state, entries), erasure->classes);
  Drafts drafts(intent);
  const std::size_t now = std::min(keys.size(), kMaxKeysErasedAtOnce);
  if (now > 0) {
    schema::KeysErasedT erased;
    erased.erasure = due.number;
    erased.more = now < keys.size();
    for (std::size_t i = 0; i < now; ++i) {
      erased.keys.push_back(events::ToSchema(keys[i].key));
      erased.subjects.push_back(events::ToSchema(keys[i].subject));
    }
    drafts.Add(person, kPersonKind, std::move(erased));
  }
  if (now == keys.size()) {
    schema::ErasureCompletedT completed;
    completed.erasure = due.number;
    completed.keys = erasure->keys + static_cast<std::uint32_t>(now);
    for (const EntityId entry : entries) completed.persons.push_back(events::ToSchema(entry));
    drafts.Add(person, kPersonKind, std::move(completed));
  }
  return drafts.Done();
}

}  // namespace fascicolo::engine
