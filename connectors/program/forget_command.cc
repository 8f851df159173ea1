// fascicolo forget: the erasure of a person, from its proposal to its certificate.
#include "connectors/cli/labels.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/outcome_form.h"
#include "connectors/program/own_request.h"
#include "connectors/program/people/identities.h"
#include "connectors/program/reading.h"
#include "connectors/program/rights/erasure_certificate.h"
#include "engine/families/rights_words.h"
#include "engine/loop/drafting.h"
#include "events/json/value.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct ForgetOptions {
  std::string person;
  bool propose = false;
  std::string ground;
  std::string act;
  std::vector<std::string> classes;
  std::optional<std::uint64_t> approve;
  std::optional<std::uint64_t> withdraw;
  std::string reason;
  std::string actor;
  std::optional<std::string> certificate;
  std::optional<std::uint64_t> erasure;
  std::optional<std::string> check;
  [[nodiscard]] bool decides() const { return propose || approve || withdraw; }
};

constexpr std::string_view kPurpose = "fascicolo forget";

Result<schema::ProposeErasureT, FormError> ProposalOf(const ForgetOptions& options, EntityId person) {
  schema::ProposeErasureT proposal;
  proposal.person = std::make_unique<schema::Id>(events::ToSchema(person));
  proposal.act = options.act;
  constexpr auto kGrounds = static_cast<std::size_t>(schema::ErasureGround::MAX) + 1;
  const auto ground = FindWord({schema::EnumNamesErasureGround(), kGrounds}, options.ground, "--ground");
  if (!ground) return ground.error();
  proposal.ground = static_cast<schema::ErasureGround>(*ground);
  constexpr auto kClasses = static_cast<std::size_t>(schema::RetentionClass::MAX) + 1;
  for (const std::string& one : options.classes) {
    const auto word = FindWord({schema::EnumNamesRetentionClass(), kClasses}, one, "--class");
    if (!word) return word.error();
    proposal.classes.push_back(static_cast<schema::RetentionClass>(*word));
  }
  if (options.classes.empty()) {
    for (const auto one : schema::EnumValuesRetentionClass()) proposal.classes.push_back(one);
  }
  return proposal;
}

template <class Payload>
Payload Numbered(EntityId person, std::uint64_t number) {
  Payload payload;
  payload.person = std::make_unique<schema::Id>(events::ToSchema(person));
  payload.erasure = static_cast<std::uint32_t>(number);
  return payload;
}

Result<engine::Request, FormError> WishOf(const ForgetOptions& options, const Node& node, EntityId person) {
  if (options.propose) {
    auto proposal = ProposalOf(options, person);
    if (!proposal) return proposal.error();
    return RequestOf(kPurpose, node, options.actor, std::move(proposal).value());
  }
  if (options.approve) {
    return RequestOf(kPurpose, node, options.actor, Numbered<schema::ApproveErasureT>(person, *options.approve));
  }
  auto withdrawal = Numbered<schema::WithdrawErasureT>(person, *options.withdraw);
  withdrawal.reason = options.reason;
  return RequestOf(kPurpose, node, options.actor, std::move(withdrawal));
}

/// Whoever was erased leads to nobody in this node's index either, where it has one.
Status ForgetInIndex(Node& node) {
  const auto& root = node.authority().stores().root();
  if (!Identities::AreUnder(root)) return {};
  const auto identities = Identities::Open(root, node.identity().origin, node.authority().vault());
  return identities ? (*identities)->CatchUp(node.log()) : Status(identities.error());
}

int Decide(Session& session, Node& node, const ForgetOptions& options) {
  if (options.actor.empty()) return session.Usage("--actor: who decides this?");
  if (Status writer = node.BecomeWriter(); !writer) return session.Fail(writer.error());
  if (Status drained = node.Drain(); !drained) return session.Fail(drained.error());
  const auto person = FindEntity(node.state(), options.person, "PERSON", schema::EntityKind::person);
  if (!person) return session.Fail(person.error());
  auto wish = WishOf(options, node, *person);
  if (!wish) return session.Fail(wish.error());
  const engine::Outcome outcome = node.Submit(std::move(wish).value());
  if (Status drained = node.Drain(); !drained) return session.Fail(drained.error());  // an approved erasure is executed
  if (Status forgotten = ForgetInIndex(node); !forgotten) return session.Fail(forgotten.error());
  if (session.json()) {
    cli::Object answer;
    AddOutcome(answer, outcome, session.language());
    session.terminal.Json(answer.Done());
  } else {
    session.terminal.Line(OutcomeText(outcome, session.language()));
  }
  ExitCode code;
  code.Count(outcome);
  return code.value();
}

cli::Value FormOf(const engine::RightsRow& rights, const Reading& reading, EntityId person) {
  cli::Value::Array erasures;
  for (const auto& one : rights.erasures) {
    cli::Value::Array approved;
    for (const std::string& name : one.approved_by) approved.push_back(cli::Form(name));
    erasures.push_back(cli::Object()
                           .Add("erasure", erasures.size() + 1)
                           .Add("state", engine::TextOf(one.state))
                           .Add("ground", schema::EnumNameErasureGround(one.ground))
                           .Add("act", one.act)
                           .Add("proposed_by", one.proposed_by)
                           .Add("approved_by", std::move(approved))
                           .Add("keys", one.keys)
                           .Done());
  }
  cli::Value::Array holds;
  for (const auto& one : rights.holds) {
    holds.push_back(cli::Object()
                        .Add("hold", holds.size() + 1)
                        .Add("ground", one.ground)
                        .Add("since", one.since)
                        .Add("lifted", one.lifted)
                        .Done());
  }
  cli::Object answer;
  reading.AddStanding(answer);
  return answer.Add("person", person).Add("erasures", std::move(erasures)).Add("holds", std::move(holds)).Done();
}

void PrintErasures(Session& session, const engine::RightsRow& rights) {
  cli::Table table;
  for (const char* column : {"field.erasure", "column.state", "field.ground", "field.act", "field.signatory", "field.keys"}) {
    table.Column(session.Label(column));
  }
  const auto named = [&](std::string_view group, std::string_view code) {
    return std::string(cli::LabelOf(session.language(), group, code));
  };
  for (std::size_t i = 0; i < rights.erasures.size(); ++i) {
    const auto& one = rights.erasures[i];
    std::string signed_by = one.proposed_by;
    for (const std::string& name : one.approved_by) signed_by += ", " + name;
    table.Row({std::to_string(i + 1), named("erasure_state", engine::TextOf(one.state)),
               named("erasure_ground", schema::EnumNameErasureGround(one.ground)), one.act, signed_by,
               std::to_string(one.keys)});
  }
  if (table.empty()) session.Say(session.Label("text.nothing"));
  if (!table.empty()) table.Print(session.terminal);
  for (std::size_t i = 0; i < rights.holds.size(); ++i) {
    if (rights.holds[i].lifted) continue;
    session.terminal.Line(session.Label("field.hold") + " " + std::to_string(i + 1) + ": " +
                          cli::Printable(rights.holds[i].ground) + ", " + FormatDay(rights.holds[i].since));
  }
}

/// The erasure that is asked for, or the last one.
std::uint32_t NumberOf(const ForgetOptions& options, const engine::RightsRow& rights) {
  return static_cast<std::uint32_t>(options.erasure.value_or(rights.erasures.size()));
}

int WriteCertificate(Session& session, Reading& reading, EntityId person, const ForgetOptions& options) {
  const auto rights = reading.node().state().Find<engine::RightsTable>(person).value_or(engine::RightsRow{});
  if (Status forgotten = ForgetInIndex(reading.node()); !forgotten) return session.Fail(forgotten.error());
  const auto certificate = CertifyErasure(session, reading, person, NumberOf(options, rights));
  if (!certificate) return session.Fail(certificate.error());
  const std::string json = events::json::PrintJson(FormOf(*certificate), 2) + "\n";
  const std::pair<std::string, std::string> files[] = {{*options.certificate + ".json", json},
                                                       {*options.certificate + ".html", PageOf(*certificate)}};
  for (const auto& [file, text] : files) {
    if (Status written = WriteNewFile(file, text, FileAccess::kOwnerOnly); !written) return session.Fail(written.error());
    session.Say(file);
  }
  if (session.json()) session.terminal.Json(FormOf(*certificate));
  return cli::kExitDone;
}

int Tell(Session& session, Reading& reading, const ForgetOptions& options) {
  const auto person = FindEntity(reading.node().state(), options.person, "PERSON", schema::EntityKind::person);
  if (!person) return session.Fail(person.error());
  if (options.certificate) return WriteCertificate(session, reading, *person, options);
  const auto rights = reading.node().state().Find<engine::RightsTable>(*person).value_or(engine::RightsRow{});
  if (session.json()) {
    session.terminal.Json(FormOf(rights, reading, *person));
  } else {
    PrintErasures(session, rights);
  }
  return cli::kExitDone;
}

int CheckFile(Session& session, Reading& reading, const std::string& file) {
  const auto text = ReadWholeFile(file, events::json::kMaxJsonBytes);
  if (!text) return session.Fail(text.error());
  const auto form = events::json::ParseJson(*text);
  if (!form) return session.Fail(form.error());
  const auto wrong = CheckCertificate(reading, *form);
  if (!wrong) return session.Fail(wrong.error());
  if (session.json()) {
    cli::Value::Array problems;
    for (const std::string& one : *wrong) problems.push_back(cli::Form(one));
    session.terminal.Json(cli::Object().Add("holds", wrong->empty()).Add("problems", std::move(problems)).Done());
  } else if (wrong->empty()) {
    session.terminal.Line(session.Text("the certificate holds: the ledger says so, and the keys are gone",
                                       "il certificato è valido: lo dice il registro, e le chiavi non ci sono più"));
  } else {
    for (const std::string& one : *wrong) session.terminal.Line(one);
  }
  return wrong->empty() ? cli::kExitDone : cli::kExitNo;
}

int Forget(Session& session, const ForgetOptions& options) {
  if (options.propose + options.approve.has_value() + options.withdraw.has_value() > 1) {
    return session.Usage("--propose, --approve and --withdraw: one at a time");
  }
  if (options.person.empty() && !options.check) return session.Usage("forget whom? PERSON, or --check FILE");
  if (!options.decides()) {
    return Answer(session, {}, [&](Reading& reading) {
      return options.check ? CheckFile(session, reading, *options.check) : Tell(session, reading, options);
    });
  }
  if (!session.Begin()) return cli::kExitUsage;
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  return session.Leave(*node, Decide(session, *node, options));
}

}  // namespace

void AddForget(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ForgetOptions>();
  auto options = arguments.Add(
      "forget",
      {"Erases a person: proposed by one, approved by two others, executed by itself; its certificate",
       "Cancella una persona: una propone, altre due approvano, il programma esegue; il certificato"},
      "  fascicolo forget 5f0c6d0e --propose --ground no_longer_needed --act 'scarto 12/2026' --actor anna.rossi\n"
      "  fascicolo forget 5f0c6d0e --approve 1 --actor dpo\n"
      "  fascicolo forget 5f0c6d0e --certificate certificate\n"
      "  fascicolo forget --check certificate.json",
      [&session, given] { return Forget(session, *given); });
  options.Text("PERSON", given->person,
               {"Id of the person; its first digits do", "Id della persona; bastano le prime cifre"});
  options.Flag("--propose", given->propose, {"Ask for the erasure", "Propone la cancellazione"});
  options.Text("--ground", given->ground,
               {"Why: no_longer_needed, consent_withdrawn, objection, unlawful, legal_obligation",
                "Perché: no_longer_needed, consent_withdrawn, objection, unlawful, legal_obligation"});
  options.Text("--act", given->act,
               {"Number and date of the authorisation to discard records",
                "Numero e data dell'autorizzazione allo scarto"});
  options.Texts("--class", given->classes,
                {"Retention classes: ordinary, means, court; all, where none is named",
                 "Classi di conservazione: ordinary, means, court; tutte, se non ne è indicata nessuna"});
  options.Number("--approve", given->approve,
                 {"Approve the erasure of this number", "Approva la cancellazione con questo numero"});
  options.Number("--withdraw", given->withdraw,
                 {"Withdraw the proposal of this number", "Ritira la proposta con questo numero"});
  options.Text("--reason", given->reason, {"Why it is withdrawn", "Perché si ritira"});
  options.Text("--actor", given->actor, {"Who decides", "Chi decide"});
  options.Text("--certificate", given->certificate,
               {"Write the certificate: NAME.json, and NAME.html to print",
                "Scrive il certificato: NAME.json, e NAME.html da stampare"});
  options.Number("--erasure", given->erasure, {"Of which erasure; the last, where none is named",
                                               "Di quale cancellazione; l'ultima, se non è indicata"});
  options.Text("--check", given->check,
               {"Hold a certificate against the ledger and the vault",
                "Confronta un certificato con il registro e la camera blindata"});
}

}  // namespace fascicolo::program
