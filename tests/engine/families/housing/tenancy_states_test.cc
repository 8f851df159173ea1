// The table of a tenancy's states and steps: what it allows is not refused by it, everything else is.
#include "engine/families/housing/tenancy_states.h"

#include <functional>
#include <map>

#include "engine/told_housing.h"

namespace fascicolo::engine {
namespace {

using enum TenancyState;
using enum TenancyStep;

/// A command for each step; what it says beside that is not looked at before the table.
Then Try(Kit& kit, TenancyStep step, EntityId tenancy, EntityId somebody) {
  const Day today = kit.today();
  const std::map<TenancyStep, std::function<Then()>> commands{
      {kAccept, [&] { return kit.When(AcceptDwelling(tenancy)); }},
      {kDecline, [&] { return kit.When(DeclineDwelling(tenancy)); }},
      {kAssign, [&] { return kit.When(AssignTo(tenancy)); }},
      {kAuthorise, [&] { return kit.When(Authorisation(tenancy)); }},
      {kSign, [&] { return kit.When(SignContract(tenancy)); }},
      {kMoveIn, [&] { return kit.When(HandKeys(tenancy)); }},
      {kSetRent, [&] { return kit.When(Rent(tenancy, DayFromCivil({.year = 2027, .month = 1, .day = 1}))); }},
      {kLive, [&] { return kit.When(Guest(tenancy, somebody, today + 3)); }},
      {kCheck, [&] { return kit.When(Checked(tenancy)); }},
      {kChange, [&] { return kit.When(WantChange(tenancy)); }},
      {kSucceed, [&] { return kit.When(SucceededBy(tenancy, somebody)); }},
      {kForfeit, [&] { return kit.When(Forfeit(tenancy)); }},
      {kDeclare, [&] { return kit.When(ForfeitStep(tenancy, schema::ForfeitureStep::declared)); }},
      {kEvict, [&] { return kit.When(ForfeitStep(tenancy, schema::ForfeitureStep::evicted)); }},
      {kExtend, [&] { return kit.When(ExtendTo(tenancy, today + 3)); }},
      {kRelease, [&] { return kit.When(Release(tenancy)); }},
  };
  return commands.at(step)();
}

/// Every step is asked of a tenancy in each state; where the table allows none, it is refused for that, and for nothing else.
class States : public testing::Test {
 protected:
  States() {
    AdoptHousing(kit);
    somebody = Relatives(kit, 1).front();
  }
  void ExpectRefusalsOf(EntityId tenancy, TenancyState state) {
    const TenancyRow row = TenancyOf(kit, tenancy);
    ASSERT_EQ(row.state, state);
    for (int i = 0; i < kTenancySteps; ++i) {
      const auto step = static_cast<TenancyStep>(i);
      if (NextState(row.title, state, step)) continue;
      Try(kit, step, tenancy, somebody).ThenRefused(Rule::kTenancyOutOfOrder, "state", std::string(TextOf(state)));
    }
    for (int i = 0; i < kTenancySteps; ++i) {
      const auto step = static_cast<TenancyStep>(i);
      if (!NextState(row.title, state, step)) continue;
      const Told told = Try(kit, step, tenancy, somebody).told();
      const bool is_provisional_only = step == kAuthorise;
      if (told.refusal && !is_provisional_only) {
        EXPECT_NE(told.refusal->rule, Rule::kTenancyOutOfOrder) << i;
      }
      if (!told.events.empty()) return;  // it is in another state now, or is another
    }
  }
  Kit kit;
  EntityId somebody;
};

TEST_F(States, OfAnOfferUntilTheKeysRefuseWhatTheTableDoesNotAllow) {
  const auto list = ConfirmedList(kit, {1, 1, 1, 1});
  const auto offer = [&](const char* code, std::size_t i) { return kit.Given(OfferTo(kit.Given(Flat(code)), list.entries[i])); };
  const EntityId offered = offer("A-1", 0);
  const EntityId accepted = offer("A-2", 1);
  kit.Given(AcceptDwelling(accepted));
  const EntityId assigned = Assigned(kit, kit.Given(Flat("A-3")), list.entries[2]);
  const EntityId signed_one = Assigned(kit, kit.Given(Flat("A-4")), list.entries[3]);
  kit.Given(SignContract(signed_one));
  ExpectRefusalsOf(offered, kOffered);
  ExpectRefusalsOf(accepted, kAccepted);
  ExpectRefusalsOf(assigned, kAssigned);
  ExpectRefusalsOf(signed_one, kSigned);
}

TEST_F(States, OfATenancyThatIsLivedInAndAfterItRefuseWhatTheTableDoesNotAllow) {
  ExpectRefusalsOf(Tenant(kit, 1, "B-1"), kInForce);
  const EntityId lost = Tenant(kit, 1, "B-2");
  kit.Given(Forfeit(lost));
  kit.Given(ForfeitStep(lost, schema::ForfeitureStep::notified));
  kit.Given(ForfeitStep(lost, schema::ForfeitureStep::observed));
  ByAct(kit, ForfeitStep(lost, schema::ForfeitureStep::declared));
  ExpectRefusalsOf(lost, kForfeited);
  const EntityId over = Tenant(kit, 1, "B-3");
  kit.Given(Release(over));
  ExpectRefusalsOf(over, kEnded);
  const EntityId entry = ConfirmedList(kit, {1}).entries.front();
  const EntityId declined = kit.Given(OfferTo(kit.Given(Flat("B-4")), entry));
  kit.Given(DeclineDwelling(declined));
  ExpectRefusalsOf(declined, kLapsed);
}

TEST_F(States, OfALodgingKnowOnlyGuestsExtensionsAndTheEnd) {
  const EntityId room = kit.Given(Lodging("L-1"));
  ByAct(kit, Lodge(room, CaseInCharge(kit), kit.today() + 30));
  ExpectRefusalsOf(DwellingOf(kit, room).tenancy, kInForce);
  for (const TenancyRule& rule : TenancyRules()) {
    if (rule.of == TenancyRule::Of::kDwelling) continue;
    EXPECT_TRUE(NextState(schema::TenancyTitle::lodging, rule.state, rule.step)) << static_cast<int>(rule.step);
  }
}

}  // namespace
}  // namespace fascicolo::engine
