// Documents that are right but for one thing, and what the reader says about it.
#pragma once

#include "engine/catalogue/built_in.h"
#include "events/result.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

inline nlohmann::json BuiltIn(std::string_view name) {
  const BuiltInDocument* document = FindBuiltIn(name);
  FASCICOLO_CHECK(document != nullptr);
  return nlohmann::json::parse(document->json);
}

/// The built-in document with the value at the pointer set.
inline std::string With(std::string_view name, const std::string& pointer,
                        const nlohmann::json& value) {
  nlohmann::json document = BuiltIn(name);
  document[nlohmann::json::json_pointer(pointer)] = value;
  return document.dump();
}

/// The built-in document without the member at the pointer.
inline std::string Without(std::string_view name, const std::string& pointer) {
  return BuiltIn(name).patch({{{"op", "remove"}, {"path", pointer}}}).dump();
}

/// "place: problem; expected ..." of each error.
inline std::vector<std::string> Sentences(const std::vector<FormError>& errors) {
  std::vector<std::string> sentences;
  for (const FormError& error : errors) sentences.push_back(error.ToString());
  return sentences;
}

/// What a reader found wrong; empty: it read the document.
template <class Document>
std::vector<std::string> ErrorsIn(const Result<Document, std::vector<FormError>>& read) {
  return read ? std::vector<std::string>{} : Sentences(read.error());
}

}  // namespace fascicolo::engine
