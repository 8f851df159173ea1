#include "projections/statistics/careers.h"

#include <algorithm>

#include "engine/decision.h"
#include "engine/families/limits.h"
#include "engine/named_subject.h"
#include "engine/payload_types.h"
#include "engine/refusals.h"
#include "projections/statistics/terms.h"

namespace fascicolo::projections {
namespace {

using engine::DayIfGiven;
using engine::Text;
using Bearing = std::optional<Day>;

constexpr int kMostMerges = 64;  // a chain of duplicates that is longer goes round

void AddSince(Since& since, Day from, std::string_view value) {
  const auto at = std::upper_bound(since.begin(), since.end(), from,
                                   [](Day day, const auto& one) { return day < one.first; });
  since.emplace(at, from, value);
}

EntityId At(const std::map<std::pair<EntityId, std::uint32_t>, EntityId>& map, EntityId chapter, std::uint32_t number) {
  const auto found = map.find({chapter, number});
  return found == map.end() ? EntityId{} : found->second;
}

/// Takes one event, by its type. Whatever is not named here counts nothing.
class Taker {
 public:
  Taker(Careers& careers, const schema::Event& event)
      : careers_(careers), entity_(events::Entity(event.entity())), on_{event.effective_on()} {}

  template <class Fact>
  Bearing Take(const Fact&) {
    return std::nullopt;
  }

  // --- who persons are ---
  Bearing Take(const schema::PersonRegistered& fact) {
    Born(fact.born());
    if (!Text(fact.citizenship()).empty()) AddSince(Person().citizenship, engine::kFirstDay, Text(fact.citizenship()));
    return engine::kFirstDay;
  }
  Bearing Take(const schema::PersonIdentified& fact) { return Born(fact.born()); }
  Bearing Take(const schema::PersonCorrected& fact) { return Born(fact.born()); }
  Bearing Take(const schema::CitizenshipRecorded& fact) {
    AddSince(Person().citizenship, on_, Text(fact.citizenship()));
    return on_;
  }
  Bearing Take(const schema::AddressRecorded& fact) {
    if (fact.kind() != schema::AddressKind::residence) return std::nullopt;
    AddSince(Person().municipality, on_, Text(fact.municipality()));
    return on_;
  }
  Bearing Take(const schema::AddressProtected&) {
    Person().is_protected = true;
    return engine::kFirstDay;
  }
  Bearing Take(const schema::AddressProtectionLifted&) {
    Person().is_protected = false;
    return engine::kFirstDay;
  }
  Bearing Take(const schema::MergedInto& fact) {
    Person().merged_into = events::Entity(fact.person());
    return engine::kFirstDay;
  }
  Bearing Take(const schema::UnmergedFrom&) {
    Person().merged_into = {};
    return engine::kFirstDay;
  }

  // --- cases ---
  Bearing Take(const schema::ContactRegistered& fact) {
    careers_.areas[entity_] = fact.area();
    Career& career = careers_.cases[entity_];
    career.person = events::Entity(fact.person());
    career.case_file = entity_;
    return std::nullopt;
  }
  Bearing Take(const schema::TakenInCharge&) { return BeginCase(); }
  Bearing Take(const schema::CaseReopened&) {
    Career& career = careers_.cases[entity_];
    return career.moves.empty() ? std::nullopt : BeginCase();
  }
  Bearing Take(const schema::CaseClosed& fact) {
    careers_.closed[entity_].emplace_back(on_, Text(fact.reason()));
    return EndCase();
  }
  Bearing Take(const schema::ContactConcluded&) { return EndCase(); }
  Bearing Take(const schema::CaseMadeDormant&) { return EndCase(); }
  Bearing Take(const schema::TransferAnswered& fact) { return fact.accepted() ? EndCase() : std::nullopt; }

  // --- services ---
  Bearing Take(const schema::ApplicationFiled& fact) {
    Served(fact.case_file(), fact.service(), fact.members()).person = events::Entity(fact.person());
    return std::nullopt;
  }
  Bearing Take(const schema::PlacementRequested& fact) {
    Career& career = Served(fact.case_file(), fact.service(), fact.persons());
    career.person = career.with.empty() ? careers_.cases[career.case_file].person : career.with.front();
    return std::nullopt;
  }
  Bearing Take(const schema::ServiceStarted& fact) { return BeginService(Day{fact.from()}, DayIfGiven(fact.until())); }
  Bearing Take(const schema::PlacementStarted& fact) {
    return BeginService(Day{fact.from()}, DayIfGiven(fact.until()));
  }
  Bearing Take(const schema::PlanRequested& fact) {
    Served(fact.case_file(), fact.service(), nullptr).person = events::Entity(fact.person());
    return std::nullopt;
  }
  Bearing Take(const schema::PlanStarted& fact) { return BeginService(Day{fact.from()}, DayIfGiven(fact.until())); }
  Bearing Take(const schema::PlanRenewed& fact) {
    Career& career = careers_.services[entity_];
    const auto until = career.planned_end;
    if (career.is_open()) career.planned_end = Day{fact.until()};
    return until;
  }
  Bearing Take(const schema::PlanEnded& fact) { return EndService(Day{fact.on()}); }
  Bearing Take(const schema::ServiceEnded& fact) { return EndService(Day{fact.on()}); }
  Bearing Take(const schema::PlacementEnded& fact) {
    return fact.person() == nullptr || events::Entity(fact.person()).is_zero() ? EndService(Day{fact.on()})
                                                                                : std::nullopt;
  }

  // --- waiting ---
  Bearing Take(const schema::WaitingStarted&) {
    const auto service = careers_.services.find(entity_);
    if (service == careers_.services.end()) return std::nullopt;
    Career& career = careers_.waiting[entity_];
    career.person = service->second.person;
    career.with = service->second.with;
    career.case_file = service->second.case_file;
    career.service = service->second.service;
    career.Begin(on_);
    return on_;
  }
  Bearing Take(const schema::ApplicationWithdrawn&) { return EndWaiting(on_, Direction::kOut); }
  Bearing Take(const schema::ApplicationDenied&) { return EndWaiting(on_, Direction::kOut); }
  Bearing Take(const schema::OfferRefused& fact) { return AfterOffer(fact.effect()); }
  Bearing Take(const schema::OfferLapsed& fact) { return AfterOffer(fact.effect()); }

  // --- programmes ---
  Bearing Take(const schema::ProgrammeOpened& fact) {
    careers_.programmes[entity_] = Text(fact.service());
    return std::nullopt;
  }
  Bearing Take(const schema::Enrolled& fact) {
    Career& career = careers_.enrolments[{entity_, fact.enrolment()}];
    career.person = events::Entity(fact.person());
    career.case_file = events::Entity(fact.case_file());
    career.service = careers_.programmes[entity_];
    return fact.waiting() ? std::nullopt : BeginEnrolment(career);
  }
  Bearing Take(const schema::EnrolmentAdmitted& fact) {
    return BeginEnrolment(careers_.enrolments[{entity_, fact.enrolment()}]);
  }
  Bearing Take(const schema::EnrolmentEnded& fact) {
    Career& career = careers_.enrolments[{entity_, fact.enrolment()}];
    if (!career.is_open()) return std::nullopt;
    career.End(on_);
    return on_;
  }
  Bearing Take(const schema::SessionPlanned& fact) {
    careers_.sessions[{entity_, fact.session()}] = LocalDay(Instant{fact.at()});
    return std::nullopt;
  }
  Bearing Take(const schema::SessionRecorded& fact) {
    const auto planned = careers_.sessions.find({entity_, fact.session()});
    CountedSession session{planned == careers_.sessions.end() ? on_ : planned->second, entity_,
                        fact.outcome() == schema::SessionOutcome::held, {}, {}};
    TakeWhoCame(fact, session);
    careers_.counted_sessions.push_back(std::move(session));
    return careers_.counted_sessions.back().on;
  }

  // --- money ---
  Bearing Take(const schema::MoneyReserved& fact) {
    careers_.commitments[{entity_, fact.commitment()}] = events::Entity(fact.about());
    return std::nullopt;
  }
  Bearing Take(const schema::MoneyLiquidated& fact) {
    const EntityId activation = events::Entity(fact.activation());
    const EntityId about = activation.is_zero() ? At(careers_.commitments, entity_, fact.commitment()) : activation;
    careers_.liquidations[{entity_, fact.liquidation()}] = {on_, about, fact.amount()};
    return std::nullopt;
  }
  Bearing Take(const schema::MoneyPaid& fact) { return Pay(fact.liquidation(), 1); }
  Bearing Take(const schema::PaymentBounced& fact) { return Pay(fact.liquidation(), -1); }
  Bearing Take(const schema::DebtRaised& fact) {
    if (fact.cause() != schema::DebtCause::share) return std::nullopt;
    careers_.shares.push_back({Day{fact.month()}, events::Entity(fact.activation()), fact.amount()});
    return Day{fact.month()};
  }

  // --- outcomes ---
  Bearing Take(const schema::ProjectProposed& fact) { return Level(fact.need_level()); }
  Bearing Take(const schema::ProjectReviewed& fact) {
    GoalCount count{on_};
    if (fact.outcomes() != nullptr) {
      for (const auto outcome : *fact.outcomes()) {
        ++(static_cast<schema::GoalOutcome>(outcome) == schema::GoalOutcome::yes      ? count.reached
           : static_cast<schema::GoalOutcome>(outcome) == schema::GoalOutcome::partly ? count.partly
                                                                                      : count.missed);
      }
    }
    careers_.goals[entity_].push_back(count);
    return Level(fact.need_level());
  }

  Bearing Take(const schema::DayOpened& fact) {
    careers_.today = Day{fact.day()};
    return std::nullopt;
  }

 private:
  PersonFacts& Person() { return careers_.persons[entity_]; }
  Bearing Born(std::int32_t born) {
    if (const auto day = DayIfGiven(born)) Person().born = day;
    return engine::kFirstDay;
  }
  Bearing BeginCase() {
    careers_.cases[entity_].Begin(on_);
    return on_;
  }
  /// A contact that nobody took in charge leaves nothing.
  Bearing EndCase() {
    Career& career = careers_.cases[entity_];
    if (!career.is_open()) return std::nullopt;
    career.End(on_);
    return on_;
  }
  Career& Served(const schema::Id* case_file, const flatbuffers::String* service,
                 const flatbuffers::Vector<const schema::Id*>* persons) {
    Career& career = careers_.services[entity_];
    career.case_file = events::Entity(case_file);
    career.service = Text(service);
    if (persons != nullptr) {
      for (const auto* person : *persons) career.with.push_back(events::Entity(person));
    }
    return career;
  }
  Bearing BeginEnrolment(Career& career) {
    career.Begin(on_);
    return on_;
  }
  void TakeWhoCame(const schema::SessionRecorded& fact, CountedSession& session) {
    if (fact.attendance() != nullptr) {
      for (const auto* one : *fact.attendance()) {
        const auto found = careers_.enrolments.find({entity_, one->enrolment()});
        const bool came = one->presence() == schema::Presence::present;
        if (came && found != careers_.enrolments.end()) session.by_name.push_back(found->second.person);
      }
    }
    if (fact.counts() == nullptr) return;
    for (const auto* one : *fact.counts()) session.counted.emplace_back(one->band(), one->count());
  }
  Bearing BeginService(Day from, std::optional<Day> planned) {
    EndWaiting(from, Direction::kServed);
    Career& career = careers_.services[entity_];
    career.Begin(from);
    career.planned_end = planned;
    return from;
  }
  Bearing EndService(Day on) {
    const auto found = careers_.services.find(entity_);
    if (found == careers_.services.end()) return std::nullopt;
    const auto planned = found->second.planned_end;
    const Day last = planned && *planned < on ? *planned : on;
    found->second.End(last);
    return last;
  }
  Bearing EndWaiting(Day on, Direction direction) {
    const auto found = careers_.waiting.find(entity_);
    if (found == careers_.waiting.end() || !found->second.is_open()) return std::nullopt;
    found->second.End(on, direction);
    return on;
  }
  Bearing AfterOffer(schema::ListEffect effect) {
    return effect == schema::ListEffect::removed ? EndWaiting(on_, Direction::kOut) : std::nullopt;
  }
  Bearing Pay(std::uint32_t liquidation, int sign) {
    const auto found = careers_.liquidations.find({entity_, liquidation});
    if (found == careers_.liquidations.end()) return std::nullopt;
    careers_.payments.push_back({on_, found->second.about, sign * found->second.cents});
    return on_;
  }
  Bearing Level(std::uint32_t level) {
    careers_.levels[entity_].push_back({on_, level});
    return on_;
  }

  Careers& careers_;
  const EntityId entity_;
  const Day on_;
};

}  // namespace

void Career::Begin(Day on) {
  if (!is_open()) spells.push_back({on, {}});
  moves.push_back({on, Direction::kIn, spells.size() - 1});
  planned_end.reset();
}

void Career::End(Day on, Direction direction) {
  if (is_open()) spells.back().until = on;
  moves.push_back({on, direction, spells.empty() ? 0 : spells.size() - 1});
  planned_end.reset();
}

Career Career::AsPlanned() const {
  Career as_planned = *this;
  if (is_open() && planned_end) as_planned.End(*planned_end);
  return as_planned;
}

EntityId Careers::Whole(EntityId person) const {
  for (int i = 0; i < kMostMerges; ++i) {
    const auto found = persons.find(person);
    if (found == persons.end() || found->second.merged_into.is_zero()) return person;
    person = found->second.merged_into;
  }
  return person;
}

std::optional<Day> TakeEvent(Careers& careers, const schema::Event& event) {
  Bearing bearing;
  Taker taker(careers, event);
  engine::VisitEvent(event, [&](const auto& fact) { bearing = taker.Take(fact); });
  const Bearing of_term = TakeTerm(careers, event);
  return of_term && bearing ? std::min(of_term, bearing) : of_term ? of_term : bearing;
}

std::vector<std::optional<Day>> TakeCommit(Careers& careers, const events::CommitReading& commit) {
  std::vector<std::optional<Day>> bearings;
  if (!commit.understood()) {
    ++careers.not_understood;
    return bearings;
  }
  for (const auto* event : commit.events()) bearings.push_back(TakeEvent(careers, *event));
  const auto* refused = commit.recorded().refused();
  if (refused != nullptr && Text(refused->code()) == engine::TextOf(engine::Rule::kNoCapacity).code) {
    careers.refused_for_capacity.emplace_back(careers.today.value_or(LocalDay(commit.header().recorded_at)),
                                              engine::NamedTarget(commit.command()));
  }
  return bearings;
}

}  // namespace fascicolo::projections
