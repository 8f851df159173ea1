// R45: the professional social service: contact, taking in charge, a worker who changes, a closure that waits for the
// services, a case that is opened again.
#include "engine/families/activation.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

TEST(R45, ACaseIsFollowedFromContactToClosureAndBack) {
  // Given the catalogue.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId centre = kit.Given(OpenUnit(kCentre, 5, kit.today()));

  // When somebody comes to a desk, then person and case exist, and nobody follows the case yet.
  kit.When(Contact()).ThenEvents({"PersonRegistered", "ContactRegistered"});
  const EntityId case_file = kit.Made();
  EXPECT_EQ(kit.state().Find<CaseTable>(case_file)->state, CaseState::kContact);
  kit.When(Assign(case_file, "bianchi")).ThenRefused(Rule::kCaseNotInCharge);

  // When the service takes the case in charge, then its worker follows it, until another does.
  kit.When(TakeInCharge(case_file, "rossi")).ThenEvents({"TakenInCharge"});
  kit.When(TakeInCharge(case_file, "bianchi")).ThenRefused(Rule::kCaseAlreadyInCharge, "worker", "rossi");
  const auto assigned = kit.When(Assign(case_file, "bianchi")).ThenEvents({"WorkerAssigned"});
  EXPECT_EQ(assigned.First<schema::WorkerAssignedT>().previous, "rossi");

  // And the professional service itself is not applied for; others are.
  kit.When(Apply(case_file, "professional_social_service")).ThenRefused(Rule::kServiceHasNoApplications);
  const EntityId activation = kit.Given(Apply(case_file, kCentre));
  kit.Given(Start(activation, centre, kit.today()));

  // When the worker closes the case, then the running service forbids it; after its end it is closed.
  kit.When(CloseCase(case_file, "goals_reached")).ThenRefused(Rule::kCaseHasServices, "open", "1");
  kit.Given(End(activation, kit.today()));
  kit.When(CloseCase(case_file, "goals_reached")).ThenEvents({"CaseClosed"});
  kit.When(Apply(case_file, kCentre)).ThenRefused(Rule::kCaseNotOpen);

  // When the need comes back, then the same case goes on.
  kit.When(ReopenCase(case_file)).ThenEvents({"CaseReopened"});
  kit.When(Apply(case_file, kCentre)).ThenEvents({"ApplicationFiled"});
}

}  // namespace
}  // namespace fascicolo::engine
