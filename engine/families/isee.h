// ISEE attestations of households of composition isee: recorded, and corrected later.
//
//   ISE = ISR + 20 % of ISP; ISEE = ISE / scale of equivalence      (D.P.C.M. 159/2013, art. 2)
//
// An attestation that does not say how long it is valid is so through 31 December of its year; a current one for six
// months. One that is corrected is kept, and marked; its correction has effect from its first day.
//
// Where figures change, the fees of the members' services are looked at again by obligations, one per service, before the
// next client's command (activation_recalculation.cc). That only changes what a unit costs, and tells the office what is to
// be refunded or asked for.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::int64_t kMeansToleranceCents = 1;  ///< by which INPS's own rounding may differ
inline constexpr int kCurrentIseeMonths = 6;

Decision Decide(const State& state, const Intent& intent, const schema::RecordIsee& command);
Decision Decide(const State& state, const Intent& intent, const schema::CorrectIsee& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::IseeRecorded& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::IseeCorrected& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
