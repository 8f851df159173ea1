// Rights of those whose data the town keeps (Regulation (EU) 2016/679, art. 16 to 18), as the data protection officer answers them.
#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/people_office.h"

namespace fascicolo::simulator {
namespace {

constexpr std::string_view kProtectionOfficer = "responsabile.protezione.dati";
constexpr std::string_view kArchive = "archivio.deposito";

}  // namespace

/// What was told at the first contact was incomplete.
void PeopleOffice::Rectify() {
  const auto index = SomeCaseInCharge(hall_, chance_);
  if (!index) return;
  schema::RectifyT rectify;
  rectify.entity = SchemaId(hall_.cases[*index].id);
  rectify.corrects = 1;
  rectify.field = "/narrative";
  rectify.reason = "incomplete";
  hall_.door.Send(kProtectionOfficer, std::move(rectify), {{"/text", std::string(kInventedMark) + "testo rettificato."}});
}

void PeopleOffice::Restrict() {
  const auto person = SomebodyRegistered(hall_, chance_);
  if (!person || !touched_.insert(*person).second) return;
  schema::RestrictProcessingT restrict;
  restrict.person = SchemaId(hall_.neighbours[*person].id);
  restrict.ground = schema::RestrictionGround::accuracy_contested;
  restricted_.push_back(*person);
  hall_.restricted.insert(*person);
  hall_.door.Send(kProtectionOfficer, std::move(restrict));
}

void PeopleOffice::LiftRestriction() {
  if (restricted_.empty()) return;
  schema::LiftRestrictionT lift;
  lift.person = SchemaId(hall_.neighbours[restricted_.front()].id);
  lift.informed_on = hall_.today.days;
  lift.reason = "verified";
  hall_.restricted.erase(restricted_.front());
  restricted_.erase(restricted_.begin());
  hall_.door.Send(kProtectionOfficer, std::move(lift));
}

void PeopleOffice::Hold() {
  const auto person = SomebodyRegistered(hall_, chance_);
  if (!person || !touched_.insert(*person).second) return;
  schema::SetLegalHoldT hold;
  hold.person = SchemaId(hall_.neighbours[*person].id);
  hold.ground = "claim";
  held_.push_back(*person);
  hall_.door.Send("avvocatura.comunale", std::move(hold));
}

void PeopleOffice::LiftHold() {
  if (held_.empty()) return;
  schema::LiftLegalHoldT lift;
  lift.person = SchemaId(hall_.neighbours[held_.front()].id);
  lift.hold = 1;
  lift.reason = "judgment";
  held_.erase(held_.begin());
  hall_.door.Send("avvocatura.comunale", std::move(lift));
}

/// Of somebody who died and whom nobody follows any more.
void PeopleOffice::ProposeErasure() {
  constexpr int kLookAt = 200;
  for (int i = 0; i < kLookAt; ++i) {
    const auto person = static_cast<std::uint32_t>(chance_.Below(hall_.neighbours.size()));
    const bool is_known = hall_.state().Find<engine::PersonTable>(hall_.neighbours[person].id).has_value();
    if (hall_.neighbours[person].is_alive || !is_known || touched_.contains(person)) continue;
    if (hall_.in_housing.contains(person)) continue;
    touched_.insert(person);
    schema::ProposeErasureT propose;
    propose.person = SchemaId(hall_.neighbours[person].id);
    propose.ground = schema::ErasureGround::no_longer_needed;
    propose.act = "Scarto " + std::to_string(++papers_) + "/" + std::to_string(YearOf(hall_.today));
    propose.classes = {schema::RetentionClass::ordinary};
    to_erase_.push_back(person);
    hall_.door.Send(kArchive, std::move(propose));
    return;
  }
}

/// Two others approve; one in eight was a mistake.
void PeopleOffice::AnswerErasure() {
  constexpr int kMistakenPerMille = 125;
  if (to_erase_.empty()) return;
  const std::uint32_t person = to_erase_.front();
  to_erase_.erase(to_erase_.begin());
  if (chance_.Happens(kMistakenPerMille)) {
    schema::WithdrawErasureT withdraw;
    withdraw.person = SchemaId(hall_.neighbours[person].id);
    withdraw.erasure = 1;
    withdraw.reason = "mistaken";
    hall_.door.Send(kArchive, std::move(withdraw));
    return;
  }
  for (const std::string_view approver : {kProtectionOfficer, kManager}) {
    schema::ApproveErasureT approve;
    approve.person = SchemaId(hall_.neighbours[person].id);
    approve.erasure = 1;
    hall_.door.Send(approver, std::move(approve));
  }
}

}  // namespace fascicolo::simulator
