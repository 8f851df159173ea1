// What verify found, for programs and for people.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/program/checkpoint_note.h"
#include "connectors/program/session.h"
#include "connectors/program/verification.h"

#include <string>
#include <utility>
#include <vector>

namespace fascicolo::program {

struct Verified {
  LogProof proof;
  std::vector<std::pair<std::string, Hash>> digests;  ///< state, then views, folded from the log
  std::optional<SeenNote> against;                    ///< what it was held against
  bool is_quick = false;                              ///< nothing but the headers was looked at
  /// What is recorded of who read what, on this node.
  struct Readings {
    std::uint64_t months = 0;
    std::uint64_t readings = 0;
    std::uint64_t files = 0;
  };
  Readings readings{};
  double seconds = 0;
};

[[nodiscard]] cli::Value FormOf(const Verified& verified);
void Print(Session& session, const Verified& verified);

}  // namespace fascicolo::program
