#include "engine/families/obligations.h"

#include "engine/families/schema_ids.h"

namespace fascicolo::engine {

Decision Dropped(const Intent& intent, EntityId obligation, const ObligationRow& due, schema::EntityKind kind,
                 std::string what, std::string ground) {
  Drafts drafts(intent);
  schema::ObligationDroppedT dropped;
  dropped.obligation = IdOf(obligation);
  dropped.what = std::move(what);
  dropped.ground = std::move(ground);
  drafts.Add(due.entity, kind, std::move(dropped));
  return drafts.Done();
}

EntityId OpenBy(const EventContext& context, ObligationRow row, StateEditor& editor, std::uint32_t ordinal) {
  row.opened_by = context.header.command;
  row.event_index = context.index;
  row.opened_at = context.header.position;
  const EntityId id = context.ObligationId(ordinal);
  editor.OpenObligation(id, row);
  return id;
}

EntityId OpenAtOnce(const EventContext& context, ObligationRow row, StateEditor& editor, std::uint32_t ordinal) {
  row.due = context.header.recorded_at;
  return OpenBy(context, std::move(row), editor, ordinal);
}

}  // namespace fascicolo::engine
