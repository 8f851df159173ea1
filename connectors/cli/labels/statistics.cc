#include "connectors/cli/labels/tables.h"

namespace fascicolo::cli {
namespace {

constexpr LabelText kTable[] = {
    {"dimension.area", "area", "area"},
    {"dimension.service", "service", "servizio"},
    {"dimension.age_band", "age band", "fascia d'età"},
    {"dimension.citizenship", "citizenship", "cittadinanza"},
    {"dimension.district", "municipality", "comune di residenza"},
    {"dimension.month", "month", "mese"},
    {"citizenship_group.italian", "Italian", "italiana"},
    {"citizenship_group.european_union", "European Union", "Unione europea"},
    {"citizenship_group.other_country", "other country", "altro Paese"},
    {"measure.before", "before", "prima"},
    {"measure.in", "in", "entrate"},
    {"measure.out", "out", "uscite"},
    {"measure.active", "active", "in essere"},
    {"measure.users", "users", "utenti"},
    {"measure.waiting_before", "waiting before", "in attesa prima"},
    {"measure.entered", "entered the list", "entrati in lista"},
    {"measure.left", "left it otherwise", "usciti altrimenti"},
    {"measure.served", "served", "serviti"},
    {"measure.waiting", "waiting", "in attesa"},
    {"measure.refused_for_capacity", "refused for capacity", "respinti per capienza"},
    {"measure.gross", "gross spending", "spesa lorda"},
    {"measure.users_share", "users' share", "quota degli utenti"},
    {"measure.health_share", "health service's share", "quota sanitaria"},
    {"measure.net", "net spending", "spesa netta"},
    {"measure.measured", "measured twice", "misurati due volte"},
    {"measure.better", "better", "migliorati"},
    {"measure.same", "the same", "invariati"},
    {"measure.worse", "worse", "peggiorati"},
    {"measure.goals_reached", "goals reached", "obiettivi raggiunti"},
    {"measure.goals_partly", "goals partly reached", "obiettivi raggiunti in parte"},
    {"measure.goals_missed", "goals missed", "obiettivi mancati"},
    {"measure.need_overcome", "need overcome", "bisogno superato"},
    {"measure.sessions_held", "sessions held", "incontri svolti"},
    {"measure.sessions_cancelled", "sessions cancelled", "incontri annullati"},
    {"measure.by_name", "came by name", "presenze nominative"},
    {"measure.counted", "came without a name", "presenze contate"},
    {"measure.attended", "came in all", "presenze totali"},
    {"measure.opened", "terms opened", "termini aperti"},
    {"measure.met_in_time", "met in time", "rispettati"},
    {"measure.met_late", "met late", "rispettati in ritardo"},
    {"measure.passed", "passed", "scaduti"},
    {"measure.still_open", "still open", "ancora in corso"},
    {"measure.suspended", "suspended", "sospesi"},
    {"measure.fell_away", "fell away", "venuti meno"},
    {"text.bears_on", "bears on", "riguarda il"},
    {"text.breach", "these figures contradict each other", "questi dati si contraddicono"},
    {"text.does_not_recompute", "counted again as they were published, they are others",
     "ricontati come allora, i dati sono diversi"},
    {"text.figures_stand", "nothing has changed since", "da allora nulla è cambiato"},
    {"text.not_recorded", "not recorded", "non registrato"},
    {"text.recomputes", "counted again as they were published, they are the same",
     "ricontati come allora, i dati sono gli stessi"},
    {"text.restated", "restated", "rettificati"},
    {"text.suppressed", "suppressed", "oscurato"},
};

}  // namespace

const std::span<const LabelText> kStatisticsLabels = kTable;

}  // namespace fascicolo::cli
