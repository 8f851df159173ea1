// What is malformed, in the language asked for. The program tells it in English (FormError, Problem), which is the key to the
// Italian (texts/tables.h); structure.texts holds the tables against the sources.
#pragma once

#include "connectors/cli/terminal.h"
#include "events/result.h"

#include <string>
#include <string_view>

namespace fascicolo::cli {

/// What is wrong, what would be right, or both as one text, "problem; expected X"; or several of those, each behind its JSON
/// pointer, "/place: problem; expected X; /place: ...". A table's text that is the whole of it
/// goes before one with holes, of which the one with most of its own is taken; what no table has stays English.
[[nodiscard]] std::string InLanguage(std::string_view english, Language language);
/// "problem; expected X", "problema; atteso: X".
[[nodiscard]] std::string TextOf(const FormError& error, Language language);
/// The same behind its place, if it has one, such as "/until" or "riga 7": FormError::ToString in a language.
[[nodiscard]] std::string PlacedTextOf(const FormError& error, Language language);

}  // namespace fascicolo::cli
