// A document from a URL, by libcurl.
#pragma once

#include "events/result.h"

#include <chrono>
#include <string>

namespace fascicolo::oidc {

inline constexpr std::size_t kMaxFetchedBytes = 1U << 20;
inline constexpr std::chrono::milliseconds kFetchTime{10'000};

/// Whether the text names something to be fetched, rather than a file.
[[nodiscard]] bool IsUrl(const std::string& text);

/// The body that answers GET `url` (https, or http on loopback alone: keys that came over an open line are anybody's).
/// Certificates are checked by the system's; redirections are not followed. kUnavailable names the URL and what went
/// wrong; kTooLarge.
[[nodiscard]] Result<std::string> Fetched(const std::string& url);

}  // namespace fascicolo::oidc
