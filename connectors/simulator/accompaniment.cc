#include "connectors/simulator/accompaniment.h"

#include "connectors/simulator/invented_person.h"
#include "engine/catalogue/built_in.h"

#include <algorithm>
#include <array>
#include <optional>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kSiussStream = 0x7369'7573'73;  ///< "siuss"
constexpr std::array<int, 4> kMeetingWeights{500, 330, 60, 110};  // interview, home visit, group, conference
constexpr std::array<std::string_view, 3> kInstruments{"barthel-1965", "svama-sample", "social_sheet-sample"};
constexpr std::array<int, 3> kInstrumentWeights{300, 250, 450};
constexpr std::array<std::string_view, 4> kPapers{"isee", "identity", "disability_report", "lease"};
constexpr std::array<int, 5> kTargetWeights{400, 250, 100, 150, 100};  // the first five of the list

std::string Text(std::string_view text) { return std::string(kInventedMark) + std::string(text); }

/// The last thing of this kind in a case that `is_open`; none: there is none.
template <class TableType, class IsOpen>
std::optional<std::uint32_t> LastOpen(const engine::State& state, EntityId case_file, IsOpen is_open) {
  std::optional<std::uint32_t> last;
  state.Scan<TableType>(TableType::Key(case_file), [&](std::string_view bytes, const typename TableType::Row& row) {
    store::KeyReader key(bytes);
    EntityId of;
    std::uint32_t number = 0;
    FASCICOLO_CHECK(key.Read(of) && key.Read(number));
    if (is_open(row)) last = number;
    return true;
  });
  return last;
}

/// Every question of the instrument, answered by chance.
schema::RecordAssessmentT Answered(EntityId case_file, const engine::Instrument& instrument, Chance& chance) {
  schema::RecordAssessmentT assess;
  assess.case_file = SchemaId(case_file);
  assess.instrument = instrument.code;
  for (const auto& item : instrument.items) {
    assess.answers.push_back(std::make_unique<schema::AnswerT>());
    assess.answers.back()->item = item.code;
    assess.answers.back()->answer = chance.Pick(item.answers).code;
  }
  return assess;
}

}  // namespace

Accompaniment::Accompaniment(TownHall& hall)
    : hall_(hall),
      sina_(engine::ParseInstrument(engine::FindBuiltIn("sina-2018")->json).value()),
      sinba_(engine::ParseInstrument(engine::FindBuiltIn("sinba-2018")->json).value()),
      siuss_chance_(hall.parameters.seed ^ kSiussStream) {
  for (const auto name : kInstruments) {
    instruments_.push_back(engine::ParseInstrument(engine::FindBuiltIn(name)->json).value());
  }
}

void Accompaniment::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kMeet:
      return Meet(errand.subject);
    case ErrandKind::kAssess:
      return Assess(errand.subject);
    case ErrandKind::kPropose:
      return Propose(errand.subject);
    case ErrandKind::kReview:
      return Review(errand.subject);
    case ErrandKind::kRefer:
      return Refer(errand.subject);
    case ErrandKind::kAnswer:
      return Answer(errand.subject);
    case ErrandKind::kAskPaper:
      return AskPaper(errand.subject);
    case ErrandKind::kBringPaper:
      return BringPaper(errand.subject);
    case ErrandKind::kJoinArea:
      return JoinArea(errand.subject);
    case ErrandKind::kDeclareConflict:
      return DeclareConflict(errand.subject);
    case ErrandKind::kRest:
      return Rest(errand.subject);
    case ErrandKind::kMoveAway:
      return MoveAway(errand.subject);
    default:
      return;
  }
}

std::optional<engine::CaseRow> Accompaniment::InCharge(std::uint32_t index) const {
  auto row = hall_.state().Find<engine::CaseTable>(hall_.cases[index].id);
  if (!row || row->state != engine::CaseState::kInCharge || row->worker.empty()) return std::nullopt;
  return row;
}

/// Some are planned, some happen; nobody opens the door, somebody stays away.
void Accompaniment::Meet(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  Chance& chance = hall_.chance;
  const EntityId id = hall_.cases[index].id;
  const auto planned =
      LastOpen<engine::MeetingTable>(hall_.state(), id, [](const engine::MeetingRow&) { return true; });
  hall_.agenda.Add(hall_.WorkingDayIn(30, 110), ErrandKind::kMeet, index);
  if (!planned && chance.Happens(400)) {
    schema::PlanMeetingT plan;
    plan.case_file = SchemaId(id);
    plan.kind = static_cast<schema::MeetingKind>(1 + chance.Weighted(kMeetingWeights));
    plan.at = StartOfDay(hall_.WorkingDayIn(3, 20)).micros + std::int64_t{10} * 3600 * kMicrosPerSecond;
    hall_.door.Send(row->worker, std::move(plan));
    return;
  }
  schema::RecordMeetingT meeting;
  meeting.case_file = SchemaId(id);
  meeting.number = planned.value_or(0);
  const auto kind = planned ? hall_.state().Find<engine::MeetingTable>(id, *planned)->kind
                            : static_cast<schema::MeetingKind>(1 + chance.Weighted(kMeetingWeights));
  meeting.kind = kind;
  meeting.outcome = schema::MeetingOutcome::done;
  if (chance.Happens(110)) {
    meeting.outcome = kind == schema::MeetingKind::home_visit ? schema::MeetingOutcome::nobody_there
                                                              : schema::MeetingOutcome::no_show;
  }
  meeting.minutes = static_cast<std::uint32_t>(15 * chance.Between(1, 6));
  meeting.present = static_cast<std::uint32_t>(chance.Between(1, 5));
  hall_.door.Send(row->worker, std::move(meeting), {{"/text", Text("incontro, si concorda il seguito.")}});
}

void Accompaniment::Assess(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  Chance& chance = hall_.chance;
  const engine::Instrument& instrument = instruments_[chance.Weighted(kInstrumentWeights)];
  schema::RecordAssessmentT assess = Answered(hall_.cases[index].id, instrument, chance);
  assess.signed_by_person = chance.Happens(900);
  hall_.door.Send(row->worker, std::move(assess), {{"/text", Text("valutazione multidimensionale.")}});
  AssessForSiuss(index, *row);
}

void Accompaniment::AssessForSiuss(std::uint32_t index, const engine::CaseRow& row) {
  const bool is_for_minors = row.area == schema::Area::minors_family;
  if (!is_for_minors && row.area != schema::Area::elderly && row.area != schema::Area::disabled) return;
  const engine::Instrument& instrument = is_for_minors ? sinba_ : sina_;
  schema::RecordAssessmentT assess = Answered(hall_.cases[index].id, instrument, siuss_chance_);
  assess.signed_by_person = true;
  hall_.door.Send(row.worker, std::move(assess));
}

void Accompaniment::Propose(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  Chance& chance = hall_.chance;
  schema::ProposeProjectT project;
  project.case_file = SchemaId(hall_.cases[index].id);
  project.kind = row->area == schema::Area::poverty_adults && chance.Happens(400) ? schema::ProjectKind::inclusion_pact
                                                                                 : schema::ProjectKind::personal;
  project.need_level = static_cast<std::uint32_t>(chance.Between(2, 5));
  for (int i = chance.Between(1, 3); i > 0; --i) {
    project.goals.push_back(std::make_unique<schema::GoalT>());
    project.goals.back()->code = "goal_" + std::to_string(i);
    project.goals.back()->within = static_cast<schema::GoalTerm>(i);
  }
  for (const auto party : {schema::Party::person, schema::Party::service}) {
    project.commitments.push_back(std::make_unique<schema::CommitmentT>());
    project.commitments.back()->party = party;
    project.commitments.back()->code = "monthly_talk";
    project.signs.push_back(party);
  }
  project.review_by = hall_.WorkingDayIn(80, 120).days;
  const std::uint32_t number = row->parts + 1;
  hall_.door.Send(row->worker, std::move(project), {{"/strengths", Text("rete di vicinato presente.")}});
  Sign(index, number, *row);
  hall_.agenda.Add(hall_.WorkingDayIn(70, 130), ErrandKind::kReview, index);
}

void Accompaniment::Sign(std::uint32_t index, std::uint32_t number, const engine::CaseRow& row) {
  for (const auto party : {schema::Party::service, schema::Party::person}) {
    schema::SignProjectT sign;
    sign.case_file = SchemaId(hall_.cases[index].id);
    sign.number = number;
    sign.party = party;
    if (party == schema::Party::person) sign.signer = SchemaId(row.person);
    hall_.door.Send(row.worker, std::move(sign));
  }
}

/// Needs become less more often than not; the last review ends the project.
void Accompaniment::Review(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  const EntityId id = hall_.cases[index].id;
  const auto number = LastOpen<engine::ProjectTable>(
      hall_.state(), id, [](const engine::ProjectRow& one) { return one.state == engine::ProjectState::kAgreed; });
  if (!number) return;
  Chance& chance = hall_.chance;
  const auto project = *hall_.state().Find<engine::ProjectTable>(id, *number);
  schema::ReviewProjectT review;
  review.case_file = SchemaId(id);
  review.number = *number;
  for (std::uint32_t i = 0; i < project.goals; ++i) {
    review.outcomes.push_back(static_cast<schema::GoalOutcome>(chance.Below(3)));
  }
  const int level = static_cast<int>(project.need_level) + (chance.Happens(600) ? -1 : chance.Between(0, 1));
  review.need_level = static_cast<std::uint32_t>(std::clamp(level, 1, 5));
  if (review.need_level > 1) {
    review.next_review = hall_.WorkingDayIn(80, 120).days;
    hall_.agenda.Add(hall_.WorkingDayIn(70, 130), ErrandKind::kReview, index);
  }
  hall_.door.Send(row->worker, std::move(review), {{"/text", Text("verifica del progetto.")}});
}

void Accompaniment::Refer(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  schema::RequestReferralT refer;
  refer.case_file = SchemaId(hall_.cases[index].id);
  refer.target = static_cast<schema::ReferralTarget>(1 + hall_.chance.Weighted(kTargetWeights));
  refer.topic = "joint_assessment";
  refer.reply_by = hall_.WorkingDayIn(15, 40).days;
  hall_.door.Send(row->worker, std::move(refer), {{"/text", Text("si chiede una valutazione congiunta.")}});
  hall_.agenda.Add(hall_.WorkingDayIn(3, 50), ErrandKind::kAnswer, index);
}

/// One step of the loop at a time.
void Accompaniment::Answer(std::uint32_t index) {
  using enum schema::ReferralState;
  const auto row = InCharge(index);
  if (!row) return;
  const EntityId id = hall_.cases[index].id;
  const auto number = LastOpen<engine::ReferralTable>(hall_.state(), id, [](const engine::ReferralRow& one) {
    return one.state == requested || one.state == accepted || one.state == in_progress;
  });
  if (!number) return;
  const auto state = hall_.state().Find<engine::ReferralTable>(id, *number)->state;
  schema::UpdateReferralT update;
  update.case_file = SchemaId(id);
  update.number = *number;
  if (state == requested) {
    update.state = hall_.chance.Happens(850) ? accepted : rejected;
  } else {
    update.state = state == accepted && hall_.chance.Happens(500) ? in_progress
                   : hall_.chance.Happens(900)                    ? done
                                                                  : failed;
  }
  hall_.door.Send(row->worker, std::move(update));
  hall_.agenda.Add(hall_.WorkingDayIn(5, 40), ErrandKind::kAnswer, index);
}

void Accompaniment::AskPaper(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  schema::RequestDocumentT ask;
  ask.case_file = SchemaId(hall_.cases[index].id);
  ask.code = hall_.chance.Pick(kPapers);
  ask.due = hall_.WorkingDayIn(10, 30).days;
  hall_.door.Send(row->worker, std::move(ask));
  if (hall_.chance.Happens(850)) hall_.agenda.Add(hall_.WorkingDayIn(2, 40), ErrandKind::kBringPaper, index);
}

void Accompaniment::BringPaper(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  const EntityId id = hall_.cases[index].id;
  const auto number =
      LastOpen<engine::DocumentTable>(hall_.state(), id, [](const engine::DocumentRow&) { return true; });
  if (!number) return;
  schema::ReceiveDocumentT receive;
  receive.case_file = SchemaId(id);
  receive.number = *number;
  receive.secrecy = schema::Secrecy::administrative;
  receive.document = HashOfPaper(ToHex(id) + "/" + std::to_string(*number));
  hall_.door.Send(row->worker, std::move(receive));
}

void Accompaniment::JoinArea(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  schema::AddCoResponsibleT join;
  join.case_file = SchemaId(hall_.cases[index].id);
  join.area = static_cast<schema::Area>(1 + hall_.chance.Below(5));
  join.worker = hall_.Worker(hall_.chance.Next());
  if (join.worker != row->worker) hall_.door.Send("coordinamento", std::move(join));
}

void Accompaniment::DeclareConflict(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  schema::DeclareConflictT declare;
  declare.case_file = SchemaId(hall_.cases[index].id);
  declare.worker = row->worker;
  declare.relation = "relative";
  hall_.door.Send("coordinamento", std::move(declare));
  hall_.agenda.Add(hall_.WorkingDayIn(1, 3), ErrandKind::kReassign, index);
}

void Accompaniment::Rest(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row) return;
  schema::MakeDormantT rest;
  rest.case_file = SchemaId(hall_.cases[index].id);
  rest.reason = "no_contact";
  hall_.door.Send(row->worker, std::move(rest));
  hall_.agenda.Add(hall_.WorkingDayIn(30, 200), ErrandKind::kReopen, index);
}

void Accompaniment::MoveAway(std::uint32_t index) {
  const auto row = InCharge(index);
  if (!row || hall_.IsHidden(hall_.cases[index].person)) return;  // where they go is told nobody
  const EntityId id = hall_.cases[index].id;
  schema::ProposeTransferT propose;
  propose.case_file = SchemaId(id);
  propose.municipality = "090064";  // ISTAT: Sassari
  propose.reason = "moved";
  hall_.door.Send(row->worker, std::move(propose));
  schema::AnswerTransferT answer;
  answer.case_file = SchemaId(id);
  answer.accepted = hall_.chance.Happens(700);
  answer.reference = "prot. " + std::to_string(hall_.chance.Between(1, 9'999));
  if (answer.accepted) hall_.cases[index].is_open = false;
  hall_.door.Send(row->worker, std::move(answer));
}

}  // namespace fascicolo::simulator
