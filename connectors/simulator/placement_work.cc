#include "connectors/simulator/placement_work.h"

#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/neighbours.h"
#include "engine/families/service_unit.h"

#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kPlacementStream = 0x706C'6163'6564;  ///< "placed"
/// By the order of the kinds.
constexpr std::array<std::string_view, 3> kPlacingServices{"residential_minors", "foster_care", "continuous_residence"};
constexpr std::array<std::string_view, 3> kPlacingOffices{"ufficio.minori", "ufficio.affidi", "ufficio.anziani"};
constexpr int kHostsOpenAfterDays = 14;
constexpr int kFirstAskedAfterDays = 60;  ///< the first cases are in charge
constexpr int kAskedWithinDays = 60;
constexpr int kSparePerCent = 20;         ///< places beyond those who are there
constexpr std::int64_t kOfCommunity = 10;  ///< places
constexpr int kHostAcceptsPerMille = 800;
constexpr int kDecreePerMille = 700;       ///< of children; the others by agreement
constexpr int kKinPerMille = 350;
constexpr int kPartTimePerMille = 150;
constexpr int kSupervisedPerMille = 400;
constexpr int kSharedPerMille = 300;       ///< residents of whose cost the health authority bears half
constexpr int kMostSearches = 6;
constexpr int kAgeOfResidents = 65;
constexpr int kAgeOfHearing = 12;
constexpr int kTriesForSomebody = 40;
/// Cents: an accredited community's day, a foster family's month (of who is not kin, of kin), a residence's day.
constexpr std::int64_t kCommunityDay = 118'00;
constexpr std::int64_t kFosterMonth = 671'00;
constexpr std::int64_t kKinMonth = 504'00;
constexpr std::int64_t kResidenceDay = 52'00;

std::string_view ServiceCode(PlacementWork::Kind kind) { return kPlacingServices.at(static_cast<std::size_t>(kind)); }

}  // namespace

PlacementWork::PlacementWork(TownHall& hall, Signing& signing)
    : hall_(hall), signing_(signing), chance_(hall.parameters.seed ^ kPlacementStream) {}

std::string_view PlacementWork::OfficeOf(Kind kind) const { return kPlacingOffices.at(static_cast<std::size_t>(kind)); }

void PlacementWork::PlanYear() {
  const Day next_year = DayFromCivil({.year = YearOf(hall_.today) + 1, .month = 1, .day = 1});
  const bool is_first = hall_.today == hall_.parameters.first_day;
  if (is_first) hall_.agenda.Add(WorkingDayFrom(hall_.today + kHostsOpenAfterDays), ErrandKind::kOpenHosts);
  const std::array<std::int64_t, 3> stock{hall_.figures.in_communities, hall_.figures.fostered, hall_.figures.in_residence};
  for (std::uint32_t kind = 0; kind < stock.size(); ++kind) {
    const int first = is_first ? kFirstAskedAfterDays : 0;
    const int days = is_first ? kAskedWithinDays : next_year - hall_.today;
    // In the first year those who are there already; then two fifths of them come and go.
    const std::int64_t count = is_first ? stock.at(kind) : (stock.at(kind) * 2 + 4) / 5;
    for (std::int64_t i = 0; i < count; ++i) {
      const Day on = WorkingDayFrom(hall_.today + first + chance_.Between(0, days - 1));
      hall_.agenda.Add(on, ErrandKind::kAskPlacement, kind);
    }
  }
}

void PlacementWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kOpenHosts:
      return OpenHosts();
    case ErrandKind::kAskPlacement:
      return Ask(static_cast<Kind>(errand.subject));
    case ErrandKind::kFollowPlacement:
      return FollowOne(placed_[errand.subject]);
    default:
      return;
  }
}

void PlacementWork::OpenHosts() {
  const auto with_spare = [](std::int64_t stock) { return stock + stock * kSparePerCent / 100 + 1; };
  std::int64_t left = with_spare(hall_.figures.in_communities + hall_.figures.removals);
  for (int number = 1; left > 0; ++number, left -= kOfCommunity) {
    OpenHost(Kind::kCommunity, "Comunità " + std::to_string(number), kOfCommunity);
  }
  const std::int64_t families = with_spare(hall_.figures.fostered);
  for (std::int64_t number = 1; number <= families; ++number) {
    OpenHost(Kind::kFoster, "Famiglia affidataria " + std::to_string(number), 1);
    schema::RegisterFosterFamilyT family;
    family.unit = SchemaId(hosts_.back().unit);
    for (int adult = 0; adult < 2; ++adult) {
      const EntityId person = hall_.neighbours[RegisterNeighbour(hall_, 35, 60, kItaly)].id;
      family.members.push_back(events::ToSchema(person));
    }
    hall_.door.Send(OfficeOf(Kind::kFoster), std::move(family));
  }
  OpenHost(Kind::kResidence, "Comunità alloggio per anziani", hall_.figures.in_residence + 1);
}

void PlacementWork::OpenHost(Kind kind, std::string name, std::int64_t capacity) {
  schema::OpenUnitT open;
  open.service = ServiceCode(kind);
  open.name = std::move(name);
  open.capacity = capacity;
  open.from = hall_.today.days;
  hosts_.push_back({engine::NewEntity(hall_.door.Send(kManager, std::move(open)), 0), kind});
}

std::optional<PlacementWork::ChildFound> PlacementWork::FindChild(int least_age, int most_age) {
  constexpr int kLeastParent = 20;
  constexpr int kMostParent = 55;
  for (int i = 0; i < kTriesForSomebody; ++i) {
    const auto index = SomeCaseInCharge(hall_, chance_);
    if (!index) return std::nullopt;
    const std::uint32_t parent = hall_.cases[*index].person;
    const int age = AgeOn(hall_.today, hall_.neighbours[parent].born);
    if (age < kLeastParent || age > kMostParent || !known_.insert(parent).second) continue;
    return ChildFound{*index, RegisterNeighbour(hall_, least_age, most_age, kItaly)};
  }
  return std::nullopt;
}

void PlacementWork::Ask(Kind kind) {
  constexpr int kMostChild = 16;
  std::optional<ChildFound> found;
  if (kind != Kind::kResidence) {
    found = FindChild(0, kMostChild);
  } else {
    for (int i = 0; i < kTriesForSomebody && !found; ++i) {
      const auto index = SomeCaseInCharge(hall_, chance_);
      if (!index) return;
      const std::uint32_t person = hall_.cases[*index].person;
      const bool is_old = AgeOn(hall_.today, hall_.neighbours[person].born) >= kAgeOfResidents;
      if (is_old && known_.insert(person).second) found = ChildFound{*index, person};
    }
  }
  if (!found) return;
  schema::RequestPlacementT request;
  request.case_file = SchemaId(hall_.cases[found->case_file].id);
  request.service = ServiceCode(kind);
  request.persons.push_back(events::ToSchema(hall_.neighbours[found->child].id));
  Placed placed;
  placed.id = engine::NewEntity(hall_.door.Send(OfficeOf(kind), std::move(request)), 0);
  placed.kind = kind;
  placed.case_file = found->case_file;
  placed.person = found->child;
  if (kind == Kind::kFoster) {
    schema::StartSearchT search;
    search.placement = SchemaId(placed.id);
    hall_.door.Send(OfficeOf(kind), std::move(search));
  }
  placed_.push_back(std::move(placed));
  hall_.agenda.Add(hall_.today + chance_.Between(2, 10), ErrandKind::kFollowPlacement,
                   static_cast<std::uint32_t>(placed_.size() - 1));
}

void PlacementWork::Follow(EntityId placement, const ChildFound& child) {
  Placed placed;
  placed.id = placement;
  placed.stage = Stage::kPlaced;
  placed.case_file = child.case_file;
  placed.person = child.child;
  const auto row = hall_.state().Find<engine::PlacementTable>(placement);
  if (!row || row->hosts.empty()) return;
  placed.host = row->hosts.back().unit;
  placed.until = AddMonths(hall_.today, chance_.Between(8, 20));
  RecordTitle(placed, true);
  placed_.push_back(std::move(placed));
  hall_.agenda.Add(AddMonths(hall_.today, 1), ErrandKind::kFollowPlacement, static_cast<std::uint32_t>(placed_.size() - 1));
}

void PlacementWork::FollowOne(Placed& placed) {
  const auto number = static_cast<std::uint32_t>(&placed - placed_.data());
  const auto again = [&](Day on) { hall_.agenda.Add(WorkingDayFrom(on), ErrandKind::kFollowPlacement, number); };
  switch (placed.stage) {
    case Stage::kAsked:
      AskHost(placed);
      return placed.stage == Stage::kOver ? void() : again(hall_.today + chance_.Between(3, 14));
    case Stage::kHostAsked:
      TakeAnswer(placed);
      return again(hall_.today + chance_.Between(3, 10));
    case Stage::kFound:
      Start(placed);
      return again(hall_.today + 14);
    case Stage::kStarting:
    case Stage::kPlaced:
      LiveMonth(placed);
      return placed.stage == Stage::kOver ? void() : again(AddMonths(hall_.today, 1));
    case Stage::kOver:
      return;
  }
}

std::optional<EntityId> PlacementWork::HostWithRoom(Kind kind, const std::set<EntityId>& but) {
  const engine::State state = hall_.state();
  std::vector<EntityId> with_room;
  for (const Host& host : hosts_) {
    if (host.kind != kind || but.contains(host.unit) || !state.Find<engine::UnitTable>(host.unit)) continue;
    if (engine::LeastFree(state, host.unit, hall_.today, std::nullopt) > 0) with_room.push_back(host.unit);
  }
  return with_room.empty() ? std::nullopt : std::optional(chance_.Pick(with_room));
}

void PlacementWork::AskHost(Placed& placed) {
  const auto row = hall_.state().Find<engine::PlacementTable>(placed.id);
  const auto host = row ? HostWithRoom(placed.kind, placed.refused) : std::nullopt;
  if (!row || (!host && ++placed.searches > kMostSearches)) {
    placed.stage = Stage::kOver;
    if (!row) return;
    schema::WithdrawPlacementT withdraw;
    withdraw.placement = SchemaId(placed.id);
    withdraw.reason = "no_place_found";
    hall_.door.Send(OfficeOf(placed.kind), std::move(withdraw));
    return;
  }
  if (!host) return;
  placed.host = *host;
  placed.stage = Stage::kHostAsked;
  schema::AskHostT ask;
  ask.placement = SchemaId(placed.id);
  ask.unit = SchemaId(*host);
  hall_.door.Send(OfficeOf(placed.kind), std::move(ask));
}

void PlacementWork::TakeAnswer(Placed& placed) {
  schema::AnswerHostT answer;
  answer.placement = SchemaId(placed.id);
  answer.unit = SchemaId(placed.host);
  answer.accepted = chance_.Happens(kHostAcceptsPerMille);
  placed.stage = answer.accepted ? Stage::kFound : Stage::kAsked;
  if (!answer.accepted) {
    answer.reason = "other";
    placed.refused.insert(placed.host);
  }
  hall_.door.Send(OfficeOf(placed.kind), std::move(answer));
}

/// A child's is by decree of the juvenile court, or by agreement, which the guardianship judge makes enforceable.
void PlacementWork::RecordTitle(const Placed& placed, bool is_decree) {
  schema::RecordDecreeT decree;
  decree.placement = SchemaId(placed.id);
  decree.title = is_decree ? schema::PlacementTitle::decree : schema::PlacementTitle::agreement;
  decree.court = is_decree ? schema::Court::juvenile_court : schema::Court::guardianship_judge;
  decree.measure = placed.kind == Kind::kFoster ? "foster_care" : "entrusted_to_service";
  decree.reference = "R.G. " + std::to_string(++decrees_) + "/" + std::to_string(YearOf(hall_.today));
  decree.until = (placed.until + 1).days;
  hall_.door.Send(OfficeOf(placed.kind), std::move(decree));
}

/// A court's decree places by itself; otherwise an act does, which is signed on the next working day.
void PlacementWork::Start(Placed& placed) {
  const bool is_child = placed.kind != Kind::kResidence;
  const bool is_decree = is_child && chance_.Happens(kDecreePerMille);
  const bool is_kin = chance_.Happens(kKinPerMille);
  placed.stage = Stage::kStarting;
  placed.until = AddMonths(hall_.today, is_child ? chance_.Between(9, 22) : 12 * 10);
  if (is_child) RecordTitle(placed, is_decree);
  schema::StartPlacementT start;
  start.placement = SchemaId(placed.id);
  start.unit = SchemaId(placed.host);
  start.from = (is_decree ? hall_.today : WorkingDayFrom(hall_.today + 1)).days;
  if (is_child) start.until = placed.until.days;
  start.payer = kHere;
  start.payer_informed = true;
  if (placed.kind == Kind::kFoster) {
    start.kinship = is_kin ? schema::Kinship::kin : schema::Kinship::non_kin;
    start.care_time = chance_.Happens(kPartTimePerMille) ? schema::CareTime::part : schema::CareTime::full;
    start.monthly_contribution = is_kin ? kKinMonth : kFosterMonth;
    const bool is_heard = AgeOn(hall_.today + 10, hall_.neighbours[placed.person].born) >= kAgeOfHearing;
    if (is_heard) start.heard.push_back(events::ToSchema(PersonOf(placed)));
  } else {
    start.daily_fee = is_child ? kCommunityDay : kResidenceDay;
  }
  if (is_decree) {
    hall_.door.Send(OfficeOf(placed.kind), std::move(start));
  } else {
    Signing::Carried carried;
    carried.push_back(engine::CommandOf(std::move(start)));
    signing_.Draft(OfficeOf(placed.kind), "assignment", std::move(carried), Signing::Visa::kNone);
  }
  if (is_child && chance_.Happens(kSupervisedPerMille)) {
    placed.is_supervised = true;
    schema::OrderContactT order;
    order.placement = SchemaId(placed.id);
    order.relative = SchemaId(hall_.neighbours[hall_.cases[placed.case_file].person].id);
    order.contact = schema::ContactRule::supervised;
    order.reference = "R.G. " + std::to_string(++decrees_) + "/" + std::to_string(YearOf(hall_.today));
    hall_.door.Send(OfficeOf(placed.kind), std::move(order));
  }
  if (is_child || !chance_.Happens(kSharedPerMille)) return;
  schema::RecordCostShareT share;
  share.entity = SchemaId(placed.id);
  share.payer = schema::CostPayer::health_authority;
  share.share = 50'00;
  share.from = start.from;
  share.reference = "Verbale UVT " + std::to_string(hall_.today.days);
  hall_.door.Send(OfficeOf(placed.kind), std::move(share));
}

}  // namespace fascicolo::simulator
