#include "projections/random_town.h"

#include <algorithm>
#include <utility>

namespace fascicolo::projections::testing {
namespace {

constexpr auto kCase = schema::EntityKind::case_file;
constexpr auto kActivation = schema::EntityKind::activation;
constexpr auto kUnit = schema::EntityKind::unit;
constexpr auto kList = schema::EntityKind::list;

}  // namespace

std::string RandomTown::ServiceOf(std::size_t service) {
  return "service_" + std::to_string(service);
}

void RandomTown::Append(std::vector<Said> events) {
  events_ += events.size();
  schema::CommandPayloadUnion command;
  command.Set(schema::SetUrgencyT{});
  ledger_.Decide(actor_, std::move(events), std::move(command));
}

void RandomTown::Found(Day day) {
  ledger_.Open(day);
  actor_ = "head";
  for (std::size_t service = 0; service < kServices; ++service) {
    const EntityId unit = EntityOf(200 + service);
    units_.push_back(unit);
    schema::UnitOpenedT opened;
    opened.service = ServiceOf(service);
    opened.name = "Unit " + std::to_string(service);
    schema::CapacitySetT capacity;
    capacity.capacity = 20;
    capacity.from = day.days;
    Append({Says(unit, kUnit, std::move(opened)), Says(unit, kUnit, capacity)});
  }
}

void RandomTown::Register() {
  const EntityId case_file = EntityOf(next_id_++);
  const EntityId person = EntityOf(next_id_++);
  schema::PersonRegisteredT registered;
  registered.first_case = IdPtr(case_file);
  schema::ContactRegisteredT contact;
  contact.person = IdPtr(person);
  contact.desk = schema::Desk::adults_elderly;
  contact.area = static_cast<schema::Area>(1 + Below(6));
  contact.urgency = static_cast<schema::Urgency>(Below(4));
  Said said = Says(case_file, kCase, std::move(contact));
  said.imported = Below(10) == 0;
  std::vector<Said> events;
  events.push_back(Says(person, schema::EntityKind::person, std::move(registered)));
  events.push_back(std::move(said));
  Append(std::move(events));
  cases_.push_back({case_file, {}, false, 0});
}

void RandomTown::WorkOnCase() {
  Case& one = cases_[Below(cases_.size())];
  if (one.closed) {
    one.closed = false;
    return Append({Says(one.id, kCase, schema::CaseReopenedT{})});
  }
  if (one.worker.empty()) {
    schema::TakenInChargeT taken;
    taken.worker = one.worker = Worker();
    taken.urgency = static_cast<schema::Urgency>(Below(4));
    return Append({Says(one.id, kCase, std::move(taken))});
  }
  switch (Below(12)) {
    case 0: {
      schema::WorkerAssignedT assigned;
      assigned.worker = one.worker = Worker();
      return Append({Says(one.id, kCase, std::move(assigned))});
    }
    case 1: {
      schema::UrgencySetT set;
      set.urgency = static_cast<schema::Urgency>(Below(4));
      return Append({Says(one.id, kCase, set)});
    }
    case 2:
      if (one.open > 0) break;
      one.closed = true;
      return Append({Says(one.id, kCase, schema::CaseClosedT{})});
    default: break;
  }
  Append({Says(one.id, kCase, schema::DiaryEntryAddedT{})});
}

void RandomTown::File() {
  Case& one = cases_[Below(cases_.size())];
  if (one.closed) return;
  Activation activation;
  activation.id = EntityOf(next_id_++);
  activation.case_file = one.id;
  activation.service = Below(kServices);
  schema::ApplicationFiledT filed;
  filed.case_file = IdPtr(one.id);
  filed.service = ServiceOf(activation.service);
  filed.quantity = static_cast<std::int64_t>(1 + Below(3));
  ++one.open;
  activations_.push_back(activation);
  Append({Says(activation.id, kActivation, std::move(filed))});
}

void RandomTown::Enter(Activation& activation) {
  const EntityId list = ListOf(activation.service);
  activation.sort_key = {static_cast<char>(Below(256)), '\0', static_cast<char>(Below(256))};
  activation.sort_key += ToHex(activation.id);
  schema::EntryAddedT added;
  added.activation = IdPtr(activation.id);
  added.sort_key.assign(activation.sort_key.begin(), activation.sort_key.end());
  added.points = static_cast<std::int64_t>(Below(10'000));
  added.quantity = 1;
  added.service = ServiceOf(activation.service);
  schema::WaitingStartedT waiting;
  waiting.list = IdPtr(list);
  std::vector<Said> events;
  events.push_back(Says(activation.id, kActivation, std::move(waiting)));
  events.push_back(Says(list, kList, std::move(added)));
  Append(std::move(events));
  activation.state = 2;
}

void RandomTown::Answer(Activation& activation) {
  const EntityId list = ListOf(activation.service);
  std::vector<Said> events;
  if (Below(3) == 0) {
    schema::OfferRefusedT refused;
    refused.reason = "too_far";
    refused.effect = schema::ListEffect::penalised;
    schema::EntryMovedT moved;
    moved.activation = IdPtr(activation.id);
    activation.sort_key.insert(0, "\xFF");
    moved.sort_key.assign(activation.sort_key.begin(), activation.sort_key.end());
    moved.points = 17;
    moved.reason = "penalty";
    events.push_back(Says(activation.id, kActivation, std::move(refused)));
    events.push_back(Says(list, kList, std::move(moved)));
    activation.state = 2;
    return Append(std::move(events));
  }
  schema::EntryRemovedT removed;
  removed.activation = IdPtr(activation.id);
  removed.reason = "served";
  schema::ServiceStartedT started;
  started.unit = IdPtr(activation.unit);
  started.quantity = 1;
  started.from = ledger_.today().days;
  started.until = Below(2) == 0 ? 0 : ledger_.today().days + static_cast<int>(1 + Below(200));
  schema::PlaceTakenT taken;
  taken.activation = IdPtr(activation.id);
  taken.quantity = 1;
  taken.from = started.from;
  events.push_back(Says(activation.id, kActivation, schema::OfferAcceptedT{}));
  events.push_back(Says(list, kList, std::move(removed)));
  events.push_back(Says(activation.id, kActivation, std::move(started)));
  events.push_back(Says(activation.unit, kUnit, std::move(taken)));
  activation.state = 4;
  Append(std::move(events));
}

void RandomTown::Run(Activation& activation) {
  const auto chance = Below(40);
  if (activation.state == 5) {
    activation.state = 4;
    schema::ServiceResumedT resumed;
    resumed.from = ledger_.today().days;
    return Append({Says(activation.id, kActivation, resumed)});
  }
  if (chance == 0) {
    schema::ServiceEndedT ended;
    ended.on = ledger_.today().days;
    ended.reason = "need_overcome";
    schema::PlaceFreedT freed;
    freed.activation = IdPtr(activation.id);
    freed.quantity = 1;
    freed.from = ended.on;
    std::vector<Said> events;
    events.push_back(Says(activation.id, kActivation, std::move(ended)));
    events.push_back(Says(activation.unit, kUnit, std::move(freed)));
    activation.state = 6;
    for (Case& one : cases_) {
      if (one.id == activation.case_file) --one.open;
    }
    return Append(std::move(events));
  }
  if (chance == 1) {
    schema::ServiceSuspendedT suspended;
    suspended.from = ledger_.today().days;
    suspended.until = ledger_.today().days + 14;
    suspended.reason = "hospital";
    activation.state = 5;
    return Append({Says(activation.id, kActivation, std::move(suspended))});
  }
  schema::ServiceDeliveredT delivered;
  delivered.on = ledger_.today().days;
  delivered.quantity = 60;
  Append({Says(activation.id, kActivation, std::move(delivered))});
}

void RandomTown::MoveOn(Activation& activation) {
  switch (activation.state) {
    case 0: {
      schema::ApplicationScoredT scored;
      scored.rule_set = "points";
      scored.rule_version = "2025.1";
      scored.total = static_cast<std::int64_t>(Below(10'000));
      auto line = std::make_unique<schema::ScoreLineT>();
      line->criterion = "age";
      line->input = "81";
      line->points = scored.total;
      line->row = "81..";
      line->source = IdPtr(activation.id);
      line->source_version = 1;
      scored.lines.push_back(std::move(line));
      activation.state = 1;
      return Append({Says(activation.id, kActivation, std::move(scored))});
    }
    case 1: return Enter(activation);
    case 2: {
      activation.unit = units_[activation.service];
      schema::OfferMadeT made;
      made.unit = IdPtr(activation.unit);
      made.quantity = 1;
      made.expires_on = ledger_.today().days + 10;
      activation.state = 3;
      return Append({Says(activation.id, kActivation, std::move(made))});
    }
    case 3: return Answer(activation);
    case 4:
    case 5: return Run(activation);
    default: return;
  }
}

void RandomTown::Step() {
  actor_ = Worker();
  const auto chance = Below(100);
  if (chance == 0) return ledger_.OpenDay(ledger_.today() + 1);
  if (cases_.empty() || chance < 6) return Register();
  if (chance < 10) return File();
  if (chance < 55 || activations_.empty()) return WorkOnCase();
  const std::size_t recent = std::min<std::size_t>(activations_.size(), 2'000);
  MoveOn(activations_[activations_.size() - 1 - Below(recent)]);
}

void RandomTown::GrowTo(std::size_t events) {
  while (events_ < events) Step();
}

}  // namespace fascicolo::projections::testing
