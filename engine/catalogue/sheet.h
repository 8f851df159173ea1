// A service sheet: what the engine must know about one service of the authority, as data. The JSON
// form is described for the officer who writes one in schemas/catalogue/README.md; the rows (R01
// ...) are those of the municipality's request.
#pragma once

#include "engine/catalogue/placement_kind.h"
#include "engine/catalogue/words.h"
#include "events/calendar.h"
#include "events/result.h"
#include "schemas/kinds_generated.h"

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

/// What the capacity, and each user's part of it, is counted in. All but the last two belong to a pool.
enum class Unit { kNone, kMinutesPerWeek, kMealsPerDay, kLoadsPerWeek, kAccessesPerWeek, kPlaces, kBeds };

enum class WaitingPolicy { kPoints, kArrival };
/// kAutomatic: the engine offers what became free; kByOffice: it proposes, an officer offers.
enum class OnFree { kAutomatic, kByOffice };
enum class OnRefusal { kKeep, kPenalty, kRemove };
enum class OnSilence { kKeep, kRemove };

/// Which signed act admission, refusal and end wait for. kDetermination: the *determinazione* of
/// the responsible officer.
enum class ActKind { kNone, kDetermination };

/// ISTAT's survey divides what is spent: into services, into structures, or into money for people.
enum class MacroArea { kServices, kStructures, kMoney };
/// Where the money comes from.
enum class Funding { kMunicipal, kRegional, kNational, kEuropean, kHealthService, kUsers };
/// Who runs the service: the authority, a contractor, an accredited provider, the municipalities together.
enum class Management { kDirect, kEntrusted, kAccredited, kAssociated };
/// How the SIUSS record says that means were looked at: 1 ISEE, 2 otherwise, 3 exempted, 4 not at all.
enum class MeansTest { kIsee = 1, kOther, kExempted, kNone };

/// What stops a term: documents that the office asked for (once, 30 days at most: L. 241/1990 art. 2 c. 7), the notice
/// that a refusal is intended (art. 10-bis).
enum class Suspends { kMissingDocuments, kRefusalNotice };

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

/// Those who wait are asked from time to time whether they still want the service.
struct Revalidation {
  int every_days = 0;   ///< 30..1825
  int answer_days = 0;  ///< days to answer, 1..365 and less than every_days
  OnSilence on_silence = OnSilence::kKeep;
  bool operator==(const Revalidation&) const = default;
};

/// Days on which an application may be made that goes on the list; both ends included.
struct OpenPeriod {
  Day from{};
  Day to{};
  bool operator==(const OpenPeriod&) const = default;
};

/// How the service's waiting list is run.
struct ListRules {
  WaitingPolicy policy = WaitingPolicy::kArrival;
  std::string rule_set{};  ///< kPoints: the code, without version, of the rule sets in force;
                           ///< kArrival: empty
  OnFree on_free = OnFree::kByOffice;
  int offer_days = 0;  ///< days to answer an offer, 1..365; the day of the offer does not count
  OnRefusal on_refusal = OnRefusal::kKeep;
  std::int64_t refusal_penalty_hundredths = 0;  ///< kPenalty: points taken off, above 0; else 0
  OnSilence on_silence = OnSilence::kKeep;
  int reentry_days = 0;  ///< who was removed may apply again after so many days, 0..3650
  std::optional<Revalidation> revalidation{};  ///< none: nobody is asked again
  bool is_closed = false;                      ///< nobody enters any more; who is on the list stays
  /// Ascending, without overlap. Empty: always open, unless it is closed.
  std::vector<OpenPeriod> open_periods{};
  bool operator==(const ListRules&) const = default;
};

struct Suspension {
  bool keeps_place = true;
  int max_days = 0;  ///< 1..3650; after them the office is asked to decide
  std::vector<Labelled> reasons{};
  bool operator==(const Suspension&) const = default;
};

/// A term of the procedure (when it ends: engine/rules/deadlines.h). A sheet gives it in days, hours or months.
struct Deadline {
  enum class Unit { kDays, kHours, kMonths };
  std::string code{};
  Label name{};
  Unit unit = Unit::kDays;
  int length = 0;  ///< of its unit; in a sheet 1..3650 days, 1..720 hours, 1..120 months
  Ground ground{};
  std::vector<Suspends> suspended_by{};  ///< each once; empty: nothing stops it
  bool operator==(const Deadline&) const = default;
};

/// What the yearly reports want to know about the service as a whole.
struct Reporting {
  MacroArea macro_area = MacroArea::kServices;
  bool yearly_hours = false;  ///< hours given in the year are reported beside the users
  std::vector<Funding> funding{};  ///< at least one, each once
  Management management = Management::kDirect;
  MeansTest means_test = MeansTest::kNone;
  bool operator==(const Reporting&) const = default;
};

/// How persons are placed by the service.
struct PlacementTerms {
  PlacementKind kind = PlacementKind::kResidential;
  bool needs_title = false;  ///< nobody is placed without a decree or an agreement
  int max_nights = 0;        ///< kShelter: given at once, 1..730; else 0
  bool operator==(const PlacementTerms&) const = default;
};

/// A ground on which a household changes its dwelling, or loses it; with the law or act that says so.
struct HousingGround {
  std::string code{};
  Label name{};
  Ground ground{};
  bool operator==(const HousingGround&) const = default;
};

/// For how long a lodging is given.
struct LodgingTerms {
  int max_days = 0;    ///< at once, 1..730
  int extensions = 0;  ///< how often it may be extended, each by so many days at most; 0..10
  bool operator==(const LodgingTerms&) const = default;
};

/// How dwellings are given and taken. Terms are the sheet's deadlines: "offer", "authorisation", "requisite_check",
/// "observations", "release".
struct HousingTerms {
  std::string matching{};  ///< code, without version, of the formula by which a dwelling fits a household; empty: any does
  int refusals = 0;        ///< offers that may be declined without a good reason before the entry leaves the list, 0..10
  std::vector<std::string> good_reasons{};  ///< refusal reasons that do not count
  std::vector<HousingGround> grounds{};     ///< each code once; empty: nobody changes, or forfeits, by this sheet
  std::optional<LodgingTerms> lodging{};    ///< none: it gives no lodgings
  bool operator==(const HousingTerms&) const = default;
};

/// What one activity of a plan is limited by.
struct PlanLimit {
  std::string activity{};
  int below_age = 0;          ///< whole years of the person on the first day of the plan's year; 0: any
  int most_days = 0;          ///< in a year; then the item is counted in days; 0: not counted
  bool needs_helper = false;  ///< a family that manages it itself declares whom it hired
  bool operator==(const PlanLimit&) const = default;
};

/// How personal plans of the service are assessed, given their amount and run.
struct PlanTerms {
  bool needs_certificate = false;  ///< of a severe disability, in either form
  std::string base{};              ///< rule set, without version: euro a year by points_hundredths, or by level
  std::string cut{};               ///< rule set: per cent off, by the ISEE; empty: none
  std::vector<Labelled> levels{};  ///< from the lightest; empty: assessed by the points of the sheet's assessments
  int expenses_day = 0;            ///< of the next month, by which a month's expenses come; 1..28
  std::vector<PlanLimit> limits{};
  bool provisional = false;        ///< months are paid before their expenses come, and a year's balance is reckoned after it
  bool operator==(const PlanTerms&) const = default;
};

/// Who comes to a programme's sessions: persons who are enrolled, people who are only counted, the service's own staff.
enum class AttendanceMode { kByName, kCounted, kStaff };

/// Enrolment belongs to an inclusion pact, with minutes a week agreed within these, both included.
struct PactRules {
  int least_weekly_minutes = 0;
  int most_weekly_minutes = 0;
  bool operator==(const PactRules&) const = default;
};

/// How training of staff is credited.
struct TrainingRules {
  int yearly_credits = 0;  ///< that count, of all a worker gets in a year; 1..1000
  int least_percent = 0;   ///< of a session that must be attended for its credits, 0..100
  bool operator==(const TrainingRules&) const = default;
};

/// How participation bodies decide. A quorum is more than its share of the members, a majority more than its share of the
/// votes for and against.
struct BodyRules {
  int term_months = 0;       ///< 1..120
  int quorum_percent = 0;    ///< 0..99
  int majority_percent = 0;  ///< 0..99
  bool operator==(const BodyRules&) const = default;
};

/// What programmes of the service consist of.
struct ProgrammeRules {
  std::vector<AttendanceMode> attendance{};  ///< each once; empty: there are no sessions
  bool is_insured = false;                   ///< who is enrolled must be
  std::optional<PactRules> pact{};
  std::optional<TrainingRules> training{};   ///< there if and only if staff attend
  std::vector<schema::UndertakingKind> undertakings{};  ///< each once
  std::optional<BodyRules> bodies{};         ///< none: it has none
  bool operator==(const ProgrammeRules&) const = default;
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
  std::optional<ListRules> waiting{};        ///< there if and only if there is a capacity
  std::optional<PlacementTerms> placement{};  ///< only with the family kPlacement; none: nobody is placed
  std::optional<PlanTerms> plan{};         ///< only with the family kPlan; none: nobody has a plan
  std::optional<Suspension> suspension{};  ///< none: the service cannot be suspended
  std::vector<Labelled> end_reasons{};     ///< at least one
  std::vector<Labelled> refusal_reasons{};
  std::vector<std::string> incompatible_with{};  ///< services that may not run beside it for the same person; may be empty
  std::vector<std::string> assessments{};  ///< codes of the instruments that a decision wants; may be empty
  std::vector<Labelled> documents{};       ///< what an application wants; may be empty
  std::vector<Labelled> issued{};          ///< acts and papers that the office issues along the way; may be empty
  /// Terms beside decision_days, which may stand there too, as "decision", with what suspends it; may be empty.
  std::vector<Deadline> deadlines{};
  std::string fee{};                       ///< code, without version, of the fee rules in force; empty: none
  std::optional<Reporting> reporting{};
  std::optional<ProgrammeRules> programme{};  ///< none: the service has no programmes
  ActKind act = ActKind::kNone;
  int decision_days = 30;  ///< the regulation's term for deciding about an application, 1..365
  std::vector<Ground> legal_basis{};
  DocumentStatus status = DocumentStatus::kSample;
  std::optional<HousingTerms> housing{};  ///< only with the families kHousing and kRanking; none: nobody is housed by it
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
[[nodiscard]] std::string_view TextOf(MacroArea value);
[[nodiscard]] std::string_view TextOf(Funding value);
[[nodiscard]] std::string_view TextOf(Management value);
[[nodiscard]] std::string_view TextOf(MeansTest value);
[[nodiscard]] std::string_view TextOf(Suspends value);
[[nodiscard]] std::string_view TextOf(PlacementKind value);

/// Whether an application of this day may go on the list.
[[nodiscard]] bool IsListOpen(const ListRules& waiting, Day applied_on);

}  // namespace fascicolo::engine
