#include "connectors/program/audit/entry_explanation.h"

#include "connectors/cli/labels.h"
#include "connectors/cli/shape.h"
#include "connectors/program/money/money_text.h"
#include "engine/catalogue/decimal.h"
#include "engine/families/ranking.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

std::optional<std::uint32_t> RankIn(const std::vector<ListLine>& lines, EntityId entry) {
  const auto line = std::find_if(lines.begin(), lines.end(), [&](const ListLine& one) { return one.entry == entry; });
  return line == lines.end() || line->rank == 0 ? std::nullopt : std::optional(line->rank);
}

/// The name of a criterion, or of a formula's step; its code where the rules are not there.
std::string NameOf(const ExplainedRank& explained, const std::string& code, engine::Language language) {
  const auto name_in = [&](const auto& named) {
    const auto found = std::find_if(named.begin(), named.end(), [&](const auto& one) { return one.code == code; });
    return found == named.end() ? code : found->name.In(language);
  };
  if (!explained.rules) return code;
  const auto& [points, formula] = *explained.rules;
  return points ? name_in(points->criteria) : name_in(formula->steps);
}

std::vector<engine::Ground> GroundsOf(const ExplainedRank& explained) {
  if (!explained.rules) return {};
  return explained.rules->points ? explained.rules->points->ground : explained.rules->formula->ground;
}

Value LinesForm(const ExplainedRank& explained, engine::Language language) {
  Value::Array lines;
  for (const auto& line : explained.score.lines) {
    lines.push_back(cli::Object()
                        .Add("criterion", line->criterion)
                        .Add("label", NameOf(explained, line->criterion, language))
                        .Add("input", line->input)
                        .Add("row", line->row)
                        .Add("points", engine::FormatHundredths(line->points))
                        .Add("source", cli::Object()
                                           .Add("entity", events::Entity(line->source.get()))
                                           .Add("version", line->source_version)
                                           .Done())
                        .Done());
  }
  return Value{std::move(lines)};
}

Value TiesForm(const ExplainedRank& explained) {
  Value::Array ties;
  for (const auto& tie : explained.row.tie_breaks) {
    ties.push_back(cli::Object()
                       .Add("by", tie.by)
                       .Add("value", tie.value)
                       .Add("order", tie.descending ? "descending" : "ascending")
                       .Done());
  }
  return Value{std::move(ties)};
}

Value ScoreForm(const ExplainedRank& explained, engine::Language language) {
  if (!explained.scored_by) return {};
  Value::Array grounds;
  for (const auto& ground : GroundsOf(explained)) {
    grounds.push_back(cli::Form(ground.title + ", art. " + ground.article));
  }
  Value::Array unmet;
  for (const auto& code : explained.row.unmet) unmet.push_back(cli::Form(code));
  return cli::Object()
      .Add("rule_set", explained.score.rule_set)
      .Add("version", explained.score.rule_version)
      .Add("status", explained.row.sample ? "sample" : "confirmed")
      .Add("ground", std::move(grounds))
      .Add("scored_by", FormOf(*explained.scored_by))
      .Add("lines", LinesForm(explained, language))
      .Add("tie_breaks", TiesForm(explained))
      .Add("unmet", std::move(unmet))
      .Done();
}

/// What the one who stands just before has more.
Value NeedsForm(const ExplainedRank& explained) {
  if (explained.before.empty()) return {};
  const ListLine& next = explained.before.back();
  return cli::Object()
      .Add("code", next.code)
      .Add("points_more", engine::FormatHundredths(next.points - explained.row.points))
      .Add("by_tie_break", next.points == explained.row.points)
      .Done();
}

void PrintScore(Session& session, const ExplainedRank& explained) {
  auto& out = session.terminal;
  const auto& score = explained.score;
  std::string rules = session.Label("text.rule_set") + ": " + score.rule_set + " " + score.rule_version;
  for (const auto& ground : GroundsOf(explained)) rules += "; " + ground.title + ", art. " + ground.article;
  out.Line(cli::Printable(rules));
  if (explained.row.sample) out.Line(out.Bold("*** " + session.Label("text.sample_rules") + " ***"));
  cli::Table table;
  for (const char* column : {"criterion", "input", "table_row"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  table.Column(session.Label("column.points"), cli::Align::kRight);
  for (const auto& line : score.lines) {
    table.Row({NameOf(explained, line->criterion, session.language()), line->input, line->row,
               engine::FormatHundredths(line->points)});
  }
  table.Print(out);
  for (const auto& tie : explained.row.tie_breaks) {
    out.Line(session.Label("text.tie_break") + ": " + tie.by + " = " + std::to_string(tie.value) +
             (tie.descending ? " (>)" : " (<)"));
  }
}

}  // namespace

Result<ExplainedRank> ExplainRank(Reading& reading, const engine::State& state, const CallList& list, EntityId entry,
                                  const engine::RankingEntryRow& row) {
  ExplainedRank explained;
  explained.entry = entry;
  explained.row = row;
  explained.rules = engine::RulesOfCall(state, list.row);
  explained.rank = RankIn(list.standing, entry);
  if (list.published) explained.published_rank = RankIn(list.published->lines, entry);
  explained.lot = state.Find<engine::LotTable>(list.call, entry).value_or(engine::LotRow{}).lot;
  const Status read = ForEachOwnEvent(reading, entry, [&](const EventInLog& event) {
    explained.history.push_back(RefOf(event));
    const auto* scored = event.event.payload_as_EntryScored();
    if (scored == nullptr) return;
    explained.scored_by = RefOf(event);
    scored->UnPackTo(&explained.score);
  });
  if (!read) return read.error();
  for (const ListLine& line : list.standing) {
    if (!explained.rank || line.entry == entry || line.rank == 0) break;
    explained.before.push_back(line);
  }
  auto& before = explained.before;
  if (before.size() > kMaxEntriesBeforeShown) {
    before.erase(before.begin(), before.end() - static_cast<std::ptrdiff_t>(kMaxEntriesBeforeShown));
  }
  return explained;
}

std::string ExplainedRankShape() {
  return cli::ShapeWith(
      "{entry: id, code: text, case: id?, person: id?, state: word, with_reserve: flag, rank: count?, "
      "published_rank: count?, applied_on: day, points: decimal, amount: decimal, score: {rule_set: word, "
      "version: text, status: 'sample' | 'confirmed', ground: [text], scored_by: %, lines: [{criterion: word, "
      "label: text, input: text, row: text, points: decimal, source: {entity: id?, version: count}}], "
      "tie_breaks: [{by: word, value: number, order: word}], unmet: [text]}?, lot: count?, ordered_rank: "
      "count?, before: [id], to_stand_higher: {code: text, points_more: decimal, by_tie_break: flag}?, "
      "history: [%]}",
      {kEventRefShape, kEventRefShape});
}

Value FormOf(const ExplainedRank& explained, const CallList& list, engine::Language language) {
  Value::Array before;
  for (const ListLine& line : explained.before) before.push_back(cli::Form(line.entry));
  Value::Array history;
  for (const EventRef& ref : explained.history) history.push_back(FormOf(ref));
  const auto& row = explained.row;
  return cli::Object()
      .Add("entry", explained.entry)
      .Add("code", engine::ListCode(list.call, explained.entry))
      .Add("case", row.case_file)
      .Add("person", row.person)
      .Add("state", engine::TextOf(row.state))
      .Add("with_reserve", row.with_reserve)
      .Add("rank", explained.rank)
      .Add("published_rank", explained.published_rank)
      .Add("applied_on", row.applied_on)
      .Add("points", engine::FormatHundredths(row.points))
      .Add("amount", MoneyText(row.amount))
      .Add("score", ScoreForm(explained, language))
      .Add("lot", explained.lot == 0 ? Value{} : cli::Form(explained.lot))
      .Add("ordered_rank", row.ordered_rank == 0 ? Value{} : cli::Form(row.ordered_rank))
      .Add("before", std::move(before))
      .Add("to_stand_higher", NeedsForm(explained))
      .Add("history", std::move(history))
      .Done();
}

void Print(Session& session, const ExplainedRank& explained, const CallList& list) {
  auto& out = session.terminal;
  const auto language = session.language();
  const auto rank = [](const std::optional<std::uint32_t>& of) { return of ? std::to_string(*of) : std::string("-"); };
  out.Line(out.Bold(session.Label("column.list_code") + " " + engine::ListCode(list.call, explained.entry) + "  " +
                    ToHex(explained.entry)));
  out.Line(session.Label("column.rank") + " " + rank(explained.rank) + "; " + session.Label("text.published_rank") +
           " " + rank(explained.published_rank) + "; " + session.Label("column.points") + " " +
           engine::FormatHundredths(explained.row.points) + "; " +
           std::string(cli::LabelOf(language, "entry_state", engine::TextOf(explained.row.state))));
  if (explained.lot != 0) out.Line(session.Label("text.lot") + ": " + std::to_string(explained.lot));
  if (explained.row.ordered_rank != 0) {
    out.Line(session.Label("text.ordered_rank") + ": " + std::to_string(explained.row.ordered_rank));
  }
  if (explained.scored_by) PrintScore(session, explained);
  for (const EventRef& ref : explained.history) {
    out.Line("  " + std::to_string(ref.position.value) + "." + std::to_string(ref.event) + "  " + FormatDay(ref.on) +
             "  " + session.Label("event." + ref.type) + " (" + cli::Printable(ref.actor) + ")");
  }
  if (explained.before.empty()) return;
  const ListLine& next = explained.before.back();
  out.Line(session.Label("text.stands_before") + " " + next.code + ": " +
           engine::FormatHundredths(next.points - explained.row.points) + " " + session.Label("text.points_more"));
}

}  // namespace fascicolo::program
