// R07: the open centre for the elderly. Places, by arrival; a refusal keeps one's turn, silence loses it.
#include "engine/families/activation.h"
#include "engine/families/service_unit.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

using testing::ElementsAre;
using Names = std::vector<std::string>;

TEST(R07, APlaceInTheCentrePassesDownTheLine) {
  // Given a centre with one place, which Anna has.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId centre = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  const EntityId anna = Applicant(kit);
  kit.Given(Start(anna, centre, kit.today()));
  kit.RunDue();

  // When Bruno, Carla and Dario apply, then they wait in the order in which they came, and nobody passes them.
  const EntityId bruno = Waiting(kit);
  const EntityId carla = Waiting(kit);
  const EntityId dario = Waiting(kit);
  EXPECT_THAT(kit.ListInOrder(kCentre), ElementsAre(bruno, carla, dario));
  kit.When(Start(Applicant(kit), centre, kit.today())).ThenRefused(Rule::kOthersWait);
  kit.When(Offer(bruno, centre, kit.today())).ThenRefused(Rule::kNoCapacity, "free", "0");

  // When Anna leaves, then Bruno is offered her place; he finds it too far and keeps his turn.
  kit.Given(End(anna, kit.today() + 7, "moved_away"));
  kit.RunDue();
  EXPECT_EQ(kit.Activation(bruno)->from, kit.today() + 7);
  kit.When(Refuse(bruno, "it_rains")).ThenRefused(Rule::kUnknownReason);
  kit.When(Refuse(bruno, "too_far")).ThenEvents({"OfferRefused", "PlaceFreed"});
  EXPECT_THAT(kit.ListInOrder(kCentre), ElementsAre(bruno, carla, dario));

  // Then Carla is asked; she says nothing and is taken off; Dario is asked and comes.
  EXPECT_EQ(NamesOf(kit.RunDue()), (Names{"OfferMade", "PlaceTaken"}));
  EXPECT_EQ(kit.Activation(carla)->state, ActivationState::kOffered);
  kit.PassUntil(kit.today() + 11);
  EXPECT_EQ(kit.Activation(carla)->state, ActivationState::kRemoved);
  EXPECT_EQ(kit.Activation(dario)->state, ActivationState::kOffered);
  kit.When(Accept(dario)).ThenEvents({"OfferAccepted", "EntryRemoved", "ServiceStarted"});
  kit.When(Apply(kit.Activation(carla)->case_file, kCentre)).ThenRefused(Rule::kReentryTooSoon);

  // When Dario is in hospital, then his place is kept, and the centre stays full.
  kit.When(Suspend(dario, kit.today(), kit.today() + 20)).ThenEvents({"ServiceSuspended"});
  EXPECT_EQ(LeastFree(kit.state(), centre, kit.today(), std::nullopt), 0);

  // When a second place opens, then Bruno, who kept his turn, is asked again.
  kit.Given(SetCapacity(centre, 2, kit.today() + 1));
  kit.RunDue();
  EXPECT_EQ(kit.Activation(bruno)->state, ActivationState::kOffered);
  kit.When(Accept(bruno)).ThenEvents({"OfferAccepted", "EntryRemoved", "ServiceStarted"});
  kit.PassUntil(kit.today() + 1);
  kit.When(Deliver(bruno, kit.today())).ThenEvents({"ServiceDelivered"});

  // And at the end each case is closed after its service, not before.
  const EntityId case_file = kit.Activation(bruno)->case_file;
  kit.When(CloseCase(case_file)).ThenRefused(Rule::kCaseHasServices);
  kit.When(End(bruno, kit.today(), "need_overcome")).ThenEvents({"ServiceEnded", "PlaceFreed"});
  const auto dropped = kit.RunDue();
  ASSERT_EQ(NamesOf(dropped), Names{"ObligationDropped"});
  EXPECT_EQ(dropped.front().payload.AsObligationDropped()->ground, "nobody_waits");
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

}  // namespace
}  // namespace fascicolo::engine
