// How those whom placement_work.cc has placed live there, month by month.
#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/placement_work.h"

namespace fascicolo::simulator {
namespace {

constexpr int kVisitedPerMille = 700;      ///< each month
constexpr int kVisitMissedOfMille = 120;
constexpr int kAwayPerMille = 50;
constexpr int kRunawayPerMille = 60;       ///< of the children who are away
constexpr int kMovedPerMille = 12;
constexpr int kExtendedPerMille = 450;
constexpr int kLossPerMille = 15;          ///< of those in the residence, each month
constexpr int kStaysPerMille = 400;        ///< of whom a transfer is proposed
constexpr int kMonthsOfReport = 6;
constexpr int kAgeOfMajority = 18;

std::string PlacedText(std::string_view text) { return std::string(kInventedMark) + std::string(text); }

}  // namespace

void PlacementWork::LiveMonth(Placed& placed) {
  const auto row = hall_.state().Find<engine::PlacementTable>(placed.id);
  if (!row || row->persons.empty()) {
    placed.stage = Stage::kOver;
    return;
  }
  if (row->state != engine::PlacementState::kInForce) {
    const bool waits_for_its_act = placed.stage == Stage::kStarting && row->state == engine::PlacementState::kFound;
    if (!waits_for_its_act) placed.stage = Stage::kOver;
    return;
  }
  placed.stage = Stage::kPlaced;
  ++placed.months;
  if (EndsNow(placed)) return;
  GoOrReturn(placed, row->persons.front());
  if (placed.kind == Kind::kResidence) return LookAfterOld(placed, row->persons.front());
  LookAfterChild(placed);
}

bool PlacementWork::EndsNow(Placed& placed) {
  constexpr int kAtLastDays = 35;  // the next look comes later
  const Neighbour& person = hall_.neighbours[placed.person];
  if (!person.is_alive) {
    End(placed, "deceased");
    return true;
  }
  if (placed.kind == Kind::kResidence) return false;
  if (AgeOn(hall_.today, person.born) >= kAgeOfMajority) {
    End(placed, "came_of_age");
    return true;
  }
  if (placed.until > hall_.today + kAtLastDays) return false;
  if (chance_.Happens(kExtendedPerMille)) {
    Extend(placed);
    return false;
  }
  End(placed, "returned_home");
  return true;
}

void PlacementWork::End(Placed& placed, std::string_view reason) {
  placed.stage = Stage::kOver;
  schema::EndPlacementT end;
  end.placement = SchemaId(placed.id);
  end.on = hall_.today.days;
  end.reason = reason;
  hall_.door.Send(OfficeOf(placed.kind), std::move(end));
}

/// Beyond two years only the juvenile court extends, on the prosecutor's request (L. 184/1983, art. 4 c. 4).
void PlacementWork::Extend(Placed& placed) {
  placed.until = AddMonths(placed.until, kMonthsOfReport);
  schema::ExtendPlacementT extend;
  extend.placement = SchemaId(placed.id);
  extend.until = placed.until.days;
  extend.court = schema::Court::juvenile_court;
  extend.reference = "R.G. " + std::to_string(++decrees_) + "/" + std::to_string(YearOf(hall_.today));
  hall_.door.Send(OfficeOf(placed.kind), std::move(extend));
}

void PlacementWork::LookAfterChild(Placed& placed) {
  if (chance_.Happens(kVisitedPerMille)) Visit(placed);
  if (placed.months % kMonthsOfReport == kMonthsOfReport - 1) {
    schema::SendPlacementReportT report;
    report.placement = SchemaId(placed.id);
    hall_.door.Send(OfficeOf(placed.kind), std::move(report), {{"/text", PlacedText("relazione semestrale.")}});
  }
  if (chance_.Happens(kMovedPerMille)) Move(placed);
}

void PlacementWork::Visit(Placed& placed) {
  schema::RecordVisitT visit;
  visit.placement = SchemaId(placed.id);
  visit.relative = SchemaId(hall_.neighbours[hall_.cases[placed.case_file].person].id);
  visit.supervised = placed.is_supervised;
  visit.outcome = chance_.Happens(kVisitMissedOfMille) ? schema::VisitOutcome::not_come : schema::VisitOutcome::held;
  hall_.door.Send(OfficeOf(placed.kind), std::move(visit), {{"/text", PlacedText("incontro con il genitore.")}});
}

/// Care has broken down where they are, and somebody else takes them.
void PlacementWork::Move(Placed& placed) {
  const auto host = HostWithRoom(placed.kind, {placed.host});
  if (!host) return;
  schema::RecordIncidentT incident;
  incident.placement = SchemaId(placed.id);
  incident.incident = schema::IncidentKind::breakdown;
  incident.code = "conflict";
  hall_.door.Send(OfficeOf(placed.kind), std::move(incident), {{"/text", PlacedText("la convivenza non regge.")}});
  schema::TransferPlacementT transfer;
  transfer.placement = SchemaId(placed.id);
  transfer.unit = SchemaId(*host);
  transfer.from = hall_.today.days;
  transfer.reason = "unsuitable";
  placed.host = *host;
  hall_.door.Send(OfficeOf(placed.kind), std::move(transfer));
}

/// Who is away comes back within the month; who ran away is told of to the police.
void PlacementWork::GoOrReturn(const Placed& placed, const engine::PlacedRow& row) {
  if (row.absent_since) {
    schema::RecordReturnT back;
    back.placement = SchemaId(placed.id);
    back.person = SchemaId(row.person);
    back.on = hall_.today.days;
    hall_.door.Send(OfficeOf(placed.kind), std::move(back));
    return;
  }
  if (!chance_.Happens(kAwayPerMille)) return;
  const bool is_child = placed.kind != Kind::kResidence;
  const bool ran_away = is_child && chance_.Happens(kRunawayPerMille);
  schema::RecordAbsenceT absence;
  absence.placement = SchemaId(placed.id);
  absence.person = SchemaId(row.person);
  absence.kind = ran_away   ? schema::AbsenceKind::runaway
                 : is_child ? schema::AbsenceKind::leave
                            : schema::AbsenceKind::hospital;
  absence.from = hall_.today.days;
  if (ran_away) absence.reported_to = "police";
  hall_.door.Send(OfficeOf(placed.kind), std::move(absence));
}

/// Who no longer cares for themselves is to go elsewhere; the family may decline, and some go.
void PlacementWork::LookAfterOld(Placed& placed, const engine::PlacedRow& row) {
  const bool is_lost = row.sufficiency == schema::SelfSufficiency::lost;
  if (is_lost) {
    if (!chance_.Happens(kStaysPerMille)) return End(placed, "not_self_sufficient");
    schema::DeclineTransferT decline;
    decline.placement = SchemaId(placed.id);
    decline.party = schema::Party::family;
    decline.reason = "too_far";
    hall_.door.Send(OfficeOf(placed.kind), std::move(decline));
    return;
  }
  const bool loses = chance_.Happens(kLossPerMille);
  if (!loses && placed.months % 12 != 1) return;
  schema::RecordSelfSufficiencyT level;
  level.placement = SchemaId(placed.id);
  level.person = SchemaId(row.person);
  level.level = loses                   ? schema::SelfSufficiency::lost
                : chance_.Happens(500) ? schema::SelfSufficiency::full
                                       : schema::SelfSufficiency::partly;
  hall_.door.Send(OfficeOf(placed.kind), std::move(level));
}

}  // namespace fascicolo::simulator
