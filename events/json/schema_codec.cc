#include "events/json/schema_codec.h"

#include "schemas/event_bfbs_generated.h"

#include <algorithm>

namespace fascicolo::events::json {

const JsonCodec& SchemaCodec() {
  static const JsonCodec codec = [] {
    auto made = JsonCodec::FromSchema({schema::EventBinarySchema::data(), schema::EventBinarySchema::size()});
    FASCICOLO_CHECK(made.ok());
    return std::move(made).value();
  }();
  return codec;
}

const Model& SchemaModel() {
  static const Model model = [] {
    auto read = ReadModel({schema::EventBinarySchema::data(), schema::EventBinarySchema::size()});
    FASCICOLO_CHECK(read.ok());
    return std::move(read).value();
  }();
  return model;
}

const Enum& CommandPayloads() {
  const auto& fields = SchemaModel().tables[SchemaModel().table_by_name.at("fascicolo.schema.Command")].fields;
  const auto payload =
      std::find_if(fields.begin(), fields.end(), [](const Field& field) { return field.name == "payload"; });
  FASCICOLO_CHECK(payload != fields.end());
  return SchemaModel().enums[payload->target];
}

}  // namespace fascicolo::events::json
