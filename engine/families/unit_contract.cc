// Contracts with providers, and the accreditation of a unit.
#include <algorithm>

#include "engine/families/checks.h"
#include "engine/families/life_cycle.h"
#include "engine/families/obligations.h"
#include "engine/families/unit_deciding.h"
#include "engine/families/unit_running.h"
#include "engine/families/unit_terms.h"

namespace fascicolo::engine {
namespace {

using Step = schema::AccreditationStep;
using enum AccreditationState;

constexpr Transition<AccreditationState, Step> kLife[] = {
    {kNone, Step::grant, kGranted},        {kRevoked, Step::grant, kGranted},   {kExpired, Step::grant, kGranted},
    {kGranted, Step::suspend, kSuspended}, {kGranted, Step::revoke, kRevoked},  {kGranted, Step::expire, kExpired},
    {kSuspended, Step::restore, kGranted}, {kSuspended, Step::revoke, kRevoked}, {kSuspended, Step::expire, kExpired},
};

std::optional<Decision> CheckContract(const schema::SignContract& command) {
  if (command.quantity() <= 0 || command.quantity() > kMaxBudgetCents) {
    return Malformed("/quantity", "is missing or out of range", "above 0");
  }
  if (command.unit_price() <= 0 || command.unit_price() > kMaxBudgetCents) {
    return Malformed("/unit_price", "is missing or out of range", "above 0");
  }
  if (command.until() == 0) return Malformed("/until", "is missing", "the first day after it");
  return FirstOf(CheckText("/provider", Text(command.provider()), kMaxNameBytes), CheckText("/cig", Text(command.cig())),
                 CheckWord("/measure", command.measure()), CheckShort("/cup", Text(command.cup())),
                 CheckUntil(Day{command.from()}, command.until()));
}

/// No other contract of the unit is in force on a day of [from, until).
std::optional<Decision> CheckNoContract(const State& state, EntityId unit, Day from, Day until) {
  std::optional<Decision> answer;
  state.Scan<ContractTable>(ContractTable::Key(unit), [&](std::string_view, const ContractRow& row) {
    if (row.from < until && from < row.until) {
      answer = Refusal{Rule::kContractInForce, {{"from", FormatDay(row.from)}, {"until", FormatDay(row.until)}}};
    }
    return !answer;
  });
  return answer;
}

/// The obligation of what comes next in an accreditation: the warning, then its end.
void KeepClock(const EventContext& context, EntityId unit, std::optional<Day> next, UnitRunningRow& row,
               StateEditor& editor) {
  if (!row.obligation.is_zero()) editor.CloseObligation(row.obligation, row.obligation_due);
  row.obligation = {};
  if (!next) return;
  row.obligation_due = std::max(StartOfDay(*next), context.header.recorded_at);
  row.obligation = OpenUnitDue(context, unit, 0, row.obligation_due, editor);
}

}  // namespace

std::string_view TextOf(AccreditationState state) {
  constexpr std::string_view kTexts[] = {"none", "granted", "suspended", "revoked", "expired"};
  return kTexts[static_cast<std::size_t>(state)];
}

std::optional<AccreditationState> AfterStep(AccreditationState state, Step step) {
  return NextState<AccreditationState, Step>(kLife, state, step);
}

Decision Decide(const State& state, const Intent& intent, const schema::SignContract& command) {
  return OnUnit(state, command.unit(), [&](EntityId unit, const UnitRow&, const UnitRunningRow& row) -> Decision {
    if (auto answer = CheckContract(command)) return *std::move(answer);
    if (auto answer = CheckNoContract(state, unit, Day{command.from()}, Day{command.until()})) return *std::move(answer);
    schema::ContractSignedT contract;
    contract.number = row.parts + 1;
    contract.provider = Text(command.provider());
    contract.cig = Text(command.cig());
    contract.cup = Text(command.cup());
    contract.from = command.from();
    contract.until = command.until();
    contract.measure = command.measure();
    contract.quantity = command.quantity();
    contract.unit_price = command.unit_price();
    return OneFact(intent, unit, kUnitKind, std::move(contract));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::EndContract& command) {
  return OnUnit(state, command.unit(), [&](EntityId unit, const UnitRow&, const UnitRunningRow&) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    const auto contract = state.Find<ContractTable>(unit, command.number());
    const Day on{command.on()};
    if (!contract || contract->is_ended) {
      return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.number())}}};
    }
    if (on < contract->from || on > contract->until) {
      return Refusal{Rule::kDateOutOfOrder,
                     {{"on", FormatDay(on)},
                      {"from", FormatDay(contract->from)},
                      {"until", FormatDay(contract->until)}}};
    }
    schema::ContractEndedT ended;
    ended.number = command.number();
    ended.on = command.on();
    ended.reason = Text(command.reason());
    return OneFact(intent, unit, kUnitKind, std::move(ended));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SetAccreditation& command) {
  return OnUnit(state, command.unit(), [&](EntityId unit, const UnitRow&, const UnitRunningRow& row) -> Decision {
    if (auto answer = FirstOf(CheckWord("/step", command.step()),
                              CheckText("/reference", Text(command.reference()), kMaxNameBytes))) {
      return *std::move(answer);
    }
    if (command.step() == Step::expire) return Malformed("/step", "is the engine's own", "another step");
    if (!AfterStep(row.accreditation, command.step())) {
      return Refusal{Rule::kAccreditationOutOfOrder,
                     {{"state", std::string(TextOf(row.accreditation))},
                      {"step", schema::EnumNameAccreditationStep(command.step())}}};
    }
    const bool is_grant = command.step() == Step::grant;
    if (is_grant && command.until() == 0) return Malformed("/until", "is missing", "the first day after it");
    if (is_grant) {
      if (auto answer = CheckUntil(std::max(intent.effective_on, intent.today), command.until())) return *std::move(answer);
    }
    schema::AccreditationSetT set;
    set.step = command.step();
    set.reference = Text(command.reference());
    if (is_grant) set.until = command.until();
    return OneFact(intent, unit, kUnitKind, std::move(set));
  });
}

Decision FulfilAccreditation(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = state.Find<UnitRunningTable>(due.entity).value_or(UnitRunningRow{});
  if (row.obligation != obligation || !row.accredited_until) {
    return Dropped(intent, obligation, due, kUnitKind, "accreditation", "done");
  }
  if (intent.now >= StartOfDay(*row.accredited_until)) {
    schema::AccreditationSetT expired;
    expired.step = Step::expire;
    expired.until = row.accredited_until->days;
    return OneFact(intent, due.entity, kUnitKind, std::move(expired));
  }
  schema::UnitRemindedT reminded;
  reminded.what = kAccreditationEnds;
  reminded.until = row.accredited_until->days;
  return OneFact(intent, due.entity, kUnitKind, std::move(reminded));
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ContractSigned& fact, StateEditor& editor) {
  return EditRunning(event, editor, [&](EntityId unit, UnitRunningRow& row) {
    ContractRow contract{std::string(Text(fact.provider())), Day{fact.from()}, Day{fact.until()}};
    if (!IsInterval(contract.from, contract.until) || contract.provider.size() > kMaxNameBytes) return false;
    if (!TakeNumber(fact.number(), row)) return false;
    editor.Put<ContractTable>(contract, unit, fact.number());
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ContractEnded& fact, StateEditor& editor) {
  return EditRunning(event, editor, [&](EntityId unit, UnitRunningRow&) {
    auto contract = editor.Find<ContractTable>(unit, fact.number());
    const Day on{fact.on()};
    if (!contract || contract->is_ended || on < contract->from || on > contract->until) return false;
    contract->until = on;
    contract->is_ended = true;
    editor.Put<ContractTable>(*contract, unit, fact.number());
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::AccreditationSet& fact,
            StateEditor& editor) {
  return EditRunning(event, editor, [&](EntityId unit, UnitRunningRow& row) {
    const auto next = AfterStep(row.accreditation, fact.step());
    const Day until{fact.until()};
    if (!next || (fact.step() == Step::grant && !IsPossible(until))) return false;
    row.accreditation = *next;
    if (fact.step() == Step::grant) {
      row.accredited_until = until;
      KeepClock(context, unit, until - WarningDaysOf(editor.state(), unit), row, editor);
    } else if (fact.step() == Step::revoke || fact.step() == Step::expire) {
      row.accredited_until.reset();
      KeepClock(context, unit, std::nullopt, row, editor);
    }
    return true;
  });
}

bool FollowAccreditation(const EventContext& context, EntityId unit, UnitRunningRow& row, StateEditor& editor) {
  if (!row.accredited_until) return false;
  KeepClock(context, unit, row.accredited_until, row, editor);
  return true;
}

}  // namespace fascicolo::engine
