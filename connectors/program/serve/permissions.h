// Who may ask what at the doors: one table of roles, questions and conditions. What it does not name is refused.
//
// It knows questions about many cases at once, whose answers name nobody. Files of persons go by the adopted policy of access
// (files/case_access.h), and so do commands about them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// Who asks, as the issuer of their token says.
struct Asker {
  std::string subject;
  std::vector<std::string> roles;
  std::vector<std::string> areas{};  ///< in which they work
};

/// A member of a request's query: "as_of" and its value.
struct Parameter {
  std::string name;
  std::string value;
};

enum class Condition {
  kAlways,
  kOwn,     ///< with worker=SUBJECT: of one's own cases
  kPublic,  ///< with public=true: what may leave the office
};
/// One cell of the table.
struct Permission {
  std::string_view question;
  std::string_view role;
  Condition condition;
};
[[nodiscard]] const std::vector<Permission>& Permissions();

/// Every role that the table knows.
[[nodiscard]] const std::vector<std::string_view>& Roles();

[[nodiscard]] bool HasRole(const Asker& asker, std::string_view role);
[[nodiscard]] bool HasOneOf(const Asker& asker, const std::vector<std::string_view>& roles);

[[nodiscard]] bool MayAsk(const Asker& asker, std::string_view question, const std::vector<Parameter>& parameters);

}  // namespace fascicolo::program
