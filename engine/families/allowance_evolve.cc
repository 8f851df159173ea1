// What each fact about an allowance changes in its rows. A fact that does not fit the state is poison, never a crash.
#include "engine/families/allowance.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {
namespace {

bool IsAmount(std::int64_t cents) { return cents > 0 && cents <= kMaxMoneyCents; }

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::AllowanceGranted& fact,
            StateEditor& editor) {
  const EntityId activation = events::Entity(event.entity());
  const auto row = editor.Find<ActivationTable>(activation);
  const bool is_sound = IsAmount(fact.amount()) && fact.months() > 0 && fact.months() <= kMaxAllowanceMonths &&
                        IsPossible(Day{fact.from()});
  const bool runs = row && row->state == ActivationState::kInForce;
  if (!is_sound || !runs || editor.Find<AllowanceTable>(activation)) return false;
  AllowanceRow allowance;
  allowance.from = Day{fact.from()};
  allowance.months = fact.months();
  allowance.amounts.push_back({allowance.from, fact.amount()});
  allowance.chapter = events::Entity(fact.chapter());
  allowance.commitment = fact.commitment();
  allowance.payee = events::Entity(fact.payee());
  editor.Put<AllowanceTable>(allowance, activation);
  editor.Put<ServiceAllowanceTable>(MarkRow{}, row->service, activation);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AllowanceChanged& fact,
            StateEditor& editor) {
  const EntityId activation = events::Entity(event.entity());
  auto allowance = editor.Find<AllowanceTable>(activation);
  const Day from{fact.from()};
  if (!allowance || !IsAmount(fact.amount()) || allowance->amounts.size() >= kMaxAllowanceSteps) return false;
  if (from < allowance->amounts.back().from) return false;
  if (from == allowance->amounts.back().from) allowance->amounts.pop_back();
  allowance->amounts.push_back({from, fact.amount()});
  editor.Put<AllowanceTable>(*allowance, activation);
  return true;
}

}  // namespace fascicolo::engine
