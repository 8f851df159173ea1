#include "engine/payload_names.h"

namespace fascicolo::engine {
namespace {

/// Everything but NONE, which stands first.
template <class Types, std::size_t kCount>
std::vector<std::string_view> NamesOf(const Types (&types)[kCount], const char* (*name)(Types)) {
  std::vector<std::string_view> names;
  for (std::size_t i = 1; i < kCount; ++i) names.emplace_back(name(types[i]));
  return names;
}

void Append(std::vector<std::string_view>& names, const std::vector<std::string_view>& more) {
  names.insert(names.end(), more.begin(), more.end());
}

}  // namespace

const char* EventName(const schema::Event& event) {
  if (const auto* housing = event.payload_as_HousingEvent()) {
    return schema::EnumNameHousingEventPayload(housing->payload_type());
  }
  if (const auto* plan = event.payload_as_PlanEvent()) return schema::EnumNamePlanEventPayload(plan->payload_type());
  return schema::EnumNameEventPayload(event.payload_type());
}

const char* EventName(const schema::EventPayloadUnion& fact) {
  if (const auto* housing = fact.AsHousingEvent()) {
    return schema::EnumNameHousingEventPayload(housing->payload.type);
  }
  if (const auto* plan = fact.AsPlanEvent()) return schema::EnumNamePlanEventPayload(plan->payload.type);
  return schema::EnumNameEventPayload(fact.type);
}

const char* CommandName(const schema::Command& command) {
  if (const auto* housing = command.payload_as_HousingCommand()) {
    return schema::EnumNameHousingCommandPayload(housing->payload_type());
  }
  if (const auto* plan = command.payload_as_PlanCommand()) {
    return schema::EnumNamePlanCommandPayload(plan->payload_type());
  }
  return schema::EnumNameCommandPayload(command.payload_type());
}

std::vector<std::string_view> EventNames() {
  std::vector<std::string_view> names;
  for (const auto type : schema::EnumValuesEventPayload()) {
    if (type == schema::EventPayload::NONE) continue;
    if (type == schema::EventPayload::HousingEvent) {
      Append(names, NamesOf(schema::EnumValuesHousingEventPayload(), schema::EnumNameHousingEventPayload));
    } else if (type == schema::EventPayload::PlanEvent) {
      Append(names, NamesOf(schema::EnumValuesPlanEventPayload(), schema::EnumNamePlanEventPayload));
    } else {
      names.emplace_back(schema::EnumNameEventPayload(type));
    }
  }
  return names;
}

std::vector<std::string_view> CommandNames() {
  std::vector<std::string_view> names;
  for (const auto type : schema::EnumValuesCommandPayload()) {
    if (type == schema::CommandPayload::NONE) continue;
    if (type == schema::CommandPayload::HousingCommand) {
      Append(names, NamesOf(schema::EnumValuesHousingCommandPayload(), schema::EnumNameHousingCommandPayload));
    } else if (type == schema::CommandPayload::PlanCommand) {
      Append(names, NamesOf(schema::EnumValuesPlanCommandPayload(), schema::EnumNamePlanCommandPayload));
    } else {
      names.emplace_back(schema::EnumNameCommandPayload(type));
    }
  }
  return names;
}

}  // namespace fascicolo::engine
