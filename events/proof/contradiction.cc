#include "events/proof/contradiction.h"

#include "events/body.h"

namespace fascicolo::proof {
namespace {

/// An event among `parts` that the statement denies.
std::optional<FormError> DeniedBy(const Statement& statement, const std::vector<ProvenPart>& parts) {
  for (const ProvenPart& part : parts) {
    if (part.event == nullptr || part.header.position.value >= statement.size) continue;
    const EntityId entity = events::Entity(part.event->entity());
    const auto stated = statement.versions.find(entity);
    if (stated == statement.versions.end() || part.event->version() <= stated->second.value) continue;
    return FormError{"position " + std::to_string(part.header.position.value),
                     "has version " + std::to_string(part.event->version()) + " of " + ToHex(entity),
                     "at most version " + std::to_string(stated->second.value) + " before position " +
                         std::to_string(statement.size) + ", as stated: the statement is false"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<FormError> ContradictionOf(const CheckedReceipt& one, const CheckedReceipt& other) {
  if (one.checkpoint.size == other.checkpoint.size && one.checkpoint.root != other.checkpoint.root) {
    return FormError{"checkpoint", "has the size of the other receipt's, and another root: two histories were signed", ""};
  }
  std::optional<FormError> denied;
  if (one.statement) denied = DeniedBy(*one.statement, other.parts);
  if (!denied && other.statement) denied = DeniedBy(*other.statement, one.parts);
  return denied;
}

}  // namespace fascicolo::proof
