// Base64 with its padding (RFC 4648 section 4), strictly: no text has two readings, so that no note has two forms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/hash.h"

namespace fascicolo::proof {

using events::ConstBytes;
using Bytes = std::vector<std::uint8_t>;

[[nodiscard]] std::string ToBase64(ConstBytes bytes);
/// None: other characters, missing padding, or bits that no byte owns.
[[nodiscard]] std::optional<Bytes> FromBase64(std::string_view text);
/// None: also when they are not 32 bytes.
[[nodiscard]] std::optional<Hash> HashFromBase64(std::string_view text);

}  // namespace fascicolo::proof
