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
  const schema::Id* programme = nullptr;
  const schema::Id* activation = nullptr;
  const schema::Id* entry = nullptr;
  const schema::Id* placement = nullptr;
  const schema::Id* plan = nullptr;
  const schema::Id* act = nullptr;
  const schema::Id* chapter = nullptr;
  const schema::Id* payee = nullptr;
  const schema::Id* case_file = nullptr;
  const schema::Id* unit = nullptr;
  const schema::Id* call = nullptr;
  const schema::Id* person = nullptr;
  const schema::Id* entity = nullptr;
  const schema::Id* household = nullptr;
  const schema::Id* about = nullptr;
  const schema::Id* duplicate = nullptr;
};

/// A field of that name that is no id: an act named as text.
template <class Other>
const schema::Id* IdIn(const Other&) {
  return nullptr;
}
const schema::Id* IdIn(const schema::Id* id) { return id; }

template <class Payload>
NamedIds NamedIn(const Payload& command) {
  NamedIds named;
  if constexpr (requires { command.programme(); }) named.programme = IdIn(command.programme());
  if constexpr (requires { command.activation(); }) named.activation = IdIn(command.activation());
  if constexpr (requires { command.entry(); }) named.entry = IdIn(command.entry());
  if constexpr (requires { command.placement(); }) named.placement = IdIn(command.placement());
  if constexpr (requires { command.plan(); }) named.plan = IdIn(command.plan());
  if constexpr (requires { command.act(); }) named.act = IdIn(command.act());
  if constexpr (requires { command.chapter(); }) named.chapter = IdIn(command.chapter());
  if constexpr (requires { command.payee(); }) named.payee = IdIn(command.payee());
  if constexpr (requires { command.case_file(); }) named.case_file = IdIn(command.case_file());
  if constexpr (requires { command.unit(); }) named.unit = IdIn(command.unit());
  if constexpr (requires { command.call(); }) named.call = IdIn(command.call());
  if constexpr (requires { command.person(); }) named.person = IdIn(command.person());
  if constexpr (requires { command.entity(); }) named.entity = IdIn(command.entity());
  if constexpr (requires { command.household(); }) named.household = IdIn(command.household());
  if constexpr (requires { command.about(); }) named.about = IdIn(command.about());
  if constexpr (requires { command.duplicate(); }) named.duplicate = IdIn(command.duplicate());
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
  return First({named.case_file, named.entity, named.household, named.placement, named.person});
}

EntityId NamedTarget(const schema::Command& command) {
  const NamedIds named = NamedIn(command);
  return First({named.programme, named.activation, named.entry, named.placement, named.plan, named.act, named.chapter,
                named.payee, named.case_file, named.unit, named.call, named.person, named.entity, named.household});
}

EntityId NamedBeside(const schema::Command& command) {
  const NamedIds named = NamedIn(command);
  return First({named.about, named.duplicate});
}

}  // namespace fascicolo::engine
