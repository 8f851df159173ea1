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

FoundPersons FindPersons(const vault::IdentityIndex& index, std::span<const vault::BlindForm> asked, int least,
                         const vault::CandidateLimits& limits) {
  FoundPersons found;
  std::set<EntityId> candidates;
  std::set<EntityId> last;  // of a list that was cut: the least promising of those who are compared
  for (const vault::BlindForm& one : asked) {
    const auto led_to = index.FindCandidates(one, limits);
    candidates.insert(led_to.subjects.begin(), led_to.subjects.end());
    if (led_to.is_cut) last.insert(led_to.subjects.back());
  }
  for (const EntityId& person : candidates) {
    const auto known = index.Find(person);
    if (!known || known->forms.empty()) continue;
    FoundPerson one = MostAlike(person, *known, asked);
    if (one.likeness.score < least) continue;
    found.is_cut = found.is_cut || last.contains(person);
    found.persons.push_back(std::move(one));
  }
  std::stable_sort(found.persons.begin(), found.persons.end(),
                   [](const auto& a, const auto& b) { return a.likeness.score > b.likeness.score; });
  return found;
}

}  // namespace fascicolo::engine
