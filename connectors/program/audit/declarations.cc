// audit declarations: what was declared, what of it was drawn, checked, corrected or found untrue, and what was asked back.
#include "connectors/program/audit/audits.h"
#include "connectors/program/audit/circumstances.h"
#include "connectors/program/money/money_text.h"

#include <map>
#include <set>

namespace fascicolo::program {
namespace {

const std::string kIseeRule = "D.P.C.M. 159/2013";

class Declarations {
 public:
  explicit Declarations(const AuditScope& scope) : scope_(scope) {}

  void See(const SeenEvent& seen) {
    if (!scope_.period.Has(seen.decided_on())) return;
    using enum schema::EventPayload;
    switch (seen.event.payload_type()) {
      case ApplicationFiled:
        return SeeApplication(std::string(engine::Text(seen.event.payload_as_ApplicationFiled()->service())));
      case CallApplicationFiled:
        return SeeApplication(ServiceOfEntry(seen));
      case IseeRecorded:
        return SeeAttestation(seen, *seen.event.payload_as_IseeRecorded()->attestation());
      case IseeCorrected:
        return SeeCorrection(seen, *seen.event.payload_as_IseeCorrected());
      case EntryScored:
        return SeeVerified(seen, seen.event.payload_as_EntryScored()->ground());
      case EntryExcluded:
        return SeeVerified(seen, seen.event.payload_as_EntryExcluded()->ground());
      case DebtRaised:
        return SeeDebt(seen, *seen.event.payload_as_DebtRaised());
      case GrantEvent:
        return SeeGrantEvent(seen, *seen.event.payload_as_GrantEvent());
      default:
        return;
    }
  }

  /// What became of the debts since, as `state` says.
  AuditAnswer Finish(const engine::State& state) {
    for (auto& [grant, anomaly] : drawn_) {
      if (!drawn_and_checked_.contains(grant)) answer_.anomalies.push_back(anomaly);
    }
    std::int64_t raised = 0;
    std::int64_t received = 0;
    std::int64_t written_off = 0;
    for (const auto& [index, number] : debts_) {
      Anomaly& anomaly = answer_.anomalies[index];
      const auto row = state.Find<engine::DebtTable>(anomaly.person, number).value_or(engine::DebtRow{});
      raised += row.amount;
      received += row.received;
      written_off += row.written_off;
      anomaly.facts.emplace_back("received", cli::Form(MoneyText(row.received)));
      anomaly.facts.emplace_back("written_off", cli::Form(MoneyText(row.written_off)));
      anomaly.facts.emplace_back("left", cli::Form(MoneyText(row.Left())));
    }
    answer_.totals = {{"applications", cli::Form(applications_)},
                      {"attestations", cli::Form(attestations_)},
                      {"asked_back", cli::Form(MoneyText(raised))},
                      {"received", cli::Form(MoneyText(received))},
                      {"written_off", cli::Form(MoneyText(written_off))},
                      {"left", cli::Form(MoneyText(raised - received - written_off))},
                      {"sampled", cli::Form(static_cast<std::uint64_t>(drawn_.size()))},
                      {"sampled_checked", cli::Form(static_cast<std::uint64_t>(drawn_and_checked_.size()))},
                      {"checked", cli::Form(static_cast<std::uint64_t>(checked_.size()))},
                      {"untrue", cli::Form(untrue_)}};
    return std::move(answer_);
  }

 private:
  static std::string ServiceOfEntry(const SeenEvent& seen) {
    const auto row = seen.state.Find<engine::RankingEntryTable>(seen.entity());
    const auto call = row ? seen.state.Find<engine::CallTable>(row->call) : std::nullopt;
    return call ? call->service : std::string();
  }

  Anomaly& Add(const SeenEvent& seen, const char* code, std::string rule) {
    Anomaly anomaly;
    anomaly.code = code;
    anomaly.by = RefOf(seen);
    anomaly.rule = std::move(rule);
    anomaly.entity = seen.entity();
    return answer_.anomalies.emplace_back(std::move(anomaly));
  }

  void SeeApplication(const std::string& service) {
    if (scope_.Asks(service)) ++applications_;
  }

  void SeeGrantEvent(const SeenEvent& seen, const schema::GrantEvent& event) {
    if (const auto* revealed = event.payload_as_SampleRevealed()) return SeeDrawn(seen, *revealed);
    if (const auto* checked = event.payload_as_DeclarationChecked()) return SeeChecked(seen, *checked);
    if (const auto* forfeited = event.payload_as_BenefitForfeited()) SeeForfeited(seen, *forfeited);
  }

  void SeeDrawn(const SeenEvent& seen, const schema::SampleRevealed& revealed) {
    const auto sample = seen.state.Find<engine::SampleTable>(seen.entity());
    if (!sample || !scope_.Asks(sample->service) || revealed.drawn() == nullptr) return;
    for (const auto* grant : *revealed.drawn()) {
      Anomaly anomaly = OfGrant(seen, "drawn_not_checked", "D.P.R. 445/2000, art. 71");
      anomaly.entity = events::Entity(grant);
      NameWhose(seen.state, anomaly);
      anomaly.facts = {{"of_sample", cli::Form(seen.entity())}};
      drawn_.insert_or_assign(anomaly.entity, std::move(anomaly));
    }
  }

  void SeeChecked(const SeenEvent& seen, const schema::DeclarationChecked& checked) {
    using enum schema::DeclarationResult;
    Anomaly anomaly = OfGrant(seen, checked.result() == untrue ? "declaration_untrue" : "declaration_incomplete",
                              "D.P.R. 445/2000, art. 71");
    if (!scope_.Asks(anomaly.service)) return;
    checked_.insert(anomaly.entity);
    if (checked.of_sample() != nullptr) drawn_and_checked_.insert(anomaly.entity);
    if (checked.result() == untrue) ++untrue_;
    if (checked.result() == confirmed) return;
    anomaly.facts = {{"reference", cli::Form(engine::Text(checked.reference()))},
                     {"drawn", cli::Form(checked.of_sample() != nullptr)}};
    answer_.anomalies.push_back(std::move(anomaly));
  }

  void SeeForfeited(const SeenEvent& seen, const schema::BenefitForfeited& forfeited) {
    Anomaly anomaly = OfGrant(seen, "benefit_forfeited", "D.P.R. 445/2000, art. 75");
    if (!scope_.Asks(anomaly.service)) return;
    anomaly.facts = {{"amount", cli::Form(MoneyText(forfeited.amount()))}, {"debt", cli::Form(forfeited.debt())}};
    answer_.anomalies.push_back(std::move(anomaly));
  }

  /// About the application whose grant the event tells of.
  static Anomaly OfGrant(const SeenEvent& seen, const char* code, std::string rule) {
    Anomaly anomaly;
    anomaly.code = code;
    anomaly.by = RefOf(seen);
    anomaly.rule = std::move(rule);
    anomaly.entity = seen.entity();
    NameWhose(seen.state, anomaly);
    return anomaly;
  }
  static void NameWhose(const engine::State& state, Anomaly& anomaly) {
    const auto row = state.Find<engine::ActivationTable>(anomaly.entity).value_or(engine::ActivationRow{});
    anomaly.case_file = row.case_file;
    anomaly.person = row.person;
    anomaly.service = row.service;
  }

  void SeeAttestation(const SeenEvent& seen, const schema::Attestation& attestation) {
    if (scope_.service) return;  // it is for every service
    ++attestations_;
    if (!attestation.discrepancies()) return;
    Add(seen, "isee_discrepancies", kIseeRule).facts = {{"protocol", cli::Form(engine::Text(attestation.protocol()))}};
  }

  void SeeCorrection(const SeenEvent& seen, const schema::IseeCorrected& corrected) {
    if (corrected.attestation() == nullptr || scope_.service) return;
    const auto& attestation = *corrected.attestation();
    const std::string corrects(engine::Text(corrected.corrects()));
    const auto before = seen.state.Find<engine::IseeTable>(seen.entity(), corrects);
    Anomaly& anomaly = Add(seen, "isee_corrected", kIseeRule);
    anomaly.facts = {{"corrects", cli::Form(corrects)},
                     {"protocol", cli::Form(engine::Text(attestation.protocol()))},
                     {"from", cli::Form(Day{corrected.from()})},
                     {"previous", before ? cli::Form(MoneyText(before->isee)) : Value{}},
                     {"isee", cli::Form(MoneyText(attestation.isee()))}};
    corrections_[seen.entity()] = anomaly.by.position;
    SeeAttestation(seen, attestation);
  }

  void SeeVerified(const SeenEvent& seen, schema::ChangeGround ground) {
    const std::string service = ServiceOfEntry(seen);
    const auto row = seen.state.Find<engine::RankingEntryTable>(seen.entity());
    if (ground != schema::ChangeGround::verification || !row || !scope_.Asks(service)) return;
    Anomaly& anomaly = Add(seen, "found_on_verification", SheetRule(service, "/waiting"));
    anomaly.case_file = row->case_file;
    anomaly.person = row->person;
    anomaly.service = service;
  }

  void SeeDebt(const SeenEvent& seen, const schema::DebtRaised& raised) {
    if (raised.cause() != schema::DebtCause::recovery) return;
    const EntityId activation = events::Entity(raised.activation());
    const auto service = seen.state.Find<engine::ActivationTable>(activation);
    if (!scope_.Asks(service ? service->service : std::string())) return;
    debts_.emplace_back(answer_.anomalies.size(), raised.debt());
    Anomaly& anomaly = Add(seen, "asked_back", std::string(engine::Text(raised.reference())));
    anomaly.person = seen.entity();
    anomaly.entity = activation;
    if (service) anomaly.case_file = service->case_file;
    if (service) anomaly.service = service->service;
    anomaly.facts = {{"debt", cli::Form(raised.debt())},
                     {"amount", cli::Form(MoneyText(raised.amount()))}};
    for (const HouseholdStay& stay : StaysOf(seen.state, seen.entity())) {
      const auto correction = corrections_.find(stay.household);
      if (correction == corrections_.end()) continue;
      anomaly.facts.emplace_back("corrected_at", cli::Form(correction->second));
      break;
    }
  }

  const AuditScope& scope_;
  AuditAnswer answer_;
  std::uint64_t applications_ = 0;
  std::uint64_t attestations_ = 0;
  std::set<EntityId> checked_;         ///< grants that were, drawn or on doubt
  std::uint64_t untrue_ = 0;
  std::map<EntityId, Anomaly> drawn_;       ///< grants that are to be checked, by the draw that says so
  std::set<EntityId> drawn_and_checked_;
  std::vector<std::pair<std::size_t, std::uint32_t>> debts_;  ///< anomaly, number within its person
  std::map<EntityId, Position> corrections_;                  ///< household: where its attestation was corrected last
};

}  // namespace

Result<AuditAnswer> SeeDeclarations(const AuditScope& scope, LogWalk& walk) {
  Declarations declarations(scope);
  const Status walked = walk.Run([&](const SeenEvent& seen) { declarations.See(seen); });
  if (!walked) return walked.error();
  return declarations.Finish(walk.state());
}

}  // namespace fascicolo::program
