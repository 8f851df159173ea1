// An office gone mad: any command on anything, mostly sensible, sometimes absurd.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "engine/catalogue/documents.h"
#include "engine/kit.h"
#include "engine/seed.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {

/// Three services (places by arrival; minutes by points, offered at once; meals by points, offered by the office, where
/// a suspension gives the place free), two units each, and many cases.
class RandomWork {
 public:
  static constexpr std::int64_t kCapacity = 8;  ///< of each unit in the beginning
  static constexpr int kCases = 400;  ///< so many that the lists stay long, though each applies once for a service

  RandomWork(Kit& kit, Chance& chance) : kit_(kit), chance_(chance) {
    AdoptCatalogue(kit_);
    auto meals = BuiltIn(kHomeCare);
    meals["code"] = "meals";
    meals["capacity"] = {{"model", "pool"}, {"unit", "meals_per_day"}};
    meals["waiting"]["on_free"] = "by_office";
    meals["waiting"]["on_refusal"] = "remove";
    meals["waiting"].erase("refusal_penalty_points");
    meals["waiting"]["reentry_days"] = 3;
    meals["suspension"]["keeps_place"] = false;
    AdoptOnce(kit_, AdoptSheet(meals.dump()));
    services_ = {kCentre, kHomeCare, "meals"};
    for (const auto& service : services_) {
      for (int i = 0; i < 2; ++i) units_.push_back(kit_.Given(OpenUnit(service, kCapacity, kit_.today() - 30)));
    }
    for (int i = 0; i < kCases; ++i) cases_.push_back(CaseInCharge(kit_));
  }

  /// One command, handed in.
  Then Step() {
    using enum ActivationState;
    switch (chance_.Below(18)) {
      case 0:
      case 1:
        return File();
      case 2:
        return kit_.When(
            Score(Any({kFiled, kScored, kWaiting}), chance_.From(-1, 101), 100'000 * chance_.From(0, 30)));
      case 3:
      case 4:
        return kit_.When(Enter(Any({kFiled, kScored})));
      case 5:
      case 6:
        return OfferSomething(Any({kWaiting}));
      case 7:
      case 8:
        return kit_.When(Accept(Any({kOffered})));
      case 9:
        return kit_.When(Refuse(Any({kOffered})));
      case 10:
        return kit_.When(Start(Any({kFiled, kScored}), chance_.Of(units_), AnyDay(), MaybeDay()));
      case 11:
        return kit_.When(Vary(Any({kInForce}), AnyQuantity(), AnyDay()));
      case 12:
        return kit_.When(Suspend(Any({kInForce}), AnyDay(), MaybeDay(), chance_.From(-1, 2)));
      case 13:
        return kit_.When(Resume(Any({kInForce}), AnyDay()));
      case 14:
        return kit_.When(Deliver(Any({kInForce, kEnded}), AnyDay(), AnyQuantity(),
                                 chance_.OneIn(3) ? "" : "personal_hygiene"));
      case 15:
        if (!chance_.OneIn(4)) return kit_.When(Resume(Any({kInForce}), AnyDay()));
        return kit_.When(End(Any({kInForce}), AnyDay()));
      case 16:
        if (!chance_.OneIn(4)) return kit_.When(Vary(Any({kInForce}), AnyQuantity(), AnyDay()));
        return kit_.When(Withdraw(Any({kFiled, kScored, kWaiting, kOffered})));
      default:
        return kit_.When(SetCapacity(chance_.Of(units_), chance_.From(0, 2 * kCapacity), AnyDay()));
    }
  }

  [[nodiscard]] const std::vector<EntityId>& units() const { return units_; }
  [[nodiscard]] const std::vector<EntityId>& activations() const { return activations_; }
  [[nodiscard]] const std::vector<std::string>& services() const { return services_; }
  [[nodiscard]] const std::vector<EntityId>& cases() const { return cases_; }

  Day AnyDay() {
    if (chance_.OneIn(60)) return Day{static_cast<std::int32_t>(chance_.From(INT32_MIN, INT32_MAX))};
    return kit_.today() + static_cast<int>(chance_.From(-6, 40));
  }
  std::int64_t AnyQuantity() {
    if (chance_.OneIn(60)) return chance_.From(INT64_MIN / 2, INT64_MAX / 2);
    return chance_.From(0, 3);
  }

 private:
  Then File() {
    const std::string& service = chance_.Of(services_);
    const std::int64_t quantity = service == kCentre ? 1 : AnyQuantity();
    Then then = chance_.OneIn(4)
                    ? kit_.When(Apply(chance_.Of(cases_), service, quantity), kit_.today() - chance_.OneIn(2))
                    : kit_.When(Apply(chance_.Of(cases_), service, quantity));
    if (!then.told().events.empty()) activations_.push_back(kit_.Made());
    return then;
  }
  /// Mostly at a unit of its service.
  Then OfferSomething(EntityId activation) {
    const auto row = kit_.Activation(activation);
    const auto service = std::find(services_.begin(), services_.end(), row ? row->service : kCentre);
    const auto number = static_cast<std::size_t>(service - services_.begin());
    const EntityId unit = chance_.OneIn(20) ? chance_.Of(units_) : units_[2 * number + chance_.Below(2)];
    return kit_.When(Offer(activation, unit, AnyDay()));
  }
  /// Mostly one in the state that the command is made for.
  EntityId Any(std::initializer_list<ActivationState> states) {
    if (activations_.empty() || chance_.OneIn(200)) return chance_.Of(cases_);
    for (int tries = 0; tries < 100; ++tries) {
      const EntityId id = chance_.Of(activations_);
      const auto state = kit_.Activation(id)->state;
      if (chance_.OneIn(100) || std::find(states.begin(), states.end(), state) != states.end()) return id;
    }
    return activations_.back();
  }
  std::optional<Day> MaybeDay() { return chance_.OneIn(2) ? std::nullopt : std::optional(AnyDay()); }

  Kit& kit_;
  Chance& chance_;
  std::vector<std::string> services_;
  std::vector<EntityId> units_;
  std::vector<EntityId> cases_;
  std::vector<EntityId> activations_;
};

}  // namespace fascicolo::engine
