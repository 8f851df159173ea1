// Personal plans as tests say them.
#pragma once

#include "engine/days.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/plan/plan_states.h"
#include "engine/rules/instrument.h"
#include "engine/told_isee.h"
#include "engine/told_money.h"

namespace fascicolo::engine {

inline constexpr const char* kPlan162 = "plan_162";          ///< by points, 162 and RAC exclude each other
inline constexpr const char* kBackHome = "plan_back_home";   ///< by levels

inline void AdoptPlans(Kit& kit) {
  for (const auto* sheet : {kPlan162, kBackHome}) AdoptOnce(kit, AdoptSheet(BuiltInText(sheet)));
  for (const auto* rules : {"plan_162_base-2026", "plan_back_home_base-2026", "plan_isee_cut-2026",
                            "health_sheet_162-sample", "social_sheet_162-sample"}) {
    AdoptOnce(kit, AdoptRuleSet(BuiltInText(rules)));
  }
}

/// A command about a plan; what else it says is added to it.
template <class Command>
[[nodiscard]] Command OfPlan(EntityId plan) {
  Command command;
  command.plan = Ref(plan);
  return command;
}
[[nodiscard]] inline std::unique_ptr<schema::PlanItemT> Item(std::string activity, std::int64_t cents,
                                                             std::uint32_t minutes = 0) {
  auto item = std::make_unique<schema::PlanItemT>();
  item->activity = std::move(activity);
  item->amount = cents;
  item->measure = minutes == 0 ? schema::PlanMeasure::none : schema::PlanMeasure::minutes;
  item->quantity = minutes;
  return item;
}
[[nodiscard]] inline std::unique_ptr<schema::PlanItemT> DaysAway(std::int64_t cents, std::uint32_t days) {
  auto item = Item("residential_stay", cents);
  item->measure = schema::PlanMeasure::days;
  item->quantity = days;
  return item;
}
/// With these items, added to what `command` says.
template <class Command, class... Items>
[[nodiscard]] Command WithItems(Command command, Items... items) {
  (command.items.push_back(std::move(items)), ...);
  return command;
}

[[nodiscard]] inline schema::RequestPlanT RequestPlan(EntityId case_file, Day certified_on, std::string service = kPlan162) {
  auto command = In<schema::RequestPlanT>(case_file);
  command.service = std::move(service);
  command.certificate = schema::PlanCertificate::severe_disability;
  command.certified_on = certified_on.days;
  return command;
}
/// Until then the certificate is valid; 0: without end.
[[nodiscard]] inline schema::RecordCertificateT Certificate(EntityId plan, Day certified_on, std::int32_t until = 0) {
  auto command = OfPlan<schema::RecordCertificateT>(plan);
  command.certificate = schema::PlanCertificate::support_need;
  command.certified_on = certified_on.days;
  command.certified_until = until;
  return command;
}
[[nodiscard]] inline schema::ScorePlanT ScorePlan(EntityId plan, EntityId signer) {
  auto command = OfPlan<schema::ScorePlanT>(plan);
  command.signer = Ref(signer);
  return command;
}
[[nodiscard]] inline schema::DecidePlanLevelT Level(EntityId plan, std::string level, Day on) {
  auto command = OfPlan<schema::DecidePlanLevelT>(plan);
  command.level = std::move(level);
  command.minutes_reference = "UVT 14/2026";
  command.decided_on = on.days;
  return command;
}
template <class Command>
[[nodiscard]] Command OfYear(EntityId plan, std::int32_t year = 2026) {
  auto command = OfPlan<Command>(plan);
  command.year = year;
  return command;
}
[[nodiscard]] inline schema::DraftPlanT DraftPlan(EntityId plan, schema::PlanManagement management,
                                                  std::int32_t year = 2026) {
  auto command = OfYear<schema::DraftPlanT>(plan, year);
  command.management = management;
  return command;
}
[[nodiscard]] inline schema::SignPlanT SignPlan(EntityId plan, schema::Party party, EntityId signer = {}) {
  auto command = OfPlan<schema::SignPlanT>(plan);
  command.party = party;
  if (!signer.is_zero()) command.signer = Ref(signer);
  return command;
}
[[nodiscard]] inline schema::SendPlanT SendPlan(EntityId plan) {
  auto command = OfPlan<schema::SendPlanT>(plan);
  command.protocol = "2026/0001234";
  return command;
}
[[nodiscard]] inline schema::RecordFundingT Funding(EntityId plan, std::int64_t cents, EntityId chapter,
                                                    std::uint32_t commitment,
                                                    schema::FundingOutcome outcome = schema::FundingOutcome::full) {
  auto command = OfYear<schema::RecordFundingT>(plan);
  command.outcome = outcome;
  command.reference = "RAS det. 88/2026";
  command.amount = cents;
  command.chapter = Ref(chapter);
  command.commitment = commitment;
  return command;
}
[[nodiscard]] inline schema::RecordFundingT NoFunding(EntityId plan) {
  auto command = OfYear<schema::RecordFundingT>(plan);
  command.outcome = schema::FundingOutcome::refused;
  command.reference = "RAS nota 9/2026";
  return command;
}
[[nodiscard]] inline schema::StartPlanT StartPlan(EntityId plan, Day from, EntityId payee) {
  auto command = OfPlan<schema::StartPlanT>(plan);
  command.from = from.days;
  command.payee = Ref(payee);
  return command;
}
[[nodiscard]] inline schema::SuspendPlanT SuspendPlan(EntityId plan, Day from) {
  auto command = OfPlan<schema::SuspendPlanT>(plan);
  command.from = from.days;
  command.reason = "hospital";
  return command;
}
[[nodiscard]] inline schema::ResumePlanT ResumePlan(EntityId plan, Day from) {
  auto command = OfPlan<schema::ResumePlanT>(plan);
  command.from = from.days;
  return command;
}
[[nodiscard]] inline schema::EndPlanT EndPlan(EntityId plan, Day on, std::string reason = "renounced") {
  auto command = OfPlan<schema::EndPlanT>(plan);
  command.on = on.days;
  command.reason = std::move(reason);
  return command;
}
[[nodiscard]] inline schema::ReturnLeftoverT GiveBack(EntityId plan, std::int32_t year = 2026) {
  auto command = OfYear<schema::ReturnLeftoverT>(plan, year);
  command.reference = "M-90/2026";
  return command;
}
[[nodiscard]] inline schema::WithdrawPlanT WithdrawPlan(EntityId plan) {
  auto command = OfPlan<schema::WithdrawPlanT>(plan);
  command.reason = "renounced";
  return command;
}
[[nodiscard]] inline schema::DenyPlanT DenyPlan(EntityId plan) {
  auto command = OfPlan<schema::DenyPlanT>(plan);
  command.reason = "requisites_missing";
  return command;
}
[[nodiscard]] inline schema::DeclareHelperT Helper(EntityId plan, Day from) {
  auto command = OfPlan<schema::DeclareHelperT>(plan);
  command.contract = "INPS 77/2026";
  command.from = from.days;
  return command;
}
template <class Command>
[[nodiscard]] Command OfMonth(EntityId plan, Day month) {
  auto command = OfPlan<Command>(plan);
  command.month = month.days;
  return command;
}
[[nodiscard]] inline schema::ContestExpensesT ContestExpenses(EntityId plan, Day month) {
  auto command = OfMonth<schema::ContestExpensesT>(plan, month);
  command.reason = "illegible";
  return command;
}
[[nodiscard]] inline schema::DraftPaymentsT PlanPayments(Day month, std::string service = kPlan162) {
  schema::DraftPaymentsT command;
  command.service = std::move(service);
  command.month = month.days;
  return command;
}

// --- what many tests are given ---

/// Somebody who asked for a plan, and what it takes to run it.
struct PlanAsked {
  EntityId case_file, person, plan, chapter, payee;
};
/// Every item of an instrument answered by its heaviest answer.
inline void AssessFully(Kit& kit, EntityId case_file, const std::string& instrument) {
  std::vector<std::pair<std::string, std::string>> answers;
  const auto read = ParseInstrument(BuiltInText(instrument + "-sample")).value();
  for (const auto& item : read.items) answers.emplace_back(item.code, item.answers.back().code);
  kit.Given(Assess(case_file, instrument, answers));
}
/// Person, ISEE (20,000 EUR: 5 % less) and, for 162, both sheets (100 points: 6,000 EUR a year).
[[nodiscard]] inline PlanAsked CandidateForPlan(Kit& kit, std::int64_t isee_cents = 2'000'000) {
  if (!kit.state().Find<SheetTable>(std::string(kPlan162))) AdoptPlans(kit);
  PlanAsked asked;
  asked.case_file = CaseInCharge(kit);
  asked.person = PersonOf(kit, asked.case_file);
  const EntityId household = IseeHousehold(kit, {asked.person}, kit.today() - 100);
  kit.Given(RecordIsee(household, Attestation(std::to_string(kit.commits()), kit.today() - 20, isee_cents)));
  for (const auto* instrument : {"health_sheet_162", "social_sheet_162"}) AssessFully(kit, asked.case_file, instrument);
  const auto chapter = FindChapter(kit.state(), 2026, "1205/162");
  asked.chapter = chapter ? *chapter : kit.Given(OpenChapter(1'000'000 * kEuro, "1205/162"));
  asked.payee = PersonalPayee(kit, asked.person);
  return asked;
}
[[nodiscard]] inline PlanAsked AskForPlan(Kit& kit, std::string service = kPlan162) {
  PlanAsked asked = CandidateForPlan(kit);
  asked.plan = kit.Given(RequestPlan(asked.case_file, kit.today() - 30, std::move(service)));
  return asked;
}
[[nodiscard]] inline PlanRow PlanOf(const Kit& kit, EntityId plan) {
  return kit.state().Find<PlanTable>(plan).value_or(PlanRow{});
}
[[nodiscard]] inline PlanYearRow YearOf(const Kit& kit, EntityId plan, std::uint32_t year = 2026) {
  return kit.state().Find<PlanYearTable>(plan, year).value_or(PlanYearRow{});
}
/// Told why they will be denied, and answered.
inline void Forewarn(Kit& kit, EntityId plan) {
  kit.Given(SuspendDeadline(plan, kDecisionNumber, schema::SuspensionCause::refusal_notice));
  kit.Given(ResumeDeadline(plan, kDecisionNumber));
}
/// A number that no act of this kit has.
[[nodiscard]] inline std::string NextAct(const Kit& kit) { return std::to_string(kit.commits()) + "/2026"; }

/// 3,000 EUR of help at home, 200 hours of it at most, and 1,000 EUR of the day centre.
[[nodiscard]] inline schema::DraftPlanT UsualDraft(EntityId plan, schema::PlanManagement management,
                                                   std::int32_t year = 2026) {
  return WithItems(DraftPlan(plan, management, year), Item("personal_care", 3'000 * kEuro, 200 * 60),
              Item("day_centre", 1'000 * kEuro));
}
/// Takes the plan as far as the draft.
inline void DraftTheUsual(Kit& kit, const PlanAsked& asked,
                          schema::PlanManagement management = schema::PlanManagement::indirect) {
  kit.Given(ScorePlan(asked.plan, asked.person));
  kit.Given(OfYear<schema::SetPlanAmountT>(asked.plan));
  kit.Given(UsualDraft(asked.plan, management));
}
inline void SignByAll(Kit& kit, const PlanAsked& asked) {
  kit.Given(SignPlan(asked.plan, schema::Party::service));
  kit.Given(SignPlan(asked.plan, schema::Party::person, asked.person));
}
/// The Region gives all of it, out of money set aside for the plan; returns the commitment.
inline std::uint32_t FundAll(Kit& kit, const PlanAsked& asked, std::int32_t year = 2026) {
  std::int64_t total = 0;
  for (const PlanItemRow& item : YearOf(kit, asked.plan, static_cast<std::uint32_t>(year)).items) total += item.amount;
  kit.Given(Reserve(asked.chapter, total, asked.plan));
  const std::uint32_t commitment = kit.state().Find<ChapterTable>(asked.chapter)->commitments;
  auto funding = Funding(asked.plan, total, asked.chapter, commitment);
  funding.year = year;
  kit.Given(std::move(funding));
  return commitment;
}
/// From the draft to the Region's answer.
inline std::uint32_t FundTheDraft(Kit& kit, const PlanAsked& asked) {
  SignByAll(kit, asked);
  kit.Given(SendPlan(asked.plan));
  return FundAll(kit, asked);
}
/// Starts a funded plan by an act that commits its money as well.
inline void StartByAct(Kit& kit, const PlanAsked& asked, std::uint32_t commitment, Day from) {
  EffectiveWithVisa(kit, NextAct(kit), CommitMoney(asked.chapter, commitment), StartPlan(asked.plan, from, asked.payee));
}
/// A 162 plan of 4,000 EUR that runs from `from` on, managed by the family, with a helper.
[[nodiscard]] inline PlanAsked RunningPlan(Kit& kit, std::optional<Day> from = std::nullopt) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  const std::uint32_t commitment = FundTheDraft(kit, asked);
  StartByAct(kit, asked, commitment, from.value_or(kit.today()));
  kit.Given(Helper(asked.plan, from.value_or(kit.today())));
  return asked;
}
/// A back-home plan of a level that is funded.
[[nodiscard]] inline PlanAsked FundedBackHome(Kit& kit, const std::string& level, std::optional<PlanAsked> who = std::nullopt) {
  PlanAsked asked = who ? *who : CandidateForPlan(kit);
  asked.plan = kit.Given(RequestPlan(asked.case_file, kit.today() - 30, kBackHome));
  kit.Given(Level(asked.plan, level, kit.today() - 1));
  kit.Given(OfYear<schema::SetPlanAmountT>(asked.plan));
  kit.Given(WithItems(DraftPlan(asked.plan, schema::PlanManagement::direct), Item("direct", 2'500 * kEuro)));
  FundTheDraft(kit, asked);
  return asked;
}
[[nodiscard]] inline schema::FileExpensesT Expenses(EntityId plan, Day month, std::int64_t cents = 250 * kEuro,
                                                    std::uint32_t minutes = 1'000) {
  return WithItems(OfMonth<schema::FileExpensesT>(plan, month), Item("personal_care", cents, minutes));
}

/// 162 plans are paid provisionally; one of 4,000 euro that runs since 1 March: ten months.
[[nodiscard]] inline PlanAsked ProvisionalPlan(Kit& kit) {
  AdoptPlans(kit);
  kit.Given(AdoptSheet(With(kPlan162, "/plan/provisional", true)));
  return RunningPlan(kit, kMarch);
}
/// The act that pays a month of all plans has effect.
inline void PayPlans(Kit& kit, Day month) {
  kit.Given(Sign(kit.Given(PlanPayments(month)), NextAct(kit)));
  kit.RunDue();
}
inline void AcceptPlanMonth(Kit& kit, EntityId plan, Day month, std::int64_t cents) {
  kit.Given(Expenses(plan, month, cents));
  kit.Given(OfMonth<schema::AcceptExpensesT>(plan, month));
}
[[nodiscard]] inline schema::BalancePlanT Balance(EntityId plan, std::int32_t year = 2026) {
  auto command = OfYear<schema::BalancePlanT>(plan, year);
  command.due_on = DayFromCivil({.year = year + 1, .month = 3, .day = 31}).days;
  return command;
}

}  // namespace fascicolo::engine
