// Part of the golden town: programmes, and how units are run.
#include "engine/told_households.h"
#include "engine/told_programmes.h"
#include "released/golden_town.h"

namespace fascicolo::engine {
namespace {

constexpr const char* kProgrammeText = "testo inventato";

}  // namespace

/// A group with a child in it, one who waits, and sessions that are held and not held.
void LiveProgrammes(Kit& kit) {
  AdoptProgrammes(kit);
  const EntityId group = kit.Given(OpenProgramme(kit, kGroups, 1));
  const auto people = SomePersons(kit, 2);
  for (const EntityId person : people) kit.Given(Enrol(group, person));
  kit.Given(EndEnrolment(group, 1, "interrupted"));  // the other one comes in
  kit.Given(PlanSession(group, kit.today(), "group"));
  auto held = HeldSession(group, 3);
  held.attendance.push_back(Came(2));
  kit.Given(std::move(held));
  kit.Given(PlanSession(group, kit.today() + 1, "group"));
  kit.Given(CancelledSession(group, 4));
  kit.Given(CloseProgramme(group, "interrupted"));
  const EntityId training = kit.Given(OpenProgramme(kit, kTraining));
  kit.Given(PlanSession(training, kit.today(), "training"));
  auto trained = HeldSession(training, 1);
  trained.staff.push_back(Staff("rossi"));
  trained.counts.push_back(Counted(3));
  kit.Given(std::move(trained));
}

void LivePlanning(Kit& kit) {
  using Step = schema::UndertakingStep;
  const EntityId planning = kit.Given(OpenProgramme(kit, kPlanning));
  const auto people = SomePersons(kit, 2);
  kit.Given(FormBody(planning, 1));
  kit.Given(Elect(planning, 1, {{people[0], 3}, {people[1], 2}}));
  kit.Given(StartUndertaking(kit, planning, schema::UndertakingKind::educational_plan));
  kit.Given(Advance(kit, planning, 2, Step::ask_opinion));
  auto meet = Meet(kit, planning, 1, {people[0]});
  meet.motions.push_back(OpinionOn(2, 1, 0));
  kit.Given(std::move(meet));
  kit.Given(Dissolve(planning, 1));
  kit.Given(Advance(kit, planning, 2, Step::approve));
  kit.Given(Advance(kit, planning, 2, Step::put_in_force));
  kit.PassUntil(kit.today() + 31);  // nobody reviews it
}

/// A unit that is contracted, accredited, checked and complained about, and whose user goes to another.
void LiveUnits(Kit& kit) {
  const EntityId unit = kit.Given(OpenUnit(kGroups, 600, kit.today()));
  const EntityId other = kit.Given(OpenUnit(kGroups, 600, kit.today()));
  kit.RunDue();
  const EntityId user = kit.Given(Apply(CaseInCharge(kit), kGroups, 60));
  kit.Given(Start(user, unit, kit.today()));
  kit.Given(SignContract(unit, kit.today(), kit.today() + 100));
  kit.Given(EndContract(unit, 1, kit.today() + 5));
  kit.Given(Accredit(unit, schema::AccreditationStep::grant, kit.today() + 30));
  kit.RunDue();  // it is warned of at once
  kit.Given(CheckQuality(unit, {kit.today() + 5}));
  kit.Given(Resolve(unit, 3));
  kit.GivenTelling(Complain(unit, kit.Activation(user)->person), {{"/text", kProgrammeText}});
  kit.Given(AnswerComplaint(unit, 4, true));
  kit.Given(ChangeProvider(unit, other, kit.today()));
  kit.RunDue();
}

}  // namespace fascicolo::engine
