// What the deciders of placements share: finding the row, checking persons, units and days, drafting places and terms.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/families/limits.h"
#include "engine/families/placement_states.h"
#include "engine/families/schema_ids.h"
#include "engine/families/term_drafts.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kPlacement = schema::EntityKind::placement;
inline constexpr int kFullAge = 18;       ///< civil code, art. 2
inline constexpr int kLastProlonged = 21;  ///< until which a court prolongs a placement beyond full age
inline constexpr int kAgeHeard = 12;      ///< from which a child is heard: L. 184/1983, art. 4 c. 1
using SchemaIds = flatbuffers::Vector<const schema::Id*>;

/// A decision about a placement that may do `act`, with its sheet; otherwise the reason why not.
Decision OnPlacement(const State& state, const Intent& intent, const schema::Id* id, PlacementAct act,
                     const std::function<Decision(EntityId, const PlacementRow&, const Sheet&)>& decide);
/// The adopted sheet of a service that places people, or an answer.
[[nodiscard]] std::variant<std::shared_ptr<const Sheet>, Decision> PlacingSheet(const State& state,
                                                                                std::string_view service);

// --- checks: an answer where something stands in the way ---

/// Persons who are there, alive, each once; `fallback` when none are named. Fills `persons`.
[[nodiscard]] std::optional<Decision> CheckPersons(const State& state, const Intent& intent, const SchemaIds* named,
                                                   EntityId fallback, std::vector<EntityId>& persons);
/// None of them is of age on `day`, as far as is known.
[[nodiscard]] std::optional<Decision> CheckMinors(const State& state, const std::vector<EntityId>& persons, Day day);
/// A unit of the service that takes people in on `from`; a foster family has to stand in the register.
[[nodiscard]] std::optional<Decision> CheckHost(const State& state, EntityId unit, const Sheet& sheet, Day from);
/// Nobody of the row is placed elsewhere on a day on which the row, as it will be, places them.
[[nodiscard]] std::optional<Decision> CheckPlacedOnce(const State& state, const Intent& intent, EntityId id,
                                                      const PlacementRow& after);
/// They are placed by this row and there on `day`.
[[nodiscard]] std::optional<Decision> CheckThere(const PlacementRow& row, EntityId person, Day day);
[[nodiscard]] std::optional<Decision> CheckFees(std::int64_t daily, std::int64_t monthly);
/// What the row holds more than before is free. Nobody is placed twice.
[[nodiscard]] std::optional<Decision> CheckRoom(const State& state, const Intent& intent, EntityId id,
                                                const PlacementRow& before, const PlacementRow& after);
[[nodiscard]] Refusal OtherKind(PlacementKind kind);

/// Born, by any of their entries; none: not known.
[[nodiscard]] std::optional<Day> BornOn(const State& state, EntityId person);
/// The day on which they become so many years old; none: nobody knows.
[[nodiscard]] std::optional<Day> BirthdayOf(const State& state, EntityId person, int years);

// --- drafts ---

template <class Fact>
EventDraft& DraftOf(Drafts& drafts, EntityId placement, Day day, Fact fact) {
  EventDraft& draft = drafts.Add(placement, kPlacement, std::move(fact));
  draft.effective_on = day;
  return draft;
}
/// A decision that is one event, with the command's text where there is one. Texts are kept as juvenile-court papers.
template <class Fact>
[[nodiscard]] Decision OneEventOf(const Intent& intent, EntityId placement, const PlacementRow& row, Fact fact) {
  Drafts drafts(intent);
  auto& draft = drafts.Add(placement, kPlacement, std::move(fact));
  drafts.Seal(draft, "/text", row.case_file, schema::RetentionClass::court);
  return drafts.Done();
}
/// The units' facts for what the row holds more and less.
void DraftPlacesOf(Drafts& drafts, const Intent& intent, EntityId id, const PlacementRow& before,
                   const PlacementRow& after);
[[nodiscard]] std::vector<EntityId> EntitiesIn(const SchemaIds* ids);

/// The placement's deadlines.
[[nodiscard]] TermDrafts TermsOf(const State& state, const Intent& intent, Drafts& drafts, EntityId placement,
                                 const PlacementRow& row);
/// The next report: after as many months as the decree says, or as the sheet.
void OpenReport(TermDrafts& terms, const PlacementRow& row, const Sheet& sheet, Day start);

inline constexpr std::string_view kReportTerm = "report";
inline constexpr std::string_view kGreatestLength = "greatest_length";
inline constexpr std::string_view kPlannedEnd = "planned_end";
inline constexpr std::string_view kDecreeEnds = "decree_ends";
inline constexpr std::string_view kReassessment = "reassessment";
inline constexpr std::string_view kTermReached = "term_reached";  ///< why nights end by themselves

}  // namespace fascicolo::engine
