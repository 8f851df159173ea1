// A leaf of a receipt that is proven to be in the ledger, read.
#pragma once

#include "events/header.h"
#include "schemas/command_generated.h"
#include "schemas/event_generated.h"

namespace fascicolo::proof {

/// Borrows from the receipt.
struct ProvenPart {
  events::Header header;             ///< of its commit
  std::uint32_t number = 0;          ///< as in the receipt
  events::ConstBytes bytes{};        ///< of the leaf
  const schema::Event* event = nullptr;        ///< null: the commit's command, or an event of a newer program
  const schema::Recorded* recorded = nullptr;  ///< the command; null: an event
  const schema::Command* command = nullptr;    ///< in `recorded`; null also where a newer program wrote it
  /// What is sealed in it; null: nothing.
  [[nodiscard]] const flatbuffers::Vector<flatbuffers::Offset<schema::Section>>* sections() const {
    return event != nullptr ? event->sections() : recorded->sections();
  }
};

}  // namespace fascicolo::proof
