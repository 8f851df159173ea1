#include "connectors/exports/siuss/entries.h"

#include "events/json/scalar_forms.h"

#include <array>
#include <charconv>

namespace fascicolo::siuss {
namespace {

using events::json::MemberOf;
using events::json::Value;

constexpr std::array<std::pair<OutcomeCode, std::string_view>, 4> kOutcomeWords{
    {{OutcomeCode::kOk, "OK"},
     {OutcomeCode::kNotFound, "DATI_NON_TROVATI"},
     {OutcomeCode::kInvalid, "RICHIESTA_INVALIDA"},
     {OutcomeCode::kFailed, "ERRORE_GENERICO"}}};
constexpr std::size_t kMostTextBytes = 4'096;

bool IsAllDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Digits that say more than there is: later than everything.
Result<std::int64_t, FormError> Number(std::string_view name, std::string_view text, std::string_view expected) {
  constexpr std::size_t kMostDigits = 21;  // the description allows 10 to the 20th
  if (!IsAllDigits(text) || text.size() > kMostDigits) {
    return FormError{std::string(name), "is no such number", std::string(expected)};
  }
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} ? number : INT64_MAX;
}

Result<std::string, FormError> TextIn(const Value& object, const char* key, const std::string& place, bool is_needed) {
  const Value* value = MemberOf(object, key);
  if (value == nullptr || value->is_null()) {
    if (!is_needed) return std::string();
    return FormError{place + "/" + key, "is missing", "a text"};
  }
  const auto* text = value->As<std::string>();
  if (text != nullptr && text->size() <= kMostTextBytes && (!is_needed || !text->empty())) return *text;
  return FormError{place + "/" + key, "is no text, or too long", "a text of at most 4096 bytes"};
}

Result<FlowOutcome, FormError> ReadOutcome(const Value& value, const std::string& place) {
  FlowOutcome outcome;
  std::string type;
  std::string code;
  for (const auto& [key, text, is_needed] :
       {std::tuple{"id_flusso", &outcome.flow, true}, {"tipo", &type, true}, {"ts_flusso", &outcome.told_at, true},
        {"ts_acquisizione", &outcome.taken_at, true}, {"codice_esito", &code, true},
        {"descrizione_esito", &outcome.description, false}, {"id_acquisizione_siuss", &outcome.acquisition, false}}) {
    auto read = TextIn(value, key, place, is_needed);
    if (!read) return read.error();
    *text = std::move(read).value();
  }
  constexpr std::size_t kMostNameBytes = 64;  // of an id_flusso
  if (outcome.flow.size() > kMostNameBytes) return FormError{place + "/id_flusso", "is too long", "at most 64 bytes"};
  if (type != "PS_PSA_SINA" && type != "SINBA") {
    return FormError{place + "/tipo", "is no kind of flow", "PS_PSA_SINA or SINBA"};
  }
  for (const auto& [key, text] : {std::pair{"ts_flusso", &outcome.told_at}, {"ts_acquisizione", &outcome.taken_at}}) {
    if (!ParseInstant(*text)) return FormError{place + "/" + key, "is no instant", "2023-11-27T11:04:56.852Z"};
  }
  const auto known = OutcomeCodeOf(code);
  if (!known) {
    return FormError{place + "/codice_esito", "is no outcome",
                     "OK, DATI_NON_TROVATI, RICHIESTA_INVALIDA or ERRORE_GENERICO"};
  }
  outcome.code = *known;
  outcome.is_sinba = type == "SINBA";
  return outcome;
}

}  // namespace

std::string_view WordOf(OutcomeCode code) { return kOutcomeWords.at(static_cast<std::size_t>(code)).second; }

std::optional<OutcomeCode> OutcomeCodeOf(std::string_view word) {
  for (const auto& [code, name] : kOutcomeWords) {
    if (name == word) return code;
  }
  return std::nullopt;
}

Result<FlowsAsked, FormError> ReadFlowsAsked(const std::vector<std::string_view>& query) {
  FlowsAsked asked;
  bool has_since = false;
  bool has_limit = false;
  for (const std::string_view member : query) {
    const auto equals = member.find('=');
    const std::string_view name = member.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : member.substr(equals + 1);
    if (name == "since" && !has_since) {
      const auto since = Number(name, value, "milliseconds since 1970, 0 at first");
      if (!since) return since.error();
      asked.since_ms = *since;
      has_since = true;
    } else if (name == "limit" && !has_limit) {
      const auto limit = Number(name, value, "0 to 100");
      if (!limit) return limit.error();
      if (*limit > static_cast<std::int64_t>(kMostEntries)) return FormError{"limit", "is too large", "0 to 100"};
      asked.limit = static_cast<std::uint64_t>(*limit);
      has_limit = true;
    } else {
      return FormError{std::string(name.substr(0, 20)), "is no parameter here, or stands twice", "since and limit"};
    }
  }
  if (!has_since) return FormError{"since", "is missing", "milliseconds since 1970, 0 at first"};
  return asked;
}

std::string InstantOf(std::int64_t at_ms) {
  constexpr std::int64_t kMsOfSecond = 1'000;
  std::string text = FormatInstant(Instant{at_ms / kMsOfSecond * kMicrosPerSecond});
  const std::string ms = std::to_string(kMsOfSecond + at_ms % kMsOfSecond).substr(1);
  text.insert(text.size() - 1, "." + ms);
  return text;
}

Value EntryOf(const Flow& flow, const Transmitter& transmitter, const std::string& xml) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(xml.data());
  Value::Object entry;
  entry.push_back({"codice_ente", {transmitter.seat}});
  entry.push_back({"denominazione_ente", {transmitter.name}});
  entry.push_back({"id_flusso", {NameOf(flow, transmitter.body)}});
  entry.push_back({"tipo", {std::string(flow.is_sinba() ? "SINBA" : "PS_PSA_SINA")}});
  entry.push_back({"ts_flusso", {InstantOf(flow.at_ms)}});
  entry.push_back({"flusso", {events::json::ToBase64({bytes, xml.size()})}});
  return Value{std::move(entry)};
}

Result<std::vector<FlowOutcome>, FormError> ReadOutcomes(std::string_view json) {
  const auto document = events::json::ParseJson(json);
  if (!document) return document.error();
  const Value* list = MemberOf(*document, "elenco_esiti");
  const auto* outcomes = list == nullptr ? nullptr : list->As<Value::Array>();
  if (outcomes == nullptr) return FormError{"/elenco_esiti", "is missing or no list", "a list of outcomes"};
  if (outcomes->size() > kMostEntries) return FormError{"/elenco_esiti", "is too long", "at most 100 outcomes"};
  std::vector<FlowOutcome> read;
  for (std::size_t i = 0; i < outcomes->size(); ++i) {
    auto outcome = ReadOutcome((*outcomes)[i], "/elenco_esiti/" + std::to_string(i));
    if (!outcome) return outcome.error();
    read.push_back(std::move(outcome).value());
  }
  return read;
}

}  // namespace fascicolo::siuss
