// A service sheet: what the engine must know about one service of the authority, as data. The JSON
// form is described for the officer who writes one in schemas/catalogue/README.md; the rows (R01
// ...) are those of the municipality's request.
#pragma once

#include "engine/catalogue/words.h"
#include "events/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

enum class Area { kElderly, kMinorsFamily, kDisabled, kForeigners, kPovertyAdults, kGeneral };

/// The four desks of the first information service: a classification of its own, beside the area.
enum class Desk { kFamiliesMinors, kAdultsElderly, kDisabled, kImmigrants };

/// The user areas of ISTAT's survey of the social spending of municipalities.
enum class IstatArea {
  kFamiliesMinors,
  kDisabled,
  kDependencies,
  kElderly,
  kImmigrants,
  kPovertyAdults,
  kMultiUser
};

/// Which deciders run the service.
enum class Family {
  kCaseFile,
  kServiceUnit,
  kActivation,
  kPlan,
  kAllowance,
  kPlacement,
  kRanking,
  kHousing,
  kProgramme
};

/// Who is entitled and counted.
enum class Served { kPerson, kHousehold };

/// kPool: an amount per time, shared in any portions; kPlaces: whole places; kNone: nobody ever
/// waits.
enum class CapacityModel { kNone, kPool, kPlaces };

/// What the capacity, and each user's part of it, is counted in. The first three belong to a pool.
enum class Unit { kNone, kMinutesPerWeek, kMealsPerDay, kLoadsPerWeek, kPlaces, kBeds };

enum class WaitingPolicy { kPoints, kArrival };
/// kAutomatic: the engine offers what became free; kByOffice: it proposes, an officer offers.
enum class OnFree { kAutomatic, kByOffice };
enum class OnRefusal { kKeep, kPenalty, kRemove };
enum class OnSilence { kKeep, kRemove };

/// Which signed act admission, refusal and end wait for. kDetermination: the *determinazione* of
/// the responsible officer.
enum class ActKind { kNone, kDetermination };

/// The class in the reports to INPS.
struct SiussClass {
  std::string code{};  ///< stands in SiussTable()
  int area =
      1;  ///< 1 family and minors, 2 disability and non-self-sufficiency, 3 poverty and exclusion
  bool operator==(const SiussClass&) const = default;
};

/// An activity within the service, counted apart but sharing application, capacity and list.
struct Activity {
  std::string code{};
  std::string row{};  ///< one of the sheet's rows
  Label name{};
  bool operator==(const Activity&) const = default;
};

struct Waiting {
  WaitingPolicy policy = WaitingPolicy::kArrival;
  std::string rule_set{};  ///< kPoints: the code, without version, of the rule sets in force;
                           ///< kArrival: empty
  OnFree on_free = OnFree::kByOffice;
  int offer_days = 0;  ///< days to answer an offer, 1..365; the day of the offer does not count
  OnRefusal on_refusal = OnRefusal::kKeep;
  std::int64_t refusal_penalty_hundredths = 0;  ///< kPenalty: points taken off, above 0; else 0
  OnSilence on_silence = OnSilence::kKeep;
  int reentry_days = 0;  ///< who was removed may apply again after so many days, 0..3650
  bool operator==(const Waiting&) const = default;
};

struct Suspension {
  bool keeps_place = true;
  int max_days = 0;  ///< 1..3650; after them the office is asked to decide
  std::vector<Labelled> reasons{};
  bool operator==(const Suspension&) const = default;
};

struct Sheet {
  std::string code{};               ///< names the service for ever
  std::vector<std::string> rows{};  ///< "R01"; in the file's order
  Label name{};
  Area area = Area::kGeneral;
  std::vector<Desk> desks{};          ///< at least one, each once
  std::optional<SiussClass> siuss{};  ///< none: the official table has no code for it
  IstatArea istat_area = IstatArea::kMultiUser;
  int fnps_level = 1;  ///< macro-level of the national fund for social policies, 1..5
  Family family = Family::kCaseFile;
  Served served = Served::kPerson;
  CapacityModel capacity = CapacityModel::kNone;
  Unit unit = Unit::kNone;                 ///< kNone if and only if the capacity is
  std::vector<Activity> activities{};      ///< may be empty
  std::optional<Waiting> waiting{};        ///< there if and only if there is a capacity
  std::optional<Suspension> suspension{};  ///< none: the service cannot be suspended
  std::vector<Labelled> end_reasons{};     ///< at least one
  std::vector<Labelled> refusal_reasons{};
  ActKind act = ActKind::kNone;
  int decision_days = 30;  ///< the regulation's term for deciding about an application, 1..365
  std::vector<Ground> legal_basis{};
  DocumentStatus status = DocumentStatus::kSample;
  bool operator==(const Sheet&) const = default;
};

inline constexpr int kSheetFormat = 1;  ///< the "format" of the JSON form that this program reads

/// Reads a sheet. All errors are found in one pass, each with its JSON pointer (for a syntax error,
/// the line).
Result<Sheet, std::vector<FormError>> ParseSheet(std::string_view json);

/// The words of the JSON form.
[[nodiscard]] std::string_view TextOf(Area value);
[[nodiscard]] std::string_view TextOf(Desk value);
[[nodiscard]] std::string_view TextOf(IstatArea value);
[[nodiscard]] std::string_view TextOf(Family value);
[[nodiscard]] std::string_view TextOf(Served value);
[[nodiscard]] std::string_view TextOf(CapacityModel value);
[[nodiscard]] std::string_view TextOf(Unit value);
[[nodiscard]] std::string_view TextOf(WaitingPolicy value);
[[nodiscard]] std::string_view TextOf(OnFree value);
[[nodiscard]] std::string_view TextOf(OnRefusal value);
[[nodiscard]] std::string_view TextOf(OnSilence value);
[[nodiscard]] std::string_view TextOf(ActKind value);

}  // namespace fascicolo::engine
