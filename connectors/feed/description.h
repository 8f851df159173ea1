// What a feed's records look like, as AsyncAPI 3 has it: made of the schemas, the table of fields and the consumers'
// files, never written by hand. https://www.asyncapi.com/docs/reference/specification/v3.0.0
#pragma once

#include "connectors/feed/consumer.h"
#include "events/json/value.h"

#include <optional>
#include <vector>

namespace fascicolo::feed {

/// `ledger`: stands in the topics' names; none: they have a parameter in its place.
[[nodiscard]] events::json::Value Describe(const std::vector<Consumer>& consumers,
                                           const std::optional<LedgerId>& ledger = {});

}  // namespace fascicolo::feed
