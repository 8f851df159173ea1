// Rules about the revalidation of waiting lists that say no.
#include "engine/families/refusal.h"
#include "engine/told_waiting.h"

namespace fascicolo::engine {
namespace {

REFUSAL(kRevalidationNotForeseen, NobodyIsAskedWhereTheSheetAsksNobody) { return kit.When(AskToConfirm(Waiting(kit))); }
REFUSAL(kRevalidationNotForeseen, NorDoesAnybodyConfirmThere) { return kit.When(ConfirmInterest(Waiting(kit))); }
REFUSAL(kConfirmationPending, NobodyIsAskedTwiceBeforeTheyAnswer) {
  const EntityId id = WaitingForHomeCare(kit, 60, 30);
  kit.Given(AskToConfirm(id));
  return kit.When(AskToConfirm(id));
}
REFUSAL(kNotAskedToConfirm, NobodyConfirmsUnasked) { return kit.When(ConfirmInterest(WaitingForHomeCare(kit, 60, 30))); }
REFUSAL(kWrongActivationState, WhoHasLeftTheListIsNotAsked) {
  const EntityId id = WaitingForHomeCare(kit, 60, 30);
  kit.Given(Withdraw(id));
  return kit.When(AskToConfirm(id));
}

}  // namespace
}  // namespace fascicolo::engine
