#include "connectors/program/serve/language.h"

#include "connectors/cli/form_error_text.h"
#include "connectors/program/serve/questions.h"
#include "events/json/value.h"

namespace fascicolo::program {
namespace {

using events::json::Value;

void TellMembersIn(cli::Language language, Value& object) {
  auto* members = std::get_if<Value::Object>(&object.content);
  if (members == nullptr) return;
  for (auto& [key, value] : *members) {
    auto* text = std::get_if<std::string>(&value.content);
    if (text != nullptr && (key == "title" || key == "detail")) *text = cli::InLanguage(*text, language);
    auto* errors = key == "errors" ? std::get_if<Value::Array>(&value.content) : nullptr;
    if (errors == nullptr) continue;
    for (Value& error : *errors) TellMembersIn(language, error);
  }
}

}  // namespace

cli::Language LanguageOf(const http::Request& request, cli::Language otherwise) {
  for (const std::string_view member : QueryOf(request.target)) {
    if (member == "lang=it") return cli::Language::kItalian;
    if (member == "lang=en") return cli::Language::kEnglish;
  }
  const auto wanted = http::ValueOf(request.headers, "Accept-Language");
  if (!wanted) return otherwise;
  const auto italian = wanted->find("it");
  const auto english = wanted->find("en");
  if (italian == english) return otherwise;  // neither
  return italian < english ? cli::Language::kItalian : cli::Language::kEnglish;
}

void TellIn(cli::Language language, http::Response& response) {
  if (language == cli::Language::kEnglish) return;  // as it is told already
  if (http::ValueOf(response.headers, "Content-Type") != "application/problem+json") return;
  auto document = events::json::ParseJson(response.body);
  if (!document) return;
  TellMembersIn(language, *document);
  response.body = events::json::PrintJson(*document);
}

}  // namespace fascicolo::program
