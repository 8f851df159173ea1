#include "connectors/program/serve/permissions.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

using enum Condition;

bool Says(const std::vector<Parameter>& parameters, std::string_view name, std::string_view value) {
  return std::any_of(parameters.begin(), parameters.end(),
                     [&](const Parameter& one) { return one.name == name && one.value == value; });
}

bool Holds(Condition condition, const Asker& asker, const std::vector<Parameter>& parameters) {
  switch (condition) {
    case kAlways:
      return true;
    case kOwn:
      return Says(parameters, "worker", asker.subject);
    case kPublic:
      return Says(parameters, "public", "true");
  }
  return false;
}

}  // namespace

bool HasRole(const Asker& asker, std::string_view role) {
  return std::find(asker.roles.begin(), asker.roles.end(), role) != asker.roles.end();
}

bool HasOneOf(const Asker& asker, const std::vector<std::string_view>& roles) {
  return std::any_of(roles.begin(), roles.end(), [&](std::string_view role) { return HasRole(asker, role); });
}

const std::vector<std::string_view>& Roles() {
  static const std::vector<std::string_view> roles{"coordinator", "worker", "administrative", "auditor", "reporting", "catalogue"};
  return roles;
}

const std::vector<Permission>& Permissions() {
  static const std::vector<Permission> table{
      {"services", "coordinator", kAlways},   {"services", "worker", kAlways},
      {"services", "administrative", kAlways}, {"services", "auditor", kAlways},
      {"services", "reporting", kAlways},     {"caseload", "coordinator", kAlways},
      {"caseload", "worker", kOwn},           {"waiting-list", "coordinator", kAlways},
      {"waiting-list", "worker", kAlways},    {"waiting-list", "auditor", kAlways},
      {"occupancy", "coordinator", kAlways},  {"occupancy", "worker", kAlways},
      {"occupancy", "administrative", kAlways}, {"workload", "coordinator", kAlways},
      {"absences", "coordinator", kAlways},   {"budget", "coordinator", kAlways},
      {"budget", "administrative", kAlways},  {"budget", "auditor", kAlways},
      {"acts", "coordinator", kAlways},       {"acts", "administrative", kAlways},
      {"acts", "auditor", kAlways},           {"score", "coordinator", kAlways},
      {"score", "worker", kAlways},           {"score", "administrative", kAlways},
      {"agenda", "coordinator", kAlways},     {"agenda", "worker", kAlways},
      {"changes", "coordinator", kAlways},    {"changes", "worker", kOwn},
      {"housing", "coordinator", kAlways},    {"housing", "administrative", kAlways},
      {"housing", "auditor", kAlways},        {"placements", "auditor", kAlways},
      {"ranking", "coordinator", kAlways},    {"ranking", "worker", kAlways},
      {"ranking", "administrative", kAlways}, {"ranking", "auditor", kAlways},
      {"ranking", "reporting", kPublic},
      {"plans", "coordinator", kAlways},      {"plans", "administrative", kAlways},
      {"placements", "coordinator", kAlways}, {"programmes", "coordinator", kAlways},
      {"programmes", "worker", kAlways},
      {"reconcile", "administrative", kAlways}, {"reconcile", "auditor", kAlways},
      {"statistics", "coordinator", kAlways}, {"statistics", "auditor", kAlways},
      {"statistics", "reporting", kPublic},
      {"audit", "auditor", kAlways},          {"audit", "coordinator", kAlways},
      {"process-map", "auditor", kAlways},    {"process-map", "coordinator", kAlways},
      {"may", "auditor", kAlways},            {"may", "coordinator", kAlways},
      {"figures", "auditor", kAlways},        {"figures", "coordinator", kAlways},
      {"figures", "reporting", kAlways},      {"receivables", "administrative", kAlways},
      {"receivables", "auditor", kAlways},    {"trace", "administrative", kAlways},
      {"trace", "auditor", kAlways},          {"transmissions", "coordinator", kAlways},
      {"transmissions", "auditor", kAlways},  {"transmissions", "reporting", kAlways},
      {"services", "catalogue", kAlways},
  };
  return table;
}

bool MayAsk(const Asker& asker, std::string_view question, const std::vector<Parameter>& parameters) {
  const auto& table = Permissions();
  return std::any_of(table.begin(), table.end(), [&](const Permission& cell) {
    return cell.question == question && HasRole(asker, cell.role) && Holds(cell.condition, asker, parameters);
  });
}

}  // namespace fascicolo::program
