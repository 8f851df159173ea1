#include "connectors/feed/consumer.h"

#include "connectors/feed/members.h"

#include <algorithm>
#include <optional>

namespace fascicolo::feed {
namespace {

using events::json::Value;
using Checked = std::optional<FormError>;  ///< none: it is right
using Names = std::set<std::string, std::less<>>;

constexpr std::string_view kKnownMembers[] = {"format", "name",  "purpose",   "legal_basis",
                                              "events", "areas", "sensitive", "precision"};
constexpr std::string_view kMinors = "minors";
constexpr std::string_view kDependencies = "dependencies";
constexpr std::int64_t kFormat = 1;

bool IsConsumerName(std::string_view name) {
  const auto is_right = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && name.size() <= kMaxConsumerNameBytes && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), is_right);
}

Checked CheckMembers(const Value& document) {
  const auto* members = document.As<Value::Object>();
  if (members == nullptr) return FormError{"", "is no object", "the members of a consumer"};
  for (const auto& member : *members) {
    if (std::find(std::begin(kKnownMembers), std::end(kKnownMembers), member.key) == std::end(kKnownMembers)) {
      return FormError{"/" + member.key, "is unknown", {}};
    }
  }
  const Value* format = MemberOf(document, "format");
  const auto* number = format == nullptr ? nullptr : format->As<std::int64_t>();
  if (number == nullptr || *number != kFormat) return FormError{"/format", "is missing or another", "1"};
  return {};
}

Checked ReadTexts(const Value& document, Consumer& consumer) {
  consumer.name = TextIn(document, "name");
  consumer.purpose = TextIn(document, "purpose");
  consumer.legal_basis = TextIn(document, "legal_basis");
  if (!IsConsumerName(consumer.name))
    return FormError{"/name", "is missing or no name", "a-z, 0-9 and dashes, at most 64"};
  if (consumer.purpose.empty()) return FormError{"/purpose", "is missing", "why these data are given"};
  if (consumer.legal_basis.empty())
    return FormError{"/legal_basis", "is missing", "the law or agreement that gives them"};
  return {};
}

/// A list of texts, of which `is_known` takes each; left out: none.
template <class IsKnown>
Checked ReadNames(const Value& document, std::string_view key, Names& names, IsKnown is_known,
                  std::string_view expected) {
  const Value* list = MemberOf(document, key);
  if (list == nullptr) return {};
  const std::string place = "/" + std::string(key);
  const auto* items = list->As<Value::Array>();
  if (items == nullptr || items->empty())
    return FormError{place, "is no list with something in it", std::string(expected)};
  for (std::size_t i = 0; i < items->size(); ++i) {
    const auto* name = (*items)[i].As<std::string>();
    if (name == nullptr || !is_known(*name)) {
      return FormError{place + "/" + std::to_string(i), "is unknown, or never leaves", std::string(expected)};
    }
    names.insert(*name);
  }
  return {};
}

/// True for `fine`, false for `coarse` or nothing.
Checked ReadChoice(const Value& precision, std::string_view key, std::string_view coarse, std::string_view fine,
                   bool& is_fine) {
  const Value* member = MemberOf(precision, key);
  if (member == nullptr) return {};
  const std::string_view text = TextIn(precision, key);
  is_fine = text == fine;
  if (is_fine || text == coarse) return {};
  return FormError{"/precision/" + std::string(key), "is unknown", std::string(coarse) + " or " + std::string(fine)};
}

Checked ReadPrecision(const Value& document, Precision& precision) {
  const Value* member = MemberOf(document, "precision");
  if (member == nullptr) return {};
  const auto* choices = member->As<Value::Object>();
  if (choices == nullptr) return FormError{"/precision", "is no object", {}};
  for (const auto& choice : *choices) {
    if (choice.key != "days" && choice.key != "figures") return FormError{"/precision/" + choice.key, "is unknown", {}};
  }
  if (auto wrong = ReadChoice(*member, "days", "month", "day", precision.days)) return wrong;
  return ReadChoice(*member, "figures", "band", "exact", precision.figures);
}

Checked ReadScope(const Value& document, const FieldTable& table, Consumer& consumer) {
  const auto leaves = [&](const std::string& type) { return IsEventType(type) && table.Find(type) != nullptr; };
  if (auto wrong =
          ReadNames(document, "events", consumer.events, leaves, "types of events that the table of fields lets out")) {
    return wrong;
  }
  if (consumer.events.empty()) return FormError{"/events", "is missing", "the types of events that it receives"};
  if (auto wrong = ReadNames(document, "areas", consumer.areas, IsArea, "areas, as sheets name them")) return wrong;
  Names sensitive;
  const auto is_sensitive = [](const std::string& name) { return name == kMinors || name == kDependencies; };
  if (auto wrong = ReadNames(document, "sensitive", sensitive, is_sensitive, "minors, dependencies")) return wrong;
  consumer.minors = sensitive.count(kMinors) > 0;
  consumer.dependencies = sensitive.count(kDependencies) > 0;
  return {};
}

}  // namespace

bool Consumer::MayHearOf(const Concern& concern) const {
  if (concern.is_closed || (concern.minors && !minors) || (concern.dependencies && !dependencies)) return false;
  if (areas.empty()) return true;
  return !concern.areas.empty() &&
         std::all_of(concern.areas.begin(), concern.areas.end(),
                     [&](const std::string& area) { return areas.find(area) != areas.end(); });
}

Result<Consumer, FormError> ReadConsumer(std::string_view json, const FieldTable& table) {
  const auto document = events::json::ParseJson(json);
  if (!document) return document.error();
  Consumer consumer;
  if (auto wrong = CheckMembers(*document)) return *wrong;
  if (auto wrong = ReadTexts(*document, consumer)) return *wrong;
  if (auto wrong = ReadScope(*document, table, consumer)) return *wrong;
  if (auto wrong = ReadPrecision(*document, consumer.precision)) return *wrong;
  return consumer;
}

std::string FeedTopicPrefix(LedgerId ledger) { return "fascicolo." + ToHex(ledger) + ".feed."; }
std::string FeedTopicOf(LedgerId ledger, std::string_view consumer) {
  return FeedTopicPrefix(ledger) + std::string(consumer);
}
std::string SourceOf(LedgerId ledger, std::string_view consumer) {
  return "/fascicolo/" + ToHex(ledger) + "/feed/" + std::string(consumer);
}

}  // namespace fascicolo::feed
