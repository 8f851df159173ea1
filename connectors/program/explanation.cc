#include "connectors/program/explanation.h"

#include "connectors/cli/labels.h"
#include "connectors/cli/shape.h"
#include "engine/catalogue/adopted.h"
#include "engine/catalogue/decimal.h"
#include "projections/history.h"

namespace fascicolo::program {
namespace {

using events::json::Value;
using projections::HistoryRef;

/// The event that made an entity's version: its events in order, the first made version 1.
std::optional<HistoryRef> EventInHistory(const store::Rows& rows, EntityId entity, Version version) {
  std::uint64_t seen = 0;
  std::optional<HistoryRef> after;
  do {
    const auto page = projections::HistoryOf(rows, entity, projections::WithParts::kOwnOnly, after,
                                             projections::kMaxPage);
    for (const auto& ref : page.refs) {
      if (ref.event && ++seen == version.value) return ref;
    }
    after = page.after;
  } while (after);
  return std::nullopt;
}

const std::string& NameOf(const ExplainedEntry& explained, const std::string& code, engine::Language language) {
  return explained.rules ? CriterionName(*explained.rules, code, language) : code;
}

std::string RefText(const std::optional<HistoryRef>& ref) {
  if (!ref) return "-";
  return std::to_string(ref->position.value) +
         (ref->event ? "." + std::to_string(*ref->event) : "");
}

Value LinesForm(const ExplainedEntry& explained, engine::Language language) {
  Value::Array lines;
  const auto& score = *explained.entry.score;
  lines.reserve(score.lines.size());
  for (std::size_t i = 0; i < score.lines.size(); ++i) {
    const auto& line = score.lines[i];
    cli::Object event;
    event.Add("entity", line.source).Add("version", line.source_version);
    if (const auto& ref = explained.line_events[i])
      event.Add("position", ref->position).Add("event", ref->event);
    lines.push_back(cli::Object()
                        .Add("criterion", line.criterion)
                        .Add("label", NameOf(explained, line.criterion, language))
                        .Add("input", line.input)
                        .Add("row", line.table_row)
                        .Add("points", engine::FormatHundredths(line.points))
                        .Add("source", event.Done())
                        .Done());
  }
  return Value{std::move(lines)};
}

/// The day of the application is no input and stands in the entry, not in the score.
std::string TieText(const ExplainedEntry& explained, const std::string& by, std::int64_t value) {
  return by == engine::kAppliedOn ? FormatDay(explained.entry.applicant.applied_on)
                                  : std::to_string(value);
}

Value ScoreForm(const ExplainedEntry& explained, engine::Language language) {
  const auto& score = explained.entry.score;
  if (!score) return {};
  Value::Array ties;
  for (const auto& tie : score->tie_breaks) {
    ties.push_back(cli::Object()
                       .Add("by", tie.by)
                       .Add("value", TieText(explained, tie.by, tie.value))
                       .Add("order", tie.descending ? "descending" : "ascending")
                       .Done());
  }
  return cli::Object()
      .Add("rule_set", score->rule_set)
      .Add("version", score->rule_version)
      .Add("status", score->sample ? "sample" : "confirmed")
      .Add("scored_at", score->scored_at)
      .Add("total", engine::FormatHundredths(score->total))
      .Add("lines", LinesForm(explained, language))
      .Add("tie_breaks", std::move(ties))
      .Done();
}

void PrintScore(const ExplainedEntry& explained, Session& session) {
  auto& out = session.terminal;
  const auto& score = *explained.entry.score;
  std::string rules =
      session.Label("text.rule_set") + ": " + score.rule_set + " " + score.rule_version;
  if (explained.rules) rules += " (" + explained.rules->name.In(session.language()) + ")";
  out.Line(rules);
  if (score.sample) out.Line(out.Bold("*** " + session.Label("text.sample_rules") + " ***"));
  cli::Table table;
  table.Column(session.Label("column.criterion"));
  table.Column(session.Label("column.input"));
  table.Column(session.Label("column.table_row"));
  table.Column(session.Label("column.points"), cli::Align::kRight);
  table.Column(session.Label("column.source"));
  for (std::size_t i = 0; i < score.lines.size(); ++i) {
    const auto& line = score.lines[i];
    table.Row({NameOf(explained, line.criterion, session.language()), line.input,
               line.table_row, engine::FormatHundredths(line.points),
               RefText(explained.line_events[i])});
  }
  table.Row({session.Label("text.total"), "", "", engine::FormatHundredths(score.total),
             std::to_string(score.scored_at.value)});
  table.Print(out);
  for (const auto& tie : score.tie_breaks) {
    out.Line(session.Label("text.tie_break") + ": " + tie.by + " = " +
             TieText(explained, tie.by, tie.value) + (tie.descending ? " (>)" : " (<)"));
  }
}

void PrintMoves(const ExplainedEntry& explained, Session& session) {
  const auto language = session.language();
  session.terminal.Line("");
  session.terminal.Line(session.Label("text.history_of_list") + ":");
  cli::Table table;
  for (const char* column : {"position", "day", "kind", "points", "reason"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  for (const auto& move : explained.entry.moves) {
    const bool declined = move.row.kind == projections::MoveKind::kRefused ||
                          move.row.kind == projections::MoveKind::kLapsed;
    std::string kind(cli::LabelOf(language, "move_kind", cli::WordOf(move.row.kind)));
    if (declined) {
      kind += ": ";
      kind += cli::LabelOf(language, "list_effect", schema::EnumNameListEffect(move.row.effect));
    }
    table.Row({std::to_string(move.position.value) + "." + std::to_string(move.event),
               FormatDay(move.row.on), kind,
               move.row.points ? engine::FormatHundredths(*move.row.points) : "", move.row.reason});
  }
  table.Print(session.terminal);
}

}  // namespace

Result<ExplainedEntry> Explaining::Explain(EntityId activation) {
  auto entry = projections::ExplainEntry(reading_.rows(), activation);
  if (!entry) return Failure{FailureCode::kNotFound, "no application has the id " + ToHex(activation)};
  return Completed(*std::move(entry));
}

ExplainedEntry Explaining::Explain(const projections::WaitingEntry& entry) {
  return Completed(projections::ExplainEntry(reading_.rows(), entry));
}

ExplainedEntry Explaining::Completed(projections::Explanation entry) {
  ExplainedEntry explained;
  explained.entry = std::move(entry);
  if (explained.entry.rank) {
    explained.before = OrderOf(explained.entry.applicant.list).Before(*explained.entry.rank, kMaxBeforeShown);
  }
  if (explained.entry.score) AddScoreBehind(explained);
  return explained;
}

void Explaining::AddScoreBehind(ExplainedEntry& explained) {
  const auto& score = *explained.entry.score;
  explained.rules = RulesOf(score);
  for (const auto& line : score.lines) explained.line_events.push_back(EventOf(line.source, line.source_version));
  if (explained.rules == nullptr || !explained.entry.rank) return;
  explained.counter_places =
      CounterPlaces(OrderOf(explained.entry.applicant.list), explained.entry, *explained.rules);
}

const projections::ListOrder& Explaining::OrderOf(EntityId list) {
  const auto found = orders_.find(list);
  return found != orders_.end() ? found->second : orders_.try_emplace(list, reading_.rows(), list).first->second;
}

std::shared_ptr<const engine::RuleSet> Explaining::RulesOf(const projections::ScoreRow& score) {
  const auto [found, is_new] = rules_.try_emplace({score.rule_set, score.rule_version});
  if (is_new) {
    found->second = engine::RuleSetOfVersion(reading_.source().state(), score.rule_set, score.rule_version);
  }
  return found->second;
}

Explaining::HistoryPointer Explaining::EventOf(EntityId entity, Version version) {
  if (entity.is_zero()) return std::nullopt;  // a line that rests on no event
  KnownEvents& known = reading_.source().known_events();
  if (const auto event = known.Find(entity, version)) return event;
  const auto event = EventInHistory(reading_.rows(), entity, version);
  if (event) known.Keep(entity, version, *event);
  return event;
}

Value FormOf(const ExplainedEntry& explained, engine::Language language) {
  const auto& entry = explained.entry;
  Value::Array before;
  before.reserve(explained.before.size());
  for (const EntityId one : explained.before) before.push_back(cli::Form(one));
  Value::Array moves;
  moves.reserve(entry.moves.size());
  for (const auto& move : entry.moves) {
    moves.push_back(cli::Object()
                        .Add("position", move.position)
                        .Add("event", move.event)
                        .Add("kind", cli::WordOf(move.row.kind))
                        .Add("on", move.row.on)
                        .Add("points", move.row.points
                                           ? cli::Form(engine::FormatHundredths(*move.row.points))
                                           : Value{})
                        .Add("effect", schema::EnumNameListEffect(move.row.effect))
                        .Add("reason", move.row.reason)
                        .Done());
  }
  return cli::Object()
      .Add("entity", entry.activation)
      .Add("case", entry.applicant.case_file)
      .Add("service", entry.applicant.service)
      .Add("list", entry.applicant.list)
      .Add("rank", entry.rank)
      .Add("since", entry.place ? cli::Form(entry.place->since) : Value{})
      .Add("points",
           entry.place ? cli::Form(engine::FormatHundredths(entry.place->points)) : Value{})
      .Add("quantity", entry.applicant.quantity)
      .Add("applied_on", entry.applicant.applied_on)
      .Add("imported", entry.applicant.imported)
      .Add("score", ScoreForm(explained, language))
      .Add("would_change", explained.rules ? FormOf(explained.counter_places, *explained.rules, language) : Value{})
      .Add("before", std::move(before))
      .Add("moves", std::move(moves))
      .Add("frozen_since", entry.frozen_since)
      .Done();
}

std::string ExplanationShape() {
  return cli::ShapeWith(
      "{entity: id, case: id?, service: word, list: id?, rank: count?, since: day?, points: decimal?, "
      "quantity: count, applied_on: day, imported: flag, score: {rule_set: word, version: text, status: "
      "'sample' | 'confirmed', scored_at: count, total: decimal, lines: [{criterion: word, label: text, input: "
      "text, row: text, points: decimal, source: {entity: id?, version: count, position?: count, event?: "
      "count?}}], tie_breaks: [{by: word, value: text, order: word}]}?, would_change: %?, before: [id], moves: "
      "[{position: count, event: count, kind: word, on: day, points: decimal?, effect: word, reason: text}], "
      "frozen_since: count?}",
      {kCounterPlacesShape});
}

void Print(const ExplainedEntry& explained, Reading& reading, Session& session) {
  auto& out = session.terminal;
  const auto& entry = explained.entry;
  out.Line(out.Bold(reading.ServiceName(entry.applicant.service, session.language()) + ", " +
                    session.Label("column.application") + " " + ToHex(entry.activation)));
  out.Line(session.Label("column.case") + ": " + ToHex(entry.applicant.case_file) + "; " +
           session.Label("column.applied_on") + " " + FormatDay(entry.applicant.applied_on) + "; " +
           session.Label("column.quantity") + " " + std::to_string(entry.applicant.quantity) + " " +
           reading.MeasureOf(entry.applicant.service, session.language()));
  if (entry.rank && entry.place) {
    out.Line(session.Label("column.rank") + " " + std::to_string(*entry.rank) + "; " +
             session.Label("column.since") + " " + FormatDay(entry.place->since) + "; " +
             session.Label("column.points") + " " + engine::FormatHundredths(entry.place->points));
  } else {
    out.Line(session.Label("text.on_no_list"));
  }
  out.Line("");
  if (entry.score) PrintScore(explained, session);
  if (!entry.score) out.Line(session.Label("text.by_arrival"));
  PrintMoves(explained, session);
  if (!entry.rank) return;
  if (!explained.counter_places.empty()) {
    out.Line("");
    Print(explained.counter_places, *explained.rules, session);
  }
  out.Line("");
  if (explained.before.empty()) return out.Line(session.Label("text.nobody_before"));
  out.Line(std::to_string(*entry.rank - 1) + " " + session.Label("text.before") + ":");
  for (const EntityId one : explained.before) out.Line("  " + ToHex(one));
}

}  // namespace fascicolo::program
