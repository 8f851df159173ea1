// What belongs to vouchers, to the checks of declarations, to a plan's balance and to shares of a cost: types, fields and words.
#include "connectors/cli/labels/tables.h"

namespace fascicolo::cli {
namespace {

constexpr LabelText kTable[] = {
    {"command.GrantVouchers", "Grant vouchers", "Concessione di buoni"},
    {"command.RedeemVoucher", "Redeem a voucher", "Spesa di un buono"},
    {"command.BillVouchers", "Record a bill for vouchers", "Fattura per buoni spesi"},
    {"command.AcceptVoucherBill", "Accept a bill for vouchers", "Accettazione della fattura per buoni"},
    {"command.ContestVoucherBill", "Contest a bill for vouchers", "Contestazione della fattura per buoni"},
    {"command.CommitSample", "Announce a sample of grants to be checked", "Avvio del campione per i controlli"},
    {"command.RevealSample", "Draw the sample", "Estrazione del campione"},
    {"command.RecordDeclarationCheck", "Record the check of a declaration", "Esito del controllo di una dichiarazione"},
    {"command.ForfeitBenefit", "Forfeit a benefit for an untrue declaration",
     "Decadenza dal beneficio per dichiarazione non veritiera"},
    {"command.BalancePlan", "Balance a plan's year", "Conguaglio dell'anno del piano"},
    {"command.RecordCostShare", "Record who bears a share of the cost", "Quota di costo a carico di altri"},

    {"event.VouchersGranted", "Vouchers granted", "Buoni concessi"},
    {"event.VoucherRedeemed", "Voucher redeemed", "Buono speso"},
    {"event.VouchersLapsed", "Vouchers lapsed", "Buoni scaduti"},
    {"event.VouchersBilled", "Vouchers billed", "Buoni fatturati"},
    {"event.VoucherBillAccepted", "Bill for vouchers accepted", "Fattura per buoni accettata"},
    {"event.VoucherBillContested", "Bill for vouchers contested", "Fattura per buoni contestata"},
    {"event.SampleCommitted", "Sample announced", "Campione avviato"},
    {"event.SampleRevealed", "Sample drawn", "Campione estratto"},
    {"event.DeclarationChecked", "Declaration checked", "Dichiarazione controllata"},
    {"event.BenefitForfeited", "Benefit forfeited", "Decadenza dal beneficio"},
    {"event.PlanBalanced", "Plan's year balanced", "Anno del piano conguagliato"},
    {"event.CostShareRecorded", "Share of the cost recorded", "Quota di costo registrata"},

    {"field.drawn", "drawn", "estratte"},
    {"field.grants", "grants", "concessioni"},
    {"field.lists", "lists as signed", "graduatorie come firmate"},
    {"field.paid", "paid", "pagato"},
    {"field.purpose", "for", "destinazione"},
    {"field.recognised", "recognised", "riconosciuto"},
    {"field.redeemed", "redeemed", "speso"},
    {"field.of_sample", "control sample", "campione di controllo"},
    {"field.share", "share (%)", "quota (%)"},
    {"field.voucher", "voucher", "buono"},

    {"declaration_result.none", "-", "-"},
    {"declaration_result.confirmed", "confirmed", "confermata"},
    {"declaration_result.incomplete", "to be completed", "da completare"},
    {"declaration_result.untrue", "untrue", "non veritiera"},
    {"cost_payer.none", "-", "-"},
    {"cost_payer.health_authority", "health authority", "azienda sanitaria"},
    {"cost_payer.region", "region", "regione"},
    {"cost_payer.other_municipality", "another municipality", "altro comune"},
    {"entity_kind.sample", "control sample", "campione di controllo"},
    {"proposal.recover_payments", "ask back what was paid after the end", "recupero di quanto pagato dopo la conclusione"},
};

}  // namespace

const std::span<const LabelText> kGrantLabels = kTable;

}  // namespace fascicolo::cli
