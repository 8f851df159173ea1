// Reads JSON with nlohmann's parser, which reports pieces; what it lets through and we do not is
// refused here.
#include "events/json/value.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace fascicolo::events::json {
namespace {

constexpr std::size_t kMaxTokenBytes = 64;  // of a key repeated in an error
constexpr int kNumberOverflow = 406;        // nlohmann's id for a number that does not fit a double

/// Builds the value from the parser's pieces. The parser itself does not recurse, so depth costs no
/// stack.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return Add(Value{}); }
  bool boolean(bool flag) override { return Add(Value{flag}); }
  bool number_integer(std::int64_t number) override { return Add(Value{number}); }
  bool number_unsigned(std::uint64_t number) override {
    if (number > std::numeric_limits<std::int64_t>::max()) return Add(Value{number});
    return Add(Value{static_cast<std::int64_t>(number)});
  }
  bool number_float(double number, const std::string& token) override {
    // The parser falls back to a double when a whole number does not fit: that would change it
    // silently.
    if (token.find_first_of(".eE") == std::string::npos) {
      return Fail("the whole number is beyond 64 bits", "");
    }
    return Add(Value{number});
  }
  bool string(std::string& text) override {
    if (text.find('\0') != std::string::npos)
      return Fail("the text contains the NUL character", "");
    return Add(Value{std::move(text)});
  }
  bool binary(nlohmann::json::binary_t&) override { return Fail("not valid JSON", ""); }

  bool start_object(std::size_t) override { return Open(Value{Value::Object{}}); }
  bool start_array(std::size_t) override { return Open(Value{Value::Array{}}); }
  bool key(std::string& name) override {
    open_.back().key = std::move(name);
    if (open_.back().key.find('\0') == std::string::npos) return true;
    return Fail("the key contains the NUL character", "");
  }
  bool end_object() override {
    const auto& members = std::get<Value::Object>(open_.back().container.content);
    if (const std::string* twice = FindDuplicate(members)) {
      open_.back().key = *twice;
      return Fail("the key is given twice", "every key once");
    }
    return Close();
  }
  bool end_array() override { return Close(); }

  bool parse_error(std::size_t byte, const std::string&,
                   const nlohmann::detail::exception& error) override {
    const bool too_large = error.id == kNumberOverflow;
    error_ = FormError{"byte " + std::to_string(byte),
                       too_large ? "the number is too large" : "not valid JSON", ""};
    return false;
  }

  Value TakeRoot() { return std::move(root_); }
  FormError TakeError() { return error_.value_or(FormError{"", "not valid JSON", ""}); }

 private:
  struct Level {
    Value container;
    std::string key;  // of the member that is being read
  };

  static const std::string* FindDuplicate(const Value::Object& members) {
    std::vector<const std::string*> keys;
    keys.reserve(members.size());
    for (const Member& member : members) keys.push_back(&member.key);
    const auto less = [](const std::string* a, const std::string* b) { return *a < *b; };
    const auto same = [](const std::string* a, const std::string* b) { return *a == *b; };
    std::sort(keys.begin(), keys.end(), less);
    const auto twice = std::adjacent_find(keys.begin(), keys.end(), same);
    return twice == keys.end() ? nullptr : *twice;
  }

  bool Open(Value container) {
    if (open_.size() >= kMaxDepth) {
      return Fail("nested too deep", "at most " + std::to_string(kMaxDepth) + " levels");
    }
    open_.push_back(Level{std::move(container), ""});
    return true;
  }

  bool Close() {
    Value closed = std::move(open_.back().container);
    open_.pop_back();
    return Add(std::move(closed));
  }

  bool Add(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return true;
    }
    Level& level = open_.back();
    if (auto* array = std::get_if<Value::Array>(&level.container.content)) {
      if (array->size() >= kMaxElements) return FailForSize();
      array->push_back(std::move(value));
      return true;
    }
    auto& object = std::get<Value::Object>(level.container.content);
    if (object.size() >= kMaxElements) return FailForSize();
    object.push_back(Member{std::move(level.key), std::move(value)});
    return true;
  }

  bool FailForSize() {
    open_.pop_back();  // the place is the array or object, not its element
    return Fail("too many elements", "at most " + std::to_string(kMaxElements));
  }

  bool Fail(std::string problem, std::string expected) {
    std::string place;
    for (const Level& level : open_) {
      const auto* array = level.container.As<Value::Array>();
      AppendToPointer(place, array ? std::to_string(array->size()) : level.key);
    }
    error_ = FormError{std::move(place), std::move(problem), std::move(expected)};
    return false;
  }

  std::vector<Level> open_;
  Value root_;
  std::optional<FormError> error_;
};

}  // namespace

Result<Value, FormError> ParseJson(std::string_view text) {
  if (text.size() > kMaxJsonBytes) {
    return FormError{"", "the document is too large",
                     "at most " + std::to_string(kMaxJsonBytes) + " bytes"};
  }
  Builder builder;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return builder.TakeError();
  return builder.TakeRoot();
}

void AppendToPointer(std::string& pointer, std::string_view token) {
  pointer += '/';
  std::size_t cut = std::min(token.size(), kMaxTokenBytes);
  while (cut > 0 && cut < token.size() && (token[cut] & 0xC0) == 0x80) --cut;  // whole characters
  for (const char c : token.substr(0, cut)) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
  }
  if (cut < token.size()) pointer += "...";
}

}  // namespace fascicolo::events::json
