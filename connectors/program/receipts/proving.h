// Making receipts from an open ledger: which commits and leaves belong to what is asked for.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/program/checkpointing.h"
#include "connectors/program/reading.h"
#include "connectors/program/super_logging.h"
#include "events/proof/receipt_check.h"
#include "projections/history.h"

namespace fascicolo::program {

/// "17.2": the event 2 of position 17, as 'history' shows it. The error's place is "--event".
[[nodiscard]] Result<projections::HistoryRef, FormError> ReadEventPlace(std::string_view text);

class Proving {
 public:
  /// Signs the ledger as it is, unless that was done already. kUnavailable: the views are not at the same commit,
  /// because somebody writes meanwhile. Otherwise failures as Checkpointing.
  static Result<std::unique_ptr<Proving>> Begin(Session& session, Reading& reading);
  /// Receipts lead into this super-log, too, to which the checkpoint is added.
  Status LeadInto(SuperLogging& super);

  // Where the key of a text in them was erased, the erasure's own events are in the receipt too.

  /// One event with the command that made it. kNotFound: no such event.
  Result<proof::Receipt> OfEvent(Position position, std::uint32_t event);
  /// All that happened to an entity and to what it consists of. kNotFound: nothing did.
  Result<proof::Receipt> OfHistory(EntityId entity);
  /// The place of an application on its waiting list, with all that happened to the application and to the list:
  /// whoever reads it can count the places again. kNotFound: it waits on no list.
  Result<proof::Receipt> OfPlace(EntityId activation);
  /// A person's erasure, from its proposal to its completion. kNotFound: no such erasure.
  Result<proof::Receipt> OfErasure(EntityId person, std::uint32_t number);

  [[nodiscard]] const proof::VerifierKey& key() const { return checkpointing_->key(); }
  /// Nothing is handed out that its reader would refuse. kDamaged.
  Result<proof::CheckedReceipt> Check(const proof::Receipt& receipt) const;

 private:
  Proving(Reading& reading, std::unique_ptr<Checkpointing> checkpointing)
      : reading_(reading), checkpointing_(std::move(checkpointing)) {}
  using Refs = std::set<projections::HistoryRef>;
  void AddHistory(EntityId entity, projections::WithParts parts, Refs& refs) const;
  Status AddErasure(EntityId person, std::uint32_t number, Refs& refs) const;
  /// Those by which keys of the texts in `refs` were destroyed.
  Status AddErasuresBehind(const Refs& refs, Refs& all) const;
  /// The commits that `refs` name, with their commands; a statement, where the kind has one, about every entity among
  /// them.
  Result<proof::Receipt> Make(proof::ReceiptKind kind, const Refs& refs, const std::string& row = {});

  Reading& reading_;
  std::unique_ptr<Checkpointing> checkpointing_;
  std::optional<proof::TlogProof> super_;
};

}  // namespace fascicolo::program
