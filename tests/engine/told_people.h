// Commands about persons as tests say them.
#pragma once

#include <initializer_list>

#include "engine/told_commands.h"

namespace fascicolo::engine {

inline schema::RegisterPersonT Person(std::optional<Day> born = std::nullopt,
                                      schema::Naming naming = schema::Naming::identified) {
  schema::RegisterPersonT command;
  command.born = born ? born->days : 0;
  command.naming = naming;
  return command;
}
inline Day YearsAgo(const Kit& kit, int years) { return AddMonths(kit.today(), -12 * years); }

inline schema::IdentifyPersonT Identify(EntityId person, std::optional<Day> born = std::nullopt) {
  schema::IdentifyPersonT command;
  command.person = Ref(person);
  command.born = born ? born->days : 0;
  return command;
}
inline schema::CorrectPersonT Correct(EntityId person, Day born) {
  schema::CorrectPersonT command;
  command.person = Ref(person);
  command.reason = "registry";
  command.born = born.days;
  return command;
}
inline schema::AddIdentifierT AddIdentifier(EntityId person, schema::IdentifierKind kind,
                                            std::optional<Day> until = std::nullopt) {
  schema::AddIdentifierT command;
  command.person = Ref(person);
  command.kind = kind;
  command.until = until ? until->days : 0;
  return command;
}
inline schema::EndIdentifierT EndIdentifier(EntityId person, std::uint32_t number) {
  schema::EndIdentifierT command;
  command.person = Ref(person);
  command.identifier = number;
  command.reason = "wrong";
  return command;
}
inline schema::RecordAddressT Address(EntityId person, std::string municipality) {
  schema::RecordAddressT command;
  command.person = Ref(person);
  command.kind = schema::AddressKind::domicile;
  command.municipality = std::move(municipality);
  return command;
}
inline schema::ProtectAddressT Protect(EntityId person, std::optional<Day> until = std::nullopt) {
  schema::ProtectAddressT command;
  command.person = Ref(person);
  command.ground = "violence";
  command.until = until ? until->days : 0;
  return command;
}
inline schema::DismissProposalT Dismiss(EntityId entity, schema::Proposal action) {
  schema::DismissProposalT command;
  command.entity = Ref(entity);
  command.action = action;
  command.reason = "kept by the heirs";
  return command;
}
inline schema::LiftAddressProtectionT LiftProtection(EntityId person) {
  schema::LiftAddressProtectionT command;
  command.person = Ref(person);
  command.reason = "danger_over";
  return command;
}
inline schema::RecordDeathT Death(EntityId person) {
  schema::RecordDeathT command;
  command.person = Ref(person);
  command.source = "registry";
  return command;
}
inline schema::RevokeDeathT RevokeDeath(EntityId person) {
  schema::RevokeDeathT command;
  command.person = Ref(person);
  command.reason = "same_name";
  return command;
}
inline schema::MergePersonsT Merge(EntityId person, EntityId duplicate) {
  schema::MergePersonsT command;
  command.person = Ref(person);
  command.duplicate = Ref(duplicate);
  command.reason = "same_papers";
  return command;
}
inline schema::UnmergePersonsT Unmerge(EntityId duplicate) {
  schema::UnmergePersonsT command;
  command.duplicate = Ref(duplicate);
  command.reason = "two_after_all";
  return command;
}
inline schema::GrantRepresentationT Represent(EntityId person, EntityId by, schema::RepresentationKind kind,
                                              std::vector<schema::Power> powers, std::string decree = "") {
  schema::GrantRepresentationT command;
  command.person = Ref(person);
  command.representative = Ref(by);
  command.kind = kind;
  command.powers = std::move(powers);
  command.decree = std::move(decree);
  return command;
}
inline schema::EndRepresentationT EndRepresentation(EntityId person, std::uint32_t number) {
  schema::EndRepresentationT command;
  command.person = Ref(person);
  command.representation = number;
  command.reason = "revoked";
  return command;
}
inline PersonRow PersonRowOf(const Kit& kit, EntityId person) {
  return kit.state().Find<PersonTable>(person).value_or(PersonRow{});
}

}  // namespace fascicolo::engine
