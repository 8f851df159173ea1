#include "connectors/program/authority/json_file.h"

#include "connectors/program/authority/whole_file.h"
#include "events/hash.h"
#include "events/json/value.h"

namespace fascicolo::program {

using cli::Value;

namespace {

constexpr std::string_view kSum = "sum";

Hash SumOf(const Value& document) {
  Value rest = document;
  auto& members = std::get<Value::Object>(rest.content);
  std::erase_if(members, [](const auto& member) { return member.key == kSum; });
  return events::Sha256(events::AsBytes(events::json::PrintJson(rest)));
}

}  // namespace

const std::string* TextIn(const Value& document, std::string_view key) {
  const Value* member = MemberOf(document, key);
  return member == nullptr ? nullptr : member->As<std::string>();
}

std::optional<std::int64_t> NumberIn(const Value& document, std::string_view key) {
  const Value* member = MemberOf(document, key);
  const auto* number = member == nullptr ? nullptr : member->As<std::int64_t>();
  return number == nullptr ? std::nullopt : std::optional(*number);
}

Result<Value> ReadJsonFile(const std::filesystem::path& file, std::int64_t format, std::size_t max_bytes) {
  auto text = ReadWholeFile(file, max_bytes);
  if (!text) return text.error();
  auto document = events::json::ParseJson(*text);
  if (!document) return Failure{FailureCode::kDamaged, file.string() + ": " + document.error().ToString()};
  if (NumberIn(*document, "format").value_or(0) > format) {
    return Failure{FailureCode::kTooNew, file.string() + " was written by a newer program"};
  }
  return std::move(document).value();
}

Result<Value> ReadSummedFile(const std::filesystem::path& file, std::int64_t format, std::size_t max_bytes) {
  auto document = ReadJsonFile(file, format, max_bytes);
  if (!document) return document;
  const auto sum = NamedIn<Hash>(*document, kSum);
  if (sum && *sum == SumOf(*document)) return document;
  return Failure{FailureCode::kDamaged, file.string() + ": fails its own sum"};
}

Status WriteSummedFile(const std::filesystem::path& file, Value document) {
  const Hash sum = SumOf(document);
  std::get<Value::Object>(document.content).push_back({std::string(kSum), cli::Form(sum)});
  return WriteJsonFile(file, document);
}

Status WriteJsonFile(const std::filesystem::path& file, const Value& document) {
  return WriteNewFile(file, events::json::PrintJson(document, 2) + "\n", FileAccess::kEverybodyReads);
}

}  // namespace fascicolo::program
