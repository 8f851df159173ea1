#include "connectors/simulator/town.h"

#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/working_days.h"
#include "engine/families/office/obligation_recount.h"
#include "engine/families/waiting_list.h"
#include "engine/identity/fiscal_code.h"
#include "engine/identity/iban.h"
#include "engine/payload_names.h"

#include "lived_town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace fascicolo::simulator {
namespace {

std::map<std::string, int> EventsByType(LivedTown& town) {
  std::map<std::string, int> events;
  town.ForEachCommit([&](const events::CommitReading& commit) {
    for (const schema::Event* event : commit.events())
      ++events[engine::EventName(*event)];
  });
  return events;
}

TEST(Town, IsTheSameTwiceForTheSameSeed) {
  LivedTown again(kSmallTown);

  EXPECT_EQ(ToHex(again.Root()), ToHex(SmallTown().Root()));
  EXPECT_EQ(ToHex(engine::DigestState(again.rows)), ToHex(engine::DigestState(SmallTown().rows)));
}

TEST(Town, IsAnotherForAnotherSeed) {
  LivedTown other({.inhabitants = 2'000, .years = 1, .seed = 5});

  EXPECT_NE(ToHex(other.Root()), ToHex(SmallTown().Root()));
  EXPECT_NE(ToHex(engine::DigestState(other.rows)), ToHex(engine::DigestState(SmallTown().rows)));
}

TEST(Town, MakesAtLeastOneEventPerInhabitantAndYear) {
  int events = 0;
  for (const auto& [type, count] : EventsByType(SmallTown())) events += count;

  EXPECT_GE(events, kSmallTown.inhabitants);
}

TEST(Town, HasLongerListsThanItHasRoom) {
  LivedTown& town = LargerTown();
  const engine::State state(town.rows);
  for (const char* service : {"home_care_elderly", "open_centre_elderly"}) {
    EXPECT_TRUE(engine::SomebodyWaits(state, service)) << service;
  }
}

/// Types that a town does not make (README of the simulator, with reasons).
const std::set<std::string_view> kNotLived{
    "SourceFactImported", "FiguresPublished",  // the program's own commands make them
    "ServiceProposed", "ApplicationDenied", "HandoverDeclined", "ProjectDeclined", "DeadlineSuspended", "DeadlineResumed",
    "HouseholdDissolved", "ActPublished", "ActNotified", "ActWithdrawn", "ActCorrected", "ActAnnulled", "RatificationMissed",
    "ChapterChanged", "MoneyReleased", "InstalmentsAgreed", "DebtWrittenOff", "AllowanceChanged", "BenefitForfeited",
    "CallRectified", "CommissionNamed", "CommissionConflictDeclared", "DrawCommitted", "DrawRevealed", "CourtOrderRecorded",
    "EntrySucceeded", "RankingExhausted", "RankingExpired", "RankingReplaced", "ProgrammeClosed", "BodyDissolved",
    "ContractEnded", "ProviderChanged", "UsersMoved", "ServiceMoved", "AuthorisationRecorded", "LodgingExtended",
    "PlanLevelDecided", "PlanVaried", "PlanSuspended", "PlanResumed", "LeftoverReturned", "PlanWithdrawn", "PlanDenied",
    "HelperDeclared", "PlanBalanced", "CertificateRecorded", "CertificateEnding"};
/// Types that happen a few times a year in a town of 150,000: in a small one, or in its first year, they may not.
const std::set<std::string_view> kSeldom{
    "DeathRevoked", "ProposalWithdrawn", "ErasureProposed", "ErasureApproved", "ErasureStopped", "KeysErased",
    "ErasureCompleted", "PaymentBounced", "AccountChanged", "PlacementExtended", "PlacementTransferred",
    "PlacementWithdrawn", "MeasureLapsed", "SiteClosed", "GuestBanned", "TransferDeclined", "CostShareRecorded",
    "EnrolmentAdmitted", "UndertakingLate", "EmergencyConfirmed", "AccessReviewMissed", "AccessWithdrawn", "AccessRevoked",
    "FlowGivenUp", "RejectOverdue", "FlowMended", "InterestLapsed", "TenantSucceeded", "OccupationRecorded",
    "OccupationAdvanced", "ConflictLifted", "CaseloadTransferred", "UnmergedFrom", "DuplicateReleased", "EntryWithdrawn",
    "AppealFiled", "AppealDecided", "ReferencePersonNamed", "FeeRecalculated", "LegalHoldLifted", "EnrolmentEnded",
    "VoucherBillContested", "TransferProposed", "TransferAnswered", "CaseReopened"};

TEST(Town, MakesEveryTypeOfEventButThoseThatTheReadmeNames) {
  const auto events = EventsByType(LargerTown());
  for (const std::string_view type : engine::EventNames()) {
    const bool happens = events.contains(std::string(type));
    if (kNotLived.contains(type)) {
      EXPECT_FALSE(happens) << type << " is made: take it off the lists here and in the README";
    } else if (!kSeldom.contains(type)) {
      EXPECT_TRUE(happens) << type;
    }
  }
}

TEST(Town, HandsInNothingMalformedAndGetsSomeRefusals) {
  const TownCounts& counts = SmallTown().counts;

  EXPECT_EQ(counts.rejected, 0U) << counts.first_rejection.value_or("");
  EXPECT_GT(counts.refused, 0U);
  EXPECT_LT(counts.refused * 20, counts.accepted);
}

TEST(Town, HasEveryCommandAcceptedOnceHoweverOftenItWasSent) {
  LivedTown& town = SmallTown();
  std::map<CommandId, std::set<std::uint64_t>> positions;
  std::set<CommandId> sent;
  std::uint64_t sent_again = 0;
  for (const NotingDesk::Noted& noted : town.noting->noted()) {
    ASSERT_EQ(noted.outcomes.size(), 1U);
    if (!sent.insert(noted.id).second) ++sent_again;
    if (const auto* accepted = std::get_if<engine::Accepted>(&noted.outcomes[0])) {
      positions[noted.id].insert(accepted->position.value);
    }
  }

  std::set<std::uint64_t> all;
  for (const auto& [id, of_command] : positions) {
    ASSERT_EQ(of_command.size(), 1U);
    EXPECT_TRUE(all.insert(*of_command.begin()).second);
  }
  EXPECT_EQ(all.size(), town.counts.accepted);
  EXPECT_EQ(sent_again, town.counts.repeated);
  EXPECT_GT(sent_again, 0U);
}

TEST(Town, InventsItsPeopleAndSaysSo) {
  int codes = 0;
  for (const NotingDesk::Noted& noted : SmallTown().noting->noted()) {
    for (const engine::PersonalText& personal : noted.personal) {
      if (personal.field == "/fiscal_code") {
        ++codes;
        EXPECT_TRUE(engine::ReadFiscalCode(personal.text).ok()) << personal.text;
        EXPECT_EQ(personal.text.substr(11, 4), kNowhere);
      } else if (personal.field == "/iban") {
        EXPECT_TRUE(engine::IsIban(personal.text)) << personal.text;
        EXPECT_EQ(personal.text.substr(5, 5), "00000") << "a bank that there is";
      } else if (personal.field != "/surname" && personal.field != "/name") {
        EXPECT_TRUE(personal.text.starts_with(kInventedMark)) << personal.text;
      }
    }
  }
  EXPECT_GT(codes, 0);
}

/// What a unit can give and what is taken, day by day, counted without the engine's step functions.
class Recount {
 public:
  explicit Recount(Day first) : first_(first) {}

  /// Takes an event over. Says what is wrong; nothing when all is well.
  std::string Take(const schema::Event& event) {
    Unit& unit = units_[events::Entity(event.entity())];
    unit.capacity.resize(kDays, 0);
    unit.taken.resize(kDays, 0);
    if (const auto* set = event.payload_as_CapacitySet()) {
      std::fill(At(unit.capacity, set->from()), unit.capacity.end(), set->capacity());
    } else if (const auto* freed = event.payload_as_PlaceFreed()) {
      Add(unit, freed->from(), freed->until(), -freed->quantity());
    } else if (const auto* taken = event.payload_as_PlaceTaken()) {
      Add(unit, taken->from(), taken->until(), taken->quantity());
      for (Day day{taken->from()};
           day - first_ < kDays && (taken->until() == 0 || day.days < taken->until()); ++day) {
        const auto index = static_cast<std::size_t>(day - first_);
        if (unit.taken[index] > unit.capacity[index]) return "overdrawn on " + FormatDay(day);
      }
    }
    return {};
  }

 private:
  static constexpr int kDays = 800;
  struct Unit {
    std::vector<std::int64_t> capacity;
    std::vector<std::int64_t> taken;
  };

  std::vector<std::int64_t>::iterator At(std::vector<std::int64_t>& days, std::int32_t day) const {
    return days.begin() + std::clamp(day - first_.days, 0, kDays);
  }
  void Add(Unit& unit, std::int32_t from, std::int32_t until, std::int64_t quantity) {
    const auto end = until == 0 ? unit.taken.end() : At(unit.taken, until);
    std::for_each(At(unit.taken, from), end, [&](std::int64_t& taken) { taken += quantity; });
  }

  Day first_;
  std::map<EntityId, Unit> units_;
};

TEST(Town, NeverGivesMoreThanAUnitHasOnAnyDay) {
  Recount recount(kSmallTown.first_day);
  int looked_at = 0;
  SmallTown().ForEachCommit([&](const events::CommitReading& commit) {
    for (const schema::Event* event : commit.events()) {
      if (event->kind() != schema::EntityKind::unit) continue;
      ++looked_at;
      EXPECT_EQ(recount.Take(*event), "") << "position " << commit.header().position.value;
    }
  });
  EXPECT_GT(looked_at, 0);
}

TEST(Town, ClosesEveryObligationOnceAndNoneThatNoEventOpened) {
  LivedTown& town = LargerTown();
  engine::ObligationRecount recount;
  town.ForEachCommit([&](const events::CommitReading& commit) { recount.Take(commit); });

  recount.CheckOpen(engine::State(town.rows));
  EXPECT_EQ(recount.opened(), recount.executed() + recount.closed() + recount.open());
  EXPECT_GT(recount.executed(), recount.open()) << "most is done within the year";
}

TEST(Town, OpensEveryDayOnceAndWorksOnWorkingDaysOnly) {
  std::vector<int> opened;
  SmallTown().ForEachCommit([&](const events::CommitReading& commit) {
    for (const schema::Event* event : commit.events()) {
      if (const auto* day = event->payload_as_DayOpened()) opened.push_back(day->day());
      if (event->payload_as_ContactRegistered() == nullptr &&
          event->payload_as_ServiceDelivered() == nullptr)
        continue;
      EXPECT_TRUE(IsWorkingDay(LocalDay(Instant{event->occurred_at()})));
    }
  });
  ASSERT_EQ(opened.size(), 365U);
  for (std::size_t i = 0; i < opened.size(); ++i) {
    EXPECT_EQ(opened[i], kSmallTown.first_day.days + static_cast<int>(i));
  }
}

TEST(Town, RecordsNothingBeforeItHappenedAndWithinAQuarterOfAnHour) {
  SmallTown().ForEachCommit([&](const events::CommitReading& commit) {
    const std::int64_t occurred_at = commit.command().occurred_at();
    if (occurred_at == 0) return;  // the engine's own
    const std::int64_t late = commit.header().recorded_at.micros - occurred_at;
    EXPECT_GT(late, 0);
    EXPECT_LE(late, 15 * 60 * kMicrosPerSecond);
  });
}

TEST(Town, AdoptsTheNextYearsRulesWhenTheYearComes) {
  LivedTown town({.inhabitants = 5'000, .years = 2, .seed = 6});
  std::map<std::string, Day> adopted;
  std::set<std::string> scored_by;
  town.ForEachCommit([&](const events::CommitReading& commit) {
    for (const schema::Event* event : commit.events()) {
      const auto* rules = event->payload_as_RuleSetAdopted();
      if (rules != nullptr && rules->code()->str() == "home_care_points") {
        adopted[rules->version()->str()] = LocalDay(commit.header().recorded_at);
      }
      if (const auto* scored = event->payload_as_ApplicationScored())
        scored_by.insert(scored->rule_version()->str());
    }
  });

  ASSERT_TRUE(adopted.contains("2025") && adopted.contains("2026"));
  EXPECT_EQ(FormatDay(adopted["2025"]), "2025-01-02");
  EXPECT_EQ(FormatDay(adopted["2026"]), "2025-12-31");
  EXPECT_EQ(scored_by, (std::set<std::string>{"2025", "2026"}));
}

TEST(Town, TellsOfEachDay) {
  LivedTown town({.inhabitants = 500, .years = 1, .seed = 7});
  events::MemoryLedger ledger;
  store::MemoryRows rows;
  auto desk = LoopDesk::Open({.ledger = ledger,
                              .state = rows,
                              .vault = town.vault,
                              .origin = "test",
                              .name = "Comune",
                              .seed = 7},
                             FirstMoment(town.parameters));
  ASSERT_TRUE(desk.ok());
  std::vector<TownProgress> told;

  auto lived = LiveThrough(town.parameters, **desk,
                           [&](const TownProgress& progress) { told.push_back(progress); });

  ASSERT_TRUE(lived.ok());
  ASSERT_EQ(told.size(), 365U);
  EXPECT_EQ(told.front().days, 1);
  EXPECT_EQ(told.back().of_days, 365);
  EXPECT_EQ(FormatDay(told.back().day), "2025-12-31");
  EXPECT_EQ(told.back().commands, lived->commands);
}

TEST(TownParameters, AreCheckedByName) {
  EXPECT_TRUE(CheckParameters({}).ok());
  EXPECT_EQ(CheckParameters({.inhabitants = 0}).error().place, "inhabitants");
  EXPECT_EQ(CheckParameters({.years = 51}).error().place, "years");
  EXPECT_EQ(CheckParameters({.first_day = kEarliestDay - 1}).error().place, "first_day");
}

TEST(Figures, GrowWithTheTown) {
  const Figures cagliari = FiguresOf(151'812);

  EXPECT_EQ(cagliari.social_workers, 30);
  EXPECT_EQ(cagliari.deaths, 1'987);
  EXPECT_GT(cagliari.services[0].at_start, 437);
  EXPECT_EQ(FiguresOf(500).social_workers, 2);
  EXPECT_GT(FiguresOf(3'000'000).services[0].units, 1);
}

}  // namespace
}  // namespace fascicolo::simulator
