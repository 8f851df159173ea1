// audit stale: what goes on although it should have ended.
#include "connectors/program/audit/audits.h"
#include "connectors/program/audit/circumstances.h"
#include "connectors/program/audit/held_benefits.h"
#include "engine/catalogue/adopted.h"
#include "engine/families/person.h"
#include "engine/families/placement_days.h"
#include "engine/families/plan/plan_states.h"

#include <map>

namespace fascicolo::program {
namespace {

/// What only the log knows: which event said so.
struct StaleFacts {
  std::map<EntityId, EventRef> started;  ///< service, placement, plan or entry: its last beginning
  std::map<EntityId, EventRef> died;     ///< person
  /// Person: municipalities of residence that stood in the clear, as they were recorded.
  std::map<EntityId, std::vector<std::pair<Day, std::string>>> residences;

  void See(const SeenEvent& seen) {
    using enum schema::EventPayload;
    if (BeginsBenefit(seen.event)) started[seen.entity()] = RefOf(seen);
    switch (seen.event.payload_type()) {
      case DeathRecorded:
        died[seen.entity()] = RefOf(seen);
        return;
      case AddressRecorded:
        return SeeAddress(seen, *seen.event.payload_as_AddressRecorded());
      default:
        return;
    }
  }

 private:
  void SeeAddress(const SeenEvent& seen, const schema::AddressRecorded& address) {
    const std::string municipality(engine::Text(address.municipality()));
    if (address.kind() != schema::AddressKind::residence || municipality.empty()) return;
    residences[seen.entity()].emplace_back(Day{seen.event.effective_on()}, municipality);
  }
};

/// Something in force.
struct Running {
  EntityId entity;
  EntityId case_file;
  EntityId person;
  std::string service;
  std::optional<Day> from;
  std::optional<Day> until;  ///< first day without it, as planned
};

class StaleJudge {
 public:
  StaleJudge(const engine::State& state, const StaleFacts& facts, Day today, std::vector<Anomaly>& anomalies)
      : state_(state), facts_(facts), today_(today), anomalies_(anomalies) {}

  void CheckService(const Running& running) {
    CheckAlive(running);
    CheckEnd(running);
    CheckResidence(running);
    const auto sheet = engine::AdoptedSheet(state_, running.service);
    if (sheet && WantsIsee(*sheet)) CheckIsee(running);
  }
  void CheckAlive(const Running& running) {
    const auto died_on = engine::DiedOn(state_, running.person);
    if (!died_on || *died_on >= today_ || (running.until && *running.until <= *died_on)) return;
    std::vector<std::pair<std::string, Value>> facts{{"died_on", cli::Form(*died_on)}};
    for (const EntityId entry : engine::EntriesOf(state_, running.person)) {
      const auto event = facts_.died.find(entry);
      if (event != facts_.died.end()) facts.emplace_back("death_position", cli::Form(event->second.position));
    }
    Add(running, "after_death", SheetRule(running.service, "/end_reasons"), std::move(facts));
  }
  void CheckEnd(const Running& running) {
    if (!running.until || *running.until > today_) return;
    Add(running, "past_end", SheetRule(running.service, "/end_reasons"), {{"until", cli::Form(*running.until)}});
  }

 private:
  /// Somebody who lived in one municipality when the service began lives in another one now.
  void CheckResidence(const Running& running) {
    const std::string now = ResidenceOn(running.person, today_);
    const std::string before = running.from ? ResidenceOn(running.person, *running.from) : std::string();
    if (now.empty() || before.empty() || now == before) return;
    Add(running, "after_move", SheetRule(running.service, "/end_reasons"),
        {{"previous", cli::Form(before)}, {"municipality", cli::Form(now)}});
  }
  void CheckIsee(const Running& running) {
    const auto means = MeansOf(state_, running.person, today_);
    if (means.is_valid || !means.last_until) return;
    Add(running, "expired_isee", SheetRule(running.service, "/reporting/means_test"),
        {{"protocol", cli::Form(means.protocol)}, {"valid_until", cli::Form(*means.last_until)}});
  }

  [[nodiscard]] std::string ResidenceOn(EntityId person, Day day) const {
    std::string municipality = MunicipalityOf(state_, person, day);
    const auto recorded = facts_.residences.find(person);
    if (!municipality.empty() || recorded == facts_.residences.end()) return municipality;
    for (const auto& [from, where] : recorded->second) {
      if (from <= day) municipality = where;
    }
    return municipality;
  }

  void Add(const Running& running, const char* code, std::string rule,
           std::vector<std::pair<std::string, Value>> facts) {
    const auto started = facts_.started.find(running.entity);
    const EventRef by = started == facts_.started.end() ? EventRef{} : started->second;
    anomalies_.push_back({code, by, std::move(rule), running.entity, running.case_file, running.person, running.service,
                         std::move(facts)});
  }

  const engine::State& state_;
  const StaleFacts& facts_;
  Day today_;
  std::vector<Anomaly>& anomalies_;
};

void CheckServices(const engine::State& state, const AuditScope& scope, StaleJudge& judge, AuditAnswer& answer) {
  using engine::ActivationTable;
  state.Scan<ActivationTable>(ActivationTable::Key(), [&](std::string_view bytes, const engine::ActivationRow& row) {
    if (row.state != engine::ActivationState::kInForce || !scope.Asks(row.service)) return true;
    Running running{{}, row.case_file, row.person, row.service, row.from, row.until};
    ActivationTable::Read(bytes, running.entity);
    UnlessFrozen(answer, [&] { judge.CheckService(running); });
    return true;
  });
}

/// Who pays for a placement was frozen at its start, so that a move changes nothing.
void CheckPlacements(const engine::State& state, const AuditScope& scope, Day today, StaleJudge& judge,
                     AuditAnswer& answer) {
  using engine::PlacementTable;
  state.Scan<PlacementTable>(PlacementTable::Key(), [&](std::string_view bytes, const engine::PlacementRow& row) {
    if (row.state != engine::PlacementState::kInForce || !scope.Asks(row.service)) return true;
    EntityId id;
    PlacementTable::Read(bytes, id);
    for (const engine::PlacedRow& placed : row.persons) {
      if (!engine::IsThere(placed, today)) continue;
      const Running running{id, row.case_file, placed.person, row.service, placed.from, row.until};
      UnlessFrozen(answer, [&] { judge.CheckAlive(running); });
      judge.CheckEnd(running);
    }
    return true;
  });
}

void CheckPlans(const engine::State& state, const AuditScope& scope, StaleJudge& judge, AuditAnswer& answer) {
  using engine::PlanTable;
  state.Scan<PlanTable>(PlanTable::Key(), [&](std::string_view bytes, const engine::PlanRow& row) {
    if (!engine::IsInForce(row.state) || !scope.Asks(row.service)) return true;
    Running running{{}, row.case_file, row.person, row.service, row.from, row.until};
    PlanTable::Read(bytes, running.entity);
    UnlessFrozen(answer, [&] { judge.CheckAlive(running); });
    judge.CheckEnd(running);
    return true;
  });
}

void CheckEntries(const engine::State& state, const AuditScope& scope, StaleJudge& judge, AuditAnswer& answer) {
  using engine::RankingEntryRow;
  using engine::RankingEntryTable;
  state.Scan<RankingEntryTable>(RankingEntryTable::Key(), [&](std::string_view bytes, const RankingEntryRow& row) {
    const auto call = state.Find<engine::CallTable>(row.call);
    if (row.state != engine::EntryState::kConfirmed || !call || !scope.Asks(call->service)) return true;
    Running running{{}, row.case_file, row.person, call->service, {}, {}};
    RankingEntryTable::Read(bytes, running.entity);
    UnlessFrozen(answer, [&] { judge.CheckAlive(running); });
    return true;
  });
}

}  // namespace

Result<AuditAnswer> SeeStale(const AuditScope& scope, Day today, LogWalk& walk) {
  StaleFacts facts;
  const Status walked = walk.Run([&](const SeenEvent& seen) { facts.See(seen); });
  if (!walked) return walked.error();
  AuditAnswer answer;
  const engine::State state = walk.state();
  StaleJudge judge(state, facts, today, answer.anomalies);
  CheckServices(state, scope, judge, answer);
  CheckPlacements(state, scope, today, judge, answer);
  CheckPlans(state, scope, judge, answer);
  CheckEntries(state, scope, judge, answer);
  return answer;
}

}  // namespace fascicolo::program
