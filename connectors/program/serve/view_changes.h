// What a commit changed, as those are told who keep an answer before their eyes: which entities, and which questions
// they bear on. Never what is said of them.
#pragma once

#include "events/body.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

struct ViewChange {
  EntityId entity;
  schema::EntityKind kind = schema::EntityKind::none;
  std::vector<std::string_view> questions;  ///< whose answers may be others now: "caseload"
};

/// The questions that an entity of a kind bears on.
[[nodiscard]] std::vector<std::string_view> QuestionsAbout(schema::EntityKind kind);

/// Each entity once, in the order of its first event. A day that opens bears on the agenda. Empty: a refusal, or a
/// commit that this program does not understand.
[[nodiscard]] std::vector<ViewChange> ChangesOf(const events::CommitReading& commit);

/// One server-sent event with those changes that bear on `questions`; empty: none does.
[[nodiscard]] std::string ChangeText(Position position, const std::vector<ViewChange>& changes,
                                     const std::set<std::string_view>& questions);
/// One that says: ask everything anew, and go on from here.
[[nodiscard]] std::string ResetText(Position position);

}  // namespace fascicolo::program
