// Grants beside the monthly allowance (allowance.h), and the checks of what applicants declared.
//
// Vouchers (buoni). An act grants so many equal vouchers out of what was set aside, for a purpose and a term. Each is redeemed
// at a provider, all of it or in parts, never beyond what it is worth, on a day of its term on which the service is neither
// suspended wholly nor over. Papers come later than the day: for kVoucherGraceDays after the term what happened in it is still
// recorded, then what is left lapses. A provider bills a month at once; the bill is accepted when it is what was redeemed there,
// closes the month, and is liquidated application by application, as DraftPayments proposes it.
//
//   granted -> redeemed in parts ... -> used up | lapsed
//   a provider's month:  billed -> accepted: closed, liquidated by an act | contested -> billed again
//
// Declarations. A sample of the grants that began in a period is drawn by a committed seed and a public number, as lots are
// (ranking_lines.h: DrawnOrder, replayed by ops/draw/replay). Whatever is drawn is checked, and so is what raises a doubt
// (D.P.R. 445/2000, art. 71 c. 1). Who has something to complete is asked to, and checked again (c. 3). A declaration that is
// untrue forfeits the benefit from its first day, by an act, and all that was paid is owed (art. 75 c. 1). That for two years
// nothing else is granted (c. 1-bis) does not hold for those in hardship, and is left to the office.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kSampleKind = schema::EntityKind::sample;
inline constexpr int kVoucherGraceDays = 30;
inline constexpr std::uint32_t kMaxVouchers = 1'000;       ///< of one application
inline constexpr std::uint32_t kMaxVoucherBills = 10'000;  ///< of one provider
inline constexpr std::size_t kMaxSampled = 4'000;          ///< grants from which one sample is drawn
inline constexpr std::int64_t kWholeShare = 10'000;        ///< hundredths of a per cent

/// Where what is to be liquidated was paid with vouchers: exactly what was redeemed at the payee in that month, by a bill that
/// was accepted.
[[nodiscard]] std::optional<Decision> CheckVouchersDue(const State& state, EntityId about, std::optional<Day> month,
                                                       EntityId payee, std::int64_t amount);
/// Adds what of a service's vouchers is billed, accepted and not liquidated, in the order of applications and payees, until
/// there are kMaxCarried.
void AddVoucherPayments(const State& state, const std::string& service, Day month,
                        std::vector<std::unique_ptr<schema::CarriedT>>& payments);
/// How many of the grants are drawn: the share of them, rounded up.
[[nodiscard]] inline std::size_t SampleSize(const SampleRow& row) {
  const auto share = static_cast<std::int64_t>(row.grants.size()) * row.share;
  return static_cast<std::size_t>((share + kWholeShare - 1) / kWholeShare);
}
/// The benefit is lost because a declaration was untrue: no month of it is paid any more.
[[nodiscard]] bool IsForfeited(const State& state, EntityId activation);

Decision Decide(const State& state, const Intent& intent, const schema::GrantVouchers& command);
Decision Decide(const State& state, const Intent& intent, const schema::RedeemVoucher& command);
Decision Decide(const State& state, const Intent& intent, const schema::BillVouchers& command);
Decision Decide(const State& state, const Intent& intent, const schema::AcceptVoucherBill& command);
Decision Decide(const State& state, const Intent& intent, const schema::ContestVoucherBill& command);
Decision Decide(const State& state, const Intent& intent, const schema::CommitSample& command);
Decision Decide(const State& state, const Intent& intent, const schema::RevealSample& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordDeclarationCheck& command);
Decision Decide(const State& state, const Intent& intent, const schema::ForfeitBenefit& command);

/// The term of vouchers, and the days in which papers come, are over.
Decision FulfilVouchersEnd(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(VouchersGranted);
FASCICOLO_EVOLVE(VoucherRedeemed);
FASCICOLO_EVOLVE(VouchersLapsed);
FASCICOLO_EVOLVE(VouchersBilled);
FASCICOLO_EVOLVE(VoucherBillAccepted);
FASCICOLO_EVOLVE(VoucherBillContested);
FASCICOLO_EVOLVE(SampleCommitted);
FASCICOLO_EVOLVE(SampleRevealed);
FASCICOLO_EVOLVE(DeclarationChecked);
FASCICOLO_EVOLVE(BenefitForfeited);

}  // namespace fascicolo::engine
