// Cases that are sealed, read in an emergency, or open to somebody beyond the policy (decisions of engine/families/access).
#include "connectors/simulator/case_office.h"
#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/invented_person.h"

namespace fascicolo::simulator {
namespace {

constexpr std::string_view kSealer = "coordinatore.area";
constexpr std::int64_t kMicrosOfAMinute = 60 * kMicrosPerSecond;
constexpr int kReviewedPerMille = 900;  ///< emergencies; the others are missed
constexpr int kSealDays = 180;

/// The town's own: an authority is given no policy with the program.
constexpr std::string_view kPolicy = R"({
  "format": 1, "kind": "access", "code": "access", "version": "2025", "valid_from": "2025-01-01",
  "name": {"it": "Chi può vedere e fare cosa", "en": "Who may see and do what"}, "status": "sample",
  "ground": [{"act": "Regulation of an invented municipality", "article": "1"}],
  "rows": [
    {"role": "worker", "relation": "holder",
     "actions": ["find", "header", "administrative", "assessment", "diary", "juvenile_court", "address",
                 "protected_address", "write", "rectify", "export", "seal", "unseal"]},
    {"role": "worker", "relation": "team", "actions": ["find", "header", "address", "write"]},
    {"role": "coordinator", "relation": "team",
     "actions": ["find", "header", "administrative", "assessment", "address", "write", "assign", "access_log", "erase",
                 "seal", "unseal", "approve", "grant"]},
    {"role": "emergency_duty", "relation": "any", "actions": ["emergency"]},
    {"role": "administrative", "relation": "any", "actions": ["find", "administrative", "address"]},
    {"role": "front_desk", "relation": "any", "actions": ["find"]},
    {"role": "auditor", "relation": "any", "actions": ["header", "administrative", "access_log"]},
    {"role": "dpo", "relation": "any", "actions": ["header", "access_log", "erase", "unseal", "approve", "grant"]}
  ],
  "two_persons": {"actions": ["juvenile_court", "export", "unseal"], "hours": 24},
  "emergency": {"levels": ["administrative", "assessment", "diary", "juvenile_court"], "minutes": 60, "review_days": 5,
                "unreviewed": 2}
})";

}  // namespace

void CaseOffice::AdoptPolicy() {
  schema::AdoptRuleSetT adopt;
  adopt.rule_set = kPolicy;
  hall_.door.Send("segreteria.generale", std::move(adopt));
}

void CaseOffice::Seal() {
  const auto led = SomeLed();
  if (!led) return;
  auto seal = AboutCase<schema::SealCaseT>(led->id);
  seal.ground = chance_.Happens(700) ? schema::SealGround::protected_person : schema::SealGround::staff;
  seal.names = {led->row.worker, std::string(kSealer)};
  seal.roles = {"dpo"};
  seal.review_on = (hall_.today + kSealDays).days;
  sealed_.push_back(led->id);
  hall_.door.Send(kSealer, std::move(seal), {{"/note", std::string(kInventedMark) + "da proteggere."}});
}

/// Takes two: one asks, another agrees.
void CaseOffice::Unseal() {
  if (sealed_.empty()) return;
  const EntityId id = sealed_.front();
  sealed_.erase(sealed_.begin());
  const auto counts = hall_.state().Find<engine::AccessCountsTable>(id).value_or(engine::AccessCountsRow{});
  auto ask = AboutCase<schema::RequestAccessT>(id);
  ask.action = "unseal";
  ask.reason = "danger_over";
  hall_.door.Send(kSealer, std::move(ask));
  auto agree = AboutCase<schema::ApproveAccessT>(id);
  agree.request = counts.requests + 1;
  agree.until = StartOfDay(hall_.today + 1).micros;
  hall_.door.Send(kManager, std::move(agree));
  auto unseal = AboutCase<schema::UnsealCaseT>(id);
  unseal.reason = "danger_over";
  hall_.door.Send(kSealer, std::move(unseal));
}

/// Somebody on duty reads a colleague's case for half an hour, and answers for it within days.
void CaseOffice::ReadInEmergency() {
  constexpr std::int64_t kMinutes = 45;
  const auto led = SomeLed();
  if (!led) return;
  auto declare = AboutCase<schema::DeclareEmergencyT>(led->id);
  declare.reason = schema::EmergencyReason::minor_in_danger;
  declare.levels = {schema::Secrecy::diary};
  declare.until = hall_.door.occurred_at().micros + kMinutes * kMicrosOfAMinute;
  hall_.door.Send(OtherWorker(led->row.worker), std::move(declare),
                  {{"/note", std::string(kInventedMark) + "chiamata del pronto soccorso."}});
  if (hall_.state().Find<engine::SealTable>(led->id)) {
    const auto counts = hall_.state().Find<engine::AccessCountsTable>(led->id).value_or(engine::AccessCountsRow{});
    auto confirm = AboutCase<schema::ConfirmEmergencyT>(led->id);
    confirm.emergency = counts.emergencies + 1;
    hall_.door.Send(kSealer, std::move(confirm));
  }
  if (!chance_.Happens(kReviewedPerMille)) return;
  hall_.agenda.Add(WorkingDayFrom(hall_.today + 1), ErrandKind::kReviewAccess, led->index);
}

void CaseOffice::Review(std::uint32_t case_index) {
  const EntityId id = hall_.cases[case_index].id;
  const auto counts = hall_.state().Find<engine::AccessCountsTable>(id);
  if (!counts || counts->emergencies == 0) return;
  auto review = AboutCase<schema::ReviewEmergencyT>(id);
  review.emergency = counts->emergencies;
  review.outcome = chance_.Happens(950) ? schema::ReviewOutcome::justified : schema::ReviewOutcome::not_justified;
  hall_.door.Send(kManager, std::move(review));
}

/// A whole case is to leave the house, for a court: another agrees, or it was not needed.
void CaseOffice::AskForAnother() {
  const auto led = SomeLed();
  if (!led) return;
  const auto counts = hall_.state().Find<engine::AccessCountsTable>(led->id).value_or(engine::AccessCountsRow{});
  auto ask = AboutCase<schema::RequestAccessT>(led->id);
  ask.action = "export";
  ask.reason = "court_asks";
  hall_.door.Send(led->row.worker, std::move(ask));
  if (chance_.Happens(800)) {
    auto agree = AboutCase<schema::ApproveAccessT>(led->id);
    agree.request = counts.requests + 1;
    agree.until = StartOfDay(hall_.today + 1).micros;
    hall_.door.Send(kSealer, std::move(agree));
  } else {
    auto withdraw = AboutCase<schema::WithdrawAccessT>(led->id);
    withdraw.request = counts.requests + 1;
    withdraw.reason = "not_needed";
    hall_.door.Send(led->row.worker, std::move(withdraw));
  }
}

void CaseOffice::Grant() {
  const auto led = SomeLed();
  if (!led) return;
  auto grant = AboutCase<schema::GrantAccessT>(led->id);
  grant.worker = "consulente.esterno";
  grant.levels = {schema::Secrecy::assessment};
  grant.until = (hall_.today + 60).days;
  grant.ground = "mandate";
  grant.reference = "Incarico " + std::to_string(++papers_) + "/" + std::to_string(YearOf(hall_.today));
  granted_.push_back(led->id);
  hall_.door.Send(kManager, std::move(grant));
}

void CaseOffice::GrantToAuditors() {
  schema::GrantAccessT grant;
  grant.worker = "revisore.conti";
  grant.levels = {schema::Secrecy::administrative};
  grant.until = (hall_.today + 90).days;
  grant.ground = "audit";
  grant.reference = "Revisione " + std::to_string(YearOf(hall_.today));
  hall_.door.Send(kManager, std::move(grant));
}

void CaseOffice::Revoke() {
  if (granted_.empty()) return;
  auto revoke = AboutCase<schema::RevokeAccessT>(granted_.front());
  granted_.erase(granted_.begin());
  revoke.grant = 1;
  revoke.reason = "mandate_over";
  hall_.door.Send(kManager, std::move(revoke));
}

}  // namespace fascicolo::simulator
