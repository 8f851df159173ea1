#include "engine/identity/person_search.h"

#include <algorithm>
#include <optional>
#include <set>

namespace fascicolo::engine {
namespace {

FoundPerson MostAlike(const EntityId& person, const vault::KnownSubject& known, std::span<const vault::BlindForm> asked) {
  std::optional<FoundPerson> best;
  for (const vault::KnownForm& form : known.forms) {
    for (const vault::BlindForm& one : asked) {
      Likeness likeness = Compare(one, form.tokens);
      if (!best || likeness.score > best->likeness.score) best = {person, form.source, std::move(likeness)};
    }
  }
  return best.value_or(FoundPerson{});
}

}  // namespace

vault::IndexPlan IdentityPlan() { return {FeaturesVersion(), LeadingAspects()}; }

std::vector<FoundPerson> FindPersons(const vault::IdentityIndex& index, std::span<const vault::BlindForm> asked, int least,
                                     const vault::CandidateLimits& limits) {
  std::set<EntityId> candidates;
  for (const vault::BlindForm& one : asked) {
    for (const EntityId& person : index.Candidates(one, limits)) candidates.insert(person);
  }
  std::vector<FoundPerson> found;
  for (const EntityId& person : candidates) {
    const auto known = index.Find(person);
    if (!known || known->forms.empty()) continue;
    FoundPerson one = MostAlike(person, *known, asked);
    if (one.likeness.score >= least) found.push_back(std::move(one));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.likeness.score > b.likeness.score; });
  return found;
}

}  // namespace fascicolo::engine
