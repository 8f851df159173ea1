// fascicolo adopt: gives sheets and rule sets force, one by one.
#include "connectors/cli/form_error_text.h"
#include "connectors/cli/json_form.h"
#include "connectors/program/adoption.h"
#include "connectors/program/commands.h"
#include "connectors/program/outcome_form.h"
#include "connectors/program/remote/server_adoption.h"
#include "connectors/program/authority/whole_file.h"
#include "engine/catalogue/form.h"
#include "engine/catalogue/json_tree.h"

#include <algorithm>
#include <functional>
#include <memory>

namespace fascicolo::program {
namespace {

struct AdoptOptions {
  std::vector<std::string> files;
  bool built_in = false;
  std::string actor;  ///< empty: none was typed
};

struct Source {
  std::string name;
  std::string json;
};

Result<std::vector<Source>, std::string> BuiltInSources(const std::vector<std::string>& names) {
  std::vector<Source> sources;
  std::vector<std::string_view> known;
  for (const auto& document : engine::BuiltInCatalogue()) {
    known.push_back(document.name);
    if (names.empty()) sources.push_back({std::string(document.name), std::string(document.json)});
  }
  for (const auto& name : names) {
    const auto* document = engine::FindBuiltIn(name);
    if (document == nullptr) {
      const auto near = engine::NearestWord(name, known);
      return "no built-in document '" + name + "'" +
             (near.empty() ? "; there are: " + engine::OneOfThese(known)
                           : "; did you mean '" + std::string(near) + "'?");
    }
    sources.push_back({name, std::string(document->json)});
  }
  return sources;
}

/// Where documents are adopted.
using Adopter = std::function<Adoption(const CatalogueDocument&)>;

class Adopting {
 public:
  Adopting(Session& session, Adopter adopter) : session_(session), adopter_(std::move(adopter)) {}

  void Take(const Source& source) {
    const auto document = ReadCatalogueDocument(source.json);
    if (!document) return Malformed(source.name, document.error());
    cli::Object line;
    line.Add("source", source.name).Add("code", document->code);
    if (!document->version.empty()) line.Add("version", document->version);
    const auto adoption = adopter_(*document);
    const auto* outcome = std::get_if<engine::Outcome>(&adoption);
    if (outcome != nullptr) code_.Count(*outcome);
    if (session_.json()) {
      if (outcome == nullptr) line.Add("outcome", "already");
      if (outcome != nullptr) AddOutcome(line, *outcome, session_.language());
      session_.terminal.JsonLine(line.Done());
    } else {
      session_.terminal.Line(source.name + ": " +
                             (outcome == nullptr ? session_.Text("adopted already", "già adottato")
                                                 : OutcomeText(*outcome, session_.language())));
    }
  }
  [[nodiscard]] int code() const { return code_.value(); }

 private:
  void Malformed(const std::string& name, const std::vector<FormError>& errors) {
    for (const auto& error : errors) {
      code_.Count(engine::Rejection{});
      if (!session_.json()) {
        session_.terminal.Line(name + ": " + cli::PlacedTextOf(error, session_.language()));
        continue;
      }
      session_.terminal.JsonLine(cli::Object()
                                     .Add("source", name)
                                     .Add("outcome", "rejected")
                                     .Add("code", "form")
                                     .Add("place", error.place)
                                     .Add("problem", error.problem)
                                     .Add("expected", error.expected)
                                     .Done());
    }
  }
  Session& session_;
  Adopter adopter_;
  ExitCode code_;
};

int AdoptAtServer(Session& session, const AdoptOptions& options, const std::vector<Source>& sources) {
  if (!options.actor.empty()) return session.Fail(FormError{"--actor", "is who the token says", "no --actor with --url"});
  const auto address = ServerAddressOf(session.options.server);
  if (!address) return session.Fail(address.error());
  int code = 0;
  const auto server = ServerAdoption::Begin(session, *address, code);
  if (server == nullptr) return code;
  Adopting adopting(session, [&](const CatalogueDocument& document) { return server->Adopt(document); });
  for (const auto& source : sources) adopting.Take(source);
  return adopting.code();
}

int RunAdopt(Session& session, const AdoptOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (options.files.empty() && !options.built_in)
    return session.Usage("adopt what? FILE..., or --built-in");
  std::vector<Source> sources;
  if (options.built_in) {
    auto built_in = BuiltInSources(options.files);
    if (!built_in) return session.Usage(built_in.error());
    sources = std::move(built_in).value();
  } else {
    for (const auto& file : options.files) {
      auto text = ReadWholeFile(file, engine::kMaxDocumentBytes);
      if (!text) return session.Fail(text.error());
      sources.push_back({file, std::move(text).value()});
    }
  }
  if (!session.options.server.url.empty()) return AdoptAtServer(session, options, sources);
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  if (Status writer = node->BecomeWriter(); !writer)
    return session.Leave(*node, session.Fail(writer.error()));
  const std::string actor = options.actor.empty() ? "adopt" : options.actor;
  Adopting adopting(session, [&](const CatalogueDocument& document) { return Adopt(*node, document, actor); });
  for (const auto& source : sources) adopting.Take(source);
  return session.Leave(*node, adopting.code());
}

}  // namespace

void AddAdopt(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<AdoptOptions>();
  auto options = arguments.Add(
      "adopt",
      {"Adopts sheets and rule sets: descriptions of services, dated tables of points",
       "Adotta schede e criteri: descrizioni dei servizi, tabelle datate dei punteggi"},
      "  fascicolo adopt --built-in\n"
      "  fascicolo adopt --built-in home_care_elderly home_care_points-2026\n"
      "  fascicolo adopt services/our_centre.json",
      [&session, given] { return RunAdopt(session, *given); });
  options.Texts("FILE", given->files,
                {"Files, or, with --built-in, names", "File o, con --built-in, nomi"});
  options.Flag("--built-in", given->built_in,
               {"Of the documents that the program carries; all, where none is named",
                "Tra i documenti contenuti nel programma; tutti, se non ne è indicato nessuno"});
  options.Text("--actor", given->actor, {"Who adopts (default: adopt); with --url the token says it", "Chi adotta (predefinito: adopt); con --url lo dice il token"});
}

}  // namespace fascicolo::program
