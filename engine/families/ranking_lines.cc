#include "engine/families/activation_inputs.h"
#include "engine/families/ranking_lines.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "engine/catalogue/decimal.h"
#include "engine/families/ranking_deciding.h"
#include "engine/rules/sort_key.h"
#include "events/hash.h"

namespace fascicolo::engine {
namespace {

constexpr std::size_t kListCodeDigits = 12;
constexpr std::string_view kListHead = "fascicolo list 1\n";
constexpr std::string_view kDrawHead = "fascicolo draw 1\n";

bool WaitsForItsTurn(const Standing& standing) { return standing.row.state == EntryState::kAdmitted; }

auto PlaceOf(const Standing& standing) {
  const auto lot = standing.lot == 0 ? std::numeric_limits<std::uint32_t>::max() : standing.lot;
  return std::tuple(std::string_view(standing.merit), WaitsForItsTurn(standing), lot, std::string_view(standing.code));
}

Standing StandingOf(const State& state, EntityId call, EntityId entry, RankingEntryRow row) {
  Standing standing;
  standing.entry = entry;
  standing.row = std::move(row);
  standing.merit = MeritOf(standing.row);
  standing.lot = state.Find<LotTable>(call, entry).value_or(LotRow{}).lot;
  standing.code = ListCode(call, entry);
  return standing;
}

/// Takes out whoever a court has given a rank, and puts them back there, the least first.
void PutByOrder(std::vector<Standing>& ranked) {
  const auto is_free = [](const Standing& one) { return one.row.ordered_rank == 0; };
  const auto first = std::stable_partition(ranked.begin(), ranked.end(), is_free);
  std::vector<Standing> ordered(std::make_move_iterator(first), std::make_move_iterator(ranked.end()));
  ranked.erase(first, ranked.end());
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Standing& a, const Standing& b) { return a.row.ordered_rank < b.row.ordered_rank; });
  for (Standing& one : ordered) {
    const std::size_t at = std::min<std::size_t>(one.row.ordered_rank - 1, ranked.size());
    ranked.insert(ranked.begin() + static_cast<std::ptrdiff_t>(at), std::move(one));
  }
}

schema::Standing StandingWord(const RankingEntryRow& row) {
  if (row.state == EntryState::kExcluded) return schema::Standing::excluded;
  return row.with_reserve ? schema::Standing::with_reserve : schema::Standing::admitted;
}

std::unique_ptr<schema::RankedLineT> LineOf(const Standing& standing, std::size_t rank) {
  auto line = std::make_unique<schema::RankedLineT>();
  line->entry = IdOf(standing.entry);
  line->rank = static_cast<std::uint32_t>(rank);
  line->points = standing.row.points;
  line->amount = standing.row.amount;
  line->standing = StandingWord(standing.row);
  return line;
}

void AddText(events::Sha256Stream& stream, const std::string& text) { stream.Add(events::AsBytes(text)); }

std::string TextOfLine(EntityId call, EntityId entry, std::uint32_t rank, std::int64_t points, std::int64_t amount,
                       schema::Standing standing) {
  return std::to_string(rank) + "\t" + ListCode(call, entry) + "\t" + FormatHundredths(points) + "\t" +
         std::to_string(amount) + "\t" + schema::EnumNameStanding(standing) + "\n";
}

}  // namespace

std::string ListCode(EntityId call, EntityId entry) {
  constexpr std::string_view kWord = "fascicolo list code";
  const Hash hash = events::Sha256({events::AsBytes(kWord), call.bytes, entry.bytes});
  return ToHex(hash).substr(0, kListCodeDigits);
}

std::string MeritOf(const RankingEntryRow& row) {
  std::string key = SortKey(KeptScore(row.points, row.tie_breaks), row.applied_on, {});
  key.resize(key.size() - EntityId{}.bytes.size());
  return key;
}

Standings StandingsOf(const State& state, EntityId call) {
  Standings standings;
  for (const EntityId entry : EntriesOfCall(state, call)) {
    auto row = state.FindEntity<RankingEntryTable>(entry);
    if (!row) continue;
    const bool is_ranked = row->state == EntryState::kAdmitted || row->state == EntryState::kCalled ||
                           row->state == EntryState::kConfirmed;
    if (!is_ranked && row->state != EntryState::kExcluded) continue;
    auto& list = is_ranked ? standings.ranked : standings.excluded;
    list.push_back(StandingOf(state, call, entry, *std::move(row)));
  }
  std::sort(standings.ranked.begin(), standings.ranked.end(),
            [](const Standing& a, const Standing& b) { return PlaceOf(a) < PlaceOf(b); });
  PutByOrder(standings.ranked);
  std::sort(standings.excluded.begin(), standings.excluded.end(),
            [](const Standing& a, const Standing& b) { return a.code < b.code; });
  return standings;
}

std::vector<EntityId> UndrawnTies(const Standings& standings) {
  std::map<std::string, std::vector<const Standing*>> by_merit;
  for (const Standing& one : standings.ranked) {
    if (WaitsForItsTurn(one) && one.row.ordered_rank == 0) by_merit[one.merit].push_back(&one);
  }
  std::vector<const Standing*> undrawn;
  for (const auto& [merit, tied] : by_merit) {
    const bool is_drawn = std::all_of(tied.begin(), tied.end(), [](const Standing* one) { return one->lot > 0; });
    if (tied.size() > 1 && !is_drawn) undrawn.insert(undrawn.end(), tied.begin(), tied.end());
  }
  std::sort(undrawn.begin(), undrawn.end(), [](const Standing* a, const Standing* b) { return a->code < b->code; });
  std::vector<EntityId> ids;
  for (const Standing* one : undrawn) ids.push_back(one->entry);
  return ids;
}

ListLines LinesOf(const Standings& standings, bool ties_share) {
  ListLines lines;
  for (std::size_t i = 0; i < standings.ranked.size(); ++i) {
    const Standing& one = standings.ranked[i];
    const Standing* before = i == 0 ? nullptr : &standings.ranked[i - 1];
    const bool shares = ties_share && before != nullptr && before->merit == one.merit && before->lot == 0 &&
                        one.lot == 0 && before->row.ordered_rank == 0 && one.row.ordered_rank == 0;
    lines.push_back(LineOf(one, shares ? lines.back()->rank : i + 1));
  }
  for (const Standing& one : standings.excluded) lines.push_back(LineOf(one, 0));
  return lines;
}

Hash HashOfList(EntityId call, const ListLines& lines) {
  events::Sha256Stream stream;
  AddText(stream, std::string(kListHead));
  for (const auto& line : lines) {
    AddText(stream, TextOfLine(call, events::Entity(line->entry.get()), line->rank, line->points, line->amount,
                               line->standing));
  }
  return stream.Finish();
}

Hash HashOfList(EntityId call, const flatbuffers::Vector<flatbuffers::Offset<schema::RankedLine>>* lines) {
  events::Sha256Stream stream;
  AddText(stream, std::string(kListHead));
  if (lines == nullptr) return stream.Finish();
  for (const auto* line : *lines) {
    AddText(stream, TextOfLine(call, events::Entity(line->entry()), line->rank(), line->points(), line->amount(),
                               line->standing()));
  }
  return stream.Finish();
}

Hash HashIn(const schema::Hash* hash) {
  Hash read;
  if (hash != nullptr) std::copy(hash->bytes()->begin(), hash->bytes()->end(), read.bytes.begin());
  return read;
}

std::unique_ptr<schema::Hash> RefOf(const Hash& hash) {
  return std::make_unique<schema::Hash>(flatbuffers::span<const std::uint8_t, 32>(hash.bytes));
}

std::vector<EntityId> DrawnOrder(EntityId call, std::vector<EntityId> entries, const Hash& seed,
                                 std::string_view public_number) {
  constexpr std::string_view kEnd = "\n";
  std::vector<std::pair<Hash, EntityId>> drawn;
  for (const EntityId entry : entries) {
    const std::string code = ListCode(call, entry);
    const Hash lot = events::Sha256({events::AsBytes(kDrawHead), seed.bytes, events::AsBytes(public_number),
                                     events::AsBytes(kEnd), events::AsBytes(code)});
    drawn.emplace_back(lot, entry);
  }
  std::sort(drawn.begin(), drawn.end());
  for (std::size_t i = 0; i < drawn.size(); ++i) entries[i] = drawn[i].second;
  return entries;
}

}  // namespace fascicolo::engine
