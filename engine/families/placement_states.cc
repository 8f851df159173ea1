#include "engine/families/placement_states.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

template <class... Words>
constexpr unsigned Mask(Words... words) {
  return ((1U << static_cast<unsigned>(words)) | ... | 0U);
}

using enum PlacementKind;
using enum PlacementState;
using enum PlacementAct;

constexpr unsigned kByAgreement = Mask(kResidential, kFoster, kResidence);  ///< somebody has to accept them
constexpr unsigned kOfMinors = Mask(kResidential, kFoster);
constexpr unsigned kAll = Mask(kResidential, kFoster, kShelter, kSite, kResidence);
constexpr unsigned kBefore = Mask(kRequested, kSearching, kMatching, kFound, kQueued);
constexpr unsigned kRuns = Mask(kInForce);

constexpr PlacementRule kRules[] = {
    {kSearch, Mask(kFoster), Mask(kRequested), Mask(kSearching)},
    {kAsk, Mask(kFoster), Mask(kRequested, kSearching, kMatching), Mask(kMatching)},
    {kAsk, Mask(kResidential, kResidence), Mask(kRequested, kSearching, kMatching), Mask(kSearching)},
    {kAnswer, Mask(kFoster), Mask(kMatching), Mask(kRequested, kSearching, kMatching, kFound)},
    {kAnswer, Mask(kResidential, kResidence), Mask(kSearching, kMatching), Mask(kRequested, kSearching, kFound)},
    {kDecree, kByAgreement, Mask(kRequested, kSearching, kMatching, kFound, kInForce)},
    {kDecree, kByAgreement, Mask(kLapsed), Mask(kInForce, kLapsed)},
    {kStart, kByAgreement, Mask(kFound), Mask(kInForce)},
    {kStart, Mask(kShelter), Mask(kQueued), Mask(kInForce)},
    {kStart, Mask(kSite), Mask(kRequested), Mask(kInForce)},
    {kAbsence, kByAgreement, kRuns},
    {kReturn, kByAgreement, kRuns},
    {kContact, kOfMinors, Mask(kRequested, kSearching, kMatching, kFound, kInForce, kLapsed)},
    {kVisit, kOfMinors, kRuns},
    {kReport, kByAgreement, kRuns},
    {kExtend, kByAgreement | Mask(kShelter), kRuns},
    {kTransfer, kByAgreement | Mask(kSite), kRuns},
    {kIncident, kAll, kRuns},
    {kEnd, kAll, kRuns, Mask(kInForce, kEnded)},
    {kEnd, kAll, Mask(kLapsed), Mask(kLapsed, kEnded)},
    {kWithdraw, kAll, kBefore, Mask(kWithdrawn)},
    {kMeasureStep, kOfMinors, kRuns, Mask(kInForce, kLapsed)},
    {kMeasureLapse, kOfMinors, kRuns, Mask(kLapsed)},
    {kNight, Mask(kShelter), kRuns, Mask(kInForce, kEnded)},
    {kBan, Mask(kShelter), kRuns, Mask(kEnded)},
    {kSignPact, Mask(kSite), Mask(kRequested, kInForce)},
    {kSelfSufficiency, Mask(kResidence), kRuns},
    {kDeclineTransfer, Mask(kResidence), kRuns},
};

bool Has(unsigned mask, auto word) { return (mask & Mask(word)) != 0; }

const PlacementRule* RuleOf(PlacementKind kind, PlacementState state, PlacementAct act) {
  const auto* found = std::find_if(std::begin(kRules), std::end(kRules), [&](const PlacementRule& rule) {
    return rule.act == act && Has(rule.kinds, kind) && Has(rule.states, state);
  });
  return found == std::end(kRules) ? nullptr : found;
}

}  // namespace

std::span<const PlacementRule> PlacementRules() { return kRules; }

bool KnowsAct(PlacementKind kind, PlacementAct act) {
  return std::any_of(std::begin(kRules), std::end(kRules),
                     [&](const PlacementRule& rule) { return rule.act == act && Has(rule.kinds, kind); });
}

bool IsAllowed(PlacementKind kind, PlacementState state, PlacementAct act) { return RuleOf(kind, state, act) != nullptr; }

bool Leads(PlacementKind kind, PlacementState before, PlacementAct act, PlacementState after) {
  const PlacementRule* rule = RuleOf(kind, before, act);
  if (rule == nullptr) return false;
  return rule->next == 0 ? before == after : Has(rule->next, after);
}

std::string_view TextOf(PlacementState state) {
  switch (state) {
    case kRequested:
      return "requested";
    case kSearching:
      return "searching";
    case kMatching:
      return "matching";
    case kFound:
      return "found";
    case kQueued:
      return "queued";
    case kInForce:
      return "in_force";
    case kLapsed:
      return "lapsed";
    case kEnded:
      return "ended";
    case kWithdrawn:
      return "withdrawn";
  }
  return "";
}

}  // namespace fascicolo::engine
