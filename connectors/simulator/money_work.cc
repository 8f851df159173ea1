#include "connectors/simulator/money_work.h"

#include "connectors/simulator/invented_person.h"
#include "engine/families/activation_charges.h"
#include "engine/families/money.h"

#include <algorithm>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kMoneyStream = 0x6D6F'6E65'79;  ///< "money"
constexpr std::string_view kAccountsOffice = "ragioneria";
constexpr std::string_view kDebtsOffice = "ufficio.entrate";
constexpr std::array<std::string_view, MoneyWork::kPurposes> kChapterCodes{"1205/20", "1205/10", "1205/162"};
constexpr std::array<std::string_view, MoneyWork::kPurposes> kChapterNames{
    "Servizi in appalto", "Contributi economici", "Piani personalizzati, fondi regionali"};
constexpr std::int64_t kCentsOfAEuro = 100;
/// For plans twice what a year's cost: in December those of the year to come are set aside beside them.
constexpr std::array<std::int64_t, MoneyWork::kPurposes> kEuroPerInhabitant{200, 40, 240};
/// What is set aside for a contract: of capacity by the week or by the day, more than a year has, because it grows in spring.
constexpr std::int64_t kWeeksSetAside = 100;
constexpr std::int64_t kDaysSetAside = 500;
constexpr int kDurcDays = 120;
constexpr int kContestedPerMille = 15;
constexpr int kBouncedPerMille = 4;
constexpr int kPaidPerMille = 850;  ///< of what is owed, each month
constexpr int kDueInDays = 30;

/// What a provider bills for, user by user, and the price of one unit. No other service is billed: the town gives it itself, or
/// pays for it by what it orders (meals, laundry).
struct Priced {
  Wish wish;
  std::int64_t cents;
};
constexpr std::array<Priced, 3> kPrices{{{Wish::kHomeCare, 40},  // a minute
                                         {Wish::kCarers, 38},
                                         {Wish::kDayFacility, 6'200}}};

std::optional<std::int64_t> PriceOf(Wish wish) {
  for (const Priced& one : kPrices) {
    if (one.wish == wish) return one.cents;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> CommitmentNumbers::Of(const engine::State& state, EntityId chapter, EntityId about) {
  Read& read = chapters_[chapter];
  const auto row = state.Find<engine::ChapterTable>(chapter);
  while (row && read.commitments < row->commitments) {
    const auto one = state.Find<engine::CommitmentTable>(chapter, ++read.commitments);
    if (one) read.by_about[one->about] = read.commitments;
  }
  const auto found = read.by_about.find(about);
  return found == read.by_about.end() ? std::nullopt : std::optional(found->second);
}

MoneyWork::MoneyWork(TownHall& hall, Signing& signing)
    : hall_(hall), signing_(signing), chance_(hall.parameters.seed ^ kMoneyStream) {}

void MoneyWork::PlanYear() {
  const Day start = WorkingDayFrom(hall_.today + 1);
  hall_.agenda.Add(start, ErrandKind::kOpenBudget);
  hall_.agenda.Add(WorkingDayFrom(start + 1), ErrandKind::kCommitContracts);
  const Day next_year = DayFromCivil({.year = YearOf(hall_.today) + 1, .month = 1, .day = 1});
  for (Day on = WorkingDayFrom(start + 1); on < next_year; on = WorkingDayFrom(on + kDurcDays - 5)) {
    hall_.agenda.Add(on, ErrandKind::kRenewDurc);
  }
  for (Day month = FirstOfMonth(hall_.today); month < next_year; month = AddMonths(month, 1)) {
    if (month + 9 <= hall_.today) continue;
    hall_.agenda.Add(WorkingDayFrom(month + 9), ErrandKind::kBill);
    hall_.agenda.Add(WorkingDayFrom(WorkingDayFrom(month + 9) + 1), ErrandKind::kLiquidate);
    hall_.agenda.Add(WorkingDayFrom(month + 11), ErrandKind::kCharge);
    hall_.agenda.Add(WorkingDayFrom(month + 20), ErrandKind::kCollect);
    hall_.agenda.Add(WorkingDayFrom(month + 26), ErrandKind::kPay);
  }
}

void MoneyWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kOpenBudget:
      return OpenYear();
    case ErrandKind::kCommitContracts:
      return CommitContracts();
    case ErrandKind::kRenewDurc:
      return RenewDurc();
    case ErrandKind::kBill:
      return TakeBills();
    case ErrandKind::kLiquidate:
      return Liquidate();
    case ErrandKind::kCharge:
      return Charge();
    case ErrandKind::kCollect:
      return Collect();
    case ErrandKind::kPay:
      return Pay();
    default:
      return;
  }
}

std::optional<EntityId> MoneyWork::ChapterFor(Purpose purpose) const {
  const auto year = chapters_.find(YearOf(hall_.today));
  return year == chapters_.end() ? std::nullopt : std::optional(year->second.at(static_cast<std::size_t>(purpose)));
}

std::optional<std::uint32_t> MoneyWork::CommitmentFor(EntityId chapter, EntityId about) {
  return numbers_.Of(hall_.state(), chapter, about);
}

void MoneyWork::Reserve(EntityId chapter, EntityId about, std::int64_t cents) {
  schema::ReserveMoneyT reserve;
  reserve.chapter = SchemaId(chapter);
  reserve.about = SchemaId(about);
  reserve.amount = cents;
  hall_.door.Send(kAccountsOffice, std::move(reserve));
}

schema::CommandPayloadUnion MoneyWork::Commitment(EntityId chapter, std::uint32_t number) {
  schema::CommitMoneyT commit;
  commit.chapter = SchemaId(chapter);
  commit.commitment = number;
  commit.number = "I-" + std::to_string(number);
  return engine::CommandOf(std::move(commit));
}

schema::CommandPayloadUnion MoneyWork::Liquidation(EntityId chapter, std::uint32_t commitment, EntityId payee, Day month,
                                                   std::int64_t cents) {
  schema::LiquidateMoneyT liquidate;
  liquidate.chapter = SchemaId(chapter);
  liquidate.commitment = commitment;
  liquidate.amount = cents;
  liquidate.payee = SchemaId(payee);
  liquidate.month = month.days;
  return engine::CommandOf(std::move(liquidate));
}

EntityId MoneyWork::PayeeOf(EntityId person) {
  schema::RegisterPayeeT payee;
  payee.person = SchemaId(person);
  return engine::NewEntity(hall_.door.Send(kAccountsOffice, std::move(payee), {{"/iban", InventIban(chance_)}}), 0);
}

/// The budget, and what is set aside in it for the contracts of the year.
void MoneyWork::OpenYear() {
  const int year = YearOf(hall_.today);
  Chapters& chapters = chapters_[year];
  for (std::size_t i = 0; i < kPurposes; ++i) {
    schema::OpenChapterT open;
    open.year = year;
    open.code = kChapterCodes.at(i);
    open.name = kChapterNames.at(i);
    open.amount = kEuroPerInhabitant.at(i) * kCentsOfAEuro * hall_.parameters.inhabitants;
    chapters.at(i) = engine::NewEntity(hall_.door.Send(kAccountsOffice, std::move(open)), 0);
  }
  const EntityId chapter = chapters.at(static_cast<std::size_t>(Purpose::kProviders));
  for (const Priced& priced : kPrices) {
    const auto unit = std::find_if(hall_.units.begin(), hall_.units.end(),
                                   [&](const KnownUnit& one) { return one.wish == priced.wish; });
    if (unit == hall_.units.end()) continue;
    contracts_[year].push_back({priced.wish, unit->id, ProviderNamed(ServiceOf(priced.wish).provider)});
    const std::size_t service = static_cast<std::size_t>(priced.wish) - 1;
    const std::int64_t times = IsMeasured(priced.wish) ? kWeeksSetAside : kDaysSetAside;
    Reserve(chapter, unit->id, priced.cents * hall_.figures.services.at(service).capacity * times);
  }
  for (const std::string_view shop : kShops) static_cast<void>(ProviderNamed(shop));
}

void MoneyWork::CommitContracts() {
  const auto chapter = ChapterFor(Purpose::kProviders);
  if (!chapter) return;
  Signing::Carried carried;
  for (const Contract& contract : contracts_[YearOf(hall_.today)]) {
    const auto number = CommitmentFor(*chapter, contract.about);
    if (number) carried.push_back(Commitment(*chapter, *number));
  }
  signing_.Draft(kAccountsOffice, "spending_commitment", std::move(carried), Signing::Visa::kNeeded);
}

EntityId MoneyWork::ProviderNamed(std::string_view code) {
  const auto found = providers_.find(code);
  if (found != providers_.end()) return found->second;
  schema::RegisterPayeeT payee;
  payee.provider = code;
  const CommandId command = hall_.door.Send(kAccountsOffice, std::move(payee), {{"/iban", InventIban(chance_)}});
  return providers_.emplace(code, engine::NewEntity(command, 0)).first->second;
}

void MoneyWork::RenewDurc() {
  for (const auto& [code, payee] : providers_) {
    schema::RecordDurcT durc;
    durc.payee = SchemaId(payee);
    durc.protocol = "INPS_" + std::to_string(++papers_);
    durc.until = (hall_.today + kDurcDays).days;
    hall_.door.Send(kAccountsOffice, std::move(durc));
  }
}

Day MoneyWork::MonthBefore() const { return AddMonths(FirstOfMonth(hall_.today), -1); }

/// A provider bills for what it recorded; now and then for more, and is told so.
void MoneyWork::TakeBills() {
  const Day month = MonthBefore();
  for (std::uint32_t i = 0; i < hall_.services.size(); ++i) {
    const KnownService& service = hall_.services[i];
    const auto price = PriceOf(service.wish);
    const bool is_given = service.stage == ServiceStage::kRunning || service.stage == ServiceStage::kOver;
    const std::int64_t delivered =
        price && is_given ? engine::DeliveredInMonth(hall_.state(), service.id, month) : 0;
    if (delivered == 0) continue;
    const bool is_wrong = chance_.Happens(kContestedPerMille);
    const std::string_view provider = ServiceOf(service.wish).provider;
    schema::RecordBillT bill;
    bill.activation = SchemaId(service.id);
    bill.reference = "F-" + std::to_string(++papers_);
    bill.month = month.days;
    bill.quantity = delivered + (is_wrong ? 1 : 0);
    hall_.door.Send(provider, std::move(bill));
    const std::uint32_t number = ++billed_[i];
    if (is_wrong) {
      schema::ContestBillT contest;
      contest.activation = SchemaId(service.id);
      contest.bill = number;
      contest.reason = "more_than_delivered";
      hall_.door.Send(ServiceOf(service.wish).office, std::move(contest));
      continue;
    }
    schema::AcceptBillT accept;
    accept.activation = SchemaId(service.id);
    accept.bill = number;
    hall_.door.Send(ServiceOf(service.wish).office, std::move(accept));
    bills_.push_back({i, number, delivered * *price});
  }
}

/// Out of the budget of the year in which the month was.
void MoneyWork::Liquidate() {
  const int year = YearOf(MonthBefore());
  const auto chapters = chapters_.find(year);
  if (chapters == chapters_.end()) return;
  const EntityId chapter = chapters->second.at(static_cast<std::size_t>(Purpose::kProviders));
  Signing::Carried carried;
  for (const Bill& bill : std::exchange(bills_, {})) {
    const KnownService& service = hall_.services[bill.service];
    for (const Contract& contract : contracts_[year]) {
      const auto number = contract.wish == service.wish ? CommitmentFor(chapter, contract.about) : std::nullopt;
      if (!number) continue;
      schema::LiquidateMoneyT liquidate;
      liquidate.chapter = SchemaId(chapter);
      liquidate.commitment = *number;
      liquidate.amount = bill.cents;
      liquidate.payee = SchemaId(contract.payee);
      liquidate.activation = SchemaId(service.id);
      liquidate.bill = bill.number;
      carried.push_back(engine::CommandOf(std::move(liquidate)));
    }
  }
  signing_.Draft(kAccountsOffice, "payments", std::move(carried), Signing::Visa::kNone);
}

/// Whatever was liquidated since, by whichever office.
void MoneyWork::Pay() {
  for (const auto& [year, chapters] : chapters_) {
    if (year < YearOf(hall_.today) - 1) continue;
    for (const EntityId chapter : chapters) {
      const auto row = hall_.state().Find<engine::ChapterTable>(chapter);
      for (std::uint32_t& last = looked_at_[chapter]; row && last < row->liquidations;) PayOne(chapter, ++last);
    }
  }
}

void MoneyWork::PayOne(EntityId chapter, std::uint32_t liquidation) {
  const auto row = hall_.state().Find<engine::LiquidationTable>(chapter, liquidation);
  const auto payee = row ? hall_.state().Find<engine::PayeeTable>(row->payee) : std::nullopt;
  if (!payee || !engine::BlockedBy(*payee, schema::PaymentWay::transfer, hall_.today).empty()) return;
  PayAgain(chapter, liquidation);
  if (!payee->provider.empty() || !chance_.Happens(kBouncedPerMille)) return;
  schema::BouncePaymentT bounce;
  bounce.chapter = SchemaId(chapter);
  bounce.liquidation = liquidation;
  bounce.reason = "account_closed";
  hall_.door.Send(kAccountsOffice, std::move(bounce));
  schema::ChangeAccountT account;
  account.payee = SchemaId(row->payee);
  hall_.door.Send(kAccountsOffice, std::move(account), {{"/iban", InventIban(chance_)}});
  PayAgain(chapter, liquidation);
}

void MoneyWork::PayAgain(EntityId chapter, std::uint32_t liquidation) {
  schema::PayMoneyT pay;
  pay.chapter = SchemaId(chapter);
  pay.liquidation = liquidation;
  pay.number = "M-" + std::to_string(++papers_);
  pay.way = schema::PaymentWay::transfer;
  hall_.door.Send(kAccountsOffice, std::move(pay));
}

/// A user's share of the month before, where the service costs them anything.
void MoneyWork::Charge() {
  const engine::State state = hall_.state();
  const Day month = MonthBefore();
  for (const KnownService& service : hall_.services) {
    const bool is_given = service.stage == ServiceStage::kRunning || service.stage == ServiceStage::kOver;
    if (!is_given || hall_.SheetOf(service.wish).fee.empty()) continue;
    const Day last = AddMonths(month, 1) - 1;
    const auto row = state.Find<engine::ActivationTable>(service.id);
    const std::int64_t fee = engine::FeeOn(state, service.id, last).value_or(0);
    if (!row || fee == 0 || engine::DeliveredInMonth(state, service.id, month) == 0) continue;
    schema::RaiseDebtT raise;
    raise.person = SchemaId(row->person);
    raise.cause = schema::DebtCause::share;
    raise.activation = SchemaId(service.id);
    raise.month = month.days;
    raise.due_on = (hall_.today + kDueInDays).days;
    hall_.door.Send(kDebtsOffice, std::move(raise));
    debtors_.push_back(row->person);
  }
}

/// Paid; or, once it is late, reminded of.
bool MoneyWork::Settle(EntityId person, std::uint32_t number, const engine::DebtRow& debt) {
  if (chance_.Happens(kPaidPerMille)) {
    schema::RecordReceiptT receipt;
    receipt.person = SchemaId(person);
    receipt.debt = number;
    receipt.amount = debt.Left();
    hall_.door.Send(kDebtsOffice, std::move(receipt));
    return true;
  }
  if (debt.due_on < hall_.today) {
    schema::RemindDebtT remind;
    remind.person = SchemaId(person);
    remind.debt = number;
    hall_.door.Send(kDebtsOffice, std::move(remind));
  }
  return false;
}

/// Most pay what they owe.
void MoneyWork::Collect() {
  const engine::State state = hall_.state();
  std::sort(debtors_.begin(), debtors_.end());
  debtors_.erase(std::unique(debtors_.begin(), debtors_.end()), debtors_.end());
  std::vector<EntityId> still;
  for (const EntityId person : debtors_) {
    bool owes = false;
    const auto settle = [&](std::string_view bytes, const engine::DebtRow& debt) {
      EntityId of;
      std::uint32_t number = 0;
      engine::DebtTable::Read(bytes, of, number);
      if (debt.Left() > 0) owes = !Settle(person, number, debt) || owes;
      return true;
    };
    state.Scan<engine::DebtTable>(engine::DebtTable::Key(person), settle);
    if (owes) still.push_back(person);
  }
  debtors_ = std::move(still);
}

}  // namespace fascicolo::simulator
