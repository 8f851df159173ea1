// The entry before it is ranked: filed, its documents, scored, admitted or excluded, withdrawn.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/applying.h"
#include "engine/families/case_deciding.h"
#include "engine/families/limits.h"
#include "engine/families/ranking_deciding.h"
#include "engine/families/ranking_score.h"
#include "engine/rules/fee.h"

namespace fascicolo::engine {
namespace {

using enum EntryState;

/// The states of a call in which entries are decided about.
constexpr StateSet<CallState> kDeciding{CallState::kOpen, CallState::kProvisional, CallState::kFinal,
                                        CallState::kExhausted};

/// On a day of the call's window.
std::optional<Decision> CheckInWindow(const Intent& intent, const CallRow& call) {
  if (intent.effective_on >= call.from && intent.effective_on <= call.last_day) return std::nullopt;
  return Refusal{Rule::kOutsideWindow, {{"applied_on", FormatDay(intent.effective_on)},
                                        {"from", FormatDay(call.from)},
                                        {"last_day", FormatDay(call.last_day)}}};
}

/// One entry for each case, and no more than a list holds.
std::optional<Decision> CheckRoom(const State& state, EntityId call, EntityId case_file) {
  if (const auto entry = state.Find<CaseEntryTable>(call, case_file)) {
    return Refusal{Rule::kAlreadyInCall, {{"entry", ToHex(entry->entry)}}};
  }
  if (EntriesOfCall(state, call).size() < kMaxListLines) return std::nullopt;
  return Refusal{Rule::kTooMany, {{"entries", std::to_string(kMaxListLines)}}};
}

/// The ISEE attested for the day of the application, where nobody brought one and the rules read it. False: too many.
bool AddAttestedIsee(const State& state, const CallRow& call, EntityId entry, EntityId person, Day day,
                     std::vector<InputRow>& known, std::vector<std::unique_ptr<schema::InputT>>& told) {
  const auto rules = RulesOfCall(state, call);
  if (!rules) return true;
  const auto needs = rules->points ? InputsOf(*rules->points) : InputsOf(*rules->formula);
  const auto is_isee = [](const InputNeed& need) { return need.input == kIseeInput; };
  return std::none_of(needs.begin(), needs.end(), is_isee) || AddIsee(IseeUnlessByHand(state, entry, person, known, day), known, told);
}

Rejection TooManyInputs() { return Malformed("/inputs", "are too many", std::to_string(kMaxInputs)); }

Decision Apply(const State& state, const Intent& intent, const schema::ApplyToCall& command, EntityId call,
               const CallRow& row, EntityId case_file, EntityId person) {
  const auto sheet = AdoptedSheet(state, row.service);
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {{"service", row.service}}};
  if (auto answer = FirstOf(CheckInWindow(intent, row), CheckText("/protocol", Text(command.protocol()), kMaxNameBytes),
                            CheckInputs(command.inputs()), CheckMembers(state, *sheet, person, command.members()),
                            CheckAlive(state, intent, person), CheckRoom(state, call, case_file))) {
    return *std::move(answer);
  }
  const EntityId id = NewEntity(intent.command, 0);
  schema::CallApplicationFiledT filed;
  filed.call = IdOf(call);
  filed.case_file = IdOf(case_file);
  filed.person = IdOf(person);
  filed.inputs = Copied(command.inputs());
  filed.protocol = Text(command.protocol());
  if (command.members() != nullptr) {
    for (const auto* member : *command.members()) filed.members.push_back(*member);
  }
  std::vector<InputRow> known;
  const bool fits = MergeInputs(command.inputs(), id, Version{1}, known) &&
                    AddAttestedIsee(state, row, id, person, intent.effective_on, known, filed.inputs);
  if (!fits) return TooManyInputs();
  return OneFact(intent, id, kEntryKind, std::move(filed));
}

/// Documents of the sheet.
std::optional<Decision> CheckDocuments(const State& state, const CallRow& call,
                                       const schema::RequestEntryDocuments& command) {
  if (auto answer = CheckTextList("/documents", command.documents(), kMaxEntryDocuments, kMaxCodeBytes)) return answer;
  const auto sheet = AdoptedSheet(state, call.service);
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {{"service", call.service}}};
  for (const auto* document : *command.documents()) {
    const auto is_it = [&](const Labelled& one) { return one.code == Text(document); };
    if (!sheet->documents.empty() && std::none_of(sheet->documents.begin(), sheet->documents.end(), is_it)) {
      return Refusal{Rule::kDocumentNotForeseen, {{"document", std::string(Text(document))}}};
    }
  }
  return std::nullopt;
}

/// What stands in the way of an admission.
std::optional<Decision> CheckAdmissible(const RankingEntryRow& row, bool with_reserve) {
  if (!row.is_scored) return Refusal{Rule::kNotScored, {}};
  if (!row.unmet.empty()) return Refusal{Rule::kRequisitesMissing, {{"requisite", row.unmet.front()}}};
  if (row.documents.empty() || with_reserve) return std::nullopt;
  return Refusal{Rule::kEntryDocumentsMissing, {{"document", row.documents.front()}}};
}

/// A reserve is lifted without a ground: what it waited for has come.
bool LiftsReserve(const RankingEntryRow& row, const schema::AdmitEntry& command) {
  return row.state == kAdmitted && row.with_reserve && !command.with_reserve();
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::ApplyToCall& command) {
  return OnCall(state, intent, command.call(), {CallState::kOpen}, [&](EntityId call, const CallRow& row) {
    return OnOpenCase(state, intent, command.case_file(), [&](EntityId case_file, const CaseRow& of) {
      return Apply(state, intent, command, call, row, case_file, of.person);
    });
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RequestEntryDocuments& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    const Day due{command.due()};
    if (!IsPossible(due)) return Malformed("/due", "is missing or out of range", "a day of 1900 to 2200");
    if (auto answer = FirstOf(CheckDocuments(state, entry.call, command), CheckMember(intent, entry))) {
      return *std::move(answer);
    }
    if (due < intent.today) {
      return Refusal{Rule::kDateOutOfOrder, {{"due", FormatDay(due)}, {"today", FormatDay(intent.today)}}};
    }
    schema::EntryDocumentsRequestedT requested;
    requested.documents = TextsOf(command.documents());
    requested.due = due.days;
    return OneFact(intent, entry.id, kEntryKind, std::move(requested));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntryDocumentsRequested), kDeciding, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::ReceiveEntryDocuments& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    if (entry.row.documents.empty()) return Refusal{Rule::kNothingOpen, {}};
    schema::EntryDocumentsReceivedT received;
    received.documents = entry.row.documents;
    return OneFact(intent, entry.id, kEntryKind, std::move(received));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntryDocumentsReceived), kDeciding, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::DeclareCommissionConflict& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    const std::string member(Text(command.member()));
    if (auto answer = FirstOf(CheckText("/member", member, kMaxWorkerBytes),
                              CheckText("/reason", Text(command.reason())))) {
      return *std::move(answer);
    }
    const auto& commission = entry.call.commission;
    if (std::find(commission.begin(), commission.end(), member) == commission.end()) {
      return Refusal{Rule::kNotInCommission, {{"member", member}}};
    }
    const auto& conflicts = entry.row.conflicts;
    if (std::find(conflicts.begin(), conflicts.end(), member) != conflicts.end()) {
      return Refusal{Rule::kMemberInConflict, {{"member", member}}};
    }
    schema::CommissionConflictDeclaredT declared;
    declared.member = member;
    declared.reason = Text(command.reason());
    return OneFact(intent, entry.id, kEntryKind, std::move(declared));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::CommissionConflictDeclared), kDeciding, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::ScoreEntry& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    if (auto answer = FirstOf(CheckInputs(command.inputs()), CheckMember(intent, entry),
                              CheckGround(entry, command.ground(), Text(command.act())))) {
      return *std::move(answer);
    }
    const auto rules = RulesOfCall(state, entry.call);
    if (!rules) return Refusal{Rule::kNoRuleSetInForce, {{"rule_set", entry.call.rule_set}}};
    std::vector<InputRow> known = entry.row.inputs;
    auto told = Copied(command.inputs());
    const bool fits = MergeInputs(command.inputs(), entry.id, state.VersionOf(entry.id).next(), known) &&
                      AddAttestedIsee(state, entry.call, entry.id, entry.row.person, entry.row.applied_on, known, told);
    if (!fits) return TooManyInputs();
    auto scored = ScoreOf(*rules, known);
    if (auto* refusal = std::get_if<Refusal>(&scored)) return std::move(*refusal);
    auto& fact = std::get<schema::EntryScoredT>(scored);
    fact.inputs = std::move(told);
    fact.ground = command.ground();
    fact.act = Text(command.act());
    return OneFact(intent, entry.id, kEntryKind, std::move(fact));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntryScored), kDeciding, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::AdmitEntry& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    const bool with_reserve = command.with_reserve();
    if (with_reserve) {
      if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    }
    if (auto answer = FirstOf(CheckMember(intent, entry), CheckAdmissible(entry.row, with_reserve))) {
      return *std::move(answer);
    }
    if (!LiftsReserve(entry.row, command)) {
      if (auto answer = CheckGround(entry, command.ground(), Text(command.act()))) return *std::move(answer);
    }
    schema::EntryAdmittedT admitted;
    admitted.with_reserve = with_reserve;
    admitted.reason = Text(command.reason());
    admitted.ground = command.ground();
    admitted.act = Text(command.act());
    admitted.sample = entry.row.sample;
    return OneFact(intent, entry.id, kEntryKind, std::move(admitted));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntryAdmitted), kDeciding, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::ExcludeEntry& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    if (auto answer = FirstOf(CheckSheetReason(state, entry.call, Text(command.reason()), &Sheet::refusal_reasons),
                              CheckMember(intent, entry), CheckGround(entry, command.ground(), Text(command.act())))) {
      return *std::move(answer);
    }
    schema::EntryExcludedT excluded;
    excluded.reason = Text(command.reason());
    excluded.ground = command.ground();
    excluded.act = Text(command.act());
    return OneFact(intent, entry.id, kEntryKind, std::move(excluded));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntryExcluded), kDeciding, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::WithdrawEntry& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    schema::EntryWithdrawnT withdrawn;
    withdrawn.reason = Text(command.reason());
    withdrawn.renounced = entry.row.state == kCalled || entry.row.state == kConfirmed;
    return OneFact(intent, entry.id, kEntryKind, std::move(withdrawn));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntryWithdrawn), kDeciding, decide);
}

}  // namespace fascicolo::engine
