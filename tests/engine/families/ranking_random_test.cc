// Calls at random, each held against an implementation that shares nothing with the engine's: the list is sorted from
// scratch, and whose turn it is counted anew from the whole list at every step. FASCICOLO_SOAK=1: ten thousand of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "engine/seed.h"
#include "engine/told_rankings.h"

namespace fascicolo::engine {
namespace {

int Calls() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 10'000 : 150; }
constexpr int kCallsOfALedger = 50;
constexpr std::size_t kCases = 25;

/// What the naive list knows of an entry.
struct Known {
  EntityId id;
  std::int64_t isre = 0;
  std::int64_t isee = 0;
  std::int64_t scale = 100;
  std::int64_t amount = 0;
  std::size_t lot = 0;
  bool reserved = false;  ///< of the group for which places are kept
  bool limited = false;   ///< of the group that has a quota
  bool with_reserve = false;
  enum { kOut, kWaits, kHas } now = kWaits;
};

/// The amounts and the order of REIS, by hand.
std::int64_t AmountOf(const Known& one) {
  const std::int64_t hundredfold = (650'000 - one.isre) * one.scale;
  return std::max<std::int64_t>((hundredfold + 50) / 100, 60'000);
}
bool IsBefore(const Known& a, const Known& b) {
  if (a.isre != b.isre) return a.isre < b.isre;
  if (a.isee != b.isee) return a.isee < b.isee;
  if (a.scale != b.scale) return a.scale > b.scale;
  return a.lot < b.lot;
}
bool Ties(const Known& a, const Known& b) { return a.isre == b.isre && a.isee == b.isee && a.scale == b.scale; }

/// How often something happened, so that a test that sees nothing does not pass.
struct Seen {
  int called = 0;
  int came_back = 0;
  int drawn = 0;
  int ended_early = 0;  ///< nobody's turn, although somebody waits
};

struct Limits {
  std::int64_t places = 0;
  std::int64_t budget = 0;
  std::int64_t kept = 0;
  std::int64_t quota = 0;  ///< 0: none
};

/// Whose turn it is, counted from nothing; none: nobody's.
const Known* NaiveNext(const std::vector<Known>& list, const Limits& limits) {
  const auto count = [&](auto holds) { return static_cast<std::int64_t>(std::count_if(list.begin(), list.end(), holds)); };
  std::vector<const Known*> set_aside;  // with reserve, above whoever is looked at
  for (const Known& one : list) {
    if (one.now != Known::kWaits) continue;
    const auto has = [&](const Known& x) {
      return x.now == Known::kHas || std::find(set_aside.begin(), set_aside.end(), &x) != set_aside.end();
    };
    const std::int64_t limited = count([&](const Known& x) { return has(x) && x.limited; });
    if (limits.quota > 0 && one.limited && limited >= limits.quota) continue;
    const std::int64_t given = count(has);
    if (limits.places > 0 && given >= limits.places) return nullptr;
    const std::int64_t missing = std::max<std::int64_t>(limits.kept - count([&](const Known& x) { return has(x) && x.reserved; }), 0);
    const std::int64_t could = count([&](const Known& x) {
      return x.now == Known::kWaits && !x.with_reserve && x.reserved &&
             !(limits.quota > 0 && x.limited && limited >= limits.quota);
    });
    const std::int64_t owed = std::min(missing, could);
    if (limits.places > 0 && limits.places - given <= owed && !(one.reserved && missing > 0)) continue;
    std::int64_t spent = one.amount;
    for (const Known& x : list) spent += has(x) ? x.amount : 0;
    if (limits.budget > 0 && spent > limits.budget) return nullptr;
    if (!one.with_reserve) return &one;
    set_aside.push_back(&one);
  }
  return nullptr;
}

class RandomCall {
 public:
  RandomCall(Kit& kit, Chance& chance, const std::vector<EntityId>& cases, Seen& seen)
      : kit_(kit), chance_(chance), seen_(seen) {
    Open();
    const std::size_t applicants = 1 + chance_.Below(cases.size());
    for (std::size_t i = 0; i < applicants; ++i) File(cases[i]);
    PublishProvisionalOf(kit_, call_);
    DrawLots();
    PublishFinalOf(kit_, call_);
  }

  void ExpectTheOrder() {
    std::sort(list_.begin(), list_.end(), IsBefore);
    std::vector<EntityId> expected;
    for (const Known& one : list_) expected.push_back(one.id);
    EXPECT_EQ(FinalOrder(kit_, call_), expected);
  }

  /// Everything that can be called is, and some of it comes back.
  void ScrollDown() {
    for (std::size_t step = 0; step < 3 * list_.size() + 3; ++step) {
      const Known* next = NaiveNext(list_, limits_);
      ExpectOthersAreRefused(next);
      if (next == nullptr) {
        seen_.ended_early += SomebodyWaits() ? 1 : 0;
        if (!ComeBack()) break;
        continue;
      }
      Known& one = list_[static_cast<std::size_t>(next - list_.data())];
      const auto called = kit_.When(CallNext(one.id)).ThenEvents({"EntryCalled"}).First<schema::EntryCalledT>();
      EXPECT_EQ(called.amount, one.amount);
      one.now = Known::kHas;
      ++seen_.called;
      if (chance_.OneIn(4)) ComeBack();
    }
    kit_.When(OfCall<schema::CloseRankingT>(call_)).ThenEvents({"RankingExhausted"});
  }

 private:
  void Open() {
    auto command = OpenCall(kit_, "reis", 3);
    command.rule_set = "reis_order";
    if (chance_.OneIn(2)) limits_.budget = chance_.From(1, 8'000'000);
    if (!chance_.OneIn(4)) limits_.places = chance_.From(1, 15);
    if (limits_.places > 0 && chance_.OneIn(2)) limits_.kept = chance_.From(1, limits_.places);
    if (chance_.OneIn(2)) limits_.quota = chance_.From(1, 6);
    command.budget = limits_.budget;
    command.places = static_cast<std::uint32_t>(limits_.places);
    if (limits_.kept > 0) {
      command.groups.push_back(Group("reserved", schema::GroupKind::reserve, static_cast<std::uint32_t>(limits_.kept)));
    }
    if (limits_.quota > 0) {
      command.groups.push_back(Group("limited", schema::GroupKind::quota, static_cast<std::uint32_t>(limits_.quota)));
    }
    call_ = kit_.Given(std::move(command));
  }

  void File(EntityId case_file) {
    Known one;
    one.isre = chance_.From(0, 12) * 50'000;  // few values: ties
    one.isee = chance_.From(0, 3) * 70'000;
    one.scale = chance_.OneIn(2) ? 100 : 157;
    one.reserved = chance_.OneIn(3);
    one.limited = chance_.OneIn(3);
    one.with_reserve = chance_.OneIn(6);
    one.amount = AmountOf(one);
    auto command = ApplyTo(call_, case_file);
    command.inputs.push_back(Number("isre_cents", one.isre));
    command.inputs.push_back(Number("isee_cents", one.isee));
    command.inputs.push_back(Number("scale_hundredths", one.scale));
    command.inputs.push_back(Flag("reserved", one.reserved));
    command.inputs.push_back(Flag("limited", one.limited));
    one.id = kit_.Given(std::move(command));
    kit_.Given(ScoreEntry(one.id));
    if (chance_.OneIn(10)) {
      kit_.Given(Exclude(one.id));
      return;
    }
    kit_.Given(Admit(one.id, one.with_reserve));
    list_.push_back(one);
  }

  /// Everybody who ties, in an order of chance; the engine must want exactly those.
  void DrawLots() {
    std::vector<EntityId> order;
    for (Known& one : list_) {
      const auto tied = std::count_if(list_.begin(), list_.end(), [&](const Known& other) { return Ties(one, other); });
      if (tied > 1) order.insert(order.begin() + static_cast<std::ptrdiff_t>(chance_.Below(order.size() + 1)), one.id);
    }
    if (order.empty()) {
      kit_.When(Draw(call_, {NewEntity({}, 1)})).ThenRefused(Rule::kNobodyTies);
      return;
    }
    kit_.When(Draw(call_, order)).ThenEvents({"LotsDrawn"});
    ++seen_.drawn;
    for (std::size_t i = 0; i < order.size(); ++i) {
      std::find_if(list_.begin(), list_.end(), [&](const Known& one) { return one.id == order[i]; })->lot = i + 1;
    }
  }

  void ExpectOthersAreRefused(const Known* next) {
    const Known& other = chance_.Of(list_.empty() ? nobody_ : list_);
    if (&other == next || other.now != Known::kWaits) return;
    EXPECT_TRUE(kit_.When(CallNext(other.id)).told().refusal.has_value());
  }

  /// Somebody renounces, or is found without the requisites. False: nobody can.
  bool ComeBack() {
    for (Known& one : list_) {
      if (one.now != Known::kHas || !chance_.OneIn(3)) continue;
      if (chance_.OneIn(2)) {
        kit_.Given(WithdrawEntry(one.id));
      } else {
        kit_.Given(On(schema::ChangeGround::verification, Exclude(one.id)));
      }
      one.now = Known::kOut;
      ++seen_.came_back;
      return true;
    }
    return false;
  }

  bool SomebodyWaits() const {
    return std::any_of(list_.begin(), list_.end(), [](const Known& one) { return one.now == Known::kWaits; });
  }

  static Known Out() {
    Known one;
    one.now = Known::kOut;
    return one;
  }

  Kit& kit_;
  Chance& chance_;
  Seen& seen_;
  EntityId call_;
  Limits limits_;
  std::vector<Known> list_;
  const std::vector<Known> nobody_ = std::vector<Known>(1, Out());
};

TEST(RandomRankings, EqualThoseOfANaiveList) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Seen seen;
  for (int done = 0; done < Calls() && !testing::Test::HasFailure(); done += kCallsOfALedger) {
    Kit kit;
    AdoptCatalogue(kit);
    kit.Given(AdoptSheet(BuiltInText("reis")));
    kit.Given(AdoptRuleSet(BuiltInText("reis_order-2025")));
    std::vector<EntityId> cases;
    while (cases.size() < kCases) cases.push_back(CaseInCharge(kit));
    for (int i = 0; i < kCallsOfALedger && !testing::Test::HasFailure(); ++i) {
      RandomCall call(kit, chance, cases, seen);
      call.ExpectTheOrder();
      call.ScrollDown();
    }
  }
  EXPECT_GT(seen.called, Calls());
  EXPECT_GT(seen.came_back, Calls() / 4);
  EXPECT_GT(seen.drawn, Calls() / 4);
  EXPECT_GT(seen.ended_early, Calls() / 4);
}

}  // namespace
}  // namespace fascicolo::engine
