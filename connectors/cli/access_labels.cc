#include "connectors/cli/label_tables.h"

namespace fascicolo::cli {
namespace {

constexpr LabelText kAccessTable[] = {
    {"may.allowed", "yes", "sì"},
    {"may.conflict", "declared too near to the person", "dichiarato in conflitto con la persona"},
    {"may.no_policy", "no policy of access is in force", "nessuna regola di accesso in vigore"},
    {"may.no_row", "no row of the policy allows it", "nessuna riga della regola lo consente"},
    {"may.not_allowed", "no", "no"},
    {"may.policy", "policy of access", "regola di accesso"},
    {"may.row", "allowed by the row", "consentito dalla riga"},
    {"may.unknown_case", "there is no such case", "il fascicolo non esiste"},
};

}  // namespace

const std::span<const LabelText> kAccessLabels = kAccessTable;

}  // namespace fascicolo::cli
