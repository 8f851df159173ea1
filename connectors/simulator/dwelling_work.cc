#include "connectors/simulator/dwelling_work.h"

#include "connectors/simulator/in_charge.h"
#include "engine/families/housing/assignment_line.h"
#include "engine/families/person.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kDwellingStream = 0x6477'656C'6C69'6E67;  ///< "dwelling"
constexpr std::string_view kDwellingOffice = "ufficio.casa";
constexpr std::string_view kDwellingService = "erp_assignment";
constexpr std::string_view kEarlier = "earlier_list";  ///< whose dwellings were let before there was a ledger
constexpr int kLetPerMille = 970;                      ///< of the stock, when the town begins
constexpr int kFirstLetting = 70;                      ///< days: the first cases are in charge
constexpr int kLettingDays = 110;
constexpr int kLeastMendingDays = 20;
constexpr int kMostMendingDays = 90;
constexpr int kDwellingTakenPerMille = 820;
constexpr std::uint8_t kKeys = 3;
constexpr std::size_t kSquareMetresOfARoom = 22;
/// Sizes of dwellings, and which of them fit how many persons, as the sample formula erp_match has it.
constexpr std::array<std::size_t, 4> kSquareMetres{48, 62, 78, 96};
constexpr std::array<int, 4> kDwellingSizeWeights{600, 220, 130, 50};
constexpr std::array<std::size_t, 6> kLeast{45, 45, 60, 60, 75, 95};
constexpr std::array<std::size_t, 6> kGreatest{60, 70, 85, 95, 110, 130};
constexpr std::array<std::string_view, 4> kDistricts{"centre", "north", "hills", "harbour"};

std::string Minutes(std::uint64_t number) { return "Verbale " + std::to_string(number); }

}  // namespace

DwellingWork::DwellingWork(TownHall& hall, Signing& signing, MoneyWork& money)
    : hall_(hall), signing_(signing), money_(money), chance_(hall.parameters.seed ^ kDwellingStream) {}

void DwellingWork::Plan() {
  for (std::int64_t i = 0; i < hall_.figures.stock; ++i) {
    hall_.agenda.Add(WorkingDayFrom(hall_.today + chance_.Between(7, kStartingDays)), ErrandKind::kRegisterDwelling);
    if (!chance_.Happens(kLetPerMille)) continue;
    const Day on = hall_.today + kFirstLetting + chance_.Between(0, kLettingDays);
    hall_.agenda.Add(WorkingDayFrom(on), ErrandKind::kLetAsBefore);
  }
}

void DwellingWork::PlanYear() {
  const int year = YearOf(hall_.today);
  const Day next_year = DayFromCivil({.year = year + 1, .month = 1, .day = 1});
  for (Day on = hall_.today; on < next_year; on = on + 7) {
    hall_.agenda.Add(WorkingDayFrom(on), ErrandKind::kAssignDwellings);
    hall_.agenda.Add(WorkingDayFrom(on + 3), ErrandKind::kHandKeys);
    hall_.agenda.Add(WorkingDayFrom(on + 4), ErrandKind::kOfferDwelling);
  }
  for (std::int64_t i = 0; i < hall_.figures.dwellings; ++i) {
    const Day on = hall_.today + chance_.Between(0, kDaysOfAYear - 1);
    if (on < next_year) hall_.agenda.Add(WorkingDayFrom(on), ErrandKind::kTakeBack);
  }
  hall_.agenda.Add(WorkingDayFrom(hall_.today + 10), ErrandKind::kSetRents);
  for (Day month = FirstOfMonth(hall_.today); month < next_year; month = AddMonths(month, 1)) {
    hall_.agenda.Add(WorkingDayFrom(month + 14), ErrandKind::kRaiseRents);
  }
}

void DwellingWork::Do(const Errand& errand, EntityId call) {
  switch (errand.kind) {
    case ErrandKind::kRegisterDwelling:
      return Register();
    case ErrandKind::kLetAsBefore:
      return LetAsBefore();
    case ErrandKind::kAssignDwellings:
      return AssignAccepted();
    case ErrandKind::kHandKeys:
      return MoveIn();
    case ErrandKind::kTakeBack:
      return TakeBack();
    case ErrandKind::kMendDwelling:
      return Mend();
    case ErrandKind::kOfferDwelling:
      return OfferFree(call);
    case ErrandKind::kSetRents:
      return SetRents();
    case ErrandKind::kRaiseRents:
      return RaiseRents();
    default:
      return;
  }
}

void DwellingWork::Register() {
  const std::size_t size = kSquareMetres.at(chance_.Weighted(kDwellingSizeWeights)) + chance_.Below(10);
  schema::RegisterDwellingT dwelling;
  dwelling.code = "ERP-" + std::to_string(++papers_);
  dwelling.owner = schema::DwellingOwner::municipality;
  dwelling.use = schema::DwellingUse::public_housing;
  dwelling.traits = std::make_unique<schema::DwellingTraitsT>();
  dwelling.traits->rooms = static_cast<std::uint8_t>(size / kSquareMetresOfARoom);
  dwelling.traits->square_metres = static_cast<std::uint16_t>(size);
  dwelling.traits->floor = static_cast<std::int8_t>(chance_.Between(0, 5));
  dwelling.traits->district = chance_.Pick(kDistricts);
  dwelling.street = "via Inventata " + std::to_string(papers_);
  dwelling.state = schema::DwellingState::ready;
  to_let_.push_back(engine::NewEntity(hall_.door.Send(kDwellingOffice, std::move(dwelling)), 0));
}

/// One that fits a household of so many, taken off those that are to be let; none: there is none.
std::optional<EntityId> DwellingWork::TakeToLet(std::size_t persons) {
  const std::size_t row = std::min(persons, kLeast.size()) - 1;
  const auto found = std::find_if(to_let_.begin(), to_let_.end(), [&](EntityId id) {
    const auto dwelling = hall_.state().Find<engine::DwellingTable>(id);
    return dwelling && dwelling->square_metres >= kLeast.at(row) && dwelling->square_metres <= kGreatest.at(row);
  });
  if (found == to_let_.end()) return std::nullopt;
  const EntityId dwelling = *found;
  to_let_.erase(found);
  return dwelling;
}

/// A tenant of former years: a dwelling kept for who was on an earlier list, and given to them.
void DwellingWork::LetAsBefore() {
  const auto index = SomeCaseInCharge(hall_, chance_);
  if (!index || !housed_.insert(*index).second) return;
  const auto members = MembersWith(hall_, *index);
  const auto fitting = TakeToLet(1 + members.size());
  if (!fitting) return;
  const EntityId dwelling = *fitting;
  schema::ReserveDwellingT reserve;
  reserve.dwelling = SchemaId(dwelling);
  reserve.reserve = kEarlier;
  reserve.reference = "Assegnazioni in corso al " + FormatDay(hall_.parameters.first_day);
  hall_.door.Send(kDwellingOffice, std::move(reserve));
  schema::OfferDwellingT offer;
  offer.dwelling = SchemaId(dwelling);
  offer.case_file = SchemaId(hall_.cases[*index].id);
  offer.members = members;
  offer.service = kDwellingService;
  offer.reference = "Graduatoria precedente";
  offered_.push_back({engine::NewEntity(hall_.door.Send(kDwellingOffice, std::move(offer)), 0), dwelling, true, true});
}

/// What was offered before today; an offer that was refused is answered by nobody.
void DwellingWork::TakeAnswers() {
  const engine::State state = hall_.state();
  for (const Offer& offer : std::exchange(offered_, {})) {
    const auto row = state.Find<engine::TenancyTable>(offer.tenancy);
    if (!row) (offer.is_earlier ? to_let_ : free_).push_back(offer.dwelling);
    if (row && !offer.accepts) free_.push_back(offer.dwelling);
    if (!row || row->state != engine::TenancyState::kOffered) continue;
    schema::AnswerDwellingT answer;
    answer.tenancy = SchemaId(offer.tenancy);
    answer.accepted = offer.accepts;
    if (!offer.accepts) answer.reason = chance_.Happens(500) ? "dwelling_unsuitable" : "too_far";
    hall_.door.Send(kDwellingOffice, std::move(answer));
    if (offer.accepts) accepted_.push_back(offer.tenancy);
  }
}

void DwellingWork::AssignAccepted() {
  const engine::State state = hall_.state();
  Signing::Carried carried;
  for (const EntityId tenancy : std::exchange(accepted_, {})) {
    const auto row = state.Find<engine::TenancyTable>(tenancy);
    if (!row || row->state != engine::TenancyState::kAccepted) continue;
    schema::AssignDwellingT assign;
    assign.tenancy = SchemaId(tenancy);
    carried.push_back(engine::CommandOf(std::move(assign)));
    to_move_in_.push_back(tenancy);
  }
  signing_.Draft(kDwellingOffice, "assignment", std::move(carried), Signing::Visa::kNone);
}

void DwellingWork::MoveIn() {
  const engine::State state = hall_.state();
  for (const EntityId tenancy : std::exchange(to_move_in_, {})) {
    const auto row = state.Find<engine::TenancyTable>(tenancy);
    if (!row || row->state != engine::TenancyState::kAssigned) continue;
    schema::SignTenancyT sign;
    sign.tenancy = SchemaId(tenancy);
    sign.number = "Rep. " + std::to_string(++papers_);
    hall_.door.Send(kDwellingOffice, std::move(sign));
    schema::HandOverKeysT keys;
    keys.tenancy = SchemaId(tenancy);
    keys.keys = kKeys;
    keys.minutes = Minutes(papers_);
    hall_.door.Send(kDwellingOffice, std::move(keys));
    SetRent(tenancy);
    lived_in_.push_back(tenancy);
  }
}

void DwellingWork::TakeBack() {
  const engine::State state = hall_.state();
  if (lived_in_.empty()) return;
  const std::size_t index = chance_.Below(lived_in_.size());
  const EntityId tenancy = lived_in_[index];
  lived_in_.erase(lived_in_.begin() + static_cast<std::ptrdiff_t>(index));
  const auto row = state.Find<engine::TenancyTable>(tenancy);
  if (!row || !row->IsLivedIn()) return;
  schema::ReleaseDwellingT release;
  release.tenancy = SchemaId(tenancy);
  release.reason = chance_.Happens(600) ? "deceased" : "released";
  release.keys = kKeys;
  release.minutes = Minutes(++papers_);
  hall_.door.Send(kDwellingOffice, std::move(release));
  to_mend_.push_back(row->dwelling);
  const int days = chance_.Between(kLeastMendingDays, kMostMendingDays);
  hall_.agenda.Add(WorkingDayFrom(hall_.today + days), ErrandKind::kMendDwelling);
}

/// The first that was given back is ready for the list, and kept for nobody.
void DwellingWork::Mend() {
  if (to_mend_.empty()) return;
  const EntityId dwelling = to_mend_.front();
  to_mend_.erase(to_mend_.begin());
  const auto row = hall_.state().Find<engine::DwellingTable>(dwelling);
  if (!row || row->state != schema::DwellingState::to_repair) return;  // its release was refused
  schema::MoveDwellingT ready;
  ready.dwelling = SchemaId(dwelling);
  ready.state = schema::DwellingState::ready;
  hall_.door.Send(kDwellingOffice, std::move(ready));
  if (!row->reserve.empty()) {
    schema::ReserveDwellingT reserve;
    reserve.dwelling = SchemaId(dwelling);
    reserve.reference = "Alloggio disponibile per la graduatoria";
    hall_.door.Send(kDwellingOffice, std::move(reserve));
  }
  free_.push_back(dwelling);
}

/// Nobody while no list is final, while its formula of sizes is not in force, or while whom it fits is not confirmed.
std::optional<EntityId> DwellingWork::NextFor(EntityId dwelling, EntityId call) const {
  const engine::State state = hall_.state();
  const auto row = state.Find<engine::DwellingTable>(dwelling);
  const auto sheet = state.Find<engine::SheetTable>(std::string(kDwellingService));
  if (!row || row->state != schema::DwellingState::ready || !sheet || !state.Find<engine::CallTable>(call)) {
    return std::nullopt;
  }
  const auto parsed = engine::ParseSheet(sheet->json);
  FASCICOLO_CHECK(parsed.ok());
  engine::Intent intent;
  intent.today = hall_.today;
  intent.effective_on = hall_.today;
  const auto next = engine::NextOfCall(state, intent, call, *parsed, dwelling, *row);
  const auto* entry = std::get_if<EntityId>(&next);
  return entry == nullptr || entry->is_zero() ? std::nullopt : std::optional(*entry);
}

void DwellingWork::OfferFree(EntityId call) {
  TakeAnswers();
  offered_to_.clear();
  if (call.is_zero()) return;
  for (const EntityId dwelling : std::exchange(free_, {})) {
    if (!OfferOne(dwelling, call)) free_.push_back(dwelling);
  }
}

bool DwellingWork::OfferOne(EntityId dwelling, EntityId call) {
  const auto entry = NextFor(dwelling, call);
  const bool is_offered_today = entry && !offered_to_.insert(*entry).second;  // with another one, a moment ago
  if (!entry || is_offered_today) return false;
  const engine::State state = hall_.state();
  const auto row = state.Find<engine::RankingEntryTable>(*entry);
  if (row && engine::DiedOn(state, row->person)) {
    schema::EndEntryT end;
    end.entry = SchemaId(*entry);
    end.reason = "deceased";
    hall_.door.Send(kDwellingOffice, std::move(end));
    return false;
  }
  schema::OfferDwellingT offer;
  offer.dwelling = SchemaId(dwelling);
  offer.entry = SchemaId(*entry);
  const EntityId tenancy = engine::NewEntity(hall_.door.Send(kDwellingOffice, std::move(offer)), 0);
  offered_.push_back({tenancy, dwelling, chance_.Happens(kDwellingTakenPerMille), false});
  return true;
}

void DwellingWork::SetRents() {
  const engine::State state = hall_.state();
  for (const EntityId tenancy : lived_in_) {
    const auto row = state.Find<engine::TenancyTable>(tenancy);
    if (row && row->IsLivedIn()) SetRent(tenancy);
  }
}

/// By the household's ISEE of the year, from next month on.
void DwellingWork::SetRent(EntityId tenancy) {
  schema::SetRentT rent;
  rent.tenancy = SchemaId(tenancy);
  rent.from = AddMonths(FirstOfMonth(hall_.today), 1).days;
  auto isee = std::make_unique<schema::InputT>();
  isee->name = "isee_cents";
  isee->number = chance_.Between(0, 160) * 10'000;
  rent.inputs.push_back(std::move(isee));
  hall_.door.Send(kDwellingOffice, std::move(rent));
}

void DwellingWork::RaiseRents() {
  constexpr std::size_t kRaisedAtOnce = 500;  ///< by one command of the engine
  const engine::State state = hall_.state();
  const Day month = FirstOfMonth(hall_.today);
  std::size_t due = 0;
  for (const EntityId tenancy : lived_in_) {
    const auto row = state.Find<engine::TenancyTable>(tenancy);
    const bool pays = row && row->IsLivedIn() && !row->rents.empty() && row->rents.front().from <= month &&
                      row->rents.back().cents > 0;
    if (!pays) continue;
    ++due;
    money_.AddDebtor(row->person);
  }
  for (std::size_t raised = 0; raised < due; raised += kRaisedAtOnce) {
    schema::RaiseRentsT raise;
    raise.month = month.days;
    raise.due_on = (month + 29).days;
    hall_.door.Send(kDwellingOffice, std::move(raise));
  }
}

}  // namespace fascicolo::simulator
