// One office in which everything happens: commands of every family, sensible and senseless, about the same people, and
// its whole history counted again from the events alone. It begins with a life in which every command was told and every
// event happened; then random offices go on beside commands that were accepted before, a little changed.
// FASCICOLO_SOAK=1: a million commands, in offices of 25,000 each; FASCICOLO_ONE_OFFICE=1: a million in one.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <iomanip>
#include <iostream>

#include "engine/families/office/office_recount.h"
#include "engine/families/office/remembered_commands.h"
#include "engine/families/random_access.h"
#include "engine/families/random_money.h"
#include "engine/families/random_people.h"
#include "engine/families/random_placement.h"
#include "engine/families/random_registry.h"
#include "engine/families/random_work.h"
#include "engine/payload_names.h"
#include "events/acceptance.h"
#include "released/golden_town.h"

namespace fascicolo::engine {
namespace {

constexpr int kLookEvery = 25;        ///< commands, at the obligations
constexpr int kCheckAllTimes = 50;    ///< of an office
constexpr std::size_t kCommandsOfADay = 110;

bool IsOneOffice() { return std::getenv("FASCICOLO_ONE_OFFICE") != nullptr; }
int CommandsOfAnOffice() { return IsOneOffice() ? 1'000'000 : 25'000; }
int Offices() { return IsOneOffice() ? 1 : std::getenv("FASCICOLO_SOAK") != nullptr ? 40 : 3; }

/// What became of the commands of one type.
struct Answers {
  int accepted = 0;
  int refused = 0;
  int rejected = 0;
};

/// What was told and made after the offices' first lives.
struct Tally {
  std::map<std::string, Answers> told;
  std::map<std::string, int> made;
};

class RandomOffice {
 public:
  RandomOffice(Chance& chance, Tally& tally) : chance_(chance), tally_(tally), remembered_(chance) {
    kit_.OnRecord([this](const events::Record& record) { Take(record); });
    LiveGoldenTown(kit_);
    kit_.GivenNoFindings();
    work_.emplace(kit_, chance_);
    money_.emplace(kit_, chance_);
    people_.emplace(kit_, chance_);
    placing_.emplace(kit_, chance_);
    registry_.emplace(kit_, chance_);
    programmes_.emplace(kit_, chance_);
    plans_.emplace(kit_, chance_);
    housing_.emplace(kit_, chance_, recount_.lived_in());
    access_.emplace(kit_, chance_);
    Exclude(kHomeCare, "meals");
    Exclude("meals", kHomeCare);
    is_random_ = true;
  }

  void Live(int commands) {
    for (int i = 0; i < commands && !testing::Test::HasFailure(); ++i) {
      const Then then = Step();
      ASSERT_FALSE(then.told().froze) << "events that do not fold, of " << kit_.LastCommand();
      if (chance_.OneIn(20)) ExpectNothingTwice();
      Pass();
      recount_.CheckChanged(kit_);
      if (i % kLookEvery == 0) recount_.CheckOpen(kit_);
      if (i % (commands / kCheckAllTimes) == 0) recount_.CheckAll(kit_);
    }
    recount_.CheckAll(kit_);
    const ObligationRecount& obligations = recount_.obligations();
    EXPECT_EQ(obligations.opened(), obligations.executed() + obligations.closed() + obligations.open());
    std::cout << obligations.opened() << " obligations opened, " << obligations.executed() << " executed, "
              << obligations.closed() << " closed with nothing left to do, " << obligations.open() << " open\n";
  }

 private:
  /// From now on nobody begins with one who has the other.
  void Exclude(const std::string& service, const std::string& other) {
    auto sheet = nlohmann::json::parse(kit_.state().Find<SheetTable>(service)->json);
    sheet["incompatible_with"] = {other};
    kit_.Given(AdoptSheet(sheet.dump()));
  }
  Then Step() {
    switch (chance_.Below(17)) {
      case 0:
        return work_->Step();
      case 1:
        return money_->Step();
      case 2:
        return people_->Step();
      case 3:
        return placing_->Step();
      case 4:
        return registry_->Step();
      case 5:
        return programmes_->Step();
      case 6:
        return plans_->Step();
      case 7:
        return housing_->Step();
      case 8:
        return access_->Step();
      default:
        return Whole(remembered_.Another(kit_.today()));
    }
  }
  Then Whole(events::Bytes command) {
    const std::string name = CommandName(*flatbuffers::GetRoot<schema::Command>(command.data()));
    Then then = kit_.WhenWhole(std::move(command));
    if (then.told().rejection) ++tally_.told[name].rejected;
    return then;
  }
  void ExpectNothingTwice() {
    const std::size_t commits = kit_.commits();
    const Then again = kit_.WhenRepeated();
    ASSERT_TRUE(again.told().is_retry || again.told().rejection);
    ASSERT_EQ(kit_.commits(), commits) << "the same command twice makes no second event";
  }
  void Pass() {
    const int days = chance_.OneIn(40 * kCommandsOfADay) ? 15 : chance_.OneIn(kCommandsOfADay) ? 1 : 0;
    static_cast<void>(kit_.PassUntil(kit_.today() + days));
  }
  void Take(const events::Record& record) {
    const auto header = events::DecodeHeader(record.view().header());
    const auto commit = events::CommitReading::Open(record.view(), *header);
    recount_.Take(*commit);
    remembered_.Note(*commit);
    if (!is_random_) return;
    Answers& answers = tally_.told[CommandName(commit->command())];
    ++(commit->recorded().refused() != nullptr ? answers.refused : answers.accepted);
    for (const auto* event : commit->events()) ++tally_.made[EventName(*event)];
  }

  Chance& chance_;
  Tally& tally_;
  RememberedCommands remembered_;
  OfficeRecount recount_;
  bool is_random_ = false;  ///< its first life is over
  Kit kit_;
  std::optional<RandomWork> work_;
  std::optional<RandomMoney> money_;
  std::optional<RandomPeople> people_;
  std::optional<RandomPlacing> placing_;
  std::optional<RandomRegistry> registry_;
  std::optional<RandomProgrammes> programmes_;
  std::optional<RandomPlans> plans_;
  std::optional<RandomHousing> housing_;
  std::optional<RandomAccess> access_;
};

/// How often each command was told and each event made; returns how many types of events were made at all.
std::size_t Print(const Tally& tally) {
  std::size_t reached = 0;
  std::string unreached;
  std::cout << "accepted refused rejected\n";
  for (const auto name : CommandNames()) {
    const auto found = tally.told.find(std::string(name));
    const Answers answers = found == tally.told.end() ? Answers{} : found->second;
    std::cout << std::setw(8) << answers.accepted << ' ' << std::setw(7) << answers.refused << ' ' << std::setw(8)
              << answers.rejected << ' ' << name << '\n';
  }
  for (const auto name : EventNames()) {
    const auto found = tally.made.find(std::string(name));
    if (found == tally.made.end()) {
      unreached += " " + std::string(name);
    } else {
      ++reached;
      std::cout << std::setw(8) << found->second << ' ' << name << '\n';
    }
  }
  std::cout << reached << " of " << EventNames().size() << " types of events; not made:" << unreached << '\n';
  return reached;
}

TEST(RandomOffice, KeepsItsWordWhateverIsTold) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Tally tally;
  for (int i = 0; i < Offices() && !testing::Test::HasFailure(); ++i) {
    RandomOffice office(chance, tally);
    office.Live(CommandsOfAnOffice());
  }
  EXPECT_GE(Print(tally), EventNames().size() * 3 / 4) << "too little happens";
}

}  // namespace
}  // namespace fascicolo::engine
