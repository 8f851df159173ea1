// What the deciders of rankings share: finding call and entry, and who may decide about an entry, and when.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "engine/catalogue/sheet.h"
#include "engine/families/checks.h"
#include "engine/families/ranking.h"
#include "engine/families/ranking_states.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {

/// The act by which a list, an admission or an end takes effect: its number and date as text.
[[nodiscard]] std::optional<Decision> CheckAct(std::string_view act);

/// A decision about a call in one of these states.
Decision OnCall(const State& state, const Intent& intent, const schema::Id* id, StateSet<CallState> allowed,
                const std::function<Decision(EntityId, const CallRow&)>& decide);

/// An entry with the call that it belongs to.
struct EntryOfCall {
  EntityId id;
  RankingEntryRow row;
  CallRow call;
};
/// A decision about an entry in one of these states, of a call in one of those.
Decision OnEntry(const State& state, const Intent& intent, const schema::Id* id,
                 StateSet<EntryState> allowed, StateSet<CallState> calls,
                 const std::function<Decision(const EntryOfCall&)>& decide);

/// The actor is of the commission, where one is named, and has no conflict with the entry.
[[nodiscard]] std::optional<Decision> CheckMember(const Intent& intent, const EntryOfCall& entry);
/// After a publication an entry is decided about on a ground alone: an appeal that was upheld, the authority's own motion, a
/// court's order, or what was found after it was called. Before, there is none.
[[nodiscard]] std::optional<Decision> CheckGround(const EntryOfCall& entry, schema::ChangeGround ground,
                                                  std::string_view act);
/// A reason of the sheet's list.
[[nodiscard]] std::optional<Decision> CheckSheetReason(const State& state, const CallRow& call, std::string_view reason,
                                                       std::vector<Labelled> Sheet::*foreseen);

/// The entries of a call, by id.
[[nodiscard]] std::vector<EntityId> EntriesOfCall(const State& state, EntityId call);

/// Codes or names of a command, each of at most `bytes` and given once; an answer where one is not.
[[nodiscard]] std::optional<Decision> CheckTextList(
    std::string_view place, const flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>* texts, std::size_t most,
    std::size_t bytes);
[[nodiscard]] std::vector<std::string> TextsOf(
    const flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>* texts);

}  // namespace fascicolo::engine
