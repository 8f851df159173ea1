// The waiting lists (liste d'attesa): who waits where, and why just there. Ranks are computed when
// asked: one who leaves moves everybody behind him.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "projections/view.h"

namespace fascicolo::projections {

struct ListRow {
  std::string service;
  std::uint64_t waiting = 0;
  Day changed_on;  ///< the latest day on which the list changed
  template <class V>
  void Visit(V& v) {
    v(service, waiting, changed_on);
  }
};

/// A place in a list; the key is the order.
struct PlaceRow {
  EntityId activation;
  std::int64_t points = 0;  ///< hundredths
  std::int64_t quantity = 0;
  Day since;  ///< of the entry; a move keeps it
  template <class V>
  void Visit(V& v) {
    v(activation, points, quantity, since);
  }
};

/// What a list knows of an application, on it or not.
struct ApplicantRow {
  EntityId case_file;
  std::string service;
  std::int64_t quantity = 0;
  Day applied_on;
  std::optional<Day> requested_from;
  bool imported = false;
  EntityId list;         ///< zeros: on none
  std::string sort_key;  ///< its place there
  template <class V>
  void Visit(V& v) {
    v(case_file, service, quantity, applied_on, requested_from, imported, list, sort_key);
  }
};

/// Points by one criterion.
struct ScoreLineRow {
  std::string criterion;
  std::string input;        ///< the fact, as text
  std::int64_t points = 0;  ///< hundredths
  std::string table_row;    ///< the row of the rule set's table that applied
  EntityId source;          ///< whose event brought the fact
  Version source_version;   ///< which of its events
  template <class V>
  void Visit(V& v) {
    v(criterion, input, points, table_row, source, source_version);
  }
};

/// The last scoring, word for word as it was decided.
struct ScoreRow {
  std::string rule_set;
  std::string rule_version;
  std::int64_t total = 0;  ///< hundredths
  bool sample = false;     ///< the rule set's values are not confirmed
  std::vector<ScoreLineRow> lines;
  std::vector<engine::TieBreakRow> tie_breaks;
  Position scored_at;
  template <class V>
  void Visit(V& v) {
    v(rule_set, rule_version, total, sample, lines, tie_breaks, scored_at);
  }
};

/// Values are stored.
enum class MoveKind : std::uint8_t {
  kScored = 1,
  kEntered = 2,
  kMoved = 3,
  kOffered = 4,
  kRefused = 5,
  kLapsed = 6,
  kLeft = 7,
  kWithdrawn = 8,
  kDenied = 9,
};

/// One step of an application's way to, on and off the list.
struct MoveRow {
  MoveKind kind = MoveKind::kScored;
  Day on;
  std::optional<std::int64_t> points;  ///< hundredths, where the step says so
  schema::ListEffect effect = schema::ListEffect::kept;  ///< of a refused or silent offer
  std::string reason;                                    ///< code
  template <class V>
  void Visit(V& v) {
    v(kind, on, points, effect, reason);
  }
};

using ListTable = ViewTable<ViewId::kWaitingList, 0, ListRow, EntityId>;
using PlaceTable = ViewTable<ViewId::kWaitingList, 1, PlaceRow, EntityId, std::string>;
using ApplicantTable = ViewTable<ViewId::kWaitingList, 2, ApplicantRow, EntityId>;
using ScoreTable = ViewTable<ViewId::kWaitingList, 3, ScoreRow, EntityId>;
using MoveTable = ViewTable<ViewId::kWaitingList, 4, MoveRow, EntityId, Position, std::uint32_t>;

bool FoldWaitingList(const FoldedCommit& commit, ViewRows& rows);

/// How an application was scored last; none: not at all. Cheap, where an explanation counts its rank.
[[nodiscard]] std::optional<ScoreRow> ScoreOf(const store::Rows& rows, EntityId activation);

struct ListSummary {
  EntityId list;
  ListRow row;
  std::optional<Position> frozen_since;
};
/// Every list there is, in the order of ids; at most kMaxPage: more than there are services.
[[nodiscard]] std::vector<ListSummary> WaitingLists(const store::Rows& rows);

struct WaitingEntry {
  std::uint64_t rank = 0;  ///< 1 is next in line
  PlaceRow place;
  ApplicantRow applicant;
  std::optional<Position> frozen_since;  ///< of the activation
};
/// Where a page ended. The rank is right as long as the rows are those of the page before.
struct WaitingKey {
  std::string sort_key;
  std::uint64_t rank = 0;
};
struct WaitingPage {
  std::vector<WaitingEntry> entries;  ///< in list order
  std::optional<WaitingKey> after;    ///< ask again with this; none: there are no more
};
/// A list that is not there is empty.
[[nodiscard]] WaitingPage WaitingList(const store::Rows& rows, EntityId list,
                                      std::optional<WaitingKey> after = {},
                                      std::size_t page = kDefaultPage);

/// The order of a list, read once for many questions about it: a scan of its places, and nothing of those who stand there.
class ListOrder {
 public:
  /// A list that is not there is empty.
  ListOrder(const store::Rows& rows, EntityId list);
  /// From 1: of who stands at the key; where nobody does, of who would.
  [[nodiscard]] std::uint64_t RankOf(std::string_view sort_key) const;
  /// The last `most` of those who stand before `rank`, in order.
  [[nodiscard]] std::vector<EntityId> Before(std::uint64_t rank, std::size_t most) const;

 private:
  struct Place {
    std::string sort_key;
    EntityId activation;
  };
  std::vector<Place> places_;
};

struct Move {
  Position position;
  std::uint32_t event = 0;
  MoveRow row;
};
struct Explanation {
  EntityId activation;
  ApplicantRow applicant;
  std::optional<std::uint64_t> rank;  ///< none: on no list
  std::optional<PlaceRow> place;
  std::optional<ScoreRow> score;  ///< none: not scored, the list goes by arrival
  std::vector<Move> moves;        ///< in ledger order; the last kMaxPage of them
  std::optional<Position> frozen_since;
};
/// Why somebody stands where he stands, or stood. None: no such application.
[[nodiscard]] std::optional<Explanation> ExplainEntry(const store::Rows& rows,
                                                      EntityId activation);
/// The same of who stands on a page of the same rows, of which the page's row is not read again.
[[nodiscard]] Explanation ExplainEntry(const store::Rows& rows, const WaitingEntry& entry);

}  // namespace fascicolo::projections
