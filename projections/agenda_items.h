// How the agenda's rows change. Internal to the agenda (agenda_*.cc).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "projections/agenda.h"

namespace fascicolo::projections {

/// The items about one entity while an event changes them.
class AgendaItems {
 public:
  AgendaItems(const FoldedCommit& commit, EntityId about, ViewRows& rows)
      : at_(commit.header.position), about_(about), rows_(rows) {}

  void Clear(DueKind kind, std::uint32_t number = 0);
  /// All but the reviews of who read it, which outlive it.
  void ClearAll();
  /// Takes off what of this kind stands on `day` or before.
  void ClearThrough(DueKind kind, Day day);
  /// Puts an item on its day, or, without a day, takes it off.
  void Set(DueKind kind, std::uint32_t number, std::optional<Day> due_on, DueRow row);
  /// The same, but an item that stands on that day already stays as it is.
  void Keep(DueKind kind, std::uint32_t number, Day due_on, const DueRow& row);
  /// The same item on another day.
  void Move(DueKind kind, std::uint32_t number, Day due_on);

 private:
  Position at_;
  EntityId about_;
  ViewRows& rows_;
};

/// Proposals about any entity, under `whose` case. True: the event was one.
[[nodiscard]] bool ChangeProposals(const FoldedEvent& folded, const DueRow& whose, AgendaItems& items);
/// Deadlines of cases and applications that move or are met. True: the event did so.
[[nodiscard]] bool ChangeDeadline(const schema::Event& event, AgendaItems& items);

/// An event of a programme, or of a unit.
void FoldProgramme(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows);
void FoldUnit(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows);
/// What an event of access changes in a case of its own.
void FoldAccess(const schema::AccessEvent& event, DueRow row, AgendaItems& items);
/// An event of a flow to INPS.
void FoldFlow(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows);
/// An event of a plan.
void FoldPlan(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows);
/// What of an adopted sheet or calendar says when a plan's expenses are due.
void KeepPlanTerms(const schema::Event& event, ViewRows& rows);

}  // namespace fascicolo::projections
