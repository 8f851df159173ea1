// The table of states and commands: what it allows is not refused by it, everything else is, whatever the kind of service.
#include "engine/families/placement_states.h"

#include <functional>
#include <map>

#include "engine/catalogue/sheet.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

const std::map<PlacementKind, std::string> kServiceOf{{PlacementKind::kResidential, kMinors},
                                                      {PlacementKind::kFoster, kFosterCare},
                                                      {PlacementKind::kShelter, kShelter},
                                                      {PlacementKind::kSite, kSites},
                                                      {PlacementKind::kResidence, kResidence}};

std::string EndReason(PlacementKind kind) { return kind == PlacementKind::kSite ? "autonomy" : "other_service"; }

/// A command for each act, about `placement`; what it says beside that is not looked at before the table.
Then Try(Kit& kit, PlacementKind kind, PlacementAct act, EntityId placement, EntityId unit, EntityId person) {
  const Day today = kit.today();
  const std::map<PlacementAct, std::function<Then()>> commands{
      {PlacementAct::kSearch, [&] { return kit.When(OfPlacement<schema::StartSearchT>(placement)); }},
      {PlacementAct::kAsk, [&] { return kit.When(Ask(placement, unit)); }},
      {PlacementAct::kAnswer, [&] { return kit.When(HostAccepts(placement, unit)); }},
      {PlacementAct::kDecree, [&] { return kit.When(Decree(placement)); }},
      {PlacementAct::kStart,
       [&] {
         return kit.When(kind == PlacementKind::kFoster ? TakeInByFamily(placement, unit, today) : TakeIn(placement, unit, today));
       }},
      {PlacementAct::kAbsence, [&] { return kit.When(Absent(placement, person, today)); }},
      {PlacementAct::kReturn, [&] { return kit.When(Returned(placement, person, today)); }},
      {PlacementAct::kContact, [&] { return kit.When(OrderContact(placement, person, schema::ContactRule::open)); }},
      {PlacementAct::kVisit, [&] { return kit.When(Visit(placement, person, true)); }},
      {PlacementAct::kReport, [&] { return kit.When(OfPlacement<schema::SendPlacementReportT>(placement)); }},
      {PlacementAct::kExtend, [&] { return kit.When(Extend(placement, today + 9)); }},
      {PlacementAct::kTransfer, [&] { return kit.When(MoveTo(placement, unit, today)); }},
      {PlacementAct::kIncident,
       [&] { return kit.When(Incident(placement, schema::IncidentKind::warning, "noise")); }},
      {PlacementAct::kEnd, [&] { return kit.When(EndStay(placement, today, EndReason(kind))); }},
      {PlacementAct::kWithdraw, [&] { return kit.When(WithdrawRequest(placement)); }},
      {PlacementAct::kMeasureStep,
       [&] { return kit.When(Step(placement, schema::MeasureStep::file_sent, StartOfDay(today))); }},
      {PlacementAct::kMeasureLapse, [&] { return kit.When(Lapse(placement)); }},
      {PlacementAct::kNight, [&] { return kit.When(Night(placement, today)); }},
      {PlacementAct::kBan, [&] { return kit.When(Ban(placement, today + 1)); }},
      {PlacementAct::kSignPact, [&] { return kit.When(SignPact(placement)); }},
      {PlacementAct::kSelfSufficiency,
       [&] { return kit.When(SelfSufficiencyOf(placement, person, schema::SelfSufficiency::full)); }},
      {PlacementAct::kDeclineTransfer, [&] { return kit.When(DeclineMove(placement)); }},
  };
  return commands.at(act)();
}

/// A kit with a placement of this kind in this state; of a measure's acts it is one that began by a removal.
struct InState {
  Kit kit;
  EntityId unit;
  EntityId other;  ///< of the same service
  EntityId person;
  EntityId placement;

  InState(PlacementKind kind, PlacementState state, PlacementAct act) {
    AdoptPlacing(kit);
    for (EntityId* one : {&unit, &other}) {
      *one = kit.Given(OpenUnit(kServiceOf.at(kind), 5, kit.today() - 10));
      if (kind == PlacementKind::kFoster) kit.Given(FosterFamily(*one, {PersonOf(kit, CaseInCharge(kit))}));
    }
    const EntityId case_file = CaseOf(kit, kind == PlacementKind::kResidence ? 80 : 8);
    person = PersonOf(kit, case_file);
    const bool is_of_measure = act == PlacementAct::kMeasureStep || act == PlacementAct::kMeasureLapse;
    const bool is_removed = state == PlacementState::kLapsed || (state == PlacementState::kInForce && is_of_measure);
    if (is_removed && KnowsAct(kind, PlacementAct::kMeasureStep)) {
      auto removal = Removal(case_file, unit, StartOfDay(kit.today()));
      removal.service = kServiceOf.at(kind);
      placement = kit.Given(std::move(removal));
      if (state == PlacementState::kLapsed) kit.Given(Step(placement, schema::MeasureStep::revoked, StartOfDay(kit.today())));
      return;
    }
    Come(kind, state, case_file);
  }

  void Come(PlacementKind kind, PlacementState state, EntityId case_file) {
    auto request = kind == PlacementKind::kShelter && state != PlacementState::kQueued
                       ? Nights(case_file, unit, kit.today(), 5)
                       : RequestOf(case_file, kServiceOf.at(kind));
    if (state == PlacementState::kQueued || kind == PlacementKind::kShelter) {
      request.from = kit.today().days;
      request.nights = 5;
    }
    const bool is_by_night = kind == PlacementKind::kShelter;
    if (is_by_night && state == PlacementState::kWithdrawn) request.unit = nullptr;
    placement = kit.Given(std::move(request));
    if (state == PlacementState::kRequested || state == PlacementState::kQueued) return;
    if (state == PlacementState::kWithdrawn) {
      kit.Given(WithdrawRequest(placement));
      return;
    }
    if (kind == PlacementKind::kSite) {
      kit.Given(SignPact(placement));
      kit.Given(TakeIn(placement, unit, kit.today()));
    } else if (!is_by_night) {
      if (state == PlacementState::kSearching && kind == PlacementKind::kFoster) {
        kit.Given(OfPlacement<schema::StartSearchT>(placement));
        return;
      }
      kit.Given(Ask(placement, unit));
      if (state == PlacementState::kSearching || state == PlacementState::kMatching) return;
      kit.Given(HostAccepts(placement, unit));
      if (state == PlacementState::kFound) return;
      kit.Given(Decree(placement));
      kit.Given(kind == PlacementKind::kFoster ? TakeInByFamily(placement, unit, kit.today())
                                               : TakeIn(placement, unit, kit.today()));
    }
    if (state == PlacementState::kEnded) kit.Given(EndStay(placement, kit.today(), EndReason(kind)));
  }

  [[nodiscard]] PlacementState state() const { return PlacementOf(kit, placement).state; }
};

/// What an act that the table allows wants beside that. Returns the unit that it names.
EntityId Prepare(InState& there, PlacementKind kind, PlacementAct act) {
  Kit& kit = there.kit;
  const EntityId placement = there.placement;
  switch (act) {
    case PlacementAct::kAsk:
      return there.other;
    case PlacementAct::kStart:
      if (kind == PlacementKind::kSite) kit.Given(SignPact(placement));
      if (KnowsAct(kind, PlacementAct::kDecree)) kit.Given(Decree(placement));
      return there.unit;
    case PlacementAct::kReturn:
      kit.Given(Absent(placement, there.person, kit.today()));
      return there.unit;
    case PlacementAct::kTransfer:
      return there.other;
    case PlacementAct::kMeasureLapse:
      kit.PassUntil(kit.today() + 2);  // nobody sent the file
      return there.unit;
    case PlacementAct::kDeclineTransfer:
      kit.Given(SelfSufficiencyOf(placement, there.person, schema::SelfSufficiency::lost));
      return there.unit;
    default:
      return there.unit;
  }
}

/// States in which a placement of this kind can be.
bool CanBe(PlacementKind kind, PlacementState state) {
  switch (state) {
    case PlacementState::kRequested:
      return kind != PlacementKind::kShelter;
    case PlacementState::kSearching:
      return KnowsAct(kind, PlacementAct::kAsk);
    case PlacementState::kMatching:
      return kind == PlacementKind::kFoster;
    case PlacementState::kFound:
      return KnowsAct(kind, PlacementAct::kAsk);
    case PlacementState::kQueued:
      return kind == PlacementKind::kShelter;
    case PlacementState::kLapsed:
      return KnowsAct(kind, PlacementAct::kMeasureStep);
    default:
      return true;
  }
}

TEST(PlacementStates, TheTableAllowsAndEverythingElseIsRefusedByIt) {
  int allowed = 0;
  int refused = 0;
  for (const PlacementKind kind : kEveryPlacementKind) {
    for (int s = 1; s <= kPlacementStates; ++s) {
      const auto state = static_cast<PlacementState>(s);
      if (!CanBe(kind, state)) continue;
      for (int a = 0; a < kPlacementActs; ++a) {
        const auto act = static_cast<PlacementAct>(a);
        InState there(kind, state, act);
        SCOPED_TRACE(std::string(TextOf(kind)) + " " + std::string(TextOf(state)) + " act " + std::to_string(a));
        ASSERT_EQ(there.state(), state);
        const bool is_allowed = KnowsAct(kind, act) && IsAllowed(kind, state, act);
        const EntityId unit = is_allowed ? Prepare(there, kind, act) : there.unit;
        ASSERT_EQ(there.state(), state);
        const Then then = Try(there.kit, kind, act, there.placement, unit, there.person);
        if (!KnowsAct(kind, act)) {
          then.ThenRefused(Rule::kPlacementOfOtherKind);
          ++refused;
        } else if (!IsAllowed(kind, state, act)) {
          then.ThenRefused(Rule::kPlacementOutOfOrder, "state", std::string(TextOf(state)));
          ++refused;
        } else {
          EXPECT_FALSE(then.told().events.empty()) << ToString(then.told());
          EXPECT_TRUE(Leads(kind, state, act, there.state())) << "to " << TextOf(there.state());
          ++allowed;
        }
      }
    }
  }
  EXPECT_GT(allowed, 80);
  EXPECT_GT(refused, 400);
}

TEST(PlacementStates, OfTwoFamiliesThatWereAskedOneMayRefuseBeforeTheOtherAnswers) {
  InState there(PlacementKind::kFoster, PlacementState::kMatching, PlacementAct::kAnswer);
  there.kit.Given(Ask(there.placement, there.other));
  there.kit.When(HostRefuses(there.placement, there.unit)).ThenEvents({"HostAnswered"});
  EXPECT_EQ(there.state(), PlacementState::kMatching) << "the other has not answered";
  there.kit.When(HostRefuses(there.placement, there.other)).ThenEvents({"HostAnswered"});
  EXPECT_EQ(there.state(), PlacementState::kRequested);
}

TEST(PlacementStates, NameEveryRuleOnce) {
  for (const PlacementRule& rule : PlacementRules()) {
    EXPECT_NE(rule.kinds, 0U);
    EXPECT_NE(rule.states, 0U);
  }
  for (int s = 1; s <= kPlacementStates; ++s) EXPECT_FALSE(TextOf(static_cast<PlacementState>(s)).empty());
}

}  // namespace
}  // namespace fascicolo::engine
