// Part of the golden town: who may read a case beside the policy, flows to INPS, and a certificate that ends.
#include "engine/told_access.h"
#include "engine/told_plans.h"
#include "engine/told_transmission.h"
#include "released/golden_town.h"

namespace fascicolo::engine {
namespace {

using Level = schema::Secrecy;

constexpr const char* kWhy = "testo inventato";

void LiveSeals(Kit& kit, EntityId case_file) {
  auto seal = Seal(case_file, {"bianchi"}, {"dpo"});
  seal.review_on = (kit.today() + 7).days;
  kit.GivenTelling(std::move(seal), {{"/note", kWhy}});
  kit.When(Unseal(case_file)).ThenRefused(Rule::kTwoPersonsNeeded);
  kit.GivenTelling(ReadInEmergency(kit, case_file, {Level::diary}), {{"/note", kWhy}});
  GivenBy(kit, "bianchi", ConfirmEmergency(case_file));
  kit.PassUntil(kit.today() + 8);  // nobody reviews either of them
  GivenBy(kit, "verdi", ReviewEmergency(case_file));
  kit.Given(AskAnother(case_file, "unseal"));
  GivenBy(kit, "bianchi", Agree(kit, case_file));
  kit.Given(Unseal(case_file));
}

void LiveGrantsBeyond(Kit& kit, EntityId case_file) {
  kit.Given(AskAnother(case_file, "export"));
  kit.Given(WithdrawAccess(case_file, 2));
  kit.Given(Grant(case_file, "rivolta", {Level::assessment}, kit.today() + 30));
  kit.Given(RevokeGrant(case_file));
  kit.Given(GrantOfAll("rivolta", {Level::assessment}, kit.today() + 30));
}

void LiveFlows(Kit& kit) {
  kit.When(FlowsRead(kit.now(), 2)).ThenRefused(Rule::kNoSender);
  kit.Given(NameSender("rossi"));
  kit.Given(FlowsRead(kit.now(), 2));
  auto rejected = FlowRejected(kFlow);
  rejected.mend_by = (kit.today() + 1).days;
  kit.Given(std::move(rejected));
  kit.PassUntil(kit.today() + 2);
  kit.Given(FlowAccepted(kLaterFlow, kFlow));
  constexpr const char* kLost = "H501.PS.20260304.0000001";
  kit.Given(FlowRejected(kLost));
  kit.Given(GiveUp(kLost));
}

void LiveCertificate(Kit& kit) {
  const PlanAsked asked = CandidateForPlan(kit);
  auto request = RequestPlan(asked.case_file, kit.today() - 30);
  request.certified_until = (kit.today() + 5).days;
  const EntityId plan = kit.Given(std::move(request));
  kit.RunDue();
  kit.Given(Certificate(plan, kit.today()));
}

}  // namespace

void LiveAccess(Kit& kit) {
  kit.Given(AdoptRuleSet(SamplePolicy().dump()));
  const EntityId case_file = CaseInCharge(kit);
  LiveSeals(kit, case_file);
  LiveGrantsBeyond(kit, case_file);
  LiveFlows(kit);
  LiveCertificate(kit);
}

}  // namespace fascicolo::engine
