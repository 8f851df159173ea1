#include "connectors/cli/labels/tables.h"

namespace fascicolo::cli {
namespace {

constexpr LabelText kExportsTable[] = {
    {"column.count", "how many", "quanti"},
    {"column.flow", "flow", "flusso"},
    {"column.flow_at", "instant", "istante"},
    {"column.flows", "flows", "flussi"},
    {"column.operation", "operation", "operazione"},
    {"siuss_operation.cancel", "cancel", "cancellazione"},
    {"siuss_operation.insert", "insert", "inserimento"},
    {"siuss_outcome.DATI_NON_TROVATI", "something that it names was not found (DATI_NON_TROVATI)", "dati non trovati (DATI_NON_TROVATI)"},
    {"siuss_outcome.ERRORE_GENERICO", "INPS could not take it (ERRORE_GENERICO)", "errore dell'INPS (ERRORE_GENERICO)"},
    {"siuss_outcome.OK", "taken (OK)", "acquisito (OK)"},
    {"siuss_outcome.RICHIESTA_INVALIDA", "what it says is not valid (RICHIESTA_INVALIDA)", "contenuto non valido (RICHIESTA_INVALIDA)"},
    {"siuss_reason.erased", "a name or code was erased", "un nome o codice è stato cancellato"},
    {"siuss_reason.imported", "brought by a foreign history", "proveniente da uno storico esterno"},
    {"siuss_reason.no_birth", "year of birth not known", "anno di nascita non noto"},
    {"siuss_reason.no_citizenship", "citizenship not known", "cittadinanza non nota"},
    {"siuss_reason.no_code", "no SIUSS code for the service", "nessun codice SIUSS per il servizio"},
    {"siuss_reason.no_family", "no registry household of the minor", "nessuna famiglia anagrafica del minore"},
    {"siuss_reason.no_fiscal_code", "no fiscal code", "manca il codice fiscale"},
    {"siuss_reason.no_isee", "no ISEE attested", "manca l'attestazione ISEE"},
    {"siuss_reason.no_protocol", "no protocol number of the application", "manca il protocollo della domanda"},
    {"siuss_reason.no_residence", "residence not known", "residenza non nota"},
    {"siuss_reason.no_sex", "sex not known", "sesso non noto"},
    {"siuss_reason.no_sina", "no assessment for the SINA block", "manca la valutazione per il blocco SINA"},
    {"siuss_reason.no_sinba", "no assessment for the SINBA record", "manca la valutazione per il flusso SINBA"},
    {"siuss_reason.not_identified", "not identified", "persona non identificata"},
    {"siuss_reason.only_health_code", "only a health code (STP, ENI)", "solo codice STP o ENI"},
    {"siuss_reason.protected_address", "address protected: the office decides", "indirizzo protetto: decide l'ufficio"},
    {"siuss_reason.restricted", "processing is restricted", "trattamento limitato"},
    {"siuss_reason.unfit_code", "the fiscal code does not fit INPS's schema", "codice fiscale non ammesso dallo schema INPS"},
    {"siuss_reason.unfit_name", "the name does not fit INPS's schema", "nome non ammesso dallo schema INPS"},
    {"siuss_status.accepted", "accepted by INPS", "accolti dall'INPS"},
    {"siuss_status.cancelled", "cancelling", "di cancellazione"},
    {"siuss_status.due", "due so far", "dovuti finora"},
    {"siuss_status.given_up", "given up", "rinunciati"},
    {"siuss_status.inserted", "inserting", "di inserimento"},
    {"siuss_status.mended", "rejected, and put right since", "scartati e poi sistemati"},
    {"siuss_status.minors", "of minors (SINBA)", "di minori (SINBA)"},
    {"siuss_status.read", "read by INPS", "letti dall'INPS"},
    {"siuss_status.rejected", "rejected by INPS, to be put right", "scartati dall'INPS, da sistemare"},
    {"siuss_status.untransmissible", "untransmissible records", "record non trasmissibili"},
    {"siuss_status.without_outcome", "without an outcome", "senza esito"},
    {"siuss_status.without_price", "without a price known to the ledger", "senza un prezzo noto al registro"},
};

}  // namespace

const std::span<const LabelText> kExportsLabels = kExportsTable;

}  // namespace fascicolo::cli
