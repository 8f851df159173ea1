// Part of the golden town: public housing.
#include "engine/kit.h"
#include "released/golden_town.h"

namespace fascicolo::engine {

void LiveHousing(Kit& kit) {
  schema::RegisterDwellingT dwelling;
  dwelling.code = "C-0117";
  dwelling.owner = schema::DwellingOwner::municipality;
  dwelling.traits = std::make_unique<schema::DwellingTraitsT>();
  dwelling.traits->rooms = 3;
  dwelling.traits->square_metres = 68;
  kit.Given(std::move(dwelling));
}

}  // namespace fascicolo::engine
