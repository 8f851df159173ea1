#include "engine/families/authority.h"

#include "engine/catalogue/sheet.h"
#include "engine/rules/dated_rules.h"
#include "engine/rules/holidays.h"

namespace fascicolo::engine {
namespace {

Rejection AllErrors(const std::vector<FormError>& errors, std::string_view document) {
  std::string problem;
  for (const FormError& error : errors) {
    if (!problem.empty()) problem += "; ";
    problem += error.ToString();
  }
  return Malformed(std::string(document), std::move(problem));
}

}  // namespace

EntityId AuthorityEntity() { return NamedEntity(schema::EntityKind::authority, "authority"); }

schema::CommandPayloadUnion AdoptionOf(BuiltInDocument::Kind kind, std::string json) {
  schema::CommandPayloadUnion adoption;
  switch (kind) {
    case BuiltInDocument::Kind::kSheet: {
      schema::AdoptSheetT adopt;
      adopt.sheet = std::move(json);
      adoption.Set(std::move(adopt));
      break;
    }
    case BuiltInDocument::Kind::kRuleSet: {
      schema::AdoptRuleSetT adopt;
      adopt.rule_set = std::move(json);
      adoption.Set(std::move(adopt));
      break;
    }
    case BuiltInDocument::Kind::kCalendar: {
      schema::AdoptCalendarT adopt;
      adopt.calendar = std::move(json);
      adoption.Set(std::move(adopt));
      break;
    }
  }
  return adoption;
}

Decision Decide(const State&, const Intent& intent, const schema::OpenLedger& command) {
  Drafts drafts(intent);
  schema::LedgerOpenedT opened;
  opened.origin = Text(command.origin());
  opened.name = Text(command.name());
  drafts.Add(AuthorityEntity(), schema::EntityKind::authority, std::move(opened));
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::OpenDay& command) {
  const auto today = state.Ledger().today;
  const Day day{command.day()};
  if (today && day != *today + 1) {
    return Refusal{Rule::kDayOutOfOrder, {{"day", FormatDay(day)}, {"last_opened", FormatDay(*today)}}};
  }
  Drafts drafts(intent);
  schema::DayOpenedT opened;
  opened.day = day.days;
  drafts.Add(AuthorityEntity(), schema::EntityKind::authority, opened).effective_on = day;
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::AdoptSheet& command) {
  const std::string json(Text(command.sheet()));
  const auto sheet = ParseSheet(json);
  if (!sheet) return AllErrors(sheet.error(), "/sheet");
  if (const auto adopted = state.Find<SheetTable>(sheet->code); adopted && adopted->json == json) {
    return Refusal{Rule::kAlreadyAdopted, {{"service", sheet->code}}};
  }
  Drafts drafts(intent);
  schema::SheetAdoptedT fact;
  fact.code = sheet->code;
  fact.sheet = json;
  drafts.Add(NamedEntity(schema::EntityKind::sheet, sheet->code), schema::EntityKind::sheet, std::move(fact));
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::AdoptRuleSet& command) {
  const std::string json(Text(command.rule_set()));
  const auto rules = ParseDatedRules(json);
  if (!rules) return AllErrors(rules.error(), "/rule_set");
  schema::RuleSetAdoptedT fact;
  fact.rule_set = json;
  std::visit(
      [&](const auto& one) {
        fact.code = one.code;
        fact.version = one.version;
        fact.valid_from = one.valid_from.days;
      },
      *rules);
  if (state.Find<RuleSetTable>(fact.code, Day{fact.valid_from}, fact.version)) {
    return Refusal{Rule::kRuleSetVersionExists, {{"rule_set", fact.code}, {"version", fact.version}}};
  }
  Drafts drafts(intent);
  const EntityId entity = NamedEntity(schema::EntityKind::rule_set, fact.code);
  drafts.Add(entity, schema::EntityKind::rule_set, std::move(fact));
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::AdoptCalendar& command) {
  const std::string json(Text(command.calendar()));
  const auto calendar = ParseHolidayCalendar(json);
  if (!calendar) return AllErrors(calendar.error(), "/calendar");
  if (const auto adopted = state.Find<CalendarTable>(); adopted && adopted->json == json) {
    return Refusal{Rule::kAlreadyAdopted, {{"calendar", calendar->code}}};
  }
  Drafts drafts(intent);
  schema::CalendarAdoptedT fact;
  fact.calendar = json;
  drafts.Add(NamedEntity(schema::EntityKind::calendar, calendar->code), schema::EntityKind::calendar, std::move(fact));
  return drafts.Done();
}

bool Evolve(const EventContext&, const schema::Event&, const schema::LedgerOpened& fact, StateEditor& editor) {
  editor.Put<AuthorityTable>(AuthorityRow{std::string(Text(fact.origin())), std::string(Text(fact.name()))});
  return true;
}

bool Evolve(const EventContext&, const schema::Event&, const schema::DayOpened& fact, StateEditor& editor) {
  LedgerRow ledger = editor.state().Ledger();
  ledger.today = Day{fact.day()};
  editor.Put<LedgerTable>(ledger);
  return true;
}

bool Evolve(const EventContext&, const schema::Event&, const schema::SheetAdopted& fact, StateEditor& editor) {
  editor.Put<SheetTable>(SheetRow{std::string(Text(fact.sheet()))}, Text(fact.code()));
  return true;
}

bool Evolve(const EventContext&, const schema::Event&, const schema::RuleSetAdopted& fact, StateEditor& editor) {
  editor.Put<RuleSetTable>(RuleSetRow{std::string(Text(fact.rule_set()))}, Text(fact.code()),
                           Day{fact.valid_from()}, Text(fact.version()));
  return true;
}

bool Evolve(const EventContext&, const schema::Event&, const schema::CalendarAdopted& fact, StateEditor& editor) {
  editor.Put<CalendarTable>(CalendarRow{std::string(Text(fact.calendar()))});
  return true;
}

}  // namespace fascicolo::engine
