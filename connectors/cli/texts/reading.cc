// What is wrong with a command before it is decided: its JSON, its members, the identifiers of persons in it.
#include "connectors/cli/texts/tables.h"

namespace fascicolo::cli {
namespace {

constexpr ToldText kTable[] = {
    // JSON (events/json)
    {"at most {} levels", "al massimo {} livelli"},
    {"every key once", "ogni chiave una sola volta"},
    {"nested too deep", "ha troppi livelli annidati"},
    {"not valid JSON", "non è JSON valido"},
    {"the document is too large", "il documento supera la dimensione massima"},
    {"the key contains the NUL character", "la chiave contiene il carattere NUL"},
    {"the key is given twice", "la chiave compare due volte"},
    {"the line is too long", "la riga supera la lunghezza massima"},
    {"the number is too large", "il numero supera il massimo"},
    {"the text contains the NUL character", "il testo contiene il carattere NUL"},
    {"the whole number is beyond 64 bits", "il numero intero supera i 64 bit"},
    {"too many elements", "contiene più elementi del consentito"},
    // members of a command
    {"a day that exists, as \"2025-03-31\"", "un giorno che esiste, come \"2025-03-31\""},
    {"a whole number from {} to {}", "un numero intero da {} a {}"},
    {"an amount as text with at most two decimals, as \"1234.56\"",
     "un importo scritto come testo con al massimo due decimali, come \"1234.56\""},
    {"an array", "un elenco"},
    {"an instant of RFC 3339, as \"2025-03-31T10:00:00Z\"", "data e ora secondo RFC 3339, come \"2025-03-31T10:00:00Z\""},
    {"an object", "un oggetto"},
    {"an object with a \"type\"", "un oggetto con un \"type\""},
    {"base64 with padding", "base64 con i caratteri di riempimento"},
    {"missing", "manca"},
    {"no fields at all", "nessun campo"},
    {"not of the right form", "non ha la forma richiesta"},
    {"one of {}", "un valore tra {}"},
    {"one of {}; did you mean {}?", "un valore tra {}; si intendeva {}?"},
    {"points as text with at most two decimals, as \"7.5\"",
     "un punteggio scritto come testo con al massimo due decimali, come \"7.5\""},
    {"the day stands for \"no day\" and cannot be stored", "il giorno significa \"nessun giorno\" e non si può registrare"},
    {"the instant stands for \"no instant\" and cannot be stored",
     "data e ora significano \"nessun momento\" e non si possono registrare"},
    {"the text is too long", "il testo supera la lunghezza massima"},
    {"too many objects", "contiene più oggetti del consentito"},
    {"true or false", "true o false"},
    {"unknown field", "campo sconosciuto"},
    {"unknown type", "tipo sconosciuto"},
    {"{} (did you mean it?)", "{} (si intendeva questo?)"},
    {"{} hexadecimal digits", "{} cifre esadecimali"},
    // a command as a whole (engine/loop)
    {"32 hexadecimal digits or a UUID", "32 cifre esadecimali o un UUID"},
    {"a command", "un comando"},
    {"a name of 1 to {} bytes", "un nome da 1 a {} byte"},
    {"command of {} bytes", "il comando ha {} byte"},
    {"is a command that only the engine itself gives", "è un comando che solo il programma può dare"},
    {"is at version {}", "è alla versione {}"},
    {"is missing or of an unknown type", "manca o è di tipo sconosciuto"},
    {"not a FlatBuffer of the command schema", "non è un FlatBuffer dello schema dei comandi"},
    {"personal texts of {} bytes", "i testi personali hanno {} byte"},
    {"version {}", "versione {}"},
    {"was used for another command", "è già di un altro comando"},
    // fiscal codes, health codes, IBAN (engine/identity)
    {"1 to {} bytes", "da 1 a {} byte"},
    {"27 characters, without spaces", "27 caratteri, senza spazi"},
    {"STP or ENI, and 13 digits", "STP o ENI, e 13 cifre"},
    {"a capital letter and three digits", "una lettera maiuscola e tre cifre"},
    {"a day 1-31, or 41-71, of its month", "un giorno 1-31, o 41-71, del suo mese"},
    {"a digit", "una cifra"},
    {"a digit, or one of LMNPQRSTUV in its stead", "una cifra, o al suo posto una lettera tra LMNPQRSTUV"},
    {"a letter", "una lettera"},
    {"a month: one of ABCDEHLMPRST", "un mese: una lettera tra ABCDEHLMPRST"},
    {"begins with neither STP nor ENI", "non inizia né con STP né con ENI"},
    {"cannot have this character at place {}", "non può avere questo carattere in posizione {}"},
    {"has a character that is not a Latin letter", "contiene un carattere che non è una lettera latina"},
    {"has a wrong check character, or a slip before it", "ha il carattere di controllo errato, o un errore prima di esso"},
    {"has a wrong check digit, or a slip before it", "ha la cifra di controllo errata, o un errore prima di essa"},
    {"has {} characters", "ha {} caratteri"},
    {"is a code of the other kind", "è un codice dell'altro tipo"},
    {"is no IBAN: its length or its check digits do not fit",
     "non è un IBAN: la lunghezza o le cifre di controllo non sono corrette"},
    {"is not a cadastral code", "non è un codice catastale"},
    {"letters, apostrophes, hyphens, blanks", "lettere, apostrofi, trattini, spazi"},
    {"names a day that does not exist", "indica un giorno che non esiste"},
};

}  // namespace

const std::span<const ToldText> kReadingTexts = kTable;

}  // namespace fascicolo::cli
