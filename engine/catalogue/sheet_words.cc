#include "engine/catalogue/sheet_words.h"

namespace fascicolo::engine {

std::string_view TextOf(Area value) { return TextIn(kAreas, value); }
std::string_view TextOf(Desk value) { return TextIn(kDesks, value); }
std::string_view TextOf(IstatArea value) { return TextIn(kIstatAreas, value); }
std::string_view TextOf(Family value) { return TextIn(kFamilies, value); }
std::string_view TextOf(Served value) { return TextIn(kServed, value); }
std::string_view TextOf(CapacityModel value) { return TextIn(kCapacityModels, value); }
std::string_view TextOf(WaitingPolicy value) { return TextIn(kPolicies, value); }
std::string_view TextOf(OnFree value) { return TextIn(kOnFree, value); }
std::string_view TextOf(OnRefusal value) { return TextIn(kOnRefusal, value); }
std::string_view TextOf(OnSilence value) { return TextIn(kOnSilence, value); }
std::string_view TextOf(ActKind value) { return TextIn(kActs, value); }
std::string_view TextOf(MacroArea value) { return TextIn(kMacroAreas, value); }
std::string_view TextOf(Funding value) { return TextIn(kFunding, value); }
std::string_view TextOf(Management value) { return TextIn(kManagement, value); }
std::string_view TextOf(MeansTest value) { return TextIn(kMeansTests, value); }
std::string_view TextOf(Suspends value) { return TextIn(kSuspends, value); }
std::string_view TextOf(PlacementKind value) { return TextIn(kPlacementKinds, value); }
std::string_view TextOf(Unit value) {
  if (value == Unit::kNone) return "none";
  const std::string_view of_pool = TextIn(kPoolUnits, value);
  return of_pool.empty() ? TextIn(kPlaceUnits, value) : of_pool;
}

}  // namespace fascicolo::engine
