#include "engine/rules/tie_break_form.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fascicolo::engine {
namespace {

constexpr std::array kOrders{Word<TieBreak::Order>{"ascending", TieBreak::Order::kAscending},
                             Word<TieBreak::Order>{"descending", TieBreak::Order::kDescending}};
constexpr std::array kMissing{Word<TieBreak::Missing>{"refuse", TieBreak::Missing::kRefuse},
                              Word<TieBreak::Missing>{"first", TieBreak::Missing::kFirst},
                              Word<TieBreak::Missing>{"last", TieBreak::Missing::kLast}};

}  // namespace

void InputTypes::Note(Form& form, std::string_view key, const std::string& input, InputType type) {
  if (input.empty()) return;
  const InputType first = types_.emplace(input, type).first->second;
  if (first == type) return;
  form.Add(key,
           "\"" + input + "\" is read as " + std::string(TextOf(type)) + " here, as " +
               std::string(TextOf(first)) + " before",
           "an input of one type");
}

std::vector<TieBreak> ReadTieBreaks(Form& form, std::string_view key, std::size_t least,
                                    InputTypes& types) {
  std::vector<TieBreak> tie_breaks;
  form.Each(key, least, [&](const JsonValue& item, const std::string& place) {
    Form entry(item, place, form.errors());
    TieBreak tie_break;
    tie_break.by = entry.Code("by");
    tie_break.order = entry.OneOf("order", kOrders);
    if (tie_break.by == kAppliedOn) {
      entry.Refuse("missing", "every application has its day");
    } else if (tie_break.by.empty()) {
      (void)entry.Has("missing");  // whether it belongs here is not known
    } else {
      tie_break.missing = entry.OneOf("missing", kMissing);
      types.Note(entry, "by", tie_break.by, InputType::kInteger);
    }
    entry.RefuseOtherKeys();
    const bool is_taken = std::any_of(
        tie_breaks.begin(), tie_breaks.end(),
        [&](const TieBreak& other) { return !tie_break.by.empty() && other.by == tie_break.by; });
    if (is_taken) entry.Add("by", "\"" + tie_break.by + "\" stands twice", "every tie-break once");
    tie_breaks.push_back(std::move(tie_break));
  });
  return tie_breaks;
}

std::string_view TextOf(TieBreak::Order value) { return TextIn(kOrders, value); }

}  // namespace fascicolo::engine
