// Who somebody may be: searched before a person is registered, so that nobody is there twice.
#pragma once

#include <span>
#include <vector>

#include "engine/identity/likeness.h"
#include "events/vault/identity_index.h"

namespace fascicolo::engine {

/// The index as this program fills and asks it.
[[nodiscard]] vault::IndexPlan IdentityPlan();

struct FoundPerson {
  EntityId person;
  vault::FormSource source;  ///< of the form that is most alike
  Likeness likeness;
};

struct FoundPersons {
  std::vector<FoundPerson> persons;
  /// Some were not compared, because of a limit, and the least promising of those who were is among `persons`: who asks
  /// should say more.
  bool is_cut = false;
};

/// Those whose score is `least` or more, the most alike first, then by id. `asked`: forms of what is asked for, of which the
/// one that is most alike counts, as where it is not known which word is the surname.
[[nodiscard]] FoundPersons FindPersons(const vault::IdentityIndex& index, std::span<const vault::BlindForm> asked, int least,
                                       const vault::CandidateLimits& limits = {});

}  // namespace fascicolo::engine
