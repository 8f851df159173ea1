// gzip (RFC 1952) for answers.
#pragma once

#include "connectors/http/message.h"

#include <string>
#include <string_view>

namespace fascicolo::http {

/// Smaller ones are sent as they are: they fit a packet.
inline constexpr std::size_t kCompressFrom = 1'400;

/// The same bytes every time. Not for an answer that repeats what was sent beside something secret: its length would
/// tell whether the two are alike (the BREACH attack).
[[nodiscard]] std::string Compressed(std::string_view body);

/// Gives the answer its body: `packed`, which is `plain` compressed, to a client that takes gzip.
void SetBody(Response& response, const Request& request, std::string_view plain, std::string_view packed);

}  // namespace fascicolo::http
