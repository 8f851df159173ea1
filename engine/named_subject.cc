#include "engine/named_subject.h"

#include <type_traits>

#include "engine/payload_types.h"
#include "events/body.h"

namespace fascicolo::engine {
namespace {

EntityId First(std::initializer_list<const schema::Id*> ids) {
  for (const schema::Id* id : ids) {
    const EntityId entity = events::Entity(id);
    if (!entity.is_zero()) return entity;
  }
  return {};
}

template <class Payload>
EntityId SubjectIn(const Payload& command) {
  const schema::Id* case_file = nullptr;
  const schema::Id* entity = nullptr;
  const schema::Id* household = nullptr;
  const schema::Id* person = nullptr;
  if constexpr (requires { command.case_file(); }) case_file = command.case_file();
  if constexpr (requires { command.entity(); }) entity = command.entity();
  if constexpr (requires { command.household(); }) household = command.household();
  if constexpr (requires { command.person(); }) person = command.person();
  return First({case_file, entity, household, person});
}

}  // namespace

EntityId NamedSubject(const schema::Command& command) {
  EntityId named;
  VisitCommand(command.payload_type(), command.payload(), [&](const auto& payload) { named = SubjectIn(payload); });
  return named;
}

}  // namespace fascicolo::engine
