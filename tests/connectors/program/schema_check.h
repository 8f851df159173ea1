// Whether documents are as schemas say: of the words of JSON Schema those that our descriptions use (OpenAPI 3.0).
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace fascicolo::program_test {

class SchemaCheck {
 public:
  /// `root`: what "#/..." of a "$ref" leads into. `whole_rows`: nobody asked for fields, so that all of a row's members are there.
  explicit SchemaCheck(const nlohmann::json& root, bool whole_rows = true) : root_(root), whole_rows_(whole_rows) {}

  /// What does not hold, and where; empty: all holds. A keyword that is not known does not hold.
  [[nodiscard]] std::string Complaint(const nlohmann::json& value, const nlohmann::json& schema,
                                      const std::string& place = "") const;

 private:
  [[nodiscard]] std::string OfAny(const nlohmann::json& value, const nlohmann::json& schemas, const std::string& place) const;
  [[nodiscard]] std::string OfKeyword(const nlohmann::json& value, const std::string& keyword, const nlohmann::json& said,
                                      const std::string& place) const;
  [[nodiscard]] std::string OfMembers(const nlohmann::json& value, const nlohmann::json& schema, const std::string& place) const;

  const nlohmann::json& root_;
  bool whole_rows_;
};

}  // namespace fascicolo::program_test
