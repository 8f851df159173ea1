// What a client takes (RFC 9110, sections 12.4 and 12.5): the best of what there is, by its weights.
#pragma once

#include "connectors/http/message.h"

#include <optional>
#include <span>
#include <string_view>

namespace fascicolo::http {

/// The place in `offered` ("application/json", "text/csv") of the media type that the client likes best; the first of
/// equals. Without an Accept header the first. None: it takes none of them. Parameters of media types but "q" are
/// passed over.
[[nodiscard]] std::optional<std::size_t> BestType(const std::vector<Header>& headers,
                                                  std::span<const std::string_view> offered);

/// Whether it takes gzip. One that says nothing does not.
[[nodiscard]] bool TakesGzip(const std::vector<Header>& headers);

/// Whether `tag`, quotes included, is among a list of entity tags ("a", W/"b"), or the list is "*": If-None-Match by
/// weak comparison.
[[nodiscard]] bool HasTag(std::string_view list, std::string_view tag);

}  // namespace fascicolo::http
