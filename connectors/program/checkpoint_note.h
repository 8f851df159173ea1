// A signed checkpoint that somebody kept (events/proof), against which a ledger is held.
#pragma once

#include "connectors/program/verification.h"
#include "events/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::program {

inline constexpr std::size_t kMaxVerifierKeyBytes = 1'000;

/// What the note says of the ledger's tree.
struct SeenNote {
  SeenTree tree;
  std::optional<bool> is_signed;  ///< by the key that was named; none: no key was
};

/// Reads a note about the ledger of `origin`. `key`: of the one who must have signed it (C2SP signed-note: NAME+ID+KEY). The
/// error says what is wrong with the note's form or with the key, or that it is about another ledger; a signature that does
/// not verify, or is not there, is no error of form: `is_signed` says so.
[[nodiscard]] Result<SeenNote, FormError> ReadSeenNote(std::string_view note, std::string_view origin,
                                                       const std::optional<std::string>& key);

}  // namespace fascicolo::program
