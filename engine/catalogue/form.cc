#include "engine/catalogue/form.h"

#include "engine/catalogue/decimal.h"

#include <algorithm>
#include <utility>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

std::string Join(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

std::string DidYouMean(std::string_view text, std::span<const std::string_view> known) {
  const std::string_view nearest = NearestWord(text, known);
  return nearest.empty() ? "" : "; did you mean \"" + std::string(nearest) + "\"?";
}

// Optimal string alignment: letters changed, missing, added, or swapped with their neighbour.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_up(b.size() + 1), up(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) up[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({up[j] + 1, row[j - 1] + 1, up[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], two_up[j - 2] + 1);
      }
    }
    std::swap(two_up, up);
    std::swap(up, row);
  }
  return up[b.size()];
}

bool IsPlainText(std::string_view text) {
  return !text.empty() && text.size() <= kMaxTextBytes && text.front() != ' ' &&
         text.back() != ' ' && std::none_of(text.begin(), text.end(), [](char letter) {
           return static_cast<unsigned char>(letter) < 0x20;
         });
}

Ground ReadGround(Form form) {
  Ground ground;
  ground.source = form.Has("act") ? Ground::Source::kAct : Ground::Source::kLaw;
  const bool has_both = form.Has("law") && form.Has("act");
  if (has_both) form.Add("act", "stands beside \"law\"", "either \"law\" or \"act\"");
  ground.title = form.Text(ground.source == Ground::Source::kAct ? "act" : "law");
  ground.article = form.Text("article");
  form.RefuseOtherKeys();
  return ground;
}

}  // namespace

void FormErrors::Add(std::string place, std::string problem, std::string expected) {
  if (errors_.size() == kMaxFormErrors) {
    ++left_out_;
    return;
  }
  errors_.push_back({std::move(place), std::move(problem), std::move(expected)});
}

std::vector<FormError> FormErrors::Take() && {
  if (left_out_ > 0) {
    errors_.push_back({"", std::to_string(left_out_) + " more errors are not shown", ""});
  }
  return std::move(errors_);
}

std::string_view NearestWord(std::string_view text, std::span<const std::string_view> known) {
  if (text.size() > kMaxCodeBytes) return {};
  std::string_view nearest;
  std::size_t least = text.size() < 5 ? 2 : 3;  // further away than this is another word
  for (const std::string_view word : known) {
    const std::size_t distance = Distance(text, word);
    if (distance < least) {
      least = distance;
      nearest = word;
    }
  }
  return nearest;
}

bool IsCode(std::string_view text) {
  const auto is_letter = [](char letter) { return letter >= 'a' && letter <= 'z'; };
  return !text.empty() && text.size() <= kMaxCodeBytes && is_letter(text[0]) &&
         std::all_of(text.begin(), text.end(), [&](char letter) {
           return is_letter(letter) || (letter >= '0' && letter <= '9') || letter == '_';
         });
}

std::string Describe(const JsonValue& value) {
  switch (value.kind) {
    case Kind::kNull:
      return "null";
    case Kind::kFlag:
      return value.flag ? "true" : "false";
    case Kind::kInteger:
      return "the integer " + std::to_string(value.integer);
    case Kind::kDecimal:
      return "the number " + value.text;
    case Kind::kText:
      return value.text.size() <= kMaxCodeBytes
                 ? "the text \"" + value.text + "\""
                 : "a text of " + std::to_string(value.text.size()) + " bytes";
    case Kind::kList:
      return "a list";
    case Kind::kObject:
      return "an object";
  }
  return {};
}

std::string TextItem(const JsonValue& item, const std::string& place,
                     bool (*is_right)(std::string_view), std::string_view expected,
                     FormErrors& errors) {
  if (item.kind == Kind::kText && is_right(item.text)) return item.text;
  errors.Add(place, Describe(item) + " stands here", std::string(expected));
  return {};
}

std::string OneOfThese(std::span<const std::string_view> words) { return "one of " + Join(words); }

std::optional<std::size_t> IndexItem(const JsonValue& item, const std::string& place,
                                     std::span<const std::string_view> words, FormErrors& errors) {
  const auto found =
      item.kind == Kind::kText ? std::find(words.begin(), words.end(), item.text) : words.end();
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  errors.Add(place, "unknown value: " + Describe(item),
             OneOfThese(words) + DidYouMean(item.text, words));
  return std::nullopt;
}

Form::Form(const JsonValue& value, std::string place, FormErrors& errors)
    : value_(value.kind == Kind::kObject ? &value : nullptr),
      place_(std::move(place)),
      errors_(&errors) {
  if (value_ == nullptr) errors.Add(place_, Describe(value) + " stands here", "an object: { ... }");
}

void Form::Add(std::string_view key, std::string problem, std::string expected) {
  errors_->Add(PlaceOf(key), std::move(problem), std::move(expected));
}

bool Form::Has(std::string_view key) {
  if (value_ == nullptr) return false;
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.push_back(key);
  return value_->Find(key) != nullptr;
}

bool Form::IsNull(std::string_view key) {
  return Has(key) && value_->Find(key)->kind == Kind::kNull;
}

const JsonValue* Form::Optional(std::string_view key, Kind kind, std::string_view expected) {
  if (!Has(key)) return nullptr;
  const JsonValue* member = value_->Find(key);
  if (member->kind == kind) return member;
  Add(key, Describe(*member) + " stands here", std::string(expected));
  return nullptr;
}

const JsonValue* Form::Required(std::string_view key, Kind kind, std::string_view expected) {
  if (value_ != nullptr && !Has(key)) Add(key, "the key is missing", std::string(expected));
  return Optional(key, kind, expected);
}

std::string Form::Code(std::string_view key) {
  constexpr std::string_view kExpected =
      "a code: lower-case letters, digits and _, a letter first, at most 64";
  const JsonValue* member = Required(key, Kind::kText, kExpected);
  if (member == nullptr) return {};
  return TextItem(*member, PlaceOf(key), IsCode, kExpected, *errors_);
}

std::string Form::Text(std::string_view key) {
  constexpr std::string_view kExpected =
      "a text of 1 to 500 bytes on one line, without white space at its ends";
  const JsonValue* member = Required(key, Kind::kText, kExpected);
  if (member == nullptr) return {};
  return TextItem(*member, PlaceOf(key), IsPlainText, kExpected, *errors_);
}

std::optional<std::int64_t> Form::Between(std::string_view key, const JsonValue* value,
                                          std::int64_t least, std::int64_t most) {
  if (value == nullptr) return std::nullopt;
  if (value->integer >= least && value->integer <= most) return value->integer;
  Add(key, std::to_string(value->integer) + " is out of range",
      "an integer from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::optional<std::int64_t> Form::RequiredInteger(std::string_view key, std::int64_t least,
                                                  std::int64_t most) {
  const std::string expected =
      "an integer from " + std::to_string(least) + " to " + std::to_string(most);
  return Between(key, Required(key, Kind::kInteger, expected), least, most);
}

std::optional<std::int64_t> Form::OptionalInteger(std::string_view key, std::int64_t least,
                                                  std::int64_t most) {
  const std::string expected =
      "an integer from " + std::to_string(least) + " to " + std::to_string(most);
  return Between(key, Optional(key, Kind::kInteger, expected), least, most);
}

std::optional<bool> Form::Flag(std::string_view key) {
  const JsonValue* member = Required(key, Kind::kFlag, "true or false");
  if (member == nullptr) return std::nullopt;
  return member->flag;
}

std::optional<std::int64_t> Form::Points(std::string_view key) {
  constexpr std::string_view kExpected =
      "points as a text with at most two decimals, from \"-100000\" to \"100000\": \"10\", \"2.5\"";
  const JsonValue* member = Required(key, Kind::kText, kExpected);
  if (member == nullptr) return std::nullopt;
  const std::optional<std::int64_t> hundredths = ParseHundredths(member->text);
  if (!hundredths) Add(key, Describe(*member) + " stands here", std::string(kExpected));
  return hundredths;
}

std::optional<Day> Form::Date(std::string_view key) {
  constexpr std::string_view kExpected = "a day of the calendar, as \"2025-01-31\"";
  const JsonValue* member = Required(key, Kind::kText, kExpected);
  if (member == nullptr) return std::nullopt;
  const std::optional<Day> day = ParseDay(member->text);
  if (!day) Add(key, Describe(*member) + " is not a day", std::string(kExpected));
  return day;
}

Label Form::Name(std::string_view key) {
  const JsonValue* member = Required(key, Kind::kObject, "{\"it\": text, \"en\": text}");
  if (member == nullptr) return {};
  Form form(*member, PlaceOf(key), *errors_);
  Label name{.it = form.Text("it"), .en = form.Text("en")};
  form.RefuseOtherKeys();
  return name;
}

DocumentStatus Form::Status(std::string_view key) { return OneOf(key, kDocumentStatusWords); }

std::vector<Ground> Form::Grounds(std::string_view key, std::size_t least) {
  std::vector<Ground> grounds;
  Each(key, least, [&](const JsonValue& item, const std::string& place) {
    grounds.push_back(ReadGround(Form(item, place, *errors_)));
  });
  return grounds;
}

Ground Form::GroundIn(std::string_view key) {
  const JsonValue* member =
      Required(key, Kind::kObject, "{\"law\" or \"act\": text, \"article\": text}");
  if (member == nullptr) return {};
  return ReadGround(Form(*member, PlaceOf(key), *errors_));
}

std::vector<std::string> Form::TextsOnce(std::string_view key, std::size_t least,
                                         bool (*is_right)(std::string_view), std::string_view noun,
                                         std::string_view expected) {
  std::vector<std::string> texts;
  Each(key, least, [&](const JsonValue& item, const std::string& place) {
    std::string text = TextItem(item, place, is_right, expected, *errors_);
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) != texts.end()) {
      errors_->Add(place, "\"" + text + "\" stands twice", "every " + std::string(noun) + " once");
    }
    texts.push_back(std::move(text));
  });
  return texts;
}

std::vector<Labelled> Form::LabelledList(std::string_view key, std::size_t least) {
  std::vector<Labelled> list;
  Each(key, least, [&](const JsonValue& item, const std::string& place) {
    Form form(item, place, *errors_);
    Labelled entry{.code = form.Code("code"), .name = form.Name("name")};
    form.RefuseOtherKeys();
    const bool is_taken = std::any_of(list.begin(), list.end(), [&](const Labelled& other) {
      return !entry.code.empty() && other.code == entry.code;
    });
    if (is_taken) form.Add("code", "\"" + entry.code + "\" stands twice", "every code once");
    list.push_back(std::move(entry));
  });
  return list;
}

const JsonValue* Form::List(std::string_view key, std::size_t least) {
  const std::string expected = "a list of " + std::to_string(least) + " to " +
                               std::to_string(kMaxListItems) + " items: [ ... ]";
  const JsonValue* list = Required(key, Kind::kList, expected);
  if (list == nullptr) return nullptr;
  if (list->items.size() < least || list->items.size() > kMaxListItems) {
    Add(key, "the list has " + std::to_string(list->items.size()) + " items", expected);
    return nullptr;
  }
  return list;
}

void Form::Refuse(std::string_view key, std::string_view because) {
  if (Has(key)) Add(key, "does not belong here: " + std::string(because), "the key left out");
}

void Form::RefuseOtherKeys() {
  if (value_ == nullptr) return;
  for (const std::string& key : value_->keys) {
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    errors_->Add(PlaceOf(key), "unknown key", OneOfThese(asked_) + DidYouMean(key, asked_));
  }
}

}  // namespace fascicolo::engine
