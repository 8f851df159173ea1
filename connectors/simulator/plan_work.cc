#include "connectors/simulator/plan_work.h"

#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/protocol_office.h"
#include "engine/catalogue/built_in.h"
#include "engine/families/plan/plan_payments.h"

#include <algorithm>
#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kPlanStream = 0x706C'616E'73;  ///< "plans"
constexpr std::string_view kPlanOffice = "ufficio.disabilita";
constexpr std::string_view kPlanDesk = "sportello.disabili";
constexpr std::string_view kPlanService = "plan_162";
constexpr std::array<std::string_view, 2> kPlanSheets{"health_sheet_162-sample", "social_sheet_162-sample"};
constexpr int kFirstRequest = 20;         ///< days
constexpr int kRequestDays = 70;          ///< until 31 March (D.G.R. 57/32 of 2025)
constexpr int kOldPerMille = 550;         ///< most of those with a plan are 65 or older
constexpr int kHeavyPerMille = 250;       ///< answers that are the heaviest; the others are any
constexpr int kPapersWrongPerMille = 30;    ///< months whose papers are not in order
constexpr int kMissingPerMille = 40;      ///< months that a family forgets
constexpr int kEndsPerMille = 4;          ///< each month, of those who live: renounced, moved away
constexpr int kMonths = 12;
constexpr std::array<std::string_view, 3> kEndReasons{"renounced", "moved_away", "residential_care"};

template <class Command>
Command Of(EntityId plan) {
  Command command;
  command.plan = SchemaId(plan);
  return command;
}

std::unique_ptr<schema::PlanItemT> Item(std::string_view activity, std::int64_t cents) {
  auto item = std::make_unique<schema::PlanItemT>();
  item->activity = activity;
  item->amount = cents;
  return item;
}

std::int64_t TotalOf(const std::vector<engine::PlanItemRow>& items) {
  std::int64_t total = 0;
  for (const auto& item : items) total += item.amount;
  return total;
}

}  // namespace

PlanWork::PlanWork(TownHall& hall, Signing& signing, MoneyWork& money)
    : hall_(hall), signing_(signing), money_(money), chance_(hall.parameters.seed ^ kPlanStream) {
  for (const auto name : kPlanSheets) {
    sheets_.push_back(engine::ParseInstrument(engine::FindBuiltIn(name)->json).value());
  }
}

/// Whoever has a plan already comes in the first spring or in the second; in each later year a tenth as many.
void PlanWork::PlanYear() {
  const int year = YearOf(hall_.today);
  const Day next_year = DayFromCivil({.year = year + 1, .month = 1, .day = 1});
  constexpr int kYearsOfComing = 2;
  const bool is_coming = year - YearOf(hall_.parameters.first_day) < kYearsOfComing;
  const std::int64_t ask = hall_.figures.plans / (is_coming ? kYearsOfComing : 10);
  for (std::int64_t i = 0; i < ask; ++i) {
    const Day on = WorkingDayFrom(hall_.today + kFirstRequest + chance_.Between(0, kRequestDays - 1));
    if (on < next_year) hall_.agenda.Add(on, ErrandKind::kAskPlan);
  }
  for (Day month = FirstOfMonth(hall_.today); month < next_year; month = AddMonths(month, 1)) {
    hall_.agenda.Add(WorkingDayFrom(month + 12), ErrandKind::kExpenses);
    hall_.agenda.Add(WorkingDayFrom(month + 18), ErrandKind::kPayPlans);
  }
  const Day priced = WorkingDayFrom(DayFromCivil({.year = year, .month = 12, .day = 2}));
  const Day set_aside = WorkingDayFrom(priced + 1);
  hall_.agenda.Add(priced, ErrandKind::kPriceNextYear);
  hall_.agenda.Add(set_aside, ErrandKind::kSetAsideNextYear);
  hall_.agenda.Add(WorkingDayFrom(set_aside + 1), ErrandKind::kRenewPlans);
}

void PlanWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kAskPlan:
      return Ask();
    case ErrandKind::kDraftPlan:
      return Draft(errand.subject);
    case ErrandKind::kSetAsidePlan:
      return SetAside(errand.subject);
    case ErrandKind::kStartPlan:
      return Start(errand.subject);
    case ErrandKind::kExpenses:
      return TakeExpenses();
    case ErrandKind::kPayPlans:
      return PayMonth();
    case ErrandKind::kPriceNextYear:
      return PriceNextYear();
    case ErrandKind::kSetAsideNextYear:
      return SetAsideNextYear();
    case ErrandKind::kRenewPlans:
      return Renew();
    default:
      return;
  }
}

std::optional<engine::PlanRow> PlanWork::RowOf(const KnownPlan& plan) const {
  return hall_.state().Find<engine::PlanTable>(plan.id);
}

void PlanWork::Ask() {
  const bool is_old = chance_.Happens(kOldPerMille);
  const InventedPerson invented = is_old ? InventPerson(chance_, hall_.today, 65, 95) : InventPerson(chance_, hall_.today, 18, 64);
  schema::RegisterContactT contact;
  contact.desk = schema::Desk::disabled;
  contact.area = schema::Area::disabled;
  contact.channel = "desk";
  contact.reason = "personal_plan";
  contact.needs.emplace_back(contact.reason);
  contact.born = invented.born.days;
  contact.sex = invented.sex == engine::Sex::kFemale ? schema::Sex::female : schema::Sex::male;
  contact.citizenship = "380";
  const CommandId command = hall_.door.Send(
      kPlanDesk, std::move(contact),
      {{"/surname", invented.surname}, {"/name", invented.name}, {"/fiscal_code", invented.fiscal_code}});
  Neighbour neighbour;
  neighbour.id = engine::NewEntity(command, 1);
  neighbour.born = invented.born;
  KnownPlan plan;
  plan.case_file = engine::NewEntity(command, 0);
  plan.person = static_cast<std::uint32_t>(hall_.neighbours.size());
  plan.worker = hall_.Worker(chance_.Next());
  hall_.neighbours.push_back(neighbour);
  plans_.push_back(plan);
  hall_.agenda.Add(WorkingDayFrom(hall_.today + chance_.Between(1, 8)), ErrandKind::kDraftPlan,
                   static_cast<std::uint32_t>(plans_.size() - 1));
}

/// Both sheets are filled in, and the plan is asked for.
void PlanWork::Request(std::uint32_t number) {
  KnownPlan& plan = plans_[number];
  if (!hall_.state().Find<engine::CaseTable>(plan.case_file)) return;
  schema::TakeInChargeT take;
  take.case_file = SchemaId(plan.case_file);
  take.worker = plan.worker;
  hall_.door.Send(plan.worker, std::move(take));
  Assess(plan);
  schema::RequestPlanT request;
  request.case_file = SchemaId(plan.case_file);
  request.service = kPlanService;
  request.certificate = schema::PlanCertificate::severe_disability;
  request.certified_on = (hall_.today - chance_.Between(30, 900)).days;
  plan.id = engine::NewEntity(hall_.door.Send(plan.worker, std::move(request)), 0);
  TakeIn(hall_, plan.id);
  hall_.agenda.Add(WorkingDayFrom(hall_.today + chance_.Between(3, 12)), ErrandKind::kDraftPlan, number);
}

/// Rather the heavier answers: whoever asks has a severe disability.
void PlanWork::Assess(const KnownPlan& plan) {
  for (const engine::Instrument& sheet : sheets_) {
    schema::RecordAssessmentT assess;
    assess.case_file = SchemaId(plan.case_file);
    assess.instrument = sheet.code;
    for (const auto& item : sheet.items) {
      assess.answers.push_back(std::make_unique<schema::AnswerT>());
      assess.answers.back()->item = item.code;
      assess.answers.back()->answer = chance_.Happens(kHeavyPerMille) ? item.answers.back().code : chance_.Pick(item.answers).code;
    }
    assess.signed_by_person = true;
    hall_.door.Send(plan.worker, std::move(assess));
  }
}

void PlanWork::Price(const KnownPlan& plan, std::int32_t year) {
  auto price = Of<schema::SetPlanAmountT>(plan.id);
  price.year = year;
  auto isee = std::make_unique<schema::InputT>();
  isee->name = "isee_cents";
  isee->number = chance_.Between(20, 350) * 10'000;
  price.inputs.push_back(std::move(isee));
  hall_.door.Send(kPlanOffice, std::move(price));
}

/// Score, amount, draft and signatures: each on its day, for as long as the one before was accepted.
void PlanWork::Draft(std::uint32_t number) {
  using enum engine::PlanState;
  KnownPlan& plan = plans_[number];
  if (plan.id.is_zero()) return Request(number);
  const auto row = RowOf(plan);
  const bool goes_on = row && row->state <= kDrafted && hall_.state().VersionOf(plan.id) != plan.seen;
  if (!goes_on) return;  // the step before was refused
  plan.seen = hall_.state().VersionOf(plan.id);
  const std::int32_t year = YearOf(hall_.today);
  if (row->state == kRequested) {
    auto score = Of<schema::ScorePlanT>(plan.id);
    score.signer = SchemaId(row->person);
    hall_.door.Send(plan.worker, std::move(score));
  } else if (row->state == kAssessed) {
    Price(plan, year);
  } else if (row->state == kPriced) {
    if (!DraftItems(plan, year)) return;
  } else {
    SignAll(plan);
    return hall_.agenda.Add(WorkingDayFrom(hall_.today + chance_.Between(10, 25)), ErrandKind::kSetAsidePlan, number);
  }
  hall_.agenda.Add(WorkingDayFrom(hall_.today + chance_.Between(1, 4)), ErrandKind::kDraftPlan, number);
}

bool PlanWork::DraftItems(const KnownPlan& plan, std::int32_t year) {
  const auto row = hall_.state().Find<engine::PlanYearTable>(plan.id, static_cast<std::uint32_t>(year));
  if (!row || row->amount < 100) return false;
  auto draft = Of<schema::DraftPlanT>(plan.id);
  draft.year = year;
  draft.management = schema::PlanManagement::direct;
  draft.items.push_back(Item("personal_care", row->amount * 3 / 4));
  draft.items.push_back(Item("day_centre", row->amount / 5));
  hall_.door.Send(kPlanOffice, std::move(draft));
  return true;
}

void PlanWork::SignAll(const KnownPlan& plan) {
  auto service = Of<schema::SignPlanT>(plan.id);
  service.party = schema::Party::service;
  hall_.door.Send(plan.worker, std::move(service));
  auto person = Of<schema::SignPlanT>(plan.id);
  person.party = schema::Party::person;
  person.signer = SchemaId(hall_.neighbours[plan.person].id);
  hall_.door.Send(plan.worker, std::move(person));
  auto send = Of<schema::SendPlanT>(plan.id);
  send.protocol = std::to_string(YearOf(hall_.today)) + "/P" + std::to_string(hall_.today.days);
  hall_.door.Send(kPlanOffice, std::move(send));
}

void PlanWork::SetAside(std::uint32_t number) {
  KnownPlan& plan = plans_[number];
  const auto row = RowOf(plan);
  const auto chapter = money_.ChapterFor(MoneyWork::Purpose::kPlans);
  const auto year =
      hall_.state().Find<engine::PlanYearTable>(plan.id, static_cast<std::uint32_t>(YearOf(hall_.today)));
  if (!row || row->state != engine::PlanState::kSent || !chapter || !year) return;
  plan.chapter = *chapter;
  plan.payee = money_.PayeeOf(row->person);
  money_.Reserve(*chapter, plan.id, TotalOf(year->items));
  hall_.agenda.Add(WorkingDayFrom(hall_.today + 1), ErrandKind::kStartPlan, number);
}

/// The Region's money is recorded, and an act commits it and lets the plan begin with the next month.
void PlanWork::Start(std::uint32_t number) {
  const KnownPlan& plan = plans_[number];
  const Day from = AddMonths(FirstOfMonth(hall_.today), 1);
  if (YearOf(from) != YearOf(hall_.today)) return;
  auto start = Of<schema::StartPlanT>(plan.id);
  start.from = from.days;
  start.payee = SchemaId(plan.payee);
  Fund(plan, YearOf(hall_.today), engine::CommandOf(std::move(start)));
}

void PlanWork::Fund(const KnownPlan& plan, std::int32_t year, schema::CommandPayloadUnion begins) {
  const auto row = hall_.state().Find<engine::PlanYearTable>(plan.id, static_cast<std::uint32_t>(year));
  const auto number = money_.CommitmentFor(plan.chapter, plan.id);
  if (!row || !number) return;
  auto funding = Of<schema::RecordFundingT>(plan.id);
  funding.year = year;
  funding.outcome = schema::FundingOutcome::full;
  funding.reference = "RAS det. " + std::to_string(hall_.today.days);
  funding.amount = TotalOf(row->items);
  funding.chapter = SchemaId(plan.chapter);
  funding.commitment = *number;
  hall_.door.Send(kPlanOffice, std::move(funding));
  Signing::Carried carried;
  carried.push_back(MoneyWork::Commitment(plan.chapter, *number));
  carried.push_back(std::move(begins));
  signing_.Draft(kPlanOffice, "plan", std::move(carried), Signing::Visa::kNeeded);
}

std::vector<PlanWork::KnownPlan*> PlanWork::Running() {
  std::vector<KnownPlan*> running;
  for (KnownPlan& plan : plans_) {
    const auto row = RowOf(plan);
    const bool runs = row && row->state == engine::PlanState::kRunning && row->until && hall_.today <= *row->until + 31;
    if (runs) running.push_back(&plan);  // a month longer, for the papers of the last one
  }
  return running;
}

void PlanWork::TakeExpenses() {
  const Day month = AddMonths(FirstOfMonth(hall_.today), -1);
  for (const KnownPlan* plan : Running()) {
    const auto row = RowOf(*plan);
    const auto year = hall_.state().Find<engine::PlanYearTable>(plan->id, static_cast<std::uint32_t>(YearOf(month)));
    const bool runs = row->from && *row->from <= month && row->until && month < *row->until;
    if (runs && year && year->funded > 0 && !chance_.Happens(kMissingPerMille)) FileMonth(*plan, month, year->funded);
  }
  EndSome();
}

/// Of whoever died since, and of some who live; by an act.
void PlanWork::EndSome() {
  Signing::Carried carried;
  for (const KnownPlan* plan : Running()) {
    const bool lives = hall_.neighbours[plan->person].is_alive;
    const auto row = RowOf(*plan);
    if (*row->from > hall_.today || *row->until < hall_.today || (lives && !chance_.Happens(kEndsPerMille))) continue;
    auto end = Of<schema::EndPlanT>(plan->id);
    end.on = hall_.today.days;
    end.reason = lives ? chance_.Pick(kEndReasons) : "deceased";
    carried.push_back(engine::CommandOf(std::move(end)));
  }
  signing_.Draft(kPlanOffice, "plan_end", std::move(carried), Signing::Visa::kNone);
}

/// A twelfth of the year's money, or somewhat less.
void PlanWork::FileMonth(const KnownPlan& plan, Day month, std::int64_t funded) {
  auto file = Of<schema::FileExpensesT>(plan.id);
  file.month = month.days;
  file.items.push_back(Item("personal_care", funded * 3 / 4 * chance_.Between(60, 95) / 100 / kMonths));
  hall_.door.Send(kPlanOffice, std::move(file));
  if (chance_.Happens(kPapersWrongPerMille)) {
    auto contest = Of<schema::ContestExpensesT>(plan.id);
    contest.month = month.days;
    contest.reason = "illegible";
    hall_.door.Send(kPlanOffice, std::move(contest));
    return;
  }
  auto accept = Of<schema::AcceptExpensesT>(plan.id);
  accept.month = month.days;
  hall_.door.Send(kPlanOffice, std::move(accept));
}

/// As many acts as it takes: one carries so many payments.
void PlanWork::PayMonth() {
  const engine::State state = hall_.state();
  const Day month = AddMonths(FirstOfMonth(hall_.today), -1);
  Signing::Carried carried;
  for (const KnownPlan& plan : plans_) {
    const auto year = state.Find<engine::PlanYearTable>(plan.id, static_cast<std::uint32_t>(YearOf(month)));
    if (!year || engine::IsPlanMonthPaid(state, plan.id, month)) continue;
    for (const engine::PlanDue& due : engine::PlanDuesFor(state, plan.id, month)) {
      carried.push_back(MoneyWork::Liquidation(year->chapter, year->commitment, due.payee, month, due.amount));
    }
  }
  signing_.Draft(kPlanOffice, "plan_payments", std::move(carried), Signing::Visa::kNone);
}

void PlanWork::PriceNextYear() {
  const std::int32_t year = YearOf(hall_.today);
  for (const KnownPlan* plan : Running()) {
    if (RowOf(*plan)->year == year) Price(*plan, year + 1);
  }
}

void PlanWork::SetAsideNextYear() {
  const auto chapter = money_.ChapterFor(MoneyWork::Purpose::kPlans);
  if (!chapter) return;
  const std::int32_t year = YearOf(hall_.today) + 1;
  for (KnownPlan* plan : Running()) {
    const auto row = hall_.state().Find<engine::PlanYearTable>(plan->id, static_cast<std::uint32_t>(year));
    if (!row || !DraftItems(*plan, year)) continue;
    plan->chapter = *chapter;
    money_.Reserve(*chapter, plan->id, row->amount * 3 / 4 + row->amount / 5);
  }
}

void PlanWork::Renew() {
  const std::int32_t year = YearOf(hall_.today) + 1;
  for (const KnownPlan* plan : Running()) {
    const auto row = hall_.state().Find<engine::PlanYearTable>(plan->id, static_cast<std::uint32_t>(year));
    if (!row || row->items.empty() || row->funded > 0) continue;
    auto renew = Of<schema::RenewPlanT>(plan->id);
    renew.year = year;
    Fund(*plan, year, engine::CommandOf(std::move(renew)));
  }
}

}  // namespace fascicolo::simulator
