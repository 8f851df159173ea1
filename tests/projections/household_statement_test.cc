#include "projections/household_statement.h"

#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::EntityOf;
using testing::IdPtr;
using testing::kFirstDay;
using testing::LedgerBuilder;
using testing::Says;
using schema::Composition;
using schema::Relationship;

constexpr auto kHousehold = schema::EntityKind::household;
constexpr auto kActivations = schema::EntityKind::activation;

/// A short history, told by hand.
class HouseholdStatementTest : public ::testing::Test {
 protected:
  HouseholdStatementTest() { builder.Open(kFirstDay); }

  static std::unique_ptr<schema::MemberT> Member(EntityId person, Relationship relationship) {
    auto member = std::make_unique<schema::MemberT>();
    member->person = IdPtr(person);
    member->relationship = relationship;
    return member;
  }
  void Form(EntityId household, Composition composition) {
    schema::HouseholdFormedT formed;
    formed.composition = composition;
    formed.members.push_back(Member(mother, Relationship::reference_person));
    formed.members.push_back(Member(son, Relationship::child));
    formed.from = kFirstDay.days;
    formed.municipality = "090064";
    builder.Decide("anna", {Says(household, kHousehold, std::move(formed))});
  }
  void File(EntityId activation, EntityId person, std::vector<EntityId> members = {}) {
    schema::ApplicationFiledT filed;
    filed.case_file = IdPtr(EntityOf(50));
    filed.person = IdPtr(person);
    filed.service = "home_care";
    filed.quantity = 120;
    for (const EntityId member : members) filed.members.push_back(events::ToSchema(member));
    schema::ContactRegisteredT contact;
    contact.person = IdPtr(person);
    builder.Decide("anna", {Says(EntityOf(50), schema::EntityKind::case_file, std::move(contact)),
                            Says(activation, kActivations, std::move(filed))});
  }
  void Start(EntityId activation, std::int64_t fee) {
    schema::ServiceStartedT started;
    started.unit = IdPtr(EntityOf(60));
    started.quantity = 90;
    started.from = kFirstDay.days + 5;
    started.fee = std::make_unique<schema::FeeT>();
    started.fee->amount = fee;
    started.fee->per = "hour";
    builder.Decide("anna", {Says(activation, kActivations, std::move(started))});
  }
  template <class Fact>
  void Tell(EntityId entity, schema::EntityKind kind, Fact fact) {
    builder.Decide("anna", {Says(entity, kind, std::move(fact))});
  }
  HouseholdStatement Statement(Day day) {
    store::MemoryRows fresh;
    testing::FoldAll(ledger, fresh);
    return StatementOf(fresh, family, day).value();
  }

  events::MemoryLedger ledger;
  LedgerBuilder builder{ledger};
  const EntityId family = EntityOf(1);
  const EntityId mother = EntityOf(10);
  const EntityId son = EntityOf(11);
  const EntityId care = EntityOf(20);
};

TEST_F(HouseholdStatementTest, TellsWhoBelongsTogetherOnADay) {
  Form(family, Composition::registry);
  schema::MemberLeftT left;
  left.person = IdPtr(mother);
  left.on = kFirstDay.days + 30;
  left.reference = IdPtr(son);
  Tell(family, kHousehold, std::move(left));
  const auto before = Statement(kFirstDay + 29);
  ASSERT_EQ(before.members.size(), 2U);
  EXPECT_EQ(before.reference, mother);
  EXPECT_EQ(before.municipality, "090064");
  const auto after = Statement(kFirstDay + 30);
  ASSERT_EQ(after.members.size(), 1U);
  EXPECT_EQ(after.members[0].stay.person, son);
  EXPECT_EQ(after.reference, son);
  EXPECT_TRUE(Statement(kFirstDay - 1).members.empty());
  EXPECT_EQ(Statement(kFirstDay - 1).reference, EntityId{});
}

TEST_F(HouseholdStatementTest, TellsWhatEachReceivesAndAtWhatFee) {
  Form(family, Composition::registry);
  File(care, mother);
  Start(care, 11'00);
  schema::FeeRecalculatedT changed;
  changed.from = kFirstDay.days + 20;
  changed.until = kFirstDay.days + 30;
  changed.fee = std::make_unique<schema::FeeT>();
  changed.fee->amount = 7'00;
  changed.fee->per = "hour";
  changed.owed = -40'00;
  Tell(care, kActivations, std::move(changed));
  const auto on = [&](int day) { return Statement(kFirstDay + day).members.at(0).receives.at(0); };
  EXPECT_EQ(on(10).fee, 11'00);
  EXPECT_EQ(on(20).fee, 7'00);
  EXPECT_EQ(on(30).fee, 11'00);
  EXPECT_EQ(on(30).row.owed, -40'00);
  EXPECT_EQ(on(30).row.quantity, 90);
  EXPECT_EQ(on(30).row.fee_per, "hour");
  EXPECT_EQ(on(30).row.state, engine::ActivationState::kInForce);
  EXPECT_TRUE(Statement(kFirstDay).members.at(1).receives.empty());
}

TEST_F(HouseholdStatementTest, FollowsAServiceToItsEnd) {
  Form(family, Composition::registry);
  File(care, mother);
  Start(care, 0);
  schema::ServiceVariedT varied;
  varied.quantity = 60;
  Tell(care, kActivations, varied);
  Tell(care, kActivations, schema::ServiceSuspendedT());
  EXPECT_TRUE(Statement(kFirstDay).members[0].receives[0].row.suspended);
  Tell(care, kActivations, schema::ServiceResumedT());
  schema::ServiceEndedT ended;
  ended.on = kFirstDay.days + 40;
  Tell(care, kActivations, std::move(ended));
  const auto row = Statement(kFirstDay).members[0].receives[0].row;
  EXPECT_FALSE(row.suspended);
  EXPECT_EQ(row.quantity, 60);
  EXPECT_EQ(row.until, kFirstDay + 40);
  EXPECT_EQ(row.state, engine::ActivationState::kEnded);
}

TEST_F(HouseholdStatementTest, ShowsWhatAMemberIsServedWithBesideTheApplicant) {
  Form(family, Composition::registry);
  File(care, EntityOf(12), {son});
  const auto statement = Statement(kFirstDay);
  EXPECT_TRUE(statement.members[0].receives.empty());
  ASSERT_EQ(statement.members[1].receives.size(), 1U);
  EXPECT_EQ(statement.members[1].receives[0].row.person, EntityOf(12)) << "who applied";
}

TEST_F(HouseholdStatementTest, KeepsTheAttestationThatWasCorrected) {
  Form(family, Composition::isee);
  schema::AttestationT attestation;
  attestation.isee_type = schema::IseeType::ordinary;
  attestation.protocol = "INPS-ISEE-2025-1";
  attestation.issued_on = kFirstDay.days;
  attestation.valid_until = kFirstDay.days + 364;
  attestation.scale = 100;
  schema::IseeRecordedT recorded;
  recorded.attestation = std::make_unique<schema::AttestationT>(attestation);
  Tell(family, kHousehold, std::move(recorded));
  attestation.protocol = "INPS-ISEE-2025-2";
  attestation.isee = 5;
  schema::IseeCorrectedT corrected;
  corrected.corrects = "INPS-ISEE-2025-1";
  corrected.from = kFirstDay.days;
  corrected.attestation = std::make_unique<schema::AttestationT>(attestation);
  Tell(family, kHousehold, std::move(corrected));
  const auto all = Statement(kFirstDay).attestations;
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].row.corrected_by, "INPS-ISEE-2025-2");
  EXPECT_EQ(all[1].row.corrects, "INPS-ISEE-2025-1");
  EXPECT_EQ(all[1].row.isee, 5);
}

TEST_F(HouseholdStatementTest, FindsTheHouseholdsOfAPersonOnADay) {
  const EntityId declared = EntityOf(2);
  Form(declared, Composition::isee);
  Form(family, Composition::registry);
  schema::HouseholdSplitT split;
  split.persons.push_back(events::ToSchema(son));
  split.on = kFirstDay.days + 10;
  Tell(family, kHousehold, std::move(split));
  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);
  EXPECT_EQ(HouseholdsOf(rows, son, kFirstDay + 9), (std::vector{family, declared}));
  EXPECT_EQ(HouseholdsOf(rows, son, kFirstDay + 10), std::vector{declared});
  EXPECT_TRUE(HouseholdsOf(rows, EntityOf(99), kFirstDay).empty());
  EXPECT_FALSE(StatementOf(rows, EntityOf(99), kFirstDay).has_value());
}

TEST_F(HouseholdStatementTest, SaysWhereItIsFrozen) {
  Form(family, Composition::registry);
  File(care, mother);
  const Position since = builder.DecideUnreadably({{family, kHousehold}, {care, kActivations}});
  const auto statement = Statement(kFirstDay);
  EXPECT_EQ(statement.frozen_since, since);
  EXPECT_EQ(statement.members[0].receives[0].frozen_since, since);
}

TEST_F(HouseholdStatementTest, FreezesWhereTheHistoryHasAGap) {
  Form(family, Composition::registry);
  schema::MemberLeftT left;
  left.person = IdPtr(EntityOf(77));
  left.on = kFirstDay.days + 1;
  Tell(family, kHousehold, std::move(left));
  EXPECT_TRUE(Statement(kFirstDay).frozen_since.has_value());
}

}  // namespace
}  // namespace fascicolo::projections
