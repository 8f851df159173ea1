#include "connectors/cli/labels/tables.h"

namespace fascicolo::cli {
namespace {

constexpr LabelText kReadsTable[] = {
    {"column.file", "file", "scheda"},
    {"column.levels", "levels", "livelli"},
    {"column.reader", "who", "chi"},
    {"column.roles", "roles", "ruoli"},
    {"column.why", "why", "perché"},
    {"may.command_line", "typed on a machine that has the key", "digitato su una macchina che ha la chiave"},
    {"read_level.access_log", "readers", "consultazioni"},
    {"read_level.address", "address", "indirizzo"},
    {"read_level.administrative", "administrative", "amministrativo"},
    {"read_level.assessment", "assessment", "valutazione"},
    {"read_level.diary", "diary", "diario"},
    {"read_level.find", "existence", "esistenza"},
    {"read_level.header", "header", "intestazione"},
    {"read_level.juvenile_court", "juvenile court", "tribunale per i minorenni"},
    {"read_level.protected_address", "protected address", "indirizzo protetto"},
    {"reads.case", "case", "fascicolo"},
    {"reads.dropped", "readings were dropped by", "consultazioni eliminate con"},
    {"reads.household", "household", "nucleo"},
    {"reads.person", "person", "persona"},
    {"text.readings", "readings are recorded: --json or --html tells when, by which office and at which level",
     "consultazioni registrate: --json o --html dice quando, da quale ufficio e a quale livello"},
    {"text.withheld_levels", "not everything is shown: the levels asked for do not allow it",
     "non tutto è mostrato: i livelli richiesti non lo consentono"},
};

}  // namespace

const std::span<const LabelText> kReadsLabels = kReadsTable;

}  // namespace fascicolo::cli
