#include "engine/families/deadline_keeping.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/obligations.h"

namespace fascicolo::engine {
namespace {

schema::SuspensionCause CauseOf(Suspends cause) {
  return cause == Suspends::kMissingDocuments ? schema::SuspensionCause::missing_documents
                                              : schema::SuspensionCause::refusal_notice;
}
Suspends CauseOf(schema::SuspensionCause cause) {
  return cause == schema::SuspensionCause::missing_documents ? Suspends::kMissingDocuments : Suspends::kRefusalNotice;
}

Deadline RuleOf(const DeadlineRow& row) {
  Deadline rule;
  rule.code = row.deadline;
  rule.unit = row.in_hours ? Deadline::Unit::kHours : Deadline::Unit::kDays;
  rule.length = static_cast<int>(row.length);
  for (const auto cause : row.suspended_by) rule.suspended_by.push_back(CauseOf(cause));
  return rule;
}

Rule RefusalOf(DeadlineProblem problem) {
  switch (problem) {
    case DeadlineProblem::kDoesNotPause:
      return Rule::kDeadlineNotSuspendable;
    case DeadlineProblem::kSecondPause:
      return Rule::kDeadlineSuspendedBefore;
    case DeadlineProblem::kPauseAfterEnd:
      return Rule::kDeadlineOver;
    case DeadlineProblem::kPauseBeforeStart:
    case DeadlineProblem::kAnsweredBeforeAsked:
    case DeadlineProblem::kPausesOverlap:
      break;
  }
  return Rule::kDateOutOfOrder;
}

/// From then on something is late whose last day is `last`.
Instant LateFrom(Day last) { return StartOfDay(last + 1); }

/// Whose deadline it is, and of which kind that is.
struct About {
  EntityId entity;
  schema::EntityKind kind = schema::EntityKind::none;
  DeadlineRow row;
};

/// A decision about a deadline that runs or is suspended.
template <class Command, class Rules>
Decision OnDeadline(const State& state, const Intent& intent, const Command& command, Rules rules) {
  About about;
  about.entity = events::Entity(command.about());
  if (const auto row = state.FindEntity<CaseTable>(about.entity)) {
    about.kind = kCaseKind;
    if (auto answer = CheckNoConflict(*row, intent.actor)) return *std::move(answer);
  } else if (state.FindEntity<ActivationTable>(about.entity)) {
    about.kind = schema::EntityKind::activation;
  } else if (state.FindEntity<PlacementTable>(about.entity)) {
    about.kind = schema::EntityKind::placement;
  } else if (state.FindEntity<TenancyTable>(about.entity)) {
    about.kind = schema::EntityKind::tenancy;
  } else if (state.FindEntity<PlanTable>(about.entity)) {
    about.kind = schema::EntityKind::plan;
  } else {
    return Unknown("/about", about.entity, "case, application, placement, tenancy or plan");
  }
  auto row = state.Find<DeadlineTable>(about.entity, command.number());
  if (!row) return Refusal{Rule::kNoDeadline, {{"number", std::to_string(command.number())}}};
  about.row = *std::move(row);
  return rules(about);
}

/// The last day with other pauses, or why they cannot be.
Decision Moved(const State& state, const Intent& intent, const About& about, const std::vector<PauseRow>& pauses,
               const std::function<Decision(Day)>& decide) {
  const auto last = LastDayOf(state, RuleOf(about.row), about.row.started_on, pauses, intent.today);
  if (last) return decide(*last);
  return Refusal{RefusalOf(last.error()), {{"deadline", about.row.deadline}}};
}

Decision OneEvent(const Intent& intent, const About& about, auto fact) {
  return OneFact(intent, about.entity, about.kind, std::move(fact));
}

/// Takes the next number in the entity's row of this table, if it has one. None: it has no such row.
template <class TableType>
std::optional<bool> TakeNumberIn(EntityId about, std::uint32_t number, StateEditor& editor) {
  auto row = editor.Find<TableType>(about);
  if (!row) return std::nullopt;
  if (!TakeNumber(number, *row)) return false;
  editor.Put<TableType>(*row, about);
  return true;
}

/// Takes the next number within a case, a placement or a tenancy. False: it is none of them, or it is another number.
bool TakeNumberOf(EntityId about, std::uint32_t number, StateEditor& editor) {
  if (const auto taken = TakeNumberIn<CaseTable>(about, number, editor)) return *taken;
  if (const auto taken = TakeNumberIn<PlacementTable>(about, number, editor)) return *taken;
  return TakeNumberIn<TenancyTable>(about, number, editor).value_or(false);
}

/// Changes the row of a deadline that is there, whose end moves to `due`.
template <class Change>
bool MoveRow(const EventContext& context, const schema::Event& event, std::uint32_t number, Instant due,
             StateEditor& editor, Change change) {
  const EntityId about = events::Entity(event.entity());
  auto row = editor.Find<DeadlineTable>(about, number);
  if (!row || !change(*row)) return false;
  if (!row->obligation.is_zero()) editor.CloseObligation(row->obligation, row->due);
  row->due = due;
  row->obligation = OpenPassing(context, ObligationKind::kDeadline, about, number, due, editor);
  editor.Put<DeadlineTable>(*row, about, number);
  return true;
}

}  // namespace

Deadline DecisionDeadlineOf(const Sheet& sheet) {
  for (const Deadline& deadline : sheet.deadlines) {
    if (deadline.code == kDecisionDeadline) return deadline;
  }
  Deadline rule;
  rule.code = kDecisionDeadline;
  rule.length = sheet.decision_days;
  return rule;
}

Result<Day, DeadlineProblem> LastDayOf(const State& state, const Deadline& rule, Day start,
                                       const std::vector<PauseRow>& pauses, Day today) {
  std::vector<Pause> paused;
  for (const PauseRow& pause : pauses) paused.push_back({CauseOf(pause.cause), pause.asked, pause.answered});
  const auto calendar = AdoptedCalendar(state);
  const auto end = EndOf(rule, start, paused, today, calendar ? *calendar : HolidayCalendar{});
  if (!end) return end.error();
  return end->last;
}

Day DecideBy(const State& state, const Intent& intent, const Sheet& sheet) {
  const auto last = LastDayOf(state, DecisionDeadlineOf(sheet), intent.effective_on, {}, intent.today);
  return last ? *last : intent.effective_on + sheet.decision_days;
}

std::optional<Decision> CheckForewarned(const State& state, const Intent& intent, EntityId application, const Sheet& sheet) {
  const auto foreseen = DecisionDeadlineOf(sheet).suspended_by;
  if (intent.imported || std::find(foreseen.begin(), foreseen.end(), Suspends::kRefusalNotice) == foreseen.end()) {
    return std::nullopt;
  }
  const auto deadline = state.Find<DeadlineTable>(application, kDecisionNumber);
  const auto is_over = [](const PauseRow& pause) {
    return pause.cause == schema::SuspensionCause::refusal_notice && pause.answered;
  };
  const bool is_decided = !deadline;  // it stands on the list
  if (is_decided || std::any_of(deadline->pauses.begin(), deadline->pauses.end(), is_over)) return std::nullopt;
  return Refusal{Rule::kNotForewarned, {{"service", sheet.code}}};
}

schema::DeadlineOpenedT OpeningOf(const State& state, const Intent& intent, std::string_view service,
                                  const Deadline& rule, std::uint32_t number) {
  schema::DeadlineOpenedT opened;
  opened.number = number;
  opened.service = service;
  opened.deadline = rule.code;
  opened.length = static_cast<std::uint32_t>(rule.length);
  opened.ground = rule.ground.title + ", art. " + rule.ground.article;
  opened.by_law = rule.ground.source == Ground::Source::kLaw;
  for (const Suspends cause : rule.suspended_by) opened.suspended_by.push_back(CauseOf(cause));
  opened.in_hours = rule.unit == Deadline::Unit::kHours;
  if (opened.in_hours) {
    opened.due = EndOf(rule, intent.occurred_at).micros;
    return opened;
  }
  const auto last = LastDayOf(state, rule, intent.effective_on, {}, intent.today);
  opened.due_on = last ? last->days : 0;
  if (rule.unit == Deadline::Unit::kMonths && last) {
    opened.length = static_cast<std::uint32_t>(*last - intent.effective_on);
  }
  opened.due = LateFrom(Day{opened.due_on}).micros;
  return opened;
}

std::optional<std::uint32_t> FindDeadline(const State& state, EntityId about, std::string_view service,
                                          std::string_view deadline) {
  std::optional<std::uint32_t> found;
  state.Scan<DeadlineTable>(DeadlineTable::Key(about), [&](std::string_view bytes, const DeadlineRow& row) {
    if (row.service != service || row.deadline != deadline) return true;
    EntityId of;
    std::uint32_t number = 0;
    DeadlineTable::Read(bytes, of, number);
    found = number;
    return false;
  });
  return found;
}

Decision Decide(const State& state, const Intent& intent, const schema::StartDeadline& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const std::string_view service = Text(command.service());
    const auto sheet = AdoptedSheet(state, service);
    if (!sheet) return Refusal{Rule::kServiceNotAdopted, {{"service", std::string(service)}}};
    const auto rule = std::find_if(sheet->deadlines.begin(), sheet->deadlines.end(), [&](const Deadline& one) {
      return one.code == Text(command.deadline());
    });
    if (rule == sheet->deadlines.end()) {
      return Refusal{Rule::kDeadlineNotForeseen, {{"deadline", std::string(Text(command.deadline()))}}};
    }
    if (auto answer = CheckHappened(intent)) return *std::move(answer);
    if (const auto number = FindDeadline(state, id, service, rule->code)) {
      return Refusal{Rule::kDeadlineRuns, {{"number", std::to_string(*number)}}};
    }
    Drafts drafts(intent);
    drafts.Add(id, kCaseKind, OpeningOf(state, intent, service, *rule, NextNumber(row)));
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SuspendDeadline& command) {
  return OnDeadline(state, intent, command, [&](const About& about) -> Decision {
    if (auto answer = FirstOf(CheckWord("/cause", command.cause()), CheckHappened(intent))) return *std::move(answer);
    if (about.row.in_hours) return Refusal{Rule::kDeadlineNotSuspendable, {{"deadline", about.row.deadline}}};
    auto pauses = about.row.pauses;
    pauses.push_back({command.cause(), intent.effective_on, std::nullopt});
    return Moved(state, intent, about, pauses, [&](Day last) {
      schema::DeadlineSuspendedT suspended;
      suspended.number = command.number();
      suspended.cause = command.cause();
      suspended.due_on = last.days;
      suspended.due = LateFrom(last).micros;
      return OneEvent(intent, about, suspended);
    });
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ResumeDeadline& command) {
  return OnDeadline(state, intent, command, [&](const About& about) -> Decision {
    auto pauses = about.row.pauses;
    if (auto answer = CheckHappened(intent)) return *std::move(answer);
    if (pauses.empty() || pauses.back().answered) return Refusal{Rule::kDeadlineNotSuspended, {}};
    pauses.back().answered = intent.effective_on;
    return Moved(state, intent, about, pauses, [&](Day last) {
      schema::DeadlineResumedT resumed;
      resumed.number = command.number();
      resumed.due_on = last.days;
      resumed.due = LateFrom(last).micros;
      return OneEvent(intent, about, resumed);
    });
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::MeetDeadline& command) {
  return OnDeadline(state, intent, command, [&](const About& about) {
    schema::DeadlineMetT met;
    met.number = command.number();
    return OneEvent(intent, about, met);
  });
}

EntityId OpenPassing(const EventContext& context, ObligationKind kind, EntityId about, std::uint32_t number,
                     Instant due, StateEditor& editor) {
  ObligationRow row;
  row.kind = kind;
  row.entity = about;
  row.due = due;
  row.number = number;
  return OpenBy(context, std::move(row), editor);
}

void OpenDecisionDeadline(const EventContext& context, EntityId application, const Sheet& sheet, Day start,
                          Day decide_by, StateEditor& editor) {
  const Deadline rule = DecisionDeadlineOf(sheet);
  DeadlineRow row;
  row.service = sheet.code;
  row.deadline = rule.code;
  row.length = static_cast<std::uint32_t>(rule.length);
  for (const Suspends cause : rule.suspended_by) row.suspended_by.push_back(CauseOf(cause));
  row.started_on = start;
  row.due = LateFrom(decide_by);
  row.obligation = OpenPassing(context, ObligationKind::kDeadline, application, kDecisionNumber, row.due, editor);
  editor.Put<DeadlineTable>(row, application, kDecisionNumber);
}

void CloseDeadline(EntityId about, std::uint32_t number, StateEditor& editor) {
  const auto row = editor.Find<DeadlineTable>(about, number);
  if (!row) return;
  if (!row->obligation.is_zero()) editor.CloseObligation(row->obligation, row->due);
  editor.Erase<DeadlineTable>(about, number);
}

void CloseDeadlines(EntityId about, StateEditor& editor) {
  std::vector<std::uint32_t> numbers;
  editor.state().Scan<DeadlineTable>(DeadlineTable::Key(about), [&](std::string_view bytes, const DeadlineRow&) {
    EntityId of;
    DeadlineTable::Read(bytes, of, numbers.emplace_back());
    return true;
  });
  for (const std::uint32_t number : numbers) CloseDeadline(about, number, editor);
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::DeadlineOpened& fact,
            StateEditor& editor) {
  const EntityId about = events::Entity(event.entity());
  DeadlineRow deadline;
  deadline.service = Text(fact.service());
  deadline.deadline = Text(fact.deadline());
  deadline.in_hours = fact.in_hours();
  deadline.length = fact.length();
  deadline.started_on = Day{event.effective_on()};
  deadline.due = Instant{fact.due()};
  if (fact.suspended_by() != nullptr) {
    deadline.suspended_by.assign(fact.suspended_by()->begin(), fact.suspended_by()->end());
  }
  const bool knows_causes = std::all_of(
      deadline.suspended_by.begin(), deadline.suspended_by.end(),
      [](auto cause) { return cause != schema::SuspensionCause::none && cause <= schema::SuspensionCause::MAX; });
  const std::uint32_t least = deadline.in_hours ? 0 : 1;  // 0 hours: due at once
  const bool is_sound = IsPossible(deadline.started_on) && IsPossible(LocalDay(deadline.due)) &&
                        deadline.length >= least && deadline.length <= kMaxDeadlineLength && knows_causes;
  if (!is_sound || !TakeNumberOf(about, fact.number(), editor)) return false;
  deadline.obligation = OpenPassing(context, ObligationKind::kDeadline, about, fact.number(), deadline.due, editor);
  editor.Put<DeadlineTable>(deadline, about, fact.number());
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::DeadlineSuspended& fact,
            StateEditor& editor) {
  return MoveRow(context, event, fact.number(), Instant{fact.due()}, editor, [&](DeadlineRow& row) {
    if (fact.cause() == schema::SuspensionCause::none || fact.cause() > schema::SuspensionCause::MAX) return false;
    row.pauses.push_back({fact.cause(), Day{event.effective_on()}, std::nullopt});
    return IsPossible(Day{fact.due_on()}) && row.pauses.size() <= std::size(schema::EnumValuesSuspensionCause());
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::DeadlineResumed& fact,
            StateEditor& editor) {
  return MoveRow(context, event, fact.number(), Instant{fact.due()}, editor, [&](DeadlineRow& row) {
    if (row.pauses.empty() || row.pauses.back().answered) return false;
    row.pauses.back().answered = Day{event.effective_on()};
    return IsPossible(Day{fact.due_on()});
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DeadlineMet& fact,
            StateEditor& editor) {
  const EntityId about = events::Entity(event.entity());
  if (!editor.Find<DeadlineTable>(about, fact.number())) return false;
  CloseDeadline(about, fact.number(), editor);
  return true;
}

}  // namespace fascicolo::engine
