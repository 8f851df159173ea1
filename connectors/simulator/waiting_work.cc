#include "connectors/simulator/waiting_work.h"

#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/protocol_office.h"
#include "engine/families/service_unit.h"
#include "engine/families/waiting_list.h"

#include <algorithm>
#include <array>

namespace fascicolo::simulator {
namespace {

using engine::ActivationState;

constexpr std::array<std::string_view, 4> kNetworks{"none", "weak", "partial", "present"};
constexpr std::array<int, 4> kNetworkWeights{150, 300, 350, 200};
constexpr int kAcceptedPerMille = 800;
constexpr int kDeclinedPerMille = 120;  // the others stay silent
constexpr int kConfirmsPerMille = 100;  // on a morning
constexpr int kAnswerDays = 6;
constexpr int kAcceptedStartsInDays = 7;

std::string_view OfficeOf(Wish wish) { return ServiceOf(wish).office; }

std::unique_ptr<schema::InputT> Number(std::string name, std::int64_t number) {
  auto input = std::make_unique<schema::InputT>();
  input->name = std::move(name);
  input->number = number;
  return input;
}
std::unique_ptr<schema::InputT> Flag(std::string name, bool flag) {
  auto input = std::make_unique<schema::InputT>();
  input->name = std::move(name);
  input->flag = flag;
  return input;
}
std::unique_ptr<schema::InputT> Code(std::string name, std::string_view code) {
  auto input = std::make_unique<schema::InputT>();
  input->name = std::move(name);
  input->code = code;
  return input;
}

/// The Barthel index goes in steps of five, 0 to 100 (F. Mahoney and D. Barthel, 1965).
std::unique_ptr<schema::InputT> Barthel(Chance& chance) {
  return Number("barthel", 5 * chance.Between(0, 18));
}

std::uint8_t SomeWeekdays(Chance& chance, int days) {
  std::uint8_t weekdays = 0;
  for (int chosen = 0; chosen < days;) {
    const auto bit = static_cast<std::uint8_t>(1U << chance.Below(5));
    if ((weekdays & bit) != 0) continue;
    weekdays = static_cast<std::uint8_t>(weekdays | bit);
    ++chosen;
  }
  return weekdays;
}

}  // namespace

void WaitingWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kApply:
      return Apply(errand.subject);
    case ErrandKind::kScore:
      return Score(errand.subject);
    case ErrandKind::kRescore:
      return Rescore(errand.subject);
    case ErrandKind::kConfirm:
      return Confirm(errand.subject);
    case ErrandKind::kPlace:
      return Place(errand.subject);
    case ErrandKind::kAccept:
      return Accept(errand.subject);
    case ErrandKind::kDecline:
      return Decline(errand.subject);
    case ErrandKind::kWithdraw:
      return Withdraw(errand.subject);
    default:
      return;
  }
}

std::optional<engine::ActivationRow> WaitingWork::Row(std::uint32_t index) const {
  return hall_.state().Find<engine::ActivationTable>(hall_.services[index].id);
}

std::unique_ptr<schema::InputT> WaitingWork::Income() {
  return Number("isee_cents", std::int64_t{100} * hall_.chance.Between(0, 32'000));
}

void WaitingWork::Apply(std::uint32_t case_index) {
  const KnownCase& known = hall_.cases[case_index];
  const Neighbour& person = hall_.neighbours[known.person];
  if (!known.is_open || !person.is_alive) return;
  Chance& chance = hall_.chance;
  KnownService service;
  service.case_file = case_index;
  service.wish = known.wish;
  const TownService& wished = ServiceOf(known.wish);
  service.quantity = wished.step * chance.Between(wished.least_quantity / wished.step, wished.most_quantity / wished.step);

  schema::FileApplicationT apply;
  apply.case_file = SchemaId(known.id);
  apply.service = hall_.SheetOf(known.wish).code;
  apply.requested_from = (hall_.today + kAcceptedStartsInDays).days;
  if (known.wish == Wish::kHomeCare) {
    service.weekdays = SomeWeekdays(
        chance, static_cast<int>(std::clamp<std::int64_t>(service.quantity / 100, 2, 5)));
    apply.inputs.push_back(Number("age_years", AgeOn(hall_.today, person.born)));
    apply.inputs.push_back(Flag("lives_alone", chance.Happens(480)));
    apply.inputs.push_back(Code("family_network", kNetworks[chance.Weighted(kNetworkWeights)]));
    if (chance.Happens(850)) apply.inputs.push_back(Income());
  } else {
    service.weekdays = SomeWeekdays(chance, chance.Between(wished.least_days, wished.most_days));
  }
  if (hall_.SheetOf(known.wish).served == engine::Served::kHousehold) apply.members = MembersWith(hall_, case_index);
  apply.quantity = service.quantity;
  const std::string text = std::string(kInventedMark) + "chiede il servizio, si allega la domanda.";
  const CommandId command =
      hall_.door.Send(OfficeOf(known.wish), std::move(apply), {{"/narrative", text}});
  service.id = engine::NewEntity(command, 0);
  TakeIn(hall_, service.id);
  hall_.services.push_back(service);
  const auto index = static_cast<std::uint32_t>(hall_.services.size() - 1);
  if (known.wish == Wish::kHomeCare) {
    hall_.agenda.Add(hall_.WorkingDayIn(2, 10), ErrandKind::kScore, index);
  } else {
    hall_.agenda.Add(hall_.WorkingDayIn(1, 5), ErrandKind::kPlace, index);
  }
}

void WaitingWork::Score(std::uint32_t index) {
  const auto row = Row(index);
  if (!row || row->state != ActivationState::kFiled) return;
  Chance& chance = hall_.chance;
  schema::ScoreApplicationT score;
  score.activation = SchemaId(hall_.services[index].id);
  const bool forgets_assessment = chance.Happens(20);
  if (!forgets_assessment) {
    score.inputs.push_back(Barthel(chance));
    score.inputs.push_back(Flag("housing_barriers", chance.Happens(300)));
  }
  hall_.door.Send(OfficeOf(Wish::kHomeCare), std::move(score));
  hall_.agenda.Add(hall_.WorkingDayIn(1, 4),
                   forgets_assessment ? ErrandKind::kScore : ErrandKind::kPlace, index);
}

/// Income changes with the year, dependence with time.
void WaitingWork::Rescore(std::uint32_t index) {
  const auto row = Row(index);
  if (!row || row->state != ActivationState::kWaiting) return;
  schema::ScoreApplicationT score;
  score.activation = SchemaId(hall_.services[index].id);
  score.inputs.push_back(Income());
  if (hall_.chance.Happens(400)) score.inputs.push_back(Barthel(hall_.chance));
  hall_.door.Send(OfficeOf(Wish::kHomeCare), std::move(score));
}

/// Starts at once where there is room and nobody waits; else puts on the list. Some try to start
/// past those who wait.
void WaitingWork::Place(std::uint32_t index) {
  const auto row = Row(index);
  if (!row || (row->state != ActivationState::kFiled && row->state != ActivationState::kScored))
    return;
  const KnownService& service = hall_.services[index];
  hall_.watched.push_back(index);
  const engine::State state = hall_.state();
  const bool jumps_the_list = hall_.chance.Happens(30);
  if (jumps_the_list || !engine::SomebodyWaits(state, row->service)) {
    const Day from = hall_.today + kAcceptedStartsInDays;
    for (const KnownUnit& unit : hall_.units) {
      if (unit.wish != service.wish) continue;
      if (!jumps_the_list &&
          engine::LeastFree(state, unit.id, from, std::nullopt) < service.quantity)
        continue;
      schema::StartServiceT start;
      start.activation = SchemaId(service.id);
      start.unit = SchemaId(unit.id);
      start.from = from.days;
      hall_.door.Send(OfficeOf(service.wish), std::move(start));
      return;
    }
  }
  schema::EnterListT enter;
  enter.activation = SchemaId(service.id);
  hall_.door.Send(OfficeOf(service.wish), std::move(enter));
  hall_.agenda.Add(hall_.WorkingDayIn(60, 900), ErrandKind::kWithdraw, index);
  if (service.wish == Wish::kHomeCare)
    hall_.agenda.Add(hall_.WorkingDayIn(60, 200), ErrandKind::kRescore, index);
}

void WaitingWork::Accept(std::uint32_t index) {
  schema::AcceptOfferT accept;
  accept.activation = SchemaId(hall_.services[index].id);
  const auto row = Row(index);
  if (row && row->state == ActivationState::kOffered) {
    hall_.door.Send(OfficeOf(hall_.services[index].wish), std::move(accept));
  }
}

void WaitingWork::Decline(std::uint32_t index) {
  const KnownService& service = hall_.services[index];
  const auto row = Row(index);
  if (!row || row->state != ActivationState::kOffered) return;
  schema::RefuseOfferT refuse;
  refuse.activation = SchemaId(service.id);
  refuse.reason = hall_.chance.Pick(hall_.SheetOf(service.wish).refusal_reasons).code;
  hall_.door.Send(OfficeOf(service.wish), std::move(refuse));
}

void WaitingWork::Withdraw(std::uint32_t index) {
  const auto row = Row(index);
  if (!row || (row->state != ActivationState::kWaiting && row->state != ActivationState::kOffered))
    return;
  KnownService& service = hall_.services[index];
  Neighbour& person = hall_.neighbours[hall_.cases[service.case_file].person];
  schema::WithdrawApplicationT withdraw;
  withdraw.activation = SchemaId(service.id);
  withdraw.reason = "family_manages";
  if (hall_.chance.Happens(350)) {
    person.is_alive = false;
    withdraw.reason = "deceased";
  }
  hall_.door.Send(OfficeOf(service.wish), std::move(withdraw));
}

bool WaitingWork::IsAskedToConfirm(std::uint32_t index) const {
  const auto row = hall_.state().Find<engine::RevalidationTable>(hall_.services[index].id);
  return row && row->answer_by;
}

void WaitingWork::Confirm(std::uint32_t index) {
  const KnownService& service = hall_.services[index];
  if (!IsAskedToConfirm(index)) return;
  schema::ConfirmInterestT confirm;
  confirm.activation = SchemaId(service.id);
  hall_.door.Send(OfficeOf(service.wish), std::move(confirm));
}

void WaitingWork::LookAtLists() {
  std::vector<std::uint32_t> watched;
  watched.swap(hall_.watched);
  std::erase_if(watched, [&](std::uint32_t index) { return !Look(index); });
  hall_.watched.insert(hall_.watched.begin(), watched.begin(), watched.end());
}

bool WaitingWork::Look(std::uint32_t index) {
  const auto row = Row(index);
  if (!row) return false;
  KnownService& service = hall_.services[index];
  switch (row->state) {
    case ActivationState::kOffered:
      if (service.stage == ServiceStage::kApplied) PlanAnswer(index);
      return true;
    case ActivationState::kWaiting:
      service.stage = ServiceStage::kApplied;
      if (IsAskedToConfirm(index) && IsWorkingDay(hall_.today) && hall_.chance.Happens(kConfirmsPerMille)) {
        hall_.agenda.Add(hall_.today, ErrandKind::kConfirm, index);
      }
      return true;
    case ActivationState::kProposed:
      return true;
    case ActivationState::kFiled:
    case ActivationState::kScored:  // the start came too late: somebody was faster
      hall_.agenda.Add(WorkingDayFrom(hall_.today), ErrandKind::kPlace, index);
      return false;
    case ActivationState::kInForce:
      Begin(index, *row);
      return false;
    default:
      LetGo(index, row->state == ActivationState::kRemoved);
      return false;
  }
}

void WaitingWork::PlanAnswer(std::uint32_t index) {
  hall_.services[index].stage = ServiceStage::kAnswering;
  constexpr std::array<int, 3> kWeights{kAcceptedPerMille, kDeclinedPerMille,
                                        1000 - kAcceptedPerMille - kDeclinedPerMille};
  const std::size_t answer = hall_.chance.Weighted(kWeights);
  const Day on = hall_.WorkingDayIn(0, kAnswerDays);
  if (answer == 0) hall_.agenda.Add(on, ErrandKind::kAccept, index);
  if (answer == 1) hall_.agenda.Add(on, ErrandKind::kDecline, index);
}

void WaitingWork::Begin(std::uint32_t index, const engine::ActivationRow& row) {
  KnownService& service = hall_.services[index];
  service.stage = ServiceStage::kRunning;
  const Day from = std::max(hall_.today, row.from.value_or(hall_.today));
  Chance& chance = hall_.chance;
  const bool is_measured = IsMeasured(service.wish);
  hall_.agenda.Add(from, ErrandKind::kDeliver, index);
  hall_.agenda.Add(WorkingDayFrom(from + chance.Between(60, is_measured ? 1'900 : 2'800)),
                   ErrandKind::kEnd, index);
  if (chance.Happens(450)) {
    hall_.agenda.Add(WorkingDayFrom(from + chance.Between(30, 700)), ErrandKind::kSuspend, index);
  }
  if (is_measured && chance.Happens(500)) {
    hall_.agenda.Add(WorkingDayFrom(from + chance.Between(60, 800)), ErrandKind::kVary, index);
  }
}

/// Who was taken off for silence may come back; some come too early, and are refused.
void WaitingWork::LetGo(std::uint32_t index, bool was_removed) {
  KnownService& service = hall_.services[index];
  service.stage = ServiceStage::kOver;
  if (!was_removed || !hall_.chance.Happens(300)) return;
  const bool is_early = hall_.chance.Happens(300);
  const Day on = is_early ? hall_.WorkingDayIn(10, 40) : hall_.WorkingDayIn(70, 200);
  hall_.agenda.Add(on, ErrandKind::kApply, service.case_file);
}

}  // namespace fascicolo::simulator
