// Commands about public housing as tests say them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/families/housing/housing.h"
#include "engine/told_acts.h"
#include "engine/told_rankings.h"

namespace fascicolo::engine {

inline constexpr const char* kErp = "erp_assignment";
inline constexpr const char* kErpChange = "erp_change";
inline constexpr const char* kErpForfeiture = "erp_forfeiture";
inline constexpr const char* kLodgings = "emergency_lodging";

/// Public housing and the lodgings, with their rules.
inline void AdoptHousing(Kit& kit) {
  for (const auto* sheet : {kErp, kErpChange, kErpForfeiture, kLodgings}) kit.Given(AdoptSheet(BuiltInText(sheet)));
  for (const auto* rules : {"erp_points-2021", "erp_match-2026", "erp_rent-2026"}) {
    kit.Given(AdoptRuleSet(BuiltInText(rules)));
  }
  kit.Given(AdoptCalendar(BuiltInText("italy")));
}

/// A dwelling that is ready.
inline schema::RegisterDwellingT Flat(std::string code, std::uint16_t square_metres = 50) {
  schema::RegisterDwellingT command;
  command.code = std::move(code);
  command.owner = schema::DwellingOwner::municipality;
  command.use = schema::DwellingUse::public_housing;
  command.traits = std::make_unique<schema::DwellingTraitsT>();
  command.traits->rooms = 2;
  command.traits->square_metres = square_metres;
  command.traits->floor = 1;
  command.traits->district = "centre";
  command.street = "via Inventata 7";
  command.state = schema::DwellingState::ready;
  return command;
}
inline schema::RegisterDwellingT Lodging(std::string code) {
  auto command = Flat(std::move(code), 20);
  command.use = schema::DwellingUse::emergency;
  command.traits->rooms = 1;
  return command;
}
template <class Command>
Command OfDwelling(EntityId dwelling) {
  Command command;
  command.dwelling = Ref(dwelling);
  return command;
}
template <class Command>
Command OfTenancy(EntityId tenancy) {
  Command command;
  command.tenancy = Ref(tenancy);
  return command;
}
inline schema::MoveDwellingT MoveTo(EntityId dwelling, schema::DwellingState state) {
  auto command = OfDwelling<schema::MoveDwellingT>(dwelling);
  command.state = state;
  return command;
}
inline schema::ReserveDwellingT Reserve(EntityId dwelling, std::string reserve) {
  auto command = OfDwelling<schema::ReserveDwellingT>(dwelling);
  command.reserve = std::move(reserve);
  command.reference = "region's act 3/2026";
  return command;
}
inline schema::OfferDwellingT OfferTo(EntityId dwelling, EntityId entry, std::string reference = "") {
  auto command = OfDwelling<schema::OfferDwellingT>(dwelling);
  command.entry = Ref(entry);
  command.reference = std::move(reference);
  return command;
}
inline schema::OfferDwellingT OfferInPlaceOf(EntityId dwelling, EntityId tenancy) {
  auto command = OfDwelling<schema::OfferDwellingT>(dwelling);
  command.replaces = Ref(tenancy);
  return command;
}
inline schema::OfferDwellingT OfferOfReserve(EntityId dwelling, EntityId case_file) {
  auto command = OfDwelling<schema::OfferDwellingT>(dwelling);
  command.case_file = Ref(case_file);
  command.service = kErp;
  command.reference = "region's list 3/2026";
  return command;
}
inline schema::AnswerDwellingT AcceptDwelling(EntityId tenancy) {
  auto command = OfTenancy<schema::AnswerDwellingT>(tenancy);
  command.accepted = true;
  return command;
}
inline schema::AnswerDwellingT DeclineDwelling(EntityId tenancy, std::string reason = "other") {
  auto command = OfTenancy<schema::AnswerDwellingT>(tenancy);
  command.reason = std::move(reason);
  return command;
}
inline schema::AssignDwellingT AssignTo(EntityId tenancy) { return OfTenancy<schema::AssignDwellingT>(tenancy); }
inline schema::AssignProvisionallyT Provisionally(EntityId dwelling, EntityId call, EntityId case_file) {
  auto command = OfDwelling<schema::AssignProvisionallyT>(dwelling);
  command.call = Ref(call);
  command.case_file = Ref(case_file);
  command.reference = "prot. 500/2026";
  return command;
}
inline schema::RecordAuthorisationT Authorisation(EntityId tenancy, bool granted = true) {
  auto command = OfTenancy<schema::RecordAuthorisationT>(tenancy);
  command.granted = granted;
  command.reference = "region's act 8/2026";
  return command;
}
inline schema::SignTenancyT SignContract(EntityId tenancy, std::string number = "rep. 11/2026") {
  auto command = OfTenancy<schema::SignTenancyT>(tenancy);
  command.number = std::move(number);
  return command;
}
inline schema::HandOverKeysT HandKeys(EntityId tenancy) {
  auto command = OfTenancy<schema::HandOverKeysT>(tenancy);
  command.keys = 3;
  command.minutes = "minutes 21/2026";
  return command;
}
inline schema::ReleaseDwellingT Release(EntityId tenancy, std::string reason = "released") {
  auto command = OfTenancy<schema::ReleaseDwellingT>(tenancy);
  command.reason = std::move(reason);
  command.keys = 3;
  command.minutes = "minutes 90/2026";
  return command;
}
inline schema::SetRentT Rent(EntityId tenancy, Day from, std::int64_t isee_cents = 400'000) {
  auto command = OfTenancy<schema::SetRentT>(tenancy);
  command.from = from.days;
  command.inputs.push_back(Number("isee_cents", isee_cents));
  return command;
}
inline schema::RaiseRentsT Rents(Day month) {
  schema::RaiseRentsT command;
  command.month = month.days;
  command.due_on = (month + 14).days;
  return command;
}
inline schema::AdmitGuestT Guest(EntityId tenancy, EntityId person, Day until) {
  auto command = OfTenancy<schema::AdmitGuestT>(tenancy);
  command.person = Ref(person);
  command.until = until.days;
  command.reference = "prot. 71/2026";
  return command;
}
inline schema::AuthoriseAbsenceT AwayUntil(EntityId tenancy, Day until) {
  auto command = OfTenancy<schema::AuthoriseAbsenceT>(tenancy);
  command.until = until.days;
  command.reason = "hospital";
  return command;
}
inline schema::CheckRequisitesT Checked(EntityId tenancy, bool met = true) {
  auto command = OfTenancy<schema::CheckRequisitesT>(tenancy);
  command.met = met;
  if (!met) command.reason = "income";
  command.reference = "check 5/2026";
  return command;
}
inline schema::RequestChangeT WantChange(EntityId tenancy, std::string ground = "household_grew") {
  auto command = OfTenancy<schema::RequestChangeT>(tenancy);
  command.service = kErpChange;
  command.ground = std::move(ground);
  command.reference = "prot. 80/2026";
  return command;
}
inline schema::RequestChangeT OrderChange(EntityId tenancy, std::string ground = "under_use") {
  auto command = WantChange(tenancy, std::move(ground));
  command.own_motion = true;
  return command;
}
inline schema::WithdrawChangeT GiveUpChange(EntityId tenancy) {
  auto command = OfTenancy<schema::WithdrawChangeT>(tenancy);
  command.reason = "renounced";
  return command;
}
inline schema::SucceedTenantT SucceededBy(EntityId tenancy, EntityId person,
                                          schema::SuccessionCause cause = schema::SuccessionCause::death) {
  auto command = OfTenancy<schema::SucceedTenantT>(tenancy);
  command.person = Ref(person);
  command.cause = cause;
  return command;
}
inline schema::StartForfeitureT Forfeit(EntityId tenancy, std::string ground = "unused") {
  auto command = OfTenancy<schema::StartForfeitureT>(tenancy);
  command.service = kErpForfeiture;
  command.ground = std::move(ground);
  command.reference = "inspection 14/2026";
  return command;
}
inline schema::AdvanceForfeitureT ForfeitStep(EntityId tenancy, schema::ForfeitureStep step, Day on = {}) {
  auto command = OfTenancy<schema::AdvanceForfeitureT>(tenancy);
  command.step = step;
  command.reference = "prot. 120/2026";
  command.on = on.days;
  return command;
}
inline schema::RecordOccupationT OccupiedBySomebody(EntityId dwelling) {
  auto command = OfDwelling<schema::RecordOccupationT>(dwelling);
  command.reference = "minutes of the police 2/2026";
  command.persons = 2;
  command.minors = true;
  return command;
}
inline schema::AdvanceOccupationT OccupationStepOf(EntityId dwelling, schema::OccupationStep step) {
  auto command = OfDwelling<schema::AdvanceOccupationT>(dwelling);
  command.step = step;
  command.reference = "order 4/2026";
  return command;
}
inline schema::RegulariseOccupationT Regularise(EntityId dwelling, EntityId case_file) {
  auto command = OfDwelling<schema::RegulariseOccupationT>(dwelling);
  command.case_file = Ref(case_file);
  command.service = kErp;
  return command;
}
inline schema::GrantLodgingT Lodge(EntityId dwelling, EntityId case_file, Day until) {
  auto command = OfDwelling<schema::GrantLodgingT>(dwelling);
  command.case_file = Ref(case_file);
  command.service = kLodgings;
  command.until = until.days;
  return command;
}
inline schema::ExtendLodgingT ExtendTo(EntityId tenancy, Day until) {
  auto command = OfTenancy<schema::ExtendLodgingT>(tenancy);
  command.until = until.days;
  return command;
}

// --- what many tests are given ---

[[nodiscard]] inline Day FirstOfNextMonth(const Kit& kit) {
  const Civil date = CivilFromDay(kit.today());
  return AddMonths(DayFromCivil({.year = date.year, .month = date.month, .day = 1}), 1);
}
[[nodiscard]] inline DwellingRow DwellingOf(const Kit& kit, EntityId dwelling) {
  return kit.state().Find<DwellingTable>(dwelling).value_or(DwellingRow{});
}
[[nodiscard]] inline TenancyRow TenancyOf(const Kit& kit, EntityId tenancy) {
  return kit.state().Find<TenancyTable>(tenancy).value_or(TenancyRow{});
}
/// The act of this number that carries one command has effect.
template <class Payload>
EntityId ByAct(Kit& kit, Payload payload) {
  return EffectiveAct(kit, std::to_string(kit.commits()) + "/2026", std::move(payload));
}
/// So many persons.
[[nodiscard]] inline std::vector<EntityId> Relatives(Kit& kit, std::size_t count) {
  std::vector<EntityId> persons;
  while (persons.size() < count) persons.push_back(kit.Given(Person(YearsAgo(kit, 30))));
  return persons;
}
/// An application to a call by a household of `size`; of those told one after the other each has fewer points. Up to eight.
inline EntityId ErpEntry(Kit& kit, EntityId call, std::size_t place, std::size_t size = 1) {
  constexpr std::int64_t kIncomes[] = {1'000'00, 1'000'00, 2'000'00, 1'000'00, 2'000'00, 9'000'00, 2'000'00, 9'000'00};
  constexpr const char* kConditions[] = {"improper",   "improper",   "improper", "evacuation",
                                         "evacuation", "evacuation", "adequate", "adequate"};
  auto command = ApplyTo(call, CaseInCharge(kit), Relatives(kit, size - 1));
  command.inputs.push_back(Number("income_per_head_cents", kIncomes[place]));
  command.inputs.push_back(Code("dwelling_condition", kConditions[place]));
  command.inputs.push_back(Flag("old_alone", place == 0));
  const EntityId entry = kit.Given(std::move(command));
  Decided(kit, entry);
  return entry;
}
struct ErpList {
  EntityId call;
  std::vector<EntityId> entries;  ///< confirmed, in the list's order
};
/// A final list of households of these sizes, all called and confirmed.
inline ErpList ConfirmedList(Kit& kit, const std::vector<std::size_t>& sizes) {
  ErpList list;
  auto open = OpenCall(kit, kErp, 5);
  open.rule_set = "erp_points";
  list.call = kit.Given(std::move(open));
  for (std::size_t i = 0; i < sizes.size(); ++i) list.entries.push_back(ErpEntry(kit, list.call, i, sizes[i]));
  PublishBoth(kit, list.call);
  for (const EntityId entry : list.entries) {
    kit.Given(CallNext(entry));
    kit.Given(Confirm(entry));
  }
  return list;
}
/// The dwelling is offered to the entry, accepted, and given by an act.
inline EntityId Assigned(Kit& kit, EntityId dwelling, EntityId entry) {
  const EntityId tenancy = kit.Given(OfferTo(dwelling, entry));
  kit.Given(AcceptDwelling(tenancy));
  ByAct(kit, AssignTo(tenancy));
  return tenancy;
}
/// The household lives there.
inline EntityId MovedIn(Kit& kit, EntityId dwelling, EntityId entry) {
  const EntityId tenancy = Assigned(kit, dwelling, entry);
  kit.Given(SignContract(tenancy));
  kit.Given(HandKeys(tenancy));
  return tenancy;
}
/// A household of `size`, in a dwelling that fits it, by a list of its own.
inline EntityId Tenant(Kit& kit, std::size_t size = 1, std::string code = "A-1") {
  const EntityId entry = ConfirmedList(kit, {size}).entries.front();
  const EntityId dwelling = kit.Given(Flat(std::move(code), size <= 2 ? 50 : 62));
  return MovedIn(kit, dwelling, entry);
}

}  // namespace fascicolo::engine
