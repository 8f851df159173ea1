// What would be right in a document of the catalogue.
#include "connectors/cli/texts/tables.h"

namespace fascicolo::cli {
namespace {

constexpr ToldText kTable[] = {
    // kinds of values
    {"a code: lower-case letters, digits and _, a letter first, at most 64",
     "un codice: lettere minuscole, cifre e _, una lettera all'inizio, al massimo 64"},
    {"a day of the calendar, as \"2025-01-31\"", "un giorno del calendario, come \"2025-01-31\""},
    {"a list of {} to {} items: [ ... ]", "un elenco di {} fino a {} elementi: [ ... ]"},
    {"a text of 1 to 500 bytes on one line, without white space at its ends",
     "un testo da 1 a 500 byte su una riga, senza spazi agli estremi"},
    {"a text of at most 32 lower-case letters, digits, . and _, as \"2025\" or \"2025.1\"",
     "un testo di al massimo 32 lettere minuscole, cifre, . e _, come \"2025\" o \"2025.1\""},
    {"an integer from {} to {}", "un numero intero da {} a {}"},
    {"an object: { ... }", "un oggetto: { ... }"},
    {"month and day of a date that exists: \"12-25\"", "mese e giorno di una data che esiste: \"12-25\""},
    {"points as a text with at most two decimals, from \"-100000\" to \"100000\": \"10\", \"2.5\"",
     "un punteggio come testo con al massimo due decimali, da \"-100000\" a \"100000\": \"10\", \"2.5\""},
    {"valid JSON in UTF-8", "JSON valido in UTF-8"},
    {"{\"it\": text, \"en\": text}", "{\"it\": testo, \"en\": testo}"},
    {"{\"law\" or \"act\": text, \"article\": text}", "{\"law\" o \"act\": testo, \"article\": testo}"},
    // how often something stands
    {"every action once", "ogni azione una sola volta"},
    {"every cause once", "ogni causa una sola volta"},
    {"every choice once", "ogni scelta una sola volta"},
    {"every desk once", "ogni sportello una sola volta"},
    {"every instrument once", "ogni strumento di valutazione una sola volta"},
    {"every kind once", "ogni tipo una sola volta"},
    {"every level once", "ogni livello una sola volta"},
    {"every mode once", "ogni modalità una sola volta"},
    {"every reason once", "ogni motivo una sola volta"},
    {"every role and relation once", "ogni ruolo e relazione una sola volta"},
    {"every row once", "ogni riga una sola volta"},
    {"every service once", "ogni servizio una sola volta"},
    {"every source once", "ogni fonte una sola volta"},
    {"every step once", "ogni passo una sola volta"},
    {"every tie-break once", "ogni precedenza a parità una sola volta"},
    {"every {} once", "ogni {} una sola volta"},
    {"the key left out", "nessuna chiave"},
    {"the key once", "la chiave una sola volta"},
    {"true once and false once", "true una volta e false una volta"},
    // sheets
    {"a code of schemas/catalogue/codes/siuss.csv", "un codice di schemas/catalogue/codes/siuss.csv"},
    {"a code of schemas/catalogue/codes/siuss.csv; did you mean \"{}\"?",
     "un codice di schemas/catalogue/codes/siuss.csv; si intendeva \"{}\"?"},
    {"a day after {}", "un giorno dopo {}"},
    {"a row of the request: \"R01\", \"R03b\"", "una riga della richiesta: \"R01\", \"R03b\""},
    {"either \"law\" or \"act\"", "\"law\" oppure \"act\""},
    {"fewer days than every_days", "meno giorni di every_days"},
    {"one of its activities", "una delle sue attività"},
    {"one of its rows", "una delle sue righe"},
    {"points above 0, without a minus", "punti maggiori di 0, senza meno"},
    {"the code of a refusal reason", "il codice di un motivo di rifiuto"},
    {"the code of a service", "il codice di un servizio"},
    {"the code of an instrument", "il codice di uno strumento di valutazione"},
    {"who is next when capacity is free: {\"policy\": ...}", "chi viene dopo quando si libera un posto: {\"policy\": ...}"},
    {"{\"code\": \"A2.07\", \"area\": 2}, or null when the table has no code",
     "{\"code\": \"A2.07\", \"area\": 2}, o null se la tabella non ha un codice"},
    {"{\"keeps_place\": true, \"max_days\": 30, \"reasons\": [...]}",
     "{\"keeps_place\": true, \"max_days\": 30, \"reasons\": [...]}"},
    // rules
    {"\"refuse\", or a value as a text: \"0\"", "\"refuse\", o un valore come testo: \"0\""},
    {"\"refuse\", or points as a text: \"0\"", "\"refuse\", o un punteggio come testo: \"0\""},
    {"a band for every sum", "una fascia per ogni somma"},
    {"a from in every row but the first", "un from in ogni riga tranne la prima"},
    {"a to in every row but the last", "un to in ogni riga tranne l'ultima"},
    {"a to in every stretch but the last", "un to in ogni tratto tranne l'ultimo"},
    {"an input of one type", "un dato di un solo tipo"},
    {"another code", "un altro codice"},
    {"another name; it may be a tie-break", "un altro nome; può essere una precedenza a parità"},
    {"bands in ascending order", "fasce in ordine crescente"},
    {"from \"{}\" to \"{}\"", "da \"{}\" a \"{}\""},
    {"the code of a step", "il codice di un passo"},
    {"the code of a step before this", "il codice di un passo precedente a questo"},
    {"two steps", "due passi"},
};

}  // namespace

const std::span<const ToldText> kCatalogueExpected = kTable;

}  // namespace fascicolo::cli
