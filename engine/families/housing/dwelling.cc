#include "engine/families/housing/dwelling.h"

#include "engine/families/checks.h"

namespace fascicolo::engine {
namespace {

std::optional<Decision> CheckTraits(const schema::DwellingTraits* traits) {
  if (traits == nullptr) return Malformed("/traits", "are missing", "rooms and square metres");
  if (traits->rooms() == 0) return Malformed("/traits/rooms", "is missing", "one room at least");
  if (traits->square_metres() == 0) return Malformed("/traits/square_metres", "is missing", "whole square metres");
  if (Text(traits->district()).empty()) return std::nullopt;
  return CheckText("/traits/district", Text(traits->district()));
}

}  // namespace

Decision Decide(const State&, const Intent& intent, const schema::RegisterDwelling& command) {
  if (auto answer = FirstOf(CheckText("/code", Text(command.code())), CheckWord("/owner", command.owner()),
                            CheckTraits(command.traits()), CheckHappened(intent))) {
    return *std::move(answer);
  }
  schema::RegisterDwellingT plain;
  command.UnPackTo(&plain);
  schema::DwellingRegisteredT registered;
  registered.code = std::move(plain.code);
  registered.owner = plain.owner;
  registered.traits = std::move(plain.traits);
  return OneFact(intent, NewEntity(intent.command, 0), kDwellingKind, std::move(registered));
}

FASCICOLO_EVOLVE(DwellingRegistered) {
  (void)context;
  const EntityId dwelling = events::Entity(event.entity());
  const auto* traits = fact.traits();
  if (traits == nullptr || editor.Find<DwellingTable>(dwelling)) return false;
  DwellingRow row;
  row.code = Text(fact.code());
  row.owner = fact.owner();
  row.rooms = traits->rooms();
  row.square_metres = traits->square_metres();
  row.floor = traits->floor();
  row.accessible = traits->accessible();
  row.district = Text(traits->district());
  row.since = Day{event.effective_on()};
  editor.Put<DwellingTable>(row, dwelling);
  return true;
}

}  // namespace fascicolo::engine
