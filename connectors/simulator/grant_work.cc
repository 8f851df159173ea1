#include "connectors/simulator/grant_work.h"

#include "engine/families/grant/grant.h"
#include "engine/families/ranking_lines.h"
#include "events/hash.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kGrantStream = 0x6772'616E'7473;  ///< "grants"
constexpr std::string_view kGrantOffice = "ufficio.contributi";
constexpr std::string_view kVoucherService = "one_off_economic_help";
constexpr std::string_view kControlOffice = "ufficio.controlli";
constexpr int kFirstVouchers = 30;           ///< days: the first cases are in charge, the budget is open
constexpr int kVouchersEveryDays = 7;
constexpr int kTermDays = 60;
constexpr int kPartPerMille = 200;      ///< vouchers of which only a half is used
constexpr int kWrongBillPerMille = 40;
constexpr std::int64_t kSamplePerCent = 10;
constexpr int kIncompletePerMille = 80;
constexpr int kUntruePerMille = 50;
constexpr int kGiveBackDays = 60;
constexpr std::int64_t kVoucherCents = 5'000;

}  // namespace

GrantWork::GrantWork(TownHall& hall, Signing& signing, MoneyWork& money, AllowanceWork& allowances)
    : hall_(hall),
      signing_(signing),
      money_(money),
      allowances_(allowances),
      chance_(hall.parameters.seed ^ kGrantStream) {}

void GrantWork::PlanYear() {
  const Day next_year = DayFromCivil({.year = YearOf(hall_.today) + 1, .month = 1, .day = 1});
  const int days = next_year - hall_.today - kFirstVouchers;
  for (std::int64_t i = 0; i < hall_.figures.vouchers && days > 0; ++i) {
    const Day on = WorkingDayFrom(hall_.today + kFirstVouchers + chance_.Between(0, days - 1));
    if (on < next_year) hall_.agenda.Add(on, ErrandKind::kAskVouchers);
  }
  for (Day on = hall_.today + kFirstVouchers; on < next_year; on = on + kVouchersEveryDays) {
    hall_.agenda.Add(WorkingDayFrom(on), ErrandKind::kGrantVouchers);
  }
  for (Day month = FirstOfMonth(hall_.today); month < next_year; month = AddMonths(month, 1)) {
    hall_.agenda.Add(WorkingDayFrom(month + 6), ErrandKind::kBillVouchers);
    hall_.agenda.Add(WorkingDayFrom(month + 9), ErrandKind::kPayVouchers);
    const bool is_quarter = (MonthOf(month) - 1) % 3 == 0 && month > hall_.parameters.first_day;
    if (is_quarter) hall_.agenda.Add(WorkingDayFrom(month + 12), ErrandKind::kCommitSample);
  }
}

void GrantWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kAskVouchers:
      return Ask();
    case ErrandKind::kGrantVouchers:
      return Grant();
    case ErrandKind::kRedeem:
      return Redeem(errand.subject);
    case ErrandKind::kBillVouchers:
      return Bill();
    case ErrandKind::kPayVouchers:
      return Pay();
    case ErrandKind::kCommitSample:
      return CommitSample();
    case ErrandKind::kRevealSample:
      return RevealSample();
    case ErrandKind::kCheckDeclarations:
      return CheckDeclarations();
    default:
      return;
  }
}

Day GrantWork::MonthBefore() const { return AddMonths(FirstOfMonth(hall_.today), -1); }

void GrantWork::Ask() {
  const auto count = static_cast<std::uint32_t>(chance_.Between(2, 6));
  if (auto help = allowances_.Apply(kVoucherService, kVoucherCents, count)) asked_.push_back({*help});
}

/// By an act that commits the money as well; they are good when it is signed.
void GrantWork::Grant() {
  constexpr int kGoodInDays = 5;
  const Day from = hall_.today + kGoodInDays;
  Signing::Carried all;
  for (const Vouchers& one : std::exchange(asked_, {})) {
    const auto number = money_.CommitmentFor(one.help.chapter, one.help.application);
    const auto row = hall_.state().Find<engine::ActivationTable>(one.help.application);
    if (!number || !row || row->state != engine::ActivationState::kFiled) continue;
    schema::GrantVouchersT grant;
    grant.activation = SchemaId(one.help.application);
    grant.count = one.help.months;
    grant.amount = one.help.cents;
    grant.purpose = "food";
    grant.from = from.days;
    grant.until = (from + kTermDays).days;
    grant.chapter = SchemaId(one.help.chapter);
    grant.commitment = *number;
    all.push_back(MoneyWork::Commitment(one.help.chapter, *number));
    all.push_back(engine::CommandOf(std::move(grant)));
    granted_.push_back(one);
    for (std::uint32_t i = 0; i < one.help.months; ++i) {
      hall_.agenda.Add(WorkingDayFrom(from + chance_.Between(1, kTermDays - 6)), ErrandKind::kRedeem,
                       static_cast<std::uint32_t>(granted_.size() - 1));
    }
  }
  signing_.Draft(kGrantOffice, "vouchers", std::move(all), Signing::Visa::kNeeded);
}

/// In one of the shops, whole or the half of it.
void GrantWork::Redeem(std::uint32_t number) {
  Vouchers& vouchers = granted_[number];
  const auto row = hall_.state().Find<engine::VouchersTable>(vouchers.help.application);
  const bool is_good = row && !row->lapsed && hall_.today >= row->from && hall_.today <= row->until &&
                       !engine::IsForfeited(hall_.state(), vouchers.help.application);
  if (!is_good || vouchers.next > row->count) return;
  const std::string_view shop = chance_.Pick(kShops);
  schema::RedeemVoucherT redeem;
  redeem.activation = SchemaId(vouchers.help.application);
  redeem.voucher = vouchers.next++;
  redeem.payee = SchemaId(money_.ProviderNamed(shop));
  redeem.amount = chance_.Happens(kPartPerMille) ? row->amount / 2 : row->amount;
  hall_.door.Send(shop, std::move(redeem));
}

void GrantWork::Bill() {
  for (const std::string_view shop : kShops) BillOf(money_.ProviderNamed(shop), MonthBefore());
}

/// What was redeemed there; now and then a wrong bill comes first.
void GrantWork::BillOf(EntityId shop, Day month) {
  const auto of_month = hall_.state().Find<engine::VoucherMonthTable>(shop, month);
  if (!of_month || of_month->redeemed == 0 || of_month->bill != 0) return;
  const auto bill = [&](std::int64_t cents) {
    schema::BillVouchersT told;
    told.payee = SchemaId(shop);
    told.reference = "B-" + std::to_string(++bills_[shop]);
    told.month = month.days;
    told.amount = cents;
    hall_.door.Send(kGrantOffice, std::move(told));
  };
  if (chance_.Happens(kWrongBillPerMille)) {
    bill(of_month->redeemed + kVoucherCents);
    schema::ContestVoucherBillT contest;
    contest.payee = SchemaId(shop);
    contest.bill = bills_[shop];
    contest.reason = "more_than_redeemed";
    hall_.door.Send(kGrantOffice, std::move(contest));
  }
  bill(of_month->redeemed);
  schema::AcceptVoucherBillT accept;
  accept.payee = SchemaId(shop);
  accept.bill = bills_[shop];
  hall_.door.Send(kGrantOffice, std::move(accept));
}

void GrantWork::Pay() {
  const engine::State state = hall_.state();
  const Day month = MonthBefore();
  const auto is_due = [&](const Vouchers& one) {
    for (const std::string_view shop : kShops) {
      const EntityId payee = money_.ProviderNamed(shop);
      const auto of_month = state.Find<engine::VoucherMonthTable>(payee, month);
      const bool is_redeemed = state.Find<engine::RedeemedTable>(one.help.application, month, payee).has_value();
      const bool is_paid = state.Find<engine::PaidForTable>(one.help.application, 0U, month, payee).has_value();
      if (of_month && of_month->bill != 0 && is_redeemed && !is_paid) return true;
    }
    return false;
  };
  if (std::none_of(granted_.begin(), granted_.end(), is_due)) return;
  signing_.DraftPayments(kGrantOffice, kVoucherService, month, ErrandKind::kPayVouchers);
}

/// Of what was granted in the quarter before. The number that decides is known on the next working day.
void GrantWork::CommitSample() {
  for (std::uint8_t& byte : seed_.bytes) byte = static_cast<std::uint8_t>(chance_.Below(256));
  const Day quarter = FirstOfMonth(hall_.today);
  schema::CommitSampleT commit;
  commit.service = kVoucherService;
  commit.from = AddMonths(quarter, -3).days;
  commit.until = quarter.days;
  commit.share = kSamplePerCent * 100;
  commit.seed_hash = engine::RefOf(events::Sha256(seed_.bytes));
  commit.public_source = "lotto, ruota di Cagliari";
  commit.public_on = WorkingDayFrom(hall_.today + 1).days;
  sample_ = engine::NewEntity(hall_.door.Send(kControlOffice, std::move(commit)), 0);
  hall_.agenda.Add(WorkingDayFrom(hall_.today + 1), ErrandKind::kRevealSample);
}

void GrantWork::RevealSample() {
  if (!hall_.state().Find<engine::SampleTable>(sample_)) return;  // nothing was granted
  schema::RevealSampleT reveal;
  reveal.of_sample = SchemaId(sample_);
  reveal.seed = engine::RefOf(seed_);
  reveal.public_number = std::to_string(chance_.Between(1, 90)) + " " + std::to_string(hall_.today.days % 90 + 1);
  hall_.door.Send(kControlOffice, std::move(reveal));
  hall_.agenda.Add(WorkingDayFrom(hall_.today + 20), ErrandKind::kCheckDeclarations);
}

/// Most are true. Who declared what is untrue gives back what they had.
void GrantWork::CheckDeclarations() {
  using enum schema::DeclarationResult;
  Signing::Carried lost;
  const auto look = [&](std::string_view bytes, const engine::MarkRow&) {
    EntityId of;
    EntityId application;
    engine::DrawnGrantTable::Read(bytes, of, application);
    schema::RecordDeclarationCheckT check;
    check.activation = SchemaId(application);
    check.of_sample = SchemaId(sample_);
    const bool is_untrue = chance_.Happens(kUntruePerMille);
    check.result = is_untrue ? untrue : chance_.Happens(kIncompletePerMille) ? incomplete : confirmed;
    check.reference = "verbale " + std::to_string(hall_.today.days);
    if (is_untrue) {
      schema::ForfeitBenefitT forfeit;
      forfeit.activation = SchemaId(application);
      forfeit.due_on = (hall_.today + kGiveBackDays).days;
      lost.push_back(engine::CommandOf(std::move(forfeit)));
      if (const auto row = hall_.state().Find<engine::ActivationTable>(application)) money_.AddDebtor(row->person);
    }
    hall_.door.Send(kControlOffice, std::move(check));
    return true;
  };
  hall_.state().Scan<engine::DrawnGrantTable>(engine::DrawnGrantTable::Key(sample_), look);
  signing_.Draft(kControlOffice, "forfeiture", std::move(lost), Signing::Visa::kNone);
}

}  // namespace fascicolo::simulator
