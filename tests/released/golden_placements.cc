// Part of the golden town: placements.
#include "engine/told_placements.h"
#include "released/golden_town.h"

namespace fascicolo::engine {
namespace {

constexpr const char* kText = "testo inventato";

/// A child with a foster family and in a facility, with whatever may happen there.
void LivePlacement(Kit& kit) {
  const EntityId family = FosterHome(kit);
  const EntityId fostered = kit.GivenTelling(RequestOf(CaseOf(kit, 7), kFosterCare), {{"/text", kText}});
  kit.Given(OfPlacement<schema::StartSearchT>(fostered));
  kit.Given(Ask(fostered, family));
  kit.Given(HostRefuses(fostered, family));
  kit.Given(WithdrawRequest(fostered));
  const auto there = ChildInFacility(kit, 15);
  kit.Given(Absent(there.placement, there.child, kit.today(), schema::AbsenceKind::runaway));
  kit.Given(Returned(there.placement, there.child, kit.today()));
  const EntityId father = PersonOf(kit, CaseInCharge(kit));
  kit.Given(OrderContact(there.placement, father, schema::ContactRule::supervised));
  kit.GivenTelling(Visit(there.placement, father, true), {{"/text", kText}});
  kit.When(Visit(there.placement, father, false)).ThenRefused(Rule::kVisitNotSupervised);
  kit.GivenTelling(OfPlacement<schema::SendPlacementReportT>(there.placement), {{"/text", kText}});
  kit.Given(Extend(there.placement, kit.today() + 100));
  kit.GivenTelling(Incident(there.placement, schema::IncidentKind::breakdown, "conflict"), {{"/text", kText}});
  kit.Given(MoveTo(there.placement, kit.Given(OpenUnit(kMinors, 3, kit.today())), kit.today()));
  kit.Given(EndStay(there.placement, kit.today(), "returned_home"));
}

void LiveMeasure(Kit& kit) {
  const EntityId unit = kit.Given(OpenUnit(kMinors, 1, kit.today()));
  auto removal = Removal(CaseOf(kit, 4), unit, StartOfDay(kit.today()));
  const EntityId placement = kit.GivenTelling(std::move(removal), {{"/text", kText}});
  kit.RunDue();  // the prosecutor was not told at once
  kit.Given(Step(placement, schema::MeasureStep::oral_notice, StartOfDay(kit.today())));
  kit.PassUntil(kit.today() + 2);
  kit.Given(Lapse(placement));
  kit.Given(EndStay(placement, kit.today(), "returned_home"));
}

void LiveShelter(Kit& kit) {
  const EntityId shelter = kit.Given(OpenUnit(kShelter, 1, kit.today()));
  const EntityId guest = InShelter(kit, shelter, 2);
  InShelter(kit, shelter, 3);
  kit.Given(Night(guest, kit.today()));
  kit.PassUntil(kit.today() + 2);
  const EntityId third = InShelter(kit, shelter, 3);
  kit.Given(ColdPlan(shelter, 1, kit.today(), kit.today() + 9));
  kit.RunDue();
  kit.Given(Ban(third, kit.today() + 9));
  kit.Given(Night(InShelter(kit, shelter, 3), kit.today(), false));
}

void LiveSitesAndResidence(Kit& kit) {
  const EntityId site = kit.Given(OpenUnit(kSites, 1, kit.today()));
  const EntityId household = kit.Given(RequestOf(CaseInCharge(kit), kSites));
  kit.Given(SignPact(household));
  kit.Given(TakeIn(household, site, kit.today()));
  kit.Given(EndStay(household, kit.today(), "autonomy"));
  kit.Given(CloseSite(site, kit.today()));
  const EntityId residence = kit.Given(OpenUnit(kResidence, 1, kit.today()));
  const EntityId case_file = CaseOf(kit, 83);
  const EntityId guest = AcceptedBy(kit, case_file, residence, {}, kResidence);
  kit.Given(TakeIn(guest, residence, kit.today()));
  kit.Given(SelfSufficiencyOf(guest, PersonOf(kit, case_file), schema::SelfSufficiency::lost));
  kit.Given(DeclineMove(guest));
}

}  // namespace

void LivePlacements(Kit& kit) {
  AdoptPlacing(kit);
  LivePlacement(kit);
  LiveMeasure(kit);
  LiveShelter(kit);
  LiveSitesAndResidence(kit);
}

}  // namespace fascicolo::engine
