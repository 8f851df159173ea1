// One value between its JSON form and its bytes. Internal to events/json; the forms are those of
// json_codec.h.
#pragma once

#include "events/json/model.h"
#include "events/json/value.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::events::json {

/// The bit pattern of a scalar field's value (unsigned 64-bit ones included). The error has no
/// place.
[[nodiscard]] Result<std::int64_t, FormError> ScalarFromJson(const Model& model, const Field& field,
                                                             const Value& value);

/// The JSON form of a scalar: nothing when no form exists, because no schema that we know writes
/// such a value.
[[nodiscard]] std::optional<Value> ScalarToJson(const Model& model, const Field& field,
                                                std::int64_t scalar);

/// True when the scalar is the enum value `none`.
[[nodiscard]] bool IsNone(const Model& model, const Field& field, std::int64_t scalar);

/// The value with that name or number; null when there is none.
[[nodiscard]] const EnumValue* FindByName(const Enum& values, std::string_view name);
[[nodiscard]] const EnumValue* FindByNumber(const Enum& values, std::int64_t number);

/// "one of elderly, minors_family, ..." and, when `given` is close to one of them, "; did you mean
/// elderly?".
[[nodiscard]] std::string ExpectOneOf(const Enum& values, std::string_view given);
[[nodiscard]] std::string ExpectOneOf(const std::vector<std::string_view>& names, std::string_view given);

/// "reason (did you mean it?)" when `given` is close to one of `names`, else "one of ..." them all.
[[nodiscard]] std::string ExpectName(const std::vector<std::string_view>& names,
                                     std::string_view given);

/// Base64, RFC 4648 section 4, padded.
[[nodiscard]] std::string ToBase64(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::optional<std::vector<std::uint8_t>> FromBase64(std::string_view text);

}  // namespace fascicolo::events::json
