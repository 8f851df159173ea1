#include "connectors/program/audit/published_list.h"

#include "engine/decision.h"

#include <map>

namespace fascicolo::program {
namespace {

using SchemaLines = flatbuffers::Vector<flatbuffers::Offset<schema::RankedLine>>;

std::vector<ListLine> LinesFrom(EntityId call, const SchemaLines& lines) {
  std::vector<ListLine> read;
  for (const auto* line : lines) {
    const EntityId entry = events::Entity(line->entry());
    const std::string code = engine::ListCode(call, entry);
    read.push_back({entry, code, line->rank(), line->points(), line->amount(), line->standing()});
  }
  return read;
}

std::optional<Day> DayIn(std::int32_t days) { return days == 0 ? std::nullopt : std::optional(Day{days}); }

template <class Published>
Edition EditionOf(EntityId call, const EventInLog& event, const Published& published) {
  Edition edition;
  edition.number = published.edition();
  edition.sample = published.sample();
  edition.act = engine::Text(published.act());
  edition.hash = engine::HashIn(published.hash());
  edition.hash_holds = engine::HashOfList(call, published.lines()) == edition.hash;
  edition.by = RefOf(event);
  if (published.lines() != nullptr) edition.lines = LinesFrom(call, *published.lines());
  return edition;
}

void Take(const EventInLog& event, CallList& list) {
  if (const auto* opened = event.event.payload_as_CallOpened()) list.opened_by_act = engine::Text(opened->act());
  if (const auto* provisional = event.event.payload_as_ProvisionalListPublished()) {
    list.published = EditionOf(list.call, event, *provisional);
    list.published->appeals_until = DayIn(provisional->appeals_until());
  }
  if (const auto* final_list = event.event.payload_as_FinalListPublished()) {
    list.published = EditionOf(list.call, event, *final_list);
    list.published->is_final = true;
    list.published->valid_until = DayIn(final_list->valid_until());
  }
}

}  // namespace

Result<CallList> ReadCallList(Reading& reading, const engine::State& state, EntityId call, const engine::CallRow& row) {
  CallList list;
  list.call = call;
  list.row = row;
  const Status read = ForEachOwnEvent(reading, call, [&](const EventInLog& event) { Take(event, list); });
  if (!read) return read.error();
  for (const auto& line : engine::LinesOf(engine::StandingsOf(state, call), true)) {
    const EntityId entry = events::Entity(line->entry.get());
    const std::string code = engine::ListCode(call, entry);
    list.standing.push_back({entry, code, line->rank, line->points, line->amount, line->standing});
  }
  return list;
}

std::size_t MovedSince(const CallList& list) {
  if (!list.published) return 0;
  std::map<EntityId, std::pair<std::uint32_t, bool>> then;  // rank; whether it is found again
  for (const ListLine& line : list.published->lines) then[line.entry] = {line.rank, false};
  std::size_t moved = 0;
  for (const ListLine& line : list.standing) {
    const auto before = then.find(line.entry);
    if (before == then.end()) {
      ++moved;
      continue;
    }
    before->second.second = true;
    if (before->second.first != line.rank) ++moved;
  }
  for (const auto& [entry, place] : then) moved += place.second ? 0U : 1U;
  return moved;
}

}  // namespace fascicolo::program
