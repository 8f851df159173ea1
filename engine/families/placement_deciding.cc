#include "engine/families/placement_deciding.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/person.h"
#include "engine/families/placement_days.h"
#include "engine/families/service_sheet.h"

namespace fascicolo::engine {
namespace {

bool Overlap(const PlacedRow& a, const PlacedRow& b) {
  if (!a.from || !b.from) return false;
  const bool a_is_before = a.until && *a.until <= *b.from;
  const bool b_is_before = b.until && *b.until <= *a.from;
  const bool is_empty = (a.until && *a.until <= *a.from) || (b.until && *b.until <= *b.from);
  return !a_is_before && !b_is_before && !is_empty;
}

/// Another placement of one of `entries` with a day of `placed`; zero: there is none.
EntityId OtherPlacement(const State& state, const std::vector<EntityId>& entries, EntityId id,
                        const PlacedRow& placed) {
  for (const EntityId entry : entries) {
    for (const EntityId other : state.SecondsOf<PersonPlacementTable>(entry)) {
      const auto row = other == id ? std::nullopt : state.FindEntity<PlacementTable>(other);
      const PlacedRow* there = row ? FindPlaced(*row, entry) : nullptr;
      if (there != nullptr && Overlap(*there, placed)) return other;
    }
  }
  return {};
}

std::optional<Decision> CheckRegistered(const State& state, EntityId unit, Day from) {
  const auto family = state.Find<FosterFamilyTable>(unit);
  if (family && (!family->suitable_until || from < *family->suitable_until)) return std::nullopt;
  Refusal refusal{Rule::kFosterFamilyNotRegistered, {{"unit", ToHex(unit)}}};
  if (family) refusal.facts.emplace_back("suitable_until", FormatDay(*family->suitable_until));
  return refusal;
}

}  // namespace

Decision OnPlacement(const State& state, const Intent& intent, const schema::Id* id, PlacementAct act,
                     const std::function<Decision(EntityId, const PlacementRow&, const Sheet&)>& decide) {
  const EntityId placement = events::Entity(id);
  const auto row = state.FindEntity<PlacementTable>(placement);
  if (!row) return Unknown("/placement", placement, "placement");
  if (!IsPossible(intent.effective_on)) return Malformed("/effective_on", "is out of range", "a day of 1900 to 2200");
  const auto case_file = state.FindEntity<CaseTable>(row->case_file);
  if (case_file) {
    if (auto answer = CheckNoConflict(*case_file, intent.actor)) return *std::move(answer);
  }
  if (!KnowsAct(row->kind, act)) return OtherKind(row->kind);
  if (!IsAllowed(row->kind, row->state, act)) {
    return Refusal{Rule::kPlacementOutOfOrder, {{"state", std::string(TextOf(row->state))}}};
  }
  auto sheet = PlacingSheet(state, row->service);
  if (auto* answer = std::get_if<Decision>(&sheet)) return std::move(*answer);
  return decide(placement, *row, *std::get<0>(sheet));
}

std::variant<std::shared_ptr<const Sheet>, Decision> PlacingSheet(const State& state, std::string_view service) {
  return SheetWith(state, service, &Sheet::placement, Rule::kServicePlacesNobody);
}

Refusal OtherKind(PlacementKind kind) {
  return {Rule::kPlacementOfOtherKind, {{"kind", std::string(TextOf(kind))}}};
}

std::optional<Decision> CheckPersons(const State& state, const Intent& intent, const SchemaIds* named,
                                     EntityId fallback, std::vector<EntityId>& persons) {
  persons = EntitiesIn(named);
  if (persons.empty()) persons.push_back(fallback);
  if (persons.size() > kMaxMembers) return Malformed("/persons", "are too many", std::to_string(kMaxMembers));
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const std::string place = "/persons/" + std::to_string(i);
    if (std::find(persons.begin() + static_cast<std::ptrdiff_t>(i) + 1, persons.end(), persons[i]) != persons.end()) {
      return Malformed(place, "stands twice", "every person once");
    }
    if (!state.FindEntity<PersonTable>(persons[i])) return Unknown(place, persons[i], "person");
    const auto died_on = intent.imported ? std::nullopt : DiedOn(state, persons[i]);
    if (died_on) return Refusal{Rule::kPersonDeceased, {{"died_on", FormatDay(*died_on)}}};
  }
  return std::nullopt;
}

std::optional<Decision> CheckMinors(const State& state, const std::vector<EntityId>& persons, Day day) {
  for (const EntityId person : persons) {
    const auto of_age = BirthdayOf(state, person, kFullAge);
    if (of_age && *of_age <= day) return Refusal{Rule::kNotAMinor, {{"of_age_on", FormatDay(*of_age)}}};
  }
  return std::nullopt;
}

std::optional<Decision> CheckHost(const State& state, EntityId unit, const Sheet& sheet, Day from) {
  if (auto answer = CheckUnit(state, unit, sheet.code)) return answer;
  const auto closed = state.Find<ClosedUnitTable>(unit);
  if (closed && from >= closed->on) return Refusal{Rule::kSiteClosed, {{"closed_on", FormatDay(closed->on)}}};
  if (sheet.placement->kind != PlacementKind::kFoster) return std::nullopt;
  return CheckRegistered(state, unit, from);
}

std::optional<Decision> CheckPlacedOnce(const State& state, const Intent& intent, EntityId id,
                                        const PlacementRow& after) {
  if (intent.imported) return std::nullopt;
  for (const PlacedRow& placed : after.persons) {
    const EntityId other = OtherPlacement(state, EntriesOf(state, placed.person), id, placed);
    if (!other.is_zero()) return Refusal{Rule::kAlreadyPlaced, {{"placement", ToHex(other)}}};
  }
  return std::nullopt;
}

std::optional<Decision> CheckThere(const PlacementRow& row, EntityId person, Day day) {
  const PlacedRow* placed = FindPlaced(row, person);
  if (placed != nullptr && IsThere(*placed, day)) return std::nullopt;
  return Refusal{Rule::kNotPlaced, {{"person", ToHex(person)}, {"day", FormatDay(day)}}};
}

std::optional<Decision> CheckFees(std::int64_t daily, std::int64_t monthly) {
  const std::string range = "0.." + std::to_string(kMaxFeeCents) + " cents";
  if (daily < 0 || daily > kMaxFeeCents) return Malformed("/daily_fee", "is out of range", range);
  if (monthly < 0 || monthly > kMaxFeeCents) return Malformed("/monthly_contribution", "is out of range", range);
  return std::nullopt;
}

std::optional<Decision> CheckRoom(const State& state, const Intent& intent, EntityId id, const PlacementRow& before,
                                  const PlacementRow& after) {
  if (auto answer = CheckPlacedOnce(state, intent, id, after)) return answer;
  for (const EntityId unit : UnitsOf(after)) {
    if (auto answer = CheckCapacity(state, intent, unit, Changes(HeldAt(before, unit), HeldAt(after, unit)))) {
      return answer;
    }
  }
  return std::nullopt;
}

std::optional<Day> BornOn(const State& state, EntityId person) {
  for (const EntityId entry : EntriesOf(state, person)) {
    const auto row = state.Find<PersonTable>(entry);
    if (row && row->born) return row->born;
  }
  return std::nullopt;
}

std::optional<Day> BirthdayOf(const State& state, EntityId person, int years) {
  const auto born = BornOn(state, person);
  return born ? std::optional(AddMonths(*born, 12 * years)) : std::nullopt;
}

void DraftPlacesOf(Drafts& drafts, const Intent& intent, EntityId id, const PlacementRow& before,
                   const PlacementRow& after) {
  std::vector<EntityId> units = UnitsOf(before);
  for (const EntityId unit : UnitsOf(after)) {
    if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
  }
  for (const EntityId unit : units) {
    DraftPlaces(drafts, intent, id, unit, Changes(HeldAt(before, unit), HeldAt(after, unit)));
  }
}

std::vector<EntityId> EntitiesIn(const SchemaIds* ids) {
  std::vector<EntityId> all;
  for (flatbuffers::uoffset_t i = 0; ids != nullptr && i < ids->size(); ++i) all.push_back(events::Entity(ids->Get(i)));
  return all;
}

TermDrafts TermsOf(const State& state, const Intent& intent, Drafts& drafts, EntityId placement,
                   const PlacementRow& row) {
  return {state, intent, drafts, {placement, kPlacement, row.service, row.parts}};
}

void OpenReport(TermDrafts& terms, const PlacementRow& row, const Sheet& sheet, Day start) {
  const Deadline* by_sheet = FindRule(sheet, kReportTerm);
  Deadline rule = by_sheet != nullptr ? *by_sheet : Deadline{};
  rule.code = kReportTerm;
  if (row.report_months != 0) {
    rule.unit = Deadline::Unit::kMonths;
    rule.length = static_cast<int>(row.report_months);
  }
  if (rule.length > 0) terms.Open(rule, start);
}

}  // namespace fascicolo::engine
