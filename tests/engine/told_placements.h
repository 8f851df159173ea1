// Commands about placements as tests say them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/catalogue/documents.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {

inline constexpr const char* kMinors = "residential_minors";
inline constexpr const char* kFosterCare = "foster_care";
inline constexpr const char* kShelter = "night_shelter";
inline constexpr const char* kSites = "roma_sites";
inline constexpr const char* kResidence = "continuous_residence";

template <class Command>
Command OfPlacement(EntityId placement) {
  Command command;
  command.placement = Ref(placement);
  return command;
}

inline constexpr const char* kPlacingServices[] = {kMinors, kFosterCare, kShelter, kSites, kResidence,
                                                   "residential_disabled", "reception_centre", "protected_lodging"};

/// The services that place people, adopted; nobody's placing waits for an act.
inline void AdoptPlacing(Kit& kit) {
  for (const auto* sheet : kPlacingServices) AdoptOnce(kit, AdoptSheet(With(sheet, "/act", "none")));
}
/// The same, as the sheets have it: by an act, but for sites and beds by night.
inline void AdoptPlacingByAct(Kit& kit) {
  for (const auto* sheet : kPlacingServices) kit.Given(AdoptSheet(BuiltInText(sheet)));
}
/// A case in charge of somebody so many years old.
inline EntityId CaseOf(Kit& kit, int years) {
  auto contact = Contact(schema::Area::minors_family);
  contact.born = AddMonths(kit.today(), -12 * years).days;
  const EntityId id = kit.Given(std::move(contact));
  kit.Given(TakeInCharge(id));
  return id;
}

inline schema::RequestPlacementT RequestOf(EntityId case_file, std::string service,
                                         const std::vector<EntityId>& persons = {}) {
  schema::RequestPlacementT command;
  command.case_file = Ref(case_file);
  command.service = std::move(service);
  for (const EntityId person : persons) command.persons.push_back(events::ToSchema(person));
  return command;
}
inline schema::RequestPlacementT Nights(EntityId case_file, EntityId unit, Day from, std::uint32_t nights,
                                        schema::Urgency need = schema::Urgency::ordinary, std::string service = kShelter) {
  auto command = RequestOf(case_file, std::move(service));
  command.unit = Ref(unit);
  command.from = from.days;
  command.nights = nights;
  command.need = need;
  return command;
}
inline schema::AskHostT Ask(EntityId placement, EntityId unit) {
  auto command = OfPlacement<schema::AskHostT>(placement);
  command.unit = Ref(unit);
  return command;
}
inline schema::AnswerHostT HostAccepts(EntityId placement, EntityId unit) {
  auto command = OfPlacement<schema::AnswerHostT>(placement);
  command.unit = Ref(unit);
  command.accepted = true;
  return command;
}
inline schema::AnswerHostT HostRefuses(EntityId placement, EntityId unit, std::string reason = "other") {
  auto command = OfPlacement<schema::AnswerHostT>(placement);
  command.unit = Ref(unit);
  command.reason = std::move(reason);
  return command;
}
inline schema::RecordDecreeT Decree(EntityId placement, std::string measure = "entrusted_to_service",
                                    schema::Court court = schema::Court::juvenile_court) {
  auto command = OfPlacement<schema::RecordDecreeT>(placement);
  command.title = schema::PlacementTitle::decree;
  command.court = court;
  command.measure = std::move(measure);
  command.reference = "R.G. 12/2026";
  return command;
}
/// Taken in by whom it may concern: paid by a municipality that knows it, at 118 EUR a day.
inline schema::StartPlacementT TakeIn(EntityId placement, EntityId unit, Day from) {
  auto command = OfPlacement<schema::StartPlacementT>(placement);
  command.unit = Ref(unit);
  command.from = from.days;
  command.daily_fee = 118'00;
  command.payer = "092009";
  command.payer_informed = true;
  return command;
}
inline schema::StartPlacementT TakeInByFamily(EntityId placement, EntityId unit, Day from,
                                              const std::vector<EntityId>& heard = {}) {
  auto command = TakeIn(placement, unit, from);
  command.daily_fee = 0;
  command.monthly_contribution = 671'00;
  command.kinship = schema::Kinship::non_kin;
  command.care_time = schema::CareTime::full;
  for (const EntityId child : heard) command.heard.push_back(events::ToSchema(child));
  return command;
}
inline schema::RecordAbsenceT Absent(EntityId placement, EntityId person, Day from,
                                     schema::AbsenceKind kind = schema::AbsenceKind::leave) {
  auto command = OfPlacement<schema::RecordAbsenceT>(placement);
  command.person = Ref(person);
  command.kind = kind;
  command.from = from.days;
  if (kind == schema::AbsenceKind::runaway) command.reported_to = "police";
  return command;
}
inline schema::RecordReturnT Returned(EntityId placement, EntityId person, Day on) {
  auto command = OfPlacement<schema::RecordReturnT>(placement);
  command.person = Ref(person);
  command.on = on.days;
  return command;
}
inline schema::OrderContactT OrderContact(EntityId placement, EntityId relative, schema::ContactRule rule) {
  auto command = OfPlacement<schema::OrderContactT>(placement);
  command.relative = Ref(relative);
  command.contact = rule;
  command.reference = "R.G. 13/2026";
  return command;
}
inline schema::RecordVisitT Visit(EntityId placement, EntityId relative, bool supervised) {
  auto command = OfPlacement<schema::RecordVisitT>(placement);
  command.relative = Ref(relative);
  command.supervised = supervised;
  command.outcome = schema::VisitOutcome::held;
  return command;
}
inline schema::ExtendPlacementT Extend(EntityId placement, Day until, std::string reference = "") {
  auto command = OfPlacement<schema::ExtendPlacementT>(placement);
  command.until = until.days;
  command.reference = std::move(reference);
  if (!command.reference.empty()) command.court = schema::Court::juvenile_court;
  return command;
}
inline schema::TransferPlacementT MoveTo(EntityId placement, EntityId unit, Day from) {
  auto command = OfPlacement<schema::TransferPlacementT>(placement);
  command.unit = Ref(unit);
  command.from = from.days;
  command.reason = "unsuitable";
  return command;
}
inline schema::RecordIncidentT Incident(EntityId placement, schema::IncidentKind kind, std::string code) {
  auto command = OfPlacement<schema::RecordIncidentT>(placement);
  command.incident = kind;
  command.code = std::move(code);
  return command;
}
inline schema::EndPlacementT EndStay(EntityId placement, Day on, std::string reason = "other_service") {
  auto command = OfPlacement<schema::EndPlacementT>(placement);
  command.on = on.days;
  command.reason = std::move(reason);
  return command;
}
inline schema::WithdrawPlacementT WithdrawRequest(EntityId placement) {
  auto command = OfPlacement<schema::WithdrawPlacementT>(placement);
  command.reason = "renounced";
  return command;
}
inline schema::RecordRemovalT Removal(EntityId case_file, EntityId unit, Instant at) {
  schema::RecordRemovalT command;
  command.case_file = Ref(case_file);
  command.service = kMinors;
  command.unit = Ref(unit);
  command.at = at.micros;
  command.body = "social_service";
  command.payer = "092009";
  return command;
}
inline schema::RecordMeasureStepT Step(EntityId placement, schema::MeasureStep step, Instant at) {
  auto command = OfPlacement<schema::RecordMeasureStepT>(placement);
  command.step = step;
  command.at = at.micros;
  return command;
}
inline schema::RecordMeasureLapseT Lapse(EntityId placement) {
  auto command = OfPlacement<schema::RecordMeasureLapseT>(placement);
  command.lawyer = "avv_neri";
  command.reference = "parere 4/2027";
  return command;
}
inline schema::RecordNightT Night(EntityId placement, Day night, bool came = true) {
  auto command = OfPlacement<schema::RecordNightT>(placement);
  command.night = night.days;
  command.came = came;
  return command;
}
inline schema::BanGuestT Ban(EntityId placement, Day until) {
  auto command = OfPlacement<schema::BanGuestT>(placement);
  command.until = until.days;
  command.reason = "violence";
  return command;
}
inline schema::SetColdPlanT ColdPlan(EntityId unit, std::int64_t beds, Day from, Day until) {
  schema::SetColdPlanT command;
  command.unit = Ref(unit);
  command.beds = beds;
  command.from = from.days;
  command.until = until.days;
  return command;
}
inline schema::RegisterFosterFamilyT FosterFamily(EntityId unit, const std::vector<EntityId>& members) {
  schema::RegisterFosterFamilyT command;
  command.unit = Ref(unit);
  for (const EntityId member : members) command.members.push_back(events::ToSchema(member));
  return command;
}
inline schema::SignSitePactT SignPact(EntityId placement, std::vector<std::string> conditions = {"school", "waste"}) {
  auto command = OfPlacement<schema::SignSitePactT>(placement);
  command.conditions = std::move(conditions);
  return command;
}
inline schema::CloseSiteT CloseSite(EntityId unit, Day on) {
  schema::CloseSiteT command;
  command.unit = Ref(unit);
  command.on = on.days;
  command.reason = "superseded";
  return command;
}
inline schema::RecordSelfSufficiencyT SelfSufficiencyOf(EntityId placement, EntityId person,
                                                        schema::SelfSufficiency level) {
  auto command = OfPlacement<schema::RecordSelfSufficiencyT>(placement);
  command.person = Ref(person);
  command.level = level;
  return command;
}
inline schema::DeclineTransferT DeclineMove(EntityId placement) {
  auto command = OfPlacement<schema::DeclineTransferT>(placement);
  command.party = schema::Party::family;
  command.reason = "too_far";
  return command;
}

// --- what many tests are given ---

inline PlacementRow PlacementOf(const Kit& kit, EntityId id) {
  return kit.state().Find<PlacementTable>(id).value_or(PlacementRow{});
}
inline EntityId FosterHome(Kit& kit, std::int64_t children = 1) {
  const EntityId unit = kit.Given(OpenUnit(kFosterCare, children, kit.today()));
  kit.Given(FosterFamily(unit, {PersonOf(kit, CaseInCharge(kit))}));
  return unit;
}
/// Asked of a facility that accepts.
inline EntityId AcceptedWithoutDecree(Kit& kit, EntityId case_file, EntityId unit, const std::vector<EntityId>& persons = {},
                                      std::string service = kMinors) {
  const EntityId placement = kit.Given(RequestOf(case_file, std::move(service), persons));
  kit.Given(Ask(placement, unit));
  kit.Given(HostAccepts(placement, unit));
  return placement;
}
/// The same, resting on a decree.
inline EntityId AcceptedBy(Kit& kit, EntityId case_file, EntityId unit, const std::vector<EntityId>& persons = {},
                         std::string service = kMinors) {
  const EntityId placement = AcceptedWithoutDecree(kit, case_file, unit, persons, std::move(service));
  kit.Given(Decree(placement));
  return placement;
}
/// A child of so many years in a facility of two beds since today.
struct InFacility {
  EntityId unit;
  EntityId case_file;
  EntityId child;
  EntityId placement;
};
inline InFacility ChildInFacility(Kit& kit, int years = 8) {
  InFacility there;
  there.unit = kit.Given(OpenUnit(kMinors, 2, kit.today() - 10));
  kit.RunDue();
  there.case_file = CaseOf(kit, years);
  there.child = PersonOf(kit, there.case_file);
  there.placement = AcceptedBy(kit, there.case_file, there.unit);
  kit.Given(TakeIn(there.placement, there.unit, kit.today()));
  return there;
}
/// A bed in a shelter from tonight on; with its shelter.
inline EntityId InShelter(Kit& kit, EntityId shelter, std::uint32_t nights = 5) {
  return kit.Given(Nights(CaseInCharge(kit), shelter, kit.today(), nights));
}

}  // namespace fascicolo::engine
