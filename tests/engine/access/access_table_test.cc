// The whole table: role, relation, action, seal, protected address, another's agreement; every cell as the sample
// policy's own text says it, read here once more and by other means.
#include "engine/access/may.h"

#include "engine/access/policy_as_written.h"
#include "engine/told_access.h"
#include "engine/told_people.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

constexpr const char* kRoles[] = {"worker",  "coordinator", "emergency_duty", "administrative", "front_desk",
                                  "auditor", "dpo",         "mayor"};

class AccessTable : public testing::Test {
 protected:
  AccessTable() {
    kit.Given(AdoptRuleSet(SamplePolicy().dump()));
    case_file = CaseInCharge(kit);
    const auto row = kit.state().FindEntity<CaseTable>(case_file);
    people = {{{"stranger", {}, {}}, {"any"}},
              {{"colleague", {}, {row->area}}, {"any", "team"}},
              {{row->worker, {}, {}}, {"any", "holder"}},
              {{row->worker, {}, {row->area}}, {"any", "team", "holder"}}};
  }
  /// Every cell of the case as it is now.
  void CheckAll(const std::vector<std::string>& names, const std::vector<std::string>& roles, bool is_sealed,
                bool is_protected) {
    for (const std::string role : kRoles) {
      for (auto [who, relations] : people) {
        who.roles = {role};
        const bool is_named = std::count(names.begin(), names.end(), who.name) > 0 ||
                              std::count(roles.begin(), roles.end(), role) > 0;
        const Access access(kit.state(), who, kit.today(), kit.now());
        for (const AccessAction action : AllAccessActions()) {
          const std::string word(TextOf(action));
          EXPECT_EQ(TextOf(access.May(action, case_file).why),
                    expected.WhyOf(role, relations, word, is_sealed && !is_named, is_protected))
              << role << " " << who.name << " " << word;
          ++cells;
        }
      }
    }
  }

  Kit kit;
  EntityId case_file;
  std::vector<std::pair<Someone, std::vector<std::string>>> people;
  PolicyAsWritten expected;
  int cells = 0;
};

TEST_F(AccessTable, HoldsForEveryRoleRelationActionSealAndAddress) {
  for (const bool is_protected : {false, true}) {
    if (is_protected) kit.Given(Protect(PersonOf(kit, case_file)));
    CheckAll({}, {}, false, is_protected);
    kit.Given(Seal(case_file, {"colleague"}));
    CheckAll({"colleague"}, {}, true, is_protected);
    kit.Given(Seal(case_file, {"guardian"}, {"coordinator", "dpo"}));
    CheckAll({"guardian"}, {"coordinator", "dpo"}, true, is_protected);
    kit.Given(AskAnother(case_file, "unseal"));
    GivenBy(kit, "another", Agree(kit, case_file, is_protected ? 2 : 1));
    kit.Given(Unseal(case_file));
    kit.PassUntil(kit.today() + 2);  // what was agreed to is over
  }
  EXPECT_EQ(cells, 8 * 4 * 19 * 3 * 2);
}

TEST_F(AccessTable, HoldsForEveryLevelOfAnEmergency) {
  const std::vector<schema::Secrecy> levels{schema::Secrecy::administrative, schema::Secrecy::assessment,
                                            schema::Secrecy::diary, schema::Secrecy::juvenile_court};
  std::uint32_t number = 0;
  for (const auto level : levels) {
    ++number;
    GivenBy(kit, "stranger", ReadInEmergency(kit, case_file, {level}));
    const bool takes_two = expected.TakesTwo(schema::EnumNameSecrecy(level));
    for (const bool is_confirmed : {false, true}) {
      if (is_confirmed && takes_two) GivenBy(kit, "another", ConfirmEmergency(case_file, number));
      for (const std::string role : kRoles) {
        const Access access(kit.state(), {"stranger", {role}, {}}, kit.today(), kit.now());
        for (const AccessAction action : AllAccessActions()) {
          const std::string word(TextOf(action));
          const bool is_given = word == "find" || word == "header" || word == schema::EnumNameSecrecy(level);
          const bool in_emergency = expected.Gives(role, {"any"}, "emergency") && is_given && (is_confirmed || !takes_two);
          const bool is_allowed = expected.WhyOf(role, {"any"}, word, false, false) == "row" || in_emergency;
          EXPECT_EQ(access.May(action, case_file).allowed(), is_allowed) << role << " " << word << " " << number;
          ++cells;
        }
      }
    }
    kit.Given(ReviewEmergency(case_file, schema::ReviewOutcome::justified, number));
  }
  EXPECT_EQ(cells, 4 * 2 * 8 * 19);
}

TEST_F(AccessTable, HoldsForEveryActionThatTakesTwo) {
  const std::string holder = people[2].first.name;
  std::uint32_t request = 0;
  for (const std::string& word : expected.TakingTwo()) {
    GivenBy(kit, holder, AskAnother(case_file, word));
    GivenBy(kit, "another", Agree(kit, case_file, ++request));
    for (const std::string role : kRoles) {
      for (auto [who, relations] : people) {
        who.roles = {role};
        const auto verdict = May(kit.state(), who, *AccessActionOf(word), case_file, kit.today(), kit.now());
        EXPECT_EQ(verdict.allowed(), who.name == holder && expected.Gives(role, relations, word)) << role << " " << word;
        ++cells;
      }
    }
  }
  EXPECT_EQ(cells, 3 * 8 * 4);
}

}  // namespace
}  // namespace fascicolo::engine
