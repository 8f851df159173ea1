// A whole office's history counted again from its events alone, commit by commit, and what must hold whatever it does.
#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/families/authority.h"
#include "engine/families/books.h"
#include "engine/families/housing/random_housing.h"
#include "engine/families/office/gate_recount.h"
#include "engine/families/office/obligation_recount.h"
#include "engine/families/office/room_recount.h"
#include "engine/families/plan/random_plans.h"
#include "engine/families/random_programmes.h"
#include "engine/families/who_is_who.h"

namespace fascicolo::engine {

class OfficeRecount {
 public:
  /// The next commit, as it was kept. What it breaks is reported at once.
  void Take(const events::CommitReading& commit);
  /// Rows and recounts agree: of what changed.
  void CheckChanged(const Kit& kit);
  /// The obligations that are open.
  void CheckOpen(const Kit& kit) const { obligations_.CheckOpen(kit.state()); }
  /// Of all, which takes long.
  void CheckAll(const Kit& kit);

  /// Tenancies that are lived in, for who wants to disturb them.
  [[nodiscard]] const std::set<EntityId>& lived_in() const { return housing_.lived_in(); }
  /// How often each event happened.
  [[nodiscard]] const std::map<std::string, int>& made() const { return made_; }
  [[nodiscard]] const ObligationRecount& obligations() const { return obligations_; }

 private:
  void TakeVersion(const schema::EventT& event);
  ProgrammeRecount& ProgrammeOf(const schema::EventT& event);

  /// A kit opens its ledger and the first day before anybody can listen.
  std::map<EntityId, std::uint64_t> versions_{{AuthorityEntity(), 2}};
  std::map<std::string, int> made_;
  WhoIsWho who_;
  RoomRecount room_;
  Books books_;
  ActGate gate_;
  BenefitRecount benefits_{who_};
  DeadlineRecount deadlines_;
  ObligationRecount obligations_;
  HousingRecount housing_;
  PlanRecount plans_;
  std::map<EntityId, ProgrammeRecount> programmes_;
  std::set<EntityId> dead_;
};

}  // namespace fascicolo::engine
