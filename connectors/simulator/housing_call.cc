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
constexpr int kPaperMissingPerMille = 200;  ///< applications for which a paper is asked
constexpr int kDaysForPapers = 20;
constexpr int kWithdrawsPerMille = 100;   ///< of who would be excluded
constexpr int kAppealsPerMille = 250;      ///< of who was excluded
constexpr int kFirstFilingDays = 3;   ///< after the opening: the applicants' households are known by then
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
  const std::int64_t filed = hall_.figures.ranked_households + hall_.figures.excluded_households;
  for (std::int64_t i = 0; i < filed; ++i) {
    const Day on = WorkingDayFrom(opens + kFirstFilingDays + chance_.Between(0, kWindowDays - 10));
    hall_.agenda.Add(on, ErrandKind::kFile, static_cast<std::uint32_t>(i));
  }
  const Day closed = opens + kWindowDays + 1;
  for (std::int64_t i = 0; i < filed; ++i) {
    hall_.agenda.Add(WorkingDayFrom(closed + chance_.Between(0, kJudgingDays)), ErrandKind::kJudge,
                     static_cast<std::uint32_t>(i));
  }
  const Day judged = WorkingDayFrom(WorkingDayFrom(closed + kJudgingDays) + 1);
  hall_.agenda.Add(judged, ErrandKind::kDraftProvisional);
  hall_.agenda.Add(WorkingDayFrom(judged + 1), ErrandKind::kSignList);
  hall_.agenda.Add(WorkingDayFrom(judged + 20), ErrandKind::kAppeal);
  hall_.agenda.Add(WorkingDayFrom(judged + kAppealDays), ErrandKind::kDecideAppeals);
  const Day heard = WorkingDayFrom(judged + kAppealDays + 5);
  hall_.agenda.Add(heard, ErrandKind::kDrawLots);
  const Day final_on = WorkingDayFrom(heard + 1);
  hall_.agenda.Add(final_on, ErrandKind::kDraftFinal);
  hall_.agenda.Add(WorkingDayFrom(final_on + 1), ErrandKind::kSignList);
}

void HousingCall::Do(const Errand& errand) {
  if (errand.kind == ErrandKind::kOpenCall) return Open();
  if (call_.is_zero()) return;
  switch (errand.kind) {
    case ErrandKind::kFile:
      return File(errand.subject);
    case ErrandKind::kJudge:
      return Judge(errand.subject);
    case ErrandKind::kDraftProvisional:
      return DraftProvisional();
    case ErrandKind::kDrawLots:
      return DrawLots();
    case ErrandKind::kDraftFinal:
      return DraftFinal();
    case ErrandKind::kAppeal:
      return Appeal();
    case ErrandKind::kDecideAppeals:
      return DecideAppeals();
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
  ChooseApplicants();
}

void HousingCall::ChooseApplicants() {
  const std::int64_t filed = hall_.figures.ranked_households + hall_.figures.excluded_households;
  for (std::int64_t i = 0; i < filed; ++i) {
    const auto index = SomebodyForHousing(hall_, chance_);
    if (!index) return;
    applicants_.push_back(*index);
  }
}

/// In the place of who was to apply and no longer can, somebody else does.
std::optional<std::uint32_t> HousingCall::Applicant(std::uint32_t number) {
  const bool can = number < applicants_.size() && IsInCharge(hall_, applicants_[number]);
  return can ? applicants_[number] : SomebodyForHousing(hall_, chance_);
}

void HousingCall::File(std::uint32_t number) {
  const auto index = Applicant(number);
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
  if (!chance_.Happens(kPaperMissingPerMille)) return;
  schema::RequestEntryDocumentsT ask;
  ask.entry = SchemaId(entries_.back());
  ask.documents = {"income_record"};
  ask.due = (hall_.today + kDaysForPapers).days;
  hall_.door.Send(kOffice, std::move(ask));
  incomplete_.insert(entries_.back());
}

/// Spread evenly, so that as many are ranked as the figures say.
bool HousingCall::IsExcluded(std::uint32_t entry) const {
  const std::int64_t excluded = hall_.figures.excluded_households;
  const std::int64_t filed = hall_.figures.ranked_households + excluded;
  return (entry + 1) * excluded / filed != entry * excluded / filed;
}

/// An application that was refused made no entry. Some of those who would be excluded withdraw.
void HousingCall::Judge(std::uint32_t entry) {
  if (entry >= entries_.size() || !hall_.state().Find<engine::RankingEntryTable>(entries_[entry])) return;
  const bool is_excluded = IsExcluded(entry);
  if (is_excluded && chance_.Happens(kWithdrawsPerMille)) {
    schema::WithdrawEntryT withdraw;
    withdraw.entry = SchemaId(entries_[entry]);
    withdraw.reason = "renounced";
    hall_.door.Send(kOffice, std::move(withdraw));
    return;
  }
  if (incomplete_.contains(entries_[entry])) {
    schema::ReceiveEntryDocumentsT receive;
    receive.entry = SchemaId(entries_[entry]);
    hall_.door.Send(kOffice, std::move(receive));
  }
  schema::ScoreEntryT score;
  score.entry = SchemaId(entries_[entry]);
  hall_.door.Send(kOffice, std::move(score));
  if (is_excluded) {
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

/// Of those who were excluded; none is upheld, so that the list stays as long.
void HousingCall::Appeal() {
  const engine::State state = hall_.state();
  for (const EntityId entry : entries_) {
    const auto row = state.Find<engine::RankingEntryTable>(entry);
    if (!row || row->state != engine::EntryState::kExcluded || !chance_.Happens(kAppealsPerMille)) continue;
    schema::FileAppealT appeal;
    appeal.entry = SchemaId(entry);
    appeal.reason = "requisites_met";
    appeal.protocol = "Ricorso " + std::to_string(appealed_.size() + 1) + "/" + std::to_string(YearOf(hall_.today));
    appealed_.push_back(entry);
    hall_.door.Send(kOffice, std::move(appeal));
  }
}

void HousingCall::DecideAppeals() {
  for (const EntityId entry : appealed_) {
    schema::DecideAppealT decide;
    decide.entry = SchemaId(entry);
    decide.reason = "examined";
    decide.act = "Verbale 2/" + std::to_string(YearOf(hall_.today));
    hall_.door.Send(kOffice, std::move(decide));
  }
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

/// A dwelling is free that fits nobody confirmed: who is next is called, and confirmed when nothing stands against it.
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
