// fascicolo receivables: what persons owe, what was paid of it, and what was done about the rest.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/money/money_text.h"
#include "connectors/program/reading.h"
#include "connectors/program/sample_values.h"
#include "engine/families/money_states.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct Debt {
  EntityId person;
  std::uint32_t number = 0;
  engine::DebtRow row;
};

struct ReceivablesOptions {
  bool settled = false;
  bool overdue = false;
  std::optional<std::string> as_of;
};

bool IsOverdue(const engine::DebtRow& row, Day today) { return row.Left() > 0 && row.due_on < today; }

/// In the order of persons and numbers.
std::vector<Debt> DebtsIn(const engine::State& state, const ReceivablesOptions& options, Day today) {
  std::vector<Debt> debts;
  state.Scan<engine::DebtTable>(engine::DebtTable::Key(), [&](std::string_view bytes, engine::DebtRow row) {
    if ((row.Left() == 0 && !options.settled) || (options.overdue && !IsOverdue(row, today))) return true;
    Debt debt;
    engine::DebtTable::Read(bytes, debt.person, debt.number);
    debt.row = std::move(row);
    debts.push_back(std::move(debt));
    return true;
  });
  return debts;
}

/// By which shares and rents were reckoned: the rules of their months. What is asked back was said by people.
Samples SamplesBehind(const std::vector<Debt>& debts, const engine::State& state) {
  Samples samples;
  for (const Debt& debt : debts) {
    const Day month = debt.row.month.value_or(debt.row.due_on);
    const auto activation = state.Find<engine::ActivationTable>(debt.row.activation);
    const auto tenancy = state.Find<engine::TenancyTable>(debt.row.activation);
    if (debt.row.cause == schema::DebtCause::share && activation) AddSamplesBehind(state, activation->service, month, samples);
    if (debt.row.cause == schema::DebtCause::rent && tenancy) AddSamplesBehind(state, tenancy->service, month, samples);
  }
  return samples;
}

constexpr std::string_view kReceivablesShape =
    "left: decimal, samples: [text], debts: [{person: id, debt: count, cause: word, state: word, activation: id?, month: day?, amount: decimal, "
    "received: decimal, written_off: decimal, left: decimal, due_on: day, overdue: flag, reminded_on: day?, "
    "instalments: count}]";

Value FormOf(const Debt& debt, Day today) {
  return cli::Object()
      .Add("person", debt.person)
      .Add("debt", debt.number)
      .Add("cause", schema::EnumNameDebtCause(debt.row.cause))
      .Add("activation", debt.row.activation)
      .Add("month", debt.row.month)
      .Add("amount", MoneyText(debt.row.amount))
      .Add("received", MoneyText(debt.row.received))
      .Add("written_off", MoneyText(debt.row.written_off))
      .Add("left", MoneyText(debt.row.Left()))
      .Add("state", engine::TextOf(engine::StateOf(debt.row)))
      .Add("due_on", debt.row.due_on)
      .Add("overdue", IsOverdue(debt.row, today))
      .Add("reminded_on", debt.row.reminded_on)
      .Add("instalments", debt.row.instalments)
      .Done();
}

std::string StateText(Session& session, const engine::DebtRow& row, Day today) {
  if (IsOverdue(row, today)) return session.Label("text.overdue");
  return std::string(cli::LabelOf(session.language(), "debt_state", engine::TextOf(engine::StateOf(row))));
}

void Print(Session& session, const std::vector<Debt>& debts, Day today) {
  cli::Table table;
  for (const char* column : {"column.person", "field.debt", "field.cause", "field.amount", "text.left", "column.due_on",
                             "column.state", "event.DebtReminded"}) {
    table.Column(session.Label(column));
  }
  for (const Debt& debt : debts) {
    table.Row({ToHex(debt.person), std::to_string(debt.number),
               std::string(cli::LabelOf(session.language(), "debt_cause", schema::EnumNameDebtCause(debt.row.cause))),
               MoneyText(debt.row.amount), MoneyText(debt.row.Left()),
               FormatDay(debt.row.due_on), StateText(session, debt.row, today),
               debt.row.reminded_on ? FormatDay(*debt.row.reminded_on) : ""});
  }
  table.Print(session.terminal);
}

int Show(Session& session, Reading& reading, const ReceivablesOptions& options) {
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto debts = DebtsIn(*state, options, reading.today());
  std::int64_t left = 0;
  for (const Debt& debt : debts) left += debt.row.Left();
  const Samples samples = SamplesBehind(debts, *state);
  if (session.json()) {
    Value::Array forms;
    for (const Debt& debt : debts) forms.push_back(FormOf(debt, reading.today()));
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("left", MoneyText(left))
                              .Add("samples", FormOfSamples(samples))
                              .Add("debts", std::move(forms))
                              .Done());
    return cli::kExitDone;
  }
  WarnOfSamples(session, samples);
  Print(session, debts, reading.today());
  session.Say(session.Label("text.left") + ": " + MoneyText(left) + " EUR");
  return cli::kExitDone;
}

}  // namespace

void AddReceivables(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ReceivablesOptions>();
  auto options = arguments.Add(
      "receivables",
      {"Shows what persons owe: shares of services, benefits to give back, rents; and what was done about it",
       "Mostra i crediti verso le persone: quote, somme da restituire, canoni; e che cosa è stato fatto"},
      "  fascicolo receivables --overdue --data DIR", [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Flag("--overdue", given->overdue, {"Only those that are late", "Solo quelli scaduti"});
  options.Flag("--settled", given->settled, {"Those that are settled too", "Anche quelli estinti"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kReceivablesShape));
}

}  // namespace fascicolo::program
