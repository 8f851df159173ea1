#include "connectors/simulator/allowance_work.h"

#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/protocol_office.h"
#include "engine/families/allowance.h"

#include <algorithm>
#include <iterator>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kAllowanceStream = 0x616C'6C6F'7761'6E63;  ///< "allowanc"
constexpr std::string_view kAllowanceOffice = "ufficio.contributi";
constexpr std::string_view kContinuous = "continuous_economic_help";
constexpr std::string_view kOneOff = "one_off_economic_help";
constexpr int kGrantingEveryDays = 7;
constexpr std::int64_t kTenEuro = 1'000;

}  // namespace

AllowanceWork::AllowanceWork(TownHall& hall, Signing& signing, MoneyWork& money)
    : hall_(hall), signing_(signing), money_(money), chance_(hall.parameters.seed ^ kAllowanceStream) {}

/// Who asks, and the weekly acts, begin when the first cases are in charge and the budget is open.
void AllowanceWork::PlanYear() {
  constexpr int kFirstAsk = 25;
  const Day next_year = DayFromCivil({.year = YearOf(hall_.today) + 1, .month = 1, .day = 1});
  const int days = std::min(next_year - hall_.today, kDaysOfAYear) - kFirstAsk;
  const auto plan = [&](ErrandKind kind, std::int64_t count) {
    for (std::int64_t i = 0; i < count && days > 0; ++i) {
      const Day on = WorkingDayFrom(hall_.today + kFirstAsk + chance_.Between(0, days - 1));
      if (on < next_year) hall_.agenda.Add(on, kind);
    }
  };
  plan(ErrandKind::kAskHelp, hall_.figures.allowances);
  plan(ErrandKind::kAskOnce, hall_.figures.one_offs);
  for (Day on = hall_.today + kFirstAsk; on < next_year; on = on + kGrantingEveryDays) {
    hall_.agenda.Add(WorkingDayFrom(on), ErrandKind::kGrantHelp);
  }
  for (Day month = FirstOfMonth(hall_.today); month < next_year; month = AddMonths(month, 1)) {
    hall_.agenda.Add(WorkingDayFrom(month + 17), ErrandKind::kPayHelp);
  }
}

void AllowanceWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kAskHelp:
      return Ask();
    case ErrandKind::kAskOnce:
      return AskOnce();
    case ErrandKind::kGrantHelp:
      return Grant();
    case ErrandKind::kGrantOnce:
      return GrantUrgent();
    case ErrandKind::kPayHelp:
      return PayMonth();
    default:
      return;
  }
}

std::optional<AllowanceWork::Help> AllowanceWork::Apply(std::string_view service, std::int64_t cents,
                                                        std::uint32_t months) {
  const auto chapter = money_.ChapterFor(MoneyWork::Purpose::kAllowances);
  const auto index = SomeCaseInCharge(hall_, chance_);
  if (!chapter || !index || !helped_.insert(*index).second) return std::nullopt;
  const KnownCase& known = hall_.cases[*index];
  schema::FileApplicationT apply;
  apply.case_file = SchemaId(known.id);
  apply.service = service;
  apply.quantity = 1;
  Help help;
  help.application = engine::NewEntity(hall_.door.Send(kAllowanceOffice, std::move(apply)), 0);
  TakeIn(hall_, help.application);
  help.chapter = *chapter;
  help.payee = money_.PayeeOf(hall_.neighbours[known.person].id);
  help.cents = cents;
  help.months = months;
  money_.Reserve(*chapter, help.application, cents * months);
  return help;
}

void AllowanceWork::Ask() {
  const std::int64_t cents = kTenEuro * chance_.Between(12, 45);
  const auto months = static_cast<std::uint32_t>(3 * chance_.Between(1, 3));
  if (auto help = Apply(kContinuous, cents, months)) asked_.push_back(*help);
}

void AllowanceWork::AskOnce() {
  auto help = Apply(kOneOff, kTenEuro * chance_.Between(15, 80), 1);
  if (!help) return;
  urgent_.push_back(*help);
  hall_.agenda.Add(WorkingDayFrom(hall_.today + 1), ErrandKind::kGrantOnce);
}

/// What commits the money of a help and grants it; empty: its application was refused, or is not there yet.
Signing::Carried AllowanceWork::Granting(const Help& help, Day from) {
  const auto number = money_.CommitmentFor(help.chapter, help.application);
  const auto row = hall_.state().Find<engine::ActivationTable>(help.application);
  if (!number || !row || row->state != engine::ActivationState::kFiled) return {};
  schema::GrantAllowanceT grant;
  grant.activation = SchemaId(help.application);
  grant.amount = help.cents;
  grant.months = help.months;
  grant.from = from.days;
  grant.chapter = SchemaId(help.chapter);
  grant.commitment = *number;
  grant.payee = SchemaId(help.payee);
  Signing::Carried carried;
  carried.push_back(MoneyWork::Commitment(help.chapter, *number));
  carried.push_back(engine::CommandOf(std::move(grant)));
  return carried;
}

void AllowanceWork::Grant() {
  const Day from = AddMonths(FirstOfMonth(hall_.today), 1);
  Signing::Carried all;
  for (const Help& help : std::exchange(asked_, {})) {
    Signing::Carried carried = Granting(help, from);
    if (carried.empty()) continue;
    std::move(carried.begin(), carried.end(), std::back_inserter(all));
    granted_.push_back(help);
  }
  signing_.Draft(kAllowanceOffice, "allowance", std::move(all), Signing::Visa::kNeeded);
}

void AllowanceWork::GrantUrgent() {
  for (const Help& help : std::exchange(urgent_, {})) {
    Signing::Carried carried = Granting(help, FirstOfMonth(hall_.today));
    if (carried.empty()) continue;
    signing_.DraftUrgent(kAllowanceOffice, "one_off_allowance", std::move(carried));
    granted_.push_back(help);
  }
}

/// This month's, and what the month before was granted too late for its payments.
void AllowanceWork::PayMonth() {
  const Day month = FirstOfMonth(hall_.today);
  DraftPayments(kContinuous, month);
  DraftPayments(kOneOff, month);
  DraftPayments(kOneOff, AddMonths(month, -1));
}

void AllowanceWork::DraftPayments(std::string_view service, Day month) {
  const engine::State state = hall_.state();
  const bool is_due = std::any_of(granted_.begin(), granted_.end(), [&](const Help& help) {
    const auto allowance = state.Find<engine::AllowanceTable>(help.application);
    const auto row = state.Find<engine::ActivationTable>(help.application);
    return allowance && row && row->service == service && engine::DueFor(*allowance, *row, month) > 0 &&
           !state.Find<engine::PaidForTable>(help.application, 0U, month);
  });
  if (!is_due) return;
  signing_.DraftPayments(kAllowanceOffice, service, month, ErrandKind::kPayHelp);
}

}  // namespace fascicolo::simulator
