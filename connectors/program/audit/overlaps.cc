// audit overlaps: what a sheet says may not be received beside something else, and was.
#include "connectors/program/audit/audits.h"
#include "connectors/program/audit/circumstances.h"
#include "connectors/program/audit/held_benefits.h"
#include "engine/families/person.h"

#include <algorithm>
#include <limits>

namespace fascicolo::program {
namespace {

constexpr Day kForEver{std::numeric_limits<std::int32_t>::max()};

/// Days from `from`, before `until`.
struct Stretch {
  Day from;
  Day until;
  [[nodiscard]] bool is_empty() const { return from >= until; }
};
Stretch Common(const Stretch& a, const Stretch& b) { return {std::max(a.from, b.from), std::min(a.until, b.until)}; }

/// A benefit on the days on which it concerns one person, or one household.
struct Holding {
  std::size_t benefit = 0;
  Stretch days;
};
using HoldingsOf = std::map<EntityId, std::vector<Holding>>;

class Overlaps {
 public:
  Overlaps(const std::vector<HeldBenefit>& held, const Exclusions& exclusions, Stretch asked)
      : held_(held), exclusions_(exclusions), asked_(asked) {}

  /// Whom the benefit with this index concerns. Throws ReadsFrozen.
  void Add(const engine::State& state, std::size_t index) {
    const HeldBenefit& one = held_[index];
    const Stretch days{one.from, one.until.value_or(kForEver)};
    for (const EntityId entry : one.persons) {
      const EntityId person = engine::PersonBehind(state, entry);
      of_persons_[person].push_back({index, days});
      for (const HouseholdStay& stay : StaysOf(state, person)) {
        const Stretch together = Common(days, {stay.from, stay.until.value_or(kForEver)});
        if (!together.is_empty()) of_households_[stay.household].push_back({index, together});
      }
    }
  }

  std::vector<Anomaly> Find() {
    for (const auto& [person, holdings] : of_persons_) Compare(holdings, {});
    for (const auto& [household, holdings] : of_households_) Compare(holdings, household);
    return std::move(anomalies_);
  }

 private:
  /// Zero `household`: of one person.
  void Compare(const std::vector<Holding>& holdings, EntityId household) {
    for (const Holding& one : holdings) {
      for (const Holding& other : holdings) {
        if (one.benefit < other.benefit) ComparePair(one, other, household);
      }
    }
  }

  void ComparePair(const Holding& one, const Holding& other, EntityId household) {
    const HeldBenefit& a = held_[one.benefit];
    const HeldBenefit& b = held_[other.benefit];
    const auto exclusion = exclusions_.find(std::minmax(a.service, b.service));
    if (exclusion == exclusions_.end() || (!household.is_zero() && !exclusion->second)) return;
    const Stretch both = Common(Common(one.days, other.days), asked_);
    if (both.is_empty() || !seen_.insert({one.benefit, other.benefit}).second) return;
    const bool later_is_a = std::tuple(a.by.position, a.by.event) > std::tuple(b.by.position, b.by.event);
    Found(later_is_a ? a : b, later_is_a ? b : a, Common(one.days, other.days), household);
  }

  void Found(const HeldBenefit& later, const HeldBenefit& earlier, const Stretch& days, EntityId household) {
    Anomaly anomaly;
    anomaly.code = household.is_zero() ? "incompatible_for_person" : "incompatible_in_household";
    anomaly.by = later.by;
    anomaly.rule =
        SheetRule(later.service, "/incompatible_with") + ", " + SheetRule(earlier.service, "/incompatible_with");
    anomaly.entity = later.entity;
    anomaly.case_file = later.case_file;
    anomaly.person = later.persons.front();
    anomaly.service = later.service;
    anomaly.facts = {{"other_service", cli::Form(earlier.service)},
                     {"other", cli::Form(earlier.entity)},
                     {"other_position", cli::Form(earlier.by.position)},
                     {"other_person", cli::Form(earlier.persons.front())},
                     {"from", cli::Form(days.from)},
                     {"until", days.until == kForEver ? Value{} : cli::Form(days.until)}};
    if (!household.is_zero()) anomaly.facts.emplace_back("household", cli::Form(household));
    anomalies_.push_back(std::move(anomaly));
  }

  const std::vector<HeldBenefit>& held_;
  const Exclusions& exclusions_;
  const Stretch asked_;
  HoldingsOf of_persons_;
  HoldingsOf of_households_;
  std::set<std::pair<std::size_t, std::size_t>> seen_;
  std::vector<Anomaly> anomalies_;
};

}  // namespace

Result<AuditAnswer> SeeOverlaps(const AuditScope& scope, Day today, LogWalk& walk) {
  HoldingsInLog log;
  const Status walked = walk.Run([&](const SeenEvent& seen) { log.See(seen); });
  if (!walked) return walked.error();
  const engine::State state = walk.state();
  const Exclusions exclusions = ExclusionsIn(state);
  std::set<std::string> wanted;
  for (const auto& [pair, whole] : exclusions) {
    if (scope.Asks(pair.first) || scope.Asks(pair.second)) wanted.insert({pair.first, pair.second});
  }
  const auto held = log.Held(state, wanted);
  const Stretch asked{scope.period.from.value_or(Day{std::numeric_limits<std::int32_t>::min()}),
                      scope.period.to.value_or(today) + 1};
  Overlaps overlaps(held, exclusions, asked);
  AuditAnswer answer;
  for (std::size_t i = 0; i < held.size(); ++i) UnlessFrozen(answer, [&] { overlaps.Add(state, i); });
  answer.anomalies = overlaps.Find();
  return answer;
}

}  // namespace fascicolo::program
