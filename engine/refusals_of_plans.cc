#include "engine/refusals_of_plans.h"

#include <array>

namespace fascicolo::engine {
namespace {

// L. 162/1998: support of people with a severe disability. DGR Sardegna 5/38 of 29.1.2025: Ritornare a casa PLUS.
constexpr std::array kRules{
    RuleText{Rule::kServiceHasNoPlans, "service_has_no_plans", "Il servizio non prevede piani personalizzati.",
             "The service has no personal plans.", "local regulation: service sheet"},
    RuleText{Rule::kPlanOutOfOrder, "plan_out_of_order", "Lo stato del piano non lo consente.",
             "The state of the plan does not allow it.", "L. 162/1998, art. 1"},
    RuleText{Rule::kCertificateMissing, "certificate_missing",
             "Manca il certificato di disabilità grave, in una delle due forme.",
             "The certificate of a severe disability is missing, in either of its forms.",
             "L. 104/1992, art. 3 c. 3; D.Lgs. 62/2024"},
    RuleText{Rule::kPlanPending, "plan_pending", "Un'altra richiesta di piano della persona non è ancora conclusa.",
             "Another request of the person for such a plan is not over.", "local regulation: service sheet"},
    RuleText{Rule::kPlanSheetMissing, "plan_sheet_missing", "Manca una scheda di valutazione prevista.",
             "An assessment sheet that is wanted is missing.", "local regulation: service sheet"},
    RuleText{Rule::kPlanAssessedOtherwise, "plan_assessed_otherwise",
             "Questa misura si valuta in altro modo: con il punteggio delle schede, o con il livello deciso dall'UVT.",
             "This measure is assessed otherwise: by the points of its sheets, or by the level that the UVT decides.",
             "local regulation: service sheet"},
    RuleText{Rule::kPlanLevelNotForeseen, "plan_level_not_foreseen", "Il livello non è tra quelli previsti.",
             "There is no such level.", "DGR Sardegna 5/38 del 29.1.2025"},
    RuleText{Rule::kPlanYearOutOfOrder, "plan_year_out_of_order",
             "L'anno del piano non è quello che segue, o non è al punto richiesto.",
             "The plan's year is not the one that comes next, or has not come that far.",
             "local regulation: yearly plans"},
    RuleText{Rule::kPlanOverAmount, "plan_over_amount", "Le voci del piano superano l'importo disponibile.",
             "The items of the plan exceed the amount that there is.", "local regulation: budget of a plan"},
    RuleText{Rule::kPlanItemNotAdmitted, "plan_item_not_admitted",
             "La voce non è ammessa: per l'età, o perché i giorni superano il massimo.",
             "The item is not admitted: by age, or for more days than the most.", "local regulation: service sheet"},
    RuleText{Rule::kPlansExclude, "plans_exclude_each_other",
             "È in corso un piano incompatibile: L. 162/98 e Ritornare a casa non si cumulano.",
             "A plan that excludes this one is in force: L. 162/98 and Ritornare a casa are not held together.",
             "local regulation: L. 162/98 and Ritornare a casa exclude each other"},
    RuleText{Rule::kPlanInForce, "plan_in_force", "È già in corso un piano della stessa misura, di livello non inferiore.",
             "A plan of the same measure is in force, of no lower level.", "DGR Sardegna 5/38 del 29.1.2025"},
    RuleText{Rule::kHelperTooClose, "helper_too_close",
             "Chi assiste convive con la persona o è un familiare tenuto agli alimenti: serve una deroga.",
             "The helper lives with the person or is a relative bound to maintain them: a derogation is wanted.",
             "Codice civile, art. 433; local regulation"},
    RuleText{Rule::kHelperMissing, "helper_missing", "Per il mese non è dichiarato il contratto di chi assiste.",
             "No helper's contract is declared for the month.", "local regulation: indirect management"},
    RuleText{Rule::kPlanNotRunning, "plan_not_running", "In quel mese il piano non è attivo.",
             "The plan does not run in that month.", "local regulation: expenses"},
    RuleText{Rule::kExpensesOutOfOrder, "expenses_out_of_order",
             "Le ricevute del mese mancano, o sono già state decise.",
             "The month's expenses are missing, or are decided already.", "local regulation: expenses"},
    RuleText{Rule::kPlanOverdrawn, "plan_overdrawn", "La spesa supera quanto resta della voce o del piano.",
             "The spending exceeds what is left of the item or of the plan.", "local regulation: budget of a plan"},
    RuleText{Rule::kExpensesPending, "expenses_pending", "Ci sono mesi da decidere o da liquidare.",
             "Months are left to decide, or to liquidate.", "local regulation: leftovers go back"},
    RuleText{Rule::kNothingLeft, "nothing_left", "Non resta nulla da restituire.", "Nothing is left to give back.",
             "local regulation: leftovers go back"},
    RuleText{Rule::kRevalidationNotForeseen, "revalidation_not_foreseen",
             "La scheda non prevede la verifica della lista d'attesa.", "The sheet asks nobody who waits to confirm.",
             "local regulation: service sheet"},
    RuleText{Rule::kConfirmationPending, "confirmation_pending", "La conferma è già stata chiesta e si attende risposta.",
             "They were asked to confirm already, and the answer is awaited.", "local regulation: waiting lists"},
    RuleText{Rule::kNotAskedToConfirm, "not_asked_to_confirm", "Nessuna conferma è stata chiesta.",
             "Nobody asked them to confirm.", "local regulation: waiting lists"},
};

}  // namespace

std::span<const RuleText> RulesOfPlans() { return kRules; }

}  // namespace fascicolo::engine
