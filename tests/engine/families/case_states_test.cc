// Every command of a case's life, and of a project's, in every state: what the table allows goes through, the rest is refused.
#include "engine/families/case_states.h"

#include <functional>

#include "engine/families/case_deciding.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

using schema::EventPayload;
using schema::Party;

template <class State>
struct LifeStep {
  EventPayload event;
  State next;  ///< where this command leads, if it is allowed; for the one that leaves the state, any
  std::function<Then(Kit&, EntityId)> hand_in;
};

constexpr std::array kCaseStates{CaseState::kContact, CaseState::kInCharge, CaseState::kClosed,
                                 CaseState::kHandedOver, CaseState::kDormant, CaseState::kTransferred};

EntityId CaseThatIs(Kit& kit, CaseState state) {
  const EntityId id = kit.Given(Contact());
  switch (state) {
    case CaseState::kContact:
      break;
    case CaseState::kInCharge:
      kit.Given(TakeInCharge(id));
      break;
    case CaseState::kClosed:
      kit.Given(In<schema::CloseCaseT>(id, "done"));
      break;
    case CaseState::kHandedOver:
      kit.Given(In<schema::ProposeHandoverT>(id));
      break;
    case CaseState::kDormant:
      kit.Given(TakeInCharge(id));
      kit.Given(In<schema::MakeDormantT>(id, "abroad"));
      break;
    case CaseState::kTransferred:
      kit.Given(ProposeTransfer(id));
      kit.Given(AnswerTransfer(id, true));
      break;
  }
  return id;
}

/// Its answer needs a question: asked where it can be.
Then Answer(Kit& kit, EntityId id, bool accepted) {
  if (kOpenCase.Has(CaseRowOf(kit, id).state)) kit.Given(ProposeTransfer(id));
  return kit.When(AnswerTransfer(id, accepted));
}

schema::SetUrgencyT Urgent(EntityId id) {
  auto command = In<schema::SetUrgencyT>(id);
  command.urgency = schema::Urgency::urgent;
  return command;
}

schema::GivePrivacyNoticeT Notice(EntityId id) {
  auto command = In<schema::GivePrivacyNoticeT>(id);
  command.edition = "2026/1";
  return command;
}

std::vector<LifeStep<CaseState>> CaseSteps() {
  using enum CaseState;
  using Event = EventPayload;
  return {
      {Event::ContactConcluded, kClosed,
       [](Kit& kit, EntityId id) { return kit.When(Conclude(id, schema::ContactOutcome::information)); }},
      {Event::HandoverProposed, kHandedOver,
       [](Kit& kit, EntityId id) { return kit.When(In<schema::ProposeHandoverT>(id)); }},
      {Event::HandoverDeclined, kContact,
       [](Kit& kit, EntityId id) { return kit.When(In<schema::DeclineHandoverT>(id, "not ours")); }},
      {Event::TakenInCharge, kInCharge, [](Kit& kit, EntityId id) { return kit.When(TakeInCharge(id)); }},
      {Event::UrgencySet, {}, [](Kit& kit, EntityId id) { return kit.When(Urgent(id)); }},
      {Event::PrivacyNoticeGiven, {}, [](Kit& kit, EntityId id) { return kit.When(Notice(id)); }},
      {Event::CaseMadeDormant, kDormant,
       [](Kit& kit, EntityId id) { return kit.When(In<schema::MakeDormantT>(id, "abroad")); }},
      {Event::TransferProposed, {}, [](Kit& kit, EntityId id) { return kit.When(ProposeTransfer(id)); }},
      {Event::TransferAnswered, {}, [](Kit& kit, EntityId id) { return Answer(kit, id, false); }},
      {Event::TransferAnswered, kTransferred, [](Kit& kit, EntityId id) { return Answer(kit, id, true); }},
      {Event::CaseClosed, kClosed, [](Kit& kit, EntityId id) { return kit.When(In<schema::CloseCaseT>(id, "done")); }},
      {Event::CaseReopened, {}, [](Kit& kit, EntityId id) { return kit.When(In<schema::ReopenCaseT>(id, "again")); }},
  };
}

/// Where the step leads from `before`: it stays, or as the step says.
template <class State>
State NextOf(const LifeStep<State>& step, State before) {
  return step.next == State{} ? before : step.next;
}

TEST(CaseStates, AreLeftWhereTheTableLeadsAndNowhereElse) {
  int allowed = 0;
  int refused = 0;
  for (const CaseState state : kCaseStates) {
    for (const auto& step : CaseSteps()) {
      SCOPED_TRACE(std::string(schema::EnumNameEventPayload(step.event)) + " of a case that is " + std::string(TextOf(state)));
      Kit kit;
      const EntityId id = CaseThatIs(kit, state);
      ASSERT_EQ(CaseRowOf(kit, id).state, state);
      const Then then = step.hand_in(kit, id);
      const CaseState after = CaseRowOf(kit, id).state;
      if (!StatesBefore(CaseCycle(), step.event).Has(state)) {
        EXPECT_TRUE(then.told().refusal) << ToString(then.told());
        EXPECT_EQ(after, state);
        ++refused;
        continue;
      }
      then.ThenEvents({schema::EnumNameEventPayload(step.event)});
      EXPECT_TRUE(Leads(CaseCycle(), state, step.event, after)) << "to " << TextOf(after);
      EXPECT_TRUE(step.event == EventPayload::CaseReopened || after == NextOf(step, state)) << "to " << TextOf(after);
      ++allowed;
    }
  }
  EXPECT_EQ(allowed, 27);
  EXPECT_EQ(refused, 45);
}

TEST(CaseStates, OneThatWasNeverInChargeIsReopenedAtTheDesk) {
  Kit kit;
  const EntityId at_desk = CaseThatIs(kit, CaseState::kClosed);
  kit.Given(In<schema::ReopenCaseT>(at_desk, "again"));
  EXPECT_EQ(CaseRowOf(kit, at_desk).state, CaseState::kContact);
  const EntityId in_charge = CaseThatIs(kit, CaseState::kInCharge);
  kit.Given(In<schema::CloseCaseT>(in_charge, "done"));
  kit.Given(In<schema::ReopenCaseT>(in_charge, "again"));
  EXPECT_EQ(CaseRowOf(kit, in_charge).state, CaseState::kInCharge);
}

constexpr std::array kProjectStates{ProjectState::kProposed, ProjectState::kAgreed, ProjectState::kDeclined,
                                    ProjectState::kEnded};

schema::EndProjectT EndProject(EntityId case_file) {
  auto command = In<schema::EndProjectT>(case_file, "moved");
  command.number = 1;
  return command;
}

/// The first project of a case: a pact, which two sign.
EntityId PactThatIs(Kit& kit, ProjectState state) {
  const EntityId id = CaseInCharge(kit);
  kit.Given(Project(kit, id, {Party::service, Party::third_sector}, schema::ProjectKind::inclusion_pact));
  if (state == ProjectState::kAgreed) {
    kit.Given(Sign(id, 1, Party::third_sector));
    kit.Given(Sign(id, 1, Party::service));
  }
  if (state == ProjectState::kDeclined) kit.Given(Decline(id, 1, Party::person));
  if (state == ProjectState::kEnded) kit.Given(EndProject(id));
  return id;
}

std::vector<LifeStep<ProjectState>> ProjectSteps() {
  using enum ProjectState;
  using Event = EventPayload;
  return {
      {Event::ProjectSigned, {}, [](Kit& kit, EntityId id) { return kit.When(Sign(id, 1, Party::service)); }},
      {Event::ProjectDeclined, kDeclined, [](Kit& kit, EntityId id) { return kit.When(Decline(id, 1, Party::person)); }},
      {Event::ProjectReviewed, {},
       [](Kit& kit, EntityId id) { return kit.When(Review(id, 1, 3, kit.today() + 30)); }},
      {Event::ProjectReviewed, kEnded, [](Kit& kit, EntityId id) { return kit.When(Review(id, 1, 3, std::nullopt)); }},
      {Event::PactChecked, {},
       [](Kit& kit, EntityId id) { return kit.When(PactCheck(id, 1, schema::PactOutcome::absent)); }},
      {Event::ProjectEnded, kEnded, [](Kit& kit, EntityId id) { return kit.When(EndProject(id)); }},
  };
}

TEST(ProjectStates, AreLeftWhereTheTableLeadsAndNowhereElse) {
  int allowed = 0;
  for (const ProjectState state : kProjectStates) {
    for (const auto& step : ProjectSteps()) {
      SCOPED_TRACE(std::string(schema::EnumNameEventPayload(step.event)) + " of a project that is " +
                   std::string(TextOf(state)));
      Kit kit;
      AdoptCatalogue(kit);
      const EntityId id = PactThatIs(kit, state);
      const auto now = [&] { return kit.state().Find<ProjectTable>(id, 1U)->state; };
      ASSERT_EQ(now(), state);
      const Then then = step.hand_in(kit, id);
      if (!StatesBefore(ProjectCycle(), step.event).Has(state)) {
        then.ThenRefused(Rule::kProjectOutOfOrder);
        EXPECT_EQ(now(), state);
        continue;
      }
      then.ThenEvents({schema::EnumNameEventPayload(step.event)});
      EXPECT_EQ(now(), NextOf(step, state));
      EXPECT_TRUE(Leads(ProjectCycle(), state, step.event, now()));
      ++allowed;
    }
  }
  EXPECT_EQ(allowed, 8);
}

}  // namespace
}  // namespace fascicolo::engine
