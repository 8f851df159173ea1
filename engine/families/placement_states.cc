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
    {kSearch, Mask(kFoster), Mask(kRequested)},
    {kAsk, kByAgreement, Mask(kRequested, kSearching, kMatching)},
    {kAnswer, kByAgreement, Mask(kSearching, kMatching)},
    {kDecree, kByAgreement, Mask(kRequested, kSearching, kMatching, kFound, kInForce, kLapsed)},
    {kStart, kByAgreement, Mask(kFound)},
    {kStart, Mask(kShelter), Mask(kQueued)},
    {kStart, Mask(kSite), Mask(kRequested)},
    {kAbsence, kByAgreement, kRuns},
    {kReturn, kByAgreement, kRuns},
    {kContact, kOfMinors, Mask(kRequested, kSearching, kMatching, kFound, kInForce, kLapsed)},
    {kVisit, kOfMinors, kRuns},
    {kReport, kByAgreement, kRuns},
    {kExtend, kByAgreement | Mask(kShelter), kRuns},
    {kTransfer, kByAgreement | Mask(kSite), kRuns},
    {kIncident, kAll, kRuns},
    {kEnd, kAll, Mask(kInForce, kLapsed)},
    {kWithdraw, kAll, kBefore},
    {kMeasureStep, kOfMinors, kRuns},
    {kMeasureLapse, kOfMinors, kRuns},
    {kNight, Mask(kShelter), kRuns},
    {kBan, Mask(kShelter), kRuns},
    {kSignPact, Mask(kSite), Mask(kRequested, kInForce)},
    {kSelfSufficiency, Mask(kResidence), kRuns},
    {kDeclineTransfer, Mask(kResidence), kRuns},
};

bool Has(unsigned mask, auto word) { return (mask & Mask(word)) != 0; }

}  // namespace

std::span<const PlacementRule> PlacementRules() { return kRules; }

bool KnowsAct(PlacementKind kind, PlacementAct act) {
  return std::any_of(std::begin(kRules), std::end(kRules),
                     [&](const PlacementRule& rule) { return rule.act == act && Has(rule.kinds, kind); });
}

bool IsAllowed(PlacementKind kind, PlacementState state, PlacementAct act) {
  return std::any_of(std::begin(kRules), std::end(kRules), [&](const PlacementRule& rule) {
    return rule.act == act && Has(rule.kinds, kind) && Has(rule.states, state);
  });
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
