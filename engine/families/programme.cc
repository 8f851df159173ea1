#include "engine/families/programme.h"

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/programme_deciding.h"

namespace fascicolo::engine {
namespace {

std::optional<Decision> CheckOpening(const State& state, const schema::OpenProgramme& command) {
  const Day from{command.from()};
  if (!IsPossible(from)) return Malformed("/from", "is missing or out of range", "a day of 1900 to 2200");
  if (command.capacity() < 0 || command.capacity() > kMaxQuantity) {
    return Malformed("/capacity", "is out of range", "0.." + std::to_string(kMaxQuantity));
  }
  return FirstOf(CheckText("/name", Text(command.name()), kMaxNameBytes), CheckUntil(from, command.until()),
                 CheckUnitIfGiven(state, command.unit()));
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::OpenProgramme& command) {
  if (auto answer = CheckOpening(state, command)) return *std::move(answer);
  const auto sheet = AdoptedSheet(state, Text(command.service()));
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {}};
  if (!sheet->programme) return NotForeseen("programme");
  schema::ProgrammeOpenedT opened;
  opened.service = sheet->code;
  opened.name = Text(command.name());
  opened.from = command.from();
  opened.until = command.until();
  opened.capacity = command.capacity();
  opened.unit = CopyOf(command.unit());
  opened.sample = sheet->status == DocumentStatus::kSample;
  return OneFact(intent, NewEntity(intent.command, 0), kProgrammeKind, std::move(opened));
}

Decision Decide(const State& state, const Intent& intent, const schema::CloseProgramme& command) {
  return OnProgramme(state, command.programme(), [&](const ProgrammeSeen& seen) -> Decision {
    if (auto answer = CheckReason(Text(command.reason()), seen.sheet.end_reasons)) return *std::move(answer);
    if (seen.row.open_parts > 0) {
      return Refusal{Rule::kProgrammeGoesOn, {{"open", std::to_string(seen.row.open_parts)}}};
    }
    schema::ProgrammeClosedT closed;
    closed.reason = Text(command.reason());
    closed.held = seen.row.held;
    closed.cancelled = seen.row.cancelled;
    closed.attended = seen.row.attended;
    closed.total_minutes = seen.row.minutes;
    return OneFact(intent, seen.id, kProgrammeKind, std::move(closed));
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProgrammeOpened& fact, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  ProgrammeRow row;
  row.service = Text(fact.service());
  row.from = Day{fact.from()};
  row.until = DayIfGiven(fact.until());
  row.capacity = fact.capacity();
  const bool is_sound = IsInterval(row.from, row.until) && row.capacity >= 0 && row.capacity <= kMaxQuantity;
  if (!is_sound || row.service.size() > kMaxCodeBytes || editor.Find<ProgrammeTable>(id)) return false;
  editor.Put<ProgrammeTable>(row, id);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProgrammeClosed&, StateEditor& editor) {
  return EditByCycle<ProgrammeTable>(event, editor, ProgrammeCycle(), [](ProgrammeRow& row) {
    row.state = ProgrammeState::kClosed;
    return true;
  });
}

}  // namespace fascicolo::engine
