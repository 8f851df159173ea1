// What the doors say no with (connectors/program/serve): the titles of problems, what is wrong with a parameter.
#include "connectors/cli/texts/tables.h"

namespace fascicolo::cli {
namespace {

constexpr ToldText kTable[] = {
    // titles
    {"A bearer token is needed", "Serve un token (bearer)"},
    {"A parameter is wrong", "Un parametro non è corretto"},
    {"Another has to agree to it first", "Prima serve l'assenso di un'altra persona"},
    {"It is not published", "Non è pubblicato"},
    {"No node takes commands just now", "In questo momento nessun nodo accetta comandi"},
    {"No role of this token allows it", "Nessun ruolo di questo token lo consente"},
    {"Nobody is named to transmit", "Nessuno è incaricato della trasmissione"},
    {"Not now", "Non ora"},
    {"Not well", "Il servizio non è in buono stato"},
    {"Starting", "In avvio"},
    {"The command is malformed", "Il comando non è corretto"},
    {"The ledger is being read", "Lettura del registro in corso"},
    {"The position is not there yet", "La posizione non c'è ancora"},
    {"The question cannot be answered so", "Alla domanda non si può rispondere così"},
    {"The request is malformed", "La richiesta non è corretta"},
    {"There is another method for this", "Per questo serve un altro metodo"},
    {"There is no such command", "Il comando non esiste"},
    {"There is no such file", "Il file non esiste"},
    {"There is no such form of it", "Non esiste in questa forma"},
    {"There is no such tile", "Il riquadro non esiste"},
    {"There is nothing here", "Qui non c'è nulla"},
    {"There must be an Idempotency-Key", "Manca Idempotency-Key"},
    {"Too many requests in this second", "Troppe richieste in questo secondo"},
    {"Too much waits", "Troppe richieste in attesa"},
    {"Who reads cannot be recorded now, so nothing is shown",
     "Ora non si può registrare la consultazione, perciò non si mostra nulla"},
    // details
    {"RequestAccess of action 'export', then ApproveAccess by somebody else",
     "RequestAccess per l'azione 'export', poi ApproveAccess da parte di un'altra persona"},
    {"a newer program wrote what would be read", "ciò che si leggerebbe è stato scritto da un programma più recente"},
    {"application/json, text/plain; text/csv where the answer has one list",
     "application/json, text/plain; text/csv dove la risposta ha un solo elenco"},
    {"last to write: {}", "ultimo a scrivere: {}"},
    {"rows are left out: application/json", "alcune righe sono omesse: application/json"},
    {"something is left out: application/json", "qualcosa è omesso: application/json"},
    {"state or views cannot be read: {}", "stato o viste non si possono leggere: {}"},
    {"the answer could not be put together", "la risposta non si è potuta comporre"},
    {"the receipt could not be put together", "la ricevuta non si è potuta comporre"},
    {"the same command, sent again with the same key, counts once",
     "lo stesso comando, inviato di nuovo con la stessa chiave, vale una volta sola"},
    // what is wrong with a parameter, a header or a member
    {"are no texts, or too many", "non sono testi, o sono più del consentito"},
    {"cannot be read", "non si può leggere"},
    {"comes before from", "precede from"},
    {"has no meaning here: what is answered holds from no day to another; it is taken by {}",
     "qui non ha significato: la risposta non vale da un giorno a un altro; lo prendono {}"},
    {"has no meaning here; persons and households take it", "qui non ha significato; lo prendono persone e nuclei"},
    {"has nothing to be about", "non ha nulla a cui riferirsi"},
    {"has too many parameters", "ha più parametri del consentito"},
    {"is no day", "non è un giorno"},
    {"is no member of a search", "non è un elemento di una ricerca"},
    {"is no number from 1 to {}", "non è un numero da 1 a {}"},
    {"is no number of readings", "non è un numero di consultazioni"},
    {"is no number of rows", "non è un numero di righe"},
    {"is no object", "non è un oggetto"},
    {"is no parameter here", "qui non è un parametro"},
    {"is no parameter here, or stands twice", "qui non è un parametro, o compare due volte"},
    {"is no parameter here; there are: {}", "qui non è un parametro; ci sono: {}"},
    {"is no position", "non è una posizione"},
    {"is no text of at most {} bytes", "non è un testo di al massimo {} byte"},
    {"is no version", "non è una versione"},
    {"is no whole id", "non è un identificativo completo"},
    {"is not what the key and the token say", "non è quanto dicono la chiave e il token"},
    {"names no field", "non indica alcun campo"},
    {"names no question", "non indica alcuna domanda"},
    {"names nobody", "non indica nessuno"},
    {"no row has the field '{}'", "nessuna riga ha il campo '{}'"},
    {"the answer has no one list", "la risposta non ha un elenco unico"},
    // what would be right
    {"0 to {}", "da 0 a {}"},
    {"a command to a case, service, unit or person that is there",
     "un comando su un fascicolo, un servizio, una struttura o una persona che esiste"},
    {"none, or {}", "niente, o {}"},
    {"one in quotation marks, such as \"7\"", "una versione tra virgolette, come \"7\""},
    {"since and limit", "since e limit"},
    {"such as {}", "per esempio {}"},
};

}  // namespace

const std::span<const ToldText> kDoorTexts = kTable;

}  // namespace fascicolo::cli
