#include "engine/refusals_of_access.h"

#include <array>

namespace fascicolo::engine {
namespace {

// L. 119/2001: professional secrecy of social workers. GDPR, art. 32: who opens what is recorded, and is checked.
constexpr std::array kRules{
    RuleText{Rule::kNoAccessPolicy, "no_access_policy", "Nessuna regola di accesso è in vigore.",
             "No policy of access is in force.", "Reg. (UE) 2016/679, art. 32"},
    RuleText{Rule::kSealedSo, "sealed_so", "Il fascicolo è già riservato alle stesse persone e agli stessi ruoli.",
             "The case is sealed already, for the same persons and roles.", "L. 119/2001, art. 1"},
    RuleText{Rule::kCaseNotSealed, "case_not_sealed", "Il fascicolo non è riservato.", "The case is not sealed.",
             "L. 119/2001, art. 1"},
    RuleText{Rule::kTwoPersonsNeeded, "two_persons_needed",
             "L'azione richiede due persone: serve prima l'assenso di un'altra, ancora valido.",
             "The action takes two persons: another must agree to it first, and for now.", "Reg. (UE) 2016/679, art. 32"},
    RuleText{Rule::kAnotherPersonNeeded, "another_person_needed",
             "Deve farlo un'altra persona, non chi ne ha il vantaggio o vi ha già acconsentito.",
             "Another person must do it: neither who gains by it nor who agreed to it before.",
             "Reg. (UE) 2016/679, art. 32"},
    RuleText{Rule::kNoEmergencies, "no_emergencies", "La regola di accesso non prevede letture in emergenza.",
             "The policy of access foresees no reading in an emergency.", "local regulation: policy of access"},
    RuleText{Rule::kEmergencyBeyondPolicy, "emergency_beyond_policy",
             "L'emergenza dura più a lungo, o chiede più di quanto consente la regola di accesso.",
             "The emergency lasts longer, or asks for more than the policy of access allows.",
             "local regulation: policy of access"},
    RuleText{Rule::kEmergencyUnreviewed, "emergency_unreviewed",
             "Un'emergenza precedente dello stesso operatore attende ancora la verifica.",
             "An earlier emergency of the same worker still awaits its review.", "local regulation: policy of access"},
    RuleText{Rule::kEmergencyOutOfOrder, "emergency_out_of_order",
             "Lo stato dell'emergenza non lo consente: non esiste, è terminata o è già verificata.",
             "The state of the emergency does not allow it: there is none, it is over, or it was reviewed.",
             "local regulation: policy of access"},
    RuleText{Rule::kTakesNoTwo, "takes_no_two", "La regola di accesso non richiede due persone per questa azione.",
             "The policy of access asks for no second person for this action.", "local regulation: policy of access"},
    RuleText{Rule::kAccessAskedFor, "access_asked_for",
             "L'assenso è già stato chiesto dallo stesso operatore, o è ancora valido.",
             "The same worker asked for it already, or may still do it.", "local regulation: policy of access"},
    RuleText{Rule::kAccessRequestOver, "access_request_over",
             "La richiesta non esiste, è già decisa, ritirata o scaduta.",
             "There is no such request, or it was decided, withdrawn or is over.", "local regulation: policy of access"},
    RuleText{Rule::kTermBeyondPolicy, "term_beyond_policy",
             "L'assenso è già scaduto o dura più di quanto consente la regola di accesso.",
             "The term is over already, or longer than the policy of access allows.",
             "local regulation: policy of access"},
    RuleText{Rule::kGrantNotInForce, "grant_not_in_force", "L'autorizzazione non esiste o non è più in vigore.",
             "There is no such grant, or it is not in force any more.", "Reg. (UE) 2016/679, art. 32"},
    RuleText{Rule::kNoSender, "no_sender", "Nessuno è stato nominato responsabile della trasmissione.",
             "Nobody was named to answer for the transmission.", "D.P.C.M. 159/2013; D.M. 206/2014"},
    RuleText{Rule::kSenderNamed, "sender_named", "Il responsabile della trasmissione è già lo stesso.",
             "The same person answers for the transmission already.", "local regulation: flows to INPS"},
    RuleText{Rule::kFlowsReadBefore, "flows_read_before", "I flussi risultano già letti fino a quel momento.",
             "The flows were read up to then already.", "INPS, interfaccia comuni: /flussi"},
    RuleText{Rule::kFlowOutcomeKnown, "flow_outcome_known", "L'esito è già registrato.", "The outcome is recorded already.",
             "INPS, interfaccia comuni: /esiti"},
    RuleText{Rule::kFlowNotRejected, "flow_not_rejected", "Il flusso non è tra quelli scartati da sistemare.",
             "The flow is none of those that were rejected and wait to be put right.",
             "INPS, interfaccia comuni: /esiti"},
    RuleText{Rule::kCertificateEnded, "certificate_ended", "Il certificato di disabilità non è più valido in quel giorno.",
             "The certificate of disability is not valid any more on that day.",
             "L. 104/1992, art. 3 c. 3; D.Lgs. 62/2024"},
};

}  // namespace

std::span<const RuleText> RulesOfAccess() { return kRules; }

}  // namespace fascicolo::engine
