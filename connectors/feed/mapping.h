// One event as a consumer may see it: by the table of fields, as closely as its file says.
#pragma once

#include "connectors/feed/circle.h"
#include "connectors/feed/consumer.h"
#include "connectors/feed/field_table.h"
#include "connectors/feed/pseudonyms.h"
#include "events/json/value.h"

#include <optional>
#include <string_view>

namespace fascicolo::feed {

class Mapping {
 public:
  /// All must outlive it.
  Mapping(const FieldTable& table, const Precision& precision, const Pseudonyms& pseudonyms, const Circle& circle)
      : table_(table), precision_(precision), pseudonyms_(pseudonyms), circle_(circle) {}

  /// `event` in its JSON form (events/json, schema Event). None: nothing of its type leaves.
  [[nodiscard]] std::optional<events::json::Value> Of(const events::json::Value& event) const;

 private:
  [[nodiscard]] events::json::Value Members(const TypeLine& line, const events::json::Value& object) const;
  /// Null: it does not leave.
  [[nodiscard]] events::json::Value Field(const FieldLine& line, const events::json::Value& value) const;
  [[nodiscard]] events::json::Value Item(const FieldLine& line, const events::json::Value& value) const;
  [[nodiscard]] events::json::Value Code(const events::json::Value& value) const;
  [[nodiscard]] events::json::Value Pseudonym(const events::json::Value& value) const;
  [[nodiscard]] events::json::Value Fact(const events::json::Value& payload) const;

  const FieldTable& table_;
  const Precision& precision_;
  const Pseudonyms& pseudonyms_;
  const Circle& circle_;
};

/// What every event has stands in the table under this name.
inline constexpr std::string_view kEventLine = "Event";

}  // namespace fascicolo::feed
