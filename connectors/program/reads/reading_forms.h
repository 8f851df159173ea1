// A reading as JSON: the same wherever it is told.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/program/reads/readers.h"

#include <string_view>

namespace fascicolo::program {

/// Members of a reading, as a shape (connectors/cli/shape.h).
inline constexpr std::string_view kReadingMembers =
    "at: instant, reading: id, node: text, who: text, roles: [text], areas: [text], question: text, kind: word, file: id?, "
    "levels: [word], why: word, policy: text, role: text, relation: word, use: text, trace: text, at_position: count?, "
    "stood: [word]?";
[[nodiscard]] cli::Object FormOf(const ReadingLine& line);

}  // namespace fascicolo::program
