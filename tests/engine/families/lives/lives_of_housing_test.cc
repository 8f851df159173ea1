// The lives of tenancies, lodgings and forfeitures, and of dwellings that somebody has.
#include "engine/families/housing/dwelling_states.h"
#include "engine/families/housing/forfeiture_states.h"
#include "engine/families/housing/tenancy_states.h"
#include "engine/families/lives/life.h"
#include "engine/told_housing.h"

namespace fascicolo::engine {
namespace {

using HousingDeed = Deed<TenancyState, TenancyStep>;

std::set<LifeLine<TenancyState, TenancyStep>> LinesBut(TenancyRule::Of other) {
  std::set<LifeLine<TenancyState, TenancyStep>> lines;
  for (const TenancyRule& rule : TenancyRules()) {
    if (rule.of != other) lines.emplace(rule.state, rule.step, rule.next);
  }
  return lines;
}
template <class Payload>
Then WhenDecidedByAct(Kit& kit, Payload payload) {
  return WhenByAct(kit, "T-" + std::to_string(kit.commits()), std::move(payload));
}
TenancyState StateNow(const Kit& kit, EntityId tenancy) { return TenancyOf(kit, tenancy).state; }

// --- forfeitures ---

using schema::ForfeitureStep;

Day EvictionDay(const Kit& kit) { return kit.today() + 40; }
Then WhenForfeited(Kit& kit, EntityId tenancy, ForfeitureStep step) {
  const bool is_by_act = step == ForfeitureStep::declared || step == ForfeitureStep::eviction_ordered;
  const auto command = ForfeitStep(tenancy, step, EvictionDay(kit));
  return is_by_act ? WhenByAct(kit, "F-" + std::to_string(kit.commits()), command) : kit.When(command);
}
/// Begun, and led as far as this; what was filed before is over.
EntityId ForfeitureThatIs(Kit& kit, ForfeitureStep state) {
  using enum ForfeitureStep;
  AdoptHousing(kit);
  const EntityId tenancy = Tenant(kit);
  kit.Given(Forfeit(tenancy));
  if (state == none) return tenancy;
  for (const ForfeitureStep step : {notified, observed, declared, eviction_ordered, eviction_postponed}) {
    WhenForfeited(kit, tenancy, step);
    if (step == state) break;
  }
  return tenancy;
}

TEST(ForfeitureLife, IsLedByItsTable) {
  using enum ForfeitureStep;
  std::vector<Deed<ForfeitureStep, ForfeitureStep>> deeds;
  for (const ForfeitureStep step : schema::EnumValuesForfeitureStep()) {
    if (step == none) continue;
    deeds.push_back({step, schema::EnumNameForfeitureStep(step), [step](Kit& kit, EntityId id) {
                       // The time for observations is over, or they came.
                       if (step == declared && TenancyOf(kit, id).forfeiture.step == notified) kit.PassUntil(kit.today() + 12);
                       return WhenForfeited(kit, id, step);
                     }});
  }
  // What is filed, or ends with the tenancy, leaves no step behind: there is nothing that another could follow.
  const auto now = [](const Kit& kit, EntityId id) {
    const TenancyRow row = TenancyOf(kit, id);
    if (row.state == TenancyState::kEnded) return evicted;
    return row.forfeiture.service.empty() ? filed : row.forfeiture.step;
  };
  ExpectLife(Life<ForfeitureStep, ForfeitureStep>{LinesOf(ForfeitureCourse()),
                                                  {none, notified, observed, declared, eviction_ordered, eviction_postponed},
                                                  ForfeitureThatIs,
                                                  now,
                                                  std::move(deeds),
                                                  {},
                                                  {Rule::kForfeitureOutOfOrder, Rule::kTenancyOutOfOrder}});
}

// --- tenancies ---

/// Of a household of two, by a list; whoever lost it was heard before.
EntityId TenancyThatIs(Kit& kit, TenancyState state) {
  using enum TenancyState;
  AdoptHousing(kit);
  if (state == kInForce || state == kForfeited || state == kEnded) {
    const EntityId tenancy = Tenant(kit, 2);
    if (state == kEnded) kit.Given(Release(tenancy));
    if (state != kForfeited) return tenancy;
    kit.Given(Forfeit(tenancy));
    for (const auto step : {ForfeitureStep::notified, ForfeitureStep::observed, ForfeitureStep::declared}) {
      WhenForfeited(kit, tenancy, step);
    }
    return tenancy;
  }
  const EntityId entry = ConfirmedList(kit, {2}).entries.front();
  const EntityId tenancy = kit.Given(OfferTo(kit.Given(Flat("A-1")), entry));
  if (state == kOffered) return tenancy;
  if (state == kLapsed) {
    kit.Given(DeclineDwelling(tenancy));
    return tenancy;
  }
  kit.Given(AcceptDwelling(tenancy));
  if (state == kAssigned || state == kSigned) ByAct(kit, AssignTo(tenancy));
  if (state == kSigned) kit.Given(SignContract(tenancy));
  return tenancy;
}

std::vector<HousingDeed> DeedsUntilTheKeys() {
  using enum TenancyState;
  using Step = TenancyStep;
  return {
      {Step::kAccept, "accept", [](Kit& kit, EntityId id) { return kit.When(AcceptDwelling(id)); }},
      {Step::kDecline, "decline", [](Kit& kit, EntityId id) { return kit.When(DeclineDwelling(id)); }},
      {Step::kAssign, "assign", [](Kit& kit, EntityId id) { return WhenDecidedByAct(kit, AssignTo(id)); }},
      // Only of what was assigned provisionally.
      {Step::kAuthorise, "authorise", [](Kit& kit, EntityId id) { return kit.When(Authorisation(id)); }, {kAssigned}},
      // Later only where somebody lived there before without a title.
      {Step::kSign, "sign", [](Kit& kit, EntityId id) { return kit.When(SignContract(id)); }, {kInForce}},
      {Step::kMoveIn, "move in", [](Kit& kit, EntityId id) { return kit.When(HandKeys(id)); }},
      {Step::kSetRent, "set the rent",
       [](Kit& kit, EntityId id) { return kit.When(Rent(id, FirstOfNextMonth(kit))); }},
  };
}

std::vector<HousingDeed> DeedsOfThoseWhoLiveThere() {
  using enum TenancyState;
  using Step = TenancyStep;
  return {
      {Step::kLive, "admit a guest",
       [](Kit& kit, EntityId id) { return kit.When(Guest(id, Relatives(kit, 1).front(), kit.today() + 30)); }},
      {Step::kLive, "be away", [](Kit& kit, EntityId id) { return kit.When(AwayUntil(id, kit.today() + 30)); }},
      {Step::kCheck, "check", [](Kit& kit, EntityId id) { return kit.When(Checked(id)); }},
      {Step::kChange, "want a change", [](Kit& kit, EntityId id) { return kit.When(WantChange(id)); }},
      {Step::kSucceed, "succeed",
       [](Kit& kit, EntityId id) {
         const TenancyRow row = TenancyOf(kit, id);
         kit.Given(Death(row.person));
         return kit.When(SucceededBy(id, row.members.front()));
       }},
      {Step::kExtend, "extend", [](Kit& kit, EntityId id) { return WhenDecidedByAct(kit, ExtendTo(id, kit.today() + 80)); }},
      {Step::kRelease, "release", [](Kit& kit, EntityId id) { return kit.When(Release(id)); }},
  };
}

std::vector<HousingDeed> DeedsOfLosingIt() {
  using enum TenancyState;
  using Step = TenancyStep;
  return {
      {Step::kForfeit, "begin a forfeiture, or lead it on",
       [](Kit& kit, EntityId id) {
         if (StateNow(kit, id) == kForfeited) return WhenForfeited(kit, id, ForfeitureStep::eviction_ordered);
         return kit.When(Forfeit(id));
       }},
      {Step::kDeclare, "declare it",
       [](Kit& kit, EntityId id) {
         if (StateNow(kit, id) == kInForce) {
           kit.Given(Forfeit(id));
           for (const auto step : {ForfeitureStep::notified, ForfeitureStep::observed}) WhenForfeited(kit, id, step);
         }
         return WhenForfeited(kit, id, ForfeitureStep::declared);
       }},
      {Step::kEvict, "evict",
       [](Kit& kit, EntityId id) {
         if (StateNow(kit, id) == kForfeited) WhenForfeited(kit, id, ForfeitureStep::eviction_ordered);
         return WhenForfeited(kit, id, ForfeitureStep::evicted);
       }},
  };
}

std::vector<HousingDeed> DeedsOfTenancies() {
  std::vector<HousingDeed> deeds;
  for (auto* part : {DeedsUntilTheKeys, DeedsOfThoseWhoLiveThere, DeedsOfLosingIt}) {
    for (auto& deed : part()) deeds.push_back(std::move(deed));
  }
  return deeds;
}

TEST(TenancyLife, IsLedByItsTable) {
  using enum TenancyState;
  using Step = TenancyStep;
  ExpectLife(Life<TenancyState, Step>{LinesBut(TenancyRule::Of::kLodging),
                                      {kOffered, kAccepted, kAssigned, kSigned, kInForce, kForfeited, kEnded, kLapsed},
                                      TenancyThatIs,
                                      StateNow,
                                      DeedsOfTenancies(),
                                      {},
                                      {Rule::kTenancyOutOfOrder, Rule::kContractExists}},
             {{kAssigned, Step::kAuthorise, kAssigned},  // assigned provisionally: assignment_test.cc
              {kInForce, Step::kSign, kInForce}});       // made regular: dwelling_test.cc
}

TEST(LodgingLife, IsLedByItsTable) {
  using enum TenancyState;
  using Step = TenancyStep;
  const auto come = [](Kit& kit, TenancyState state) {
    AdoptHousing(kit);
    const EntityId room = kit.Given(Lodging("L-1"));
    ByAct(kit, Lodge(room, CaseInCharge(kit), kit.today() + 30));
    const EntityId tenancy = DwellingOf(kit, room).tenancy;
    if (state == kEnded) kit.Given(Release(tenancy, "autonomy"));
    return tenancy;
  };
  // It ends for other reasons. That it has neither successors nor forfeitures, tenancy_states_test.cc shows.
  std::vector<HousingDeed> deeds{
      {Step::kRelease, "release", [](Kit& kit, EntityId id) { return kit.When(Release(id, "autonomy")); }}};
  for (auto& deed : DeedsOfTenancies()) {
    const bool is_other = deed.step == Step::kRelease || deed.step == Step::kSucceed || deed.step == Step::kDeclare;
    if (!is_other) deeds.push_back(std::move(deed));
  }
  ExpectLife(Life<TenancyState, Step>{
      LinesBut(TenancyRule::Of::kDwelling), {kInForce, kEnded}, come, StateNow, std::move(deeds), {}, {Rule::kTenancyOutOfOrder}});
}

// --- dwellings ---

TEST(DwellingLife, ThatSomebodyHasIsNotMovedByHand) {
  using enum schema::DwellingState;
  Kit kit;
  AdoptHousing(kit);
  const auto list = ConfirmedList(kit, {1, 1, 1});
  const EntityId dwelling_offered = kit.Given(Flat("A-1"));
  kit.Given(OfferTo(dwelling_offered, list.entries[0]));
  const EntityId dwelling_assigned = kit.Given(Flat("A-2"));
  Assigned(kit, dwelling_assigned, list.entries[1]);
  const EntityId dwelling_occupied = kit.Given(Flat("A-3"));
  MovedIn(kit, dwelling_occupied, list.entries[2]);
  const EntityId dwelling_without_title = kit.Given(Flat("A-4"));
  kit.Given(OccupiedBySomebody(dwelling_without_title));
  const std::vector<std::pair<EntityId, schema::DwellingState>> had{{dwelling_offered, offered},
                                                                    {dwelling_assigned, assigned},
                                                                    {dwelling_occupied, occupied},
                                                                    {dwelling_without_title, without_title}};
  for (const auto& [dwelling, state] : had) {
    ASSERT_EQ(DwellingOf(kit, dwelling).state, state);
    for (const auto to : schema::EnumValuesDwellingState()) {
      if (to == none) continue;
      kit.When(MoveTo(dwelling, to)).ThenRefused(Rule::kDwellingOutOfOrder, "state", std::string(TextOf(state)));
    }
    kit.When(OccupiedBySomebody(dwelling)).ThenRefused(Rule::kDwellingOutOfOrder);
    EXPECT_EQ(DwellingOf(kit, dwelling).state, state);
  }
}

}  // namespace
}  // namespace fascicolo::engine
