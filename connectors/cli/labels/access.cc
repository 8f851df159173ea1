// What belongs to who may read a case: types, fields, words and answers.
#include "connectors/cli/labels/tables.h"

namespace fascicolo::cli {
namespace {

constexpr LabelText kAccessTable[] = {
    {"command.SealCase", "Seal a case", "Riservare un fascicolo"},
    {"command.UnsealCase", "Lift the seal of a case", "Togliere la riservatezza a un fascicolo"},
    {"command.DeclareEmergency", "Read a case in an emergency", "Leggere un fascicolo in emergenza"},
    {"command.ConfirmEmergency", "Agree to an emergency", "Assenso a un'emergenza"},
    {"command.ReviewEmergency", "Review an emergency", "Verifica di un'emergenza"},
    {"command.RequestAccess", "Ask another to agree to an action", "Richiesta di assenso a un'azione"},
    {"command.ApproveAccess", "Agree to an action", "Assenso a un'azione"},
    {"command.WithdrawAccess", "Decline or take back a request of access", "Rifiuto o ritiro di una richiesta di accesso"},
    {"command.GrantAccess", "Let somebody read more", "Autorizzazione a leggere di più"},
    {"command.RevokeAccess", "Revoke what somebody may read", "Revoca di un'autorizzazione a leggere"},

    {"event.CaseSealed", "Case sealed", "Fascicolo riservato"},
    {"event.CaseUnsealed", "Seal lifted", "Riservatezza tolta"},
    {"event.EmergencyDeclared", "Emergency declared", "Emergenza dichiarata"},
    {"event.EmergencyConfirmed", "Emergency agreed to", "Emergenza con assenso"},
    {"event.EmergencyReviewed", "Emergency reviewed", "Emergenza verificata"},
    {"event.AccessReviewMissed", "Review of access missed", "Verifica di accesso non fatta"},
    {"event.AccessRequested", "Agreement to an action asked for", "Assenso a un'azione richiesto"},
    {"event.AccessApproved", "Action agreed to", "Assenso dato a un'azione"},
    {"event.AccessWithdrawn", "Request of access withdrawn", "Richiesta di accesso ritirata"},
    {"event.AccessGranted", "Allowed to read more", "Autorizzato a leggere di più"},
    {"event.AccessRevoked", "Revoked what somebody may read", "Autorizzazione a leggere revocata"},

    {"field.emergency", "emergency", "emergenza"},
    {"field.grant", "grant", "autorizzazione"},
    {"field.levels", "levels of secrecy", "livelli di riservatezza"},
    {"field.names", "who may know of it", "chi può saperne"},
    {"field.request", "request", "richiesta"},
    {"field.review_on", "review on", "verifica il"},
    {"field.roles", "roles that may know of it", "ruoli che possono saperne"},
    {"field.two", "takes two persons", "richiede due persone"},

    {"seal_ground.none", "-", "-"},
    {"seal_ground.protected_person", "a protected person", "persona protetta"},
    {"seal_ground.staff", "of the office's own people", "personale dell'ente"},
    {"seal_ground.adoption", "adoption", "adozione"},
    {"seal_ground.high_risk", "danger to somebody", "pericolo per qualcuno"},
    {"seal_ground.court_order", "order of a court", "ordine dell'autorità giudiziaria"},
    {"seal_ground.other", "other", "altro"},
    {"emergency_reason.none", "-", "-"},
    {"emergency_reason.danger_to_life", "danger to life", "pericolo di vita"},
    {"emergency_reason.minor_in_danger", "minor in danger", "minore in pericolo"},
    {"emergency_reason.violence", "violence", "violenza"},
    {"emergency_reason.health", "health", "salute"},
    {"emergency_reason.authority_asks", "a court or the police asks", "richiesta dell'autorità o delle forze dell'ordine"},
    {"emergency_reason.other", "other", "altro"},
    {"review_outcome.none", "-", "-"},
    {"review_outcome.justified", "justified", "giustificata"},
    {"review_outcome.not_justified", "not justified", "non giustificata"},

    {"access_relation.any", "any case", "qualsiasi fascicolo"},
    {"access_relation.team", "cases of their areas", "fascicoli delle proprie aree"},
    {"access_relation.holder", "cases that they lead", "fascicoli di cui è responsabile"},
    {"may.allowed", "yes", "sì"},
    {"may.conflict", "declared too near to the person", "dichiarato in conflitto con la persona"},
    {"may.emergency", "allowed by an emergency that was declared", "consentito da un'emergenza dichiarata"},
    {"may.grant", "allowed by a grant beyond the policy", "consentito da un'autorizzazione oltre la regola"},
    {"may.needs_two", "takes two persons, and no other has agreed", "richiede due persone, e nessun'altra ha dato l'assenso"},
    {"may.no_policy", "no policy of access is in force", "nessuna regola di accesso in vigore"},
    {"may.no_row", "no row of the policy allows it", "nessuna riga della regola lo consente"},
    {"may.not_allowed", "no", "no"},
    {"may.number", "number", "numero"},
    {"may.policy", "policy of access", "regola di accesso"},
    {"may.protected", "the address is protected", "l'indirizzo è protetto"},
    {"may.row", "allowed by the row", "consentito dalla riga"},
    {"may.sealed", "the case is sealed, and its seal does not name them", "il fascicolo è riservato ad altri"},
    {"may.two_agreed", "takes two persons, and another has agreed", "richiede due persone, e un'altra ha dato l'assenso"},
    {"may.unknown_case", "there is no such case", "il fascicolo non esiste"},
    {"may.until", "until", "fino a"},
};

}  // namespace

const std::span<const LabelText> kAccessLabels = kAccessTable;

}  // namespace fascicolo::cli
