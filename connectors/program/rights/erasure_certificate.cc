#include "connectors/program/rights/erasure_certificate.h"

#include "connectors/program/receipts/proving.h"
#include "connectors/program/rights/person_events.h"
#include "connectors/program/rights/printed_page.h"
#include "engine/families/person.h"
#include "engine/families/rights_words.h"
#include "engine/payload_names.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

CertifiedEvent Certified(const EventInLog& at, std::string target) {
  return {at.header().position,
          at.index,
          at.Leaf(),
          at.header().recorded_at,
          engine::EventName(at.event),
          std::string(engine::Text(at.commit.reading.command().actor())),
          std::move(target)};
}

Status CheckGone(vault::Vault& vault, const std::vector<std::pair<KeyId, EntityId>>& keys) {
  for (const auto& [key, subject] : keys) {
    auto found = vault.Find(key);
    if (found) {
      events::Wipe(*found);
      return Failure{FailureCode::kUnavailable, "key " + ToHex(key) + " is still in the vault"};
    }
    if (found.error().code != FailureCode::kNotFound) return found.error();
  }
  return {};
}

Status Prove(Session& session, Reading& reading, ErasureCertificate& certificate) {
  auto proving = Proving::Begin(session, reading);
  if (!proving) return proving.error();
  const auto receipt = (*proving)->OfErasure(certificate.person, certificate.number);
  if (!receipt) return receipt.error();
  if (const auto checked = (*proving)->Check(*receipt); !checked) return checked.error();
  certificate.key = (*proving)->key().ToString();
  certificate.receipt = receipt->ToString();
  return {};
}

BothTexts TextOfClasses(const std::vector<schema::RetentionClass>& classes) {
  BothTexts all;
  for (const auto one : classes) {
    const BothTexts text = BothLabels("retention_class", schema::EnumNameRetentionClass(one));
    all.italian += (all.italian.empty() ? "" : ", ") + text.italian;
    all.english += (all.english.empty() ? "" : ", ") + text.english;
  }
  return all;
}

cli::Value FormOf(const CertifiedEvent& event) {
  cli::Object form;
  form.Add("position", event.position).Add("event", event.event).Add("leaf", event.leaf);
  form.Add("recorded_at", event.recorded_at).Add("type", event.type).Add("actor", event.actor);
  if (!event.target.empty()) form.Add("to", event.target);
  return form.Done();
}

cli::Value::Array FormsOf(const std::vector<CertifiedEvent>& events) {
  cli::Value::Array forms;
  for (const CertifiedEvent& event : events) forms.push_back(FormOf(event));
  return forms;
}

std::vector<std::vector<BothTexts>> RowsOf(const std::vector<CertifiedEvent>& events, bool with_target) {
  std::vector<std::vector<BothTexts>> rows;
  for (const CertifiedEvent& event : events) {
    rows.push_back({Plain(std::to_string(event.position.value) + "." + std::to_string(event.event)),
                    Plain(FormatInstant(event.recorded_at)), BothLabels("event", event.type),
                    Plain(with_target ? event.target : event.actor), Plain(ToHex(event.leaf))});
  }
  return rows;
}

void AddFacts(const ErasureCertificate& certificate, PrintedPage& page) {
  const engine::ErasureRow& erasure = certificate.erasure;
  std::string approved;
  for (const std::string& one : erasure.approved_by) approved += (approved.empty() ? "" : ", ") + one;
  page.Table({BothLabels("text.what"), BothLabels("text.value")},
             {{{"Ente", "Authority"}, Plain(certificate.authority + " (" + certificate.origin + ")")},
              {{"Persona (pseudonimo)", "Person (pseudonym)"}, Plain(ToHex(certificate.person))},
              {BothLabels("field.erasure"), Plain(std::to_string(certificate.number))},
              {BothLabels("field.ground"), BothLabels("erasure_ground", schema::EnumNameErasureGround(erasure.ground))},
              {BothLabels("field.act"), Plain(erasure.act)},
              {BothLabels("field.classes"), TextOfClasses(erasure.classes)},
              {{"Proposta da", "Proposed by"}, Plain(erasure.proposed_by)},
              {{"Approvata da", "Approved by"}, Plain(approved)},
              {{"Chiavi distrutte", "Keys destroyed"}, Plain(std::to_string(certificate.keys.size()))},
              {{"Registro alla posizione", "Ledger at position"},
               Plain(std::to_string(certificate.standing.position.value))},
              {{"Radice del registro", "Root of the ledger"}, Plain(ToHex(certificate.standing.root))}});
}

}  // namespace

std::vector<std::pair<KeyId, EntityId>> KeysErasedBy(const engine::State& state, EntityId person, std::uint32_t number) {
  std::vector<std::pair<Position, std::pair<KeyId, EntityId>>> found;
  state.Scan<engine::ErasedKeyTable>(engine::ErasedKeyTable::Key(), [&](std::string_view bytes, const auto& row) {
    KeyId id;
    engine::ErasedKeyTable::Read(bytes, id);
    if (row.person == person && row.erasure == number) found.push_back({row.position, {id, row.subject}});
    return true;
  });
  std::sort(found.begin(), found.end());
  std::vector<std::pair<KeyId, EntityId>> keys;
  for (auto& [position, key] : found) keys.push_back(key);
  return keys;
}

Result<ErasureCertificate> CertifyErasure(Session& session, Reading& reading, EntityId person, std::uint32_t number) {
  Node& node = reading.node();
  const engine::State state = node.state();
  const auto rights = state.Find<engine::RightsTable>(person);
  const bool is_there = rights && number >= 1 && number <= rights->erasures.size();
  if (!is_there || rights->erasures[number - 1].state != engine::ErasureState::kCompleted) {
    return Failure{FailureCode::kNotFound,
                   "erasure " + std::to_string(number) + " of " + ToHex(person) + " is not completed"};
  }
  const auto authority = state.Find<engine::AuthorityTable>();
  ErasureCertificate certificate{node.identity().origin,
                                 authority ? authority->name : "",
                                 person,
                                 number,
                                 rights->erasures[number - 1],
                                 {},
                                 KeysErasedBy(state, person, number),
                                 {},
                                 reading.standing(),
                                 {},
                                 {}};
  if (Status gone = CheckGone(node.authority().vault(), certificate.keys); !gone) return gone.error();
  const Status read = ForEachEventOf(reading, person, [&](const EventInLog& at) -> Status {
    const bool is_own = events::Entity(at.event.entity()) == person;
    if (is_own && proof::ErasureNumberOf(at.event) == number) certificate.events.push_back(Certified(at, {}));
    if (auto target = RecipientOf(at.event); !target.empty()) {
      certificate.recipients.push_back(Certified(at, std::move(target)));
    }
    return {};
  });
  if (!read) return read.error();
  if (Status proven = Prove(session, reading, certificate); !proven) return proven.error();
  return certificate;
}

cli::Value FormOf(const ErasureCertificate& certificate) {
  const engine::ErasureRow& erasure = certificate.erasure;
  cli::Value::Array classes;
  for (const auto one : erasure.classes) classes.push_back(cli::Form(schema::EnumNameRetentionClass(one)));
  cli::Value::Array approved;
  for (const std::string& one : erasure.approved_by) approved.push_back(cli::Form(one));
  cli::Value::Array keys;
  for (const auto& [key, subject] : certificate.keys) {
    keys.push_back(cli::Object().Add("key", key).Add("subject", subject).Done());
  }
  return cli::Object()
      .Add("certificate", "fascicolo erasure")
      .Add("format", kCertificateFormat)
      .Add("origin", certificate.origin)
      .Add("authority", certificate.authority)
      .Add("person", certificate.person)
      .Add("erasure", certificate.number)
      .Add("ground", schema::EnumNameErasureGround(erasure.ground))
      .Add("act", erasure.act)
      .Add("classes", std::move(classes))
      .Add("proposed_by", erasure.proposed_by)
      .Add("approved_by", std::move(approved))
      .Add("keys", std::move(keys))
      .Add("events", FormsOf(certificate.events))
      .Add("recipients", FormsOf(certificate.recipients))
      .Add("copies_kept_days", kCopiesKeptDays)
      .Add("erased_everywhere_days", kErasedEverywhereDays)
      .Add("position", certificate.standing.position)
      .Add("root", certificate.standing.root)
      .Add("key", certificate.key)
      .Add("receipt", certificate.receipt)
      .Done();
}

std::string PageOf(const ErasureCertificate& certificate) {
  PrintedPage page({"Certificato di cancellazione", "Certificate of erasure"});
  page.Paragraph({"I testi personali di questa persona non si aprono più: le chiavi che li sigillavano sono distrutte. "
                  "Restano date, codici e conteggi, e le impronte che provano che nulla è stato alterato.",
                  "This person's texts cannot be opened any more: the keys that sealed them are destroyed. Dates, codes and "
                  "counts stay, and the hashes which prove that nothing was altered."});
  AddFacts(certificate, page);
  const BothTexts leaf{"Impronta del commit (foglia)", "Hash of the commit (leaf)"};
  page.Heading({"Fatti registrati", "Facts recorded"});
  page.Table({{"Posizione", "Position"}, {"Registrato", "Recorded"}, {"Fatto", "Fact"}, {"Firmato da", "Signed by"}, leaf},
             RowsOf(certificate.events, false));
  page.Heading({"Chiavi distrutte", "Keys destroyed"});
  std::vector<std::vector<BothTexts>> keys;
  for (const auto& [key, subject] : certificate.keys) keys.push_back({Plain(ToHex(key)), Plain(ToHex(subject))});
  page.Table({{"Chiave", "Key"}, {"Sigillava i testi di", "Sealed the texts of"}}, keys);
  page.Heading({"Destinatari da informare (GDPR, art. 19)", "Recipients to be told (GDPR, art. 19)"});
  page.Table({{"Posizione", "Position"}, {"Registrato", "Recorded"}, {"Fatto", "Fact"}, {"A chi", "To whom"}, leaf},
             RowsOf(certificate.recipients, true));
  page.Heading({"Copie", "Copies"});
  const std::string kept = std::to_string(kCopiesKeptDays);
  const std::string everywhere = std::to_string(kErasedEverywhereDays);
  page.Paragraph({"Chi ha una vecchia copia della camera blindata e la chiave principale di allora apre ciò che essa contiene. "
                  "Con copie conservate al massimo " + kept + " giorni, e con le chiavi e la chiave principale rinnovate ogni "
                  "mese, la cancellazione è definitiva ovunque entro " + everywhere + " giorni.",
                  "Who has an old copy of the vault and the master key of that time opens what it holds. With copies kept for " +
                      kept + " days at most, and the keys and the master key renewed each month, the erasure is final "
                      "everywhere within " + everywhere + " days."});
  page.Paragraph({"Testi su questa persona nei fascicoli di altri non sono raggiunti: vanno cercati da chi li conosce.",
                  "Texts about this person in the cases of others are not reached: who knows them must look for them."});
  page.Heading({"Per la verifica", "For the verifier"});
  page.Paragraph({"'fascicolo-verify' legge questo file intero, con la chiave dell'ente, e prova la cancellazione senza il "
                  "registro. La chiave va avuta da chi merita fiducia: " + certificate.key,
                  "'fascicolo-verify' reads this whole file, with the authority's key, and proves the erasure without the "
                  "ledger. Have the key from somebody whom you trust: " + certificate.key});
  page.Verbatim(certificate.receipt);
  return page.Done();
}

}  // namespace fascicolo::program
