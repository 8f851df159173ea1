#include "connectors/simulator/housing_call.h"

#include <algorithm>
#include <array>

#include "connectors/simulator/in_charge.h"
#include "engine/families/person.h"
#include "engine/families/ranking_lines.h"
#include "engine/families/ranking_turns.h"

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kStream = 0x686F'7573'696E'67;  ///< "housing"
constexpr std::string_view kOffice = "ufficio.casa";
constexpr std::string_view kService = "erp_assignment";
constexpr int kOpensAfterDays = 75;   ///< when the paper files are typed in
constexpr int kWindowDays = 60;
constexpr int kJudgingDays = 60;
constexpr int kAppealDays = 40;       ///< 30 of publication, and 10 to object
constexpr int kExcludedPerMille = 120;  ///< Cagliari: 113 of 936
constexpr int kDaysPerYear = 365;
constexpr std::array<std::string_view, 5> kDwellings{"improper", "evacuation", "shared_with_others",
                                                     "shared_with_relatives", "adequate"};
constexpr std::array<int, 5> kDwellingWeights{80, 120, 200, 250, 350};

std::unique_ptr<schema::InputT> InputNamed(std::string name) {
  auto input = std::make_unique<schema::InputT>();
  input->name = std::move(name);
  return input;
}

}  // namespace

HousingCall::HousingCall(TownHall& hall) : hall_(hall), chance_(hall.parameters.seed ^ kStream) {}

void HousingCall::Plan() {
  const Day opens = WorkingDayFrom(hall_.today + kOpensAfterDays);
  hall_.agenda.Add(opens, ErrandKind::kOpenCall);
  for (std::int64_t i = 0; i < hall_.figures.ranked_households; ++i) {
    const Day on = WorkingDayFrom(opens + 1 + chance_.Between(0, kWindowDays - 10));
    hall_.agenda.Add(on, ErrandKind::kFile, static_cast<std::uint32_t>(i));
  }
  const Day closed = opens + kWindowDays + 1;
  for (std::int64_t i = 0; i < hall_.figures.ranked_households; ++i) {
    hall_.agenda.Add(WorkingDayFrom(closed + chance_.Between(0, kJudgingDays)), ErrandKind::kJudge,
                     static_cast<std::uint32_t>(i));
  }
  const Day judged = WorkingDayFrom(WorkingDayFrom(closed + kJudgingDays) + 1);
  hall_.agenda.Add(judged, ErrandKind::kDraftProvisional);
  hall_.agenda.Add(WorkingDayFrom(judged + 1), ErrandKind::kSignList);
  const Day heard = WorkingDayFrom(judged + kAppealDays + 5);
  hall_.agenda.Add(heard, ErrandKind::kDrawLots);
  const Day final_on = WorkingDayFrom(heard + 1);
  hall_.agenda.Add(final_on, ErrandKind::kDraftFinal);
  hall_.agenda.Add(WorkingDayFrom(final_on + 1), ErrandKind::kSignList);
  const Day from = final_on + 10;
  const Day end = AddMonths(hall_.parameters.first_day, 12 * hall_.parameters.years);
  const int apart = static_cast<int>(std::max<std::int64_t>(1, kDaysPerYear / hall_.figures.dwellings));
  for (Day on = from; on < end; on = on + apart) hall_.agenda.Add(WorkingDayFrom(on), ErrandKind::kCallNext);
}

void HousingCall::Do(const Errand& errand) {
  if (errand.kind == ErrandKind::kOpenCall) return Open();
  if (call_.is_zero()) return;
  switch (errand.kind) {
    case ErrandKind::kFile:
      return File();
    case ErrandKind::kJudge:
      return Judge(errand.subject);
    case ErrandKind::kDraftProvisional:
      return DraftProvisional();
    case ErrandKind::kDrawLots:
      return DrawLots();
    case ErrandKind::kDraftFinal:
      return DraftFinal();
    case ErrandKind::kSignList:
      return SignList();
    case ErrandKind::kCallNext:
      return CallNext();
    default:
      return;
  }
}

void HousingCall::Open() {
  schema::OpenCallT open;
  open.service = kService;
  open.name = "Bando per l'assegnazione di alloggi ERP";
  open.from = hall_.today.days;
  open.last_day = (hall_.today + kWindowDays).days;
  open.act = "D.G.C. 41/" + std::to_string(YearOf(hall_.today));
  open.rule_set = "erp_points";
  open.appeal_days = kAppealDays;
  call_ = engine::NewEntity(hall_.door.Send(kOffice, std::move(open)), 0);
}

void HousingCall::File() {
  const auto index = SomeCaseInCharge(hall_, chance_);
  if (!index) return;
  schema::ApplyToCallT apply;
  apply.call = SchemaId(call_);
  apply.case_file = SchemaId(hall_.cases[*index].id);
  apply.members = MembersWith(hall_, *index);
  apply.protocol = std::to_string(entries_.size() + 1) + "/" + std::to_string(YearOf(hall_.today));
  apply.inputs.push_back(InputNamed("income_per_head_cents"));
  apply.inputs.back()->number = chance_.Between(0, 400) * 1'000;
  apply.inputs.push_back(InputNamed("dwelling_condition"));
  apply.inputs.back()->code = kDwellings.at(chance_.Weighted(kDwellingWeights));
  apply.inputs.push_back(InputNamed("old_alone"));
  apply.inputs.back()->flag = chance_.Happens(250);
  entries_.push_back(engine::NewEntity(hall_.door.Send(kOffice, std::move(apply)), 0));
}

/// An application that was refused (the case had applied already) made no entry.
void HousingCall::Judge(std::uint32_t entry) {
  if (entry >= entries_.size() || !hall_.state().Find<engine::RankingEntryTable>(entries_[entry])) return;
  schema::ScoreEntryT score;
  score.entry = SchemaId(entries_[entry]);
  hall_.door.Send(kOffice, std::move(score));
  if (chance_.Happens(kExcludedPerMille)) {
    schema::ExcludeEntryT exclude;
    exclude.entry = SchemaId(entries_[entry]);
    exclude.reason = "requisites_missing";
    hall_.door.Send(kOffice, std::move(exclude));
    return;
  }
  schema::AdmitEntryT admit;
  admit.entry = SchemaId(entries_[entry]);
  hall_.door.Send(kOffice, std::move(admit));
}

void HousingCall::DraftProvisional() {
  schema::PublishProvisionalT list;
  list.call = SchemaId(call_);
  Draft(engine::CommandOf(std::move(list)));
}

void HousingCall::DraftFinal() {
  schema::PublishFinalT list;
  list.call = SchemaId(call_);
  list.valid_until = AddMonths(hall_.today, 48).days;
  Draft(engine::CommandOf(std::move(list)));
}

void HousingCall::Draft(schema::CommandPayloadUnion list) {
  schema::DraftActT draft;
  draft.kind = schema::ActKind::determination;
  draft.about = "ranking";
  draft.carries.push_back(std::make_unique<schema::CarriedT>());
  draft.carries.back()->payload = std::move(list);
  act_ = engine::NewEntity(hall_.door.Send(kOffice, std::move(draft)), 0);
}

void HousingCall::SignList() {
  if (!hall_.state().Find<engine::ActTable>(act_)) return;  // its list was refused
  schema::SignActT sign;
  sign.act = SchemaId(act_);
  sign.number = "ERP-" + std::to_string(++lists_) + "/" + std::to_string(YearOf(hall_.today));
  sign.signer = kManager;
  hall_.door.Send(kManager, std::move(sign));
}

/// In public, by hand: the order is what the minutes say.
void HousingCall::DrawLots() {
  const auto ties = engine::UndrawnTies(engine::StandingsOf(hall_.state(), call_));
  if (ties.empty()) return;
  std::vector<EntityId> order = ties;
  for (std::size_t left = order.size(); left > 1; --left) std::swap(order[left - 1], order[chance_.Below(left)]);
  schema::RecordDrawT draw;
  draw.call = SchemaId(call_);
  for (const EntityId entry : order) draw.order.push_back(events::ToSchema(entry));
  draw.minutes_reference = "Verbale 3/" + std::to_string(YearOf(hall_.today));
  draw.witnesses = {"segreteria.generale", "ufficio.casa"};
  hall_.door.Send(kOffice, std::move(draw));
}

bool HousingCall::HasDied(const engine::State& state, EntityId entry) const {
  const auto row = state.Find<engine::RankingEntryTable>(entry);
  return row && engine::DiedOn(state, row->person);
}

/// Nobody of the household takes their place: the next one comes with the next dwelling.
void HousingCall::End(EntityId entry) {
  schema::EndEntryT end;
  end.entry = SchemaId(entry);
  end.reason = "deceased";
  hall_.door.Send(kOffice, std::move(end));
}

/// A dwelling is free: who is next is called, and confirmed when nothing stands against it.
void HousingCall::CallNext() {
  const engine::State state = hall_.state();
  const auto row = state.Find<engine::CallTable>(call_);
  if (!row || row->state != engine::CallState::kFinal) return;
  const auto turn = engine::NextInLine(*row, engine::RankedOf(state, call_, *row), std::nullopt);
  if (turn.why != engine::Turn::Why::kSomebody) return;
  if (HasDied(state, turn.next.entry)) return End(turn.next.entry);
  schema::CallEntryT call;
  call.entry = SchemaId(turn.next.entry);
  hall_.door.Send(kOffice, std::move(call));
  schema::ConfirmEntryT confirm;
  confirm.entry = SchemaId(turn.next.entry);
  confirm.act = "Verifica requisiti " + std::to_string(hall_.today.days);
  hall_.door.Send(kOffice, std::move(confirm));
}

}  // namespace fascicolo::simulator
