// The lines of a list: in which order entries stand, who ties, what is published of it, and its hash.
//
// The hash is SHA-256 over this text in UTF-8, so that anybody who has the published list can reckon it: a first line
// "fascicolo list 1"; then for each entry, in the list's order, rank, list code, points, amount in cents and standing,
// parted by tabs. Every line ends with a line feed:
//
//     1<TAB>0f3c9a5512be<TAB>96.5<TAB>0<TAB>admitted
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/state/state.h"
#include "schemas/ranking_generated.h"

namespace fascicolo::engine {

/// What stands for an entry in public: the first 12 hexadecimal digits of SHA-256("fascicolo list code" || call || entry).
[[nodiscard]] std::string ListCode(EntityId call, EntityId entry);

/// Points descending, then the tie-breaks, as bytes in their order. Who has the same merit ties.
[[nodiscard]] std::string MeritOf(const RankingEntryRow& row);

struct Standing {
  EntityId entry;
  RankingEntryRow row;
  std::string merit;
  std::uint32_t lot = 0;  ///< 0: not drawn
  std::string code;
};
struct Standings {
  std::vector<Standing> ranked;    ///< admitted, called and confirmed, in their order
  std::vector<Standing> excluded;  ///< by list code
};
/// By merit; of those who tie who was called already, then by lot, then by list code. Then whoever has a rank by a court's
/// order is put there. Throws ReadsFrozen where an entry is frozen.
[[nodiscard]] Standings StandingsOf(const State& state, EntityId call);

/// Those who tie and wait, where not all of a tie have a lot; by list code.
[[nodiscard]] std::vector<EntityId> UndrawnTies(const Standings& standings);

using ListLines = std::vector<std::unique_ptr<schema::RankedLineT>>;
/// `ties_share`: who ties without lots has one rank.
[[nodiscard]] ListLines LinesOf(const Standings& standings, bool ties_share);
[[nodiscard]] Hash HashOfList(EntityId call, const ListLines& lines);
/// The same of an event's lines.
[[nodiscard]] Hash HashOfList(EntityId call, const flatbuffers::Vector<flatbuffers::Offset<schema::RankedLine>>* lines);

/// Between our hashes and the schema's. A missing one reads as all zeros.
[[nodiscard]] Hash HashIn(const schema::Hash* hash);
[[nodiscard]] std::unique_ptr<schema::Hash> RefOf(const Hash& hash);

/// The order of a draw by a revealed seed: ascending by SHA-256("fascicolo draw 1\n" || seed || public number || "\n" ||
/// list code), so that nobody's place depends on who else takes part. ops/draw/replay does the same without us.
[[nodiscard]] std::vector<EntityId> DrawnOrder(EntityId call, std::vector<EntityId> entries, const Hash& seed,
                                               std::string_view public_number);

}  // namespace fascicolo::engine
