#include "engine/catalogue/json_tree.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace fascicolo::engine {
namespace {

std::string LineAndColumn(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t last_break = before.rfind('\n');
  const std::size_t column =
      before.size() - (last_break == std::string_view::npos ? 0 : last_break + 1) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// Builds the tree from the parser's events; the parser itself does not recurse.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::string_view text) : text_(text) {}

  bool null() { return Put({}); }
  bool boolean(bool flag) { return Put({.kind = JsonValue::Kind::kFlag, .flag = flag}); }
  bool number_integer(std::int64_t integer) {
    return Put({.kind = JsonValue::Kind::kInteger, .integer = integer});
  }
  bool number_unsigned(std::uint64_t integer) {
    if (integer > static_cast<std::uint64_t>(INT64_MAX)) {
      return Put({.kind = JsonValue::Kind::kDecimal, .text = std::to_string(integer)});
    }
    return number_integer(static_cast<std::int64_t>(integer));
  }
  bool number_float(double, const std::string& spelling) {
    return Put({.kind = JsonValue::Kind::kDecimal, .text = spelling});
  }
  bool string(std::string& text) {
    return Put({.kind = JsonValue::Kind::kText, .text = std::move(text)});
  }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return Open(JsonValue::Kind::kObject); }
  bool start_array(std::size_t) { return Open(JsonValue::Kind::kList); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }

  bool key(std::string& name) {
    JsonValue& object = open_.back().value;
    if (object.Find(name) != nullptr) {
      errors_.push_back(
          {PointerTo(open_.back().pointer, name), "the key stands twice", "the key once"});
    }
    object.keys.push_back(std::move(name));
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) {
    // "[json.exception...] parse error at line 1, column 2: <what we want>"
    std::string problem = error.what();
    if (const std::size_t colon = problem.find(": "); colon != std::string::npos)
      problem.erase(0, colon + 2);
    errors_.push_back(
        {LineAndColumn(text_, position == 0 ? 0 : position - 1), problem, "valid JSON in UTF-8"});
    return false;
  }

  JsonValue& root() { return root_; }
  std::vector<FormError>& errors() { return errors_; }

 private:
  struct OpenValue {
    JsonValue value;
    std::string pointer;
  };

  std::string NextPointer() const {
    if (open_.empty()) return "";
    const OpenValue& parent = open_.back();
    return parent.value.kind == JsonValue::Kind::kObject
               ? PointerTo(parent.pointer, parent.value.keys.back())
               : PointerTo(parent.pointer, parent.value.items.size());
  }

  bool Open(JsonValue::Kind kind) {
    if (open_.size() == kMaxDocumentDepth) {
      errors_.push_back({NextPointer(), "lists and objects stand too deep within each other",
                         "at most " + std::to_string(kMaxDocumentDepth) + " levels"});
      return false;
    }
    open_.push_back({.value = {.kind = kind}, .pointer = NextPointer()});
    return true;
  }

  bool Close() {
    JsonValue done = std::move(open_.back().value);
    open_.pop_back();
    return Put(std::move(done));
  }

  bool Put(JsonValue value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else {
      open_.back().value.items.push_back(std::move(value));
    }
    return true;
  }

  std::string_view text_;
  JsonValue root_;
  std::vector<OpenValue> open_;
  std::vector<FormError> errors_;
};

}  // namespace

const JsonValue* JsonValue::Find(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end()) return nullptr;
  const auto index = static_cast<std::size_t>(found - keys.begin());
  return index < items.size() ? &items[index] : nullptr;
}

Result<JsonValue, std::vector<FormError>> ParseJson(std::string_view json) {
  if (json.size() > kMaxDocumentBytes) {
    return std::vector<FormError>{{"", "the document has " + std::to_string(json.size()) + " bytes",
                                   "at most " + std::to_string(kMaxDocumentBytes)}};
  }
  TreeBuilder builder(json);
  const bool complete = nlohmann::json::sax_parse(json.begin(), json.end(), &builder);
  if (!complete || !builder.errors().empty()) return std::move(builder.errors());
  return std::move(builder.root());
}

std::string PointerTo(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  for (const char letter : key) {
    if (letter == '~') {
      pointer += "~0";
    } else if (letter == '/') {
      pointer += "~1";
    } else {
      pointer += letter;
    }
  }
  return pointer;
}

std::string PointerTo(std::string_view parent, std::size_t index) {
  return std::string(parent) + "/" + std::to_string(index);
}

}  // namespace fascicolo::engine
