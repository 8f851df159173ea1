// Commands about programmes, and about how units are run, as tests say them.
#pragma once

#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {

inline constexpr const char* kFeasts = "feasts_elderly";                  ///< counted
inline constexpr const char* kRecreation = "recreation_culture_elderly";  ///< by name or counted, insured
inline constexpr const char* kPuc = "community_projects";                 ///< by name, insured, with a pact
inline constexpr const char* kPlanning = "service_programming";           ///< plans and bodies
inline constexpr const char* kTraining = "animation_and_training";        ///< staff, 20 credits a year, 80 %
inline constexpr const char* kStudies = "policy_studies";
inline constexpr const char* kBriefings = "policy_briefings";
inline constexpr const char* kMeasures = "housing_emergency_measures";
inline constexpr const char* kLinks = "institutions_link";
inline constexpr const char* kGroups = "mental_distress_support";  ///< by name, neither insured nor with a pact
inline constexpr const char* kPrevention = "prevention";

inline void AdoptProgrammes(Kit& kit) {
  for (const auto* sheet : {kFeasts, kRecreation, kPuc, kPlanning, kTraining, kStudies, kBriefings, kMeasures, kLinks,
                            kGroups, kPrevention}) {
    AdoptOnce(kit, AdoptSheet(BuiltInText(sheet)));
  }
}

inline schema::OpenProgrammeT OpenProgramme(const Kit& kit, std::string service, std::int64_t capacity = 0) {
  schema::OpenProgrammeT command;
  command.service = std::move(service);
  command.name = "Programme";
  command.from = kit.today().days;
  command.capacity = capacity;
  return command;
}
template <class Command>
Command About(EntityId programme, std::uint32_t number) {
  Command command;
  command.programme = Ref(programme);
  command.number = number;
  return command;
}
inline schema::CloseProgrammeT CloseProgramme(EntityId programme, std::string reason = "completed") {
  schema::CloseProgrammeT command;
  command.programme = Ref(programme);
  command.reason = std::move(reason);
  return command;
}

inline schema::EnrolT Enrol(EntityId programme, EntityId person, std::string insurance = "") {
  schema::EnrolT command;
  command.programme = Ref(programme);
  command.person = Ref(person);
  command.insurance = std::move(insurance);
  return command;
}
inline schema::EndEnrolmentT EndEnrolment(EntityId programme, std::uint32_t enrolment,
                                          std::string reason = "completed") {
  schema::EndEnrolmentT command;
  command.programme = Ref(programme);
  command.enrolment = enrolment;
  command.reason = std::move(reason);
  return command;
}

/// At ten o'clock, for an hour.
inline schema::PlanSessionT PlanSession(EntityId programme, Day on, std::string activity = "",
                                        std::int64_t capacity = 0) {
  schema::PlanSessionT command;
  command.programme = Ref(programme);
  command.activity = std::move(activity);
  command.at = StartOfDay(on).micros + 10 * 3600 * kMicrosPerSecond;
  command.minutes = 60;
  command.capacity = capacity;
  return command;
}
inline schema::RecordSessionT HeldSession(EntityId programme, std::uint32_t session) {
  schema::RecordSessionT command;
  command.programme = Ref(programme);
  command.session = session;
  command.outcome = schema::SessionOutcome::held;
  return command;
}
inline schema::RecordSessionT CancelledSession(EntityId programme, std::uint32_t session) {
  schema::RecordSessionT command = HeldSession(programme, session);
  command.outcome = schema::SessionOutcome::cancelled;
  command.reason = "bad weather";
  return command;
}
inline std::unique_ptr<schema::AttendanceT> Came(std::uint32_t enrolment, std::uint32_t minutes = 0,
                                                 schema::Presence presence = schema::Presence::present) {
  auto one = std::make_unique<schema::AttendanceT>();
  one->enrolment = enrolment;
  one->presence = presence;
  one->minutes = minutes;
  return one;
}
inline std::unique_ptr<schema::HeadcountT> Counted(std::uint32_t count,
                                                   schema::AgeBand band = schema::AgeBand::years_65_up,
                                                   schema::Sex sex = schema::Sex::female) {
  auto one = std::make_unique<schema::HeadcountT>();
  one->band = band;
  one->sex = sex;
  one->count = count;
  return one;
}
inline std::unique_ptr<schema::StaffPresenceT> Staff(std::string worker, std::uint32_t minutes = 0) {
  auto one = std::make_unique<schema::StaffPresenceT>();
  one->worker = std::move(worker);
  one->minutes = minutes;
  return one;
}

/// With what its kind cannot do without.
inline schema::StartUndertakingT StartUndertaking(const Kit& kit, EntityId programme, schema::UndertakingKind kind) {
  schema::StartUndertakingT command;
  command.programme = Ref(programme);
  command.kind = kind;
  command.code = "one";
  command.question = "who waits for how long";
  command.mandate = "resolution 3/2026";
  command.method = "counts from the ledger";
  command.asked_by = "council";
  command.parties = {"school_board"};
  command.funding = "regional_fund";
  command.budget = 1'000'000;
  command.until = (kit.today() + 365).days;
  command.due = (kit.today() + 30).days;
  return command;
}
/// With all that any step wants.
inline schema::AdvanceUndertakingT Advance(const Kit& kit, EntityId programme, std::uint32_t number,
                                           schema::UndertakingStep step) {
  auto command = About<schema::AdvanceUndertakingT>(programme, number);
  command.step = step;
  command.reference = "det. 12/2026";
  command.reason = "done";
  command.amount = 1'000;
  command.until = (kit.today() + 800).days;
  command.data_position = kit.commits();
  command.document = std::make_unique<schema::Hash>();
  return command;
}
inline std::optional<UndertakingRow> UndertakingOf(const Kit& kit, EntityId programme, std::uint32_t number) {
  return kit.state().Find<UndertakingTable>(programme, number);
}

inline schema::FormBodyT FormBody(EntityId programme, std::uint32_t seats) {
  schema::FormBodyT command;
  command.programme = Ref(programme);
  command.code = "families' council";
  command.seats = seats;
  return command;
}
/// The votes of each; a hundred ballots of two hundred voters.
inline schema::ElectBodyT Elect(EntityId programme, std::uint32_t body,
                                const std::vector<std::pair<EntityId, std::uint32_t>>& votes) {
  auto command = About<schema::ElectBodyT>(programme, body);
  for (const auto& [person, count] : votes) {
    command.candidates.push_back(std::make_unique<schema::BodyCandidateT>());
    command.candidates.back()->person = Ref(person);
    command.candidates.back()->votes = count;
  }
  command.voters = 200;
  command.ballots = 100;
  return command;
}
/// Today, at noon or not: now.
inline schema::MeetBodyT Meet(const Kit& kit, EntityId programme, std::uint32_t body,
                              const std::vector<EntityId>& present) {
  auto command = About<schema::MeetBodyT>(programme, body);
  command.at = StartOfDay(kit.today()).micros;
  for (const EntityId member : present) command.members.push_back(events::ToSchema(member));
  command.document = std::make_unique<schema::Hash>();
  return command;
}
inline std::unique_ptr<schema::MotionT> Motion(std::uint32_t favour, std::uint32_t against, std::uint32_t abstained = 0) {
  auto motion = std::make_unique<schema::MotionT>();
  motion->kind = schema::MotionKind::resolution;
  motion->code = "opening hours";
  motion->favour = favour;
  motion->against = against;
  motion->abstained = abstained;
  return motion;
}
inline std::unique_ptr<schema::MotionT> OpinionOn(std::uint32_t undertaking, std::uint32_t favour,
                                                  std::uint32_t against) {
  auto motion = Motion(favour, against);
  motion->kind = schema::MotionKind::opinion;
  motion->undertaking = undertaking;
  return motion;
}
inline schema::DissolveBodyT Dissolve(EntityId programme, std::uint32_t body) {
  auto command = About<schema::DissolveBodyT>(programme, body);
  command.reason = "merged";
  return command;
}

// --- units ---

inline schema::SignContractT SignContract(EntityId unit, Day from, Day until) {
  schema::SignContractT command;
  command.unit = Ref(unit);
  command.provider = "coop_sample";
  command.cig = "Z000000000";
  command.from = from.days;
  command.until = until.days;
  command.measure = schema::ContractMeasure::hours;
  command.quantity = 5'000;
  command.unit_price = 2'210;
  return command;
}
inline schema::EndContractT EndContract(EntityId unit, std::uint32_t number, Day on) {
  schema::EndContractT command;
  command.unit = Ref(unit);
  command.number = number;
  command.on = on.days;
  command.reason = "breach";
  return command;
}
inline schema::SetAccreditationT Accredit(EntityId unit, schema::AccreditationStep step,
                                          std::optional<Day> until = std::nullopt) {
  schema::SetAccreditationT command;
  command.unit = Ref(unit);
  command.step = step;
  command.reference = "det. 5/2026";
  command.until = until ? until->days : 0;
  return command;
}
/// One thing to put right by each of these days.
inline schema::CheckQualityT CheckQuality(EntityId unit, const std::vector<Day>& remedy_by = {}) {
  schema::CheckQualityT command;
  command.unit = Ref(unit);
  command.checklist = "hygiene";
  for (const Day day : remedy_by) {
    command.findings.push_back(std::make_unique<schema::QualityFindingT>());
    command.findings.back()->code = "kitchen";
    command.findings.back()->remedy_by = day.days;
  }
  return command;
}
inline schema::ResolveFindingT Resolve(EntityId unit, std::uint32_t number, bool remedied = true) {
  schema::ResolveFindingT command;
  command.unit = Ref(unit);
  command.number = number;
  command.remedied = remedied;
  return command;
}
inline schema::ReceiveComplaintT Complain(EntityId unit, EntityId person = {}) {
  schema::ReceiveComplaintT command;
  command.unit = Ref(unit);
  command.code = "late_transport";
  command.person = Ref(person);
  return command;
}
inline schema::AnswerComplaintT AnswerComplaint(EntityId unit, std::uint32_t number, bool upheld) {
  schema::AnswerComplaintT command;
  command.unit = Ref(unit);
  command.number = number;
  command.upheld = upheld;
  command.reference = "prot. 99/2026";
  return command;
}
inline schema::ChangeProviderT ChangeProvider(EntityId unit, EntityId successor, Day from) {
  schema::ChangeProviderT command;
  command.unit = Ref(unit);
  command.successor = Ref(successor);
  command.from = from.days;
  command.reason = "tender";
  return command;
}

}  // namespace fascicolo::engine
