#include "connectors/intake/source_event.h"

namespace fascicolo::intake {

const std::string* SourceEvent::Find(std::string_view name) const {
  const std::string* of_case = nullptr;
  for (const SourceAttribute& attribute : attributes) {
    if (attribute.name != name) continue;
    if (attribute.level == AttributeLevel::kEvent) return &attribute.value;
    of_case = &attribute.value;
  }
  return of_case;
}

}  // namespace fascicolo::intake
