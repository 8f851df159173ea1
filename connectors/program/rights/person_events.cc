#include "connectors/program/rights/person_events.h"

#include "engine/decision.h"

#include <memory>

namespace fascicolo::program {

Status ForEachEventOf(Reading& reading, EntityId person, const std::function<Status(const EventInLog&)>& visit) {
  const projections::HistoryReader commits(reading.node().authority().ledger(), reading.rows());
  std::unique_ptr<projections::LoadedCommit> commit;
  Status visited;
  const auto take = [&](const projections::HistoryRef& ref) -> Status {
    if (!commit || commit->reading.header().position != ref.position) {
      auto loaded = commits.Load(ref.position);
      if (!loaded) return loaded.error();
      commit = std::move(loaded).value();
    }
    if (!ref.event || !commit->reading.understood() || *ref.event >= commit->reading.events().size()) return {};
    return visit({*commit, *ref.event, *commit->reading.events()[*ref.event]});
  };
  (void)ThroughPages<projections::HistoryRef>(
      0,
      [&](const auto& after, std::size_t page) {
        return projections::HistoryOf(reading.rows(), person, projections::WithParts::kWithParts, after, page);
      },
      [&](const projections::HistoryPage& page) {
        for (const auto& ref : page.refs) {
          if (visited) visited = take(ref);
        }
        return page.refs.size();
      });
  return visited;
}

std::string RecipientOf(const schema::Event& event) {
  if (const auto* referral = event.payload_as_ReferralRequested()) return schema::EnumNameReferralTarget(referral->target());
  if (const auto* report = event.payload_as_CourtReportSent()) return schema::EnumNameCourt(report->court());
  if (const auto* transfer = event.payload_as_TransferProposed()) return std::string(engine::Text(transfer->municipality()));
  return {};
}

}  // namespace fascicolo::program
