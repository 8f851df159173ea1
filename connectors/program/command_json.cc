#include "connectors/program/command_json.h"

#include "engine/loop/request_json.h"

#include <charconv>

namespace fascicolo::program {
namespace {

using events::json::Value;

/// Puts entities in place of references, anywhere below `value`.
void Resolve(Value& value) {
  if (auto* text = std::get_if<std::string>(&value.content)) {
    if (const auto entity = EntityOfReference(*text)) *text = ToHex(*entity);
  } else if (auto* array = std::get_if<Value::Array>(&value.content)) {
    for (Value& element : *array) Resolve(element);
  } else if (auto* object = std::get_if<Value::Object>(&value.content)) {
    for (auto& member : *object) Resolve(member.value);
  }
}

}  // namespace

std::optional<EntityId> EntityOfReference(std::string_view text) {
  if (!text.starts_with('@')) return std::nullopt;
  text.remove_prefix(1);
  std::uint32_t ordinal = 0;
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), ordinal);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    text = text.substr(0, slash);
  }
  const auto command = IdFromText<CommandId>(text);
  if (!command) return std::nullopt;
  return engine::NewEntity(*command, ordinal);
}

CommandId IdOfCommand(std::string_view json) {
  const auto document = events::json::ParseJson(json);
  const Value* id = document ? MemberOf(*document, "id") : nullptr;
  const auto* text = id == nullptr ? nullptr : id->As<std::string>();
  return text == nullptr ? CommandId{} : IdFromText<CommandId>(*text).value_or(CommandId{});
}

Result<engine::Request, FormError> ReadCommand(std::string_view json) {
  auto document = events::json::ParseJson(json);
  if (!document) return document.error();
  Resolve(*document);
  return engine::RequestFromJson(*document);
}

}  // namespace fascicolo::program
