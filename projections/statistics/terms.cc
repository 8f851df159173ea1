#include "projections/statistics/terms.h"

#include <algorithm>

#include "engine/decision.h"
#include "engine/families/deadline_keeping.h"
#include "engine/payload_types.h"

namespace fascicolo::projections {
namespace {

using engine::Text;
using Bearing = std::optional<Day>;

/// Takes one event, by its type. Whatever is not named here says nothing of terms.
class TermTaker {
 public:
  TermTaker(Careers& careers, const schema::Event& event)
      : careers_(careers), entity_(events::Entity(event.entity())), on_{event.effective_on()} {}

  template <class Fact>
  Bearing Take(const Fact&) {
    return std::nullopt;
  }
  Bearing Take(const schema::ApplicationFiled& fact) {
    return fact.decide_by() == 0 ? std::nullopt : Open(engine::kDecisionNumber, Text(fact.service()));
  }
  Bearing Take(const schema::PlanRequested& fact) { return Open(engine::kDecisionNumber, Text(fact.service())); }
  Bearing Take(const schema::DeadlineOpened& fact) { return Open(fact.number(), Text(fact.service())); }
  Bearing Take(const schema::DeadlineSuspended& fact) { return Move(fact.number(), TermFate::kSuspended); }
  Bearing Take(const schema::DeadlineResumed& fact) { return Move(fact.number(), TermFate::kOpen); }
  Bearing Take(const schema::DeadlinePassed& fact) { return Move(fact.number(), TermFate::kPassed); }
  Bearing Take(const schema::DeadlineMet& fact) { return Meet(fact.number()); }

  Bearing Take(const schema::WaitingStarted&) { return Meet(engine::kDecisionNumber); }
  Bearing Take(const schema::ServiceProposed&) { return Meet(engine::kDecisionNumber); }
  Bearing Take(const schema::ServiceStarted&) { return Meet(engine::kDecisionNumber); }
  Bearing Take(const schema::ApplicationDenied&) { return Meet(engine::kDecisionNumber); }
  Bearing Take(const schema::PlanSent&) { return Meet(engine::kDecisionNumber); }
  Bearing Take(const schema::PlanDenied&) { return Meet(engine::kDecisionNumber); }

  Bearing Take(const schema::ApplicationWithdrawn&) { return FallAway(); }
  Bearing Take(const schema::PlanWithdrawn&) { return FallAway(); }
  Bearing Take(const schema::PlacementWithdrawn&) { return FallAway(); }
  Bearing Take(const schema::PlacementEnded& fact) {
    const bool of_all = fact.person() == nullptr || events::Entity(fact.person()).is_zero();
    return of_all ? FallAway() : std::nullopt;
  }
  Bearing Take(const schema::GuestBanned&) { return FallAway(); }
  Bearing Take(const schema::NightMissed&) { return FallAway(); }
  Bearing Take(const schema::TenancyEnded&) { return FallAway(); }
  Bearing Take(const schema::DwellingAnswered& fact) { return fact.accepted() ? std::nullopt : FallAway(); }
  Bearing Take(const schema::AuthorisationRecorded& fact) { return fact.granted() ? std::nullopt : FallAway(); }

 private:
  Bearing Open(std::uint32_t number, std::string_view service) {
    careers_.terms[{entity_, number}] = {on_, std::string(service)};
    return on_;
  }
  Term* Running(std::uint32_t number) {
    const auto found = careers_.terms.find({entity_, number});
    return found == careers_.terms.end() || found->second.is_over() ? nullptr : &found->second;
  }
  Bearing Move(std::uint32_t number, TermFate fate) {
    Term* term = Running(number);
    if (term == nullptr) return std::nullopt;  // a document, an answer or a review was late
    term->fate = fate;
    term->was_late = term->was_late || fate == TermFate::kPassed;
    return term->on;
  }
  Bearing Meet(std::uint32_t number) {
    Term* term = Running(number);
    if (term == nullptr) return std::nullopt;
    term->fate = term->was_late ? TermFate::kMetLate : TermFate::kMetInTime;
    return term->on;
  }
  /// Of all terms of the entity that run.
  Bearing FallAway() {
    Bearing first;
    const auto end = careers_.terms.upper_bound({entity_, UINT32_MAX});
    for (auto one = careers_.terms.lower_bound({entity_, 0}); one != end; ++one) {
      if (one->second.is_over()) continue;
      one->second.fate = TermFate::kFellAway;
      first = std::min(first.value_or(one->second.on), one->second.on);
    }
    return first;
  }

  Careers& careers_;
  const EntityId entity_;
  const Day on_;
};

}  // namespace

std::optional<Day> TakeTerm(Careers& taken, const schema::Event& event) {
  Bearing bearing;
  TermTaker taker(taken, event);
  engine::VisitEvent(event, [&](const auto& fact) { bearing = taker.Take(fact); });
  return bearing;
}

}  // namespace fascicolo::projections
