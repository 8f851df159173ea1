#include "connectors/simulator/unit_work.h"

#include "connectors/simulator/invented_person.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kUnitStream = 0x756E'6974'73;  ///< "units"
constexpr std::string_view kQualityOffice = "ufficio.qualita";
constexpr int kYearsOfContract = 3;
constexpr int kChecksPerYear = 2;
constexpr int kFaultyPerMille = 350;     ///< checks that find something
constexpr int kRemediedPerMille = 900;
constexpr int kUpheldPerMille = 350;
constexpr int kAnonymousPerMille = 250;  ///< complaints
constexpr int kSettledPerMille = 800;    ///< of what is open, each time that somebody looks
constexpr std::array<std::string_view, 4> kFindings{"registers", "hygiene", "staffing", "safety"};
constexpr std::array<std::string_view, 4> kComplaints{"late_service", "conduct", "food", "changed_staff"};

/// The lots that give out minutes are paid by the hour, meals by the meal, places by the day.
schema::ContractMeasure MeasureOf(Wish wish) {
  if (wish == Wish::kMealsAtHome || wish == Wish::kCanteen) return schema::ContractMeasure::meals;
  return IsMeasured(wish) ? schema::ContractMeasure::hours : schema::ContractMeasure::days;
}

}  // namespace

UnitWork::UnitWork(TownHall& hall) : hall_(hall), chance_(hall.parameters.seed ^ kUnitStream) {}

/// Contracts and accreditations are made when the units are open, and anew when three years are over.
void UnitWork::PlanYear() {
  constexpr int kFirstDays = 10;
  const int year = YearOf(hall_.today);
  const Day next_year = DayFromCivil({.year = year + 1, .month = 1, .day = 1});
  const int days = next_year - hall_.today - kFirstDays;
  if (days <= 0) return;
  const auto some_day = [&] { return WorkingDayFrom(hall_.today + kFirstDays + chance_.Between(0, days - 1)); };
  const bool is_due = (year - YearOf(hall_.parameters.first_day)) % kYearsOfContract == 0;
  if (is_due) hall_.agenda.Add(WorkingDayFrom(hall_.today + 2), ErrandKind::kContract);
  for (std::int64_t i = 0; i < hall_.figures.complaints; ++i) {
    if (const Day on = some_day(); on < next_year) hall_.agenda.Add(on, ErrandKind::kComplain);
  }
  for (std::int64_t i = 0; i < kChecksPerYear * hall_.figures.UnitCount(); ++i) {
    const auto unit = static_cast<std::uint32_t>(i % hall_.figures.UnitCount());
    if (const Day on = some_day(); on < next_year) hall_.agenda.Add(on, ErrandKind::kCheckUnit, unit);
  }
}

void UnitWork::Do(const Errand& errand) {
  if (errand.kind == ErrandKind::kContract) return Contract();
  if (errand.kind == ErrandKind::kComplain) return Complain();
  if (errand.subject >= hall_.units.size()) return;
  const KnownUnit& unit = hall_.units[errand.subject];
  if (errand.kind == ErrandKind::kCheckUnit) Check(unit, errand.subject);
  if (errand.kind == ErrandKind::kSettleUnit) Settle(unit, errand.subject);
}

void UnitWork::Contract() {
  const Day from = hall_.today;
  const Day until = DayFromCivil({.year = YearOf(from) + kYearsOfContract, .month = 1, .day = 1});
  for (const KnownUnit& unit : hall_.units) {
    const std::string number = std::to_string(++papers_);
    schema::SignContractT contract;
    contract.unit = SchemaId(unit.id);
    contract.provider = ServiceOf(unit.wish).provider;
    contract.cig = "Z" + std::string(9 - number.size(), '0') + number;
    contract.from = from.days;
    contract.until = until.days;
    contract.measure = MeasureOf(unit.wish);
    contract.quantity = unit.capacity * 52 * kYearsOfContract;
    contract.unit_price = 2'000;
    hall_.door.Send(kManager, std::move(contract));
    schema::SetAccreditationT accredit;
    accredit.unit = SchemaId(unit.id);
    accredit.step = schema::AccreditationStep::grant;
    accredit.reference = "det. " + number + "/" + std::to_string(YearOf(from));
    accredit.until = until.days;
    hall_.door.Send(kManager, std::move(accredit));
  }
}

void UnitWork::Check(const KnownUnit& unit, std::uint32_t index) {
  schema::CheckQualityT check;
  check.unit = SchemaId(unit.id);
  check.checklist = "yearly_visit";
  if (chance_.Happens(kFaultyPerMille)) {
    for (int i = chance_.Between(1, 2); i > 0; --i) {
      check.findings.push_back(std::make_unique<schema::QualityFindingT>());
      check.findings.back()->code = chance_.Pick(kFindings);
      check.findings.back()->remedy_by = (hall_.today + chance_.Between(20, 60)).days;
    }
    hall_.agenda.Add(WorkingDayFrom(hall_.today + chance_.Between(15, 50)), ErrandKind::kSettleUnit, index);
  }
  hall_.door.Send(kQualityOffice, std::move(check));
}

EntityId UnitWork::SomebodyServed(Wish wish) {
  constexpr int kTries = 30;
  const engine::State state = hall_.state();
  for (int i = 0; i < kTries && !hall_.services.empty(); ++i) {
    const KnownService& service = chance_.Pick(hall_.services);
    if (service.wish != wish || service.stage != ServiceStage::kRunning) continue;
    const Neighbour& neighbour = hall_.neighbours[hall_.cases[service.case_file].person];
    if (neighbour.is_alive && state.Find<engine::PersonTable>(neighbour.id)) return neighbour.id;
  }
  return {};
}

/// By somebody who is served, with what they say; or by nobody who gives a name.
void UnitWork::Complain() {
  if (hall_.units.empty()) return;
  const auto index = static_cast<std::uint32_t>(chance_.Below(hall_.units.size()));
  const KnownUnit& unit = hall_.units[index];
  const EntityId person = chance_.Happens(kAnonymousPerMille) ? EntityId{} : SomebodyServed(unit.wish);
  schema::ReceiveComplaintT complaint;
  complaint.unit = SchemaId(unit.id);
  complaint.code = chance_.Pick(kComplaints);
  std::vector<engine::PersonalText> personal;
  if (!person.is_zero()) {
    complaint.person = SchemaId(person);
    personal.push_back({"/text", std::string(kInventedMark) + "si lamenta del servizio."});
  }
  hall_.door.Send(kQualityOffice, std::move(complaint), std::move(personal));
  hall_.agenda.Add(WorkingDayFrom(hall_.today + chance_.Between(5, 35)), ErrandKind::kSettleUnit, index);
}

/// Most of what is open about a unit is settled; some of it comes late.
void UnitWork::Settle(const KnownUnit& unit, std::uint32_t index) {
  bool is_left = false;
  const auto look = [&](std::string_view bytes, const engine::UnitMatterRow& matter) {
    EntityId of;
    std::uint32_t number = 0;
    engine::UnitMatterTable::Read(bytes, of, number);
    if (chance_.Happens(kSettledPerMille)) {
      SettleOne(unit, number, matter);
    } else {
      is_left = true;
    }
    return true;
  };
  hall_.state().Scan<engine::UnitMatterTable>(engine::UnitMatterTable::Key(unit.id), look);
  if (is_left) hall_.agenda.Add(WorkingDayFrom(hall_.today + 20), ErrandKind::kSettleUnit, index);
}

void UnitWork::SettleOne(const KnownUnit& unit, std::uint32_t number, const engine::UnitMatterRow& matter) {
  const std::string reference = "prot. " + std::to_string(++papers_);
  if (matter.kind == engine::UnitMatterKind::kComplaint) {
    schema::AnswerComplaintT answer;
    answer.unit = SchemaId(unit.id);
    answer.number = number;
    answer.upheld = chance_.Happens(kUpheldPerMille);
    answer.reference = reference;
    hall_.door.Send(kQualityOffice, std::move(answer));
    return;
  }
  schema::ResolveFindingT resolve;
  resolve.unit = SchemaId(unit.id);
  resolve.number = number;
  resolve.remedied = chance_.Happens(kRemediedPerMille);
  resolve.reference = reference;
  hall_.door.Send(kQualityOffice, std::move(resolve));
}

}  // namespace fascicolo::simulator
