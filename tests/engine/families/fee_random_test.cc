// What must hold whatever INPS attests and corrects: every day's fee is what the attestations that stand say, reckoned again
// day by day, and all that was proposed together is what the fee of each delivery's day changed by.
#include <gtest/gtest.h>

#include <map>

#include "engine/families/activation_charges.h"
#include "engine/kit.h"
#include "engine/seed.h"
#include "engine/told_isee.h"

namespace fascicolo::engine {
namespace {

constexpr int kLives = 200;
constexpr int kAttestations = 15;
constexpr int kWindow = 200;            ///< days of the service that are looked at
constexpr std::int64_t kUnknown = 11'00;  ///< cents an hour where no ISEE is known

/// Figures with round fees, and the fees.
const std::vector<std::pair<std::int64_t, std::int64_t>> kFigures{
    {653'100, 3'00}, {775'550, 5'00}, {898'000, 7'00}, {1'020'450, 9'00}, {1'142'900, 11'00}};

struct Attested {
  schema::IseeType type = schema::IseeType::ordinary;
  Day from;
  Day until;
  std::int64_t fee = 0;
  bool is_corrected = false;
};

/// A woman who is helped at home, and of whom much is attested.
class Life {
 public:
  explicit Life(Chance& chance) : chance_(chance), start_(kit_.today() - 100) {
    AdoptCatalogue(kit_);
    kit_.Given(AdoptRuleSet(BuiltInText("home_care_fee_line-2025")));
    const EntityId pool = kit_.Given(OpenUnit(kHomeCare, 600, start_));
    const EntityId case_file = CaseInCharge(kit_);
    household_ = IseeHousehold(kit_, {PersonOf(kit_, case_file)}, start_ - 300);
    care_ = kit_.Given(Apply(case_file, kHomeCare, 60), start_);
    kit_.Given(Start(care_, pool, start_, chance_.OneIn(3) ? std::optional(start_ + 90) : std::nullopt));
    kit_.RunDue();
    for (int i = 0; i < 30; ++i) {
      const Day on = start_ + static_cast<int>(chance_.Below(90));
      kit_.Given(Deliver(care_, on, 60, "personal_hygiene"));
      ++hours_[on];
    }
  }

  void Step() {
    const std::size_t number = attested_.size();
    const auto& [isee, fee] = chance_.Of(kFigures);
    const std::size_t wrong = number == 0 ? 0 : chance_.Below(number);
    const bool corrects = number > 0 && !attested_[wrong].is_corrected && chance_.OneIn(3);
    const Day from = corrects ? attested_[wrong].from : kit_.today() - static_cast<int>(chance_.Below(130));
    const Day until = from + static_cast<int>(chance_.Below(80));
    const auto other = chance_.OneIn(3) ? schema::IseeType::current : schema::IseeType::ordinary;
    const auto type = corrects ? attested_[wrong].type : other;
    auto attestation = Attestation(std::to_string(number), corrects ? kit_.today() : from, isee, type);
    attestation.valid_until = until.days;
    if (corrects) {
      kit_.Given(CorrectIsee(household_, std::to_string(wrong), std::move(attestation)));
      attested_[wrong].is_corrected = true;
    } else {
      kit_.Given(RecordIsee(household_, std::move(attestation)));
    }
    attested_.push_back({type, from, until, fee, false});
    for (const auto& event : kit_.RunDue()) {
      if (const auto* fact = event.payload.AsFeeRecalculated()) owed_ += fact->owed;
    }
  }

  void Check() const {
    const auto until = kit_.Activation(care_)->until;
    std::int64_t fee = kUnknown;
    std::int64_t owed = 0;
    for (Day day = start_; day < start_ + kWindow && (!until || day < *until); ++day) {
      fee = ValidOn(day).value_or(fee);
      ASSERT_EQ(FeeOn(kit_.state(), care_, day), fee) << FormatDay(day);
      const auto hours = hours_.find(day);
      if (hours != hours_.end()) owed += hours->second * (fee - kUnknown);
    }
    ASSERT_EQ(owed_, owed);
  }

 private:
  /// The fee of the attestation that is valid on a day, of several the one that began last, or came last.
  std::optional<std::int64_t> ValidOn(Day day) const {
    const Attested* valid = nullptr;
    for (const Attested& one : attested_) {
      if (one.is_corrected || day < one.from || day > one.until) continue;
      if (valid == nullptr || one.from >= valid->from) valid = &one;
    }
    return valid == nullptr ? std::nullopt : std::optional(valid->fee);
  }

  Chance& chance_;
  Kit kit_;
  Day start_;
  EntityId household_;
  EntityId care_;
  std::map<Day, std::int64_t> hours_;
  std::vector<Attested> attested_;
  std::int64_t owed_ = 0;
};

TEST(RandomAttestations, LeaveEveryDayWithItsFeeAndNothingOwedTwice) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  for (int life = 0; life < kLives && !testing::Test::HasFatalFailure(); ++life) {
    Life one(chance);
    for (int i = 0; i < kAttestations && !testing::Test::HasFatalFailure(); ++i) {
      one.Step();
      one.Check();
    }
  }
}

}  // namespace
}  // namespace fascicolo::engine
