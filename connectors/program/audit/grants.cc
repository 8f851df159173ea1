// audit grants: what was given before anybody asked for it or assessed the need, which courts of auditors sanction.
#include "connectors/program/audit/audits.h"
#include "connectors/program/audit/circumstances.h"
#include "engine/catalogue/adopted.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/deadline_keeping.h"
#include "engine/rules/fee.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

/// Something that was granted, with the application behind it.
struct Grant {
  EntityId entity;
  EntityId case_file;
  EntityId person;
  std::string service;
  Day applied_on;
  Day from;
  Day decided_on;
  bool brought_isee = false;  ///< by hand, with the application
  bool needs_act = true;      ///< false: its decider checks the act's number, and no event names the act itself
  bool at_once = false;       ///< a bed for the night is given on the day
};

bool Brings(const std::vector<engine::InputRow>& inputs) {
  return engine::FindInput(inputs, engine::kIseeInput) != nullptr;
}

std::optional<Grant> ServiceIn(const SeenEvent& seen, const schema::ServiceStarted& started) {
  const auto row = seen.state.Find<engine::ActivationTable>(seen.entity());
  if (!row) return std::nullopt;
  Grant grant{seen.entity(), row->case_file, row->person, row->service, row->applied_on, Day{started.from()}, {}};
  grant.brought_isee = Brings(row->inputs);
  return grant;
}

std::optional<Grant> EntryIn(const SeenEvent& seen) {
  const auto row = seen.state.Find<engine::RankingEntryTable>(seen.entity());
  const auto call = row ? seen.state.Find<engine::CallTable>(row->call) : std::nullopt;
  if (!call) return std::nullopt;
  Grant grant{seen.entity(), row->case_file, row->person, call->service, row->applied_on, seen.decided_on(), {}};
  grant.brought_isee = Brings(row->inputs);
  grant.needs_act = false;
  return grant;
}

std::optional<Grant> PlacementIn(const SeenEvent& seen, const schema::PlacementStarted& started) {
  const auto row = seen.state.Find<engine::PlacementTable>(seen.entity());
  if (!row || row->persons.empty()) return std::nullopt;
  Grant grant{seen.entity(), row->case_file, row->persons.front().person, row->service, row->requested_on,
              Day{started.from()}, {}};
  grant.needs_act = false;
  grant.at_once = row->kind == engine::PlacementKind::kShelter;
  return grant;
}

std::optional<Grant> GrantIn(const SeenEvent& seen) {
  std::optional<Grant> grant;
  if (const auto* started = seen.event.payload_as_ServiceStarted()) grant = ServiceIn(seen, *started);
  if (seen.event.payload_as_EntryConfirmed() != nullptr) grant = EntryIn(seen);
  if (const auto* placed = seen.event.payload_as_PlacementStarted()) grant = PlacementIn(seen, *placed);
  if (grant) grant->decided_on = seen.decided_on();
  return grant;
}

class Judge {
 public:
  Judge(const SeenEvent& seen, const Grant& grant, std::vector<Anomaly>& anomalies)
      : seen_(seen), grant_(grant), anomalies_(anomalies) {}

  void Check() {
    const auto sheet = engine::AdoptedSheet(seen_.state, grant_.service);
    CheckDays(sheet.get());
    if (!sheet) return;
    CheckAssessments(*sheet);
    if (WantsIsee(*sheet)) CheckIsee();
    if (sheet->act != engine::ActKind::kNone && grant_.needs_act) CheckAct();
  }

 private:
  /// The term for deciding begins with the application.
  void CheckDays(const engine::Sheet* sheet) {
    std::string rule = SheetRule(grant_.service, "/decision_days");
    if (sheet != nullptr) {
      const auto ground = engine::DecisionDeadlineOf(*sheet).ground;
      if (!ground.title.empty()) rule += " (" + ground.title + ", art. " + ground.article + ")";
    }
    const bool is_before = std::min(grant_.from, grant_.decided_on) < grant_.applied_on;
    if (is_before) Add("before_application", rule, {{"applied_on", cli::Form(grant_.applied_on)}});
    const bool is_same_day = grant_.decided_on == grant_.applied_on && !grant_.at_once;
    if (is_same_day) Add("same_day", rule, {{"applied_on", cli::Form(grant_.applied_on)}});
  }

  void CheckAssessments(const engine::Sheet& sheet) {
    for (const std::string& instrument : sheet.assessments) {
      const auto done = seen_.state.Find<engine::AssessmentTable>(grant_.case_file, instrument);
      if (done && done->on <= grant_.decided_on) continue;
      Add("without_assessment", SheetRule(grant_.service, "/assessments"), {{"instrument", cli::Form(instrument)}});
    }
  }

  void CheckIsee() {
    if (grant_.brought_isee) return;
    const auto means = MeansOf(seen_.state, grant_.person, grant_.decided_on);
    if (means.is_valid) return;
    Add("without_isee", SheetRule(grant_.service, "/reporting/means_test"),
        {{"valid_until", means.last_until ? cli::Form(*means.last_until) : Value{}}});
  }

  void CheckAct() {
    const EntityId act = events::Entity(seen_.event.act());
    const auto row = act.is_zero() ? std::nullopt : seen_.state.Find<engine::ActTable>(act);
    const std::string rule = SheetRule(grant_.service, "/act");
    if (!row) return Add("without_act", rule, {});
    const auto since = row->effective_from ? row->effective_from : row->signed_on;
    if (since && grant_.from < *since) Add("before_act", rule, {{"effective_from", cli::Form(*since)}});
  }

  void Add(const char* code, std::string rule, std::vector<std::pair<std::string, Value>> facts) {
    Anomaly anomaly{code, RefOf(seen_), std::move(rule), grant_.entity, grant_.case_file, grant_.person, grant_.service,
                    {{"from", cli::Form(grant_.from)}, {"decided_on", cli::Form(grant_.decided_on)}}};
    anomaly.facts.insert(anomaly.facts.end(), facts.begin(), facts.end());
    anomalies_.push_back(std::move(anomaly));
  }

  const SeenEvent& seen_;
  const Grant& grant_;
  std::vector<Anomaly>& anomalies_;
};

}  // namespace

Result<AuditAnswer> SeeGrants(const AuditScope& scope, LogWalk& walk) {
  AuditAnswer answer;
  const Status walked = walk.Run([&](const SeenEvent& seen) {
    const auto grant = GrantIn(seen);
    if (!grant || !scope.period.Has(grant->decided_on) || !scope.Asks(grant->service)) return;
    UnlessFrozen(answer, [&] { Judge(seen, *grant, answer.anomalies).Check(); });
  });
  if (!walked) return walked.error();
  return answer;
}

}  // namespace fascicolo::program
