#include "connectors/program/audit/anomaly.h"

#include "connectors/cli/labels.h"
#include "connectors/program/entities.h"
#include "connectors/program/field_text.h"
#include "connectors/program/history_steps.h"
#include "connectors/program/sample_values.h"

#include <algorithm>
#include <tuple>

namespace fascicolo::program {
namespace {

std::optional<engine::ActRow> ActBehind(const engine::State& state, const Anomaly& anomaly) {
  return anomaly.by.act.is_zero() ? std::nullopt : state.Find<engine::ActTable>(anomaly.by.act);
}

Value FormOf(const Anomaly& anomaly, const engine::State& state) {
  const EventRef& by = anomaly.by;
  const auto act = ActBehind(state, anomaly);
  cli::Object facts;
  for (const auto& [name, value] : anomaly.facts) facts.Add(name, value);
  return cli::Object()
      .Add("anomaly", anomaly.code)
      .Add("position", by.position)
      .Add("event", by.event)
      .Add("type", by.type)
      .Add("actor", by.actor)
      .Add("on", by.on)
      .Add("by_act", act ? ActForm(by.act, *act) : Value{})
      .Add("imported", by.imported)
      .Add("rule", anomaly.rule)
      .Add("entity", anomaly.entity)
      .Add("case", anomaly.case_file)
      .Add("person", anomaly.person)
      .Add("service", anomaly.service.empty() ? Value{} : cli::Form(anomaly.service))
      .Add("facts", facts.Done())
      .Done();
}

void PrintAnomaly(Session& session, Reading& reading, const engine::State& state, const Anomaly& anomaly) {
  auto& out = session.terminal;
  const auto language = session.language();
  const EventRef& by = anomaly.by;
  const auto line = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) out.Line("    " + session.Label(std::string(label)) + ": " + cli::Printable(text));
  };
  const auto id = [](EntityId entity) { return entity.is_zero() ? std::string() : ToHex(entity); };
  std::string title = std::to_string(by.position.value) + "." + std::to_string(by.event) + "  " + FormatDay(by.on);
  title += "  " + session.Label("anomaly." + anomaly.code);
  if (!anomaly.service.empty()) title += ": " + reading.ServiceName(anomaly.service, language);
  out.Line(out.Bold(title));
  const std::string imported = by.imported ? " (" + session.Label("text.imported") + ")" : "";
  line("column.event", session.Label("event." + by.type) + imported);
  line("column.actor", by.actor);
  if (const auto act = ActBehind(state, anomaly)) line("text.by_act", ActLine(language, *act));
  line("column.entity", id(anomaly.entity));
  line("column.case", id(anomaly.case_file));
  line("column.person", id(anomaly.person));
  line("text.rule", anomaly.rule);
  for (const auto& [name, value] : anomaly.facts) {
    if (value.is_null()) continue;
    out.Line("      " + session.Label("fact." + name) + ": " + FieldText(language, name, value));
  }
}

/// Behind the rules that were not kept, as they were on the days of the events.
Samples SamplesOf(const std::vector<Anomaly>& anomalies, const engine::State& state) {
  Samples samples;
  for (const Anomaly& anomaly : anomalies) AddSamplesBehind(state, anomaly.service, anomaly.by.on, samples);
  return samples;
}

}  // namespace

std::string SheetRule(std::string_view service, std::string_view place) {
  return std::string(service) + " " + std::string(place);
}

Result<Period, FormError> ReadPeriod(const std::optional<std::string>& from, const std::optional<std::string>& to) {
  Period period;
  if (from) {
    const auto day = ReadDay(*from, "--from");
    if (!day) return day.error();
    period.from = *day;
  }
  if (to) {
    const auto day = ReadDay(*to, "--to");
    if (!day) return day.error();
    period.to = *day;
  }
  if (period.from && period.to && *period.to < *period.from) return FormError{"--to", "is before --from", {}};
  return period;
}

std::string AnomaliesShape() {
  return StandingShape(
      "audit: word, samples: [text], anomalies: [{anomaly: word, position: count, event: count, type: text, actor: text, on: "
      "day, by_act: %?, imported: flag, rule: text, entity: id?, case: id?, person: id?, service: word?, "
      "facts: {*: any}}], totals: {*: any}, notes: [word]",
      {kActShape});
}

int ShowAnomalies(Session& session, Reading& reading, const engine::State& state, const std::string& audit,
                 AuditAnswer answer) {
  auto& anomalies = answer.anomalies;
  std::stable_sort(anomalies.begin(), anomalies.end(), [](const Anomaly& a, const Anomaly& b) {
    return std::tuple(a.by.position, a.by.event) < std::tuple(b.by.position, b.by.event);
  });
  const Samples samples = SamplesOf(anomalies, state);
  if (session.json()) {
    Value::Array forms;
    for (const Anomaly& anomaly : anomalies) forms.push_back(FormOf(anomaly, state));
    Value::Array notes;
    for (const auto& note : answer.notes) notes.push_back(cli::Form(note));
    cli::Object totals;
    for (const auto& [name, value] : answer.totals) totals.Add(name, value);
    cli::Object form;
    reading.AddStanding(form);
    form.Add("audit", audit).Add("samples", FormOfSamples(samples)).Add("anomalies", std::move(forms)).Add("totals", totals.Done());
    form.Add("notes", std::move(notes));
    session.terminal.Json(form.Done());
  } else {
    WarnOfSamples(session, samples);
    for (const Anomaly& anomaly : anomalies) PrintAnomaly(session, reading, state, anomaly);
    for (const auto& [name, value] : answer.totals) {
      if (value.is_null()) continue;
      session.terminal.Line(session.Label("total." + name) + ": " + FieldText(session.language(), name, value));
    }
    session.Say(session.Label("text.anomalies") + ": " + std::to_string(anomalies.size()));
    for (const auto& note : answer.notes) session.Say(session.Label("audit_note." + note));
  }
  return anomalies.empty() ? cli::kExitDone : cli::kExitNo;
}

}  // namespace fascicolo::program
