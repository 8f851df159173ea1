#include "connectors/program/audit/placed_minors.h"

#include "connectors/cli/labels.h"
#include "connectors/program/audit/own_events.h"
#include "connectors/program/money/money_text.h"
#include "engine/families/placement_days.h"
#include "engine/families/placement_deciding.h"

#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {
namespace {

struct PlacedMinor {
  EntityId placement;
  engine::PlacementRow row;
  engine::PlacedRow placed;
  std::optional<Day> birthday;    ///< the 18th; none: the day of birth is not known
  std::string decree;             ///< number and date of the last title; empty: none is recorded
  std::optional<Day> report_due;  ///< last day in time; none: none runs
  std::int64_t days = 0;          ///< so far, today not included
  std::int64_t cost_cents = 0;    ///< daily fees of these days
};

/// Daily fees are the host's of the day.
void AddDays(Day today, PlacedMinor& minor) {
  for (std::size_t i = 0; i < minor.row.hosts.size(); ++i) {
    const engine::HostRow& host = minor.row.hosts[i];
    const Day from = std::max(host.from, minor.placed.from.value_or(host.from));
    const Day until = i + 1 < minor.row.hosts.size() ? std::min(minor.row.hosts[i + 1].from, today) : today;
    const std::int64_t days = std::max(until - from, 0);
    minor.days += days;
    minor.cost_cents += days * host.daily_fee_cents;
  }
}

std::optional<Day> ReportDue(const engine::State& state, EntityId placement) {
  std::optional<Day> due;
  using engine::DeadlineTable;
  state.Scan<DeadlineTable>(DeadlineTable::Key(placement), [&](std::string_view, const engine::DeadlineRow& row) {
    if (row.deadline != engine::kReportTerm) return true;
    const Day last = LocalDay(row.due) - 1;
    due = due ? std::min(*due, last) : last;
    return true;
  });
  return due;
}

Status AddDecree(Reading& reading, PlacedMinor& minor) {
  return ForEachOwnEvent(reading, minor.placement, [&](const EventInLog& event) {
    if (const auto* decree = event.event.payload_as_DecreeRecorded()) minor.decree = engine::Text(decree->reference());
    const auto* step = event.event.payload_as_MeasureStepRecorded();
    if (step != nullptr && step->reference() != nullptr) minor.decree = engine::Text(step->reference());
  });
}

void AddThoseOf(const engine::State& state, Day today, EntityId id, const engine::PlacementRow& row,
                std::vector<PlacedMinor>& minors) {
  for (const engine::PlacedRow& placed : row.persons) {
    PlacedMinor minor{id, row, placed, engine::BirthdayOf(state, placed.person, engine::kFullAge), {}, {}};
    if (!engine::IsThere(placed, today) || (minor.birthday && *minor.birthday <= today)) continue;
    minor.report_due = ReportDue(state, id);
    AddDays(today, minor);
    minors.push_back(std::move(minor));
  }
}

/// Placed by a service for minors, or of an age that is known to be a minor's.
bool MayBeMinors(Reading& reading, const engine::PlacementRow& row) {
  const auto* sheet = reading.SheetOf(row.service);
  return row.kind == engine::PlacementKind::kFoster || (sheet != nullptr && sheet->area == engine::Area::kMinorsFamily);
}

std::vector<PlacedMinor> MinorsIn(Reading& reading, const engine::State& state) {
  std::vector<PlacedMinor> minors;
  using engine::PlacementTable;
  state.Scan<PlacementTable>(PlacementTable::Key(), [&](std::string_view bytes, const engine::PlacementRow& row) {
    if (row.state != engine::PlacementState::kInForce) return true;
    EntityId id;
    PlacementTable::Read(bytes, id);
    std::vector<PlacedMinor> found;
    AddThoseOf(state, reading.today(), id, row, found);
    for (PlacedMinor& minor : found) {
      if (minor.birthday || MayBeMinors(reading, row)) minors.push_back(std::move(minor));
    }
    return true;
  });
  return minors;
}

Value FormOf(const PlacedMinor& minor, Day today) {
  const auto& row = minor.row;
  const engine::HostRow host = row.hosts.empty() ? engine::HostRow{} : row.hosts.back();
  return cli::Object()
      .Add("placement", minor.placement)
      .Add("case", row.case_file)
      .Add("person", minor.placed.person)
      .Add("service", row.service)
      .Add("kind", engine::TextOf(row.kind))
      .Add("title", schema::EnumNamePlacementTitle(row.title))
      .Add("court", schema::EnumNameCourt(row.court))
      .Add("decree", minor.decree.empty() ? Value{} : cli::Form(minor.decree))
      .Add("reports_sent", row.reports)
      .Add("report_due", minor.report_due)
      .Add("report_overdue", minor.report_due && *minor.report_due < today)
      .Add("host", host.unit)
      .Add("daily_fee", MoneyText(host.daily_fee_cents))
      .Add("monthly_contribution", MoneyText(host.monthly_contribution_cents))
      .Add("from", minor.placed.from)
      .Add("until", row.until)
      .Add("days", minor.days)
      .Add("daily_fees_so_far", MoneyText(minor.cost_cents))
      .Add("eighteenth_birthday", minor.birthday)
      .Add("payer", row.payer.empty() ? Value{} : cli::Form(row.payer))
      .Done();
}

void Print(Session& session, Reading& reading, const std::vector<PlacedMinor>& minors) {
  cli::Table table;
  for (const char* column : {"person", "case", "service", "decree", "reports", "report_due", "host"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  for (const char* column : {"daily_fee", "days"}) {
    table.Column(session.Label(std::string("column.") + column), cli::Align::kRight);
  }
  for (const char* column : {"birthday", "payer"}) table.Column(session.Label(std::string("column.") + column));
  for (const PlacedMinor& minor : minors) {
    const auto& row = minor.row;
    const engine::HostRow host = row.hosts.empty() ? engine::HostRow{} : row.hosts.back();
    std::string due = minor.report_due ? FormatDay(*minor.report_due) : "-";
    if (minor.report_due && *minor.report_due < reading.today()) due += " " + session.Label("text.overdue");
    table.Row({ToHex(minor.placed.person), ToHex(row.case_file), reading.ServiceName(row.service, session.language()),
               minor.decree.empty() ? "-" : minor.decree, std::to_string(row.reports), due, ToHex(host.unit),
               MoneyText(host.daily_fee_cents), std::to_string(minor.days),
               minor.birthday ? FormatDay(*minor.birthday) : "-", row.payer.empty() ? "-" : row.payer});
  }
  if (table.empty()) return session.Say(session.Label("text.nothing"));
  table.Print(session.terminal);
}

}  // namespace

int ShowPlacedMinors(Session& session, Reading& reading) {
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  auto minors = MinorsIn(reading, *state);
  for (PlacedMinor& minor : minors) {
    if (const Status added = AddDecree(reading, minor); !added) return session.Fail(added.error());
  }
  if (!session.json()) {
    Print(session, reading, minors);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const PlacedMinor& minor : minors) forms.push_back(FormOf(minor, reading.today()));
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("placed", std::move(forms)).Done());
  return cli::kExitDone;
}

}  // namespace fascicolo::program
