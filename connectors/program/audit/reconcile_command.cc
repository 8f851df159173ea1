// fascicolo reconcile: what was planned, delivered, billed, accepted, liquidated and paid of one month.
#include "connectors/cli/labels.h"
#include "connectors/program/audit/reconciliation.h"
#include "connectors/program/commands.h"
#include "connectors/program/money/money_text.h"

#include <algorithm>
#include <memory>

namespace fascicolo::program {
namespace {

struct ReconcileOptions {
  std::string month;
  std::optional<std::string> provider;
  std::optional<std::string> service;
  std::optional<std::string> as_of;
  bool differences = false;
};

/// "2026-03", or a day of it.
Result<Day, FormError> ReadMonth(const std::string& text) {
  const auto day = ParseDay(text.size() == std::string_view("YYYY-MM").size() ? text + "-01" : text);
  if (!day) return FormError{"MONTH", "is no month: '" + text + "'", "a month such as 2026-03"};
  return *day - (CivilFromDay(*day).day - 1);
}

constexpr std::string_view kReconciledShape =
    "month: day, units: [{provider: text?, unit: id?, service: word, services: count, planned: number, delivered: "
    "number, billed: number, accepted: number, contested: number, liquidated: number, paid: number, "
    "liquidated_amount: decimal, paid_amount: decimal, others_amount: decimal, delivered_less_planned: number, "
    "billed_less_delivered: number, undecided: number, accepted_less_liquidated: number, liquidated_less_paid: "
    "number, differs: flag}]";

Value FormOf(const std::string& provider, EntityId unit, const MonthOfUnit& month) {
  return cli::Object()
      .Add("provider", provider.empty() ? Value{} : cli::Form(provider))
      .Add("unit", unit)
      .Add("service", month.service)
      .Add("services", month.services)
      .Add("planned", month.planned())
      .Add("delivered", month.delivered)
      .Add("billed", month.billed)
      .Add("accepted", month.accepted)
      .Add("contested", month.contested)
      .Add("liquidated", month.liquidated)
      .Add("paid", month.paid)
      .Add("liquidated_amount", MoneyText(month.liquidated_cents))
      .Add("paid_amount", MoneyText(month.paid_cents))
      .Add("others_amount", MoneyText(month.others_cents))
      .Add("delivered_less_planned", month.delivered - month.planned())
      .Add("billed_less_delivered", month.billed - month.delivered)
      .Add("undecided", month.billed - month.accepted - month.contested)
      .Add("accepted_less_liquidated", month.accepted - month.liquidated)
      .Add("liquidated_less_paid", month.liquidated - month.paid)
      .Add("differs", month.differs())
      .Done();
}

constexpr const char* kQuantities[] = {"planned",   "delivered",  "billed", "accepted",
                                       "contested", "liquidated", "paid",   "paid_amount"};

void Print(Session& session, Reading& reading, const MonthByUnit& units) {
  cli::Table table;
  for (const char* column : {"provider", "unit", "service", "measure"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  for (const char* column : kQuantities) {
    table.Column(session.Label(std::string("column.") + column), cli::Align::kRight);
  }
  table.Column("");
  const auto language = session.language();
  for (const auto& [key, month] : units) {
    table.Row({key.first.empty() ? "-" : key.first, ToHex(key.second), reading.ServiceName(month.service, language),
               reading.MeasureOf(month.service, language), std::to_string(month.planned()),
               std::to_string(month.delivered), std::to_string(month.billed), std::to_string(month.accepted),
               std::to_string(month.contested),
               std::to_string(month.liquidated), std::to_string(month.paid), MoneyText(month.paid_cents),
               month.differs() ? session.Label("text.differs") : ""});
  }
  if (table.empty()) return session.Say(session.Label("text.nothing"));
  table.Print(session.terminal);
}

int Show(Session& session, Reading& reading, const ReconcileOptions& options) {
  const auto month = ReadMonth(options.month);
  if (!month) return session.Fail(month.error());
  if (const auto known = reading.CheckService(options.service); !known) return session.Fail(known.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  auto units = Reconcile(reading, *state, *month);
  if (!units) return session.Fail(units.error());
  std::erase_if(*units, [&](const auto& one) {
    const MonthOfUnit& of = one.second;
    return (options.provider && one.first.first != *options.provider) ||
           (options.service && of.service != *options.service) || (options.differences && !of.differs());
  });
  const bool differs = std::any_of(units->begin(), units->end(), [](const auto& one) { return one.second.differs(); });
  if (session.json()) {
    Value::Array forms;
    for (const auto& [key, of] : *units) forms.push_back(FormOf(key.first, key.second, of));
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("month", *month).Add("units", std::move(forms)).Done());
  } else {
    Print(session, reading, *units);
  }
  return differs ? cli::kExitNo : cli::kExitDone;
}

}  // namespace

void AddReconcile(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ReconcileOptions>();
  auto options = arguments.Add(
      "reconcile",
      {"Compares what was planned, delivered, billed, accepted, liquidated and paid of a month, by provider and unit",
       "Confronta il previsto, erogato, fatturato, accettato, liquidato e pagato di un mese, per gestore e struttura"},
      "  fascicolo reconcile 2026-03\n"
      "  fascicolo reconcile 2026-03 --provider coop_inventata --differences",
      [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("MONTH", given->month, {"The month: 2026-03", "Il mese: 2026-03"}, true);
  options.Text("--provider", given->provider,
               {"Of this provider, by its code", "Di questo gestore, con il suo codice"});
  options.Text("--service", given->service, {"Of this service, by its code", "Di questo servizio, con il suo codice"});
  options.Flag("--differences", given->differences,
               {"Only where what should agree does not", "Solo dove ciò che dovrebbe coincidere non coincide"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("MONTH", StandingShape(kReconciledShape));
}

}  // namespace fascicolo::program
