// Part of the golden town: figures that were published, and restated.
#include "engine/told_figures.h"
#include "released/golden_town.h"

namespace fascicolo::engine {

void LiveFigures(Kit& kit) {
  const EntityId first = kit.Given(PublishFigures(kit));
  kit.Given(RestateFigures(kit, first, R"({"rows":[1]})"));
}

}  // namespace fascicolo::engine
