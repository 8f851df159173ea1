#include "connectors/program/serve/files/command_rights.h"

#include "engine/payload_names.h"

#include <gtest/gtest.h>

#include <set>

namespace fascicolo::program {
namespace {

/// What only the program gives itself.
const std::set<std::string_view> kNobodys{"OpenLedger", "ClaimTerm", "OpenDay", "Fulfil", "RecordFlowsRead", "RecordFlowOutcome"};

TEST(RightsToCommands, SayOfEveryCommandWhoHandsItIn) {
  for (const std::string_view name : engine::CommandNames()) {
    EXPECT_EQ(RightOf(name) == nullptr, kNobodys.contains(name)) << name;
  }
}

TEST(RightsToCommands, NameEachCommandOnceAndNoOther) {
  const auto names = engine::CommandNames();
  const std::set<std::string_view> known(names.begin(), names.end());
  std::set<std::string_view> seen;
  for (const CommandRight& right : CommandRights()) {
    EXPECT_TRUE(known.contains(right.command)) << right.command;
    EXPECT_TRUE(seen.insert(right.command).second) << right.command;
    EXPECT_FALSE(right.roles.empty()) << right.command;
  }
}

TEST(RightsToCommands, LeaveThePolicyToWhoKeepsTheCatalogue) {
  EXPECT_EQ(RightOf("AdoptRuleSet")->roles, std::vector<std::string_view>{"catalogue"});
  EXPECT_EQ(RightOf("AdoptRuleSet")->action, std::nullopt);
  EXPECT_EQ(RightOf("ProposeErasure")->action, engine::AccessAction::kErase);
  EXPECT_EQ(RightOf("Rectify")->action, engine::AccessAction::kRectify);
  EXPECT_EQ(RightOf("AssignWorker")->action, engine::AccessAction::kAssign);
  EXPECT_EQ(RightOf("NoSuchCommand"), nullptr);
}

}  // namespace
}  // namespace fascicolo::program
