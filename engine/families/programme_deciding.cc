#include "engine/families/programme_deciding.h"

#include "engine/catalogue/adopted.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {

Decision OnProgramme(const State& state, const schema::Id* id,
                     const std::function<Decision(const ProgrammeSeen&)>& decide) {
  const EntityId programme = events::Entity(id);
  const auto row = state.FindEntity<ProgrammeTable>(programme);
  if (!row) return Unknown("/programme", programme, "programme");
  if (row->state != ProgrammeState::kOpen) return Refusal{Rule::kProgrammeClosed, {}};
  const auto sheet = AdoptedSheet(state, row->service);
  if (!sheet || !sheet->programme) return NotForeseen("programme");
  return decide({programme, *row, *sheet, *sheet->programme});
}

std::string_view TextOf(ProgrammeState state) {
  constexpr std::string_view kTexts[] = {"", "open", "closed"};
  return kTexts[static_cast<std::size_t>(state)];
}

std::string_view TextOf(EnrolmentState state) {
  constexpr std::string_view kTexts[] = {"", "waiting", "enrolled", "ended"};
  return kTexts[static_cast<std::size_t>(state)];
}

std::string_view TextOf(SessionState state) {
  constexpr std::string_view kTexts[] = {"", "planned", "held", "cancelled"};
  return kTexts[static_cast<std::size_t>(state)];
}

std::string_view TextOf(BodyState state) {
  constexpr std::string_view kTexts[] = {"", "formed", "in_office", "dissolved"};
  return kTexts[static_cast<std::size_t>(state)];
}

Refusal NotForeseen(std::string_view what) { return {Rule::kProgrammeNotForeseen, {{"what", std::string(what)}}}; }

std::optional<Decision> CheckUnitIfGiven(const State& state, const schema::Id* unit) {
  const EntityId id = events::Entity(unit);
  if (id.is_zero() || state.FindEntity<UnitTable>(id)) return std::nullopt;
  return Unknown("/unit", id, "unit");
}

std::optional<Decision> CheckShort(std::string_view place, std::string_view text) {
  if (text.size() <= kMaxNameBytes) return std::nullopt;
  return Malformed(std::string(place), "is too long", "at most " + std::to_string(kMaxNameBytes) + " bytes");
}

}  // namespace fascicolo::engine
