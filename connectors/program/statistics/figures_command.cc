// fascicolo figures: publishes what was counted, lists what was published, and counts it again.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/outcome_form.h"
#include "connectors/program/own_request.h"
#include "connectors/program/statistics/publishing.h"
#include "connectors/program/statistics/restating.h"
#include "engine/families/figures.h"
#include "engine/families/ranking_lines.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct FiguresOptions {
  std::string action;
  std::optional<std::string> figure;
  std::string query;
  std::string signer;
  std::string act;
  std::string actor;
  std::optional<std::string> restates;
};

struct Published {
  EntityId id;
  engine::FigureRow row;
  bool is_last = false;  ///< of its query: nothing restates it
};

std::vector<Published> FiguresIn(const engine::State& state) {
  std::vector<Published> figures;
  state.Scan<engine::FigureTable>(engine::FigureTable::Key(), [&](std::string_view bytes, engine::FigureRow row) {
    Published& one = figures.emplace_back();
    engine::FigureTable::Read(bytes, one.id);
    const auto last = state.Find<engine::FigureOfQueryTable>(row.query);
    one.is_last = last && last->figure == one.id;
    one.row = std::move(row);
    return true;
  });
  return figures;
}

constexpr std::string_view kPublishedMembers =
    "figure: id, query: text, from: day, until: day, as_of: count, digest: hash, signer: text, act: text, "
    "published_on: day, restates: id?, restated: flag";
constexpr std::string_view kRestatementMembers =
    "recomputes: flag, changed: [{row: [text], measure: word, published: text, now: text}], late_events: "
    "[{position: count, event: count, recorded_at: instant, type: text, bears_on: day, concerns: {entity: id}}], more: flag";

cli::Object FormOf(const Published& figure) {
  cli::Object form;
  form.Add("figure", figure.id)
      .Add("query", figure.row.query)
      .Add("from", figure.row.from)
      .Add("until", figure.row.until)
      .Add("as_of", figure.row.as_of)
      .Add("digest", figure.row.digest)
      .Add("signer", figure.row.signer)
      .Add("act", figure.row.act)
      .Add("published_on", figure.row.published_on)
      .Add("restates", figure.row.restates)
      .Add("restated", !figure.is_last);
  return form;
}

// --- list ---

int List(Session& session, Reading& reading) {
  const auto figures = FiguresIn(reading.source().state());
  if (session.json()) {
    Value::Array forms;
    for (const Published& one : figures) forms.push_back(FormOf(one).Done());
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("figures", std::move(forms)).Done());
    return cli::kExitDone;
  }
  cli::Table table;
  for (const char* column : {"column.day", "field.query", "field.as_of", "field.signer", "field.act", "column.state",
                             "entity_kind.figure"}) {
    table.Column(session.Label(column));
  }
  for (const Published& one : figures) {
    table.Row({FormatDay(one.row.published_on), one.row.query, std::to_string(one.row.as_of.value), one.row.signer,
               one.row.act, one.is_last ? "" : session.Label("text.restated"), ToHex(one.id)});
  }
  table.Print(session.terminal);
  return cli::kExitDone;
}

// --- restate ---

Value FormOf(const LateEvent& late) {
  return cli::Object()
      .Add("position", late.position)
      .Add("event", late.index)
      .Add("recorded_at", late.recorded_at)
      .Add("type", late.type)
      .Add("bears_on", late.bears_on)
      .Add("concerns", cli::Object().Add("entity", late.entity))  // of its own: who may not find it is told of the event all the same
      .Done();
}

Value FormOf(const ChangedCell& cell) {
  Value::Array key;
  for (const std::string& one : cell.key) key.push_back(cli::Form(one));
  return cli::Object()
      .Add("row", std::move(key))
      .Add("measure", cell.measure)
      .Add("published", cell.published)
      .Add("now", cell.now)
      .Done();
}

Value FormOf(const Published& figure, const Restatement& restatement) {
  Value::Array changed;
  for (const ChangedCell& one : restatement.changed) changed.push_back(FormOf(one));
  Value::Array late;
  for (const LateEvent& one : restatement.late) late.push_back(FormOf(one));
  return FormOf(figure)
      .Add("recomputes", restatement.recomputes)
      .Add("changed", std::move(changed))
      .Add("late_events", std::move(late))
      .Add("more", restatement.more)
      .Done();
}

void Print(Session& session, const Published& figure, const Restatement& restatement) {
  auto& out = session.terminal;
  out.Line(out.Bold(cli::Printable(figure.row.query)) + "  " + ToHex(figure.id));
  out.Line("    " + session.Label(restatement.recomputes ? "text.recomputes" : "text.does_not_recompute"));
  if (restatement.changed.empty()) out.Line("    " + session.Label("text.figures_stand"));
  for (const ChangedCell& one : restatement.changed) {
    std::string row;
    for (const std::string& value : one.key) row += (row.empty() ? "" : ", ") + value;
    out.Line("    " + row + "  " + session.Label("measure." + one.measure) + ": " + one.published + " -> " + one.now);
  }
  for (const LateEvent& one : restatement.late) {
    out.Line("    " + std::to_string(one.position.value) + "." + std::to_string(one.index) + "  " +
             FormatInstant(one.recorded_at) + "  " + std::string(cli::LabelOf(session.language(), "event", one.type)) +
             "  " + ToHex(one.entity) + "  " + session.Label("text.bears_on") + " " + FormatDay(one.bears_on));
  }
  if (restatement.more) out.Line("    " + session.Label("text.more"));
}

/// Those that are asked for: one, or all that nothing restates.
Result<std::vector<Published>, FormError> Asked(Reading& reading, const FiguresOptions& options) {
  auto figures = FiguresIn(reading.source().state());
  if (!options.figure) {
    std::erase_if(figures, [](const Published& one) { return !one.is_last; });
    return figures;
  }
  const auto id = FindEntity(reading.source().state(), *options.figure, "FIGURE", schema::EntityKind::figure);
  if (!id) return id.error();
  std::erase_if(figures, [&](const Published& one) { return one.id != *id; });
  return figures;
}

int RestateAll(Session& session, Reading& reading, const FiguresOptions& options) {
  const auto figures = Asked(reading, options);
  if (!figures) return session.Fail(figures.error());
  Value::Array forms;
  bool all_stand = true;
  for (const Published& one : *figures) {
    const auto restatement = Restate(session, reading.source(), one.row, reading.standing().position);
    if (!restatement) return session.Fail(restatement.error());
    all_stand = all_stand && restatement->recomputes && restatement->changed.empty();
    if (session.json()) forms.push_back(FormOf(one, *restatement));
    if (!session.json()) Print(session, one, *restatement);
  }
  if (session.json()) {
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("figures", std::move(forms)).Done());
  }
  return all_stand ? cli::kExitDone : cli::kExitNo;
}

// --- publish ---

int Tell(Session& session, const engine::Outcome& outcome, const schema::PublishFiguresT& publish, EntityId figure) {
  ExitCode code;
  code.Count(outcome);
  if (session.json()) {
    cli::Object answer;
    AddOutcome(answer, outcome, session.language());
    session.terminal.Json(answer.Add("figure", figure)
                              .Add("query", publish.query)
                              .Add("as_of", Position{publish.as_of})
                              .Add("digest", engine::HashIn(publish.digest.get()))
                              .Done());
  } else {
    session.terminal.Line(publish.query + ": " + OutcomeText(outcome, session.language()));
  }
  return code.value();
}

int PublishAsWriter(Session& session, Node& node, const FiguresOptions& options) {
  if (Status writer = node.BecomeWriter(); !writer) return session.Fail(writer.error());
  if (Status drained = node.Drain(); !drained) return session.Fail(drained.error());
  auto query = projections::ParseQuery(options.query, node.state().Ledger().today.value_or(Day{}));
  if (!query) return session.Fail(query.error());
  query->is_public = true;
  EntityId former;
  if (options.restates) {
    const auto found = FindEntity(node.state(), *options.restates, "--restates", schema::EntityKind::figure);
    if (!found) return session.Fail(found.error());
    former = *found;
  }
  auto publish = FiguresToPublish(session, node, *query, Position{node.head().next.value - 1}, former);
  if (!publish) return session.Fail(publish.error());
  publish->signer = options.signer;
  publish->act = options.act;
  if (!former.is_zero()) publish->restates = std::make_unique<schema::Id>(events::ToSchema(former));
  auto request = RequestOf("fascicolo figures", node, options.actor, *publish);
  const EntityId figure = engine::NewEntity(request.id(), 0);
  return Tell(session, node.Submit(std::move(request)), *publish, figure);
}

int Publish(Session& session, const FiguresOptions& options) {
  if (options.actor.empty()) return session.Usage("--actor: who publishes this?");
  if (!session.Begin()) return cli::kExitUsage;
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  return session.Leave(*node, PublishAsWriter(session, *node, options));
}

int Figures(Session& session, const FiguresOptions& options) {
  if (options.action == "publish") return Publish(session, options);
  if (options.action == "list") {
    return Answer(session, {}, [&](Reading& reading) { return List(session, reading); });
  }
  if (options.action == "restate") {
    return Answer(session, {}, [&](Reading& reading) { return RestateAll(session, reading, options); });
  }
  return session.Usage("figures: publish, list or restate?");
}

}  // namespace

void AddFigures(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<FiguresOptions>();
  auto options = arguments.Add(
      "figures",
      {"Publishes statistics, lists what was published, and counts it again: what changed, and by which late events",
       "Pubblica statistiche, elenca quelle pubblicate e le riconta: che cosa è cambiato, e per quali eventi tardivi"},
      "  fascicolo figures publish --query 'users --by area --year 2025' --signer neri --act 'det. 12/2026' --actor rossi\n"
      "  fascicolo figures list\n"
      "  fascicolo figures restate 5f0c6d0e",
      [&session, given] { return Figures(session, *given); });
  options.Text("ACTION", given->action, {"publish, list or restate", "publish (pubblica), list (elenca), restate (riconta)"});
  options.Text("FIGURE", given->figure,
               {"Which figures; all that stand, where none are named",
                "Quali dati; tutti quelli in essere, se non sono indicati"});
  options.Text("--query", given->query,
               {"What is published, as statistics takes it; small cells are always suppressed",
                "Che cosa si pubblica, come per statistics; le celle piccole sono sempre oscurate"});
  options.Text("--signer", given->signer, {"Who answers for it", "Chi ne risponde"});
  options.Text("--act", given->act, {"Number and date of the act, or of the protocol",
                                     "Numero e data dell'atto, o del protocollo"});
  options.Text("--restates", given->restates,
               {"The figures of the same query that these take the place of",
                "I dati della stessa interrogazione che questi rettificano"});
  options.Text("--actor", given->actor, {"Who publishes", "Chi pubblica"});
  options.Answers("list", StandingShape("figures: [{%}]", {kPublishedMembers}));
  options.Answers("restate", StandingShape("figures: [{%, %}]", {kPublishedMembers, kRestatementMembers}));
}

}  // namespace fascicolo::program
