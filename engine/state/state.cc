#include "engine/state/state.h"

#include "events/hash.h"
#include "events/store/digest.h"

namespace fascicolo::engine {

void State::CheckNotFrozen(EntityId entity) const {
  if (Ledger().frozen == 0) return;
  if (Find<FrozenTable>(entity)) throw ReadsFrozen(entity);
}

Hash DigestState(const store::Rows& rows) {
  events::Sha256Stream stream;
  for (int table = kFirstSharedTable; table <= 0xFF; ++table) {
    const char prefix = static_cast<char>(table);
    stream.Add(store::DigestRows(rows, {&prefix, 1}).bytes);
  }
  return stream.Finish();
}

}  // namespace fascicolo::engine
