// What people read, in Italian and English: one table (labels.cc, labels/), complete by test.
#pragma once

#include "connectors/cli/terminal.h"
#include "engine/state/case_rows.h"
#include "engine/state/rows.h"
#include "projections/agenda.h"
#include "projections/waiting_list.h"

#include <span>
#include <string_view>

namespace fascicolo::cli {

struct LabelText {
  std::string_view key;  ///< "column.case", "case_state.in_charge", "event.CaseClosed"
  std::string_view english;
  std::string_view italian;
};

/// Ascending keys, each once.
[[nodiscard]] std::span<const LabelText> AllLabels();
/// The key itself where there is no label: what a newer ledger names is shown as it is.
[[nodiscard]] std::string_view LabelOf(Language language, std::string_view key);
/// "group.code"; the code itself where there is no label.
[[nodiscard]] std::string_view LabelOf(Language language, std::string_view group,
                                       std::string_view code);

// The words of the JSON form, stable.
[[nodiscard]] std::string_view WordOf(engine::CaseState state);
[[nodiscard]] std::string_view WordOf(engine::ActivationState state);
[[nodiscard]] std::string_view WordOf(projections::DueKind kind);
[[nodiscard]] std::string_view WordOf(projections::LegalWeight weight);
[[nodiscard]] std::string_view WordOf(projections::MoveKind kind);

}  // namespace fascicolo::cli
