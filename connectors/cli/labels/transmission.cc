// What belongs to flows to INPS, and to certificates that end: types, fields and words.
#include "connectors/cli/labels/tables.h"

namespace fascicolo::cli {
namespace {

constexpr LabelText kTable[] = {
    {"command.NameSender", "Name who answers for flows", "Nomina del responsabile della trasmissione"},
    {"command.RecordFlowsRead", "Record that INPS read flows", "Flussi letti dall'INPS"},
    {"command.RecordFlowOutcome", "Record the outcome of a flow", "Esito di un flusso"},
    {"command.GiveUpFlow", "Give a rejected flow up", "Rinuncia a un flusso scartato"},
    {"command.RecordCertificate", "Record another certificate of a plan", "Nuovo certificato per un piano"},

    {"event.SenderNamed", "Sender named", "Responsabile della trasmissione nominato"},
    {"event.FlowsRead", "Flows read by INPS", "Flussi letti dall'INPS"},
    {"event.FlowOutcomeRecorded", "Outcome of a flow recorded", "Esito di un flusso registrato"},
    {"event.FlowMended", "Rejected flow put right", "Flusso scartato sistemato"},
    {"event.RejectOverdue", "Rejected flow not put right in time", "Flusso scartato non sistemato in tempo"},
    {"event.FlowGivenUp", "Rejected flow given up", "Rinuncia al flusso scartato"},
    {"event.CertificateRecorded", "Certificate recorded", "Certificato registrato"},
    {"event.CertificateEnding", "Certificate ends soon", "Certificato in scadenza"},

    {"field.acquired_at", "taken by INPS at", "acquisito dall'INPS il"},
    {"field.acquisition", "SIUSS number", "numero SIUSS"},
    {"field.by_flow", "by the flow", "con il flusso"},
    {"field.certified_until", "certificate valid until (excluded)", "certificato valido fino al (escluso)"},
    {"field.flow", "flow", "flusso"},
    {"field.flow_at", "timestamp of the flow", "data e ora del flusso"},
    {"field.mend_by", "to be put right by", "da sistemare entro"},
    {"field.mends", "puts right the flow", "sistema il flusso"},
    {"field.sender", "sender", "responsabile della trasmissione"},

    {"entity_kind.flow", "flow to INPS", "flusso all'INPS"},
    {"flow_kind.none", "-", "-"},
    {"flow_kind.ps_psa_sina", "benefits of persons (PS-PSA-SINA)", "prestazioni sociali (PS-PSA-SINA)"},
    {"flow_kind.sinba", "benefits of minors (SINBA)", "minori (SINBA)"},
    {"flow_outcome.none", "-", "-"},
    {"flow_outcome.accepted", "accepted", "accettato"},
    {"flow_outcome.rejected", "rejected", "scartato"},
};

}  // namespace

const std::span<const LabelText> kTransmissionLabels = kTable;

}  // namespace fascicolo::cli
