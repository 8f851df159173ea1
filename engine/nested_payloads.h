// Families with unions of their own (decision 0022): how one of their types becomes a member of the union of all commands or
// of all events, and is found in it again. Everybody else names the inner types alone.
#pragma once

#include <utility>

#include "schemas/command_generated.h"
#include "schemas/event_generated.h"

namespace fascicolo::engine {
namespace detail {

/// Tries a family: `Outer` is its member, `Traits` those of its own union.
template <class Outer, template <class> class Traits, class Payload, class Union>
void SetNested(Union& all, Payload& payload) {
  if constexpr (Traits<Payload>::enum_value != decltype(Traits<Payload>::enum_value)::NONE) {
    Outer outer;
    outer.payload.Set(std::move(payload));
    all.Set(std::move(outer));
  }
}

/// The fact of a family's member of the union of all events; null: it is another, or another family's.
template <class Fact, template <class> class Traits, class Outer>
[[nodiscard]] const Fact* FactInNested(const Outer* outer) {
  constexpr auto kType = Traits<Fact>::enum_value;
  if (kType == decltype(Traits<Fact>::enum_value)::NONE || outer == nullptr || outer->payload.type != kType) return nullptr;
  return static_cast<const Fact*>(outer->payload.value);
}

}  // namespace detail

/// A plain struct of any event, for instance schema::CaseClosedT, as the fact of an event to be.
template <class Fact>
[[nodiscard]] schema::EventPayloadUnion FactOf(Fact fact) {
  schema::EventPayloadUnion all;
  if constexpr (schema::EventPayloadUnionTraits<Fact>::enum_value != schema::EventPayload::NONE) {
    all.Set(std::move(fact));
  } else {
    detail::SetNested<schema::HousingEventT, schema::HousingEventPayloadUnionTraits>(all, fact);
    detail::SetNested<schema::PlanEventT, schema::PlanEventPayloadUnionTraits>(all, fact);
    detail::SetNested<schema::GrantEventT, schema::GrantEventPayloadUnionTraits>(all, fact);
    detail::SetNested<schema::AccessEventT, schema::AccessEventPayloadUnionTraits>(all, fact);
    detail::SetNested<schema::TransmissionEventT, schema::TransmissionEventPayloadUnionTraits>(all, fact);
  }
  return all;
}

/// A plain struct of any command, for instance schema::CloseCaseT, as the payload of a command to be.
template <class Command>
[[nodiscard]] schema::CommandPayloadUnion CommandOf(Command command) {
  schema::CommandPayloadUnion all;
  if constexpr (schema::CommandPayloadUnionTraits<Command>::enum_value != schema::CommandPayload::NONE) {
    all.Set(std::move(command));
  } else {
    detail::SetNested<schema::HousingCommandT, schema::HousingCommandPayloadUnionTraits>(all, command);
    detail::SetNested<schema::PlanCommandT, schema::PlanCommandPayloadUnionTraits>(all, command);
    detail::SetNested<schema::GrantCommandT, schema::GrantCommandPayloadUnionTraits>(all, command);
    detail::SetNested<schema::AccessCommandT, schema::AccessCommandPayloadUnionTraits>(all, command);
    detail::SetNested<schema::TransmissionCommandT, schema::TransmissionCommandPayloadUnionTraits>(all, command);
  }
  return all;
}

/// The fact as the plain struct that it is; null: it is another.
template <class Fact>
[[nodiscard]] const Fact* FactIn(const schema::EventPayloadUnion& all) {
  if constexpr (schema::EventPayloadUnionTraits<Fact>::enum_value != schema::EventPayload::NONE) {
    return all.type == schema::EventPayloadUnionTraits<Fact>::enum_value ? static_cast<const Fact*>(all.value) : nullptr;
  } else {
    const Fact* of_housing = detail::FactInNested<Fact, schema::HousingEventPayloadUnionTraits>(all.AsHousingEvent());
    if (of_housing != nullptr) return of_housing;
    const Fact* of_plan = detail::FactInNested<Fact, schema::PlanEventPayloadUnionTraits>(all.AsPlanEvent());
    if (of_plan != nullptr) return of_plan;
    const Fact* of_grant = detail::FactInNested<Fact, schema::GrantEventPayloadUnionTraits>(all.AsGrantEvent());
    if (of_grant != nullptr) return of_grant;
    const Fact* of_access = detail::FactInNested<Fact, schema::AccessEventPayloadUnionTraits>(all.AsAccessEvent());
    if (of_access != nullptr) return of_access;
    return detail::FactInNested<Fact, schema::TransmissionEventPayloadUnionTraits>(all.AsTransmissionEvent());
  }
}

}  // namespace fascicolo::engine
