#include "connectors/simulator/case_office.h"

#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/invented_person.h"

#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kCaseOfficeStream = 0x6361'7365'73;  ///< "cases"
constexpr std::string_view kCoordinator = "coordinatore.area";
constexpr int kTriesForACase = 30;
constexpr int kPolicyAfterDays = 7;

/// The last project of a case that was agreed and is of this kind; none: there is none.
std::optional<std::uint32_t> AgreedProject(const engine::State& state, EntityId case_file, schema::ProjectKind kind) {
  std::optional<std::uint32_t> last;
  state.Scan<engine::ProjectTable>(engine::ProjectTable::Key(case_file),
                                   [&](std::string_view bytes, const engine::ProjectRow& row) {
                                     EntityId of;
                                     std::uint32_t number = 0;
                                     engine::ProjectTable::Read(bytes, of, number);
                                     if (row.kind == kind && row.state == engine::ProjectState::kAgreed) last = number;
                                     return true;
                                   });
  return last;
}

}  // namespace

CaseOffice::CaseOffice(TownHall& hall) : hall_(hall), chance_(hall.parameters.seed ^ kCaseOfficeStream) {}

std::span<const Happening<CaseOffice>> CaseOffice::Table() {
  using Office = CaseOffice;
  static constexpr std::array<Happening<Office>, 16> kTable{{
      {1'500, &Office::GiveNotice},       {120, &Office::ReportToCourt},  {80, &Office::RecordDecision},
      {300, &Office::CheckPact},          {250, &Office::EndProject},     {30, &Office::RemoveCoResponsible},
      {4, &Office::LiftConflict},         {60, &Office::CoverAbsence},    {1, &Office::TransferCaseload},
      {20, &Office::Seal},                {8, &Office::Unseal},           {40, &Office::ReadInEmergency},
      {25, &Office::AskForAnother},       {15, &Office::Grant},           {1, &Office::GrantToAuditors},
      {8, &Office::Revoke},
  }};
  return kTable;
}

void CaseOffice::PlanYear() {
  PlanHappenings(hall_, chance_, ErrandKind::kCaseOffice, Table());
  const bool is_first = hall_.today == hall_.parameters.first_day;
  if (is_first) hall_.agenda.Add(WorkingDayFrom(hall_.today + kPolicyAfterDays), ErrandKind::kAdoptPolicy);
}

void CaseOffice::Do(const Errand& errand) {
  if (errand.kind == ErrandKind::kAdoptPolicy) return AdoptPolicy();
  if (errand.kind == ErrandKind::kCaseOffice) return (this->*Table()[errand.subject].does)();
  if (errand.kind == ErrandKind::kReviewAccess) Review(errand.subject);
}

std::optional<CaseOffice::Led> CaseOffice::SomeLed() {
  for (int i = 0; i < kTriesForACase; ++i) {
    const auto index = SomeCaseInCharge(hall_, chance_);
    if (!index) return std::nullopt;
    auto row = hall_.state().Find<engine::CaseTable>(hall_.cases[*index].id);
    if (row && !row->worker.empty()) return Led{hall_.cases[*index].id, *index, *std::move(row)};
  }
  return std::nullopt;
}

void CaseOffice::GiveNotice() {
  const auto led = SomeLed();
  if (!led) return;
  auto notice = AboutCase<schema::GivePrivacyNoticeT>(led->id);
  notice.edition = "2025-01";
  hall_.door.Send(led->row.worker, std::move(notice));
}

void CaseOffice::ReportToCourt() {
  for (int i = 0; i < kTriesForACase; ++i) {
    const auto led = SomeLed();
    if (!led || led->row.area != schema::Area::minors_family) continue;
    auto report = AboutCase<schema::SendCourtReportT>(led->id);
    report.court = chance_.Happens(600) ? schema::Court::juvenile_court : schema::Court::juvenile_prosecutor;
    report.topic = "prejudice";
    hall_.door.Send(led->row.worker, std::move(report),
                    {{"/text", std::string(kInventedMark) + "relazione all'autorità giudiziaria."}});
    return;
  }
}

void CaseOffice::RecordDecision() {
  const auto led = SomeLed();
  if (!led) return;
  auto decision = AboutCase<schema::RecordExternalDecisionT>(led->id);
  decision.body = "inps";
  decision.decision = chance_.Happens(500) ? "allowance_suspended" : "allowance_granted";
  decision.reference = "INPS " + std::to_string(++papers_) + "/" + std::to_string(YearOf(hall_.today));
  hall_.door.Send(led->row.worker, std::move(decision));
}

void CaseOffice::CheckPact() {
  for (int i = 0; i < kTriesForACase; ++i) {
    const auto led = SomeLed();
    const auto pact = led ? AgreedProject(hall_.state(), led->id, schema::ProjectKind::inclusion_pact) : std::nullopt;
    if (!pact) continue;
    auto check = AboutCase<schema::RecordPactCheckT>(led->id);
    check.number = *pact;
    check.outcome = chance_.Happens(850) ? schema::PactOutcome::met : schema::PactOutcome::justified_absence;
    hall_.door.Send(led->row.worker, std::move(check));
    return;
  }
}

void CaseOffice::EndProject() {
  for (int i = 0; i < kTriesForACase; ++i) {
    const auto led = SomeLed();
    const auto project = led ? AgreedProject(hall_.state(), led->id, schema::ProjectKind::personal) : std::nullopt;
    if (!project) continue;
    auto end = AboutCase<schema::EndProjectT>(led->id);
    end.number = *project;
    end.reason = "goals_reached";
    hall_.door.Send(led->row.worker, std::move(end));
    return;
  }
}

void CaseOffice::RemoveCoResponsible() {
  constexpr int kLookAt = 200;
  for (int i = 0; i < kLookAt; ++i) {
    const auto led = SomeLed();
    if (!led || led->row.co_responsible.empty()) continue;
    auto remove = AboutCase<schema::RemoveCoResponsibleT>(led->id);
    remove.worker = led->row.co_responsible.front().worker;
    remove.reason = "area_done";
    hall_.door.Send(led->row.worker, std::move(remove));
    return;
  }
}

void CaseOffice::LiftConflict() {
  constexpr int kLookAt = 300;
  for (int i = 0; i < kLookAt; ++i) {
    const auto led = SomeLed();
    if (!led || led->row.conflicts.empty()) continue;
    auto lift = AboutCase<schema::LiftConflictT>(led->id);
    lift.worker = led->row.conflicts.front();
    lift.reason = "mistaken";
    hall_.door.Send(kCoordinator, std::move(lift));
    return;
  }
}

std::string CaseOffice::OtherWorker(const std::string& than) {
  std::string other = hall_.Worker(chance_.Next());
  if (other == than) other = hall_.Worker(chance_.Next());
  return other == than ? std::string(kCoordinator) : other;
}

/// Somebody is on leave; of every three whom the calendar picks, nobody stands in for one.
void CaseOffice::CoverAbsence() {
  const std::string worker = hall_.Worker(chance_.Next());
  schema::CoverAbsenceT cover;
  cover.worker = worker;
  cover.substitute = OtherWorker(worker);
  cover.until = (hall_.today + chance_.Between(5, 20)).days;
  cover.reason = "leave";
  schema::ReportAbsenceT away;
  away.worker = cover.worker;
  away.until = cover.until;
  hall_.door.Send(kCoordinator, std::move(away));
  if (cover.until % 3 == 0) return;
  hall_.door.Send(kCoordinator, std::move(cover));
}

/// Somebody retires, and a colleague goes on.
void CaseOffice::TransferCaseload() {
  const std::string worker = hall_.Worker(chance_.Next());
  schema::TransferCaseloadT transfer;
  transfer.worker = worker;
  transfer.successor = OtherWorker(worker);
  transfer.reason = "retired";
  hall_.door.Send(kCoordinator, std::move(transfer));
}

}  // namespace fascicolo::simulator
