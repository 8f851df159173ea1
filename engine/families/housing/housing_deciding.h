// What the deciders of public housing share: finding the row, saying who is housed already and whether a dwelling fits, and
// drafting what becomes of a dwelling.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/catalogue/sheet.h"
#include "engine/families/checks.h"
#include "engine/families/housing/dwelling_states.h"
#include "engine/families/housing/housing.h"
#include "engine/families/housing/tenancy_states.h"
#include "engine/families/schema_ids.h"
#include "engine/families/term_drafts.h"
#include "engine/rules/formula.h"

namespace fascicolo::engine {

/// A decision about a dwelling that is there.
Decision OnDwelling(const State& state, const schema::Id* id,
                    const std::function<Decision(EntityId, const DwellingRow&)>& decide);
/// A decision about a tenancy for which `step` is allowed, by a worker who may work on its case; with the sheet of its service.
Decision OnTenancy(const State& state, const Intent& intent, const schema::Id* id, TenancyStep step,
                   const std::function<Decision(EntityId, const TenancyRow&, const Sheet&)>& decide);

/// The adopted sheet of a service that houses people, or an answer.
[[nodiscard]] std::variant<std::shared_ptr<const Sheet>, Decision> HousingSheet(const State& state,
                                                                                std::string_view service);

/// Who is to live in a dwelling.
struct Household {
  EntityId case_file;
  EntityId person;
  std::vector<EntityId> members;  ///< without the person
  std::vector<InputRow> inputs;   ///< facts that came with their application
};
/// The household of a case in charge with these members; or an answer.
[[nodiscard]] std::variant<Household, Decision> HouseholdOf(const State& state, const Intent& intent, const Sheet& sheet,
                                                            const schema::Id* case_file,
                                                            const flatbuffers::Vector<const schema::Id*>* members);

// --- checks: an answer where something stands in the way ---

[[nodiscard]] std::optional<Decision> CheckBecomes(const DwellingRow& row, schema::DwellingState next);
[[nodiscard]] std::optional<Decision> CheckUse(const DwellingRow& row, schema::DwellingUse use);
/// None of them is in another tenancy than `but` and the one that it replaces. Of a lodging and a dwelling the one that is only
/// promised does not count.
[[nodiscard]] std::optional<Decision> CheckNotHoused(const State& state, EntityId but, const TenancyRow& after);
/// A ground of a sheet that a command names, with the sheet, which holds it.
struct NamedGround {
  std::shared_ptr<const Sheet> sheet;
  const HousingGround* ground = nullptr;
};
/// Of the service, which houses people, and with a reference of the office's; or an answer.
[[nodiscard]] std::variant<NamedGround, Decision> GroundNamed(const State& state, std::string_view service,
                                                              std::string_view code, std::string_view reference);

// --- matching ---

struct Match {
  std::shared_ptr<const Formula> rules;  ///< null: the sheet names none, and any dwelling fits
  FormulaEvaluation evaluation;
  [[nodiscard]] bool fits() const { return evaluation.unmet.empty(); }
};
/// Whether the dwelling fits, by the rules in force on the intent's day; or why nobody can tell.
[[nodiscard]] std::variant<Match, Refusal> MatchOf(const State& state, const Intent& intent, const Sheet& sheet,
                                                   const DwellingRow& dwelling, const Household& household);

[[nodiscard]] std::optional<Decision> CheckFits(const Match& match);

// --- drafts ---

void DraftMoved(Drafts& drafts, EntityId dwelling, schema::DwellingState next, EntityId tenancy, Day day);
/// A household is offered a dwelling, or has it.
[[nodiscard]] schema::TenancyOpenedT Opened(EntityId dwelling, schema::TenancyTitle title, const Sheet& sheet,
                                            const Household& household);
void TakeMatch(schema::TenancyOpenedT& opened, const Match& match);
/// The row as the event will make it, for the checks.
[[nodiscard]] TenancyRow RowOf(const schema::TenancyOpenedT& opened, TenancyState state);
/// A tenancy's deadlines, of its own service or of another one.
[[nodiscard]] TermDrafts TenancyTerms(const State& state, const Intent& intent, Drafts& drafts, EntityId tenancy,
                                      const TenancyRow& row, std::string_view service = {});
/// The tenancy is over on `day`, and its dwelling is to be looked after.
void DraftEnded(Drafts& drafts, EntityId tenancy, const TenancyRow& row, schema::TenancyEndedT ended, Day day);

inline constexpr std::string_view kOfferTerm = "offer";
inline constexpr std::string_view kAuthorisationTerm = "authorisation";
inline constexpr std::string_view kCheckTerm = "requisite_check";
inline constexpr std::string_view kObservationsTerm = "observations";
inline constexpr std::string_view kReleaseTerm = "release";
inline constexpr std::string_view kLodgingTerm = "lodging_end";

}  // namespace fascicolo::engine
