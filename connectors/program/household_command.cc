// fascicolo household: who belongs together, and all that a family receives.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/effective_day.h"
#include "connectors/program/entities.h"
#include "connectors/program/money/money_text.h"
#include "connectors/program/reading.h"
#include "connectors/program/reads/typed_reading.h"
#include "connectors/program/sample_values.h"
#include "projections/household_statement.h"

#include <memory>

namespace fascicolo::program {
namespace {

constexpr std::string_view kHouseholdsShape =
    "day: day, samples: [text], households: [{household: id, composition: word, formed_on: day, dissolved_on: day?, reference: id?, "
    "municipality: text?, address_protected: flag, members: [{person: id, relationship: word, from: day, until: "
    "day?, receives: [{activation: id, case: id?, applicant: id?, service: word, state: word, suspended: flag, "
    "quantity: count, applied_on: day, from: day?, until: day?, fee: decimal?, fee_per: word?, owed: decimal, "
    "frozen_since: count?}]}], attestations: [{protocol: text, isee_type: word, issued_on: day, from: day, "
    "valid_until: day, isee: decimal, discrepancies: flag, corrects: text?, corrected_by: text?}], frozen_since: "
    "count?}]";

using projections::HouseholdStatement;
using projections::Received;
using projections::StatementMember;

struct HouseholdOptions {
  std::string id;
  std::optional<std::string> effective_on;
  std::optional<std::string> as_of;
};

Value FormOf(const Received& received) {
  const auto& row = received.row;
  return cli::Object()
      .Add("activation", received.activation)
      .Add("case", row.case_file)
      .Add("applicant", row.person)
      .Add("service", row.service)
      .Add("state", cli::WordOf(row.state))
      .Add("suspended", row.suspended)
      .Add("quantity", row.quantity)
      .Add("applied_on", row.applied_on)
      .Add("from", row.from)
      .Add("until", row.until)
      .Add("fee", MoneyText(received.fee))
      .Add("fee_per", row.fee_per.empty() ? Value{} : cli::Form(row.fee_per))
      .Add("owed", MoneyText(row.owed))
      .Add("frozen_since", received.frozen_since)
      .Done();
}

Value FormOf(const StatementMember& member) {
  Value::Array receives;
  for (const Received& received : member.receives) receives.push_back(FormOf(received));
  return cli::Object()
      .Add("person", member.stay.person)
      .Add("relationship", schema::EnumNameRelationship(member.stay.relationship))
      .Add("from", member.stay.from)
      .Add("until", member.stay.until)
      .Add("receives", std::move(receives))
      .Done();
}

Value FormOf(const projections::AttestedMeans& means) {
  const auto& row = means.row;
  return cli::Object()
      .Add("protocol", means.protocol)
      .Add("isee_type", schema::EnumNameIseeType(row.type))
      .Add("issued_on", row.issued_on)
      .Add("from", row.from)
      .Add("valid_until", row.until)
      .Add("isee", MoneyText(row.isee))
      .Add("discrepancies", row.discrepancies)
      .Add("corrects", row.corrects.empty() ? Value{} : cli::Form(row.corrects))
      .Add("corrected_by", row.corrected_by.empty() ? Value{} : cli::Form(row.corrected_by))
      .Done();
}

Value FormOf(const HouseholdStatement& statement) {
  Value::Array members;
  for (const StatementMember& member : statement.members) members.push_back(FormOf(member));
  Value::Array attestations;
  for (const auto& means : statement.attestations) attestations.push_back(FormOf(means));
  const std::string& municipality = statement.municipality;
  return cli::Object()
      .Add("household", statement.household)
      .Add("composition", schema::EnumNameComposition(statement.row.composition))
      .Add("formed_on", statement.row.formed_on)
      .Add("dissolved_on", statement.row.dissolved_on)
      .Add("reference", statement.reference)
      .Add("municipality", municipality.empty() ? Value{} : cli::Form(municipality))
      .Add("address_protected", statement.row.address_protected)
      .Add("members", std::move(members))
      .Add("attestations", std::move(attestations))
      .Add("frozen_since", statement.frozen_since)
      .Done();
}

/// Puts the statements on the terminal for people: a line for each thing that a member receives.
class Households {
 public:
  Households(Session& session, Reading& reading) : session_(session), reading_(reading) {}

  void Show(const HouseholdStatement& statement) {
    session_.terminal.Line(HeadingOf(statement));
    cli::Table table;
    for (const char* column : {"person", "relationship", "service", "state"}) {
      table.Column(session_.Label(std::string("column.") + column));
    }
    table.Column(session_.Label("column.quantity"), cli::Align::kRight);
    table.Column(session_.Label("column.measure"));
    for (const char* column : {"from", "to"}) {
      table.Column(session_.Label(std::string("column.") + column));
    }
    table.Column(session_.Label("column.fee"), cli::Align::kRight);
    table.Column(session_.Label("column.owed"), cli::Align::kRight);
    for (const StatementMember& member : statement.members) AddRows(member, table);
    if (!table.empty()) table.Print(session_.terminal);
    for (const auto& means : statement.attestations) session_.terminal.Line(LineOf(means));
  }

 private:
  std::string HeadingOf(const HouseholdStatement& statement) const {
    const auto& row = statement.row;
    std::string heading(cli::LabelOf(session_.language(), "composition",
                                     schema::EnumNameComposition(row.composition)));
    heading += " " + ToHex(statement.household);
    if (!statement.municipality.empty()) heading += ", " + statement.municipality;
    if (row.address_protected) heading += ", " + session_.Label("field.address_protected");
    if (row.dissolved_on) {
      heading += ", " + session_.Label("event.HouseholdDissolved") + " " + FormatDay(*row.dissolved_on);
    }
    if (statement.frozen_since) heading += ", " + session_.Label("text.frozen");
    return heading;
  }

  void AddRows(const StatementMember& member, cli::Table& table) {
    const std::string person = ToHex(member.stay.person);
    const std::string relationship(cli::LabelOf(
        session_.language(), "relationship", schema::EnumNameRelationship(member.stay.relationship)));
    if (member.receives.empty()) {
      table.Row({person, relationship, "-", "", "", "", "", "", "", ""});
    }
    for (const Received& received : member.receives) {
      const auto& row = received.row;
      table.Row({person, relationship, reading_.ServiceName(row.service, session_.language()),
                 StateOf(received), std::to_string(row.quantity),
                 reading_.MeasureOf(row.service, session_.language()),
                 row.from ? FormatDay(*row.from) : "", row.until ? FormatDay(*row.until - 1) : "",
                 MoneyText(received.fee).value_or(""), row.owed == 0 ? "" : MoneyText(row.owed)});
    }
  }

  std::string StateOf(const Received& received) const {
    std::string state(received.row.suspended
                          ? cli::LabelOf(session_.language(), "activation_state.suspended")
                          : cli::LabelOf(session_.language(), "activation_state",
                                         cli::WordOf(received.row.state)));
    if (received.frozen_since) state += ", " + session_.Label("text.frozen");
    return state;
  }

  std::string LineOf(const projections::AttestedMeans& means) const {
    std::string line = "ISEE " + std::string(cli::LabelOf(session_.language(), "isee_type",
                                                          schema::EnumNameIseeType(means.row.type)));
    line += " " + means.protocol + ": " + MoneyText(means.row.isee) + " EUR, " +
            FormatDay(means.row.from) + " - " + FormatDay(means.row.until);
    if (means.row.discrepancies) line += ", " + session_.Label("field.discrepancies");
    if (!means.row.corrected_by.empty()) {
      line += ", " + session_.Label("text.corrected_by") + " " + means.row.corrected_by;
    }
    return line;
  }

  Session& session_;
  Reading& reading_;
};

/// By which what the members receive was settled: rules as they were when it began.
void AddSamplesOf(const HouseholdStatement& statement, const engine::State& state, Day today, Samples& samples) {
  for (const StatementMember& member : statement.members) {
    for (const Received& received : member.receives) {
      AddSamplesBehind(state, received.row.service, received.row.from.value_or(today), samples);
    }
  }
}

/// The household itself, or those of which a person is a member.
Result<std::vector<EntityId>, FormError> HouseholdsMeant(Reading& reading, const std::string& id, Day day) {
  const auto entity = FindEntity(reading.node().state(), id, "ID");
  if (!entity) return entity.error();
  const auto row = reading.node().state().Find<engine::EntityTable>(*entity);
  const auto kind = row ? row->kind : schema::EntityKind::none;
  if (kind == schema::EntityKind::household) return std::vector{*entity};
  if (kind == schema::EntityKind::person) {
    return projections::HouseholdsOf(reading.rows(), *entity, day);
  }
  return FormError{"ID", "is neither a household nor a person", {}};
}

int Show(Session& session, Reading& reading, const HouseholdOptions& options) {
  const auto on = ReadEffectiveOn(options.effective_on);
  if (!on) return session.Fail(on.error());
  const Day day = on->value_or(reading.today());
  const auto households = HouseholdsMeant(reading, options.id, day);
  if (!households) return session.Fail(households.error());
  const Status recorded = RecordTyped(session, reading.node(), {.question = "household", .files = *households, .use = {}});
  if (!recorded) return session.Fail(recorded.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  std::vector<HouseholdStatement> statements;
  Samples samples;
  for (const EntityId household : *households) {
    auto statement = projections::StatementOf(reading.rows(), household, day);
    if (!statement) continue;
    AddSamplesOf(*statement, *state, day, samples);
    statements.push_back(*std::move(statement));
  }
  if (session.json()) {
    Value::Array forms;
    for (const HouseholdStatement& statement : statements) forms.push_back(FormOf(statement));
    cli::Object answer;
    reading.AddStanding(answer);
    answer.Add("day", day).Add("samples", FormOfSamples(samples)).Add("households", std::move(forms));
    session.terminal.Json(answer.Done());
    return cli::kExitDone;
  }
  WarnOfSamples(session, samples);
  Households showing(session, reading);
  for (const HouseholdStatement& statement : statements) showing.Show(statement);
  if (statements.empty()) session.Say(session.Label("text.nothing"));
  return cli::kExitDone;
}

}  // namespace

void AddHousehold(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<HouseholdOptions>();
  auto options = arguments.Add(
      "household",
      {"Shows who belongs to a household, and all that its members receive",
       "Mostra chi fa parte di un nucleo e tutto ciò che i componenti ricevono"},
      "  fascicolo household 5f0c6d0e\n"
      "  fascicolo household 5f0c6d0e --as-of 2025-12-31 --lang it",
      [&session, given] {
        return Answer(session, given->as_of,
                      [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("ID", given->id,
               {"A household, or a person, whose households are then shown",
                "Un nucleo, o una persona di cui si mostrano i nuclei"},
               true);
  options.Text("--effective-on", given->effective_on, kEffectiveOnHelp);
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kHouseholdsShape));
}

}  // namespace fascicolo::program
