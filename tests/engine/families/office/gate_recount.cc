#include "engine/families/office/gate_recount.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "engine/payload_names.h"

namespace fascicolo::engine {
namespace {

constexpr Day kForEver{INT32_MAX};

/// What nothing but an act puts into force, whatever the service.
bool IsAlwaysByAct(const schema::EventPayloadUnion& fact) {
  const bool is_money = fact.AsMoneyCommitted() != nullptr || fact.AsMoneyLiquidated() != nullptr;
  const bool is_act = fact.AsActCorrected() != nullptr || fact.AsActAnnulled() != nullptr;
  return is_money || is_act || fact.AsActRatified() != nullptr;
}

}  // namespace

void ActGate::Take(const std::vector<schema::EventT>& events) {
  for (const auto& event : events) {
    const EntityId id = events::Entity(event.entity.get());
    if (const auto* adopted = event.payload.AsSheetAdopted()) {
      const auto sheet = nlohmann::json::parse(adopted->sheet);
      const bool wants = sheet.value("act", "none") != "none";
      if (wants) by_act_.insert(adopted->code);
      if (!wants) by_act_.erase(adopted->code);
    }
    if (const auto* filed = event.payload.AsApplicationFiled()) services_[id] = filed->service;
    if (IsAlwaysByAct(event.payload)) {
      EXPECT_TRUE(event.act) << EventName(event.payload) << " without an act";
    }
    TakeService(id, event);
  }
}

void ActGate::TakeService(EntityId id, const schema::EventT& event) {
  const bool begins = event.payload.AsServiceStarted() != nullptr || event.payload.AsAllowanceGranted() != nullptr ||
                      event.payload.AsApplicationDenied() != nullptr;
  if (!begins || event.imported || !by_act_.contains(services_[id])) return;
  EXPECT_TRUE(event.act) << services_[id] << " had effect without an act";
}

void BenefitRecount::Take(const std::vector<schema::EventT>& events) {
  for (const auto& event : events) {
    const EntityId id = events::Entity(event.entity.get());
    if (const auto* adopted = event.payload.AsSheetAdopted()) {
      const auto sheet = nlohmann::json::parse(adopted->sheet);
      excluded_[adopted->code] = sheet.value("incompatible_with", std::set<std::string>{});
    }
    if (const auto* filed = event.payload.AsApplicationFiled()) {
      benefits_[id] = {events::Entity(filed->person.get()), filed->service, Day{}, Day{}};
      of_service_[filed->service].push_back(id);
    }
    if (const auto* started = event.payload.AsServiceStarted()) {
      Begin(id, Day{started->from}, started->until == 0 ? kForEver : Day{started->until}, event.imported);
    }
    if (const auto* ended = event.payload.AsServiceEnded()) benefits_[id].until = Day{ended->on};
  }
}

void BenefitRecount::Begin(EntityId id, Day from, Day until, bool imported) {
  Benefit& one = benefits_[id];
  one.from = from;
  one.until = until;
  one.imported = imported;
  const auto& excluded = excluded_[one.service];
  if (imported || excluded.empty()) return;
  const EntityId person = who_.Behind(one.person);
  for (const auto& service : excluded) {
    for (const EntityId other_id : of_service_[service]) {
      const Benefit& other = benefits_.at(other_id);
      if (other_id == id || who_.Behind(other.person) != person) continue;
      EXPECT_FALSE(std::max(one.from, other.from) < std::min(one.until, other.until))
          << one.service << " beside " << other.service << " from " << FormatDay(std::max(one.from, other.from));
    }
  }
}

void DeadlineRecount::Take(const std::vector<schema::EventT>& events) {
  for (const auto& event : events) {
    const EntityId id = events::Entity(event.entity.get());
    // What is suspended, goes on or was reviewed has another last day, and may pass once more.
    if (const auto* moved = event.payload.AsProjectReviewed()) passed_.erase({id, moved->number});
    if (const auto* moved = event.payload.AsDeadlineSuspended()) passed_.erase({id, moved->number});
    if (const auto* moved = event.payload.AsDeadlineResumed()) passed_.erase({id, moved->number});
    const auto* met = event.payload.AsDeadlineMet();
    const auto* passed = event.payload.AsDeadlinePassed();
    if (met != nullptr) {
      EXPECT_TRUE(met_.insert({id, met->number}).second) << "a deadline was met twice";
    }
    if (passed != nullptr) {
      EXPECT_FALSE(met_.contains({id, passed->number})) << "a deadline passed that was met";
      EXPECT_TRUE(passed_.insert({id, passed->number}).second) << "a deadline passed twice";
    }
  }
}

}  // namespace fascicolo::engine
