// Lots among those who tie: drawn in public and recorded, or by a committed seed and a public number.
#include <algorithm>

#include "engine/families/limits.h"
#include "engine/families/ranking_deciding.h"
#include "engine/families/ranking_lines.h"
#include "events/hash.h"

namespace fascicolo::engine {
namespace {

using enum CallState;

/// As who could profit from one alone is not enough.
constexpr std::size_t kLeastWitnesses = 2;

/// Who ties; or why nothing can be drawn.
std::variant<std::vector<EntityId>, Refusal> Tied(const State& state, EntityId call, const CallRow& row) {
  if (row.draw) return Refusal{Rule::kDrawPending, {{"public_on", FormatDay(row.draw->public_on)}}};
  auto tied = UndrawnTies(StandingsOf(state, call));
  if (tied.empty()) return Refusal{Rule::kNobodyTies, {}};
  return tied;
}

std::vector<EntityId> EntitiesOf(const flatbuffers::Vector<const schema::Id*>* ids) {
  std::vector<EntityId> all;
  if (ids == nullptr) return all;
  for (const auto* id : *ids) all.push_back(events::Entity(id));
  return all;
}

bool AreTheSame(std::vector<EntityId> some, std::vector<EntityId> others) {
  std::sort(some.begin(), some.end());
  std::sort(others.begin(), others.end());
  return some == others;
}

std::optional<Decision> CheckWitnesses(const schema::RecordDraw& command) {
  if (auto answer = CheckTextList("/witnesses", command.witnesses(), kMaxWitnesses, kMaxWorkerBytes)) return answer;
  if (command.witnesses()->size() >= kLeastWitnesses) return std::nullopt;
  return Refusal{Rule::kWitnessesMissing, {{"wanted", std::to_string(kLeastWitnesses)}}};
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RecordDraw& command) {
  return OnCall(state, intent, command.call(), CallsBefore(schema::EventPayload::LotsDrawn), [&](EntityId id, const CallRow& row) -> Decision {
    const std::string minutes(Text(command.minutes_reference()));
    if (auto answer = FirstOf(CheckText("/minutes_reference", minutes, kMaxNameBytes), CheckWitnesses(command))) {
      return *std::move(answer);
    }
    const auto tied = Tied(state, id, row);
    if (const auto* refusal = std::get_if<Refusal>(&tied)) return *refusal;
    const auto order = EntitiesOf(command.order());
    const auto& wanted = std::get<std::vector<EntityId>>(tied);
    if (!AreTheSame(order, wanted)) {
      return Refusal{Rule::kDrawIncomplete,
                     {{"tied", std::to_string(wanted.size())}, {"drawn", std::to_string(order.size())}}};
    }
    schema::LotsDrawnT drawn;
    drawn.order = IdsOf(order);
    drawn.minutes_reference = minutes;
    drawn.witnesses = TextsOf(command.witnesses());
    return OneFact(intent, id, kCallKind, std::move(drawn));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::CommitDraw& command) {
  return OnCall(state, intent, command.call(), CallsBefore(schema::EventPayload::DrawCommitted), [&](EntityId id, const CallRow& row) -> Decision {
    if (command.seed_hash() == nullptr) return Malformed("/seed_hash", "is missing", "the SHA-256 of the seed");
    const Day public_on{command.public_on()};
    if (!IsPossible(public_on)) return Malformed("/public_on", "is missing or out of range", "a day of 1900 to 2200");
    if (auto answer = CheckText("/public_source", Text(command.public_source()), kMaxNameBytes)) return *std::move(answer);
    if (public_on <= intent.today) {
      return Refusal{Rule::kDrawNumberNotAhead,
                     {{"public_on", FormatDay(public_on)}, {"today", FormatDay(intent.today)}}};
    }
    const auto tied = Tied(state, id, row);
    if (const auto* refusal = std::get_if<Refusal>(&tied)) return *refusal;
    schema::DrawCommittedT committed;
    committed.seed_hash = std::make_unique<schema::Hash>(*command.seed_hash());
    committed.public_source = Text(command.public_source());
    committed.public_on = public_on.days;
    committed.entries = IdsOf(std::get<std::vector<EntityId>>(tied));
    return OneFact(intent, id, kCallKind, std::move(committed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RevealDraw& command) {
  return OnCall(state, intent, command.call(), CallsBefore(schema::EventPayload::DrawRevealed), [&](EntityId id, const CallRow& row) -> Decision {
    if (command.seed() == nullptr) return Malformed("/seed", "is missing", "the seed that was committed");
    const std::string number(Text(command.public_number()));
    if (auto answer = CheckText("/public_number", number, kMaxNameBytes)) return *std::move(answer);
    if (!row.draw) return Refusal{Rule::kNoDrawCommitted, {}};
    if (intent.today < row.draw->public_on) {
      return Refusal{Rule::kDrawNumberNotPublic,
                     {{"public_on", FormatDay(row.draw->public_on)}, {"today", FormatDay(intent.today)}}};
    }
    const auto seed = HashIn(command.seed());
    if (events::Sha256(seed.bytes) != row.draw->seed_hash) return Refusal{Rule::kSeedDoesNotMatch, {}};
    schema::DrawRevealedT revealed;
    revealed.seed = std::make_unique<schema::Hash>(*command.seed());
    revealed.public_number = number;
    revealed.order = IdsOf(DrawnOrder(id, row.draw->entries, seed, number));
    return OneFact(intent, id, kCallKind, std::move(revealed));
  });
}

}  // namespace fascicolo::engine
