// The two directions of the codec. Internal to events/json; contracts are those of json_codec.h.
#pragma once

#include "events/json/json_codec.h"
#include "events/json/model.h"

#include <span>

namespace fascicolo::events::json {

[[nodiscard]] Result<Encoded, FormError> EncodeTable(const Model& model, const Table& table,
                                                     const Value& json);
[[nodiscard]] Result<Value> DecodeTable(const Model& model, const Table& table,
                                        std::span<const std::uint8_t> buffer);

}  // namespace fascicolo::events::json
