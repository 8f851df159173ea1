#include "engine/named_subject.h"

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

/// What a payload names, where it has such a field; null: it has none.
struct NamedIds {
  const schema::Id* activation = nullptr;
  const schema::Id* case_file = nullptr;
  const schema::Id* unit = nullptr;
  const schema::Id* person = nullptr;
  const schema::Id* entity = nullptr;
  const schema::Id* household = nullptr;
};

template <class Payload>
NamedIds NamedIn(const Payload& command) {
  NamedIds named;
  if constexpr (requires { command.activation(); }) named.activation = command.activation();
  if constexpr (requires { command.case_file(); }) named.case_file = command.case_file();
  if constexpr (requires { command.unit(); }) named.unit = command.unit();
  if constexpr (requires { command.person(); }) named.person = command.person();
  if constexpr (requires { command.entity(); }) named.entity = command.entity();
  if constexpr (requires { command.household(); }) named.household = command.household();
  return named;
}

NamedIds NamedIn(const schema::Command& command) {
  NamedIds named;
  VisitCommand(command.payload_type(), command.payload(), [&](const auto& payload) { named = NamedIn(payload); });
  return named;
}

}  // namespace

EntityId NamedSubject(const schema::Command& command) {
  const NamedIds named = NamedIn(command);
  return First({named.case_file, named.entity, named.household, named.person});
}

EntityId NamedTarget(const schema::Command& command) {
  const NamedIds named = NamedIn(command);
  return First({named.activation, named.case_file, named.unit, named.person, named.entity, named.household});
}

}  // namespace fascicolo::engine
