#include "connectors/oidc/base64url.h"

#include <algorithm>

namespace fascicolo::oidc {

bool IsBase64Url(std::string_view text) {
  const bool is_whole = text.size() % 4 != 1;
  return is_whole && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace fascicolo::oidc
