#include "connectors/program/programmes/programme_forms.h"

#include "connectors/cli/labels.h"
#include "connectors/program/money/money_text.h"
#include "engine/families/programme_deciding.h"
#include "engine/families/undertaking_life.h"
#include "engine/families/unit_running.h"

namespace fascicolo::program {
namespace {

cli::Object HeadOf(const ProgrammeLine& line) {
  cli::Object undertakings;
  for (const auto& [state, count] : line.ByState()) undertakings.Add(state, count);
  cli::Object sessions;
  sessions.Add("planned", line.Planned()).Add("held", line.row.held).Add("cancelled", line.row.cancelled);
  cli::Object head;
  head.Add("programme", line.programme)
      .Add("service", line.row.service)
      .Add("state", engine::TextOf(line.row.state))
      .Add("from", line.row.from)
      .Add("until", line.row.until)
      .Add("capacity", line.row.capacity)
      .Add("enrolled", line.row.enrolled)
      .Add("waiting", line.Waiting())
      .Add("sessions", sessions.Done())
      .Add("attended", line.row.attended)
      .Add("undertakings", undertakings.Done())
      .Add("bodies", line.bodies.size());
  return head;
}

Value FormOf(const NumberedPart<engine::EnrolmentRow>& enrolment) {
  const engine::EnrolmentRow& row = enrolment.row;
  return cli::Object()
      .Add("number", enrolment.number)
      .Add("person", row.person)
      .Add("state", engine::TextOf(row.state))
      .Add("case", row.case_file)
      .Add("pact", row.pact)
      .Add("weekly_minutes", row.weekly_minutes)
      .Add("attended", row.attended)
      .Add("justified", row.justified)
      .Add("absent", row.absent)
      .Add("minutes", row.minutes)
      .Done();
}

Value FormOf(const NumberedPart<engine::SessionRow>& session) {
  const engine::SessionRow& row = session.row;
  return cli::Object()
      .Add("number", session.number)
      .Add("state", engine::TextOf(row.state))
      .Add("at", row.at)
      .Add("minutes", row.minutes)
      .Add("capacity", row.capacity)
      .Add("attended", row.attended)
      .Add("credits", row.credits)
      .Done();
}

Value FormOf(const NumberedPart<engine::UndertakingRow>& undertaking) {
  const engine::UndertakingRow& row = undertaking.row;
  return cli::Object()
      .Add("number", undertaking.number)
      .Add("kind", schema::EnumNameUndertakingKind(row.kind))
      .Add("state", engine::TextOf(row.state))
      .Add("due", row.due)
      .Add("until", row.until)
      .Add("budget", MoneyText(row.budget))
      .Add("spent", MoneyText(row.spent))
      .Add("replaces", row.replaces)
      .Done();
}

Value FormOf(const NumberedPart<engine::BodyRow>& body) {
  const engine::BodyRow& row = body.row;
  const bool was_elected = row.state != engine::BodyState::kFormed && row.until;
  return cli::Object()
      .Add("number", body.number)
      .Add("state", engine::TextOf(row.state))
      .Add("seats", row.seats)
      .Add("members", row.members.size())
      .Add("elected_on", was_elected ? std::optional(row.elected_on) : std::nullopt)
      .Add("until", row.until)
      .Add("meetings", row.meetings)
      .Done();
}

template <class Parts>
Value FormsOf(const Parts& parts) {
  Value::Array forms;
  for (const auto& part : parts) forms.push_back(FormOf(part));
  return Value{std::move(forms)};
}

std::size_t CountOf(const UnitLine& line, engine::UnitMatterKind kind) {
  std::size_t count = 0;
  for (const auto& matter : line.matters) count += matter.row.kind == kind ? 1U : 0U;
  return count;
}

std::string WordIn(Session& session, std::string_view group, std::string_view code) {
  return std::string(cli::LabelOf(session.language(), group, code));
}

std::string DayText(const std::optional<Day>& day) { return day ? FormatDay(*day) : "-"; }

/// "2 approved, 1 in force"
std::string UndertakingsText(Session& session, const ProgrammeLine& line) {
  std::string text;
  for (const auto& [state, count] : line.ByState()) {
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + WordIn(session, "undertaking_state", state);
  }
  return text.empty() ? "-" : text;
}

void AddColumns(cli::Table& table, Session& session, std::initializer_list<const char*> columns) {
  for (const char* column : columns) table.Column(session.Label(std::string("column.") + column));
}

void PrintOr(Session& session, const cli::Table& table) {
  if (table.empty()) return session.Say(session.Label("text.nothing"));
  table.Print(session.terminal);
}

}  // namespace

Value FormOf(const ProgrammeLine& line) { return HeadOf(line).Done(); }

Value FormInFull(const ProgrammeLine& line) {
  return HeadOf(line)
      .Add("enrolments", FormsOf(line.enrolments))
      .Add("sessions_in_full", FormsOf(line.sessions))
      .Add("undertakings_in_full", FormsOf(line.undertakings))
      .Add("bodies_in_full", FormsOf(line.bodies))
      .Done();
}

Value FormOf(const TrainingLine& line) {
  return cli::Object()
      .Add("worker", line.worker)
      .Add("year", line.year)
      .Add("credits", line.credits)
      .Add("minutes", line.minutes)
      .Add("programmes", line.programmes)
      .Done();
}

Value FormOf(const UnitLine& line, Day today) {
  Value::Array contracts;
  for (const auto& contract : line.contracts) {
    contracts.push_back(cli::Object()
                            .Add("number", contract.number)
                            .Add("provider", contract.row.provider)
                            .Add("from", contract.row.from)
                            .Add("until", contract.row.until)
                            .Done());
  }
  return cli::Object()
      .Add("unit", line.unit)
      .Add("service", line.service)
      .Add("accreditation", engine::TextOf(line.running.accreditation))
      .Add("accredited_until", line.running.accredited_until)
      .Add("contracts", std::move(contracts))
      .Add("findings", CountOf(line, engine::UnitMatterKind::kFinding))
      .Add("complaints", CountOf(line, engine::UnitMatterKind::kComplaint))
      .Add("overdue", line.Overdue(today))
      .Add("ends", line.ends)
      .Done();
}

void PrintProgrammes(Session& session, Reading& reading, const std::vector<ProgrammeLine>& lines) {
  cli::Table table;
  AddColumns(table, session, {"programme", "service", "state"});
  for (const char* column : {"enrolled", "waiting", "planned", "held", "attended"}) {
    table.Column(session.Label(std::string("column.") + column), cli::Align::kRight);
  }
  AddColumns(table, session, {"undertakings", "bodies"});
  for (const ProgrammeLine& line : lines) {
    table.Row({ToHex(line.programme), reading.ServiceName(line.row.service, session.language()),
               WordIn(session, "programme_state", engine::TextOf(line.row.state)), std::to_string(line.row.enrolled),
               std::to_string(line.Waiting()), std::to_string(line.Planned()), std::to_string(line.row.held),
               std::to_string(line.row.attended), UndertakingsText(session, line), std::to_string(line.bodies.size())});
  }
  PrintOr(session, table);
}

void PrintInFull(Session& session, Reading& reading, const ProgrammeLine& line) {
  PrintProgrammes(session, reading, {line});
  cli::Table enrolments;
  AddColumns(enrolments, session, {"number", "person", "state", "attended", "absent", "minutes"});
  for (const auto& [number, row] : line.enrolments) {
    enrolments.Row({std::to_string(number), ToHex(row.person), WordIn(session, "enrolment_state", engine::TextOf(row.state)),
                    std::to_string(row.attended), std::to_string(row.absent), std::to_string(row.minutes)});
  }
  cli::Table sessions;
  AddColumns(sessions, session, {"number", "when", "state", "minutes", "attended"});
  for (const auto& [number, row] : line.sessions) {
    sessions.Row({std::to_string(number), FormatInstant(row.at), WordIn(session, "session_state", engine::TextOf(row.state)),
                  std::to_string(row.minutes), std::to_string(row.attended)});
  }
  cli::Table undertakings;
  AddColumns(undertakings, session, {"number", "what", "state", "due_on", "until", "budget", "spent"});
  for (const auto& [number, row] : line.undertakings) {
    undertakings.Row({std::to_string(number), WordIn(session, "undertaking_kind", schema::EnumNameUndertakingKind(row.kind)),
                      WordIn(session, "undertaking_state", engine::TextOf(row.state)), DayText(row.due), DayText(row.until),
                      MoneyText(row.budget), MoneyText(row.spent)});
  }
  cli::Table bodies;
  AddColumns(bodies, session, {"number", "state", "until"});
  for (const auto& [number, row] : line.bodies) {
    bodies.Row({std::to_string(number), WordIn(session, "body_state", engine::TextOf(row.state)), DayText(row.until)});
  }
  for (const cli::Table* table : {&enrolments, &sessions, &undertakings, &bodies}) {
    if (!table->empty()) table->Print(session.terminal);
  }
}

void PrintTraining(Session& session, const std::vector<TrainingLine>& lines) {
  cli::Table table;
  AddColumns(table, session, {"worker", "year"});
  for (const char* column : {"credits", "minutes"}) {
    table.Column(session.Label(std::string("column.") + column), cli::Align::kRight);
  }
  for (const TrainingLine& line : lines) {
    table.Row({cli::Printable(line.worker), std::to_string(line.year), std::to_string(line.credits),
               std::to_string(line.minutes)});
  }
  PrintOr(session, table);
}

void PrintUnits(Session& session, Reading& reading, const std::vector<UnitLine>& lines) {
  cli::Table table;
  AddColumns(table, session, {"unit", "service", "accreditation", "provider", "ends"});
  for (const char* column : {"findings", "complaints"}) {
    table.Column(session.Label(std::string("column.") + column), cli::Align::kRight);
  }
  table.Column("");
  for (const UnitLine& line : lines) {
    table.Row({ToHex(line.unit), reading.ServiceName(line.service, session.language()),
               WordIn(session, "accreditation_state", engine::TextOf(line.running.accreditation)),
               line.contracts.empty() ? "-" : cli::Printable(line.contracts.front().row.provider), DayText(line.ends),
               std::to_string(CountOf(line, engine::UnitMatterKind::kFinding)),
               std::to_string(CountOf(line, engine::UnitMatterKind::kComplaint)),
               line.Overdue(reading.today()) > 0 ? session.Label("text.overdue") : ""});
  }
  PrintOr(session, table);
}

}  // namespace fascicolo::program
