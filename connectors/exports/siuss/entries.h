// The words of the municipal service by which INPS takes flows and tells what became of them: api-comuni.yaml,
// version 2.0.1 (github.com/INPS-it/WaaS.Comuni, MIT).
#pragma once

#include "connectors/exports/siuss/flow_book.h"
#include "connectors/exports/siuss/transmitter.h"
#include "events/json/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::siuss {

inline constexpr std::uint64_t kDefaultEntries = 10;  ///< of one answer, where the request says no limit
inline constexpr std::uint64_t kMostEntries = 100;    ///< of one answer, or of one notification

/// What a request of flows asks for.
struct FlowsAsked {
  std::int64_t since_ms = 0;
  std::uint64_t limit = kDefaultEntries;
};
/// From the members of its query, as sent: "since=0", "limit=100". The place of an error is the member's name.
[[nodiscard]] Result<FlowsAsked, FormError> ReadFlowsAsked(const std::vector<std::string_view>& query);

/// One element of "elenco_flussi".
[[nodiscard]] events::json::Value EntryOf(const Flow& flow, const Transmitter& transmitter, const std::string& xml);
/// Its members, as a shape (connectors/cli/shape.h).
inline constexpr std::string_view kEntryShape =
    "{codice_ente: text, denominazione_ente: text, id_flusso: text, tipo: 'SINBA' | 'PS_PSA_SINA', ts_flusso: instant, flusso: text}";
/// "2023-11-27T11:04:56.852Z"
[[nodiscard]] std::string InstantOf(std::int64_t at_ms);

enum class OutcomeCode { kOk, kNotFound, kInvalid, kFailed };
/// "OK", "DATI_NON_TROVATI", "RICHIESTA_INVALIDA", "ERRORE_GENERICO"
[[nodiscard]] std::string_view WordOf(OutcomeCode code);
[[nodiscard]] std::optional<OutcomeCode> OutcomeCodeOf(std::string_view word);

/// What became of a flow, as INPS tells it.
struct FlowOutcome {
  std::string flow{};  ///< its name
  bool is_sinba = false;
  std::string told_at{};  ///< the flow's own instant
  OutcomeCode code = OutcomeCode::kOk;
  std::string taken_at{};     ///< when INPS took it, as it was told
  std::string description{};  ///< may be empty; may tell of the person
  std::string acquisition{};  ///< SIUSS's own id of it, where it was accepted
  bool operator==(const FlowOutcome&) const = default;
};
/// The body of a notification. The place of an error is a JSON pointer.
[[nodiscard]] Result<std::vector<FlowOutcome>, FormError> ReadOutcomes(std::string_view json);

}  // namespace fascicolo::siuss
