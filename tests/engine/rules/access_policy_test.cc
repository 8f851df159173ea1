#include "engine/rules/access_policy.h"

#include "engine/rules/sample_policy.h"
#include "tests/engine/catalogue/documents.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> PolicyErrors(const nlohmann::json& policy) { return ErrorsIn(ParseAccessPolicy(policy.dump())); }

TEST(AccessPolicy, IsReadFromJson) {
  const auto policy = ParseAccessPolicy(SamplePolicy().dump());
  ASSERT_TRUE(policy.ok());
  EXPECT_EQ(policy->code, kAccessPolicyCode);
  EXPECT_EQ(policy->status, DocumentStatus::kSample);
  ASSERT_FALSE(policy->rows.empty());
  EXPECT_EQ(policy->rows[0].role, "worker");
  EXPECT_EQ(policy->rows[0].relation, Relation::kHolder);
}

TEST(AccessPolicy, NamesEverythingThatIsWrong) {
  auto policy = SamplePolicy();
  policy["rows"][0]["relation"] = "friend";
  policy["rows"][1]["actions"] = nlohmann::json::array();
  policy["rows"][2]["actions"] = {"find", "find", "gossip"};
  policy["rows"][3]["role"] = "Chief";
  policy["rows"][4]["because"] = "we can";
  const auto errors = PolicyErrors(policy);
  ASSERT_EQ(errors.size(), 6U) << testing::PrintToString(errors);
  EXPECT_THAT(errors[0], HasSubstr("/rows/0/relation"));
  EXPECT_THAT(errors[1], HasSubstr("/rows/1/actions"));
  EXPECT_THAT(errors[2], HasSubstr("/rows/2/actions/1"));
  EXPECT_THAT(errors[3], HasSubstr("/rows/2/actions/2"));
  EXPECT_THAT(errors[4], HasSubstr("/rows/3/role"));
  EXPECT_THAT(errors[5], HasSubstr("/rows/4/because"));
}

TEST(AccessPolicy, SaysWhatTakesTwoAndWhatAnEmergencyMayBe) {
  const auto policy = ParseAccessPolicy(SamplePolicy().dump());
  ASSERT_TRUE(policy.ok());
  EXPECT_TRUE(policy->TakesTwo(AccessAction::kExport));
  EXPECT_FALSE(policy->TakesTwo(AccessAction::kWrite));
  EXPECT_EQ(policy->two_persons->hours, 24U);
  ASSERT_TRUE(policy->emergency);
  EXPECT_EQ(policy->emergency->minutes, 60U);
  EXPECT_EQ(policy->emergency->review_days, 5U);
  EXPECT_EQ(policy->emergency->unreviewed, 1U);
}

TEST(AccessPolicy, MayForeseeNeither) {
  auto bare = SamplePolicy();
  bare.erase("two_persons");
  bare.erase("emergency");
  const auto policy = ParseAccessPolicy(bare.dump());
  ASSERT_TRUE(policy.ok()) << "as those that were adopted before there was either";
  EXPECT_FALSE(policy->TakesTwo(AccessAction::kExport));
  EXPECT_FALSE(policy->emergency);
}

TEST(AccessPolicy, BoundsTermsAndEmergencies) {
  auto policy = SamplePolicy();
  policy["two_persons"]["hours"] = kMaxTermHours + 1;
  policy["two_persons"]["actions"] = nlohmann::json::array();
  policy["emergency"]["minutes"] = 0;
  policy["emergency"]["levels"] = {"export"};
  policy["emergency"]["why"] = "because";
  const auto errors = PolicyErrors(policy);
  ASSERT_EQ(errors.size(), 5U) << testing::PrintToString(errors);
  EXPECT_THAT(errors[0], HasSubstr("/two_persons/actions"));
  EXPECT_THAT(errors[1], HasSubstr("/two_persons/hours"));
  EXPECT_THAT(errors[2], HasSubstr("/emergency/levels/0"));
  EXPECT_THAT(errors[3], HasSubstr("/emergency/minutes"));
  EXPECT_THAT(errors[4], HasSubstr("/emergency/why"));
}

TEST(AccessLevels, AreReadByAnActionEach) {
  for (const auto level : schema::EnumValuesSecrecy()) {
    EXPECT_EQ(TextOf(ActionOf(level)), schema::EnumNameSecrecy(level));
    EXPECT_TRUE(IsOfLevel(AccessAction::kFind, level));
    EXPECT_FALSE(IsOfLevel(AccessAction::kWrite, level));
  }
}

TEST(AccessPolicy, HasARoleAndARelationOnce) {
  auto policy = SamplePolicy();
  policy["rows"].push_back(policy["rows"][0]);
  EXPECT_THAT(PolicyErrors(policy), ElementsAre(HasSubstr("stands twice; expected every role and relation once")));
}

TEST(AccessActions, AreSpelledAsTheyAreRead) {
  for (const AccessAction action : AllAccessActions()) EXPECT_EQ(AccessActionOf(TextOf(action)), action);
  EXPECT_EQ(AccessActionOf("gossip"), std::nullopt);
}

}  // namespace
}  // namespace fascicolo::engine
