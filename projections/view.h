// What a view is: rows that answer one kind of question, folded from the ledger and from nothing
// else. Folding is pure (no clock, chance or I/O), so that the same ledger gives the same bytes on
// every machine (design D11). A view reads only its own rows, never another view's and never the
// engine's state; it holds ids, codes and days, never a person's name and never ciphertext.
//
// A new view is a file pair of its own and a line in views.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "events/body.h"
#include "events/header.h"
#include "projections/view_rows.h"

namespace fascicolo::projections {

/// An event of the commit that is folded.
struct FoldedEvent {
  std::uint32_t index = 0;  ///< within its commit; events of frozen entities count too
  EntityId entity;
  const schema::Event* event = nullptr;

  [[nodiscard]] Day day() const { return Day{event->effective_on()}; }
};

/// A commit as views see it: understood, and without the events of frozen entities. Borrows from
/// the record; valid during the fold.
struct FoldedCommit {
  const events::Header& header;
  const schema::Recorded& recorded;  ///< with the stamp, and the refusal where there is one
  const schema::Command& command;
  std::string_view actor;
  std::span<const FoldedEvent> events;
  const store::Rows* frozen_rows = nullptr;  ///< null: no entity of this ledger is frozen

  /// For entities that an event names beside its own: a frozen one's rows stay as they are.
  [[nodiscard]] bool IsFrozen(EntityId entity) const;
};

struct View {
  ViewId id;
  std::string_view name;  ///< of commands and reports: "caseload"
  /// Applies a commit. False: the rows do not fit its events (a gap in history): poison, by which
  /// the entities that the commit touches freeze. May throw store::RowTooLarge, with the same
  /// meaning, and store::StoreBroken.
  bool (*fold)(const FoldedCommit& commit, ViewRows& rows);
};

/// All views, in the order in which they are folded and reported.
[[nodiscard]] std::span<const View> AllViews();

// --- limits of queries ---
inline constexpr std::size_t kDefaultPage = 50;
inline constexpr std::size_t kMaxPage = 1000;  ///< a larger wish is cut down to this
[[nodiscard]] constexpr std::size_t PageOf(std::size_t wished) {
  return wished == 0 ? 1 : wished < kMaxPage ? wished : kMaxPage;
}

}  // namespace fascicolo::projections
