// fascicolo waiting-list: who waits where, and why just there.
#include "connectors/cli/labels.h"
#include "connectors/cli/shape.h"
#include "connectors/program/audit/list_exceptions.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/explanation.h"
#include "connectors/program/lists/asked_lines.h"
#include "connectors/program/lists/named_list.h"
#include "connectors/program/sample_values.h"
#include "engine/catalogue/decimal.h"

#include <algorithm>
#include <memory>

namespace fascicolo::program {
namespace {

using projections::ListSummary;

struct WaitingListOptions {
  std::optional<std::string> list;
  std::optional<std::string> explain;
  std::optional<std::string> as_of;
  std::uint64_t limit = kDefaultLimit;
  std::uint64_t skip = 0;
  bool explained = false;
  bool exceptions = false;
  bool asked = false;
};

int ShowLists(Session& session, Reading& reading) {
  Value::Array forms;
  cli::Table table;
  table.Column(session.Label("column.list"));
  table.Column(session.Label("column.service"));
  table.Column(session.Label("column.waiting"), cli::Align::kRight);
  table.Column(session.Label("column.changed_on"));
  for (const auto& list : ListsOf(reading.rows())) {
    const std::string name = reading.ServiceName(list.row.service, session.language());
    forms.push_back(cli::Object()
                        .Add("list", list.list)
                        .Add("service", list.row.service)
                        .Add("name", name)
                        .Add("waiting", list.row.waiting)
                        .Add("changed_on", list.row.changed_on)
                        .Add("frozen_since", list.frozen_since)
                        .Done());
    table.Row({ToHex(list.list), name + " (" + list.row.service + ")",
               std::to_string(list.row.waiting), FormatDay(list.row.changed_on)});
  }
  if (session.json()) {
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("lists", std::move(forms)).Done());
  } else if (table.empty()) {
    session.Say(session.Label("text.nothing"));
  } else {
    table.Print(session.terminal);
  }
  return cli::kExitDone;
}

/// `explanation`: none is told where it is null.
constexpr std::string_view kEntryShape =
    "{rank: count, entity: id, case: id?, points: decimal, quantity: count, since: day, applied_on: day, imported: "
    "flag, frozen_since: count?, explanation?: %}";

Value FormOf(const projections::WaitingEntry& entry, Value explanation) {
  cli::Object form;
  form.Add("rank", entry.rank)
      .Add("entity", entry.place.activation)
      .Add("case", entry.applicant.case_file)
      .Add("points", engine::FormatHundredths(entry.place.points))
      .Add("quantity", entry.place.quantity)
      .Add("since", entry.place.since)
      .Add("applied_on", entry.applicant.applied_on)
      .Add("imported", entry.applicant.imported)
      .Add("frozen_since", entry.frozen_since);
  if (!explanation.is_null()) form.Add("explanation", std::move(explanation));
  return form.Done();
}

int ShowList(Session& session, Reading& reading, const ListSummary& list, const WaitingListOptions& options) {
  Value::Array forms;
  Explaining explaining(reading);
  const auto explanation_of = [&](const projections::WaitingEntry& entry) {
    return options.explained ? FormOf(explaining.Explain(entry), session.language()) : Value{};
  };
  cli::Table table;
  table.Column(session.Label("column.rank"), cli::Align::kRight);
  table.Column(session.Label("column.application"));
  table.Column(session.Label("column.case"));
  table.Column(session.Label("column.points"), cli::Align::kRight);
  table.Column(session.Label("column.quantity"), cli::Align::kRight);
  table.Column(session.Label("column.since"));
  const bool more = ThroughPages<projections::WaitingKey>(
      options.limit,
      [&](const auto& after, std::size_t page) {
        return projections::WaitingList(reading.rows(), list.list, after, page);
      },
      [&](const projections::WaitingPage& page) {
        for (const auto& entry : page.entries) {
          if (session.json()) {
            forms.push_back(FormOf(entry, explanation_of(entry)));
            continue;
          }
          table.Row({std::to_string(entry.rank), ToHex(entry.place.activation),
                     ToHex(entry.applicant.case_file), engine::FormatHundredths(entry.place.points),
                     std::to_string(entry.place.quantity), FormatDay(entry.place.since)});
        }
        return page.entries.size();
      },
      options.skip);
  const std::string name = reading.ServiceName(list.row.service, session.language());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  Samples samples;
  AddSamplesBehind(*state, list.row.service, reading.today(), samples);
  if (session.json()) {
    cli::Object answer;
    reading.AddStanding(answer);
    answer.Add("list", list.list)
        .Add("service", list.row.service)
        .Add("name", name)
        .Add("samples", FormOfSamples(samples))
        .Add("waiting", list.row.waiting);
    session.terminal.Json(answer.Add("entries", std::move(forms)).Add("more", more).Done());
    return cli::kExitDone;
  }
  session.terminal.Line(session.terminal.Bold(name + ": " + std::to_string(list.row.waiting) + " " +
                                              session.Label("column.waiting")));
  WarnOfSamples(session, samples);
  table.Print(session.terminal);
  if (more) session.Say(session.Label("text.more"));
  return cli::kExitDone;
}

constexpr std::string_view kAskedShape =
    "{list: id, service: word, rank: count, entity: id, case: id?, person: id?, answer_by: day?, overdue: flag, "
    "inactive: flag}";

Value FormOf(const AskedLine& line, const ListSummary& list, Day today) {
  return cli::Object()
      .Add("list", list.list)
      .Add("service", list.row.service)
      .Add("rank", line.rank)
      .Add("entity", line.activation)
      .Add("case", line.case_file)
      .Add("person", line.person)
      .Add("answer_by", line.answer_by)
      .Add("overdue", line.answer_by && *line.answer_by < today)
      .Add("inactive", line.is_inactive)
      .Done();
}

/// Of one list, or of all, who was asked whether they still wait, and who is passed over.
int ShowAsked(Session& session, Reading& reading, const std::vector<ListSummary>& lists) {
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  Value::Array forms;
  cli::Table table;
  table.Column(session.Label("column.service"));
  table.Column(session.Label("column.rank"), cli::Align::kRight);
  for (const char* column : {"application", "case", "person", "answer_by"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  table.Column("");
  for (const ListSummary& list : lists) {
    for (const AskedLine& line : AskedLines(*state, list.row.service)) {
      if (!WasAsked(line)) continue;
      forms.push_back(FormOf(line, list, reading.today()));
      table.Row({reading.ServiceName(list.row.service, session.language()), std::to_string(line.rank),
                 ToHex(line.activation), ToHex(line.case_file), ToHex(line.person),
                 line.answer_by ? FormatDay(*line.answer_by) : "-",
                 line.is_inactive ? session.Label("text.inactive") : ""});
    }
  }
  if (session.json()) {
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("asked", std::move(forms)).Done());
  } else if (table.empty()) {
    session.Say(session.Label("text.nothing"));
  } else {
    table.Print(session.terminal);
  }
  return cli::kExitDone;
}

int ShowExplanation(Session& session, Reading& reading, const std::string& text) {
  const auto entity =
      FindEntity(reading.source().state(), text, "--explain", schema::EntityKind::activation);
  if (!entity) return session.Fail(entity.error());
  const auto explained = Explaining(reading).Explain(*entity);
  if (!explained) return session.Fail(FormError{"--explain", explained.error().message, {}});
  if (!session.json()) {
    Print(*explained, reading, session);
    return cli::kExitDone;
  }
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("explanation", FormOf(*explained, session.language())).Done());
  return cli::kExitDone;
}

int Show(Session& session, Reading& reading, const WaitingListOptions& options) {
  if (options.explain) return ShowExplanation(session, reading, *options.explain);
  if (options.exceptions) {
    if (const auto known = reading.CheckService(options.list); !known) return session.Fail(known.error());
    return ShowExceptions(session, reading, options.list);
  }
  if (!options.list && options.asked) return ShowAsked(session, reading, ListsOf(reading.rows()));
  if (!options.list) return ShowLists(session, reading);
  const auto list = FindList(reading.rows(), *options.list);
  if (!list) return session.Fail(list.error());
  if (options.asked) return ShowAsked(session, reading, {*list});
  return ShowList(session, reading, *list, options);
}

}  // namespace

void AddWaitingList(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<WaitingListOptions>();
  auto options = arguments.Add(
      "waiting-list",
      {"Shows the waiting lists, one of them, or why somebody stands where he stands",
       "Mostra le liste d'attesa, una di esse, o perché qualcuno è al suo posto"},
      "  fascicolo waiting-list\n"
      "  fascicolo waiting-list home_care_elderly --limit 20\n"
      "  fascicolo waiting-list home_care_elderly --asked\n"
      "  fascicolo waiting-list home_care_elderly --explain 5f0c6d0e --lang it",
      [&session, given] {
        return Answer(session, given->as_of,
                      [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("LIST", given->list,
               {"A list, by the code of its service or its id (default: all lists)",
                "Una lista, con il codice del servizio o il suo id (predefinito: tutte)"});
  options.Text("--explain", given->explain,
               {"Points, criteria, rule set and events behind this application's place",
                "Punti, criteri e fatti che danno il suo posto a questa domanda"});
  options.Flag("--explained", given->explained,
               {"With --json: every entry with what --explain tells of it",
                "Con --json: ogni posizione con quanto --explain dice di essa"});
  options.Flag("--exceptions", given->exceptions,
               {"Who was served out of turn, by which signed act; LIST is then the code of a service",
                "Chi è stato servito fuori turno, con quale atto firmato; LIST è allora il codice di un servizio"});
  options.Flag("--asked", given->asked,
               {"Who was asked whether they still wait, until when they may answer, and who is inactive",
                "A chi è stato chiesto se attende ancora, entro quando può rispondere e chi è inattivo"});
  options.Number("--limit", given->limit, kLimitHelp);
  options.Number("--skip", given->skip, kSkipHelp);
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape("lists: [{list: id, service: word, name: text, waiting: count, changed_on: day, frozen_since: count?}]"));
  options.Answers("LIST", StandingShape("list: id, service: word, name: text, samples: [text], waiting: count, entries: [%], more: flag",
                                        {cli::ShapeWith(kEntryShape, {ExplanationShape()})}));
  options.Answers("--explain", StandingShape("explanation: %", {ExplanationShape()}));
  options.Answers("--asked", StandingShape("asked: [%]", {kAskedShape}));
  options.Answers("--exceptions", StandingShape("exceptions: [%]", {ListExceptionShape()}));
}

}  // namespace fascicolo::program
