// fascicolo trace: from a payment back to what it is for: liquidation, commitment, and the decision behind them.
#include "connectors/cli/labels.h"
#include "connectors/cli/shape.h"
#include "connectors/program/commands.h"
#include "connectors/program/history_steps.h"
#include "connectors/program/money/money_text.h"
#include "connectors/program/reading.h"
#include "engine/families/activation.h"

#include <memory>

namespace fascicolo::program {
namespace {

/// One payment and everything behind it.
struct Trail {
  EntityId chapter_id;
  engine::ChapterRow chapter;
  std::uint32_t number = 0;
  engine::LiquidationRow liquidation;
  engine::CommitmentRow commitment;
  std::optional<engine::ActRow> committed_by;
  std::optional<engine::ActRow> liquidated_by;
  engine::PayeeRow payee;
  engine::EntityRow about;
  std::optional<engine::ActivationRow> service;  ///< where the money is for one
};

std::optional<engine::ActRow> ActIn(const engine::State& state, EntityId act) {
  return act.is_zero() ? std::nullopt : state.Find<engine::ActTable>(act);
}

Trail TrailOf(const engine::State& state, EntityId chapter, std::uint32_t number, engine::LiquidationRow liquidation) {
  Trail trail;
  trail.chapter_id = chapter;
  trail.number = number;
  trail.chapter = state.Find<engine::ChapterTable>(chapter).value_or(engine::ChapterRow{});
  trail.commitment =
      state.Find<engine::CommitmentTable>(chapter, liquidation.commitment).value_or(engine::CommitmentRow{});
  trail.committed_by = ActIn(state, trail.commitment.act);
  trail.liquidated_by = ActIn(state, liquidation.act);
  trail.payee = state.Find<engine::PayeeTable>(liquidation.payee).value_or(engine::PayeeRow{});
  trail.about = state.Find<engine::EntityTable>(trail.commitment.about).value_or(engine::EntityRow{});
  const EntityId service = liquidation.activation.is_zero() ? trail.commitment.about : liquidation.activation;
  trail.service = state.Find<engine::ActivationTable>(service);
  trail.liquidation = std::move(liquidation);
  return trail;
}

/// Those that the order to pay `paid_by` paid.
std::vector<Trail> TrailsOf(const engine::State& state, const std::string& paid_by) {
  std::vector<Trail> trails;
  const auto take = [&](std::string_view bytes, engine::LiquidationRow row) {
    if (row.paid_by != paid_by) return true;
    EntityId chapter;
    std::uint32_t number = 0;
    engine::LiquidationTable::Read(bytes, chapter, number);
    trails.push_back(TrailOf(state, chapter, number, std::move(row)));
    return true;
  };
  state.Scan<engine::LiquidationTable>(engine::LiquidationTable::Key(), take);
  return trails;
}

Value ChapterForm(const Trail& trail) {
  return cli::Object()
      .Add("id", trail.chapter_id)
      .Add("year", trail.chapter.year)
      .Add("code", trail.chapter.code)
      .Done();
}

Value PayeeForm(const Trail& trail) {
  return cli::Object()
      .Add("id", trail.liquidation.payee)
      .Add("person", trail.payee.person)
      .Add("provider", trail.payee.provider)
      .Done();
}

Value CommitmentForm(const Trail& trail) {
  return cli::Object()
      .Add("number", trail.liquidation.commitment)
      .Add("in_accounts", trail.commitment.number)
      .Done();
}

Value ServiceForm(const engine::ActivationRow& row) {
  return cli::Object()
      .Add("service", row.service)
      .Add("case", row.case_file)
      .Add("person", row.person)
      .Add("applied_on", row.applied_on)
      .Add("state", engine::TextOf(row.state))
      .Done();
}

constexpr std::string_view kTrailShape =
    "{chapter: {id: id?, year: number, code: text}, liquidation: count, amount: decimal, paid_by: text, paid_on: "
    "day?, bounced_before: count, payee: {id: id?, person: id?, provider: text}, bill: count, month: day?, "
    "liquidated_by: %?, commitment: {number: count, in_accounts: text}, committed_by: %?, about: id?, about_kind: "
    "word, service: {service: word, case: id?, person: id?, applied_on: day, state: word}?}";

Value FormOf(const Trail& trail) {
  const auto act = [](EntityId id, const std::optional<engine::ActRow>& row) {
    return row ? ActForm(id, *row) : Value{};
  };
  return cli::Object()
      .Add("chapter", ChapterForm(trail))
      .Add("liquidation", trail.number)
      .Add("amount", MoneyText(trail.liquidation.amount))
      .Add("paid_by", trail.liquidation.paid_by)
      .Add("paid_on", trail.liquidation.paid_on)
      .Add("bounced_before", trail.liquidation.bounced)
      .Add("payee", PayeeForm(trail))
      .Add("bill", trail.liquidation.bill)
      .Add("month", trail.liquidation.month)
      .Add("liquidated_by", act(trail.liquidation.act, trail.liquidated_by))
      .Add("commitment", CommitmentForm(trail))
      .Add("committed_by", act(trail.commitment.act, trail.committed_by))
      .Add("about", trail.commitment.about)
      .Add("about_kind", schema::EnumNameEntityKind(trail.about.kind))
      .Add("service", trail.service ? ServiceForm(*trail.service) : Value{})
      .Done();
}

void Print(Session& session, const Trail& trail) {
  auto& out = session.terminal;
  const auto language = session.language();
  const auto line = [&](std::string_view label, std::string text) {
    if (!text.empty()) out.Line("    " + session.Label(std::string(label)) + ": " + cli::Printable(std::move(text)));
  };
  const std::string amount = MoneyText(trail.liquidation.amount);
  out.Line(out.Bold(amount + " EUR  " + cli::Printable(trail.liquidation.paid_by)));
  line("column.day", trail.liquidation.paid_on ? FormatDay(*trail.liquidation.paid_on) : "");
  line("field.payee", trail.payee.person.is_zero() ? trail.payee.provider : ToHex(trail.payee.person));
  line("field.month", trail.liquidation.month ? FormatDay(*trail.liquidation.month) : "");
  line("event.MoneyLiquidated", trail.liquidated_by ? ActLine(language, *trail.liquidated_by) : "");
  line("field.chapter", std::to_string(trail.chapter.year) + " " + trail.chapter.code);
  line("field.commitment", trail.commitment.number);
  line("event.MoneyCommitted", trail.committed_by ? ActLine(language, *trail.committed_by) : "");
  const std::string kind(cli::LabelOf(language, "entity_kind", schema::EnumNameEntityKind(trail.about.kind)));
  line("field.about", kind + " " + ToHex(trail.commitment.about));
  if (!trail.service) return;
  line("column.service", trail.service->service);
  line("column.case", ToHex(trail.service->case_file));
  line("column.applied_on", FormatDay(trail.service->applied_on));
}

int Show(Session& session, Reading& reading, const std::string& paid_by) {
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto trails = TrailsOf(*state, paid_by);
  if (session.json()) {
    Value::Array forms;
    for (const Trail& trail : trails) forms.push_back(FormOf(trail));
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("payment", paid_by).Add("paid", std::move(forms)).Done());
    return cli::kExitDone;
  }
  for (const Trail& trail : trails) Print(session, trail);
  if (trails.empty()) session.Say(session.Label("text.nothing"));
  return cli::kExitDone;
}

struct TraceOptions {
  std::optional<std::string> payment;
  std::optional<std::string> as_of;
};

}  // namespace

void AddTrace(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<TraceOptions>();
  auto options = arguments.Add(
      "trace",
      {"Leads from a payment back to its liquidation, its commitment, their acts, and the application",
       "Risale da un pagamento alla liquidazione, all'impegno, ai loro atti e alla domanda"},
      "  fascicolo trace M-33 --data DIR", [&session, given]() -> int {
        if (!given->payment) return session.Usage("which payment? The number of the order to pay");
        return Answer(session, given->as_of,
                      [&](Reading& reading) { return Show(session, reading, *given->payment); });
      });
  options.Text("PAYMENT", given->payment, {"Number of the order to pay", "Numero del mandato di pagamento"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("PAYMENT", StandingShape("payment: text, paid: [%]", {cli::ShapeWith(kTrailShape, {kActShape, kActShape})}));
}

}  // namespace fascicolo::program
