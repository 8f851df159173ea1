// Every command about an enrolment, and about a programme, in every state: what the table allows goes through, the rest is
// refused. Sessions, bodies, undertakings and accreditations stand in their own files.
#include "engine/families/programme_states.h"

#include <functional>

#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

using Event = schema::EventPayload;

constexpr std::uint32_t kFirst = 1;   ///< enrolled at once: there is one place
constexpr std::uint32_t kSecond = 2;  ///< waits for it

class EnrolmentStates : public testing::Test {
 protected:
  EnrolmentStates() {
    AdoptProgrammes(kit);
    programme = kit.Given(OpenProgramme(kit, kRecreation, 1));
    for (int i = 0; i < 2; ++i) kit.Given(Enrol(programme, kit.Given(Person(YearsAgo(kit, 70))), "POL-1"));
  }
  EnrolmentState StateOf(std::uint32_t number) { return kit.state().Find<EnrolmentTable>(programme, number)->state; }
  /// A session at which they are told to have come.
  Then WhenTheyCome(std::uint32_t enrolment) {
    const auto session = kit.When(PlanSession(programme, kit.today(), "excursion")).First<schema::SessionPlannedT>().session;
    auto held = HeldSession(programme, session);
    held.attendance.push_back(Came(enrolment));
    return kit.When(std::move(held));
  }
  /// The number of an enrolment in this state.
  std::uint32_t NumberOf(EnrolmentState state) {
    if (state == EnrolmentState::kWaiting) return kSecond;
    if (state == EnrolmentState::kEnded) kit.Given(EndEnrolment(programme, kFirst));
    return kFirst;
  }
  Kit kit;
  EntityId programme;
};

TEST_F(EnrolmentStates, WhoWaitsIsAdmittedWhenSomebodyLeaves) {
  EXPECT_EQ(StateOf(kFirst), EnrolmentState::kEnrolled);
  EXPECT_EQ(StateOf(kSecond), EnrolmentState::kWaiting);
  kit.When(EndEnrolment(programme, kFirst)).ThenEvents({"EnrolmentEnded", "EnrolmentAdmitted"});
  EXPECT_EQ(StateOf(kFirst), EnrolmentState::kEnded);
  EXPECT_EQ(StateOf(kSecond), EnrolmentState::kEnrolled);
}

class InEnrolmentState : public EnrolmentStates, public testing::WithParamInterface<EnrolmentState> {};

TEST_P(InEnrolmentState, OnlyWhoIsEnrolledComes) {
  const std::uint32_t number = NumberOf(GetParam());
  const Then then = WhenTheyCome(number);
  if (StatesBefore(EnrolmentCycle(), Event::SessionRecorded).Has(GetParam())) {
    then.ThenEvents({"SessionRecorded"});
    EXPECT_EQ(StateOf(number), GetParam());
  } else {
    then.ThenRefused(Rule::kNotEnrolled);
  }
}

TEST_P(InEnrolmentState, AnEndComesOnce) {
  const std::uint32_t number = NumberOf(GetParam());
  const Then then = kit.When(EndEnrolment(programme, number));
  if (StatesBefore(EnrolmentCycle(), Event::EnrolmentEnded).Has(GetParam())) {
    EXPECT_FALSE(then.told().events.empty()) << ToString(then.told());
    EXPECT_EQ(StateOf(number), EnrolmentState::kEnded);
  } else {
    then.ThenRefused(Rule::kNotEnrolled);
  }
}

INSTANTIATE_TEST_SUITE_P(Each, InEnrolmentState,
                         testing::Values(EnrolmentState::kWaiting, EnrolmentState::kEnrolled, EnrolmentState::kEnded));

TEST(ProgrammeStates, NothingHappensInOneThatIsClosed) {
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId person = kit.Given(Person(YearsAgo(kit, 70)));
  const EntityId programme = kit.Given(OpenProgramme(kit, kPlanning));
  kit.Given(CloseProgramme(programme, "completed"));
  const std::vector<std::function<Then()>> commands{
      [&] { return kit.When(CloseProgramme(programme, "completed")); },
      [&] { return kit.When(Enrol(programme, person)); },
      [&] { return kit.When(EndEnrolment(programme, 1)); },
      [&] { return kit.When(PlanSession(programme, kit.today())); },
      [&] { return kit.When(HeldSession(programme, 1)); },
      [&] { return kit.When(StartUndertaking(kit, programme, schema::UndertakingKind::educational_plan)); },
      [&] { return kit.When(Advance(kit, programme, 1, schema::UndertakingStep::approve)); },
      [&] { return kit.When(FormBody(programme, 3)); },
      [&] { return kit.When(Elect(programme, 1, {{person, 1}})); },
      [&] { return kit.When(Meet(kit, programme, 1, {person})); },
      [&] { return kit.When(Dissolve(programme, 1)); },
  };
  for (const auto& command : commands) command().ThenRefused(Rule::kProgrammeClosed);
}

}  // namespace
}  // namespace fascicolo::engine
