// The agenda (scadenzario): what falls due on a day. Overdue is computed against today, the last
// day opened at the views' position, and never stored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "projections/view.h"

namespace fascicolo::projections {

/// Values are stored in keys.
enum class DueKind : std::uint8_t {
  kOfferExpires = 1,    ///< the last day for an answer
  kOfferProposed = 2,   ///< the office is to offer the place, which is free from that day on
  kSuspensionEnds = 3,  ///< the first day after a suspension
  kServiceEnds = 4,     ///< the first day without a service that was given until then
};
inline constexpr DueKind kDueKinds[] = {DueKind::kOfferExpires, DueKind::kOfferProposed,
                                        DueKind::kSuspensionEnds, DueKind::kServiceEnds};

struct DueRow {
  EntityId case_file;
  EntityId unit;
  std::string service;
  Position opened_at;  ///< the commit that made it due
  template <class V>
  void Visit(V& v) {
    v(case_file, unit, service, opened_at);
  }
};

/// Where the items of an activation stand, so that its next event finds them.
struct PendingRow {
  EntityId case_file;
  EntityId unit;
  std::string service;
  std::vector<std::optional<Day>> due_on =
      std::vector<std::optional<Day>>(std::size(kDueKinds));  ///< by kind
  template <class V>
  void Visit(V& v) {
    v(case_file, unit, service, due_on);
  }
};

using DueTable = ViewTable<ViewId::kAgenda, 0, DueRow, Day, DueKind, EntityId>;  ///< + activation
using PendingTable = ViewTable<ViewId::kAgenda, 1, PendingRow, EntityId>;

bool FoldAgenda(const FoldedCommit& commit, ViewRows& rows);

struct DueItem {
  Day due_on;
  DueKind kind = DueKind::kOfferExpires;
  EntityId activation;
  DueRow row;
  bool overdue = false;                  ///< due_on is before today
  std::optional<Position> frozen_since;  ///< the activation is frozen: this may be over
};

struct DueKey {
  Day due_on;
  DueKind kind = DueKind::kOfferExpires;
  EntityId activation;
};

struct AgendaFilter {
  std::optional<Day> from;   ///< none: from the most overdue on
  std::optional<Day> until;  ///< inclusive; none: without end
  std::optional<DueKind> kind;
  std::optional<std::string> service;
};

struct AgendaPage {
  std::vector<DueItem> items;   ///< by day, kind, activation
  std::optional<DueKey> after;  ///< ask again with this; none: there are no more
};

[[nodiscard]] AgendaPage Agenda(const store::Rows& rows, const AgendaFilter& filter,
                                std::optional<DueKey> after = {}, std::size_t page = kDefaultPage);

}  // namespace fascicolo::projections
