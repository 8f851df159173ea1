// One of the program's commands, run within the serving process on what is open there.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/program/session.h"

#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

/// What a command said.
struct Said {
  int code = cli::kExitFailed;
  std::string out{};                  ///< as people read it
  std::optional<cli::Value> document{};  ///< as --json has it, where that was wanted
  std::string talk{};                 ///< on stderr
};

using AddCommand = void (*)(cli::Arguments&, Session&);

/// `words`: what would be typed behind "fascicolo". Throws ReadsFrozen and StoreBroken, as the command does.
[[nodiscard]] Said RunLent(Readable& from, const EverywhereOptions& everywhere, cli::Language language, AddCommand command,
                           const std::vector<std::string>& words, bool as_json);
/// The same for one that needs the node: what its vault opens, for instance.
[[nodiscard]] Said RunLent(Node& from, const EverywhereOptions& everywhere, cli::Language language, AddCommand command,
                           const std::vector<std::string>& words, bool as_json);

}  // namespace fascicolo::program
