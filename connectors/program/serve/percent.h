// Text in a URL or a header: percent-encoding (RFC 3986, section 2.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::program {

/// None: a percent sign without two digits, or a byte below the space. `is_query`: a plus sign is a space.
[[nodiscard]] std::optional<std::string> PercentDecoded(std::string_view text, bool is_query);
/// The same with line ends and tabs allowed, of what a header carries.
[[nodiscard]] std::optional<std::string> PercentDecodedText(std::string_view text);
/// Everything but unreserved characters encoded.
[[nodiscard]] std::string PercentEncoded(std::string_view text);

}  // namespace fascicolo::program
