#include "engine/families/protocol.h"

#include "engine/families/checks.h"

namespace fascicolo::engine {

Decision Decide(const State& state, const Intent& intent, const schema::RecordProtocol& command) {
  const EntityId entity = events::Entity(command.entity());
  state.CheckNotFrozen(entity);
  const auto row = state.Find<EntityTable>(entity);
  if (!row) return Unknown("/entity", entity, "entity");
  const std::string number(Text(command.number()));
  if (auto answer = FirstOf(CheckText("/number", number, kMaxNumberBytes), CheckWord("/direction", command.direction()),
                            CheckText("/about", Text(command.about())), CheckHappened(intent))) {
    return *std::move(answer);
  }
  if (const auto taken = state.Find<ProtocolTable>(number)) {
    return Refusal{Rule::kProtocolNumberTaken, {{"number", number}, {"on", FormatDay(taken->on)}}};
  }
  schema::ProtocolRecordedT recorded;
  recorded.number = number;
  recorded.direction = command.direction();
  recorded.about = Text(command.about());
  recorded.on = intent.effective_on.days;
  return OneFact(intent, entity, row->kind, std::move(recorded));
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProtocolRecorded& fact,
            StateEditor& editor) {
  const std::string number(Text(fact.number()));
  const bool is_sound = !number.empty() && number.size() <= kMaxNumberBytes && IsPossible(Day{fact.on()}) &&
                        fact.direction() != schema::ProtocolDirection::none &&
                        fact.direction() <= schema::ProtocolDirection::MAX;
  if (!is_sound || editor.Find<ProtocolTable>(number)) return false;
  editor.Put<ProtocolTable>(ProtocolRow{events::Entity(event.entity()), fact.direction(), Day{fact.on()}}, number);
  return true;
}

}  // namespace fascicolo::engine
