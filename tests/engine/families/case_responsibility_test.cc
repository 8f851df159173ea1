// Who answers for a case.
#include "engine/families/case_responsibility.h"

#include "engine/families/limits.h"
#include "engine/told_case_work.h"

namespace fascicolo::engine {
namespace {

class Responsibility : public testing::Test {
 protected:
  Responsibility() {
    AdoptCatalogue(kit);
    case_file = CaseInCharge(kit);
  }
  Kit kit;
  EntityId case_file;
};

TEST_F(Responsibility, OtherAreasAnswerBesideTheOneThatLeads) {
  kit.When(CoResponsible(case_file, "bianchi")).ThenEvents({"CoResponsibleAdded"});
  kit.When(CoResponsible(case_file, "bianchi")).ThenRefused(Rule::kSameWorker);
  kit.When(CoResponsible(case_file, "rossi")).ThenRefused(Rule::kSameWorker);
  kit.When(RemoveCoResponsible(case_file, "bianchi")).ThenEvents({"CoResponsibleRemoved"});
  kit.When(RemoveCoResponsible(case_file, "bianchi")).ThenRefused(Rule::kNotResponsible);
}

TEST_F(Responsibility, HasALimitOfCoResponsibleWorkers) {
  for (std::size_t i = 0; i < kMaxCoResponsible; ++i) kit.Given(CoResponsible(case_file, "worker " + std::to_string(i)));
  kit.When(CoResponsible(case_file, "one more")).ThenRefused(Rule::kTooMany, "of", "co_responsible");
}

TEST_F(Responsibility, WhoDeclaresAConflictLeadsTheCaseNoMoreAndDecidesNothingInIt) {
  const auto declared = kit.When(Conflict(case_file, "rossi")).ThenEvents({"ConflictDeclared"});
  EXPECT_TRUE(declared.First<schema::ConflictDeclaredT>().released);
  EXPECT_EQ(CaseRowOf(kit, case_file).worker, "");
  kit.When(Assign(case_file, "rossi")).ThenRefused(Rule::kWorkerInConflict, "worker", "rossi");
  kit.When(CoResponsible(case_file, "rossi")).ThenRefused(Rule::kWorkerInConflict);
  kit.Given(Assign(case_file, "bianchi"));
  kit.When(Conflict(case_file, "tester")).ThenEvents({"ConflictDeclared"});
  kit.When(CloseCase(case_file)).ThenRefused(Rule::kWorkerInConflict, "worker", "tester");
}

TEST_F(Responsibility, AConflictIsLiftedWhenItWasAMistake) {
  kit.When(LiftConflict(case_file, "verdi")).ThenRefused(Rule::kNoConflict);
  kit.Given(Conflict(case_file, "verdi"));
  kit.When(LiftConflict(case_file, "verdi")).ThenEvents({"ConflictLifted"});
  kit.When(Assign(case_file, "verdi")).ThenEvents({"WorkerAssigned"});
}

TEST_F(Responsibility, HasALimitOfConflicts) {
  for (std::size_t i = 0; i < kMaxConflicts; ++i) kit.Given(Conflict(case_file, "worker " + std::to_string(i)));
  kit.When(Conflict(case_file, "one more")).ThenRefused(Rule::kTooMany, "of", "conflicts");
}

TEST_F(Responsibility, ACaseloadGoesToAnotherWorkerButForConflicts) {
  const EntityId second = CaseInCharge(kit);
  const EntityId third = CaseInCharge(kit);
  kit.Given(Conflict(third, "bianchi"));
  kit.When(TransferCaseload("rossi", "rossi")).ThenRefused(Rule::kSameWorker);
  kit.When(TransferCaseload("verdi", "rossi")).ThenRefused(Rule::kNoCaseload);
  kit.When(TransferCaseload("rossi", "bianchi")).ThenEvents({"WorkerAssigned", "WorkerAssigned", "CaseloadTransferred"});
  EXPECT_EQ(CaseRowOf(kit, second).worker, "bianchi");
  EXPECT_EQ(CaseRowOf(kit, third).worker, "rossi");
}

TEST_F(Responsibility, ALargeCaseloadGoesCommitByCommit) {
  for (std::uint32_t i = 0; i < kMaxCasesPerTransfer + 4; ++i) CaseInCharge(kit);
  const auto first = kit.When(TransferCaseload("rossi", "bianchi"));
  EXPECT_TRUE(first.First<schema::CaseloadTransferredT>().more);
  const auto rest = NamesOf(kit.RunDue());
  EXPECT_EQ(std::count(rest.begin(), rest.end(), "WorkerAssigned"), 5);
  kit.When(TransferCaseload("rossi", "verdi")).ThenRefused(Rule::kNoCaseload);
}

}  // namespace
}  // namespace fascicolo::engine
