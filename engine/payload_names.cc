#include "engine/payload_names.h"

#include <map>

namespace fascicolo::engine {
namespace {

using Names = std::vector<std::string_view>;

/// Everything but NONE, which stands first; in the place of a member that nests a union, the names of that.
template <class Types, std::size_t kCount>
Names NamesOf(const Types (&types)[kCount], const char* (*name)(Types), const std::map<Types, Names>& nested = {}) {
  Names names;
  for (std::size_t i = 1; i < kCount; ++i) {
    const auto inner = nested.find(types[i]);
    if (inner == nested.end()) {
      names.emplace_back(name(types[i]));
    } else {
      names.insert(names.end(), inner->second.begin(), inner->second.end());
    }
  }
  return names;
}

}  // namespace

const char* EventName(const schema::Event& event) {
  if (const auto* housing = event.payload_as_HousingEvent()) {
    return schema::EnumNameHousingEventPayload(housing->payload_type());
  }
  if (const auto* plan = event.payload_as_PlanEvent()) return schema::EnumNamePlanEventPayload(plan->payload_type());
  if (const auto* grant = event.payload_as_GrantEvent()) return schema::EnumNameGrantEventPayload(grant->payload_type());
  if (const auto* access = event.payload_as_AccessEvent()) {
    return schema::EnumNameAccessEventPayload(access->payload_type());
  }
  if (const auto* sent = event.payload_as_TransmissionEvent()) {
    return schema::EnumNameTransmissionEventPayload(sent->payload_type());
  }
  return schema::EnumNameEventPayload(event.payload_type());
}

const char* EventName(const schema::EventPayloadUnion& fact) {
  if (const auto* housing = fact.AsHousingEvent()) {
    return schema::EnumNameHousingEventPayload(housing->payload.type);
  }
  if (const auto* plan = fact.AsPlanEvent()) return schema::EnumNamePlanEventPayload(plan->payload.type);
  if (const auto* grant = fact.AsGrantEvent()) return schema::EnumNameGrantEventPayload(grant->payload.type);
  if (const auto* access = fact.AsAccessEvent()) return schema::EnumNameAccessEventPayload(access->payload.type);
  if (const auto* sent = fact.AsTransmissionEvent()) return schema::EnumNameTransmissionEventPayload(sent->payload.type);
  return schema::EnumNameEventPayload(fact.type);
}

const char* CommandName(const schema::Command& command) {
  if (const auto* housing = command.payload_as_HousingCommand()) {
    return schema::EnumNameHousingCommandPayload(housing->payload_type());
  }
  if (const auto* plan = command.payload_as_PlanCommand()) {
    return schema::EnumNamePlanCommandPayload(plan->payload_type());
  }
  if (const auto* grant = command.payload_as_GrantCommand()) {
    return schema::EnumNameGrantCommandPayload(grant->payload_type());
  }
  if (const auto* access = command.payload_as_AccessCommand()) {
    return schema::EnumNameAccessCommandPayload(access->payload_type());
  }
  if (const auto* sent = command.payload_as_TransmissionCommand()) {
    return schema::EnumNameTransmissionCommandPayload(sent->payload_type());
  }
  return schema::EnumNameCommandPayload(command.payload_type());
}

std::vector<std::string_view> EventNames() {
  using enum schema::EventPayload;
  return NamesOf(schema::EnumValuesEventPayload(), schema::EnumNameEventPayload,
                 {{HousingEvent, NamesOf(schema::EnumValuesHousingEventPayload(), schema::EnumNameHousingEventPayload)},
                  {PlanEvent, NamesOf(schema::EnumValuesPlanEventPayload(), schema::EnumNamePlanEventPayload)},
                  {GrantEvent, NamesOf(schema::EnumValuesGrantEventPayload(), schema::EnumNameGrantEventPayload)},
                  {AccessEvent, NamesOf(schema::EnumValuesAccessEventPayload(), schema::EnumNameAccessEventPayload)},
                  {TransmissionEvent, NamesOf(schema::EnumValuesTransmissionEventPayload(),
                                              schema::EnumNameTransmissionEventPayload)}});
}

std::vector<std::string_view> CommandNames() {
  using enum schema::CommandPayload;
  return NamesOf(
      schema::EnumValuesCommandPayload(), schema::EnumNameCommandPayload,
      {{HousingCommand, NamesOf(schema::EnumValuesHousingCommandPayload(), schema::EnumNameHousingCommandPayload)},
       {PlanCommand, NamesOf(schema::EnumValuesPlanCommandPayload(), schema::EnumNamePlanCommandPayload)},
       {GrantCommand, NamesOf(schema::EnumValuesGrantCommandPayload(), schema::EnumNameGrantCommandPayload)},
       {AccessCommand, NamesOf(schema::EnumValuesAccessCommandPayload(), schema::EnumNameAccessCommandPayload)},
       {TransmissionCommand, NamesOf(schema::EnumValuesTransmissionCommandPayload(),
                                     schema::EnumNameTransmissionCommandPayload)}});
}

}  // namespace fascicolo::engine
