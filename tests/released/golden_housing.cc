// Public housing in the golden town.
#include "engine/told_housing.h"
#include "released/golden_town.h"

namespace fascicolo::engine {
namespace {

using schema::ForfeitureStep;
using schema::OccupationStep;

/// Handed in without an act it is refused; with one it has effect.
template <class Payload>
void GivenByAct(Kit& kit, Payload payload) {
  kit.When(Payload(payload)).ThenRefused(Rule::kActNeeded);
  ByAct(kit, std::move(payload));
}

/// Dwellings that are occupied without title: one is cleared, one made regular.
void LiveOccupations(Kit& kit) {
  const EntityId cleared = kit.Given(Flat("G-10"));
  kit.Given(OccupiedBySomebody(cleared));
  kit.Given(OccupationStepOf(cleared, OccupationStep::notified));
  kit.Given(OccupationStepOf(cleared, OccupationStep::cleared));
  kit.Given(MoveTo(cleared, schema::DwellingState::under_works));
  const EntityId regular = kit.Given(Flat("G-11"));
  kit.Given(OccupiedBySomebody(regular));
  GivenByAct(kit, Regularise(regular, CaseInCharge(kit)));
}

/// What a household does in its dwelling until the next one.
void LiveTenancy(Kit& kit, EntityId tenancy) {
  kit.Given(Rent(tenancy, FirstOfNextMonth(kit)));
  kit.PassUntil(FirstOfNextMonth(kit));
  kit.Given(Rents(kit.today()));
  kit.Given(Guest(tenancy, Relatives(kit, 1).front(), kit.today() + 20));
  kit.Given(AwayUntil(tenancy, kit.today() + 10));
  kit.Given(Checked(tenancy));
  kit.Given(WantChange(tenancy));
  kit.Given(GiveUpChange(tenancy));
  const TenancyRow row = TenancyOf(kit, tenancy);
  kit.Given(Death(row.person));
  kit.RunDue();
  kit.Given(SucceededBy(tenancy, row.members.front()));
  kit.Given(Forfeit(tenancy));
  kit.Given(ForfeitStep(tenancy, ForfeitureStep::notified));
  kit.Given(ForfeitStep(tenancy, ForfeitureStep::filed));
  kit.Given(Release(tenancy));
}

/// While the list is exhausted, the region authorises a provisional assignment.
void LiveProvisional(Kit& kit, EntityId call) {
  kit.Given(OfCall<schema::CloseRankingT>(call));
  const EntityId dwelling = kit.Given(Flat("G-3"));
  GivenByAct(kit, Provisionally(dwelling, call, CaseInCharge(kit)));
  kit.Given(Authorisation(DwellingOf(kit, dwelling).tenancy));
}

}  // namespace

void LiveHousing(Kit& kit) {
  for (const auto* sheet : {kErp, kErpChange, kErpForfeiture, kLodgings}) kit.Given(AdoptSheet(BuiltInText(sheet)));
  for (const auto* rules : {"erp_points-2021", "erp_match-2026", "erp_rent-2026"}) {
    kit.Given(AdoptRuleSet(BuiltInText(rules)));
  }
  LiveOccupations(kit);
  const auto list = ConfirmedList(kit, {2, 1});
  const EntityId first = kit.Given(Flat("G-1"));
  kit.Given(DeclineDwelling(kit.Given(OfferTo(first, list.entries[0])), "dwelling_unsuitable"));
  kit.Given(Reserve(first, "disaster"));
  LiveTenancy(kit, MovedIn(kit, kit.Given(Flat("G-2")), list.entries[0]));
  const EntityId second = kit.Given(OfferTo(kit.Given(Flat("G-4")), list.entries[1]));
  kit.Given(AcceptDwelling(second));
  GivenByAct(kit, AssignTo(second));
  kit.Given(SignContract(second));
  kit.Given(HandKeys(second));
  LiveProvisional(kit, list.call);
  const EntityId room = kit.Given(Lodging("G-20"));
  GivenByAct(kit, Lodge(room, CaseInCharge(kit), kit.today() + 30));
  const EntityId lodged = DwellingOf(kit, room).tenancy;
  GivenByAct(kit, ExtendTo(lodged, kit.today() + 60));
}

}  // namespace fascicolo::engine
