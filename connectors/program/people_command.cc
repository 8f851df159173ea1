// fascicolo people: who is registered already, or may be.
#include "connectors/cli/input.h"
#include "connectors/cli/labels.h"
#include "connectors/cli/progress.h"
#include "connectors/program/commands.h"
#include "connectors/program/people/identities.h"
#include "connectors/program/people/person_query.h"
#include "connectors/program/people/told_person.h"
#include "connectors/program/reading.h"
#include "connectors/program/reads/typed_reading.h"
#include "connectors/program/rights/text_access.h"
#include "engine/identity/person_search.h"
#include "projections/history_reader.h"

#include <istream>
#include <memory>

namespace fascicolo::program {
namespace {

using engine::FoundPerson;

struct PeopleOptions {
  QueryOptions query;
  bool names = false;
  bool again = false;
  std::string use;
  std::uint64_t limit = kDefaultLimit;
};

/// Someone who was found.
struct Shown {
  FoundPerson found;
  engine::PersonalData data;  ///< with --names, unless restricted
  bool restricted = false;    ///< and on no ground that is allowed
};

/// "-" stands for a line of the standard input: what is typed as an argument, other users of the machine may see.
Status ReadLine(std::vector<std::string>& words) {
  if (words != std::vector<std::string>{"-"}) return {};
  auto bytes = cli::OpenInput("-");
  if (!bytes) return bytes.error();
  std::istream input(bytes->get());
  std::getline(input, words.front());
  return {};
}

class PersonSearch {
 public:
  PersonSearch(Reading& reading, Identities& identities, schema::UseGround use)
      : node_(reading.node()),
        texts_(node_.state(), node_.authority().vault(), use),
        identities_(identities),
        index_(identities.index()),
        commits_(node_.authority().ledger(), reading.rows()) {}

  /// At most `limit` (0: all) of the most alike. Whoever's key was erased is forgotten instead of shown.
  Result<std::vector<Shown>> Find(const std::vector<engine::PersonalData>& ways, std::uint64_t limit, bool with_names) {
    std::vector<vault::BlindForm> asked;
    for (const auto& way : ways) asked.push_back(index_.Blind(engine::FeaturesOf(way)));
    std::vector<Shown> shown;
    std::vector<EntityId> erased;
    engine::FoundPersons all = engine::FindPersons(index_, asked, engine::kPossibleScore);
    is_cut_ = all.is_cut;
    for (FoundPerson& found : all.persons) {
      has_more_ = limit != 0 && shown.size() == limit;
      if (has_more_) break;
      const auto known = index_.Find(found.person);
      const auto is_there = identities_.AreKeysThere(*known);
      if (!is_there) return is_there.error();
      if (!*is_there) {
        erased.push_back(found.person);
        continue;
      }
      const bool restricted = texts_.RestrictionOf(found.person).has_value();
      auto data = with_names && !restricted ? DataOf(found.person, *known) : engine::PersonalData{};
      if (!data) return data.error();
      shown.push_back({std::move(found), std::move(data).value(), restricted});
    }
    if (erased.empty()) return shown;
    if (Status forgotten = index_.Forget(erased); !forgotten) return forgotten.error();
    return shown;
  }
  /// Others would be shown with a greater limit.
  [[nodiscard]] bool has_more() const { return has_more_; }
  /// Others were not looked at.
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  Result<engine::PersonalData> DataOf(const EntityId& person, const vault::KnownSubject& known) {
    engine::PersonalData data;
    for (const vault::KnownForm& form : known.forms) {
      const auto commit = commits_.Load(form.source.position);
      if (!commit) return commit.error();
      const auto told = ToldBy((*commit)->reading, form.source.event, node_.authority().vault());
      if (!told) return told.error();
      if (const auto one = told->find(person); one != told->end()) Overlay(one->second.data, data);
    }
    return data;
  }

  Node& node_;
  TextAccess texts_;
  Identities& identities_;
  vault::IdentityIndex& index_;
  projections::HistoryReader commits_;
  bool has_more_ = false;
  bool is_cut_ = false;
};

constexpr std::string_view kPeopleShape =
    "people: [{person: id, score: number, likely: flag, exchanged: flag, restricted: flag, fields: [{field: word, "
    "agreement: word, weight: number}], surname?: text, name?: text, fiscal_code?: text}], more: flag, cut: flag, "
    "closed: count";

Value FormOf(const Shown& shown, bool with_names) {
  const auto& likeness = shown.found.likeness;
  Value::Array fields;
  for (const auto& one : likeness.fields) {
    fields.push_back(cli::Object()
                         .Add("field", engine::TextOf(one.field))
                         .Add("agreement", engine::TextOf(one.agreement))
                         .Add("weight", one.weight)
                         .Done());
  }
  cli::Object form;
  form.Add("person", shown.found.person)
      .Add("score", likeness.score)
      .Add("likely", likeness.score >= engine::kLikelyScore)
      .Add("exchanged", likeness.exchanged)
      .Add("restricted", shown.restricted)
      .Add("fields", std::move(fields));
  if (with_names) {
    form.Add("surname", shown.data.surname).Add("name", shown.data.name).Add("fiscal_code", shown.data.fiscal_code);
  }
  return form.Done();
}

/// "surname: alike, date of birth: equal": never the text itself.
std::string ReasonsOf(const engine::Likeness& likeness, Session& session) {
  const auto language = session.language();
  std::string reasons;
  for (const auto& one : likeness.fields) {
    if (!reasons.empty()) reasons += ", ";
    reasons += std::string(cli::LabelOf(language, "identity_field", engine::TextOf(one.field))) + ": " +
               std::string(cli::LabelOf(language, "agreement", engine::TextOf(one.agreement)));
  }
  if (likeness.exchanged) reasons += "; " + session.Label("text.exchanged_names");
  return reasons;
}

void Print(const std::vector<Shown>& people, bool with_names, Session& session) {
  cli::Table table;
  for (const char* column : {"person", "score", "likeness"}) table.Column(session.Label(std::string("column.") + column));
  if (with_names) {
    for (const char* column : {"surname", "name", "fiscal_code"}) table.Column(session.Label(std::string("field.") + column));
  }
  for (const Shown& one : people) {
    const auto& likeness = one.found.likeness;
    const std::string verdict =
        session.Label(likeness.score >= engine::kLikelyScore ? "text.likely_same" : "text.possibly_same");
    std::vector<std::string> cells{ToHex(one.found.person), std::to_string(likeness.score) + " " + verdict,
                                   ReasonsOf(likeness, session)};
    const std::string surname = one.restricted ? session.Label("text.restricted") : one.data.surname;
    if (with_names) cells.insert(cells.end(), {surname, one.data.name, one.data.fiscal_code});
    table.Row(std::move(cells));
  }
  if (table.empty()) {
    session.Say(session.Label("text.nothing"));
  } else {
    table.Print(session.terminal);
  }
}

void Tell(Session& session, Reading& reading, const std::vector<Shown>& people, const PersonSearch& search, bool with_names,
          std::uint64_t closed) {
  if (!session.json()) {
    Print(people, with_names, session);
    if (search.has_more()) session.Say(session.Label("text.more"));
    if (search.is_cut()) session.Say(session.Label("text.too_many_people"));
    if (closed > 0) session.Say(std::to_string(closed) + " " + session.Label("text.closed_for_good"));
    return;
  }
  Value::Array forms;
  for (const Shown& one : people) forms.push_back(FormOf(one, with_names));
  cli::Object answer;
  reading.AddStanding(answer);
  answer.Add("people", std::move(forms)).Add("more", search.has_more()).Add("cut", search.is_cut()).Add("closed", closed);
  session.terminal.Json(answer.Done());
}

int Search(Session& session, Reading& reading, const std::vector<engine::PersonalData>& ways, const PeopleOptions& options) {
  Node& node = reading.node();
  const auto use = ReadUse(options.use);
  if (!use) return session.Fail(use.error());
  const auto& root = node.authority().stores().root();
  if (options.again) {
    if (Status anew = Identities::BeginAnew(root); !anew) return session.Fail(anew.error());
  }
  auto identities = Identities::Open(root, node.identity().origin, node.authority().vault());
  if (!identities) return session.Fail(identities.error());
  {
    cli::Progress bar(session.terminal, session.Text("identities", "identità"), session.Text("events", "eventi"));
    const Status caught_up = (*identities)->CatchUp(
        node.log(), [&bar](const projections::Progress& at) { bar.Show(at.at.value, at.end.value, at.events); });
    if (!caught_up) return session.Fail(caught_up.error());
  }
  PersonSearch search(reading, **identities, *use);
  const auto people = search.Find(ways, options.limit, options.names);
  if (!people) return session.Fail(people.error());
  TypedReading typed{.question = "people", .files = {}, .use = options.use};
  for (const Shown& one : *people) typed.files.push_back(one.found.person);
  if (Status recorded = RecordTyped(session, node, typed); !recorded) return session.Fail(recorded.error());
  Tell(session, reading, *people, search, options.names, (*identities)->closed());
  return cli::kExitDone;
}

int People(Session& session, PeopleOptions options) {
  if (Status read = ReadLine(options.query.words); !read) return session.Fail(read.error());
  const auto ways = ReadQuery(options.query);
  if (!ways) return session.Fail(ways.error());
  return Answer(session, {}, [&](Reading& reading) { return Search(session, reading, *ways, options); });
}

}  // namespace

void AddPeople(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<PeopleOptions>();
  auto options = arguments.Add(
      "people",
      {"Searches persons by what may be misspelt, before somebody is registered twice",
       "Cerca le persone, anche se scritte con errori, prima di registrarle due volte"},
      "  fascicolo people rossi maria 1980-03-31\n"
      "  fascicolo people --surname 'De Luca' --name Anna --names\n"
      "  fascicolo people - < words.txt",
      [&session, given] { return People(session, *given); });
  options.Texts("TEXT", given->query.words,
                {"Surname and name in any order, codes, date of birth; '-' reads them from the standard input, where nobody "
                 "else sees them",
                 "Cognome e nome in qualsiasi ordine, codici, data di nascita; '-' li legge dallo standard input, dove nessun "
                 "altro li vede"});
  options.Text("--surname", given->query.surname, {"The surname", "Il cognome"});
  options.Text("--name", given->query.name, {"The name", "Il nome"});
  options.Text("--fiscal-code", given->query.fiscal_code,
               {"The fiscal code, with or without omocodia", "Il codice fiscale, con o senza omocodia"});
  options.Text("--born", given->query.born, {"The day of birth, such as 1980-03-31", "La data di nascita, come 1980-03-31"});
  options.Flag("--names", given->names,
               {"Open the names of those who are found", "Apre i nomi di chi è stato trovato"});
  options.Flag("--again", given->again,
               {"Make the index anew first, as after the vault was put back from a backup",
                "Rifà prima l'indice, come dopo il ripristino della camera blindata da una copia"});
  options.Text("--use", given->use, kUseHelp);
  options.Number("--limit", given->limit, kLimitHelp);
  options.Answers("", StandingShape(kPeopleShape));
}

}  // namespace fascicolo::program
