#include "connectors/simulator/json_lines_desk.h"

#include "events/json/schema_codec.h"

#include <algorithm>
#include <string>

namespace fascicolo::simulator {
namespace {

using events::json::Value;

constexpr std::string_view kCommand = "fascicolo.schema.Command";

/// The member of an object; null where it has none of that name.
Value* MemberOf(Value& value, std::string_view key) {
  auto* object = std::get_if<Value::Object>(&value.content);
  if (object == nullptr) return nullptr;
  const auto found =
      std::find_if(object->begin(), object->end(),
                   [&](const events::json::Member& member) { return member.key == key; });
  return found == object->end() ? nullptr : &found->value;
}

/// Puts a personal text back where it was taken from: a field of the payload itself.
void PutBack(const engine::PersonalText& personal, Value& payload) {
  auto* object = std::get_if<Value::Object>(&payload.content);
  FASCICOLO_CHECK(object != nullptr && personal.field.starts_with('/'));
  object->push_back({personal.field.substr(1), Value{personal.text}});
}

}  // namespace

JsonLinesDesk::JsonLinesDesk(TownDesk& behind, std::FILE* out)
    : behind_(behind), out_(out), codec_(events::json::SchemaCodec()) {}

void JsonLinesDesk::Submit(engine::Request request, engine::Completion completion) {
  auto command = codec_.DecodeValue(kCommand, request.command);
  FASCICOLO_CHECK(command.ok());
  Value* payload = MemberOf(*command, "payload");
  FASCICOLO_CHECK(payload != nullptr);
  for (const engine::PersonalText& personal : request.personal) PutBack(personal, *payload);
  const std::string line = events::json::PrintJson(*command) + "\n";
  if (std::fwrite(line.data(), 1, line.size(), out_) != line.size()) is_broken_ = true;
  behind_.Submit(std::move(request), std::move(completion));
}

Status JsonLinesDesk::Settle() {
  if (std::fflush(out_) != 0) is_broken_ = true;
  if (is_broken_) return Failure{FailureCode::kIo, "the commands could not be written down"};
  return behind_.Settle();
}

}  // namespace fascicolo::simulator
