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

Result<Sender, FormError> ReadSender(const Value& value, const std::string& place) {
  constexpr std::size_t kMostText = 120;
  Sender sender;
  std::string from;
  for (const auto& [key, text] : {std::pair{"worker", &sender.worker}, {"fiscal_code", &sender.fiscal_code},
                                  {"from", &from}, {"act", &sender.act}}) {
    auto read = TextOf(value, key, place, kMostText);
    if (!read) return read.error();
    *text = *read;
  }
  const auto day = ParseDay(from);
  if (!day) return FormError{place + "/from", "is no day", "a day such as 2026-01-01"};
  sender.from = *day;
  if (!FitsSchema(sender.fiscal_code)) {
    return FormError{place + "/fiscal_code", "does not fit INPS's schema", "a fiscal code with digits in year and day"};
  }
  return sender;
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

const Sender* Transmitter::SenderOn(Day day) const {
  const Sender* found = nullptr;
  for (const Sender& one : senders) {
    if (one.from <= day && (found == nullptr || found->from < one.from)) found = &one;
  }
  return found;
}

bool Transmitter::MayTransmit(std::string_view worker, Day day) const {
  const Sender* first = SenderOn(day);
  return first != nullptr && std::any_of(senders.begin(), senders.end(), [&](const Sender& one) {
           return one.from == first->from && one.worker == worker;
         });
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
  if (!IsCadastralCode(transmitter.seat)) return FormError{"/seat", "is no cadastral code", "a letter and three digits"};
  if (transmitter.body.find('.') != std::string::npos) return FormError{"/body", "has a full stop", "a code without one"};
  const Value* senders = MemberOf(*document, "senders");
  const auto* list = senders == nullptr ? nullptr : senders->As<Value::Array>();
  if (list == nullptr || list->empty()) return FormError{"/senders", "names nobody", "at least one sender"};
  for (std::size_t i = 0; i < list->size(); ++i) {
    auto sender = ReadSender((*list)[i], "/senders/" + std::to_string(i));
    if (!sender) return sender.error();
    if (!transmitter.senders.empty() && sender->from < transmitter.senders.back().from) {
      return FormError{"/senders/" + std::to_string(i) + "/from", "is before the one above it", "ascending days"};
    }
    transmitter.senders.push_back(std::move(sender).value());
  }
  return transmitter;
}

}  // namespace fascicolo::siuss
