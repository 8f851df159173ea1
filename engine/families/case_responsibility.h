// Who answers for a case: the worker who leads it, other areas beside (row R50), conflicts of interest,
// and a whole caseload that goes to another worker.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

#include <string_view>

namespace fascicolo::engine {

inline constexpr std::size_t kMaxCoResponsible = 20;      ///< of one case
inline constexpr std::size_t kMaxConflicts = 50;          ///< of one case
inline constexpr std::uint32_t kMaxCasesPerTransfer = 200;  ///< in one commit; more go on in the next

/// Makes `worker` (empty: nobody) the one who leads the case, in all rows.
void SetWorker(EntityId case_file, std::string_view worker, CaseRow& row, StateEditor& editor);

Decision Decide(const State& state, const Intent& intent, const schema::AssignWorker& command);
Decision Decide(const State& state, const Intent& intent, const schema::AddCoResponsible& command);
Decision Decide(const State& state, const Intent& intent, const schema::RemoveCoResponsible& command);
Decision Decide(const State& state, const Intent& intent, const schema::DeclareConflict& command);
Decision Decide(const State& state, const Intent& intent, const schema::LiftConflict& command);
Decision Decide(const State& state, const Intent& intent, const schema::TransferCaseload& command);

/// Moves what is left of a caseload.
Decision FulfilCaseloadTransfer(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(WorkerAssigned);
FASCICOLO_EVOLVE(CoResponsibleAdded);
FASCICOLO_EVOLVE(CoResponsibleRemoved);
FASCICOLO_EVOLVE(ConflictDeclared);
FASCICOLO_EVOLVE(ConflictLifted);
FASCICOLO_EVOLVE(CaseloadTransferred);

}  // namespace fascicolo::engine
