// The form of an identifier, whatever its kind. Pure; an error never repeats a text.
#pragma once

#include <optional>
#include <string_view>

#include "events/result.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxIdentifierBytes = 64;  ///< of one without a form of its own

/// What is wrong with `text` as an identifier of this kind; none: nothing that its form shows. The error has no place.
[[nodiscard]] std::optional<FormError> CheckIdentifierForm(schema::IdentifierKind kind, std::string_view text);

}  // namespace fascicolo::engine
