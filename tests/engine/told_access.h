// Seals, emergencies, what takes two and grants, as tests say them.
#pragma once

#include "engine/families/access/access_deciding.h"
#include "engine/rules/sample_policy.h"
#include "engine/told_case_work.h"

namespace fascicolo::engine {

/// So many minutes after the last commit.
[[nodiscard]] inline Instant InMinutes(const Kit& kit, std::int64_t minutes) {
  return Instant{kit.now().micros + minutes * kMicrosPerMinute};
}

[[nodiscard]] inline schema::SealCaseT Seal(EntityId case_file, std::vector<std::string> names,
                                            std::vector<std::string> roles = {}) {
  auto command = In<schema::SealCaseT>(case_file);
  command.ground = schema::SealGround::protected_person;
  command.names = std::move(names);
  command.roles = std::move(roles);
  return command;
}
[[nodiscard]] inline schema::UnsealCaseT Unseal(EntityId case_file) {
  return In<schema::UnsealCaseT>(case_file, "danger_over");
}

[[nodiscard]] inline schema::DeclareEmergencyT ReadInEmergency(const Kit& kit, EntityId case_file,
                                                         std::vector<schema::Secrecy> levels, std::int64_t minutes = 30) {
  auto command = In<schema::DeclareEmergencyT>(case_file);
  command.reason = schema::EmergencyReason::minor_in_danger;
  command.levels = std::move(levels);
  command.until = InMinutes(kit, minutes).micros;
  return command;
}
[[nodiscard]] inline schema::ConfirmEmergencyT ConfirmEmergency(EntityId case_file, std::uint32_t emergency = 1) {
  auto command = In<schema::ConfirmEmergencyT>(case_file);
  command.emergency = emergency;
  return command;
}
[[nodiscard]] inline schema::ReviewEmergencyT ReviewEmergency(
    EntityId case_file, schema::ReviewOutcome outcome = schema::ReviewOutcome::justified, std::uint32_t emergency = 1) {
  auto command = In<schema::ReviewEmergencyT>(case_file);
  command.emergency = emergency;
  command.outcome = outcome;
  return command;
}

[[nodiscard]] inline schema::RequestAccessT AskAnother(EntityId case_file, std::string action) {
  auto command = In<schema::RequestAccessT>(case_file, "court_asks");
  command.action = std::move(action);
  return command;
}
[[nodiscard]] inline schema::ApproveAccessT Agree(const Kit& kit, EntityId case_file, std::uint32_t request = 1,
                                                  std::int64_t minutes = 60) {
  auto command = In<schema::ApproveAccessT>(case_file);
  command.request = request;
  command.until = InMinutes(kit, minutes).micros;
  return command;
}
[[nodiscard]] inline schema::WithdrawAccessT WithdrawAccess(EntityId case_file, std::uint32_t request = 1) {
  auto command = In<schema::WithdrawAccessT>(case_file, "not_needed");
  command.request = request;
  return command;
}

/// Of one case.
[[nodiscard]] inline schema::GrantAccessT Grant(EntityId case_file, std::string worker, std::vector<schema::Secrecy> levels,
                                                Day until) {
  auto command = In<schema::GrantAccessT>(case_file);
  command.worker = std::move(worker);
  command.levels = std::move(levels);
  command.until = until.days;
  command.ground = "audit";
  command.reference = "det. 12/2026";
  return command;
}
/// Of every case.
[[nodiscard]] inline schema::GrantAccessT GrantOfAll(std::string worker, std::vector<schema::Secrecy> levels, Day until) {
  auto command = Grant({}, std::move(worker), std::move(levels), until);
  command.case_file.reset();
  return command;
}
[[nodiscard]] inline schema::RevokeAccessT RevokeGrant(EntityId case_file, std::uint32_t grant = 1) {
  auto command = In<schema::RevokeAccessT>(case_file, "audit_over");
  command.grant = grant;
  return command;
}

/// `actor` hands a command in, and the tester what follows.
template <class Command>
Then WhenBy(Kit& kit, std::string actor, Command command) {
  kit.GivenActor(std::move(actor));
  Then then = kit.When(std::move(command));
  kit.GivenActor("tester");
  return then;
}
template <class Command>
void GivenBy(Kit& kit, std::string actor, Command command) {
  kit.GivenActor(std::move(actor));
  kit.Given(std::move(command));
  kit.GivenActor("tester");
}

}  // namespace fascicolo::engine
