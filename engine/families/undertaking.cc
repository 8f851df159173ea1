#include "engine/families/undertaking.h"

#include <algorithm>

#include "engine/families/checks.h"
#include "engine/families/obligations.h"
#include "engine/families/programme_deciding.h"
#include "engine/families/undertaking_life.h"

namespace fascicolo::engine {
namespace {

using Kind = schema::UndertakingKind;
using Step = schema::UndertakingStep;
using Answer = std::optional<Decision>;

Answer CheckDay(std::string_view place, std::int32_t given) {
  const auto day = DayIfGiven(given);
  if (!day || IsPossible(*day)) return std::nullopt;
  return Malformed(std::string(place), "is out of range", "a day of 1900 to 2200");
}

/// What each kind cannot do without.
Answer CheckKindNeeds(const schema::StartUndertaking& command) {
  switch (command.kind()) {
    case Kind::study:
      return FirstOf(CheckText("/question", Text(command.question()), kMaxNameBytes),
                     CheckText("/mandate", Text(command.mandate()), kMaxNameBytes),
                     CheckText("/method", Text(command.method()), kMaxNameBytes));
    case Kind::briefing:
      if (command.due() == 0) return Malformed("/due", "is missing", "the last day for its delivery");
      return FirstOf(CheckText("/question", Text(command.question()), kMaxNameBytes),
                     CheckText("/asked_by", Text(command.asked_by())));
    case Kind::measure:
      if (command.budget() == 0) return Malformed("/budget", "is missing", "above 0");
      return CheckText("/funding", Text(command.funding()));
    case Kind::agreement:
      if (command.parties() == nullptr || command.parties()->size() == 0) {
        return Malformed("/parties", "are missing", "the code of at least one body");
      }
      return command.until() == 0 ? Answer(Malformed("/until", "is missing", "the first day after it")) : std::nullopt;
    default:
      return std::nullopt;
  }
}

/// Of any kind: whoever has none may say one, and nothing is spent beyond it.
Answer CheckBudget(std::int64_t cents) {
  if (cents >= 0 && cents <= kMaxBudgetCents) return std::nullopt;
  return Malformed("/budget", "is out of range", "0 to " + std::to_string(kMaxBudgetCents / 100) + " euro");
}

Answer CheckParties(const schema::StartUndertaking& command) {
  if (command.parties() == nullptr) return std::nullopt;
  if (command.parties()->size() > kMaxParties) {
    return Malformed("/parties", "are too many", "at most " + std::to_string(kMaxParties));
  }
  for (const auto* party : *command.parties()) {
    if (auto answer = CheckText("/parties", Text(party))) return answer;
  }
  return std::nullopt;
}

/// The plan whose place it takes is one of the same kind that is in force.
Answer CheckReplaced(const State& state, EntityId programme, const schema::StartUndertaking& command) {
  if (command.replaces() == 0) return std::nullopt;
  const auto replaced = state.Find<UndertakingTable>(programme, command.replaces());
  if (replaced && IsPlan(command.kind()) && replaced->kind == command.kind() &&
      replaced->state == UndertakingState::kInForce) {
    return std::nullopt;
  }
  return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.replaces())}}};
}

Answer CheckStart(const State& state, const Intent& intent, const ProgrammeSeen& seen,
                  const schema::StartUndertaking& command) {
  if (auto answer = CheckWord("/kind", command.kind())) return answer;
  const auto& kinds = seen.rules.undertakings;
  if (std::find(kinds.begin(), kinds.end(), command.kind()) == kinds.end()) {
    return NotForeseen(schema::EnumNameUndertakingKind(command.kind()));
  }
  return FirstOf(CheckText("/code", Text(command.code()), kMaxNameBytes), CheckKindNeeds(command), CheckParties(command),
                 CheckBudget(command.budget()), CheckUntil(intent.effective_on, command.until()),
                 CheckDay("/due", command.due()), CheckUnitIfGiven(state, command.unit()), CheckReplaced(state, seen.id, command));
}

schema::UndertakingStartedT Started(const schema::StartUndertaking& command, std::uint32_t number) {
  schema::UndertakingStartedT started;
  started.number = number;
  started.kind = command.kind();
  started.code = Text(command.code());
  started.question = Text(command.question());
  started.mandate = Text(command.mandate());
  started.method = Text(command.method());
  started.asked_by = Text(command.asked_by());
  if (command.parties() != nullptr) {
    for (const auto* party : *command.parties()) started.parties.emplace_back(Text(party));
  }
  started.funding = Text(command.funding());
  started.budget = command.budget();
  started.unit = CopyOf(command.unit());
  started.until = command.until();
  started.due = command.due();
  started.document = CopyOf(command.document());
  started.replaces = command.replaces();
  return started;
}

Answer CheckNeeds(const schema::AdvanceUndertaking& command) {
  const StepNeeds needs = NeedsOf(command.step());
  if (needs.document && command.document() == nullptr) return Malformed("/document", "is missing", "its SHA-256");
  if (needs.data_position && command.data_position() == 0) {
    return Malformed("/data_position", "is missing", "the number of the ledger's commits whose data were used");
  }
  if (needs.until && command.until() == 0) return Malformed("/until", "is missing", "the first day after it");
  if (needs.amount && (command.amount() <= 0 || command.amount() > kMaxBudgetCents)) {
    return Malformed("/amount", "is missing or out of range", "above 0");
  }
  return FirstOf(needs.reference ? CheckText("/reference", Text(command.reference()), kMaxNameBytes)
                                 : CheckShort("/reference", Text(command.reference())),
                 needs.reason ? CheckText("/reason", Text(command.reason()), kMaxNameBytes)
                              : CheckShort("/reason", Text(command.reason())),
                 CheckDay("/due", command.due()), CheckDay("/until", command.until()));
}

/// What is spent stays within the budget, and a renewal ends later than what it renews.
Answer CheckAgainst(const UndertakingRow& row, const schema::AdvanceUndertaking& command) {
  if (command.step() == Step::spend && command.amount() > row.budget - row.spent) {
    return Refusal{Rule::kBudgetExceeded,
                   {{"budget_cents", std::to_string(row.budget)}, {"spent_cents", std::to_string(row.spent)}}};
  }
  if (command.step() == Step::renew && row.until && Day{command.until()} <= *row.until) {
    return Refusal{Rule::kDateOutOfOrder,
                   {{"until", FormatDay(Day{command.until()})}, {"previous", FormatDay(*row.until)}}};
  }
  return std::nullopt;
}

schema::UndertakingAdvancedT Advanced(const schema::AdvanceUndertaking& command, const UndertakingRow& row) {
  schema::UndertakingAdvancedT advanced;
  advanced.number = command.number();
  advanced.step = command.step();
  advanced.reference = Text(command.reference());
  advanced.reason = Text(command.reason());
  advanced.favourable = command.favourable();
  if (command.step() == Step::spend) advanced.amount = command.amount();
  advanced.spent = row.spent + advanced.amount;
  if (command.step() == Step::renew) advanced.until = command.until();
  advanced.due = command.due();
  advanced.data_position = command.data_position();
  advanced.document = CopyOf(command.document());
  return advanced;
}

schema::UndertakingAdvancedT ByItself(std::uint32_t number, Step step, const UndertakingRow& row) {
  schema::UndertakingAdvancedT advanced;
  advanced.number = number;
  advanced.step = step;
  advanced.spent = row.spent;
  return advanced;
}

/// The clock of the row as it is now runs, and no other.
void KeepClock(const EventContext& context, EntityId programme, std::uint32_t number, UndertakingRow& row,
               StateEditor& editor) {
  const auto due = ClockOf(row);
  const bool runs = !row.obligation.is_zero();
  if (runs && due && *due == row.obligation_due) return;
  if (runs) editor.CloseObligation(row.obligation, row.obligation_due);
  row.obligation = {};
  if (!due) return;
  ObligationRow obligation;
  obligation.kind = ObligationKind::kUndertakingDue;
  obligation.entity = programme;
  obligation.number = number;
  obligation.due = std::max(*due, context.header.recorded_at);
  row.obligation_due = obligation.due;
  row.obligation = OpenBy(context, obligation, editor);
}

bool AreSound(const UndertakingRow& row) {
  return (!row.until || IsPossible(*row.until)) && (!row.due || IsPossible(*row.due)) && row.budget >= 0 &&
         row.budget <= kMaxBudgetCents && row.spent >= 0 && row.spent <= row.budget;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::StartUndertaking& command) {
  return OnProgramme(state, command.programme(), [&](const ProgrammeSeen& seen) -> Decision {
    if (auto answer = CheckStart(state, intent, seen, command)) return *std::move(answer);
    return OneFact(intent, seen.id, kProgrammeKind, Started(command, seen.row.parts + 1));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AdvanceUndertaking& command) {
  return OnProgramme(state, command.programme(), [&](const ProgrammeSeen& seen) -> Decision {
    const auto row = state.Find<UndertakingTable>(seen.id, command.number());
    if (!row) return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.number())}}};
    if (auto answer = CheckWord("/step", command.step())) return *std::move(answer);
    if (IsEnginesOwn(command.step())) return Malformed("/step", "is the engine's own", "another step");
    if (!NextState(LifeOf(row->kind), row->state, command.step())) {
      return Refusal{Rule::kUndertakingOutOfOrder,
                     {{"kind", schema::EnumNameUndertakingKind(row->kind)},
                      {"state", std::string(TextOf(row->state))},
                      {"step", schema::EnumNameUndertakingStep(command.step())}}};
    }
    if (auto answer = FirstOf(CheckNeeds(command), CheckAgainst(*row, command))) return *std::move(answer);
    Drafts drafts(intent);
    drafts.Add(seen.id, kProgrammeKind, Advanced(command, *row));
    if (command.step() == Step::put_in_force && row->replaces != 0) {
      const auto replaced = state.Find<UndertakingTable>(seen.id, row->replaces);
      if (replaced && replaced->state == UndertakingState::kInForce) {
        drafts.Add(seen.id, kProgrammeKind, ByItself(row->replaces, Step::replace, *replaced));
      }
    }
    return drafts.Done();
  });
}

Decision FulfilUndertaking(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  state.CheckNotFrozen(due.entity);
  const auto row = state.Find<UndertakingTable>(due.entity, due.number);
  if (!row || row->obligation != obligation) {
    return Dropped(intent, obligation, due, kProgrammeKind, "undertaking", "done");
  }
  if (row->kind == Kind::agreement) {
    return OneFact(intent, due.entity, kProgrammeKind, ByItself(due.number, Step::expire, *row));
  }
  schema::UndertakingLateT late;
  late.number = due.number;
  return OneFact(intent, due.entity, kProgrammeKind, late);
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::UndertakingStarted& fact,
            StateEditor& editor) {
  return EditProgramme(event, editor, [&](EntityId id, ProgrammeRow& programme) {
    UndertakingRow row;
    row.kind = fact.kind();
    row.budget = fact.budget();
    row.until = DayIfGiven(fact.until());
    row.due = DayIfGiven(fact.due());
    row.replaces = fact.replaces();
    if (LifeOf(row.kind).empty() || !AreSound(row) || !TakeNumber(fact.number(), programme)) return false;
    ++programme.open_parts;
    KeepClock(context, id, fact.number(), row, editor);
    editor.Put<UndertakingTable>(row, id, fact.number());
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::UndertakingAdvanced& fact,
            StateEditor& editor) {
  return EditPart<UndertakingTable>(
      event, fact.number(), editor, [&](EntityId id, ProgrammeRow& programme, UndertakingRow& row) {
        const auto next = NextState(LifeOf(row.kind), row.state, fact.step());
        if (!next) return false;
        const bool went_on = GoesOn(row.kind, row.state);
        row.state = *next;
        row.spent = fact.spent();
        if (const auto until = DayIfGiven(fact.until())) row.until = until;
        if (const auto due = DayIfGiven(fact.due())) row.due = due;
        const bool ends = went_on && !GoesOn(row.kind, row.state);
        if (!AreSound(row) || (ends && programme.open_parts == 0)) return false;
        if (ends) --programme.open_parts;
        KeepClock(context, id, fact.number(), row, editor);
        return true;
      });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::UndertakingLate& fact, StateEditor& editor) {
  return EditPart<UndertakingTable>(event, fact.number(), editor, [&](EntityId, ProgrammeRow&, UndertakingRow& row) {
    row.obligation = {};
    row.due.reset();  // told once: no later step tells it again
    return true;
  });
}

}  // namespace fascicolo::engine
