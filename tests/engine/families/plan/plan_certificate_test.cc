// The certificate on which a plan rests: told before it ends, renewed, and wanted when a plan begins or goes on.
#include "engine/families/plan/plan.h"
#include "engine/told_plans.h"

namespace fascicolo::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ToldOfCertificates(const std::vector<schema::EventT>& events) {
  std::vector<std::string> names;
  for (const auto& name : NamesOf(events)) {
    if (name.starts_with("Certificate")) names.push_back(name);
  }
  return names;
}

PlanAsked PlanWithCertificateUntil(Kit& kit, Day until) {
  PlanAsked asked = CandidateForPlan(kit);
  auto request = RequestPlan(asked.case_file, kit.today() - 30);
  request.certified_until = until.days;
  asked.plan = kit.Given(std::move(request));
  return asked;
}

TEST(PlanCertificate, IsToldSixtyDaysBeforeItEnds) {
  Kit kit;
  const PlanAsked asked = PlanWithCertificateUntil(kit, kit.today() + kCertificateNoticeDays + 10);
  EXPECT_THAT(ToldOfCertificates(kit.PassUntil(kit.today() + 9)), IsEmpty());
  EXPECT_THAT(ToldOfCertificates(kit.PassUntil(kit.today() + 1)), ElementsAre("CertificateEnding"));
  EXPECT_TRUE(PlanOf(kit, asked.plan).certificate_watch.is_zero());
}

TEST(PlanCertificate, ThatEndsSoonIsToldAtOnce) {
  Kit kit;
  PlanWithCertificateUntil(kit, kit.today() + 5);
  EXPECT_THAT(ToldOfCertificates(kit.RunDue()), ElementsAre("CertificateEnding"));
}

TEST(PlanCertificate, IsReplacedByAnother) {
  Kit kit;
  const PlanAsked asked = PlanWithCertificateUntil(kit, kit.today() + kCertificateNoticeDays + 10);
  kit.When(Certificate(asked.plan, kit.today())).ThenEvents({"CertificateRecorded"});
  EXPECT_FALSE(PlanOf(kit, asked.plan).certified_until);
  EXPECT_THAT(ToldOfCertificates(kit.PassUntil(kit.today() + 20)), IsEmpty());
}

TEST(PlanCertificate, IsNoMoreWatchedOnceThePlanIsOver) {
  Kit kit;
  const PlanAsked asked = PlanWithCertificateUntil(kit, kit.today() + kCertificateNoticeDays + 10);
  kit.Given(WithdrawPlan(asked.plan));
  EXPECT_THAT(ToldOfCertificates(kit.PassUntil(kit.today() + 20)), IsEmpty());
}

TEST(PlanCertificate, EndsAfterItBegins) {
  Kit kit;
  const PlanAsked asked = AskForPlan(kit);
  kit.When(Certificate(asked.plan, kit.today(), kit.today().days)).ThenRejected(RejectionCode::kForm, "/certified_until");
}

}  // namespace
}  // namespace fascicolo::engine
