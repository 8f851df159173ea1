// A small authority in which every command is given and every event happens, on invented people: what the golden ledger of a
// release consists of (schemas/released).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/kit.h"

namespace fascicolo::engine {

/// Lives it from the first commit to the last. Equal programs give equal bytes.
void LiveGoldenTown(Kit& kit);

/// Its part about rankings: every command and event of theirs.
void LiveRankings(Kit& kit);
void LiveActs(Kit& kit);
void LiveMoney(Kit& kit);
void LivePlacements(Kit& kit);
void LiveProgrammes(Kit& kit);
void LivePlanning(Kit& kit);
void LiveUnits(Kit& kit);
void LiveHousing(Kit& kit);
void LiveFigures(Kit& kit);
void LivePlans(Kit& kit);
void LiveBalance(Kit& kit);
void LiveGrants(Kit& kit);
void LiveRevalidation(Kit& kit);
void LiveAccess(Kit& kit);

/// The types of the schemas that do not occur in a log: "command MergePersons", "event DeathRecorded".
class TypesWanted {
 public:
  TypesWanted();
  void Note(const events::CommitReading& commit);
  [[nodiscard]] std::vector<std::string> missing() const { return {missing_.begin(), missing_.end()}; }

 private:
  std::set<std::string> missing_;
};

}  // namespace fascicolo::engine
