#include "connectors/simulator/planning_work.h"

#include "connectors/simulator/in_charge.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kPlanningStream = 0x706C'616E'73;  ///< "plans"
constexpr std::string_view kPlanningOffice = "ufficio.programmazione";
constexpr std::string_view kFlowOffice = "ufficio.siuss";
constexpr std::uint32_t kBody = 1;  ///< the first thing in the programme
constexpr std::uint32_t kSeats = 7;
constexpr std::uint32_t kVoters = 200;
constexpr std::uint32_t kBallots = 100;
constexpr int kPresentOfBody = 800;   ///< per mille
constexpr std::int64_t kOutcomesAMonth = 60;  ///< that the office records; INPS reads the accepted ones on its own
constexpr int kRejectedPerMille = 80;
constexpr int kGivenUpPerMille = 200;  ///< of the rejected
constexpr int kForgottenPerMille = 150;
constexpr std::array<schema::FlowKind, 2> kFlowKinds{schema::FlowKind::ps_psa_sina, schema::FlowKind::sinba};

}  // namespace

PlanningWork::PlanningWork(TownHall& hall) : hall_(hall), chance_(hall.parameters.seed ^ kPlanningStream) {}

void PlanningWork::PlanYear() {
  const int year = YearOf(hall_.today);
  const auto add = [&](int month, int day, ErrandKind kind) {
    const Day on = WorkingDayFrom(DayFromCivil({.year = year, .month = month, .day = day}));
    if (on >= hall_.today) hall_.agenda.Add(on, kind);
  };
  if (hall_.today == hall_.parameters.first_day) {
    add(2, 3, ErrandKind::kOpenPlanning);
    add(3, 20, ErrandKind::kElectBody);
  }
  add(4, 10, ErrandKind::kDraftEducationalPlan);
  add(6, 20, ErrandKind::kPutPlanInForce);
  for (int month = 1; month <= 12; ++month) {
    add(month, 15, ErrandKind::kMeetBody);
    add(month, 20, ErrandKind::kTellFlows);
  }
}

void PlanningWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kOpenPlanning:
      return Open();
    case ErrandKind::kElectBody:
      return Elect();
    case ErrandKind::kDraftEducationalPlan:
      return StartPlan();
    case ErrandKind::kMeetBody:
      return Meet();
    case ErrandKind::kPutPlanInForce:
      return PutPlanInForce();
    case ErrandKind::kTellFlows:
      return TellFlows();
    default:
      return;
  }
}

void PlanningWork::Open() {
  schema::OpenProgrammeT open;
  open.service = "service_programming";
  open.name = "Programmazione dei servizi";
  open.from = hall_.today.days;
  programme_ = engine::NewEntity(hall_.door.Send(kPlanningOffice, std::move(open)), 0);
  schema::FormBodyT form;
  form.programme = SchemaId(programme_);
  form.code = "Consulta delle famiglie";
  form.seats = kSeats;
  hall_.door.Send(kPlanningOffice, std::move(form));
  NameSenders();
}

void PlanningWork::Elect() {
  schema::ElectBodyT elect;
  elect.programme = SchemaId(programme_);
  elect.number = kBody;
  elect.voters = kVoters;
  elect.ballots = kBallots;
  std::set<std::uint32_t> candidates;
  for (std::uint32_t i = 0; i < kSeats * 3; ++i) {
    const auto person = SomebodyRegistered(hall_, chance_);
    if (person) candidates.insert(*person);
  }
  for (const std::uint32_t person : candidates) {
    elect.candidates.push_back(std::make_unique<schema::BodyCandidateT>());
    elect.candidates.back()->person = SchemaId(hall_.neighbours[person].id);
    elect.candidates.back()->votes = static_cast<std::uint32_t>(elect.candidates.size()) * 3;
  }
  if (!elect.candidates.empty()) hall_.door.Send(kPlanningOffice, std::move(elect));
}

void PlanningWork::Advance(schema::UndertakingStep step) {
  schema::AdvanceUndertakingT advance;
  advance.programme = SchemaId(programme_);
  advance.number = undertaking_;
  advance.step = step;
  advance.reference = "D.G.C. " + std::to_string(60 + years_) + "/" + std::to_string(YearOf(hall_.today));
  advance.until = AddMonths(hall_.today, 12).days;
  advance.document = HashOfPaper(advance.reference);
  hall_.door.Send(kPlanningOffice, std::move(advance));
}

/// It is drafted, and the council asked for its opinion.
void PlanningWork::StartPlan() {
  const auto row = hall_.state().Find<engine::ProgrammeTable>(programme_);
  if (!row) return;
  undertaking_ = row->parts + 1;
  schema::StartUndertakingT start;
  start.programme = SchemaId(programme_);
  start.kind = schema::UndertakingKind::educational_plan;
  start.code = "Piano educativo " + std::to_string(YearOf(hall_.today));
  start.until = AddMonths(hall_.today, 12).days;
  ++years_;
  hall_.door.Send(kPlanningOffice, std::move(start));
  Advance(schema::UndertakingStep::ask_opinion);
}

void PlanningWork::Meet() {
  const auto body = hall_.state().Find<engine::BodyTable>(programme_, kBody);
  if (!body || body->members.empty()) return;
  schema::MeetBodyT meet;
  meet.programme = SchemaId(programme_);
  meet.number = kBody;
  meet.at = StartOfDay(hall_.today).micros;
  meet.document = HashOfPaper("Verbale " + FormatDay(hall_.today));
  for (const EntityId member : body->members) {
    if (chance_.Happens(kPresentOfBody)) meet.members.push_back(events::ToSchema(member));
  }
  const auto present = static_cast<std::uint32_t>(meet.members.size());
  auto motion = std::make_unique<schema::MotionT>();
  const auto plan = hall_.state().Find<engine::UndertakingTable>(programme_, undertaking_);
  const bool is_asked = plan && plan->state == engine::UndertakingState::kOpinionAsked;
  motion->kind = is_asked ? schema::MotionKind::opinion : schema::MotionKind::resolution;
  motion->code = is_asked ? "Piano educativo" : "Orari dei centri";
  motion->undertaking = is_asked ? undertaking_ : 0;
  motion->favour = present;
  meet.motions.push_back(std::move(motion));
  hall_.door.Send(kPlanningOffice, std::move(meet));
}

void PlanningWork::PutPlanInForce() {
  if (!hall_.state().Find<engine::UndertakingTable>(programme_, undertaking_)) return;
  Advance(schema::UndertakingStep::approve);
  Advance(schema::UndertakingStep::put_in_force);
}

void PlanningWork::NameSenders() {
  for (const auto kind : kFlowKinds) {
    schema::NameSenderT name;
    name.kind = kind;
    name.worker = "responsabile.siuss";
    name.substitute = "coordinatore.area";
    name.act = "Decreto 3/" + std::to_string(YearOf(hall_.today));
    hall_.door.Send(kManager, std::move(name));
  }
}

/// "092009.PS.20250320.0000001"
std::string PlanningWork::FlowName(schema::FlowKind kind) {
  const Civil date = CivilFromDay(hall_.today);
  std::string number = std::to_string(++flows_);
  number.insert(0, 7 - std::min<std::size_t>(7, number.size()), '0');
  const int day = date.year * 10'000 + date.month * 100 + date.day;
  return std::string("092009.") + (kind == schema::FlowKind::sinba ? "SINBA." : "PS.") + std::to_string(day) + "." + number;
}

void PlanningWork::TellFlows() {
  if (programme_.is_zero()) return;
  AnswerRejects();
  for (const auto kind : kFlowKinds) {
    schema::RecordFlowsReadT read;
    read.kind = kind;
    read.until = StartOfDay(hall_.today).micros;
    read.count = static_cast<std::uint32_t>(InProportion(kOutcomesAMonth * chance_.Between(2, 4), hall_.parameters.inhabitants));
    hall_.door.Send(kFlowOffice, std::move(read));
    for (std::int64_t left = InProportion(kOutcomesAMonth, hall_.parameters.inhabitants) / 2 + 1; left > 0; --left) {
      TellOutcome(kind);
    }
  }
}

void PlanningWork::TellOutcome(schema::FlowKind kind) {
  const auto index = SomeCaseInCharge(hall_, chance_);
  if (!index) return;
  schema::RecordFlowOutcomeT outcome;
  outcome.flow = FlowName(kind);
  outcome.kind = kind;
  outcome.about = SchemaId(hall_.cases[*index].id);
  if (chance_.Happens(kRejectedPerMille)) {
    outcome.outcome = schema::FlowOutcome::rejected;
    outcome.code = "RICHIESTA_INVALIDA";
    rejected_.push_back({outcome.flow, kind});
  } else {
    outcome.outcome = schema::FlowOutcome::accepted;
    outcome.code = "OK";
    outcome.acquisition = std::to_string(20'000 + flows_);
  }
  hall_.door.Send(kFlowOffice, std::move(outcome));
}

/// Most are put right; some cannot be, and some are forgotten.
void PlanningWork::AnswerRejects() {
  for (const Rejected& one : std::exchange(rejected_, {})) {
    if (chance_.Happens(kForgottenPerMille)) continue;
    if (chance_.Happens(kGivenUpPerMille)) {
      schema::GiveUpFlowT give_up;
      give_up.flow = one.flow;
      give_up.reason = "no_fiscal_code";
      hall_.door.Send(kFlowOffice, std::move(give_up));
      continue;
    }
    schema::RecordFlowOutcomeT outcome;
    outcome.flow = FlowName(one.kind);
    outcome.kind = one.kind;
    outcome.outcome = schema::FlowOutcome::accepted;
    outcome.code = "OK";
    outcome.acquisition = std::to_string(20'000 + flows_);
    outcome.mends = one.flow;
    hall_.door.Send(kFlowOffice, std::move(outcome));
  }
}

}  // namespace fascicolo::simulator
