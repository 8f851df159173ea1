// The whole built-in catalogue, adopted: what can be applied for, and what has no deciders to apply to.
#include "engine/catalogue/sheet.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

class WholeCatalogue : public testing::Test {
 protected:
  WholeCatalogue() {
    for (const BuiltInDocument& document : BuiltInCatalogue()) {
      if (document.kind == BuiltInDocument::Kind::kRuleSet) {
        kit.When(AdoptRuleSet(document.json)).ThenEvents({"RuleSetAdopted"});
        continue;
      }
      if (document.kind == BuiltInDocument::Kind::kCalendar) {
        kit.When(AdoptCalendar(document.json)).ThenEvents({"CalendarAdopted"});
        continue;
      }
      kit.When(AdoptSheet(document.json)).ThenEvents({"SheetAdopted"});
      sheets.push_back(ParseSheet(document.json).value());
    }
  }
  Kit kit;
  std::vector<Sheet> sheets;
};

TEST_F(WholeCatalogue, IsAppliedForWhereItIsActivatedAndNowhereElse) {
  const EntityId case_file = CaseInCharge(kit);
  for (const Sheet& sheet : sheets) {
    SCOPED_TRACE(sheet.code);
    const Then then = kit.When(Apply(case_file, sheet.code));
    if (sheet.family == Family::kActivation || sheet.family == Family::kAllowance) {
      then.ThenEvents({"ApplicationFiled"});
    } else {
      then.ThenRefused(Rule::kServiceHasNoApplications, "service", sheet.code);
    }
  }
}

TEST_F(WholeCatalogue, HasUnitsWhereThereIsACapacity) {
  for (const Sheet& sheet : sheets) {
    SCOPED_TRACE(sheet.code);
    const Then then = kit.When(OpenUnit(sheet.code, 10, kit.today()));
    if (sheet.capacity == CapacityModel::kNone) {
      then.ThenRefused(Rule::kServiceHasNoCapacity);
    } else {
      then.ThenEvents({"UnitOpened", "CapacitySet"});
    }
  }
}

}  // namespace
}  // namespace fascicolo::engine
