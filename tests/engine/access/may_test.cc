// Who may do what, by a policy that is adopted; and every cell of the sample against a reading of its own.
#include "engine/access/may.h"

#include "engine/rules/sample_policy.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using Why = Verdict::Why;

class MayWho : public testing::Test {
 protected:
  MayWho() {
    kit.Given(AdoptRuleSet(SamplePolicy().dump()));
    case_file = CaseInCharge(kit);
    holder = kit.state().FindEntity<CaseTable>(case_file)->worker;
    area = kit.state().FindEntity<CaseTable>(case_file)->area;
  }
  Verdict Ask(const Someone& who, AccessAction action) { return May(kit.state(), who, action, case_file, kit.today()); }

  Kit kit;
  EntityId case_file;
  std::string holder;
  schema::Area area = schema::Area::none;
};

TEST_F(MayWho, ReadsTheDiaryOfACaseThatTheyHoldAndOfNoOther) {
  const auto verdict = Ask({holder, {"worker"}, {area}}, AccessAction::kDiary);
  EXPECT_TRUE(verdict.allowed());
  EXPECT_EQ(verdict.policy, "sample");
  EXPECT_EQ(verdict.row->relation, Relation::kHolder);
  EXPECT_EQ(Ask({"somebody", {"worker"}, {area}}, AccessAction::kDiary).why, Why::kNoRow);
  EXPECT_TRUE(Ask({"somebody", {"worker"}, {area}}, AccessAction::kHeader).allowed()) << "of the same area";
  EXPECT_EQ(Ask({"somebody", {"worker"}, {}}, AccessAction::kHeader).why, Why::kNoRow);
  EXPECT_EQ(Ask({holder, {}, {area}}, AccessAction::kFind).why, Why::kNoRow) << "without a role";
}

TEST_F(MayWho, StandsInForAWorkerWhileTheyDo) {
  kit.Given(Cover(holder, "substitute", kit.today() + 5));
  const Someone substitute{"substitute", {"worker"}, {}};
  EXPECT_TRUE(Ask(substitute, AccessAction::kDiary).allowed());
  EXPECT_EQ(May(kit.state(), substitute, AccessAction::kDiary, case_file, kit.today() + 5).why, Why::kNoRow);
}

TEST_F(MayWho, IsInConflictMayNothingAtAll) {
  kit.Given(Conflict(case_file, "cousin"));
  for (const AccessAction action : AllAccessActions()) {
    EXPECT_EQ(Ask({"cousin", {"worker", "coordinator", "auditor", "dpo"}, {area}}, action).why, Why::kConflict);
  }
}

TEST_F(MayWho, IsAnsweredByThePolicyOfTheDay) {
  auto later = SamplePolicy();
  later["version"] = "2026.2";
  later["valid_from"] = FormatDay(kit.today() + 10);
  later["rows"] = {{{"role", "worker"}, {"relation", "any"}, {"actions", {"find"}}}};
  kit.Given(AdoptRuleSet(later.dump()));
  const Someone who{holder, {"worker"}, {area}};
  EXPECT_TRUE(Ask(who, AccessAction::kDiary).allowed());
  const auto then = May(kit.state(), who, AccessAction::kDiary, case_file, kit.today() + 10);
  EXPECT_EQ(then.why, Why::kNoRow);
  EXPECT_EQ(then.policy, "2026.2");
  EXPECT_EQ(May(kit.state(), who, AccessAction::kDiary, case_file, DayFromCivil({2025, 12, 31})).why, Why::kNoPolicy);
}

TEST_F(MayWho, AsksOfACaseThatIsNotThere) {
  EXPECT_EQ(May(kit.state(), {holder, {"auditor"}, {}}, AccessAction::kHeader, NewEntity(CommandId{}, 7), kit.today()).why, Why::kUnknownCase);
}

TEST_F(MayWho, HasAnAnswerForEveryRoleRelationAndActionAsTheTableSays) {
  const std::vector<std::pair<Someone, std::vector<std::string>>> people{
      {{"stranger", {}, {}}, {"any"}}, {{"colleague", {}, {area}}, {"any", "team"}},
      {{holder, {}, {}}, {"any", "holder"}}, {{holder, {}, {area}}, {"any", "team", "holder"}}};
  const auto rows = SamplePolicy()["rows"];
  int cells = 0;
  for (const char* role : {"worker", "coordinator", "administrative", "front_desk", "auditor", "dpo", "mayor"}) {
    for (auto [who, relations] : people) {
      who.roles = {role};
      for (const AccessAction action : AllAccessActions()) {
        const bool is_allowed = std::any_of(rows.begin(), rows.end(), [&](const nlohmann::json& row) {
          const auto& actions = row["actions"];
          return row["role"] == role && std::count(relations.begin(), relations.end(), row["relation"]) > 0 &&
                 std::count(actions.begin(), actions.end(), std::string(TextOf(action))) > 0;
        });
        EXPECT_EQ(Ask(who, action).allowed(), is_allowed) << role << " " << who.name << " " << TextOf(action);
        ++cells;
      }
    }
  }
  EXPECT_EQ(cells, 7 * 4 * 11);
}

}  // namespace
}  // namespace fascicolo::engine
