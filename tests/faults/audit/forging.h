// Ledgers written otherwise than they were decided, with every hash and the whole chain right: what somebody can make who has
// the log, this program, and no scruples.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "events/acceptance.h"
#include "events/body.h"
#include "events/ledger.h"

namespace fascicolo::events {

/// Every record of a log, in its order.
[[nodiscard]] std::vector<Record> RecordsOf(Ledger& ledger);

/// What one commit says, to be changed.
struct Forged {
  CommitContent content;
  schema::RecordedT recorded;
  schema::CommandT command;
  std::vector<schema::EventT> events;

  explicit Forged(RecordView record);
  /// With what was changed above packed into the content.
  [[nodiscard]] CommitContent Packed() const;
};
using Forge = std::function<void(Forged& forged)>;

/// The records with the one at `at` forged, and all from there on chained anew. They must all be accepted ones.
[[nodiscard]] std::vector<Record> Rechained(const std::vector<Record>& records, std::size_t at, const Forge& forge);

/// The first record, from the beginning, whose commit this fits; records.size() if none does.
using Fits = std::function<bool(const Forged& commit)>;
[[nodiscard]] std::size_t FirstThat(const std::vector<Record>& records, const Fits& fits);

}  // namespace fascicolo::events
