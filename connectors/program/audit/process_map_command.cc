// fascicolo process-map: which step follows which over all histories of a kind, how often, and after what wait.
#include "connectors/cli/labels.h"
#include "connectors/program/audit/process_map.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"

#include <memory>

namespace fascicolo::program {
namespace {

/// Kinds whose entities have a life of steps.
constexpr const char* kKinds[] = {"case_file", "activation", "placement", "plan", "act", "entry", "tenancy", "dwelling", "programme"};
constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;

struct ProcessOptions {
  std::string kind;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<std::string> service;
  std::optional<std::string> as_of;
};

schema::EntityKind KindNamed(std::string_view name) {
  for (const auto kind : schema::EnumValuesEntityKind()) {
    if (schema::EnumNameEntityKind(kind) == name) return kind;
  }
  return schema::EntityKind::none;
}

constexpr std::string_view kProcessShape =
    "kind: word, service: word?, histories: count, types: [{type: word, times: count}], "
    "follows: [{from: word, to: word, times: count, median_minutes: count, longest_minutes: count}]";

Value FormOf(const ProcessMap::Follow& follow, const FollowCounts& counts) {
  return cli::Object()
      .Add("from", follow.first)
      .Add("to", follow.second)
      .Add("times", counts.waits.size())
      .Add("median_minutes", counts.Median() / kMicrosPerMinute)
      .Add("longest_minutes", counts.Longest() / kMicrosPerMinute)
      .Done();
}

void AnswerAsJson(Session& session, Reading& reading, const ProcessMap& map, const ProcessOptions& options) {
  Value::Array types;
  for (const auto& [type, counts] : map.Types()) types.push_back(cli::Object().Add("type", type).Add("times", counts.times).Done());
  Value::Array follows;
  for (const auto& [follow, counts] : map.Follows()) follows.push_back(FormOf(follow, counts));
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("kind", options.kind)
                            .Add("service", options.service)
                            .Add("histories", map.histories())
                            .Add("types", std::move(types))
                            .Add("follows", std::move(follows))
                            .Done());
}

void Print(Session& session, const ProcessMap& map) {
  const auto name = [&](const std::string& type) { return std::string(cli::LabelOf(session.language(), "event", type)); };
  cli::Table table;
  for (const char* column : {"column.from_step", "column.to_step", "column.times", "column.median_minutes", "column.longest_minutes"}) {
    table.Column(session.Label(column));
  }
  for (const auto& [follow, counts] : map.Follows()) {
    table.Row({name(follow.first), name(follow.second), std::to_string(counts.waits.size()),
               std::to_string(counts.Median() / kMicrosPerMinute), std::to_string(counts.Longest() / kMicrosPerMinute)});
  }
  table.Print(session.terminal);
  session.Say(session.Label("text.histories") + ": " + std::to_string(map.histories()));
}

int Show(Session& session, Reading& reading, const ProcessOptions& options) {
  const auto kind = FindWord(kKinds, options.kind, "KIND");
  if (!kind) return session.Fail(kind.error());
  const auto period = ReadPeriod(options.from, options.to);
  if (!period) return session.Fail(period.error());
  if (const auto known = reading.CheckService(options.service); !known) return session.Fail(known.error());
  const AuditScope scope{*period, options.service};
  ProcessMap map(KindNamed(options.kind), scope);
  LogWalk walk(session, reading);
  if (auto done = walk.Run([&](const SeenEvent& seen) { map.See(seen); }); !done) return session.Fail(done.error());
  if (session.json()) {
    AnswerAsJson(session, reading, map, options);
  } else {
    Print(session, map);
  }
  return cli::kExitDone;
}

}  // namespace

void AddProcessMap(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ProcessOptions>();
  auto options = arguments.Add(
      "process-map",
      {"Shows which step follows which over all histories of a kind, how often, and after what wait; what fewer than three had is left out",
       "Mostra quale passo segue quale in tutte le storie di un tipo, quante volte e dopo quanto; non mostra ciò che è di meno di tre"},
      "  fascicolo process-map activation --service home_care_elderly --from 2025-01-01\n",
      [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("KIND", given->kind,
               {"case_file, activation, placement, plan, act, entry, tenancy, dwelling or programme",
                "case_file, activation, placement, plan, act, entry, tenancy, dwelling o programme"},
               true);
  options.Text("--from", given->from, {"Of histories that began on this day or later", "Delle storie iniziate da questo giorno"});
  options.Text("--to", given->to, {"Of histories that began through this day", "Delle storie iniziate fino a questo giorno compreso"});
  options.Text("--service", given->service, {"Of this service, by its code", "Di questo servizio, con il suo codice"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("KIND", StandingShape(kProcessShape));
}

}  // namespace fascicolo::program
