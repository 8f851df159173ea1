#include "events/json/json_codec.h"

#include "events/json/directions.h"

namespace fascicolo::events::json {
namespace {

const Table& TableOf(const Model& model, std::string_view name) {
  const auto found = model.table_by_name.find(name);
  FASCICOLO_CHECK(found != model.table_by_name.end());
  return model.tables[found->second];
}

}  // namespace

Result<JsonCodec> JsonCodec::FromSchema(std::span<const std::uint8_t> bfbs) {
  auto model = ReadModel(bfbs);
  if (!model.ok()) return std::move(model).error();
  return JsonCodec(std::make_shared<const Model>(std::move(model).value()));
}

bool JsonCodec::Knows(std::string_view name) const {
  return model_->table_by_name.find(name) != model_->table_by_name.end();
}

Result<Encoded, FormError> JsonCodec::Encode(std::string_view table, std::string_view json) const {
  auto document = ParseJson(json);
  if (!document.ok()) return std::move(document).error();
  return Encode(table, document.value());
}

Result<Encoded, FormError> JsonCodec::Encode(std::string_view table, const Value& json) const {
  return EncodeTable(*model_, TableOf(*model_, table), json);
}

Result<std::string> JsonCodec::Decode(std::string_view table, std::span<const std::uint8_t> buffer,
                                      int indent) const {
  auto value = DecodeValue(table, buffer);
  if (!value.ok()) return std::move(value).error();
  return PrintJson(value.value(), indent);
}

Result<Value> JsonCodec::DecodeValue(std::string_view table,
                                     std::span<const std::uint8_t> buffer) const {
  return DecodeTable(*model_, TableOf(*model_, table), buffer);
}

}  // namespace fascicolo::events::json
