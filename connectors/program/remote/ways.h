// What each command does when it is given with --url: it is asked of the server, its commands are handed in there, or
// it says where it is done.
#pragma once

#include "connectors/cli/arguments.h"

#include <string_view>
#include <vector>

namespace fascicolo::program {

enum class Way {
  kAsked,     ///< a question (serve/questions.h)
  kShown,     ///< files of persons and what proves them (serve/files/asked_file.h), as far as the policy of access lets one
  kHandedIn,  ///< its commands go to POST /v1/commands
  kNowhere,   ///< not over HTTP: `why` says where
};
struct CommandWay {
  std::string_view command;  ///< as typed
  Way way = Way::kNowhere;
  cli::HelpText why{};
};
/// One for every command of the program.
[[nodiscard]] const std::vector<CommandWay>& CommandWays();
/// Null: there is no such command.
[[nodiscard]] const CommandWay* WayOf(std::string_view command);

}  // namespace fascicolo::program
