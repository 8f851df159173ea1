// Who came to a session. Internal to programme_session.
#pragma once

#include <variant>

#include "engine/families/programme_deciding.h"

namespace fascicolo::engine {

/// The first day of the week of a session: a Monday.
[[nodiscard]] Day WeekOf(const SessionRow& session);

/// Attendance, counts and staff of a session as the event tells them, or the reason why they cannot be.
[[nodiscard]] std::variant<schema::SessionRecordedT, Decision> WhoCame(const State& state, const ProgrammeSeen& seen,
                                                                       const SessionRow& session,
                                                                       const schema::RecordSession& command);

// --- for evolvers; false: it makes no sense ---

[[nodiscard]] bool NoteAttendance(const schema::SessionRecorded& fact, EntityId programme, const SessionRow& session,
                                  ProgrammeRow& row, StateEditor& editor);
[[nodiscard]] bool NoteTraining(const schema::SessionRecorded& fact, EntityId programme, const SessionRow& session,
                                StateEditor& editor);

}  // namespace fascicolo::engine
