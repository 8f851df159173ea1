#include "connectors/feed/record.h"

#include "connectors/feed/members.h"

#include <algorithm>

namespace fascicolo::feed {
namespace {

using events::json::Value;

constexpr std::string_view kAttribute = "ce_";
constexpr std::string_view kContentType = "application/json";

}  // namespace

std::string_view FeedRecord::Header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& one) { return one.first == name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Sequence> FeedRecord::sequence() const { return SequenceFromText(Header("ce_sequence")); }

FeedRecord MakeRecord(const Envelope& envelope, Value data) {
  const std::string sequence = ToText(envelope.sequence);
  FeedRecord record;
  record.key = envelope.subject;
  record.at = envelope.at;
  record.headers = {{"ce_specversion", "1.0"},
                    {"ce_id", sequence},
                    {"ce_source", std::string(envelope.source)},
                    {"ce_type", envelope.type},
                    {"ce_time", FormatInstant(envelope.at)},
                    {"ce_sequence", sequence},
                    {"ce_keyid", std::string(envelope.key_id)},
                    {"ce_commit", std::string(envelope.commit)},
                    {"content-type", std::string(kContentType)}};
  if (!envelope.subject.empty()) {
    record.headers.emplace_back("ce_subject", envelope.subject);
    record.headers.emplace_back("ce_partitionkey", envelope.subject);
  }
  auto& members = std::get<Value::Object>(data.content);
  members.insert(members.begin(), {"sequence", Value{sequence}});
  record.value = events::json::PrintJson(data);
  return record;
}

std::string ToLine(const FeedRecord& record) {
  Value::Object members;
  for (const auto& [name, text] : record.headers) {
    const bool is_attribute = name.compare(0, kAttribute.size(), kAttribute) == 0;
    members.push_back({is_attribute ? name.substr(kAttribute.size()) : "datacontenttype", Value{text}});
  }
  auto data = events::json::ParseJson(record.value);
  FASCICOLO_CHECK(data.ok());
  members.push_back({"data", std::move(data).value()});
  return events::json::PrintJson(Value{std::move(members)});
}

std::optional<FeedRecord> FromLine(std::string_view line) {
  const auto document = events::json::ParseJson(line);
  const auto* members = document ? document->As<Value::Object>() : nullptr;
  if (members == nullptr) return std::nullopt;
  FeedRecord record;
  for (const auto& member : *members) {
    const auto* text = member.value.As<std::string>();
    if (member.key == "data") {
      record.value = events::json::PrintJson(member.value);
    } else if (text == nullptr) {
      return std::nullopt;
    } else if (member.key == "datacontenttype") {
      record.headers.emplace_back("content-type", *text);
    } else {
      record.headers.emplace_back(std::string(kAttribute) + member.key, *text);
    }
  }
  record.key = record.Header("ce_subject");
  record.at = ParseInstant(record.Header("ce_time")).value_or(Instant{});
  return record.sequence() ? std::optional(std::move(record)) : std::nullopt;
}

}  // namespace fascicolo::feed
