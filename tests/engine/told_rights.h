// Commands about the rights of a person as tests say them.
#pragma once

#include <vector>

#include "engine/told_commands.h"
#include "engine/told_people.h"

namespace fascicolo::engine {

inline schema::ProposeErasureT ProposeErasure(
    EntityId person, std::vector<schema::RetentionClass> classes = {schema::RetentionClass::ordinary}) {
  schema::ProposeErasureT command;
  command.person = Ref(person);
  command.ground = schema::ErasureGround::no_longer_needed;
  command.act = "scarto 12/2026";
  command.classes = std::move(classes);
  return command;
}
inline schema::ApproveErasureT ApproveErasure(EntityId person, std::uint32_t number = 1) {
  schema::ApproveErasureT command;
  command.person = Ref(person);
  command.erasure = number;
  return command;
}
inline schema::WithdrawErasureT WithdrawErasure(EntityId person, std::uint32_t number = 1) {
  schema::WithdrawErasureT command;
  command.person = Ref(person);
  command.erasure = number;
  command.reason = "mistaken";
  return command;
}
inline schema::SetLegalHoldT Hold(EntityId person) {
  schema::SetLegalHoldT command;
  command.person = Ref(person);
  command.ground = "claim";
  return command;
}
inline schema::LiftLegalHoldT LiftHold(EntityId person, std::uint32_t number = 1) {
  schema::LiftLegalHoldT command;
  command.person = Ref(person);
  command.hold = number;
  command.reason = "judgment";
  return command;
}
inline schema::RestrictProcessingT Restrict(EntityId person, std::vector<schema::UseGround> uses = {}) {
  schema::RestrictProcessingT command;
  command.person = Ref(person);
  command.ground = schema::RestrictionGround::accuracy_contested;
  command.uses = std::move(uses);
  return command;
}
inline schema::LiftRestrictionT LiftRestriction(EntityId person, Day informed_on) {
  schema::LiftRestrictionT command;
  command.person = Ref(person);
  command.informed_on = informed_on.days;
  command.reason = "verified";
  return command;
}
inline schema::RectifyT Rectify(EntityId entity, std::uint64_t corrects, std::string field = "/text") {
  schema::RectifyT command;
  command.entity = Ref(entity);
  command.corrects = corrects;
  command.field = std::move(field);
  command.reason = "incomplete";
  return command;
}
inline schema::AddDiaryEntryT Note(EntityId case_file) {
  schema::AddDiaryEntryT command;
  command.case_file = Ref(case_file);
  return command;
}

/// A person of whom a name is kept.
inline EntityId Named(Kit& kit) {
  return kit.GivenTelling(Person(), {{"/surname", "Inventata"}, {"/name", "Ada"}});
}
/// A closed case of theirs, of which a story is kept.
inline EntityId ClosedCase(Kit& kit, EntityId person) {
  auto contact = Contact();
  contact.person = Ref(person);
  const EntityId case_file = kit.GivenTelling(std::move(contact), {{"/narrative", "Una storia inventata"}});
  kit.Given(TakeInCharge(case_file));
  kit.Given(CloseCase(case_file));
  return case_file;
}
/// Proposed by one and approved by two others.
inline void Approve(Kit& kit, EntityId person,
                    std::vector<schema::RetentionClass> classes = {schema::RetentionClass::ordinary}) {
  kit.GivenActor("coordinator");
  kit.Given(ProposeErasure(person, std::move(classes)));
  const auto number = static_cast<std::uint32_t>(kit.state().Find<RightsTable>(person)->erasures.size());
  kit.GivenActor("protection officer");
  kit.Given(ApproveErasure(person, number));
  kit.GivenActor("archivist");
  kit.Given(ApproveErasure(person, number));
  kit.GivenActor("tester");
}
/// The same, executed; tells the events of its execution.
inline std::vector<schema::EventT> EraseNow(Kit& kit, EntityId person,
                                            std::vector<schema::RetentionClass> classes = {
                                                schema::RetentionClass::ordinary}) {
  Approve(kit, person, std::move(classes));
  return kit.RunDue();
}
inline ErasureState StateOfErasure(const Kit& kit, EntityId person, std::size_t number = 1) {
  return kit.state().Find<RightsTable>(person)->erasures.at(number - 1).state;
}
/// The keys under which texts of `subject` were sealed.
inline std::vector<KeyId> KeysSealing(const Kit& kit, EntityId subject) {
  std::vector<KeyId> keys;
  kit.state().Scan<SealingKeyTable>(SealingKeyTable::Key(subject), [&](std::string_view, const SealingKeyRow& row) {
    keys.push_back(row.key);
    return true;
  });
  return keys;
}
/// The vault opens every one of them; none of them.
inline bool OpensAll(Kit& kit, const std::vector<KeyId>& keys) {
  return !keys.empty() && std::all_of(keys.begin(), keys.end(), [&](const KeyId& key) { return kit.vault().Find(key).ok(); });
}
inline bool OpensNone(Kit& kit, const std::vector<KeyId>& keys) {
  return !keys.empty() && std::none_of(keys.begin(), keys.end(), [&](const KeyId& key) { return kit.vault().Find(key).ok(); });
}

}  // namespace fascicolo::engine
