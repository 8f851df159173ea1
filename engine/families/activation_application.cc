// The application: filed, scored, withdrawn.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/catalogue/decimal.h"
#include "engine/families/act.h"
#include "engine/families/activation.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/applying.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/limits.h"
#include "engine/families/person.h"
#include "engine/families/schema_ids.h"
#include "engine/families/waiting_list.h"
#include "engine/rules/fee.h"

namespace fascicolo::engine {
namespace {

/// Who was taken off the list may apply again only after the sheet's term.
std::optional<Decision> CheckReentry(const State& state, EntityId case_file, const Sheet& sheet, Day applied_on) {
  if (!sheet.waiting) return std::nullopt;
  std::optional<Day> removed_on;
  state.Scan<RemovedTable>(RemovedTable::Key(case_file, sheet.code), [&](std::string_view, const RemovedRow& row) {
    removed_on = std::max(removed_on.value_or(row.on), row.on);
    return true;
  });
  if (!removed_on) return std::nullopt;
  const Day earliest = *removed_on + sheet.waiting->reentry_days;
  if (applied_on >= earliest) return std::nullopt;
  return Refusal{Rule::kReentryTooSoon,
                 {{"removed_on", FormatDay(*removed_on)}, {"not_before", FormatDay(earliest)}}};
}

/// One application at a time: the one that the case has for this service must be decided, or withdrawn, first.
std::optional<Decision> CheckNonePending(const State& state, EntityId case_file, const std::string& service) {
  std::optional<Decision> answer;
  state.Scan<CaseServiceTable>(CaseServiceTable::Key(case_file), [&](std::string_view bytes, const MarkRow&) {
    EntityId of;
    EntityId id;
    CaseServiceTable::Read(bytes, of, id);
    const auto row = state.Find<ActivationTable>(id);
    if (!row || row->service != service || row->state == ActivationState::kInForce) return true;
    state.CheckNotFrozen(id);
    answer = Refusal{Rule::kAlreadyApplied,
                     {{"activation", ToHex(id)}, {"state", std::string(TextOf(row->state))}}};
    return false;
  });
  return answer;
}

std::optional<Decision> CheckApplicationDays(const Intent& intent, std::optional<Day> requested_from) {
  if (!IsPossible(intent.effective_on)) {
    return Malformed("/effective_on", "is out of range", "a day of 1900 to 2200");
  }
  if (requested_from && !IsPossible(*requested_from)) {
    return Malformed("/requested_from", "is out of range", "a day of 1900 to 2200");
  }
  if (intent.effective_on > intent.today && !intent.imported) {
    return Refusal{Rule::kDateOutOfOrder,
                   {{"applied_on", FormatDay(intent.effective_on)}, {"today", FormatDay(intent.today)}}};
  }
  return std::nullopt;
}

schema::ApplicationFiledT FiledBy(const schema::FileApplication& command, const CaseRow& row, const Sheet& sheet) {
  schema::ApplicationFiledT filed;
  filed.case_file = CopyOf(command.case_file());
  filed.person = IdOf(row.person);
  filed.service = sheet.code;
  filed.quantity = command.quantity();
  filed.requested_from = command.requested_from();
  filed.inputs = Copied(command.inputs());
  if (command.members() != nullptr) {
    for (const auto* member : *command.members()) filed.members.push_back(*member);
  }
  return filed;
}

/// What took points off comes from the activation's own event.
std::unique_ptr<schema::ScoreLineT> LineOf(const EvaluationLine& line, EntityId activation, const ActivationRow& row) {
  auto told = ToldLine(line, row.inputs);
  if (line.criterion == kPenaltyCriterion) {
    told->source = IdOf(activation);
    told->source_version = row.penalty_version.value;
  }
  return told;
}

schema::ApplicationScoredT Scored(const RuleSet& rules, const Evaluation& evaluation, EntityId activation,
                                  const ActivationRow& row) {
  schema::ApplicationScoredT scored;
  scored.rule_set = rules.code;
  scored.rule_version = rules.version;
  scored.total = evaluation.total_hundredths;
  scored.sample = rules.status == DocumentStatus::kSample;
  for (const EvaluationLine& line : evaluation.lines) scored.lines.push_back(LineOf(line, activation, row));
  scored.tie_breaks = TieBreaksOf(evaluation.tie_breaks);
  return scored;
}

bool ReadsIsee(const RuleSet& rules) {
  const auto needs = InputsOf(rules);
  return std::any_of(needs.begin(), needs.end(), [](const InputNeed& need) { return need.input == kIseeInput; });
}

/// The service's fee, or its points, go by the ISEE.
bool GoesByIsee(const State& state, const Sheet& sheet, Day applied_on) {
  if (!sheet.fee.empty()) return true;
  const auto rules = sheet.waiting ? RuleSetInForce(state, sheet.waiting->rule_set, applied_on) : nullptr;
  return rules && ReadsIsee(*rules);
}

/// The application is over before the service began: off the list, and what was held is free.
template <class Fact>
Decision Over(const Intent& intent, EntityId id, const ActivationRow& row, Fact fact, std::string reason) {
  using enum ActivationState;
  Drafts drafts(intent);
  drafts.Add(id, kActivationKind, std::move(fact));
  if (row.state == kWaiting || row.state == kOffered) DraftRemovedEntry(drafts, id, row, std::move(reason));
  DraftGivenBack(drafts, intent, id, row);
  return drafts.Done();
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::FileApplication& command) {
  return OnCaseInCharge(state, intent, command.case_file(), [&](EntityId case_file, const CaseRow& row) -> Decision {
    const auto sheet = AdoptedSheet(state, Text(command.service()));
    if (auto answer = CheckApplicationDays(intent, DayIfGiven(command.requested_from()))) return *std::move(answer);
    if (auto answer = CheckInputs(command.inputs())) return *std::move(answer);
    if (!sheet) return Refusal{Rule::kServiceNotAdopted, {}};
    if (sheet->family != Family::kActivation && sheet->family != Family::kAllowance) {
      return Refusal{Rule::kServiceHasNoApplications, {{"service", sheet->code}}};
    }
    if (auto answer = CheckQuantity(command.quantity(), *sheet)) return *std::move(answer);
    if (auto answer = CheckMembers(state, *sheet, row.person, command.members())) return *std::move(answer);
    if (auto answer = CheckAlive(state, intent, row.person)) return *std::move(answer);
    if (!intent.imported) {
      if (auto answer = CheckNonePending(state, case_file, sheet->code)) return *std::move(answer);
      if (auto answer = CheckReentry(state, case_file, *sheet, intent.effective_on)) return *std::move(answer);
    }
    std::vector<InputRow> known;
    auto filed = FiledBy(command, row, *sheet);
    const EntityId id = NewEntity(intent.command, 0);
    bool fits = MergeInputs(command.inputs(), id, Version{1}, known);
    if (fits && !intent.imported && GoesByIsee(state, *sheet, intent.effective_on)) {
      fits = AddIsee(IseeUnlessByHand(state, id, row.person, known, intent.effective_on), known, filed.inputs);
    }
    if (!fits) return Malformed("/inputs", "are too many", std::to_string(kMaxInputs));
    Drafts drafts(intent);
    if (!intent.imported) filed.decide_by = DecideBy(state, intent, *sheet).days;
    drafts.Seal(drafts.Add(id, kActivationKind, std::move(filed)), "/narrative", case_file);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ScoreApplication& command) {
  using enum ActivationState;
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (auto answer = CheckInputs(command.inputs())) return *std::move(answer);
    const std::string code = sheet.waiting ? sheet.waiting->rule_set : std::string();
    const auto rules = RuleSetInForce(state, code, row.applied_on);
    if (!rules) {
      return Refusal{Rule::kNoRuleSetInForce, {{"rule_set", code}, {"applied_on", FormatDay(row.applied_on)}}};
    }
    ActivationRow after = row;
    auto inputs = Copied(command.inputs());
    bool fits = MergeInputs(command.inputs(), id, state.VersionOf(id).next(), after.inputs);
    if (fits && !intent.imported && ReadsIsee(*rules)) {
      fits = AddIsee(IseeUnlessByHand(state, id, row.person, after.inputs, row.applied_on), after.inputs, inputs);
    }
    if (!fits) return Malformed("/inputs", "are too many", std::to_string(kMaxInputs));
    auto evaluation = Evaluate(*rules, InputsFor(InputsOf(*rules), after.inputs));
    if (!evaluation) return InputsWanted(evaluation.error());
    if (row.penalty > 0) *evaluation = WithPenalty(*std::move(evaluation), row.penalty, "offer_refused", "");

    auto scored = Scored(*rules, *evaluation, id, after);
    scored.inputs = std::move(inputs);
    TakeScore(after, scored);
    const std::string place = PlaceOf(after, id, sheet);
    if (place.size() > kMaxSortKeyBytes) {
      return Malformed("/activation", "is scored by more tie-breaks than a list can order by", "27 at most");
    }
    Drafts drafts(intent);
    drafts.Add(id, kActivationKind, std::move(scored));
    if (row.state == kWaiting && place != PlaceOf(row, id, sheet)) {
      DraftMovedEntry(drafts, id, after, sheet, "rescored");
    }
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::ApplicationScored, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::WithdrawApplication& command) {
  using enum ActivationState;
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet&) -> Decision {
    if (auto answer = CheckReason(Text(command.reason()), {})) return *std::move(answer);
    schema::ApplicationWithdrawnT withdrawn;
    withdrawn.reason = Text(command.reason());
    return Over(intent, id, row, std::move(withdrawn), "withdrawn");
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::ApplicationWithdrawn, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::DenyApplication& command) {
  using enum ActivationState;
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (auto answer = FirstOf(CheckByAct(intent, sheet), CheckText("/reason", Text(command.reason())),
                              CheckForewarned(state, intent, id, sheet))) {
      return *std::move(answer);
    }
    schema::ApplicationDeniedT denied;
    denied.reason = Text(command.reason());
    return Over(intent, id, row, std::move(denied), "denied");
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::ApplicationDenied, decide);
}

}  // namespace fascicolo::engine
