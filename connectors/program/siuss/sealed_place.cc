#include "connectors/program/siuss/sealed_place.h"

#include "connectors/program/sealed_text.h"
#include "projections/history_reader.h"

namespace fascicolo::program {

Result<std::optional<std::string>> OpenPlace(Node& node, const siuss::TextPlace& place) {
  const projections::HistoryReader history(node.log(), node.views());
  const auto commit = history.Load(place.commit);
  if (!commit) return commit.error();
  const events::CommitReading& reading = (*commit)->reading;
  if (!reading.understood() || place.event >= reading.events().size()) return std::optional<std::string>();
  const auto* sections = reading.events()[place.event]->sections();
  if (sections == nullptr || place.section >= sections->size()) return std::optional<std::string>();
  return OpenSealed(reading, *sections->Get(place.section), node.authority().vault());
}

}  // namespace fascicolo::program
