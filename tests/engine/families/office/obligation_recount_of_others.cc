// The rest: persons, acts, lists, placements, programmes, units and plans.
#include <algorithm>

#include "engine/families/life_cycle.h"
#include "engine/families/office/obligation_recount.h"
#include "engine/families/undertaking_life.h"

#include <nlohmann/json.hpp>

namespace fascicolo::engine {
namespace {

constexpr int kMonthsToFullAge = 12 * 18;
constexpr int kApprovals = 2;
constexpr Day kNeverLeaves{INT32_MAX};

Day StartOfItsMonth(Day day) {
  const Civil civil = CivilFromDay(day);
  return day - (civil.day - 1);
}

}  // namespace

// --- persons ---

void ObligationRecount::On(const schema::PersonRegistered& fact) { TakeBirth(fact.born()); }
void ObligationRecount::On(const schema::PersonIdentified& fact) { TakeBirth(fact.born()); }
void ObligationRecount::On(const schema::PersonCorrected& fact) { TakeBirth(fact.born()); }
void ObligationRecount::TakeBirth(std::int32_t born) {
  if (born != 0) persons_[at_.entity].born = Day{born};
}

/// The first entry that says so: the one behind the others, then its duplicates, then theirs.
std::optional<Day> ObligationRecount::BornOn(EntityId person) const {
  const auto find = [&](EntityId id) {
    const auto found = persons_.find(id);
    return found == persons_.end() ? Person{} : found->second;
  };
  while (!find(person).merged_into.is_zero()) person = find(person).merged_into;
  std::vector<EntityId> entries{person};
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Person entry = find(entries[i]);
    if (entry.born) return entry.born;
    entries.insert(entries.end(), entry.duplicates.begin(), entry.duplicates.end());
  }
  return std::nullopt;
}

void ObligationRecount::On(const schema::DeathRecorded&) {
  persons_[at_.entity].is_dead = true;
  Open();
}
void ObligationRecount::On(const schema::DeathRevoked&) {
  persons_[at_.entity].is_dead = false;
  Open();
}
void ObligationRecount::On(const schema::DeathFollowedUp& fact) {
  if (fact.more()) Open();
}
void ObligationRecount::FollowMerging(EntityId other) {
  if (persons_[at_.entity].is_dead || persons_[other].is_dead) Open();
}
void ObligationRecount::On(const schema::MergedInto& fact) {
  persons_[at_.entity].merged_into = events::Entity(fact.person());
  FollowMerging(events::Entity(fact.person()));
}
void ObligationRecount::On(const schema::UnmergedFrom& fact) {
  persons_[at_.entity].merged_into = {};
  FollowMerging(events::Entity(fact.person()));
}
void ObligationRecount::On(const schema::DuplicateMerged& fact) {
  persons_[at_.entity].duplicates.push_back(events::Entity(fact.duplicate()));
  FollowMerging(events::Entity(fact.duplicate()));
}
void ObligationRecount::On(const schema::DuplicateReleased& fact) {
  std::erase(persons_[at_.entity].duplicates, events::Entity(fact.duplicate()));
  FollowMerging(events::Entity(fact.duplicate()));
}
void ObligationRecount::On(const schema::ErasureApproved& fact) {
  if (++approvals_[{at_.entity, fact.erasure()}] == kApprovals) Open();
}
void ObligationRecount::On(const schema::KeysErased& fact) {
  if (fact.more()) Open();
}

// --- acts and lists ---

void ObligationRecount::On(const schema::ActDrafted& fact) {
  Act& act = acts_[at_.entity];
  act.carries = fact.carries() == nullptr ? 0 : fact.carries()->size();
  act.is_provisional = fact.terms() != nullptr && fact.terms()->ratify_by() != 0;
}
void ObligationRecount::On(const schema::ActTookEffect&) {
  const Act& act = acts_[at_.entity];
  if (act.settled < act.carries) OpenAt(Of::kCarrying);
  if (act.is_provisional) Open(1);
}
void ObligationRecount::On(const schema::ActCarriedOut& fact) { Settle(fact.number()); }
void ObligationRecount::On(const schema::ActReturned& fact) { Settle(fact.number()); }
void ObligationRecount::Settle(std::uint32_t number) {
  Act& act = acts_[at_.entity];
  act.settled = number;
  if (act.settled < act.carries) OpenAt(Of::kCarrying);
}
void ObligationRecount::On(const schema::FinalListPublished&) { ReopenAt(Of::kList); }
void ObligationRecount::On(const schema::RankingReplaced&) { CloseAt(Of::kList); }

// --- placements and tenancies ---

void ObligationRecount::On(const schema::SheetAdopted& fact) {
  const auto sheet = nlohmann::json::parse(fact.sheet()->str());
  if (sheet.contains("placement")) placement_kinds_[fact.code()->str()] = sheet["placement"].value("kind", "");
}
void ObligationRecount::On(const schema::PlacementRequested& fact) { Ask(fact.service()->string_view(), fact.persons()); }
void ObligationRecount::On(const schema::RemovalRecorded& fact) {
  Ask(fact.service()->string_view(), fact.persons());
  BeginPlacement(at_.effective_on, 0);
}
void ObligationRecount::Ask(std::string_view service, const flatbuffers::Vector<const schema::Id*>* persons) {
  Placed& placed = placed_[at_.entity];
  placed.kind = placement_kinds_[std::string(service)];
  for (const auto* person : *persons) placed.persons.push_back(events::Entity(person));
}
void ObligationRecount::On(const schema::PlacementStarted& fact) { BeginPlacement(Day{fact.from()}, fact.until()); }

void ObligationRecount::BeginPlacement(Day from, std::int32_t until) {
  Placed& placed = placed_[at_.entity];
  for (std::uint32_t i = 0; i < placed.persons.size(); ++i) {
    if (placed.kind != "residential" && placed.kind != "foster") break;
    const auto born = BornOn(placed.persons[i]);
    if (born && AddMonths(*born, kMonthsToFullAge) > from) OpenAt(Of::kMajority, i, i);
  }
  if (placed.kind != "shelter") return;
  for (const EntityId person : placed.persons) placed.until[person] = Day{until};
  ReopenAt(Of::kNights);
}

void ObligationRecount::On(const schema::PlacementExtended& fact) {
  Placed& placed = placed_[at_.entity];
  if (placed.kind != "shelter" || !events::Entity(fact.person()).is_zero()) return;
  for (auto& [person, until] : placed.until) until = Day{fact.until()};
  ReopenAt(Of::kNights);
}
void ObligationRecount::On(const schema::PlacementWithdrawn&) { ClosePlacement(); }
void ObligationRecount::On(const schema::NightMissed&) { ClosePlacement(); }
void ObligationRecount::On(const schema::GuestBanned&) { ClosePlacement(); }
void ObligationRecount::On(const schema::PlacementEnded& fact) {
  Placed& placed = placed_[at_.entity];
  const EntityId leaves = events::Entity(fact.person());
  const Day on{fact.on()};
  bool is_left = false;
  for (const EntityId person : placed.persons) {
    Day& until = placed.until.emplace(person, kNeverLeaves).first->second;
    if (leaves.is_zero() || leaves == person) until = std::min(until, on);
    is_left = is_left || until > on;
  }
  if (!is_left) ClosePlacement();
}
void ObligationRecount::ClosePlacement() {
  for (std::uint32_t i = 0; i < placed_[at_.entity].persons.size(); ++i) CloseAt(Of::kMajority, i);
  CloseAt(Of::kNights);
  CloseTerms();
}

void ObligationRecount::On(const schema::TenancyEnded&) { CloseTerms(); }
void ObligationRecount::On(const schema::DwellingAnswered& fact) {
  if (!fact.accepted()) CloseTerms();
}
void ObligationRecount::On(const schema::AuthorisationRecorded& fact) {
  if (!fact.granted()) CloseTerms();
}

// --- programmes and units ---

void ObligationRecount::On(const schema::UndertakingStarted& fact) {
  UndertakingRow& row = undertakings_[{at_.entity, fact.number()}];
  row.kind = fact.kind();
  if (fact.until() != 0) row.until = Day{fact.until()};
  if (fact.due() != 0) row.due = Day{fact.due()};
  KeepClock(fact.number(), row);
}
void ObligationRecount::On(const schema::UndertakingAdvanced& fact) {
  UndertakingRow& row = undertakings_[{at_.entity, fact.number()}];
  row.state = NextState(LifeOf(row.kind), row.state, fact.step()).value_or(row.state);
  if (fact.until() != 0) row.until = Day{fact.until()};
  if (fact.due() != 0) row.due = Day{fact.due()};
  KeepClock(fact.number(), row);
}
void ObligationRecount::On(const schema::UndertakingLate& fact) {
  undertakings_[{at_.entity, fact.number()}].due.reset();
  CloseAt(Of::kUndertaking, fact.number());
}
/// What waits for the same instant goes on.
void ObligationRecount::KeepClock(std::uint32_t number, UndertakingRow& row) {
  const auto due = ClockOf(row);
  if (due && IsOpenAt(Of::kUndertaking, number) && *due == row.obligation_due) return;
  CloseAt(Of::kUndertaking, number);
  if (!due) return;
  row.obligation_due = std::max(*due, recorded_at_);
  OpenAt(Of::kUndertaking, number);
}

void ObligationRecount::On(const schema::AccreditationSet& fact) {
  using Step = schema::AccreditationStep;
  if (fact.step() == Step::grant) ReopenAt(Of::kUnit);
  if (fact.step() == Step::revoke || fact.step() == Step::expire) CloseAt(Of::kUnit);
}
void ObligationRecount::On(const schema::UnitReminded& fact) {
  if (fact.number() == 0) ReopenAt(Of::kUnit);
}
void ObligationRecount::On(const schema::QualityChecked& fact) {
  for (std::uint32_t i = 0; fact.findings() != nullptr && i < fact.findings()->size(); ++i) {
    OpenAt(Of::kUnit, fact.findings()->Get(i)->number(), i);
  }
}
void ObligationRecount::On(const schema::FindingResolved& fact) { CloseAt(Of::kUnit, fact.number()); }
void ObligationRecount::On(const schema::ComplaintReceived& fact) { OpenAt(Of::kUnit, fact.number()); }
void ObligationRecount::On(const schema::ComplaintAnswered& fact) { CloseAt(Of::kUnit, fact.number()); }
void ObligationRecount::On(const schema::ProviderChanged&) { Open(); }
void ObligationRecount::On(const schema::UsersMoved& fact) {
  if (fact.more()) Open();
}

// --- plans ---

void ObligationRecount::On(const schema::PlanRequested& fact) {
  OpenAt(Of::kTerm);
  WatchCertificate(fact.certified_until());
}
void ObligationRecount::On(const schema::CertificateRecorded& fact) { WatchCertificate(fact.certified_until()); }
void ObligationRecount::WatchCertificate(std::int32_t until) {
  constexpr std::uint32_t kBehindTheTerm = 1;
  CloseAt(Of::kCertificate);
  if (until != 0) OpenAt(Of::kCertificate, 0, kBehindTheTerm);
}
void ObligationRecount::On(const schema::PlanSent&) { CloseAt(Of::kTerm); }
void ObligationRecount::On(const schema::PlanWithdrawn&) { CloseAt(Of::kTerm); }
void ObligationRecount::On(const schema::PlanDenied&) { CloseAt(Of::kTerm); }
void ObligationRecount::On(const schema::PlanStarted& fact) {
  Plan& plan = plans_[at_.entity];
  plan.from = Day{fact.from()};
  plan.until = Day{fact.until()};
  Await(plan, StartOfItsMonth(plan.from));
}
void ObligationRecount::On(const schema::PlanRenewed& fact) {
  Plan& plan = plans_[at_.entity];
  const Day month = StartOfItsMonth(plan.until);
  plan.until = Day{fact.until()};
  if (!plan.awaited || !IsOpenAt(Of::kExpenses)) Await(plan, month);
}
void ObligationRecount::On(const schema::PlanSuspended& fact) {
  plans_[at_.entity].pauses.emplace_back(Day{fact.from()}, kNeverLeaves);
}
void ObligationRecount::On(const schema::PlanResumed& fact) {
  Plan& plan = plans_[at_.entity];
  plan.pauses.back().second = Day{fact.from()};
  const bool waits = plan.awaited && IsOpenAt(Of::kExpenses);
  if (!waits) return Await(plan, StartOfItsMonth(Day{fact.from()}));
  if (!Runs(plan, *plan.awaited)) Await(plan, *plan.awaited);
}
void ObligationRecount::On(const schema::PlanEnded& fact) {
  Plan& plan = plans_[at_.entity];
  plan.until = Day{fact.on()};
  if (!plan.awaited || *plan.awaited < plan.until) return;
  CloseAt(Of::kExpenses);
  plan.awaited.reset();
}
void ObligationRecount::On(const schema::ExpensesFiled& fact) {
  Plan& plan = plans_[at_.entity];
  const Day month{fact.month()};
  plan.filed.insert(month);
  if (plan.awaited == month) Await(plan, AddMonths(month, 1));
}
void ObligationRecount::On(const schema::ExpensesMissed& fact) {
  Await(plans_[at_.entity], AddMonths(Day{fact.month()}, 1));
}
/// Some day of the month is one of the plan's, and of no pause.
bool ObligationRecount::Runs(const Plan& plan, Day month) {
  for (Day day = std::max(plan.from, month); day < std::min(plan.until, AddMonths(month, 1)); day = day + 1) {
    const auto covers = [&](const auto& pause) { return pause.first <= day && day < pause.second; };
    if (std::none_of(plan.pauses.begin(), plan.pauses.end(), covers)) return true;
  }
  return false;
}
/// The first month from `month` on in which the plan runs and of which nothing was filed.
void ObligationRecount::Await(Plan& plan, Day month) {
  CloseAt(Of::kExpenses);
  plan.awaited.reset();
  while (month < plan.until && (plan.filed.contains(month) || !Runs(plan, month))) month = AddMonths(month, 1);
  if (month >= plan.until) return;
  plan.awaited = month;
  OpenAt(Of::kExpenses);
}

// --- access, and flows to INPS ---

void ObligationRecount::On(const schema::CaseSealed& fact) {
  CloseAt(Of::kReview);
  if (fact.review_on() != 0) OpenAt(Of::kReview);
}
void ObligationRecount::On(const schema::CaseUnsealed&) { CloseAt(Of::kReview); }
void ObligationRecount::On(const schema::EmergencyDeclared& fact) { OpenAt(Of::kReview, fact.emergency()); }
void ObligationRecount::On(const schema::EmergencyReviewed& fact) { CloseAt(Of::kReview, fact.emergency()); }
void ObligationRecount::On(const schema::AccessReviewMissed& fact) { CloseAt(Of::kReview, fact.emergency()); }
void ObligationRecount::On(const schema::FlowOutcomeRecorded& fact) {
  CloseAt(Of::kMending);
  if (fact.mend_by() != 0) OpenAt(Of::kMending);
}
void ObligationRecount::On(const schema::FlowMended&) { CloseAt(Of::kMending); }
void ObligationRecount::On(const schema::RejectOverdue&) { CloseAt(Of::kMending); }
void ObligationRecount::On(const schema::FlowGivenUp&) { CloseAt(Of::kMending); }

}  // namespace fascicolo::engine
