// fascicolo person: who somebody is, and which cases and households are theirs. Where they live is not shown here: a
// protected address must lead to nobody, and what is not opened cannot leak.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/effective_day.h"
#include "connectors/program/entities.h"
#include "connectors/program/files/levels_asked.h"
#include "connectors/program/people/told_person.h"
#include "connectors/program/reading.h"
#include "connectors/program/reads/typed_reading.h"
#include "connectors/program/rights/named_cases.h"
#include "connectors/program/rights/text_access.h"
#include "engine/families/person.h"
#include "projections/caseload.h"
#include "projections/history.h"
#include "projections/history_reader.h"
#include "projections/household_statement.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct PersonOptions {
  std::string person;
  std::vector<std::string> levels;
  std::string use;
  std::optional<std::string> effective_on;
};

/// Of all that the person's entries told of themselves, in the order in which it was recorded.
Result<engine::PersonalData> NamesOf(Reading& reading, const std::vector<EntityId>& entries) {
  engine::PersonalData data;
  const projections::HistoryReader commits(reading.node().authority().ledger(), reading.rows());
  for (auto entry = entries.rbegin(); entry != entries.rend();
       ++entry) {  // the person's own entry stands first, and wins
    std::optional<projections::HistoryRef> after;
    do {
      const auto page = projections::HistoryOf(reading.rows(), *entry, projections::WithParts::kOwnOnly, after);
      for (const auto& ref : page.refs) {
        if (!ref.event) continue;
        const auto commit = commits.Load(ref.position);
        if (!commit) return commit.error();
        const auto told = ToldBy((*commit)->reading, *ref.event, reading.node().authority().vault());
        if (!told) return told.error();
        if (const auto one = told->find(*entry); one != told->end()) Overlay(one->second.data, data);
      }
      after = page.after;
    } while (after);
  }
  return data;
}

Value CasesOf(Reading& reading, EntityId person) {
  Value::Array cases;
  for (const EntityId one : CasesBehind(reading.node().state(), person)) {
    const auto row = projections::ViewReader(reading.rows()).Find<projections::CaseloadTable>(one);
    if (!row) continue;
    cases.push_back(cli::Object()
                        .Add("case", one)
                        .Add("area", schema::EnumNameArea(row->area))
                        .Add("state", cli::WordOf(row->state))
                        .Add("worker", row->worker)
                        .Done());
  }
  return Value{std::move(cases)};
}

Value HouseholdsOfEntries(Reading& reading, const std::vector<EntityId>& entries, Day day) {
  Value::Array households;
  for (const EntityId entry : entries) {
    for (const EntityId one : projections::HouseholdsOf(reading.rows(), entry, day))
      households.push_back(cli::Form(one));
  }
  return Value{std::move(households)};
}

/// Those of a day; without one those that are not over.
Value RepresentationsOf(const engine::PersonRow& row, Day today, std::optional<Day> on) {
  Value::Array representations;
  for (const auto& one : row.representations) {
    if (on ? !IsInForce(one.from, one.until, *on) : one.until && *one.until <= today) continue;
    Value::Array powers;
    for (const auto power : one.powers) powers.push_back(cli::Form(schema::EnumNamePower(power)));
    representations.push_back(cli::Object()
                                  .Add("kind", schema::EnumNameRepresentationKind(one.kind))
                                  .Add("representative", one.representative)
                                  .Add("powers", std::move(powers))
                                  .Add("from", one.from)
                                  .Add("until", one.until)
                                  .Done());
  }
  return Value{std::move(representations)};
}

/// Names stay closed while processing is restricted (GDPR, art. 18), unless a ground was named.
Status AddWho(Reading& reading, EntityId person, const engine::PersonRow& row, schema::UseGround use, std::optional<Day> on,
              cli::Object& form) {
  TextAccess texts(reading.node().state(), reading.node().authority().vault(), use);
  const bool restricted = texts.RestrictionOf(person).has_value();
  const auto entries = engine::EntriesOf(reading.node().state(), person);
  const auto names = restricted ? Result<engine::PersonalData>(engine::PersonalData{}) : NamesOf(reading, entries);
  if (!names) return names.error();
  form.Add("restricted", restricted)
      .Add("naming", schema::EnumNameNaming(row.naming))
      .Add("surname", names->surname)
      .Add("name", names->name)
      .Add("fiscal_code", names->fiscal_code)
      .Add("born", row.born)
      .Add("sex", schema::EnumNameSex(row.sex))
      .Add("died_on", engine::DiedOn(reading.node().state(), person))
      .Add("address_protected", engine::IsAddressProtected(reading.node().state(), person, reading.today()))
      .Add("representations", RepresentationsOf(row, reading.today(), on))
      .Add("households", HouseholdsOfEntries(reading, entries, on.value_or(reading.today())));
  return {};
}

void PrintPersonForm(Session& session, const Value& form) {
  for (const auto& member : *form.As<Value::Object>()) {
    const auto* text = member.value.As<std::string>();
    session.terminal.Line(std::string(cli::LabelOf(session.language(), "field", member.key)) + ": " +
                          cli::Printable(text != nullptr ? *text : events::json::PrintJson(member.value)));
  }
}

constexpr std::string_view kPersonFileShape =
    "person: {person: id, restricted?: flag, naming?: word, surname?: text, name?: text, fiscal_code?: text, born?: "
    "day?, sex?: word, died_on?: day?, address_protected?: flag, representations?: [{kind: word, representative: "
    "id?, powers: [word], from: day?, until: day?}], households?: [id], cases: [{case: id, area: word, state: word, "
    "worker: text}]}";

int Show(Session& session, Reading& reading, const PersonOptions& options) {
  const auto levels = LevelsAsked::Of(options.levels);
  if (!levels) return session.Fail(levels.error());
  const auto on = ReadEffectiveOn(options.effective_on);
  if (!on) return session.Fail(on.error());
  const auto use = ReadUse(options.use);
  if (!use) return session.Fail(use.error());
  const auto state = reading.node().state();
  const auto typed = FindEntity(state, options.person, "PERSON", schema::EntityKind::person);
  if (!typed) return session.Fail(typed.error());
  const EntityId person = engine::PersonBehind(state, *typed);
  const auto row = state.FindEntity<engine::PersonTable>(person);
  if (!row) return session.Fail(FormError{"PERSON", "is not understood by this program", {}});
  const Status recorded = RecordTyped(session, reading.node(), {.question = "person", .files = {person}, .use = options.use});
  if (!recorded) return session.Fail(recorded.error());
  cli::Object form;
  form.Add("person", person);
  if (levels->ReadsAnything()) {
    if (Status told = AddWho(reading, person, *row, *use, *on, form); !told) return session.Fail(told.error());
  }
  form.Add("cases", CasesOf(reading, person));
  const Value done = form.Done();
  if (!session.json()) {
    PrintPersonForm(session, done);
    return cli::kExitDone;
  }
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("person", done).Done());
  return cli::kExitDone;
}

}  // namespace

void AddPerson(cli::Arguments& arguments, Session& session) {
  const auto given = std::make_shared<PersonOptions>();
  auto options =
      arguments.Add("person",
                    {"Shows who a person is, with their cases, households and representatives; not where they live",
                     "Mostra chi è una persona, con fascicoli, nuclei e rappresentanti; non dove abita"},
                    "  fascicolo person 5f0c6d0e\n", [&session, given] {
                      return Answer(session, {}, [&](Reading& reading) { return Show(session, reading, *given); });
                    });
  options.Text("PERSON", given->person, {"Their id; the first digits do", "Il suo id; bastano le prime cifre"}, true);
  options.Texts("--level", given->levels, kLevelHelp);
  options.Text("--effective-on", given->effective_on, kEffectiveOnHelp);
  options.Text("--use", given->use, kUseHelp);
  options.Answers("", StandingShape(kPersonFileShape));
}

}  // namespace fascicolo::program
