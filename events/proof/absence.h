// Lawful absence: that a sealed text which a receipt shows cannot be opened any more because its key was destroyed, by which
// act and when, as the receipt's own events prove it (schemas/rights.fbs: proposed, approved by two others, completed).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "events/proof/proven_part.h"

namespace fascicolo::proof {

/// An erasure that a receipt proves from its proposal to its completion.
struct ProvenErasure {
  EntityId person;
  std::uint32_t number = 0;  ///< counts the person's erasures, from 1
  std::string act;           ///< the authorisation to discard records
  std::string proposed_by;
  std::vector<std::string> approved_by;  ///< two or more, none of them who proposed
  std::uint32_t keys = 0;                ///< destroyed by it
  Position completed;
  Instant completed_at;
};

/// The number of the erasure that an event is about; 0: it is about none.
[[nodiscard]] std::uint32_t ErasureNumberOf(const schema::Event& event);

class Absences {
 public:
  /// Of the events among `parts`, which ascend. An erasure that they do not prove wholly is none.
  explicit Absences(std::span<const ProvenPart> parts);

  [[nodiscard]] const std::vector<ProvenErasure>& erasures() const { return erasures_; }
  /// By which erasure the text's key was destroyed; null: by none of these.
  [[nodiscard]] const ProvenErasure* Of(const schema::Section& section) const;
  /// Keys that the parts name as destroyed by an erasure.
  [[nodiscard]] std::size_t KeysNamedBy(const ProvenErasure& erasure) const;

 private:
  std::vector<ProvenErasure> erasures_;
  std::map<KeyId, std::size_t> keys_;  ///< to the erasure's place in `erasures_`
};

}  // namespace fascicolo::proof
