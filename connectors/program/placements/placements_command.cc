// fascicolo placements: who is placed where, since when, who pays, and which report or term comes next.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/effective_day.h"
#include "connectors/program/entities.h"
#include "connectors/program/money/money_text.h"
#include "connectors/program/placements/placement_lines.h"
#include "connectors/program/reading.h"
#include "connectors/program/sample_values.h"
#include "engine/families/placement_states.h"

#include <map>
#include <memory>

namespace fascicolo::program {
namespace {

using engine::PlacementState;

struct PlacementsOptions {
  std::optional<std::string> service;
  std::optional<std::string> state;
  std::optional<std::string> effective_on;
  std::optional<std::string> as_of;
  bool late = false;
};

/// The state that was asked for; none: all in which it is not over.
Result<std::optional<PlacementState>, FormError> PlacementStateOf(const std::optional<std::string>& word) {
  if (!word) return std::optional<PlacementState>();
  std::vector<std::string> words;
  for (int number = 1; number <= engine::kPlacementStates; ++number) {
    words.emplace_back(engine::TextOf(static_cast<PlacementState>(number)));
  }
  std::vector<const char*> names;
  for (const auto& one : words) names.push_back(one.c_str());
  const auto found = FindWord(names, *word, "--state");
  if (!found) return found.error();
  return std::optional(static_cast<PlacementState>(*found + 1));
}

bool IsLate(const PlacementLine& line, Day today) { return line.next && line.next->on < today; }

/// The first day without them.
std::optional<Day> EndOf(const PlacementLine& line) { return line.placed.until ? line.placed.until : line.row.until; }

constexpr std::string_view kPlacementsShape =
    "by_state: {*: count}, samples: [text], placements: [{placement: id, person: id?, case: id?, service: word, kind: word, state: "
    "word, protected: flag, unit: id?, requested_on: day?, from: day?, until: day?, absent_since: day?, title: word, "
    "court: word, payer: text?, daily_fee: decimal?, monthly_contribution: decimal?, reports_sent: count, next: {on: "
    "day, what: text, overdue: flag}?}]";

Value FormOf(const PlacementLine& line, Day today) {
  cli::Object next;
  if (line.next) next.Add("on", line.next->on).Add("what", line.next->what).Add("overdue", IsLate(line, today));
  const engine::HostRow host = line.host.value_or(engine::HostRow{});
  return cli::Object()
      .Add("placement", line.placement)
      .Add("person", line.placed.person)
      .Add("case", line.row.case_file)
      .Add("service", line.row.service)
      .Add("kind", engine::TextOf(line.row.kind))
      .Add("state", engine::TextOf(line.row.state))
      .Add("protected", line.is_hidden)
      .Add("unit", host.unit)
      .Add("requested_on", line.row.requested_on)
      .Add("from", line.placed.from)
      .Add("until", EndOf(line))
      .Add("absent_since", line.placed.absent_since)
      .Add("title", schema::EnumNamePlacementTitle(line.row.title))
      .Add("court", schema::EnumNameCourt(line.row.court))
      .Add("payer", line.row.payer.empty() ? Value{} : cli::Form(line.row.payer))
      .Add("daily_fee", line.host ? cli::Form(MoneyText(host.daily_fee_cents)) : Value{})
      .Add("monthly_contribution", line.host ? cli::Form(MoneyText(host.monthly_contribution_cents)) : Value{})
      .Add("reports_sent", line.row.reports)
      .Add("next", line.next ? next.Done() : Value{})
      .Done();
}

std::string HostText(Session& session, const PlacementLine& line) {
  if (line.is_hidden) return session.Label("text.not_told");
  return line.host ? ToHex(line.host->unit) : "-";
}

std::string DueText(Session& session, const PlacementLine& line, Day today) {
  if (!line.next) return "-";
  std::string text = FormatDay(line.next->on) + " " + line.next->what;
  if (IsLate(line, today)) text += " " + session.Label("text.overdue");
  return text;
}

void Print(Session& session, Reading& reading, const std::vector<PlacementLine>& lines) {
  cli::Table table;
  for (const char* column : {"person", "case", "service", "state", "host", "from", "payer", "next_due"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  for (const PlacementLine& line : lines) {
    table.Row({ToHex(line.placed.person), ToHex(line.row.case_file),
               reading.ServiceName(line.row.service, session.language()),
               std::string(cli::LabelOf(session.language(), "placement_state", engine::TextOf(line.row.state))),
               HostText(session, line), line.placed.from ? FormatDay(*line.placed.from) : "-",
               line.row.payer.empty() ? "-" : cli::Printable(line.row.payer), DueText(session, line, reading.today())});
  }
  if (table.empty()) return session.Say(session.Label("text.nothing"));
  table.Print(session.terminal);
}

int Show(Session& session, Reading& reading, const PlacementsOptions& options, std::optional<PlacementState> wanted,
         std::optional<Day> on) {
  if (const auto known = reading.CheckService(options.service); !known) return session.Fail(known.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const Day today = reading.today();
  auto lines = PlacementLines(*state, today, on);
  std::erase_if(lines, [&](const PlacementLine& line) {
    const bool is_other_day = on && !IsInForce(line.placed.from, EndOf(line), *on);
    return is_other_day || (options.service && line.row.service != *options.service) || (options.late && !IsLate(line, today));
  });
  std::map<std::string, std::uint64_t> counts;
  for (const PlacementLine& line : lines) ++counts[std::string(engine::TextOf(line.row.state))];
  std::erase_if(lines, [&](const PlacementLine& line) { return wanted ? line.row.state != *wanted : !on && !IsOpen(line); });
  std::set<std::string> services;
  for (const PlacementLine& line : lines) services.insert(line.row.service);
  const Samples samples = SamplesBehind(*state, services, on.value_or(today));
  if (!session.json()) {
    WarnOfSamples(session, samples);
    Print(session, reading, lines);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const PlacementLine& line : lines) forms.push_back(FormOf(line, today));
  cli::Object by_state;
  for (const auto& [word, count] : counts) by_state.Add(word, count);
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("by_state", by_state.Done())
                            .Add("samples", FormOfSamples(samples))
                            .Add("placements", std::move(forms))
                            .Done());
  return cli::kExitDone;
}

int Placements(Session& session, const PlacementsOptions& options) {
  const auto wanted = PlacementStateOf(options.state);
  if (!wanted) return session.Fail(wanted.error());
  const auto on = ReadEffectiveOn(options.effective_on);
  if (!on) return session.Fail(on.error());
  return Answer(session, options.as_of, [&](Reading& reading) { return Show(session, reading, options, *wanted, *on); });
}

}  // namespace

void AddPlacements(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<PlacementsOptions>();
  auto options = arguments.Add(
      "placements",
      {"Shows who is placed where, since when, who pays, and which report or term of the court comes next",
       "Mostra chi è collocato dove, da quando, chi paga e quale relazione o termine viene prima"},
      "  fascicolo placements --service residential_minors --late",
      [&session, given] { return Placements(session, *given); });
  options.Text("--service", given->service,
               {"Of this service only, by its code", "Solo di questo servizio, con il suo codice"});
  options.Text("--state", given->state,
               {"In this state only (default: all that are not over): requested, searching, matching, found, queued, "
                "in_force, lapsed, ended or withdrawn",
                "Solo in questo stato (predefinito: tutti quelli non conclusi): requested (richiesto), searching (in "
                "ricerca), matching (in abbinamento), found (trovato), queued (in coda), in_force (in corso), lapsed "
                "(decaduto), ended (concluso) o withdrawn (rinunciato)"});
  options.Flag("--late", given->late,
               {"Those whose next report or term is overdue", "Quelli con la prossima relazione o termine in ritardo"});
  options.Text("--effective-on", given->effective_on,
               {"Only who is placed on this day, and where they are and what it costs then, as known at --as-of; also what is over by now",
                "Solo chi è collocato in questo giorno, dove e a quale costo allora, per quanto noto in --as-of; anche ciò che è concluso"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kPlacementsShape));
}

}  // namespace fascicolo::program
