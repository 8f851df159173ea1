#include "connectors/simulator/signing.h"

#include "engine/families/limits.h"

#include <utility>

namespace fascicolo::simulator {
namespace {

constexpr std::string_view kVisaOffice = "ragioneria";
constexpr int kRatifyInDays = 30;

schema::DraftActT ActAbout(std::string_view about) {
  schema::DraftActT draft;
  draft.kind = schema::ActKind::determination;
  draft.about = about;
  draft.terms = std::make_unique<schema::ActTermsT>();
  return draft;
}

void Carry(schema::DraftActT& draft, schema::CommandPayloadUnion payload) {
  draft.carries.push_back(std::make_unique<schema::CarriedT>());
  draft.carries.back()->payload = std::move(payload);
}

}  // namespace

EntityId Signing::DraftOne(std::string_view office, schema::DraftActT draft, Visa visa) {
  draft.terms->visa = visa == Visa::kNeeded;
  return engine::NewEntity(hall_.door.Send(office, std::move(draft)), 0);
}

void Signing::Draft(std::string_view office, std::string_view about, Carried carried, Visa visa) {
  schema::DraftActT draft = ActAbout(about);
  for (auto& payload : carried) {
    if (draft.carries.size() == engine::kMaxCarried) {
      Wait(DraftOne(office, std::exchange(draft, ActAbout(about)), visa), visa);
    }
    Carry(draft, std::move(payload));
  }
  if (!draft.carries.empty()) Wait(DraftOne(office, std::move(draft), visa), visa);
}

void Signing::DraftPayments(std::string_view office, std::string_view service, Day month, ErrandKind again) {
  Day& last = drafted_[{std::string(service), month}];
  if (std::exchange(last, hall_.today) == hall_.today) return;
  schema::DraftPaymentsT draft;
  draft.service = service;
  draft.month = month.days;
  Wait(engine::NewEntity(hall_.door.Send(office, std::move(draft)), 0), Visa::kNone);
  // One act carries so many: what is left is drafted when this one has had its effect.
  const Day then = WorkingDayFrom(hall_.today + 3);
  if (MonthOf(then) == MonthOf(hall_.today)) hall_.agenda.Add(then, again);
}

void Signing::DraftUrgent(std::string_view office, std::string_view about, Carried carried) {
  schema::DraftActT draft = ActAbout(about);
  draft.kind = schema::ActKind::provisional;
  draft.terms->ratify_by = (hall_.today + kRatifyInDays).days;
  for (auto& payload : carried) Carry(draft, std::move(payload));
  const EntityId act = DraftOne(office, std::move(draft), Visa::kNeeded);
  Sign(act, Visa::kNeeded);
  schema::RatifyActT ratify;
  ratify.act = SchemaId(act);
  schema::DraftActT good = ActAbout("ratification");
  Carry(good, engine::CommandOf(std::move(ratify)));
  const EntityId makes_good = DraftOne(office, std::move(good), Visa::kNone);
  Sign(makes_good, Visa::kNone);
}

void Signing::Wait(EntityId act, Visa visa) {
  waiting_.push_back({act, hall_.today, visa});
  hall_.agenda.Add(WorkingDayFrom(hall_.today + 1), ErrandKind::kSign);
}

void Signing::Do(const Errand& errand) {
  if (errand.kind != ErrandKind::kSign) return;
  for (const Waiting& one : std::exchange(waiting_, {})) {
    if (one.drafted == hall_.today) {
      waiting_.push_back(one);
    } else if (hall_.state().Find<engine::ActTable>(one.act)) {
      Sign(one.act, one.visa);
    }
  }
}

void Signing::Sign(EntityId act, Visa visa) {
  const std::string number = std::to_string(++signed_) + "/" + std::to_string(YearOf(hall_.today));
  schema::SignActT sign;
  sign.act = SchemaId(act);
  sign.number = number;
  sign.signer = kManager;
  hall_.door.Send(kManager, std::move(sign));
  if (visa == Visa::kNone) return;
  schema::GiveVisaT give;
  give.act = SchemaId(act);
  give.number = "V-" + number;
  give.signer = kVisaOffice;
  hall_.door.Send(kVisaOffice, std::move(give));
}

}  // namespace fascicolo::simulator
