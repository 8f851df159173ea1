// Commands as tests say them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalogue/built_in.h"
#include "engine/kit.h"

namespace fascicolo::engine {

inline constexpr const char* kCentre = "open_centre_elderly";   ///< places, by arrival, kept on refusal
inline constexpr const char* kHomeCare = "home_care_elderly";  ///< minutes a week, by points, penalty on refusal

[[nodiscard]] inline std::unique_ptr<schema::Id> Ref(EntityId id) {
  return std::make_unique<schema::Id>(events::ToSchema(id));
}

inline schema::AdoptSheetT AdoptSheet(std::string_view json) {
  schema::AdoptSheetT command;
  command.sheet = json;
  return command;
}
inline schema::AdoptRuleSetT AdoptRuleSet(std::string_view json) {
  schema::AdoptRuleSetT command;
  command.rule_set = json;
  return command;
}

inline schema::AdoptCalendarT AdoptCalendar(std::string_view json) {
  schema::AdoptCalendarT command;
  command.calendar = json;
  return command;
}

inline schema::RegisterContactT Contact(schema::Area area = schema::Area::elderly) {
  schema::RegisterContactT command;
  command.desk = schema::Desk::adults_elderly;
  command.area = area;
  command.reason = "help_at_home";
  return command;
}
inline schema::TakeInChargeT TakeInCharge(EntityId case_file, std::string worker = "rossi") {
  schema::TakeInChargeT command;
  command.case_file = Ref(case_file);
  command.worker = std::move(worker);
  return command;
}
inline schema::AssignWorkerT Assign(EntityId case_file, std::string worker) {
  schema::AssignWorkerT command;
  command.case_file = Ref(case_file);
  command.worker = std::move(worker);
  return command;
}
inline schema::CloseCaseT CloseCase(EntityId case_file, std::string reason = "need_overcome") {
  schema::CloseCaseT command;
  command.case_file = Ref(case_file);
  command.reason = std::move(reason);
  return command;
}
inline schema::ReopenCaseT ReopenCase(EntityId case_file) {
  schema::ReopenCaseT command;
  command.case_file = Ref(case_file);
  command.reason = "new_need";
  return command;
}

inline schema::OpenUnitT OpenUnit(std::string service, std::int64_t capacity, Day from) {
  schema::OpenUnitT command;
  command.service = std::move(service);
  command.name = "Unit";
  command.capacity = capacity;
  command.from = from.days;
  return command;
}
inline schema::SetCapacityT SetCapacity(EntityId unit, std::int64_t capacity, Day from) {
  schema::SetCapacityT command;
  command.unit = Ref(unit);
  command.capacity = capacity;
  command.from = from.days;
  return command;
}

inline schema::FileApplicationT Apply(EntityId case_file, std::string service, std::int64_t quantity = 1) {
  schema::FileApplicationT command;
  command.case_file = Ref(case_file);
  command.service = std::move(service);
  command.quantity = quantity;
  return command;
}
inline std::unique_ptr<schema::InputT> Number(std::string name, std::int64_t number) {
  auto input = std::make_unique<schema::InputT>();
  input->name = std::move(name);
  input->number = number;
  return input;
}
inline std::unique_ptr<schema::InputT> Flag(std::string name, bool flag) {
  auto input = std::make_unique<schema::InputT>();
  input->name = std::move(name);
  input->flag = flag;
  return input;
}
inline std::unique_ptr<schema::InputT> Code(std::string name, std::string code) {
  auto input = std::make_unique<schema::InputT>();
  input->name = std::move(name);
  input->code = std::move(code);
  return input;
}
inline schema::ScoreApplicationT Score(EntityId activation) {
  schema::ScoreApplicationT command;
  command.activation = Ref(activation);
  return command;
}
/// All that home_care_points asks for.
inline schema::ScoreApplicationT Score(EntityId activation, std::int64_t barthel, std::int64_t isee_cents,
                                       bool lives_alone = true) {
  schema::ScoreApplicationT command = Score(activation);
  command.inputs.push_back(Number("barthel", barthel));
  command.inputs.push_back(Flag("lives_alone", lives_alone));
  command.inputs.push_back(Code("family_network", "none"));
  command.inputs.push_back(Number("age_years", 86));
  command.inputs.push_back(Number("isee_cents", isee_cents));
  return command;
}
inline schema::EnterListT Enter(EntityId activation) {
  schema::EnterListT command;
  command.activation = Ref(activation);
  return command;
}
inline schema::OfferPlaceT Offer(EntityId activation, EntityId unit, Day from) {
  schema::OfferPlaceT command;
  command.activation = Ref(activation);
  command.unit = Ref(unit);
  command.from = from.days;
  return command;
}
inline schema::AcceptOfferT Accept(EntityId activation) {
  schema::AcceptOfferT command;
  command.activation = Ref(activation);
  return command;
}
inline schema::RefuseOfferT Refuse(EntityId activation, std::string reason = "other") {
  schema::RefuseOfferT command;
  command.activation = Ref(activation);
  command.reason = std::move(reason);
  return command;
}
inline schema::StartServiceT Start(EntityId activation, EntityId unit, Day from,
                                   std::optional<Day> until = std::nullopt) {
  schema::StartServiceT command;
  command.activation = Ref(activation);
  command.unit = Ref(unit);
  command.from = from.days;
  command.until = until ? until->days : 0;
  return command;
}
inline schema::VaryServiceT Vary(EntityId activation, std::int64_t quantity, Day from) {
  schema::VaryServiceT command;
  command.activation = Ref(activation);
  command.quantity = quantity;
  command.from = from.days;
  return command;
}
inline schema::SuspendServiceT Suspend(EntityId activation, Day from, std::optional<Day> until = std::nullopt,
                                       std::int64_t quantity_left = 0, std::string reason = "hospital") {
  schema::SuspendServiceT command;
  command.activation = Ref(activation);
  command.from = from.days;
  command.until = until ? until->days : 0;
  command.quantity_left = quantity_left;
  command.reason = std::move(reason);
  return command;
}
inline schema::ResumeServiceT Resume(EntityId activation, Day from) {
  schema::ResumeServiceT command;
  command.activation = Ref(activation);
  command.from = from.days;
  return command;
}
inline schema::RecordDeliveryT Deliver(EntityId activation, Day on, std::int64_t quantity = 1,
                                       std::string activity = "") {
  schema::RecordDeliveryT command;
  command.activation = Ref(activation);
  command.on = on.days;
  command.quantity = quantity;
  command.activity = std::move(activity);
  return command;
}
inline schema::EndServiceT End(EntityId activation, Day on, std::string reason = "need_overcome") {
  schema::EndServiceT command;
  command.activation = Ref(activation);
  command.on = on.days;
  command.reason = std::move(reason);
  return command;
}
inline schema::WithdrawApplicationT Withdraw(EntityId activation, std::string reason = "renounced") {
  schema::WithdrawApplicationT command;
  command.activation = Ref(activation);
  command.reason = std::move(reason);
  return command;
}

// --- what many tests are given ---

inline std::string BuiltInText(std::string_view name) { return std::string(FindBuiltIn(name)->json); }

/// Adopts a sheet or a rule set, unless the ledger has exactly this one.
template <class Adopt>
void AdoptOnce(Kit& kit, Adopt command) {
  const Told told = kit.When(std::move(command)).told();
  const bool is_new = !told.refusal && !told.events.empty();
  const bool is_there =
      told.refusal && (told.refusal->rule == Rule::kAlreadyAdopted || told.refusal->rule == Rule::kRuleSetVersionExists);
  EXPECT_TRUE(is_new || is_there) << ToString(told);
}
/// Adopts the catalogue's open centre, home care and its points of 2025 and 2026.
inline void AdoptCatalogue(Kit& kit) {
  for (const auto* sheet : {kCentre, kHomeCare, "professional_social_service"}) {
    AdoptOnce(kit, AdoptSheet(BuiltInText(sheet)));
  }
  for (const auto* rules : {"home_care_points-2025", "home_care_points-2026"}) {
    AdoptOnce(kit, AdoptRuleSet(BuiltInText(rules)));
  }
}
inline EntityId CaseInCharge(Kit& kit) {
  const EntityId id = kit.Given(Contact());
  kit.Given(TakeInCharge(id));
  return id;
}
/// Whose case it is.
inline EntityId PersonOf(const Kit& kit, EntityId case_file) {
  return kit.state().Find<CaseTable>(case_file).value_or(CaseRow{}).person;
}
/// An application of a new case for a place in the open centre.
inline EntityId Applicant(Kit& kit) { return kit.Given(Apply(CaseInCharge(kit), kCentre)); }
/// The same, on the list.
inline EntityId Waiting(Kit& kit) {
  const EntityId id = Applicant(kit);
  kit.Given(Enter(id));
  return id;
}
/// On the list for home care, with points that fall as `barthel` rises.
inline EntityId WaitingForHomeCare(Kit& kit, std::int64_t minutes, std::int64_t barthel,
                                   std::int64_t isee_cents = 500'000) {
  const EntityId id = kit.Given(Apply(CaseInCharge(kit), kHomeCare, minutes));
  kit.Given(Score(id, barthel, isee_cents));
  kit.Given(Enter(id));
  return id;
}

}  // namespace fascicolo::engine
