#include "engine/families/office/office_recount.h"

#include <algorithm>

#include "engine/payload_names.h"

namespace fascicolo::engine {

void OfficeRecount::Take(const events::CommitReading& commit) {
  SCOPED_TRACE(CommandName(commit.command()));
  std::vector<schema::EventT> events;
  for (const auto* event : commit.events()) event->UnPackTo(&events.emplace_back());
  for (const auto& event : events) {
    TakeVersion(event);
    ++made_[EventName(event.payload)];
    housing_.Take(event);
    if (event.payload.AsDeathRecorded() != nullptr) dead_.insert(events::Entity(event.entity.get()));
    if (event.payload.AsDeathRevoked() != nullptr) dead_.erase(events::Entity(event.entity.get()));
    if (event.kind == schema::EntityKind::programme) ProgrammeOf(event).Take(event.payload);
  }
  who_.Take(events);
  room_.Take(events);
  books_.Take(events);
  gate_.Take(events);
  benefits_.Take(events);
  deadlines_.Take(events);
  obligations_.Take(commit);
  plans_.Take(events);
}

ProgrammeRecount& OfficeRecount::ProgrammeOf(const schema::EventT& event) {
  ProgrammeRecount& programme = programmes_[events::Entity(event.entity.get())];
  programme.is_dead = [this](EntityId person) {
    const EntityId behind = who_.Behind(person);
    return std::any_of(dead_.begin(), dead_.end(), [&](EntityId dead) { return who_.Behind(dead) == behind; });
  };
  return programme;
}

void OfficeRecount::TakeVersion(const schema::EventT& event) {
  const EntityId id = events::Entity(event.entity.get());
  EXPECT_EQ(event.version, ++versions_[id]) << "of the entity, after " << EventName(event.payload);
}

void OfficeRecount::CheckChanged(const Kit& kit) {
  housing_.Check();
  plans_.Check(kit);
}

void OfficeRecount::CheckAll(const Kit& kit) {
  room_.Check(kit);
  books_.Check(kit);
  books_.CheckActs(kit);
  obligations_.CheckOpen(kit.state());
}

}  // namespace fascicolo::engine
