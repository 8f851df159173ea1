// The sample policy of access as its text says it, read without the engine: what tests hold answers against.
#pragma once

#include "engine/rules/sample_policy.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace fascicolo::engine {

class PolicyAsWritten {
 public:
  /// Whether a row gives the action to the role in one of these relations.
  [[nodiscard]] bool Gives(const std::string& role, const std::vector<std::string>& relations, const std::string& action) const {
    const auto& rows = policy_["rows"];
    return std::any_of(rows.begin(), rows.end(), [&](const nlohmann::json& row) {
      return row["role"] == role && Has(row["actions"], action) &&
             std::find(relations.begin(), relations.end(), row["relation"]) != relations.end();
    });
  }
  [[nodiscard]] bool TakesTwo(const std::string& action) const { return Has(policy_["two_persons"]["actions"], action); }
  [[nodiscard]] std::vector<std::string> TakingTwo() const { return policy_["two_persons"]["actions"]; }
  [[nodiscard]] std::vector<std::string> EmergencyLevels() const { return policy_["emergency"]["levels"]; }
  /// Every role that a row names, each once.
  [[nodiscard]] std::set<std::string> Roles() const {
    std::set<std::string> roles;
    for (const auto& row : policy_["rows"]) roles.insert(row["role"]);
    return roles;
  }
  /// Why it is allowed ("row") or not, in the words of the answer, where no emergency, agreement or grant is.
  [[nodiscard]] std::string WhyOf(const std::string& role, const std::vector<std::string>& relations, const std::string& action,
                                  bool shut_out, bool is_protected) const {
    if (shut_out) return "sealed";
    if (!Gives(role, relations, action)) return "no_row";
    if (action == "address" && is_protected && !Gives(role, relations, "protected_address")) return "protected";
    return TakesTwo(action) ? "needs_two" : "row";
  }

 private:
  static bool Has(const nlohmann::json& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  }
  nlohmann::json policy_ = SamplePolicy();
};

}  // namespace fascicolo::engine
