// fascicolo plans: one line per personal plan: how far it is, what was given and spent, what is due next.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/effective_day.h"
#include "connectors/program/entities.h"
#include "connectors/program/money/money_text.h"
#include "connectors/program/plans/plan_lines.h"
#include "connectors/program/reading.h"
#include "connectors/program/sample_values.h"
#include "engine/families/plan/plan_states.h"

#include <map>
#include <memory>

namespace fascicolo::program {
namespace {

using engine::PlanState;

struct PlansOptions {
  std::optional<std::string> service;
  std::optional<std::string> state;
  std::optional<std::string> effective_on;
  std::optional<std::string> as_of;
};

/// The state that was asked for; none: every one.
Result<std::optional<PlanState>, FormError> PlanStateOf(const std::optional<std::string>& word) {
  if (!word) return std::optional<PlanState>();
  std::vector<std::string> words;
  for (int number = 1; number <= static_cast<int>(PlanState::kDenied); ++number) {
    words.emplace_back(engine::TextOf(static_cast<PlanState>(number)));
  }
  std::vector<const char*> names;
  for (const auto& one : words) names.push_back(one.c_str());
  const auto found = FindWord(names, *word, "--state");
  if (!found) return found.error();
  return std::optional(static_cast<PlanState>(*found + 1));
}

Value YearsOf(const PlanLine& line) {
  Value::Array years;
  for (const PlanYear& one : line.years) {
    std::int64_t spent = 0;
    for (const auto& item : one.row.spent) spent += item.amount;
    years.push_back(cli::Object()
                        .Add("year", one.year)
                        .Add("amount", MoneyText(one.row.amount))
                        .Add("management", schema::EnumNamePlanManagement(one.row.management))
                        .Add("granted", MoneyText(one.row.funded))
                        .Add("spent", MoneyText(spent))
                        .Add("returned", one.row.returned)
                        .Done());
  }
  return Value{std::move(years)};
}

constexpr std::string_view kPlansShape =
    "by_state: {*: count}, samples: [text], plans: [{plan: id, person: id, case: id?, service: word, state: word, "
    "points_hundredths: number, level: text?, from: day?, until: day?, months: count, granted: decimal, spent: "
    "decimal, left: decimal, years: [{year: count, amount: decimal, management: word, granted: decimal, spent: "
    "decimal, returned: flag}], next: {on: day, what: word, overdue: flag}?}]";

Value FormOf(const PlanLine& line, Day today) {
  cli::Object next;
  if (line.next) next.Add("on", line.next->on).Add("what", line.next->what).Add("overdue", line.next->on < today);
  return cli::Object()
      .Add("plan", line.plan)
      .Add("person", line.row.person)
      .Add("case", line.row.case_file)
      .Add("service", line.row.service)
      .Add("state", engine::TextOf(line.row.state))
      .Add("points_hundredths", line.row.points)
      .Add("level", line.row.level.empty() ? Value{} : cli::Form(line.row.level))
      .Add("from", line.row.from)
      .Add("until", line.row.until)
      .Add("months", line.months)
      .Add("granted", MoneyText(line.granted_cents))
      .Add("spent", MoneyText(line.spent_cents))
      .Add("left", MoneyText(line.left_cents))
      .Add("years", YearsOf(line))
      .Add("next", line.next ? next.Done() : Value{})
      .Done();
}

std::string DueText(Session& session, const PlanLine& line, Day today) {
  if (!line.next) return "-";
  std::string text = FormatDay(line.next->on) + " " +
                     std::string(cli::LabelOf(session.language(), "plan_due", line.next->what));
  if (line.next->on < today) text += " " + session.Label("text.overdue");
  return text;
}

void Print(Session& session, Reading& reading, const std::vector<PlanLine>& lines) {
  cli::Table table;
  for (const char* column : {"column.plan", "column.person", "column.service", "column.state"}) {
    table.Column(session.Label(column));
  }
  for (const char* column : {"column.months", "column.granted", "column.spent", "column.left_over"}) {
    table.Column(session.Label(column), cli::Align::kRight);
  }
  table.Column(session.Label("column.next_due"));
  for (const PlanLine& line : lines) {
    table.Row({ToHex(line.plan), ToHex(line.row.person), reading.ServiceName(line.row.service, session.language()),
               std::string(cli::LabelOf(session.language(), "plan_state", engine::TextOf(line.row.state))),
               std::to_string(line.months), MoneyText(line.granted_cents), MoneyText(line.spent_cents),
               MoneyText(line.left_cents), DueText(session, line, reading.today())});
  }
  if (table.empty()) return session.Say(session.Label("text.nothing"));
  table.Print(session.terminal);
}

int Show(Session& session, Reading& reading, const PlansOptions& options, std::optional<PlanState> wanted,
         std::optional<Day> on) {
  if (const auto known = reading.CheckService(options.service); !known) return session.Fail(known.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  auto lines = PlanLines(*state);
  std::erase_if(lines, [&](const PlanLine& line) {
    const bool is_other_day = on && !IsInForce(line.row.from, line.row.until, *on);
    return is_other_day || (options.service && line.row.service != *options.service);
  });
  std::map<std::string, std::uint64_t> counts;
  for (const PlanLine& line : lines) ++counts[std::string(engine::TextOf(line.row.state))];
  std::erase_if(lines, [&](const PlanLine& line) { return wanted && line.row.state != *wanted; });
  Samples samples;
  for (const PlanLine& line : lines) AddSamplesBehind(*state, line.row.service, reading.today(), samples);
  if (!session.json()) {
    WarnOfSamples(session, samples);
    Print(session, reading, lines);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const PlanLine& line : lines) forms.push_back(FormOf(line, reading.today()));
  cli::Object by_state;
  for (const auto& [word, count] : counts) by_state.Add(word, count);
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("by_state", by_state.Done())
                            .Add("samples", FormOfSamples(samples))
                            .Add("plans", std::move(forms))
                            .Done());
  return cli::kExitDone;
}

int Plans(Session& session, const PlansOptions& options) {
  const auto wanted = PlanStateOf(options.state);
  if (!wanted) return session.Fail(wanted.error());
  const auto on = ReadEffectiveOn(options.effective_on);
  if (!on) return session.Fail(on.error());
  return Answer(session, options.as_of, [&](Reading& reading) { return Show(session, reading, options, *wanted, *on); });
}

}  // namespace

void AddPlans(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<PlansOptions>();
  auto options = arguments.Add(
      "plans",
      {"Shows the personal plans: state, months, what was granted, spent and is left over, what is due next",
       "Mostra i piani personalizzati: stato, mesi, importi concessi, spesi e residui, prossima scadenza"},
      "  fascicolo plans --service plan_162 --state running", [&session, given] { return Plans(session, *given); });
  options.Text("--service", given->service,
               {"Of this service only, by its code", "Solo di questo servizio, con il suo codice"});
  options.Text("--state", given->state,
               {"In this state only: requested, assessed, priced, drafted, agreed, sent, funded, unfunded, running, "
                "suspended, ended, withdrawn or denied",
                "Solo in questo stato: requested (richiesto), assessed (valutato), priced (importo determinato), drafted "
                "(predisposto), agreed (condiviso), sent (inviato), funded (finanziato), unfunded (non finanziato), running "
                "(in corso), suspended (sospeso), ended (concluso), withdrawn (rinunciato) o denied (negato)"});
  options.Text("--effective-on", given->effective_on, kOnlyEffectiveOnHelp);
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kPlansShape));
}

}  // namespace fascicolo::program
