// What the deciders and evolvers of programmes share: finding the row, saying why a command cannot go on, numbering.
#pragma once

#include <functional>
#include <string_view>

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/families/schema_ids.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kProgrammeKind = schema::EntityKind::programme;

/// A programme as a command finds it.
struct ProgrammeSeen {
  EntityId id;
  ProgrammeRow row;
  const Sheet& sheet;
  const ProgrammeRules& rules;
};

/// A decision about an open programme whose sheet still foresees programmes; otherwise the reason why not.
Decision OnProgramme(const State& state, const schema::Id* id, const std::function<Decision(const ProgrammeSeen&)>& decide);

/// "opinion_asked"; for refusals.
[[nodiscard]] std::string_view TextOf(EnrolmentState state);
[[nodiscard]] std::string_view TextOf(SessionState state);
[[nodiscard]] std::string_view TextOf(BodyState state);

/// The sheet does not foresee `what` of its programmes.
[[nodiscard]] Refusal NotForeseen(std::string_view what);
/// Where it is given, a service unit.
[[nodiscard]] std::optional<Decision> CheckUnitIfGiven(const State& state, const schema::Id* unit);
/// Where it is given, a text of at most kMaxNameBytes.
[[nodiscard]] std::optional<Decision> CheckShort(std::string_view place, std::string_view text);

/// What a command named, for the event; null where it named nothing.
template <class Struct>
[[nodiscard]] std::unique_ptr<Struct> CopyOf(const Struct* given) {
  return given == nullptr ? nullptr : std::make_unique<Struct>(*given);
}

/// A decision that is one event of the programme.
template <class Fact>
[[nodiscard]] Decision OneProgrammeEvent(const Intent& intent, EntityId programme, Fact fact) {
  Drafts drafts(intent);
  drafts.Add(programme, kProgrammeKind, std::move(fact));
  return drafts.Done();
}

/// Changes the row of a programme that is there. `change` answers false when the fact makes no sense: poison.
template <class Change>
[[nodiscard]] bool EditProgramme(const schema::Event& event, StateEditor& editor, Change change) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<ProgrammeTable>(id);
  if (!row || !change(id, *row)) return false;
  editor.Put<ProgrammeTable>(*row, id);
  return true;
}
/// The same for a row of it that has a number.
template <class PartTable, class Change>
[[nodiscard]] bool EditPart(const schema::Event& event, std::uint32_t number, StateEditor& editor, Change change) {
  return EditProgramme(event, editor, [&](EntityId id, ProgrammeRow& programme) {
    auto row = editor.Find<PartTable>(id, number);
    if (!row || !change(id, programme, *row)) return false;
    editor.Put<PartTable>(*row, id, number);
    return true;
  });
}

/// Takes the next number for what an event adds. False: it is another one.
template <class Row>
[[nodiscard]] bool TakePartNumber(std::uint32_t number, Row& row) {
  if (number != row.parts + 1) return false;
  row.parts = number;
  return true;
}

}  // namespace fascicolo::engine
