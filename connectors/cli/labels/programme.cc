// States of programmes and of what is in them, of how units are run, and of placements; and the columns of their views.
#include "connectors/cli/labels/tables.h"

namespace fascicolo::cli {
namespace {

constexpr LabelText kTable[] = {
    {"programme_state.open", "open", "aperto"},
    {"programme_state.closed", "closed", "chiuso"},
    {"enrolment_state.waiting", "waiting", "in attesa"},
    {"enrolment_state.enrolled", "enrolled", "iscritto"},
    {"enrolment_state.ended", "ended", "concluso"},
    {"session_state.planned", "planned", "previsto"},
    {"session_state.held", "held", "svolto"},
    {"session_state.cancelled", "cancelled", "annullato"},
    {"body_state.formed", "formed", "costituito"},
    {"body_state.in_office", "in office", "in carica"},
    {"body_state.dissolved", "dissolved", "sciolto"},
    {"undertaking_state.drafted", "drafted", "predisposto"},
    {"undertaking_state.opinion_asked", "opinion asked", "parere richiesto"},
    {"undertaking_state.opinion_given", "opinion given", "parere espresso"},
    {"undertaking_state.approved", "approved", "approvato"},
    {"undertaking_state.in_force", "in force", "in vigore"},
    {"undertaking_state.replaced", "replaced", "sostituito"},
    {"undertaking_state.withdrawn", "withdrawn", "ritirato"},
    {"undertaking_state.data_recorded", "data recorded", "dati acquisiti"},
    {"undertaking_state.reported", "reported", "relazionato"},
    {"undertaking_state.delivered", "delivered", "consegnato"},
    {"undertaking_state.used", "used by an act", "recepito in un atto"},
    {"undertaking_state.closed", "closed", "chiuso"},
    {"undertaking_state.expired", "expired", "scaduto"},
    {"accreditation_state.none", "none", "nessuno"},
    {"accreditation_state.granted", "granted", "accreditato"},
    {"accreditation_state.suspended", "suspended", "sospeso"},
    {"accreditation_state.revoked", "revoked", "revocato"},
    {"accreditation_state.expired", "expired", "scaduto"},
    {"placement_state.requested", "requested", "richiesto"},
    {"placement_state.searching", "searching", "in ricerca"},
    {"placement_state.matching", "matching", "in abbinamento"},
    {"placement_state.found", "found", "trovato"},
    {"placement_state.queued", "queued", "in coda"},
    {"placement_state.in_force", "in force", "in corso"},
    {"placement_state.lapsed", "lapsed", "decaduto"},
    {"placement_state.ended", "ended", "concluso"},
    {"placement_state.withdrawn", "withdrawn", "rinunciato"},
    {"text.not_told", "protected: not told", "protetto: non indicato"},
    {"column.programme", "programme", "programma"},
    {"column.number", "no.", "n."},
    {"column.enrolled", "enrolled", "iscritti"},
    {"column.held", "held", "svolti"},
    {"column.attended", "attended", "presenze"},
    {"column.undertakings", "undertakings", "iniziative"},
    {"column.bodies", "bodies", "organismi"},
    {"column.credits", "credits", "crediti"},
    {"column.minutes", "minutes", "minuti"},
    {"column.year", "year", "anno"},
    {"column.accreditation", "accreditation", "accreditamento"},
    {"column.ends", "ends", "termina"},
    {"column.findings", "findings", "rilievi"},
    {"column.complaints", "complaints", "reclami"},
    {"column.until", "until", "fino al"},
    {"column.budget", "budget", "stanziamento"},
    {"column.absent", "absent", "assenze"},
};

}  // namespace

const std::span<const LabelText> kProgrammeLabels = kTable;

}  // namespace fascicolo::cli
