#include "connectors/exports/siuss/flow_xml.h"

#include "connectors/exports/siuss/regions.h"
#include "engine/catalogue/siuss.h"
#include "engine/identity/fiscal_code.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

namespace fascicolo::siuss {
namespace {

constexpr const char* kNamespace = "http://inps.it/Casellario";
constexpr std::size_t kMostNameCharacters = 36;
constexpr const char* kItaly = "380";
constexpr const char* kYes = "1";
constexpr const char* kNo = "2";

void Set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}
void Set(pugi::xml_node node, const char* name, int value) { Set(node, name, std::to_string(value)); }
/// A code of 0 is one that is not there.
void SetCode(pugi::xml_node node, const char* name, int code) {
  if (code != 0) Set(node, name, code);
}
void SetDay(pugi::xml_node node, const char* name, Day day) { Set(node, name, FormatDay(day)); }
/// MM/YYYY
void SetMonth(pugi::xml_node node, const char* name, Day day) {
  const Civil civil = CivilFromDay(day);
  Set(node, name, (civil.month < 10 ? "0" : "") + std::to_string(civil.month) + "/" + std::to_string(civil.year));
}
/// Hundredths: "12.50"
std::string Decimal(std::int64_t hundredths) {
  const std::string part = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + (part.size() < 2 ? ".0" : ".") + part;
}

std::string Cut(std::string_view text, std::size_t characters) {
  std::string cut;
  std::size_t count = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++count > characters) break;
    cut += c;
  }
  return cut;
}

pugi::xml_node BeginFlow(pugi::xml_document& document, const Flow& flow, const Transmitter& transmitter) {
  pugi::xml_node root = document.append_child("Flusso");
  Set(root, "xmlns", kNamespace);
  pugi::xml_node identification = root.append_child("IdentificazioneFlusso");
  Set(identification, "Nome", NameOf(flow, transmitter.body));
  pugi::xml_node body = identification.append_child("Ente");
  Set(body, "Codice", transmitter.body);
  Set(body, "Denominazione", Cut(transmitter.name, kMaxBodyName));
  Set(body, "Indirizzo", transmitter.seat);
  Set(body, "CFOperatore", transmitter.OperatorOn(flow.on, flow.is_sinba()));
  return root;
}

std::string Written(const pugi::xml_document& document) {
  std::ostringstream text;
  document.save(text, "", pugi::format_raw, pugi::encoding_utf8);
  return text.str();
}

void AddSina(pugi::xml_node benefit, const SinaBlock& sina) {
  pugi::xml_node node = benefit.append_child("SINA");
  for (const auto& [name, code] :
       {std::pair{"Mobilita", sina.mobility},
        {"AttivitaVitaQuotidiana", sina.daily_living},
        {"DisturbiAreaCognitiva", sina.cognition},
        {"DisturbiComportamentali", sina.behaviour},
        {"NecessitaCureSanitarie", sina.health_care},
        {"AreaReddituale", sina.income},
        {"AreaSupporto", sina.support},
        {"FonteDerivazioneValutazione", sina.source},
        {"StrumentoValutazione", sina.tool}}) {
    SetCode(node, name, code);
  }
  if (!sina.severe_disability) return;
  constexpr const char* kSevere = "6";  // L. 104/1992, art. 3 c. 3
  Set(node, "FonteDerivazioneInvalidita", kYes);
  node.append_child("InvaliditaCivile").append_child("InvCiv").text().set(kSevere);
}

void AddBenefit(pugi::xml_node person, const Flow& flow, const BenefitRecord& record) {
  pugi::xml_node node = person.append_child("PrestazioniSociali");
  Set(node, "TipoOperazione", flow.operation == Operation::kInsert ? "I" : "C");
  Set(node, "PresenzaProvaMezzi", static_cast<int>(record.means_test));
  Set(node, "CaratterePrestazione", record.is_once ? "2" : "1");
  if (record.declaration) {
    Set(node, "NumeroProtocolloDSU", record.declaration->protocol);
    Set(node, "AnnoProtocolloDSU", record.declaration->year);
    SetDay(node, "DataDSU", record.declaration->issued_on);
  }
  Set(node, "CodicePrestazione", record.code);
  Set(node, "DenominazionePrestazione", engine::FindSiuss(record.code)->label);
  Set(node, "ProtocolloDomanda", record.protocol);
  if (record.event_on) SetDay(node, "DataEvento", *record.event_on);
  if (record.is_once) {
    SetDay(node, "DataErogazionePrestazione", record.from);
    Set(node, "ImportoPrestazione", Decimal(record.amount));
  } else {
    SetDay(node, "DataInizioPrestazione", record.from);
    SetDay(node, "DataFinePrestazione", record.last);
    Set(node, "PeriodoErogazione", record.months);
    Set(node, "ImportoMensile", Decimal(record.amount));
  }
  const std::int64_t body_share = std::max<std::int64_t>(0, record.amount - record.user_share - record.health_share);
  Set(node, "ImportoQuotaEnte", Decimal(body_share));
  Set(node, "ImportoQuotaUtente", Decimal(record.user_share));
  Set(node, "ImportoQuotaSSN", Decimal(record.health_share));
  if (record.monthly_hours > 0) Set(node, "OreServizioMensile", Decimal(record.monthly_hours));
  Set(node, "PresaCarico", record.in_charge ? kYes : kNo);
  if (record.in_charge) Set(node, "AreaUtenza", record.area);
  if (record.sina) AddSina(node, *record.sina);
}

/// The cadastral code of the birthplace; empty: nothing says it.
std::string BirthplaceOf(const OpenedPerson& person) {
  const std::string given = engine::NormalisedCode(person.birthplace);
  if (given.size() == engine::kBirthplaceLength) return given;
  const auto code = engine::ReadFiscalCode(person.fiscal_code);
  return code ? code->birthplace : std::string();
}

/// AutoritaProvvedimento; 0: none is recorded.
int AuthorityOf(schema::Court court) {
  using enum schema::Court;
  return court == guardianship_judge    ? 1
         : court == juvenile_court      ? 2
         : court == juvenile_prosecutor ? 3
         : court == ordinary_court      ? 4
                                        : 0;
}

void AddPlacement(pugi::xml_node node, const PlacementOfMinor& placement) {
  const int form = placement.title == schema::PlacementTitle::none ? 0 : static_cast<int>(placement.title);
  if (!placement.is_foster) return SetCode(node, "FormaInserimentoResidenziale", form);
  SetCode(node, "FormaInterventoAffido", form);
  SetCode(node, "TipoInterventoAffido", static_cast<int>(placement.kinship));
  SetCode(node, "DurataAffido", static_cast<int>(placement.care_time));
  constexpr int kResidential = 1;
  SetCode(node, "CarattereAffido", kResidential);
}

void AddCourts(pugi::xml_node node, const MinorRecord& record) {
  Set(node, "SegnalazioneAutoritaGiudiziaria", record.reported_to_court ? kYes : kNo);
  if (record.reported_to_court) SetMonth(node, "DataSegnalazione", *record.reported_to_court);
  Set(node, "ProvvedimentoGiudiziario", record.decree ? kYes : kNo);
  if (!record.decree) return;
  SetMonth(node, "DataProvvedimentoGiudiziario", record.decree->on);
  SetCode(node, "AutoritaProvvedimento", AuthorityOf(record.decree->court));
  SetCode(node, "TipoProvvedimentoGiudiziario", record.decree->kind);
}

}  // namespace

std::string NameForSchema(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) plain += c;
  }
  const auto first = plain.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  plain = Cut(plain.substr(first), kMostNameCharacters);
  return plain.substr(0, plain.find_last_not_of(' ') + 1);
}

Result<std::string, Reason> XmlOf(const Flow& flow, const BenefitRecord& record, const OpenedPerson& person,
                                  const Transmitter& transmitter) {
  const std::string code = engine::NormalisedCode(person.fiscal_code);
  const std::string birthplace = BirthplaceOf(person);
  if (!FitsSchema(code) || birthplace.empty()) return Reason::kUnfitCode;
  const std::string surname = NameForSchema(person.surname);
  const std::string name = NameForSchema(person.name);
  if (surname.empty() || name.empty()) return Reason::kUnfitName;
  pugi::xml_document document;
  pugi::xml_node node = BeginFlow(document, flow, transmitter).append_child("Beneficiario");
  Set(node, "CodiceFiscale", code);
  pugi::xml_node who = node.append_child("Anagrafica");
  Set(who, "Cognome", surname);
  Set(who, "Nome", name);
  Set(who, "AnnoNascita", record.who.birth_year);
  Set(who, "LuogoNascita", birthplace);
  Set(who, "Genere", record.who.sex == schema::Sex::male ? "1" : "2");
  Set(who, "CodiceCittadinanza", record.who.citizenship);
  pugi::xml_node address = node.append_child("Indirizzo");
  Set(address, "CodiceRegione", std::string(RegionOf(record.who.municipality)));
  Set(address, "CodiceComune", record.who.municipality);
  Set(address, "CodiceNazione", kItaly);
  AddBenefit(node, flow, record);
  return Written(document);
}

std::string XmlOf(const Flow& flow, const MinorRecord& record, std::string_view own_id,
                  const Transmitter& transmitter) {
  pugi::xml_document document;
  pugi::xml_node node = BeginFlow(document, flow, transmitter).append_child("SINBA");
  Set(node, "IDBeneficiario", std::string(own_id));
  for (const auto& [name, code] :
       {std::pair{"MinoreStranieroNoAcc", record.unaccompanied},
        {"CondizioneMinore", record.orphan},
        {"LuogoVita", record.living_place},
        {"ScuolaFrequentata", record.school},
        {"CondizioneLavoro", record.work},
        {"Disabilita", record.disability}}) {
    SetCode(node, name, code);
  }
  SetMonth(node, "DataPrimaSegnalazione", record.first_reported);
  SetCode(node, "FonteSegnalazione", record.reported_by);
  SetCode(node, "ValutazioneMinore", record.minors_problem);
  SetCode(node, "ValutazioneFamigliaMinore", record.familys_problem);
  AddCourts(node, record);
  if (record.placement) AddPlacement(node, *record.placement);
  Set(node, "FasciaEtaBeneficiario", record.age_band);
  SetCode(node, "FasciaISEEBeneficiario", record.isee_band);
  Set(node, "AnnoNascita", record.birth_year);
  if (!record.region.empty()) Set(node, "CodiceRegioneResidenza", record.region);
  Set(node, "CodiceNazioneResidenza", kItaly);
  pugi::xml_node benefits = node.append_child("Prestazioni");
  for (const std::string& code : record.codes) benefits.append_child("CodicePrestazione").text().set(code.c_str());
  pugi::xml_node family = node.append_child("Famiglia");
  for (const FamilyMember member : record.family) {
    family.append_child("ComposizioneFamiglia").text().set(std::to_string(static_cast<int>(member)).c_str());
  }
  return Written(document);
}

}  // namespace fascicolo::siuss
