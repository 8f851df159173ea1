// What the housing office sees of its dwellings: vacant days, who comes next, what is wrong, and what is hidden.
#include "connectors/program/housing/housing_lines.h"

#include "engine/told_housing.h"

namespace fascicolo::program {
namespace {

using namespace engine;  // NOLINT: tests are told in its words

class HousingOffice : public testing::Test {
 protected:
  HousingOffice() { AdoptHousing(kit); }
  [[nodiscard]] HousingLine LineOf(EntityId dwelling) const {
    for (const HousingLine& line : HousingLines(kit.state(), kit.today())) {
      if (line.dwelling == dwelling) return line;
    }
    ADD_FAILURE() << "no such dwelling";
    return {};
  }
  Kit kit;
};

TEST_F(HousingOffice, SeesHowLongADwellingIsVacantAndWhoComesNext) {
  const auto list = ConfirmedList(kit, {5, 1});
  const EntityId dwelling = kit.Given(Flat("A-1"));
  kit.PassUntil(kit.today() + 17);
  EXPECT_EQ(LineOf(dwelling).vacant_days, 17);
  EXPECT_EQ(LineOf(dwelling).next, list.entries[1]) << "the first whom it fits";
  // When it is kept for a group, or offered, then nobody comes next.
  const EntityId kept = kit.Given(Flat("A-2"));
  kit.Given(Reserve(kept, "eviction"));
  EXPECT_TRUE(LineOf(kept).next.is_zero());
  kit.Given(OfferTo(dwelling, list.entries[1]));
  EXPECT_TRUE(LineOf(dwelling).next.is_zero());
  EXPECT_EQ(LineOf(dwelling).vacant_days, 17) << "nobody lives there yet";
}

TEST_F(HousingOffice, SeesWhoWaitsForAChangeWhereNobodyOfTheListComes) {
  const EntityId tenancy = Tenant(kit);
  kit.Given(WantChange(tenancy));
  EXPECT_EQ(LineOf(kit.Given(Flat("B-1"))).next, tenancy);
}

TEST_F(HousingOffice, SeesTenantsWhoWereNotVerifiedInTimeAndDwellingsWithoutContract) {
  const EntityId tenancy = Tenant(kit);
  const EntityId dwelling = TenancyOf(kit, tenancy).dwelling;
  EXPECT_FALSE(LineOf(dwelling).is_unverified);
  EXPECT_FALSE(LineOf(dwelling).has_no_contract);
  kit.PassUntil(AddMonths(kit.today(), 24) + 1);
  EXPECT_TRUE(LineOf(dwelling).is_unverified);
  kit.Given(Checked(tenancy));
  EXPECT_FALSE(LineOf(dwelling).is_unverified);
  const EntityId occupied = kit.Given(Flat("B-1"));
  kit.Given(OccupiedBySomebody(occupied));
  EXPECT_FALSE(LineOf(occupied).vacant_days);
  ByAct(kit, Regularise(occupied, CaseInCharge(kit)));
  EXPECT_TRUE(LineOf(occupied).has_no_contract);
}

TEST_F(HousingOffice, SeesRentsThatAreDueAndNotPaid) {
  const EntityId tenancy = Tenant(kit);
  const EntityId dwelling = TenancyOf(kit, tenancy).dwelling;
  const Day month = FirstOfNextMonth(kit);
  kit.Given(Rent(tenancy, month));
  kit.PassUntil(month);
  kit.Given(Rents(month));
  EXPECT_EQ(LineOf(dwelling).arrears_cents, 0) << "it is not due yet";
  kit.PassUntil(month + 20);
  EXPECT_EQ(LineOf(dwelling).arrears_cents, 25'00);
}

TEST_F(HousingOffice, SeesNothingOfATenancyWhereAnAddressIsProtected) {
  const EntityId tenancy = Tenant(kit);
  const EntityId dwelling = TenancyOf(kit, tenancy).dwelling;
  EXPECT_EQ(LineOf(dwelling).tenancy, tenancy);
  kit.Given(Protect(TenancyOf(kit, tenancy).person));
  EXPECT_TRUE(LineOf(dwelling).is_hidden);
  EXPECT_TRUE(LineOf(dwelling).tenancy.is_zero());
}

}  // namespace
}  // namespace fascicolo::program
