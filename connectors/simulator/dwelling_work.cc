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
constexpr int kFirstLetting = 70;                      ///< days: the first cases are in charge
constexpr int kLettingDays = 110;
constexpr int kFirstMending = 150;                     ///< days: the call's list is final some months later
constexpr int kDwellingTakenPerMille = 820;
constexpr std::uint8_t kKeys = 3;
constexpr int kSquareMetresOfARoom = 22;
/// Households of one, two, three and four (households.cc), and sizes of dwellings that fit them, as the sample formula erp_match
/// has it.
constexpr std::array<int, 4> kHouseholdWeights{480, 260, 150, 110};
constexpr std::array<int, 4> kLeastSquareMetres{46, 50, 62, 72};
constexpr std::array<int, 4> kMostSquareMetres{58, 68, 84, 94};
constexpr std::array<std::string_view, 4> kDistricts{"Centro", "Nord", "Collina", "Porto"};

std::string Minutes(std::uint64_t number) { return "Verbale " + std::to_string(number); }

}  // namespace

DwellingWork::DwellingWork(TownHall& hall, Signing& signing, MoneyWork& money)
    : hall_(hall), signing_(signing), money_(money), chance_(hall.parameters.seed ^ kDwellingStream) {}

void DwellingWork::Plan() {
  for (std::int64_t i = 0; i < hall_.figures.vacant; ++i) {
    hall_.agenda.Add(WorkingDayFrom(hall_.today + chance_.Between(7, kStartingDays)), ErrandKind::kRegisterDwelling);
  }
  for (std::int64_t i = hall_.figures.vacant; i < hall_.figures.stock; ++i) {
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
  const int first = hall_.today == hall_.parameters.first_day ? kFirstMending : 0;
  const int days = next_year - hall_.today - first;
  for (std::int64_t i = 0; days > 0 && i < hall_.figures.dwellings; ++i) {
    for (const ErrandKind kind : {ErrandKind::kTakeBack, ErrandKind::kMendDwelling}) {
      hall_.agenda.Add(WorkingDayFrom(hall_.today + first + chance_.Between(0, days - 1)), kind);
    }
  }
  hall_.agenda.Add(WorkingDayFrom(hall_.today + 10), ErrandKind::kSetRents);
  for (Day month = FirstOfMonth(hall_.today); month < next_year; month = AddMonths(month, 1)) {
    hall_.agenda.Add(WorkingDayFrom(month + 14), ErrandKind::kRaiseRents);
  }
}

void DwellingWork::Do(const Errand& errand, EntityId call) {
  switch (errand.kind) {
    case ErrandKind::kRegisterDwelling:
      return RegisterVacant();
    case ErrandKind::kLetAsBefore:
      return LetAsBefore();
    case ErrandKind::kLetTo:
      return LetTo(errand.subject);
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

/// One that fits a household of so many.
EntityId DwellingWork::Register(std::size_t persons, schema::DwellingState state) {
  const std::size_t row = std::min(persons, kLeastSquareMetres.size()) - 1;
  const int size = chance_.Between(kLeastSquareMetres.at(row), kMostSquareMetres.at(row));
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
  dwelling.state = state;
  return engine::NewEntity(hall_.door.Send(kDwellingOffice, std::move(dwelling)), 0);
}

void DwellingWork::RegisterVacant() {
  to_mend_.push_back(Register(1 + chance_.Weighted(kHouseholdWeights), schema::DwellingState::to_repair));
}

/// A tenant of former years is found; their dwelling is typed in when the registry has told of the household.
void DwellingWork::LetAsBefore() {
  constexpr int kAgainInDays = 14;
  const auto index = SomebodyForHousing(hall_, chance_);
  if (!index) return hall_.agenda.Add(WorkingDayFrom(hall_.today + kAgainInDays), ErrandKind::kLetAsBefore);
  hall_.agenda.Add(WorkingDayFrom(hall_.today + chance_.Between(3, 5)), ErrandKind::kLetTo, *index);
}

/// A dwelling kept for who was on an earlier list, and given to them.
void DwellingWork::LetTo(std::uint32_t case_index) {
  if (!IsInCharge(hall_, case_index)) return LetAsBefore();
  const auto members = MembersWith(hall_, case_index);
  const EntityId dwelling = Register(1 + members.size(), schema::DwellingState::ready);
  schema::ReserveDwellingT reserve;
  reserve.dwelling = SchemaId(dwelling);
  reserve.reserve = kEarlier;
  reserve.reference = "Assegnazioni in corso al " + FormatDay(hall_.parameters.first_day);
  hall_.door.Send(kDwellingOffice, std::move(reserve));
  schema::OfferDwellingT offer;
  offer.dwelling = SchemaId(dwelling);
  offer.case_file = SchemaId(hall_.cases[case_index].id);
  offer.members = members;
  offer.service = kDwellingService;
  offer.reference = "Graduatoria precedente";
  offered_.push_back({engine::NewEntity(hall_.door.Send(kDwellingOffice, std::move(offer)), 0), dwelling, hall_.today, true});
}

/// Ready, and kept for nobody any more.
void DwellingWork::OpenToTheList(EntityId dwelling) {
  const auto row = hall_.state().Find<engine::DwellingTable>(dwelling);
  if (row && !row->reserve.empty()) {
    schema::ReserveDwellingT reserve;
    reserve.dwelling = SchemaId(dwelling);
    reserve.reference = "Alloggio disponibile per la graduatoria";
    hall_.door.Send(kDwellingOffice, std::move(reserve));
  }
  free_.push_back(dwelling);
}

/// What was offered before today; an offer that was refused is answered by nobody.
void DwellingWork::TakeAnswers() {
  const engine::State state = hall_.state();
  for (const Offer& offer : std::exchange(offered_, {})) {
    const auto row = state.Find<engine::TenancyTable>(offer.tenancy);
    if (!row && offer.on == hall_.today) {  // made a moment ago
      offered_.push_back(offer);
      continue;
    }
    const bool accepts = row && offer.accepts && !engine::DiedOn(state, row->person);
    if (!accepts) OpenToTheList(offer.dwelling);
    if (!row || row->state != engine::TenancyState::kOffered) continue;
    schema::AnswerDwellingT answer;
    answer.tenancy = SchemaId(offer.tenancy);
    answer.accepted = accepts;
    if (!accepts) answer.reason = chance_.Happens(500) ? "dwelling_unsuitable" : "too_far";
    hall_.door.Send(kDwellingOffice, std::move(answer));
    if (accepts) accepted_.push_back(offer.tenancy);
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
    if (row && row->state == engine::TenancyState::kAccepted) to_move_in_.push_back(tenancy);  // its act is not signed yet
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
}

/// The one that waits longest, and is not occupied, is ready for the list.
void DwellingWork::Mend() {
  const auto found = std::find_if(to_mend_.begin(), to_mend_.end(), [&](EntityId one) {
    const auto row = hall_.state().Find<engine::DwellingTable>(one);
    return row && row->state == schema::DwellingState::to_repair;  // not occupied
  });
  if (found == to_mend_.end()) return;
  const EntityId dwelling = *found;
  to_mend_.erase(found);
  schema::MoveDwellingT ready;
  ready.dwelling = SchemaId(dwelling);
  ready.state = schema::DwellingState::ready;
  hall_.door.Send(kDwellingOffice, std::move(ready));
  OpenToTheList(dwelling);
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

/// Down the list, one more is called for each that fits nobody who was confirmed.
void DwellingWork::OfferFree(EntityId call) {
  TakeAnswers();
  offered_to_.clear();
  if (call.is_zero()) return;
  bool is_again = false;
  Day next_call = WorkingDayFrom(hall_.today + 1);
  for (const EntityId dwelling : std::exchange(free_, {})) {
    const OfferMade made = OfferOne(dwelling, call);
    if (made == OfferMade::kOffered) continue;
    free_.push_back(dwelling);
    if (made == OfferMade::kToday) {
      is_again = true;
    } else if (made == OfferMade::kNobody) {  // on a day of its own, so that each call knows of those before it
      hall_.agenda.Add(next_call, ErrandKind::kCallNext);
      next_call = WorkingDayFrom(next_call + 1);
    }
  }
  if (is_again) hall_.agenda.Add(WorkingDayFrom(hall_.today + 1), ErrandKind::kOfferDwelling);
}

DwellingWork::OfferMade DwellingWork::OfferOne(EntityId dwelling, EntityId call) {
  const auto standing = hall_.state().Find<engine::DwellingTable>(dwelling);
  if (!standing || standing->state != schema::DwellingState::ready) return OfferMade::kNotReady;
  const auto entry = NextFor(dwelling, call);
  if (!entry) return OfferMade::kNobody;
  if (!offered_to_.insert(*entry).second) return OfferMade::kToday;
  const engine::State state = hall_.state();
  const auto row = state.Find<engine::RankingEntryTable>(*entry);
  if (row && engine::DiedOn(state, row->person)) {
    schema::EndEntryT end;
    end.entry = SchemaId(*entry);
    end.reason = "deceased";
    hall_.door.Send(kDwellingOffice, std::move(end));
    return OfferMade::kToday;
  }
  schema::OfferDwellingT offer;
  offer.dwelling = SchemaId(dwelling);
  offer.entry = SchemaId(*entry);
  const EntityId tenancy = engine::NewEntity(hall_.door.Send(kDwellingOffice, std::move(offer)), 0);
  offered_.push_back({tenancy, dwelling, hall_.today, chance_.Happens(kDwellingTakenPerMille)});
  return OfferMade::kOffered;
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
