// What must hold whatever an office does: random commands, and everything counted again by the simplest means.
// FASCICOLO_SOAK=1: a million of them.
#include "engine/families/random_work.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include "engine/families/activation.h"
#include "engine/families/activation_days.h"

namespace fascicolo::engine {
namespace {

/// How long the office lives, and how often everything is counted again.
struct Scale {
  int commands = 20'000;
  std::size_t commands_per_day = 40;
  int check_lists_every = 100;  ///< commands
  int check_all_every = 100;
};
constexpr Scale kLong{1'000'000, 1'000, 1'000, 50'000};
Scale ScaleOfThisRun() { return std::getenv("FASCICOLO_SOAK") != nullptr ? kLong : Scale{}; }
constexpr int kWindow = 1'500;  ///< days that are counted one by one; the last stands for all that follow

/// One number per day, changed day by day.
class ByDay {
 public:
  explicit ByDay(Day first) : first_(first), levels_(kWindow) {}
  void Add(Day from, std::optional<Day> until, std::int64_t delta) {
    ForEach(from, until, [&](std::int64_t& level) { level += delta; });
  }
  /// `level` from `from` until the next day on which something was set.
  void Set(Day from, std::int64_t level) {
    set_[from] = level;
    std::fill(levels_.begin(), levels_.end(), 0);
    for (auto it = set_.begin(); it != set_.end(); ++it) {
      const auto next = std::next(it);
      const auto until = next == set_.end() ? std::nullopt : std::optional(next->first);
      ForEach(it->first, until, [&](std::int64_t& each) { each = it->second; });
    }
  }
  [[nodiscard]] std::int64_t On(std::size_t index) const { return levels_[index]; }
  [[nodiscard]] std::size_t Index(Day day) const {
    return static_cast<std::size_t>(std::clamp(day - first_, 0, kWindow - 1));
  }

 private:
  template <class Change>
  void ForEach(Day from, std::optional<Day> until, Change change) {
    // The last day of the window stands for the days behind it: it belongs to what has no end.
    const std::size_t end = until ? Index(*until) : kWindow;
    for (std::size_t i = Index(from); i < end; ++i) change(levels_[i]);
  }
  Day first_;
  std::vector<std::int64_t> levels_;
  std::map<Day, std::int64_t> set_;
};

struct Score {
  std::int64_t points = 0;
  std::vector<std::pair<std::int64_t, bool>> tie_breaks;  ///< value, descending
};

/// The same history, counted from the events alone.
class Recount {
 public:
  explicit Recount(Day first) : first_(first) {}

  void Take(const std::vector<schema::EventT>& events) {
    for (const auto& event : events) {
      const EntityId id = events::Entity(event.entity.get());
      if (const auto* fact = event.payload.AsCapacitySet()) Unit(id).capacity.Set(Day{fact->from}, fact->capacity);
      if (const auto* fact = event.payload.AsPlaceFreed()) Change(id, *fact, -1);
      if (const auto* fact = event.payload.AsApplicationScored()) TakeScore(id, *fact);
      if (const auto* fact = event.payload.AsOfferRefused()) scores_[id].points -= fact->penalty;
      if (const auto* fact = event.payload.AsEntryAdded()) listed_[id].insert(events::Entity(fact->activation.get()));
      if (const auto* fact = event.payload.AsEntryRemoved()) listed_[id].erase(events::Entity(fact->activation.get()));
      if (const auto* fact = event.payload.AsPlaceTaken()) Change(id, *fact, 1);
    }
    for (const auto& event : events) {
      if (const auto* fact = event.payload.AsPlaceTaken()) CheckRoom(events::Entity(event.entity.get()), *fact);
    }
  }

  void Check(const Kit& kit, const RandomWork& work) {
    for (const EntityId unit : work.units()) CheckUnit(kit, work, unit);
    CheckLists(kit, work);
    CheckMarks(kit, work);
  }
  void CheckLists(const Kit& kit, const RandomWork& work) {
    for (const auto& service : work.services()) CheckList(kit, service);
  }

 private:
  struct Counted {
    ByDay capacity;
    ByDay taken;
  };
  Counted& Unit(EntityId id) { return units_.try_emplace(id, Counted{ByDay(first_), ByDay(first_)}).first->second; }

  template <class Fact>
  void Change(EntityId unit, const Fact& fact, int sign) {
    const auto until = fact.until == 0 ? std::nullopt : std::optional(Day{fact.until});
    Unit(unit).taken.Add(Day{fact.from}, until, sign * fact.quantity);
  }

  void TakeScore(EntityId id, const schema::ApplicationScoredT& fact) {
    Score& score = scores_[id];
    score.points = fact.total;
    score.tie_breaks.clear();
    for (const auto& tie : fact.tie_breaks) score.tie_breaks.emplace_back(tie->value, tie->by == "isee_cents");
  }

  /// What was taken fits on each of its days.
  void CheckRoom(EntityId id, const schema::PlaceTakenT& fact) {
    const Counted& unit = Unit(id);
    const std::size_t end = fact.until == 0 ? kWindow : unit.taken.Index(Day{fact.until});
    for (std::size_t i = unit.taken.Index(Day{fact.from}); i < end; ++i) {
      ASSERT_LE(unit.taken.On(i), unit.capacity.On(i)) << "over capacity on day " << i;
    }
  }

  /// The step functions say what was counted, and it is what the activations hold.
  void CheckUnit(const Kit& kit, const RandomWork& work, EntityId id) {
    const Counted& unit = Unit(id);
    ByDay held(first_);
    for (const EntityId activation : work.activations()) {
      const auto row = kit.Activation(activation);
      if (row->unit != id) continue;
      for (const HeldChange& change : Changes({}, HeldBy(*row))) held.Add(change.from, change.until, change.delta);
    }
    for (std::size_t i = 0; i < kWindow; ++i) {
      const Day day = first_ + static_cast<int>(i);
      ASSERT_EQ(kit.state().LevelOn<TakenTable>(id, day), unit.taken.On(i)) << FormatDay(day);
      ASSERT_EQ(kit.state().LevelOn<CapacityTable>(id, day), unit.capacity.On(i)) << FormatDay(day);
      ASSERT_EQ(held.On(i), unit.taken.On(i)) << FormatDay(day);
    }
  }

  /// Whether `a` stands before `b`, as the regulation says it.
  bool IsBefore(const Kit& kit, bool by_arrival, EntityId a, EntityId b) {
    const auto of_a = kit.Activation(a);
    const auto of_b = kit.Activation(b);
    if (by_arrival) {
      return std::tie(of_a->applied_on, of_a->applied_at, a) < std::tie(of_b->applied_on, of_b->applied_at, b);
    }
    const Score& score_a = scores_[a];
    const Score& score_b = scores_[b];
    if (score_a.points != score_b.points) return score_a.points > score_b.points;
    const std::int64_t isee_a = score_a.tie_breaks.at(0).first;
    const std::int64_t isee_b = score_b.tie_breaks.at(0).first;
    return std::tie(isee_a, of_a->applied_on, a) < std::tie(isee_b, of_b->applied_on, b);
  }

  void CheckList(const Kit& kit, const std::string& service) {
    const auto& listed = listed_[ListOf(service)];
    std::vector<EntityId> naive(listed.begin(), listed.end());
    std::sort(naive.begin(), naive.end(),
              [&](EntityId a, EntityId b) { return IsBefore(kit, service == kCentre, a, b); });
    ASSERT_EQ(kit.ListInOrder(service), naive) << service;
  }

  /// Lists, marks and obligations agree with the states.
  void CheckMarks(const Kit& kit, const RandomWork& work) {
    std::size_t offered = 0;
    std::set<std::pair<EntityId, std::string>> pending;
    for (const EntityId id : work.activations()) {
      const auto row = kit.Activation(id);
      const bool is_open = row->state <= ActivationState::kInForce;
      ASSERT_EQ(kit.state().Find<CaseServiceTable>(row->case_file, id).has_value(), is_open);
      if (is_open && row->state != ActivationState::kInForce) {
        ASSERT_TRUE(pending.emplace(row->case_file, row->service).second) << "two applications of a case";
      }
      const bool is_listed = row->state == ActivationState::kWaiting || row->state == ActivationState::kOffered;
      ASSERT_EQ(listed_[ListOf(row->service)].contains(id), is_listed);
      offered += row->state == ActivationState::kOffered;
    }
    std::size_t expiries = 0;
    for (const auto& [id, row] : kit.Open()) expiries += row.kind == ObligationKind::kOfferExpiry;
    ASSERT_EQ(expiries, offered);
  }

  Day first_;
  std::map<EntityId, Counted> units_;
  std::map<EntityId, Score> scores_;
  std::map<EntityId, std::set<EntityId>> listed_;
};

TEST(RandomWork, NeverExceedsCapacityAndKeepsEveryListInOrder) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  Recount recount(kit.today() - 100);
  std::map<std::string, int> told;
  RandomWork work(kit, chance);
  for (const EntityId unit : work.units()) {  // opened before the recount began
    schema::CapacitySetT set;
    set.capacity = RandomWork::kCapacity;
    set.from = (kit.today() - 30).days;
    schema::EventT event;
    event.entity = Ref(unit);
    event.payload.Set(set);
    std::vector<schema::EventT> events;
    events.push_back(std::move(event));
    recount.Take(events);
  }
  const Scale scale = ScaleOfThisRun();
  for (int i = 0; i < scale.commands && !testing::Test::HasFatalFailure(); ++i) {
    const Then then = work.Step();
    ASSERT_FALSE(then.told().froze);
    for (const auto& name : NamesOf(then.told().events)) ++told[name];
    recount.Take(then.told().events);
    if (chance.OneIn(10)) {
      const std::size_t commits = kit.commits();
      const Then again = kit.WhenRepeated();
      ASSERT_TRUE(again.told().is_retry || again.told().rejection);
      ASSERT_EQ(kit.commits(), commits);
    }
    // Now and then nobody does anything for a fortnight, and what is offered lapses.
    const bool is_fortnight = i % (scale.commands / 4) == scale.commands / 8;
    const int days = is_fortnight ? 15 : chance.OneIn(scale.commands_per_day) ? 1 : 0;
    const auto due = days > 0 ? kit.PassUntil(kit.today() + days) : kit.RunDue();
    for (const auto& name : NamesOf(due)) ++told[name];
    recount.Take(due);
    if (i % scale.check_lists_every == 0) recount.CheckLists(kit, work);
    if (i % scale.check_all_every == 0) recount.Check(kit, work);
  }
  recount.Check(kit, work);
  // A life without a lapse or a penalty would have shown nothing.
  for (const char* name : {"OfferMade", "OfferAccepted", "OfferRefused", "OfferLapsed", "OfferProposed", "EntryMoved",
                           "ServiceVaried", "ServiceSuspended", "ServiceResumed", "ServiceDelivered", "ServiceEnded",
                           "ApplicationWithdrawn", "ObligationDropped"}) {
    EXPECT_GT(told[name], 0) << name;
  }
}

}  // namespace
}  // namespace fascicolo::engine
