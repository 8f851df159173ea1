// What the deciders and evolvers of programmes share: finding the row, saying why a command cannot go on, numbering.
#pragma once

#include <functional>
#include <string_view>

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/families/evolving.h"
#include "engine/families/programme_states.h"
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
[[nodiscard]] std::string_view TextOf(ProgrammeState state);
[[nodiscard]] std::string_view TextOf(EnrolmentState state);
[[nodiscard]] std::string_view TextOf(SessionState state);
[[nodiscard]] std::string_view TextOf(BodyState state);

/// The sheet does not foresee `what` of its programmes.
[[nodiscard]] Refusal NotForeseen(std::string_view what);
/// Where it is given, a service unit.
[[nodiscard]] std::optional<Decision> CheckUnitIfGiven(const State& state, const schema::Id* unit);
/// Where it is given, a text of at most kMaxNameBytes.
[[nodiscard]] std::optional<Decision> CheckShort(std::string_view place, std::string_view text);

/// Changes the row of a programme that is there. `change` answers false when the fact makes no sense: poison.
template <class Change>
[[nodiscard]] bool EditProgramme(const schema::Event& event, StateEditor& editor, Change change) {
  return EditRow<ProgrammeTable>(event, editor, std::move(change));
}
/// The same for a row of it that has a number; which of its states may change how, the caller looks at.
template <class PartTable, class Change>
[[nodiscard]] bool EditPart(const schema::Event& event, std::uint32_t number, StateEditor& editor, Change change) {
  return EditProgramme(event, editor, [&](EntityId id, ProgrammeRow& programme) {
    auto row = editor.Find<PartTable>(id, number);
    if (!row || !change(id, programme, *row)) return false;
    editor.Put<PartTable>(*row, id, number);
    return true;
  });
}
/// The same for one in whose life the event has a place.
template <class PartTable, class State, class Change>
[[nodiscard]] bool EditPartByCycle(const schema::Event& event, std::uint32_t number, StateEditor& editor,
                                   std::span<const StateMove<State>> cycle, Change change) {
  using Row = typename PartTable::Row;
  return EditPart<PartTable>(event, number, editor, [&](EntityId id, ProgrammeRow& programme, Row& row) {
    return ChangeByCycle(event, cycle, row, [&](Row& changed) { return change(id, programme, changed); });
  });
}

}  // namespace fascicolo::engine
