// audit declarations: what was declared, what of it was corrected or found false, and what was asked back for that.
#include "connectors/program/audit/audits.h"
#include "connectors/program/audit/circumstances.h"
#include "connectors/program/money/money_text.h"

#include <map>

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
      default:
        return;
    }
  }

  /// What became of the debts since, as `state` says.
  AuditAnswer Finish(const engine::State& state) {
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
                      {"sampled", Value{}}};
    answer_.notes.emplace_back("no_samples");
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
