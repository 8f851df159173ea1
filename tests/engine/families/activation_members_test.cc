// Services for the household: who is served beside the applicant.
#include "engine/catalogue/documents.h"
#include "engine/families/limits.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

class ServiceForAHousehold : public testing::Test {
 protected:
  ServiceForAHousehold() {
    AdoptCatalogue(kit);
    kit.Given(AdoptSheet(With(kCentre, "/served", "household")));
    mother_case = CaseInCharge(kit);
  }
  EntityId Person() { return PersonOf(kit, kit.Given(Contact())); }
  schema::FileApplicationT Application(const std::vector<EntityId>& members) {
    auto application = Apply(mother_case, kCentre);
    for (const EntityId member : members) application.members.push_back(events::ToSchema(member));
    return application;
  }
  Kit kit;
  EntityId mother_case;
};

TEST_F(ServiceForAHousehold, RecordsWhoIsServedWithTheApplicant) {
  const EntityId son = Person();
  const EntityId daughter = Person();
  const auto filed = kit.When(Application({son, daughter})).ThenEvents({"ApplicationFiled"})
                         .First<schema::ApplicationFiledT>();
  ASSERT_EQ(filed.members.size(), 2U);
  EXPECT_EQ(events::Entity(&filed.members[0]), son);
  EXPECT_EQ(events::Entity(&filed.members[1]), daughter);
}

TEST_F(ServiceForAHousehold, MayServeTheApplicantAlone) {
  kit.When(Application({})).ThenEvents({"ApplicationFiled"});
}

TEST_F(ServiceForAHousehold, ServesOnlyPersonsOfTheLedger) {
  kit.When(Application({Person(), mother_case})).ThenRejected(RejectionCode::kUnknownEntity, "/members/1");
}

TEST_F(ServiceForAHousehold, ServesEveryOtherMemberOnce) {
  const EntityId son = Person();
  kit.When(Application({son, son})).ThenRejected(RejectionCode::kForm, "/members/1");
  kit.When(Application({PersonOf(kit, mother_case)})).ThenRejected(RejectionCode::kForm, "/members/0");
}

TEST_F(ServiceForAHousehold, HasSoManyMembersAndNoMore) {
  std::vector<EntityId> members;
  while (members.size() < kMaxMembers) members.push_back(Person());
  auto too_many = members;
  too_many.push_back(Person());
  kit.When(Application(too_many)).ThenRejected(RejectionCode::kForm, "/members");
  kit.When(Application(members)).ThenEvents({"ApplicationFiled"});
}

TEST_F(ServiceForAHousehold, IsPoisonWhereALedgerNamesMoreMembers) {
  schema::ApplicationFiledT filed;
  filed.case_file = Ref(mother_case);
  filed.service = kCentre;
  filed.quantity = 1;
  filed.members.resize(kMaxMembers);
  EXPECT_TRUE(kit.Folds(NewEntity({}, 1), schema::EntityKind::activation, filed));
  filed.members.resize(kMaxMembers + 1);
  EXPECT_FALSE(kit.Folds(NewEntity({}, 2), schema::EntityKind::activation, filed));
}

}  // namespace
}  // namespace fascicolo::engine
