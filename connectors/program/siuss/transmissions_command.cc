// fascicolo transmissions: the flows to INPS as numbers, and those that INPS rejected. It opens no name.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/reading.h"
#include "connectors/program/siuss/flow_reading.h"
#include "connectors/program/siuss/transmissions.h"
#include "engine/families/transmission/flow_states.h"
#include "projections/statistics/query.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct TransmissionsOptions {
  bool rejected = false;
  std::optional<std::string> as_of;
};

struct CountName {
  const char* word;  ///< also below "siuss_status" of the labels
  std::uint64_t FlowCounts::*count;
};
constexpr CountName kCounts[] = {{"due", &FlowCounts::due},           {"read", &FlowCounts::read},
                                 {"accepted", &FlowCounts::accepted}, {"rejected", &FlowCounts::rejected},
                                 {"mended", &FlowCounts::mended},     {"given_up", &FlowCounts::given_up},
                                 {"without_outcome", &FlowCounts::without_outcome}};

// --- by month ---

constexpr std::string_view kMonthsShape =
    "untransmissible: count, reasons: {*: count}, months: [{month: text, kind: word, due: count, read: count, accepted: count, "
    "rejected: count, mended: count, given_up: count, without_outcome: count}]";

Value FormOf(const FlowMonth& month, const FlowCounts& counts) {
  cli::Object form;
  form.Add("month", projections::MonthText(month.first)).Add("kind", schema::EnumNameFlowKind(month.kind));
  for (const CountName& one : kCounts) form.Add(one.word, counts.*one.count);
  return form.Done();
}

void Print(Session& session, const std::map<FlowMonth, FlowCounts>& months) {
  cli::Table table;
  table.Column(session.Label("dimension.month"));
  table.Column(session.Label("column.flows"));
  for (const CountName& one : kCounts) table.Column(session.Label(std::string("siuss_status.") + one.word), cli::Align::kRight);
  for (const auto& [month, counts] : months) {
    std::vector<std::string> cells{projections::MonthText(month.first),
                                   std::string(cli::LabelOf(session.language(), "flow_kind", schema::EnumNameFlowKind(month.kind)))};
    for (const CountName& one : kCounts) cells.push_back(std::to_string(counts.*one.count));
    table.Row(std::move(cells));
  }
  table.Print(session.terminal);
}

int ShowMonths(Session& session, Reading& reading, const engine::State& state, const siuss::FlowBook& book) {
  const auto months = CountFlows(state, book);
  const auto withheld = book.withheld();
  if (!session.json()) {
    if (!months.empty()) Print(session, months);
    session.Say(session.Label("siuss_status.untransmissible") + ": " + std::to_string(withheld.size()));
    return cli::kExitDone;
  }
  cli::Object why;
  for (const auto& [word, count] : CountReasons(withheld)) why.Add(word, count);
  Value::Array forms;
  for (const auto& [month, counts] : months) forms.push_back(FormOf(month, counts));
  cli::Object answer;
  reading.AddStanding(answer);
  answer.Add("untransmissible", static_cast<std::uint64_t>(withheld.size())).Add("reasons", why.Done());
  session.terminal.Json(answer.Add("months", std::move(forms)).Done());
  return cli::kExitDone;
}

// --- what was rejected ---

constexpr std::string_view kRejectedShape =
    "flows: [{flow: text, kind: word, state: word, outcome: text, taken_at: instant?, mend_by: day?, overdue: flag, service: word?, "
    "year: count?, concerns: {entity: id, case: id?}?}]";

bool IsOwed(const RejectedFlow& flow) { return flow.told.state == engine::FlowState::kRejected; }
bool IsOverdue(const RejectedFlow& flow, Day today) { return IsOwed(flow) && flow.told.mend_by < today; }

Value FormOf(const RejectedFlow& flow, Day today) {
  const engine::FlowRow& told = flow.told;
  Value concerns;  // an object of its own: who may not find the case is told of the flow all the same
  if (!flow.about.is_zero()) concerns = cli::Object().Add("entity", flow.about).Add("case", flow.case_file).Done();
  return cli::Object()
      .Add("flow", told.flow)
      .Add("kind", schema::EnumNameFlowKind(told.kind))
      .Add("state", engine::TextOf(told.state))
      .Add("outcome", told.code)
      .Add("taken_at", told.acquired_at.micros == 0 ? Value{} : cli::Form(told.acquired_at))
      .Add("mend_by", IsOwed(flow) ? cli::Form(told.mend_by) : Value{})
      .Add("overdue", IsOverdue(flow, today))
      .Add("service", flow.service.empty() ? Value{} : cli::Form(flow.service))
      .Add("year", flow.year == 0 ? Value{} : cli::Form(flow.year))
      .Add("concerns", std::move(concerns))
      .Done();
}

void Print(Session& session, Reading& reading, const std::vector<RejectedFlow>& flows) {
  cli::Table table;
  for (const char* column : {"column.flow", "column.state", "field.outcome", "field.mend_by", "column.service", "column.case"}) {
    table.Column(session.Label(column));
  }
  for (const RejectedFlow& one : flows) {
    const std::string by = IsOwed(one) ? FormatDay(one.told.mend_by) : std::string();
    table.Row({one.told.flow, std::string(cli::LabelOf(session.language(), "siuss_status", engine::TextOf(one.told.state))),
               std::string(cli::LabelOf(session.language(), "siuss_outcome", one.told.code)),
               IsOverdue(one, reading.today()) ? by + " " + session.Label("text.overdue") : by,
               one.service.empty() ? std::string() : reading.ServiceName(one.service, session.language()),
               one.case_file.is_zero() ? std::string() : ToHex(one.case_file)});
  }
  table.Print(session.terminal);
}

int ShowRejected(Session& session, Reading& reading, const engine::State& state, const siuss::FlowBook& book) {
  const auto flows = RejectedFlows(state, book);
  if (session.json()) {
    Value::Array forms;
    for (const RejectedFlow& one : flows) forms.push_back(FormOf(one, reading.today()));
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("flows", std::move(forms)).Done());
  } else if (flows.empty()) {
    session.Say(session.Label("text.nothing"));
  } else {
    Print(session, reading, flows);
  }
  return cli::kExitDone;
}

int Show(Session& session, Reading& reading, const TransmissionsOptions& options) {
  FlowReading flows(reading.source(), reading.standing().position);
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  if (const auto caught_up = flows.CatchUp(); !caught_up) return session.Fail(caught_up.error());
  return options.rejected ? ShowRejected(session, reading, *state, flows.book()) : ShowMonths(session, reading, *state, flows.book());
}

}  // namespace

void AddTransmissions(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<TransmissionsOptions>();
  auto options = arguments.Add(
      "transmissions",
      {"Counts the flows to INPS by month and kind: due, read, accepted, rejected; names those that INPS rejected",
       "Conta i flussi all'INPS per mese e tipo: dovuti, letti, accolti, scartati; elenca quelli scartati"},
      "  fascicolo transmissions\n"
      "  fascicolo transmissions --rejected --lang it",
      [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Flag("--rejected", given->rejected,
               {"The flows that INPS rejected, with its reason and the case", "I flussi scartati dall'INPS, con il motivo e il fascicolo"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kMonthsShape));
  options.Answers("--rejected", StandingShape(kRejectedShape));
}

}  // namespace fascicolo::program
