#include "connectors/simulator/tenancy_work.h"

#include "connectors/simulator/in_charge.h"
#include "engine/families/person.h"

#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kTenancyStream = 0x7465'6E61'6E74'73;  ///< "tenants"
constexpr std::string_view kTenantsOffice = "ufficio.casa";
constexpr int kMetPerMille = 970;
constexpr std::array<std::string_view, 3> kForfeitureGrounds{"arrears", "unused", "requisites_lost"};

template <class Command>
Command OfTenancy(EntityId tenancy) {
  Command command;
  command.tenancy = SchemaId(tenancy);
  return command;
}

template <class Command>
Command OfDwelling(EntityId dwelling) {
  Command command;
  command.dwelling = SchemaId(dwelling);
  return command;
}

}  // namespace

TenancyWork::TenancyWork(TownHall& hall) : hall_(hall), chance_(hall.parameters.seed ^ kTenancyStream) {}

std::span<const Happening<TenancyWork>> TenancyWork::Table() {
  using Office = TenancyWork;
  static constexpr std::array<Happening<Office>, 10> kTable{{
      {350, &Office::CheckRequisites}, {40, &Office::AdmitGuest},     {25, &Office::AuthoriseAbsence},
      {60, &Office::RequestChange},    {10, &Office::WithdrawChange}, {12, &Office::Succeed},
      {12, &Office::StartForfeiture},  {10, &Office::FileForfeiture}, {6, &Office::Occupy},
      {6, &Office::Clear},
  }};
  return kTable;
}

void TenancyWork::PlanYear() { PlanHappenings(hall_, chance_, ErrandKind::kTenancies, Table()); }

void TenancyWork::Do(const Errand& errand) {
  if (errand.kind == ErrandKind::kTenancies) (this->*Table()[errand.subject].does)();
}

std::string TenancyWork::Paper(std::string_view kind) {
  return std::string(kind) + " " + std::to_string(++papers_) + "/" + std::to_string(YearOf(hall_.today));
}

std::optional<TenancyWork::Tenancy> TenancyWork::SomeTenancy(
    const std::function<bool(const engine::TenancyRow&)>& is_wanted) {
  std::optional<Tenancy> chosen;
  std::uint64_t seen = 0;
  const auto look = [&](std::string_view bytes, const engine::TenancyRow& row) {
    if (!row.IsLivedIn() || !is_wanted(row) || chance_.Below(++seen) != 0) return true;
    EntityId id;
    engine::TenancyTable::Read(bytes, id);
    chosen = Tenancy{id, row};
    return true;
  };
  hall_.state().Scan<engine::TenancyTable>(engine::TenancyTable::Key(), look);
  return chosen;
}

/// Whoever was not looked at this year.
void TenancyWork::CheckRequisites() {
  const auto one = SomeTenancy([&](const engine::TenancyRow& row) {
    return !row.checked_on || YearOf(*row.checked_on) != YearOf(hall_.today);
  });
  if (!one) return;
  auto check = OfTenancy<schema::CheckRequisitesT>(one->id);
  check.met = chance_.Happens(kMetPerMille);
  if (!check.met) check.reason = "income";
  check.reference = Paper("Verifica");
  hall_.door.Send(kTenantsOffice, std::move(check));
}

void TenancyWork::AdmitGuest() {
  const auto one = SomeTenancy([](const engine::TenancyRow& row) { return row.guests.empty(); });
  const auto guest = SomebodyRegistered(hall_, chance_);
  if (!one || !guest || one->row.IsMember(hall_.neighbours[*guest].id)) return;
  auto admit = OfTenancy<schema::AdmitGuestT>(one->id);
  admit.person = SchemaId(hall_.neighbours[*guest].id);
  admit.until = (hall_.today + chance_.Between(30, 180)).days;
  admit.reference = Paper("Prot.");
  hall_.door.Send(kTenantsOffice, std::move(admit));
}

void TenancyWork::AuthoriseAbsence() {
  const auto one = SomeTenancy([](const engine::TenancyRow& row) { return !row.away_until; });
  if (!one) return;
  auto away = OfTenancy<schema::AuthoriseAbsenceT>(one->id);
  away.until = (hall_.today + chance_.Between(20, 120)).days;
  away.reason = "hospital";
  hall_.door.Send(kTenantsOffice, std::move(away));
}

void TenancyWork::RequestChange() {
  constexpr std::array<std::string_view, 3> kGrounds{"household_grew", "health", "household_shrank"};
  const auto one = SomeTenancy([](const engine::TenancyRow&) { return true; });
  if (!one) return;
  auto change = OfTenancy<schema::RequestChangeT>(one->id);
  change.service = "erp_change";
  change.ground = chance_.Pick(kGrounds);
  change.reference = Paper("Prot.");
  changing_.push_back(one->id);
  hall_.door.Send(kTenantsOffice, std::move(change));
}

void TenancyWork::WithdrawChange() {
  if (changing_.empty()) return;
  auto withdraw = OfTenancy<schema::WithdrawChangeT>(changing_.front());
  withdraw.reason = "renounced";
  changing_.erase(changing_.begin());
  hall_.door.Send(kTenantsOffice, std::move(withdraw));
}

/// The household goes on when the tenant has died.
void TenancyWork::Succeed() {
  const engine::State state = hall_.state();
  const auto one = SomeTenancy([&](const engine::TenancyRow& row) {
    return !row.members.empty() && engine::DiedOn(state, row.person) && !engine::DiedOn(state, row.members.front());
  });
  if (!one) return;
  auto succeed = OfTenancy<schema::SucceedTenantT>(one->id);
  succeed.person = SchemaId(one->row.members.front());
  succeed.cause = schema::SuccessionCause::death;
  hall_.door.Send(kTenantsOffice, std::move(succeed));
}

void TenancyWork::StartForfeiture() {
  const auto one = SomeTenancy([](const engine::TenancyRow&) { return true; });
  if (!one) return;
  auto start = OfTenancy<schema::StartForfeitureT>(one->id);
  start.service = "erp_forfeiture";
  start.ground = chance_.Pick(kForfeitureGrounds);
  start.reference = Paper("Sopralluogo");
  hall_.door.Send(kTenantsOffice, std::move(start));
  auto notify = OfTenancy<schema::AdvanceForfeitureT>(one->id);
  notify.step = schema::ForfeitureStep::notified;
  notify.reference = Paper("Prot.");
  hall_.door.Send(kTenantsOffice, std::move(notify));
  forfeiting_.push_back(one->id);
}

/// The tenant has put things right.
void TenancyWork::FileForfeiture() {
  if (forfeiting_.empty()) return;
  auto file = OfTenancy<schema::AdvanceForfeitureT>(forfeiting_.front());
  file.step = schema::ForfeitureStep::filed;
  file.reference = Paper("Prot.");
  forfeiting_.erase(forfeiting_.begin());
  hall_.door.Send(kTenantsOffice, std::move(file));
}

/// One that waits to be mended is found occupied.
void TenancyWork::Occupy() {
  std::optional<EntityId> chosen;
  std::uint64_t seen = 0;
  const auto look = [&](std::string_view bytes, const engine::DwellingRow& row) {
    if (row.state != schema::DwellingState::to_repair || chance_.Below(++seen) != 0) return true;
    EntityId id;
    engine::DwellingTable::Read(bytes, id);
    chosen = id;
    return true;
  };
  hall_.state().Scan<engine::DwellingTable>(engine::DwellingTable::Key(), look);
  if (!chosen) return;
  auto record = OfDwelling<schema::RecordOccupationT>(*chosen);
  record.reference = Paper("Verbale polizia locale");
  record.persons = static_cast<std::uint8_t>(chance_.Between(1, 5));
  record.minors = chance_.Happens(400);
  occupied_.push_back(*chosen);
  hall_.door.Send(kTenantsOffice, std::move(record));
}

void TenancyWork::Clear() {
  if (occupied_.empty()) return;
  for (const auto step : {schema::OccupationStep::notified, schema::OccupationStep::cleared}) {
    auto advance = OfDwelling<schema::AdvanceOccupationT>(occupied_.front());
    advance.step = step;
    advance.reference = Paper("Ordinanza");
    hall_.door.Send(kTenantsOffice, std::move(advance));
  }
  occupied_.erase(occupied_.begin());
}

}  // namespace fascicolo::simulator
