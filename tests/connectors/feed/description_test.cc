// The AsyncAPI file against the records: whole, and true.
#include "connectors/feed/description.h"

#include "connectors/feed/members.h"
#include "engine/payload_names.h"

#include "fed_town.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>

namespace fascicolo::feed {
namespace {

using events::json::Value;

/// What "#/a/b" refers to; null: nothing.
const Value* Resolve(const Value& document, std::string_view ref) {
  const Value* at = &document;
  for (std::size_t begin = 2; at != nullptr && begin <= ref.size();) {
    const auto end = std::min(ref.find('/', begin), ref.size());
    at = MemberOf(*at, ref.substr(begin, end - begin));
    begin = end + 1;
  }
  return at;
}

void ExpectRefsResolve(const Value& document, const Value& at, int& count) {
  if (const auto ref = TextIn(at, "$ref"); !ref.empty()) {
    EXPECT_NE(Resolve(document, ref), nullptr) << ref;
    ++count;
  }
  if (const auto* members = at.As<Value::Object>()) {
    for (const auto& member : *members) ExpectRefsResolve(document, member.value, count);
  }
}

bool IsLike(const std::string& text, std::string_view pattern) {
  static std::map<std::string, std::regex, std::less<>> known;
  auto found = known.find(pattern);
  if (found == known.end()) found = known.emplace(pattern, std::regex(std::string(pattern))).first;
  return std::regex_match(text, found->second);
}

bool IsOfType(const Value& value, std::string_view type) {
  if (type == "object") return value.As<Value::Object>() != nullptr;
  if (type == "array") return value.As<Value::Array>() != nullptr;
  if (type == "string") return value.As<std::string>() != nullptr;
  if (type == "boolean") return value.As<bool>() != nullptr;
  return type == "integer" && value.As<std::int64_t>() != nullptr;
}

/// What is wrong with `value` by the part of JSON Schema that the file uses; empty: nothing.
std::string WrongWith(const Value& value, const Value& shape) {
  if (!IsOfType(value, TextIn(shape, "type"))) return "is no " + std::string(TextIn(shape, "type"));
  const auto* text = value.As<std::string>();
  if (const auto only = TextIn(shape, "const"); !only.empty() && *text != only) return "is not " + std::string(only);
  if (const auto pattern = TextIn(shape, "pattern"); !pattern.empty() && !IsLike(*text, pattern)) {
    return *text + " is not like " + std::string(pattern);
  }
  if (const Value* words = MemberOf(shape, "enum")) {
    const auto& all = *words->As<Value::Array>();
    const bool is_one =
        std::any_of(all.begin(), all.end(), [&](const Value& word) { return *word.As<std::string>() == *text; });
    if (!is_one) return *text + " is no word of the list";
  }
  if (const auto* items = value.As<Value::Array>()) {
    for (const Value& item : *items) {
      if (auto wrong = WrongWith(item, *MemberOf(shape, "items")); !wrong.empty()) return wrong;
    }
  }
  const auto* members = value.As<Value::Object>();
  if (members == nullptr) return {};
  for (const auto& member : *members) {
    const Value* known = MemberOf(*MemberOf(shape, "properties"), member.key);
    if (known == nullptr) return member.key + " is not described";
    if (auto wrong = WrongWith(member.value, *known); !wrong.empty()) return member.key + " " + wrong;
  }
  for (const Value& required : *MemberOf(shape, "required")->As<Value::Array>()) {
    if (MemberOf(value, *required.As<std::string>()) == nullptr) return *required.As<std::string>() + " is missing";
  }
  return {};
}

TEST(Description, IsWhole) {
  const Consumer consumer = Everything("observatory");
  const Value document = Describe({consumer, Everything("inps")});
  int refs = 0;
  ExpectRefsResolve(document, document, refs);
  EXPECT_GT(refs, 500);
  EXPECT_EQ(TextIn(document, "asyncapi"), "3.0.0");
  const Value* channel = Resolve(document, "#/channels/observatory");
  ASSERT_NE(channel, nullptr);
  EXPECT_EQ(TextIn(*channel, "address"), "fascicolo.{ledger}.feed.observatory");
  ASSERT_NE(Resolve(document, "#/channels/observatory/parameters/ledger"), nullptr);
  for (const std::string& type : consumer.events) {
    EXPECT_NE(Resolve(document, "#/channels/observatory/messages/" + type), nullptr) << type;
  }
  ASSERT_NE(Resolve(document, "#/channels/observatory/messages/PersonErased"), nullptr);
  ASSERT_NE(Resolve(document, "#/operations/receive-inps"), nullptr);
  const LedgerId ledger = events::LedgerIdOf("comune.example");
  EXPECT_EQ(TextIn(*Resolve(Describe({consumer}, ledger), "#/channels/observatory"), "address"),
            FeedTopicOf(ledger, "observatory"));
}

TEST(Description, IsTrueOfEveryRecordOfATown) {
  for (const Precision& precision : {Precision{}, Precision{.days = true, .figures = true}}) {
    Consumer consumer = Everything("observatory");
    consumer.precision = precision;
    const Value document = Describe({consumer});
    std::set<std::string> types;
    for (const FeedRecord& record : RecordsOf(consumer)) {
      const std::string type(record.Header("ce_type").substr(kEventTypePrefix.size()));
      types.insert(type);
      const Value* shape = Resolve(document, "#/components/schemas/observatory." + type);
      ASSERT_NE(shape, nullptr) << type;
      EXPECT_EQ(WrongWith(*events::json::ParseJson(record.value), *shape), "") << record.value;
    }
    EXPECT_GT(types.size(), 40U);
  }
}

}  // namespace
}  // namespace fascicolo::feed
