#include "engine/loop/request_json.h"

#include "events/json/schema_codec.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

using events::json::SchemaCodec;
using events::json::Value;

constexpr std::string_view kCommand = "fascicolo.schema.Command";
constexpr std::string_view kPayload = "/payload";

/// Puts a personal text back where it was taken from: a field of the payload itself.
void PutBack(const PersonalText& personal, Value::Object& payload) {
  FASCICOLO_CHECK(personal.field.starts_with('/'));
  payload.push_back({personal.field.substr(1), Value{personal.text}});
}

}  // namespace

Result<Request, FormError> RequestFromJson(const Value& command) {
  auto encoded = SchemaCodec().Encode(kCommand, command);
  if (!encoded) return encoded.error();
  std::vector<PersonalText> personal;
  for (auto& sealed : encoded->sealed) {
    FASCICOLO_CHECK(sealed.path.starts_with(kPayload));  // no other part of a command is personal
    personal.push_back({sealed.path.substr(kPayload.size()), std::move(sealed.text)});
  }
  return MakeRequest(std::move(encoded->buffer), std::move(personal));
}

Value JsonOf(const Request& request) {
  auto command = SchemaCodec().DecodeValue(kCommand, request.command);
  FASCICOLO_CHECK(command.ok());
  auto& members = std::get<Value::Object>(command->content);
  const auto payload = std::find_if(members.begin(), members.end(),
                                    [](const events::json::Member& member) { return member.key == "payload"; });
  FASCICOLO_CHECK(payload != members.end());
  for (const PersonalText& personal : request.personal) PutBack(personal, std::get<Value::Object>(payload->value.content));
  return std::move(command).value();
}

}  // namespace fascicolo::engine
