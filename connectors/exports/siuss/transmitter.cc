#include "connectors/exports/siuss/transmitter.h"

#include "events/json/value.h"

#include <algorithm>

namespace fascicolo::siuss {
namespace {

using events::json::MemberOf;
using events::json::Value;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

Result<std::string, FormError> TextOf(const Value& object, const char* key, const std::string& place, std::size_t most) {
  const Value* value = MemberOf(object, key);
  const auto* text = value == nullptr ? nullptr : value->As<std::string>();
  if (text != nullptr && !text->empty() && text->size() <= most) return *text;
  return FormError{place + "/" + key, "is missing, empty or too long", "a text of at most " + std::to_string(most) + " bytes"};
}

bool IsCadastralCode(std::string_view code) {
  return code.size() == 4 && code[0] >= 'A' && code[0] <= 'Z' && std::all_of(code.begin() + 1, code.end(), IsDigit);
}

/// As the engine wants a flow's name to begin.
bool IsBody(std::string_view code) {
  return std::all_of(code.begin(), code.end(), [](char c) { return (c >= 'A' && c <= 'Z') || IsDigit(c) || c == '_'; });
}

}  // namespace

bool FitsSchema(std::string_view code) {
  if (code.size() == 11) return std::all_of(code.begin(), code.end(), IsDigit);
  constexpr std::string_view kForm = "LLLLLLDDLDDLAAAL";
  if (code.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool fits = kForm[i] == 'L'   ? IsLetter(code[i])
                      : kForm[i] == 'D' ? IsDigit(code[i])
                                        : IsLetter(code[i]) || IsDigit(code[i]);
    if (!fits) return false;
  }
  return true;
}

const Sender* Transmitter::SenderOn(Day day, bool is_sinba) const {
  const Sender* found = nullptr;
  for (const Sender& one : senders.at(is_sinba ? 1 : 0)) {
    if (one.from <= day) found = &one;
  }
  return found;
}

bool Transmitter::MayTransmit(std::string_view worker, Day day, bool is_sinba) const {
  const Sender* sender = SenderOn(day, is_sinba);
  return sender != nullptr && !worker.empty() && (sender->worker == worker || sender->substitute == worker);
}

std::string Transmitter::OperatorOn(Day day, bool is_sinba) const {
  const Sender* sender = SenderOn(day, is_sinba);
  const auto& all = senders.at(is_sinba ? 1 : 0);
  if (sender == nullptr && !all.empty()) sender = &all.front();
  const auto code = sender == nullptr ? fiscal_codes.end() : fiscal_codes.find(sender->worker);
  return code == fiscal_codes.end() ? std::string() : code->second;
}

Result<Transmitter, FormError> ReadTransmitter(std::string_view json) {
  const auto document = events::json::ParseJson(json);
  if (!document) return document.error();
  const Value* format = MemberOf(*document, "format");
  const auto* number = format == nullptr ? nullptr : format->As<std::int64_t>();
  if (number == nullptr || *number != 1) return FormError{"/format", "is not 1", "1"};
  Transmitter transmitter;
  constexpr std::size_t kSeat = 4;
  for (const auto& [key, text, most] :
       {std::tuple{"body", &transmitter.body, kMaxBodyBytes}, {"name", &transmitter.name, kMaxBodyName},
        {"seat", &transmitter.seat, kSeat}}) {
    auto read = TextOf(*document, key, "", most);
    if (!read) return read.error();
    *text = *read;
  }
  if (!IsCadastralCode(transmitter.seat)) {
    return FormError{"/seat", "is no cadastral code", "a letter and three digits"};
  }
  if (!IsBody(transmitter.body)) return FormError{"/body", "is no code of a body", "capital letters, digits and _"};
  const Value* codes = MemberOf(*document, "fiscal_codes");
  const auto* workers = codes == nullptr ? nullptr : codes->As<Value::Object>();
  if (workers == nullptr) return FormError{"/fiscal_codes", "is missing or no object", "fiscal codes by worker"};
  for (const auto& [worker, value] : *workers) {
    const auto* code = value.As<std::string>();
    if (code == nullptr || !FitsSchema(*code)) {
      return FormError{"/fiscal_codes/" + worker, "does not fit INPS's schema", "a fiscal code with digits in year and day"};
    }
    transmitter.fiscal_codes[worker] = *code;
  }
  return transmitter;
}

}  // namespace fascicolo::siuss
