// What the deciders of cases share: finding the row, saying why a command cannot go on, numbering what a case holds.
#pragma once

#include <functional>
#include <optional>

#include "engine/decision.h"
#include "engine/families/case_states.h"
#include "engine/families/evolving.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kCaseKind = schema::EntityKind::case_file;

/// "in_charge"; for refusals and views.
[[nodiscard]] std::string_view TextOf(CaseState state);
[[nodiscard]] std::string_view TextOf(ProjectState state);

/// A decision about a case that is there, whatever its state. Refuses whoever may not work on it.
Decision OnCase(const State& state, const Intent& intent, const schema::Id* id,
                const std::function<Decision(EntityId, const CaseRow&)>& decide);
/// The same for a case on which work goes on: at the desk, handed over, or in charge.
Decision OnOpenCase(const State& state, const Intent& intent, const schema::Id* id,
                    const std::function<Decision(EntityId, const CaseRow&)>& decide);
/// The same for a case that is in charge.
Decision OnCaseInCharge(const State& state, const Intent& intent, const schema::Id* id,
                        const std::function<Decision(EntityId, const CaseRow&)>& decide);

/// The event has a place in the case's life now.
[[nodiscard]] std::optional<Decision> CheckMove(const CaseRow& row, schema::EventPayload event);
/// `worker` may work on it.
[[nodiscard]] std::optional<Decision> CheckNoConflict(const CaseRow& row, std::string_view worker);
/// No service runs and no application waits. Imported facts are not checked.
[[nodiscard]] std::optional<Decision> CheckNoServices(const State& state, const Intent& intent, EntityId case_file);

/// The number of the next thing in the case.
[[nodiscard]] inline std::uint32_t NextNumber(const CaseRow& row) { return row.parts + 1; }

/// How long a text of this secrecy is kept, and under which key.
[[nodiscard]] constexpr schema::RetentionClass RetentionOf(schema::Secrecy secrecy) {
  return secrecy == schema::Secrecy::juvenile_court ? schema::RetentionClass::court : schema::RetentionClass::ordinary;
}

/// A decision that is one event of the case, with the command's personal text at `sealed` where there is one.
template <class Fact>
[[nodiscard]] Decision OneEvent(const Intent& intent, EntityId case_file, Fact fact, std::string_view sealed = {},
                                schema::RetentionClass retention = schema::RetentionClass::ordinary) {
  Drafts drafts(intent);
  auto& draft = drafts.Add(case_file, kCaseKind, std::move(fact));
  if (!sealed.empty()) drafts.Seal(draft, sealed, case_file, retention);
  return drafts.Done();
}

/// A fact that changes no row, about a case that is there.
[[nodiscard]] inline bool IsThere(const schema::Event& event, const StateEditor& editor) {
  return editor.Find<CaseTable>(events::Entity(event.entity())).has_value();
}

/// Changes the row of a case that is there, whatever its state. `change` answers false when the fact makes no sense: poison.
template <class Change>
[[nodiscard]] bool EditCase(const schema::Event& event, StateEditor& editor, Change change) {
  return EditRow<CaseTable>(event, editor, std::move(change));
}
/// The same for an event of the case's own life.
template <class Change>
[[nodiscard]] bool MoveCase(const schema::Event& event, StateEditor& editor, Change change) {
  return EditByCycle<CaseTable>(event, editor, CaseCycle(), std::move(change));
}

}  // namespace fascicolo::engine
