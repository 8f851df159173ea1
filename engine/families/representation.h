// Who acts for a person: may sign, receive, be paid (rappresentanza).
//
//   parental responsibility   civil code, art. 316; a court may limit it (art. 333): then the powers say what is left
//   guardian                  civil code, art. 343 and 414
//   special curator           code of civil procedure, art. 473-bis.8: for one matter
//   support administrator     civil code, art. 404 to 413: the decree gives the powers and, where it says so, the end
//   delegate                  civil code, art. 1387: chosen by the person; never for one who is under age
//
// All but parents and delegates need a decree.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxRepresentations = 64;  ///< of one person, ended ones included
inline constexpr int kFullAgeYears = 18;                ///< civil code, art. 2

[[nodiscard]] bool IsInForce(const RepresentationRow& row, Day day);
/// Under age on `day`; who has no known day of birth is not.
[[nodiscard]] bool IsMinor(const PersonRow& row, Day day);

/// `who` may do this for `person` on `day`: somebody of full age for himself, or a representative with that power. Both
/// ids are taken as whom they stand for after merges. None: yes.
[[nodiscard]] std::optional<Decision> CheckPower(const State& state, EntityId person, EntityId who, schema::Power power,
                                                 Day day);

Decision Decide(const State& state, const Intent& intent, const schema::GrantRepresentation& command);
Decision Decide(const State& state, const Intent& intent, const schema::EndRepresentation& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::RepresentationGranted& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::RepresentationEnded& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
