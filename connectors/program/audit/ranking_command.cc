// fascicolo ranking: the list of a call, for the office, for who asks why, and for the public.
#include "connectors/cli/labels.h"
#include "connectors/program/audit/entry_explanation.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/money/money_text.h"
#include "engine/catalogue/decimal.h"
#include "engine/families/ranking.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct RankingOptions {
  std::optional<std::string> call;
  std::optional<std::string> explain;
  std::optional<std::string> as_of;
  bool is_public = false;
  bool standing = false;
};

constexpr std::string_view kCallsShape =
    "calls: [{call: id, name: text, service: word, state: word, from: day, last_day: day, editions: count, "
    "appeals_until: day?, sample: flag}]";
constexpr std::string_view kCallListShape =
    "name: text, service: word, criteria_act: text, rule_set: word, version: text, sample: flag, edition?: count, "
    "final?: flag, act?: text, published_on?: day, hash?: hash, hash_holds?: flag, appeals_until?: day?, "
    "valid_until?: day?";
constexpr std::string_view kListLineMembers =
    "rank: count?, code: text, points: decimal, amount: decimal, standing: word";

int ShowCalls(Session& session, Reading& reading, const engine::State& state) {
  Value::Array forms;
  cli::Table table;
  for (const char* column : {"call", "name", "service", "state", "to"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  using engine::CallTable;
  state.Scan<CallTable>(CallTable::Key(), [&](std::string_view bytes, const engine::CallRow& row) {
    EntityId id;
    CallTable::Read(bytes, id);
    forms.push_back(cli::Object()
                        .Add("call", id)
                        .Add("name", row.name)
                        .Add("service", row.service)
                        .Add("state", engine::TextOf(row.state))
                        .Add("from", row.from)
                        .Add("last_day", row.last_day)
                        .Add("editions", row.edition)
                        .Add("appeals_until", row.appeals_until)
                        .Add("sample", row.sample)
                        .Done());
    const auto language = session.language();
    table.Row({ToHex(id), row.name, reading.ServiceName(row.service, language),
               std::string(cli::LabelOf(language, "call_state", engine::TextOf(row.state))), FormatDay(row.last_day)});
    return true;
  });
  if (session.json()) {
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("calls", std::move(forms)).Done());
  } else if (table.empty()) {
    session.Say(session.Label("text.nothing"));
  } else {
    table.Print(session.terminal);
  }
  return cli::kExitDone;
}

/// What the list says of itself, without the ids of anything. `edition` null: as it stands.
void AddHead(cli::Object& answer, const CallList& list, const Edition* edition) {
  answer.Add("name", list.row.name).Add("service", list.row.service).Add("criteria_act", list.opened_by_act);
  answer.Add("rule_set", list.row.rule_set).Add("version", list.row.rule_version);
  answer.Add("sample", list.row.sample || (edition != nullptr && edition->sample));
  if (edition == nullptr) return;
  answer.Add("edition", edition->number).Add("final", edition->is_final).Add("act", edition->act);
  answer.Add("published_on", edition->by.on).Add("hash", edition->hash).Add("hash_holds", edition->hash_holds);
  answer.Add("appeals_until", edition->appeals_until).Add("valid_until", edition->valid_until);
}

cli::Object LineForm(const ListLine& line) {
  return cli::Object()
      .Add("rank", line.rank == 0 ? Value{} : cli::Form(line.rank))
      .Add("code", line.code)
      .Add("points", engine::FormatHundredths(line.points))
      .Add("amount", MoneyText(line.amount))
      .Add("standing", schema::EnumNameStanding(line.standing));
}

/// A line for people of the office, with ids; `state` null: for the public, without.
class ListShown {
 public:
  ListShown(Session& session, const CallList& list, const Edition* edition, const engine::State* state)
      : session_(session), list_(list), edition_(edition), state_(state) {}

  int Show(Reading& reading, const std::vector<ListLine>& lines, bool withheld) {
    if (session_.json()) {
      Value::Array forms;
      for (const ListLine& line : lines) forms.push_back(FormOfLine(line));
      cli::Object answer;
      reading.AddStanding(answer);
      if (state_ != nullptr) answer.Add("call", list_.call).Add("state", engine::TextOf(list_.row.state));
      AddHead(answer, list_, edition_);
      if (state_ != nullptr) answer.Add("moved_since", MovedSince(list_));
      if (state_ == nullptr) answer.Add("withheld", withheld);
      session_.terminal.Json(answer.Add("lines", std::move(forms)).Done());
      return cli::kExitDone;
    }
    PrintHead(reading);
    if (withheld) session_.terminal.Line(session_.Label("text.list_withheld"));
    PrintLines(lines);
    return cli::kExitDone;
  }

 private:
  Value FormOfLine(const ListLine& line) const {
    cli::Object form = LineForm(line);
    if (state_ == nullptr) return form.Done();
    const auto row = state_->Find<engine::RankingEntryTable>(line.entry).value_or(engine::RankingEntryRow{});
    form.Add("entry", line.entry).Add("case", row.case_file).Add("state", engine::TextOf(row.state));
    return form.Done();
  }

  void PrintHead(Reading& reading) {
    auto& out = session_.terminal;
    const std::string service = reading.ServiceName(list_.row.service, session_.language());
    out.Line(out.Bold(cli::Printable(list_.row.name) + ", " + service));
    if (edition_ == nullptr) {
      out.Line(session_.Label("text.as_it_stands"));
    } else {
      const char* kind = edition_->is_final ? "event.FinalListPublished" : "event.ProvisionalListPublished";
      out.Line(session_.Label(kind) + " " + FormatDay(edition_->by.on) + ", " + cli::Printable(edition_->act) +
               ", SHA-256 " + ToHex(edition_->hash));
      if (!edition_->hash_holds) out.Line(out.Bold("*** " + session_.Label("text.hash_differs") + " ***"));
    }
    out.Line(session_.Label("text.rule_set") + ": " + list_.row.rule_set + " " + list_.row.rule_version + "; " +
             cli::Printable(list_.opened_by_act));
    if (list_.row.sample || (edition_ != nullptr && edition_->sample)) {
      out.Line(out.Bold("*** " + session_.Label("text.sample_rules") + " ***"));
    }
  }

  void PrintLines(const std::vector<ListLine>& lines) {
    cli::Table table;
    table.Column(session_.Label("column.rank"), cli::Align::kRight);
    table.Column(session_.Label("column.list_code"));
    table.Column(session_.Label("column.points"), cli::Align::kRight);
    table.Column(session_.Label("fact.amount"), cli::Align::kRight);
    table.Column(session_.Label("column.state"));
    if (state_ != nullptr) table.Column(session_.Label("column.entry"));
    for (const ListLine& line : lines) {
      const std::string standing = std::string("standing.") + schema::EnumNameStanding(line.standing);
      std::vector<std::string> cells{line.rank == 0 ? "-" : std::to_string(line.rank), line.code,
                                     engine::FormatHundredths(line.points), MoneyText(line.amount),
                                     session_.Label(standing)};
      if (state_ != nullptr) cells.push_back(ToHex(line.entry));
      table.Row(std::move(cells));
    }
    if (!table.empty()) table.Print(session_.terminal);
  }

  Session& session_;
  const CallList& list_;
  const Edition* edition_;
  const engine::State* state_;
};

/// What is published by list codes: a list that was published, and no line of it below kFewestInPublic.
int ShowPublic(Session& session, Reading& reading, const CallList& list) {
  if (!list.published) return session.Fail(FormError{"--public", "no list of this call was published", {}});
  const bool is_few = list.published->lines.size() < kFewestInPublic;
  const auto lines = is_few ? std::vector<ListLine>{} : list.published->lines;
  return ListShown(session, list, &*list.published, nullptr).Show(reading, lines, is_few);
}

/// An entry of the call, by its list code or its id.
Result<EntityId, FormError> FindEntry(const engine::State& state, const CallList& list, const std::string& text) {
  std::optional<EntityId> found;
  using engine::CallEntryTable;
  state.Scan<CallEntryTable>(CallEntryTable::Key(list.call), [&](std::string_view bytes, const engine::MarkRow&) {
    EntityId call;
    EntityId entry;
    CallEntryTable::Read(bytes, call, entry);
    if (engine::ListCode(call, entry) == text) found = entry;
    return !found;
  });
  if (found) return *found;
  return FindEntity(state, text, "--explain", schema::EntityKind::entry);
}

int ShowExplained(Session& session, Reading& reading, const engine::State& state, const CallList& list,
                  const std::string& text) {
  const auto entry = FindEntry(state, list, text);
  if (!entry) return session.Fail(entry.error());
  const auto row = state.Find<engine::RankingEntryTable>(*entry);
  if (!row || row->call != list.call) return session.Fail(FormError{"--explain", "is no entry of this call", {}});
  const auto explained = ExplainRank(reading, state, list, *entry, *row);
  if (!explained) return session.Fail(explained.error());
  if (session.json()) {
    cli::Object answer;
    reading.AddStanding(answer);
    answer.Add("call", list.call).Add("criteria_act", list.opened_by_act);
    session.terminal.Json(answer.Add("explanation", FormOf(*explained, list, session.language())).Done());
  } else {
    Print(session, *explained, list);
  }
  return cli::kExitDone;
}

int Show(Session& session, Reading& reading, const RankingOptions& options) {
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  if (!options.call) return ShowCalls(session, reading, *state);
  const auto call = FindEntity(*state, *options.call, "CALL", schema::EntityKind::call);
  if (!call) return session.Fail(call.error());
  const auto row = state->Find<engine::CallTable>(*call).value_or(engine::CallRow{});
  const auto list = ReadCallList(reading, *state, *call, row);
  if (!list) return session.Fail(list.error());
  if (options.explain) return ShowExplained(session, reading, *state, *list, *options.explain);
  if (options.is_public) return ShowPublic(session, reading, *list);
  const bool as_published = list->published && !options.standing;
  const Edition* edition = as_published ? &*list->published : nullptr;
  const auto& lines = as_published ? edition->lines : list->standing;
  return ListShown(session, *list, edition, &*state).Show(reading, lines, false);
}

}  // namespace

void AddRanking(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<RankingOptions>();
  auto options = arguments.Add(
      "ranking",
      {"Shows the calls, the ranking of one as published or as it stands, or why an entry stands where it stands",
       "Mostra i bandi, la graduatoria di uno come pubblicata o com'è ora, o perché una domanda è al suo posto"},
      "  fascicolo ranking\n"
      "  fascicolo ranking 5f0c6d0e --public --lang it\n"
      "  fascicolo ranking 5f0c6d0e --explain 0f3c9a5512be --as-of 2026-06-30",
      [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("CALL", given->call,
               {"Id of a call; its first digits do (default: all calls)",
                "Id di un bando; bastano le prime cifre (predefinito: tutti i bandi)"});
  options.Text("--explain", given->explain,
               {"Points, criteria, rule set and events behind this entry's place; a list code or an id",
                "Punti, criteri e fatti che danno il suo posto a questa domanda; codice in graduatoria o id"});
  options.Flag("--public", given->is_public,
               {"For publication: list codes only, and no line where there are fewer than five",
                "Per la pubblicazione: solo codici, e nessuna riga se sono meno di cinque"});
  options.Flag("--standing", given->standing,
               {"As it stands, and not as it was published last", "Com'è ora, e non com'è stata pubblicata"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kCallsShape));
  options.Answers("CALL", StandingShape("call: id, state: word, %, moved_since: count, lines: [{%, entry: id, case: id?, state: word}]",
                                        {kCallListShape, kListLineMembers}));
  options.Answers("--public", StandingShape("%, withheld: flag, lines: [{%}]", {kCallListShape, kListLineMembers}));
  options.Answers("--explain", StandingShape("call: id, criteria_act: text, explanation: %", {ExplainedRankShape()}));
}

}  // namespace fascicolo::program
