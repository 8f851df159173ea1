// R01: personal hygiene at home, within home care for the elderly. A list by points that are explained, an offer, a
// stay in hospital with the place kept, hours that pass to the next in line.
#include "engine/families/activation.h"
#include "engine/families/service_unit.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

using testing::ElementsAre;
using Names = std::vector<std::string>;

TEST(R01, AnElderlyWomanIsHelpedAtHomeFromFirstContactToClosure) {
  // Given a pool of 300 minutes a week, all of them with Bruno, and Carla who waits.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId pool = kit.Given(OpenUnit(kHomeCare, 300, kit.today()));
  const EntityId bruno = kit.Given(Apply(CaseInCharge(kit), kHomeCare, 300));
  kit.Given(Start(bruno, pool, kit.today()));
  const EntityId carla = WaitingForHomeCare(kit, 120, 95);
  kit.RunDue();

  // When Ada comes to the desk, is taken in charge and applies.
  const EntityId ada_case = kit.Given(Contact());
  kit.When(Apply(ada_case, kHomeCare, 180)).ThenRefused(Rule::kCaseNotInCharge);
  kit.When(TakeInCharge(ada_case)).ThenEvents({"TakenInCharge"});
  kit.When(Apply(ada_case, kHomeCare, 180)).ThenEvents({"ApplicationFiled"});
  const EntityId ada = kit.Made();

  // Then she has no place on the list before she has points, and no points before her needs are known.
  kit.When(Enter(ada)).ThenRefused(Rule::kNotScored);
  kit.When(Score(ada)).ThenRefused(Rule::kInputsMissing, "barthel", "barthel is missing; expected integer");
  const auto scored = kit.When(Score(ada, 35, 653'100)).ThenEvents({"ApplicationScored"});

  // And each line of the sum says what it was given for.
  const auto score = scored.First<schema::ApplicationScoredT>();
  Names lines;
  for (const auto& line : score.lines) {
    lines.push_back(line->criterion + " " + line->input + ": " + std::to_string(line->points / 100));
  }
  EXPECT_THAT(lines, ElementsAre("dependence 35: 30", "lives_alone true: 15", "family_network none: 20", "age 86: 10",
                                 "isee 653100: 15", "housing_barriers : 0"));
  EXPECT_EQ(score.total, 90'00);
  kit.When(Enter(ada)).ThenEvents({"WaitingStarted", "EntryAdded"});
  EXPECT_THAT(kit.ListInOrder(kHomeCare), ElementsAre(ada, carla)) << "by need, not by arrival";

  // When Bruno moves into residential care, then his minutes are offered: first to Ada, the rest to Carla.
  kit.When(End(bruno, kit.today(), "residential_care")).ThenEvents({"ServiceEnded", "PlaceFreed"});
  EXPECT_EQ(NamesOf(kit.RunDue()), (Names{"OfferMade", "PlaceTaken", "OfferMade", "PlaceTaken"}));
  kit.When(Accept(ada)).ThenEvents({"OfferAccepted", "EntryRemoved", "ServiceStarted"});

  // When Carla does not answer in ten days, then she is off the list, and her case can be closed.
  const Day began = kit.today();
  EXPECT_EQ(NamesOf(kit.PassUntil(began + 11)),
            (Names{"OfferLapsed", "EntryRemoved", "PlaceFreed", "ObligationDropped"}));
  EXPECT_EQ(kit.Activation(carla)->state, ActivationState::kRemoved);

  // When Ada is twenty days in hospital, then her minutes stay hers, and none are delivered.
  kit.When(Deliver(ada, began + 3, 60, "personal_hygiene")).ThenEvents({"ServiceDelivered"});
  kit.When(Suspend(ada, began + 11, began + 31, 0, "hospital")).ThenEvents({"ServiceSuspended"});
  kit.PassUntil(began + 20);
  kit.When(Deliver(ada, began + 20, 60, "personal_hygiene")).ThenRefused(Rule::kNotDeliverable, "why", "suspended");
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(pool, began + 20), 180);
  kit.When(Resume(ada, began + 25)).ThenEvents({"ServiceResumed"});
  kit.PassUntil(began + 26);
  kit.When(Deliver(ada, began + 26, 60, "personal_hygiene")).ThenEvents({"ServiceDelivered"});

  // And her case stays open while she is helped.
  kit.When(CloseCase(ada_case)).ThenRefused(Rule::kCaseHasServices, "open", "1");
  const EntityId dario = WaitingForHomeCare(kit, 180, 80);
  kit.When(End(ada, kit.today(), "need_overcome")).ThenEvents({"ServiceEnded", "PlaceFreed"});
  EXPECT_EQ(NamesOf(kit.RunDue()), (Names{"OfferMade", "PlaceTaken"}));
  EXPECT_EQ(kit.Activation(dario)->state, ActivationState::kOffered) << "the freed place goes on";
  kit.When(CloseCase(ada_case)).ThenEvents({"CaseClosed"});
}

}  // namespace
}  // namespace fascicolo::engine
