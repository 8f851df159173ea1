// Reading the blocks of a sheet (engine/catalogue/sheet.h), one function each. Errors go to the form's.
#pragma once

#include "engine/catalogue/form.h"
#include "engine/catalogue/sheet.h"

#include <optional>

namespace fascicolo::engine {

/// Reads "capacity" into the sheet. The model when it is known: whether a waiting list belongs to the sheet depends on it.
[[nodiscard]] std::optional<CapacityModel> ReadCapacity(Form& form, Sheet& sheet);
[[nodiscard]] std::optional<ListRules> ReadWaiting(Form& form, std::optional<CapacityModel> capacity);
[[nodiscard]] std::optional<Suspension> ReadSuspension(Form& form);
/// Family and capacity of the sheet are read already.
[[nodiscard]] std::optional<PlacementTerms> ReadPlacement(Form& form, const Sheet& sheet);
/// Family and activities of the sheet are read already.
[[nodiscard]] std::optional<PlanTerms> ReadPlan(Form& form, const Sheet& sheet);

/// The family of the sheet is read already.
[[nodiscard]] std::optional<HousingTerms> ReadHousing(Form& form, const Sheet& sheet);

/// What the service's programmes consist of; none: it has none.
[[nodiscard]] std::optional<ProgrammeRules> ReadProgramme(Form& form);

/// What an application wants and what the office owes: assessments, documents, papers issued, the term for the decision
/// and other deadlines, fee, reporting.
void ReadProcedure(Form& form, Sheet& sheet);

}  // namespace fascicolo::engine
