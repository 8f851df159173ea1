#include "engine/families/cost_share.h"

#include <algorithm>
#include <map>

#include "engine/families/checks.h"

namespace fascicolo::engine {
namespace {

/// What the shares are of.
schema::EntityKind KindOfCost(const State& state, EntityId entity) {
  if (state.FindEntity<PlacementTable>(entity)) return schema::EntityKind::placement;
  return state.FindEntity<ActivationTable>(entity) ? schema::EntityKind::activation : schema::EntityKind::none;
}

/// The first day on which more than the whole is borne; none.
std::optional<Day> FindExcess(const CostSharesRow& row) {
  for (const CostShareRow& share : row.shares) {
    if (SharedOn(row, share.from) > kWholeCost) return share.from;
  }
  return std::nullopt;
}

}  // namespace

std::int64_t SharedOn(const CostSharesRow& row, Day day) {
  std::map<schema::CostPayer, std::int64_t> last;
  for (const CostShareRow& share : row.shares) {
    if (share.from <= day) last[share.payer] = share.share;
  }
  std::int64_t shared = 0;
  for (const auto& [payer, share] : last) shared += share;
  return shared;
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordCostShare& command) {
  const EntityId entity = events::Entity(command.entity());
  const auto kind = KindOfCost(state, entity);
  if (kind == schema::EntityKind::none) return Unknown("/entity", entity, "placement or service");
  if (command.share() < 0 || command.share() > kWholeCost) return Malformed("/share", "is out of range", "0 to 100 per cent");
  if (auto answer = FirstOf(CheckWord("/payer", command.payer()), CheckDay("/from", command.from()),
                            CheckText("/reference", Text(command.reference()), kMaxNameBytes))) {
    return *std::move(answer);
  }
  auto row = state.Find<CostShareTable>(entity).value_or(CostSharesRow{});
  const Day from{command.from()};
  if (!row.shares.empty() && from < row.shares.back().from) {
    return Refusal{Rule::kDateOutOfOrder,
                   {{"from", FormatDay(from)}, {"not_before", FormatDay(row.shares.back().from)}}};
  }
  if (row.shares.size() >= kMaxCostShares) return Refusal{Rule::kTooMany, {{"of", "shares"}}};
  row.shares.push_back({command.payer(), command.share(), from});
  if (const auto day = FindExcess(row)) return Refusal{Rule::kSharesExceedWhole, {{"on", FormatDay(*day)}}};
  schema::CostShareRecordedT recorded;
  recorded.payer = command.payer();
  recorded.share = command.share();
  recorded.from = command.from();
  recorded.reference = Text(command.reference());
  return OneFact(intent, entity, kind, std::move(recorded));
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CostShareRecorded& fact, StateEditor& editor) {
  const EntityId entity = events::Entity(event.entity());
  const bool is_there = editor.Find<PlacementTable>(entity) || editor.Find<ActivationTable>(entity);
  const bool is_sound = fact.share() >= 0 && fact.share() <= kWholeCost && IsPossible(Day{fact.from()}) &&
                        fact.payer() != schema::CostPayer::none && fact.payer() <= schema::CostPayer::MAX;
  if (!is_there || !is_sound) return false;
  auto row = editor.Find<CostShareTable>(entity).value_or(CostSharesRow{});
  if (row.shares.size() >= kMaxCostShares) return false;
  row.shares.push_back({fact.payer(), fact.share(), Day{fact.from()}});
  editor.Put<CostShareTable>(row, entity);
  return !FindExcess(row);
}

}  // namespace fascicolo::engine
