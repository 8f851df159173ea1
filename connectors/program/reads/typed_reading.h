// Files that are read by typing a command, on a machine that has the key: recorded as those that are read over HTTP.
#pragma once

#include "connectors/program/session.h"

#include <string>
#include <vector>

namespace fascicolo::program {

/// By what right: no policy is asked, whoever has the key reads.
inline constexpr const char* kTypedWhy = "command_line";

struct TypedReading {
  std::string question{};  ///< the command
  std::vector<EntityId>
      files{};        ///< cases, persons, households; what stands for a case counts as that, other entities not at all
  std::string use{};  ///< ground on which restricted texts are opened
};

/// Records that the system's user is about to be shown these files; to be called before anything of them is printed,
/// which must not be where this fails. Does nothing for a node that was lent: who lent it records.
Status RecordTyped(Session& session, Node& node, const TypedReading& typed);

}  // namespace fascicolo::program
