// How a service unit is run (row R49): contracts with providers, accreditation, quality checks, complaints.
//
//   contract       in force on its days --EndContract--> ended earlier; at most one is in force on a day
//   accreditation  none, revoked, expired --grant--> granted <--suspend, restore--> suspended; both --revoke--> revoked,
//                  --(its day)--> expired
//   finding        open --ResolveFinding--> resolved
//   complaint      open --AnswerComplaint--> answered, upheld or not
//
// What is late, and an accreditation that ends soon, is told once. How many days an answer has, and how many before its end an
// accreditation is warned of, the sheet's deadlines `complaint` and `accreditation_warning` say; otherwise 30, the general term
// of L. 241/1990, art. 2, and the office's own 60.
#pragma once

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr int kComplaintDays = 30;
inline constexpr int kAccreditationWarningDays = 60;

/// "granted"; for refusals.
[[nodiscard]] std::string_view TextOf(AccreditationState state);
/// Where a step leads; none: it is not allowed there.
[[nodiscard]] std::optional<AccreditationState> AfterStep(AccreditationState state, schema::AccreditationStep step);

Decision Decide(const State& state, const Intent& intent, const schema::SignContract& command);
Decision Decide(const State& state, const Intent& intent, const schema::EndContract& command);
Decision Decide(const State& state, const Intent& intent, const schema::SetAccreditation& command);
Decision Decide(const State& state, const Intent& intent, const schema::CheckQuality& command);
Decision Decide(const State& state, const Intent& intent, const schema::ResolveFinding& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReceiveComplaint& command);
Decision Decide(const State& state, const Intent& intent, const schema::AnswerComplaint& command);

/// Tells what is late or near its end; an accreditation expires. Number 0 is the accreditation.
Decision FulfilUnitDue(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(ContractSigned);
FASCICOLO_EVOLVE(ContractEnded);
FASCICOLO_EVOLVE(AccreditationSet);
FASCICOLO_EVOLVE(QualityChecked);
FASCICOLO_EVOLVE(FindingResolved);
FASCICOLO_EVOLVE(ComplaintReceived);
FASCICOLO_EVOLVE(ComplaintAnswered);
FASCICOLO_EVOLVE(UnitReminded);

}  // namespace fascicolo::engine
