// Folding an accepted commit into the state: the one way in which the state changes, for the writer's overlay, for every
// reader, and for a rebuild. Pure: rows before and commit give rows after, on every machine.
#pragma once

#include "engine/decision.h"
#include "engine/state/state.h"
#include "events/body.h"

namespace fascicolo::engine {

/// What an evolver knows of the commit its event stands in.
struct EventContext {
  const events::Header& header;
  std::uint32_t index = 0;  ///< of the event within its commit
  /// An obligation that this event opens as its `ordinal`-th.
  [[nodiscard]] EntityId ObligationId(std::uint32_t ordinal = 0) const;
};

/// Declares the evolver of one type of event: how its fact changes the rows. False: it does not fit them (Evolve, below).
#define FASCICOLO_EVOLVE(Name) \
  bool Evolve(const EventContext& context, const schema::Event& event, const schema::Name& fact, StateEditor& editor)

/// The command id under which an obligation is executed, so that it happens once whoever tries.
[[nodiscard]] CommandId FulfilmentOf(EntityId obligation);

/// What this program understands of a ledger: another number after a type joined the schema or the deciders changed. Rows
/// with frozen entities that were folded under another one are folded again (design D12).
inline constexpr std::uint64_t kFoldVersion =
    (std::uint64_t{kDeciderVersion} << 32) |
    ((static_cast<std::uint64_t>(schema::EventPayload::MAX) +
      static_cast<std::uint64_t>(schema::HousingEventPayload::MAX) +
      static_cast<std::uint64_t>(schema::PlanEventPayload::MAX) +
      static_cast<std::uint64_t>(schema::GrantEventPayload::MAX) +
      static_cast<std::uint64_t>(schema::AccessEventPayload::MAX) +
      static_cast<std::uint64_t>(schema::TransmissionEventPayload::MAX)) << 16) |
    (static_cast<std::uint64_t>(schema::CommandPayload::MAX) +
     static_cast<std::uint64_t>(schema::HousingCommandPayload::MAX) +
     static_cast<std::uint64_t>(schema::PlanCommandPayload::MAX) +
     static_cast<std::uint64_t>(schema::GrantCommandPayload::MAX) +
     static_cast<std::uint64_t>(schema::AccessCommandPayload::MAX) +
     static_cast<std::uint64_t>(schema::TransmissionCommandPayload::MAX));

enum class FoldResult {
  kFolded,
  kFroze,  ///< the body is not understood, or an evolver could not: the touched entities are frozen
};

/// Writes into the editor's overlay, unsealed; everything but the fold point (events/fold_point.h), which moves when the
/// commit is accepted.
FoldResult FoldCommit(const events::CommitReading& commit, StateEditor& editor, store::Overlay& overlay);

/// Applies one event to its entity's rows. False: the state does not fit the event (a gap in history, a newer meaning):
/// poison, not a crash. Writes nothing outside the rows of the event's own entity and the obligations it opens or closes.
[[nodiscard]] bool Evolve(const EventContext& context, const schema::Event& event, StateEditor& editor);

}  // namespace fascicolo::engine
