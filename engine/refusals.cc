#include "engine/refusals.h"

#include <array>

namespace fascicolo::engine {
namespace {

// L. 328/2000: framework law on social services. L. 241/1990: administrative procedure.
constexpr std::array kRules{
    RuleText{Rule::kCaseNotOpen, "case_not_open", "Il fascicolo non è aperto.", "The case is not open.",
             "L. 241/1990, art. 2"},
    RuleText{Rule::kCaseAlreadyInCharge, "case_already_in_charge", "Il fascicolo è già in carico.",
             "The case is already in charge.", "L. 328/2000, art. 22 c. 4"},
    RuleText{Rule::kCaseNotInCharge, "case_not_in_charge", "Il fascicolo non è in carico al servizio sociale.",
             "The case is not in charge.", "L. 328/2000, art. 22 c. 4"},
    RuleText{Rule::kCaseHasServices, "case_has_services",
             "Il fascicolo ha servizi attivi o domande in corso: vanno conclusi prima.",
             "The case has running services or open applications: end them first.", "L. 241/1990, art. 2 c. 1"},
    RuleText{Rule::kCaseNotClosed, "case_not_closed", "Il fascicolo non è chiuso.", "The case is not closed.",
             "L. 241/1990, art. 2"},
    RuleText{Rule::kSameWorker, "same_worker", "L'assistente sociale è già assegnato al fascicolo.",
             "The worker is already assigned.", "local regulation: assignment of cases"},
    RuleText{Rule::kServiceNotAdopted, "service_not_adopted", "Il servizio non è stato adottato dall'ente.",
             "The authority has not adopted this service.", "L. 328/2000, art. 6"},
    RuleText{Rule::kServiceHasNoApplications, "service_has_no_applications",
             "Il servizio non si attiva su domanda.", "The service is not activated on application.",
             "local regulation: service sheet"},
    RuleText{Rule::kServiceHasNoCapacity, "service_has_no_capacity",
             "Il servizio non ha capienza da distribuire.", "The service has no capacity to give out.",
             "local regulation: service sheet"},
    RuleText{Rule::kNoWaitingList, "no_waiting_list", "Il servizio non ha una lista d'attesa.",
             "The service has no waiting list.", "local regulation: service sheet"},
    RuleText{Rule::kNoRuleSetInForce, "no_rule_set_in_force",
             "Nessun insieme di criteri è in vigore alla data della domanda.",
             "No rule set is in force on the day of the application.", "L. 241/1990, art. 12"},
    RuleText{Rule::kAlreadyAdopted, "already_adopted", "La scheda è già adottata con lo stesso contenuto.",
             "The sheet is already adopted with the same content.", "local regulation: catalogue"},
    RuleText{Rule::kRuleSetVersionExists, "rule_set_version_exists",
             "Questa versione dei criteri è già adottata: i criteri adottati non cambiano, se ne adottano di nuovi.",
             "This version is already adopted: adopted rules do not change, new ones are adopted.",
             "L. 241/1990, art. 12"},
    RuleText{Rule::kUnitOfOtherService, "unit_of_other_service", "La struttura eroga un altro servizio.",
             "The unit gives another service.", "local regulation: service sheet"},
    RuleText{Rule::kCapacityInThePast, "capacity_in_the_past",
             "La capienza non si cambia per giorni già passati.", "Capacity is not changed for days past.",
             "local regulation: service sheet"},
    RuleText{Rule::kNoCapacity, "no_capacity", "Non c'è capienza in tutti i giorni richiesti.",
             "There is not enough capacity on every day asked for.", "L. 328/2000, art. 2 c. 3"},
    RuleText{Rule::kWrongActivationState, "wrong_activation_state",
             "Lo stato della domanda o del servizio non lo consente.",
             "The state of the application or service does not allow it.", "L. 241/1990, art. 2"},
    RuleText{Rule::kNotScored, "not_scored", "La domanda non ha ancora un punteggio.",
             "The application has no score yet.", "L. 241/1990, art. 12"},
    RuleText{Rule::kInputsMissing, "inputs_missing", "Mancano dati richiesti dai criteri.",
             "Inputs that the criteria require are missing or wrong.", "L. 241/1990, art. 6 c. 1 lett. b"},
    RuleText{Rule::kNotNextInLine, "not_next_in_line", "Non è la prima posizione utile della lista d'attesa.",
             "Not the first in line for this place.", "L. 241/1990, art. 12"},
    RuleText{Rule::kOthersWait, "others_wait", "Altre persone attendono questo servizio.",
             "Others wait for this service.", "L. 241/1990, art. 12"},
    RuleText{Rule::kOfferExpired, "offer_expired", "Il termine per rispondere all'offerta è scaduto.",
             "The term for answering the offer has passed.", "local regulation: service sheet"},
    RuleText{Rule::kUnknownReason, "unknown_reason", "Il motivo non è tra quelli previsti dalla scheda.",
             "The reason is none of those the sheet foresees.", "local regulation: service sheet"},
    RuleText{Rule::kQuantityNotPositive, "quantity_not_positive", "La quantità deve essere maggiore di zero.",
             "The quantity must be above zero.", "local regulation: service sheet"},
    RuleText{Rule::kDateOutOfOrder, "date_out_of_order", "Le date non sono nell'ordine possibile.",
             "The dates are not in a possible order.", "L. 241/1990, art. 2"},
    RuleText{Rule::kSuspensionNotForeseen, "suspension_not_foreseen", "La scheda non prevede la sospensione.",
             "The sheet does not foresee a suspension.", "local regulation: service sheet"},
    RuleText{Rule::kSuspensionTooLong, "suspension_too_long", "La sospensione supera i giorni consentiti.",
             "The suspension is longer than the sheet allows.", "local regulation: service sheet"},
    RuleText{Rule::kAlreadySuspended, "already_suspended", "Il servizio è già sospeso in quei giorni.",
             "The service is already suspended on those days.", "local regulation: service sheet"},
    RuleText{Rule::kNotSuspended, "not_suspended", "Il servizio non è sospeso in quel giorno.",
             "The service is not suspended on that day.", "local regulation: service sheet"},
    RuleText{Rule::kNothingToVary, "nothing_to_vary", "La quantità è già quella.",
             "The quantity is already that.", "local regulation: service sheet"},
    RuleText{Rule::kNotDeliverable, "not_deliverable",
             "In quel giorno il servizio non era attivo, o il giorno non è ancora aperto.",
             "The service did not run on that day, or the day is not open yet.", "local regulation: service sheet"},
    RuleText{Rule::kUnknownActivity, "unknown_activity",
             "La prestazione non è tra quelle previste dalla scheda.",
             "The activity is none of those the sheet foresees.", "local regulation: service sheet"},
    RuleText{Rule::kReentryTooSoon, "reentry_too_soon",
             "Chi è stato tolto dalla lista può rientrare solo dopo il termine previsto.",
             "Who was removed from the list may re-enter only after the term.", "local regulation: service sheet"},
    RuleText{Rule::kAlreadyApplied, "already_applied",
             "Per questo servizio il fascicolo ha già una domanda non ancora decisa.",
             "The case has an application for this service that is not decided yet.", "L. 241/1990, art. 2 c. 1"},
    RuleText{Rule::kListClosed, "list_closed", "La lista d'attesa non era aperta il giorno della domanda.",
             "The waiting list was not open on the day of the application.", "local regulation: service sheet"},
    RuleText{Rule::kServesOnePerson, "serves_one_person",
             "Il servizio è rivolto alla persona: non si indicano altri componenti del nucleo.",
             "The service is for one person: no other members of the household are served with it.",
             "local regulation: service sheet"},
    RuleText{Rule::kDayOutOfOrder, "day_out_of_order", "I giorni si aprono uno per volta, in ordine.",
             "Days open one by one, in order.", "engine: days"},
};

}  // namespace

std::span<const RuleText> AllRules() { return kRules; }

const RuleText& TextOf(Rule rule) { return kRules[static_cast<std::size_t>(rule)]; }

std::optional<Rule> RuleFromCode(std::string_view code) {
  for (const RuleText& text : kRules) {
    if (text.code == code) return text.rule;
  }
  return std::nullopt;
}

}  // namespace fascicolo::engine
