// Whether a text is base64url without padding (RFC 7515, section 2), which must be known before libcjose decodes it: its decoder
// aborts the process at a misplaced '=' (cjose 0.6.2, base64.c, _decode).
#pragma once

#include <string_view>

namespace fascicolo::oidc {

/// Letters, digits, '-' and '_', as many as whole bytes give. The empty text is.
[[nodiscard]] bool IsBase64Url(std::string_view text);

}  // namespace fascicolo::oidc
