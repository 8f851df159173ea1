// Which commands who may hand in at the doors: one table. Commands about persons' files are actions of the access
// policy, asked for whatever the command names; commands of the office go by role, and only about cases that may be
// found. What the table does not name is refused.
#pragma once

#include "connectors/http/message.h"
#include "connectors/program/serve/permissions.h"
#include "engine/loop/request.h"
#include "engine/rules/access_policy.h"
#include "engine/state/state.h"

#include <optional>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// Of one command type: an action of the policy, or roles.
struct CommandRight {
  std::string_view command;
  std::optional<engine::AccessAction> action{};  ///< none: by role
  std::vector<std::string_view> roles{};         ///< of a command that names no case, too, where it is an action's
  bool of_anything = false;  ///< of what is not there yet, too, and of cases that they may not find
};
/// Null: nobody hands it in here. The program's own commands are in no table.
[[nodiscard]] const CommandRight* RightOf(std::string_view command);
[[nodiscard]] const std::vector<CommandRight>& CommandRights();

/// Hands in commands at all: some row of the table names a role of theirs.
[[nodiscard]] bool MayCommand(const Asker& asker);

/// None: it may be handed in. 403: by no role of theirs, or not for a case that they may find. 404, the same as for
/// what is not there: they may not even find it. Throws ReadsFrozen.
[[nodiscard]] std::optional<http::Response> WhyNotCommand(const engine::State& state, const Asker& asker,
                                                          const engine::Request& request, Instant now);

/// Those that somebody may hand in about this case, as far as can be told before it is said what they hold; none of a case that they may
/// not find. Throws ReadsFrozen.
[[nodiscard]] std::vector<std::string_view> CommandsAbout(const engine::State& state, const Asker& asker, EntityId case_file, Instant now);

}  // namespace fascicolo::program
