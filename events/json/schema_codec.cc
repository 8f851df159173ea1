#include "events/json/schema_codec.h"

#include "schemas/event_bfbs_generated.h"

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

}  // namespace fascicolo::events::json
