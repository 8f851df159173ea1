// What a command lacks or has too much of as it was typed (Session::Usage).
#include "connectors/cli/texts/tables.h"

namespace fascicolo::cli {
namespace {

constexpr ToldText kTable[] = {
    {"--accept-loss and --for-witness: alone", "--accept-loss e --for-witness: da soli"},
    {"--accept-loss is the name of who answers for it, at most 128 bytes",
     "--accept-loss è il nome di chi ne risponde, al massimo 128 byte"},
    {"--accept-loss: ledger and key are those that signed: nothing is lost",
     "--accept-loss: registro e chiave sono quelli che hanno firmato: nulla è perso"},
    {"--actor: who decides this?", "--actor: chi lo decide?"},
    {"--actor: who publishes this?", "--actor: chi lo pubblica?"},
    {"--from and --to are for --unrelated, over all files", "--from e --to valgono per --unrelated, su tutti i fascicoli"},
    {"--from and --to are the same place", "--from e --to sono lo stesso luogo"},
    {"--lang is 'it' or 'en'", "--lang è 'it' o 'en'"},
    {"--master is missing: the copy of the master key, which is in no backup",
     "--master manca: la copia della chiave principale, che non è in alcuna copia di sicurezza"},
    {"--node-origin: of which --node?", "--node-origin: di quale --node?"},
    {"--once, --follow, --check, --describe: one of them", "--once, --follow, --check, --describe: uno solo"},
    {"--propose, --approve and --withdraw: one at a time", "--propose, --approve e --withdraw: uno alla volta"},
    {"--quick looks at no commit's content: --since and --requests do not go with it",
     "--quick non guarda il contenuto dei commit: --since e --requests non lo accompagnano"},
    {"--rotate, --new-key and --new-passphrase: one at a time", "--rotate, --new-key e --new-passphrase: uno alla volta"},
    {"--signed-by: of which checkpoint? --against NOTE", "--signed-by: di quale checkpoint? --against NOTE"},
    {"--test-seed is a whole number", "--test-seed è un numero intero"},
    {"--to BROKERS or --to-file FILE: one of the two", "--to BROKERS o --to-file FILE: uno dei due"},
    {"--to lies in the ledger's own directory, and would be lost with it",
     "--to è nella cartella stessa del registro, e si perderebbe con esso"},
    {"--vault and --new-vault: one of the two", "--vault e --new-vault: uno dei due"},
    {"--vault-keep: at most 30 days, because what was erased must not stay readable longer",
     "--vault-keep: al massimo 30 giorni, perché ciò che è stato cancellato non deve restare leggibile più a lungo"},
    {"CONSUMER is missing: the file that says who receives what", "manca CONSUMER: il file che dice chi riceve che cosa"},
    {"adopt what? FILE..., or --built-in", "adottare che cosa? FILE..., o --built-in"},
    {"by which act, and who says so? --act and --actor", "con quale atto, e chi lo dice? --act e --actor"},
    {"disclose whom? PERSON", "l'accesso ai dati di chi? PERSON"},
    {"figures: publish, list or restate?", "figures: publish, list o restate?"},
    {"forget whom? PERSON, or --check FILE", "cancellare chi? PERSON, o --check FILE"},
    {"one CONSUMER at a time: each has a feed of its own", "un CONSUMER alla volta: ciascuno ha un flusso proprio"},
    {"prove what? ENTITY, with or without --place, or --event POSITION.NUMBER",
     "provare che cosa? ENTITY, con o senza --place, o --event POSITION.NUMBER"},
    {"statistics of what? {}", "statistiche di che cosa? {}"},
    {"the history of what? ENTITY, or --worker NAME", "la cronologia di che cosa? ENTITY, o --worker NAME"},
    {"the readers of what? FILE, --by WORKER, or --unrelated --from DAY",
     "le consultazioni di che cosa? FILE, --by WORKER, o --unrelated --from DAY"},
    {"which payment? The number of the order to pay", "quale pagamento? Il numero del mandato"},
    {"{} is an instant, such as 2025-03-31T12:00:00Z", "{} è un momento, come 2025-03-31T12:00:00Z"},
};

}  // namespace

const std::span<const ToldText> kUsageTexts = kTable;

}  // namespace fascicolo::cli
