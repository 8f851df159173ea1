// Entities and words as people type them.
#pragma once

#include "engine/catalogue/form.h"
#include "engine/state/state.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

inline constexpr std::size_t kMinPrefixDigits = 4;
inline constexpr std::size_t kMaxCandidates = 8;  ///< named when a prefix fits several

/// The entity whose hexadecimal digits begin with `text` (dashes are ignored), or that a reference
/// "@<command id>/<n>" names. `kind`: of this kind only. FormError: nothing or several fit, or too
/// few digits; `place` is as given.
[[nodiscard]] Result<EntityId, FormError> FindEntity(const engine::State& state,
                                                     std::string_view text, std::string place,
                                                     std::optional<schema::EntityKind> kind = {});

/// One of a schema's enumerations by its word, `none` excepted. `names`: EnumNamesX(), `count` of
/// them.
[[nodiscard]] Result<std::size_t, FormError> FindWord(std::span<const char* const> names,
                                                      std::string_view text, std::string place);

/// "2025-03-31" as a day.
[[nodiscard]] Result<Day, FormError> ReadDay(std::string_view text, std::string place);

}  // namespace fascicolo::program
