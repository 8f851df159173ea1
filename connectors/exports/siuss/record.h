// What the SIUSS wants to know of one benefit of one person, or of one minor: as it stands in the clear, with the
// places of the names and codes that are opened only when a flow is written.
//
// Forms and codes: INPS, PS_PSA_SINA201812.xsd and SINBA.xsd (D.M. 206/2014), in schemas/.
#pragma once

#include "engine/catalogue/sheet.h"
#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::siuss {

/// A sealed text: the section of an event of a commit.
struct TextPlace {
  Position commit;
  std::uint32_t event = 0;
  std::uint32_t section = 0;
  bool operator==(const TextPlace&) const = default;
};

struct Beneficiary {
  EntityId person;
  std::optional<TextPlace> surname{};
  std::optional<TextPlace> name{};
  std::optional<TextPlace> fiscal_code{};
  std::optional<TextPlace> birthplace{};  ///< none: the fiscal code says it
  int birth_year = 0;
  schema::Sex sex = schema::Sex::unknown;
  std::string citizenship{};   ///< three digits, ISO 3166-1
  std::string municipality{};  ///< of the residence: six digits, ISTAT
  bool operator==(const Beneficiary&) const = default;
};

/// The household's declaration (DSU) behind the ISEE.
struct Declaration {
  std::string protocol{};
  int year = 0;
  Day issued_on{};
  bool operator==(const Declaration&) const = default;
};

/// The codes of the block for non-self-sufficiency, as the XSD numbers them.
struct SinaBlock {
  int mobility = 0;
  int daily_living = 0;
  int cognition = 0;
  int behaviour = 0;
  int health_care = 0;
  int income = 0;
  int support = 0;
  int source = 0;
  int tool = 0;
  bool severe_disability = false;  ///< L. 104/1992, art. 3 c. 3
  bool operator==(const SinaBlock&) const = default;
};

/// One benefit of one person in one calendar year: PS-PSA-SINA. Amounts in cents.
struct BenefitRecord {
  Beneficiary who{};
  std::string code{};       ///< stands in SiussTable()
  std::string protocol{};   ///< of the application
  engine::MeansTest means_test = engine::MeansTest::kNone;
  std::optional<Declaration> declaration{};  ///< there where means are tested by the ISEE
  std::optional<Day> event_on{};
  Day from{};  ///< periodic: first and last day; once: the day of the payment, twice
  Day last{};
  bool is_once = false;
  int months = 0;  ///< periodic: of the year that it touches, 1..12
  std::int64_t amount = 0;  ///< once: all of it; periodic: each month
  bool is_valued = true;    ///< false: the ledger knows no price of a service in kind, and `amount` says nothing
  std::int64_t user_share = 0;
  std::int64_t health_share = 0;
  std::int64_t monthly_hours = 0;  ///< hundredths; 0: not counted in hours
  bool in_charge = false;
  int area = 1;
  std::optional<SinaBlock> sina{};
  bool operator==(const BenefitRecord&) const = default;
};

/// The member of a minor's family, as the XSD numbers them.
enum class FamilyMember { kMother = 1, kFather, kSibling, kGrandparent, kParentsPartner, kOther };

/// What a court decided.
struct DecreeOfMinor {
  Day on{};
  schema::Court court = schema::Court::none;  ///< none: it is not recorded
  int kind = 0;                               ///< TipoProvvedimentoGiudiziario; 0: none of its values
  bool operator==(const DecreeOfMinor&) const = default;
};

/// Where a minor was placed in the year.
struct PlacementOfMinor {
  bool is_foster = false;
  schema::PlacementTitle title = schema::PlacementTitle::none;
  schema::Kinship kinship = schema::Kinship::none;
  schema::CareTime care_time = schema::CareTime::none;
  bool operator==(const PlacementOfMinor&) const = default;
};

/// One minor in one calendar year: SINBA. No name, no code, no day of birth, no municipality.
struct MinorRecord {
  EntityId person{};  ///< goes into the minor's own id, never out
  int birth_year = 0;
  int age_band = 1;   ///< FasciaEtaBeneficiario
  int isee_band = 0;  ///< FasciaISEEBeneficiario; 0: not known
  std::string region{};               ///< two digits; empty: not known, or protected
  std::vector<std::string> codes{};   ///< of the benefits; ascending, each once
  std::vector<FamilyMember> family{}; ///< ascending, each once; at least one
  int unaccompanied = 0;
  int orphan = 0;
  int living_place = 0;
  int school = 0;
  int work = 0;
  int disability = 0;
  int reported_by = 0;
  int minors_problem = 0;
  int familys_problem = 0;
  Day first_reported{};
  std::optional<Day> reported_to_court{};
  std::optional<DecreeOfMinor> decree{};
  std::optional<PlacementOfMinor> placement{};
  bool operator==(const MinorRecord&) const = default;
};

/// Why something that ought to be transmitted is not.
enum class Reason {
  kNoCode,            ///< the official table has no code for the service
  kNotIdentified,     ///< under an alias, or without a name
  kNoFiscalCode,
  kOnlyHealthCode,    ///< STP and ENI do not fit the schema
  kNoSex,
  kNoBirth,
  kNoCitizenship,
  kNoResidence,
  kProtectedAddress,  ///< the office decides
  kRestricted,        ///< processing is restricted (GDPR, art. 18)
  kNoProtocol,        ///< of the application
  kNoIsee,            ///< means are tested by the ISEE, and none is attested
  kNoSina,            ///< no assessment by the instrument "sina"
  kNoSinba,           ///< of a minor: none by the instrument "sinba"
  kNoFamily,          ///< of a minor: no registry household
  kImported,          ///< a foreign history brought it
  kErased,            ///< a name or code cannot be opened any more
  kUnfitCode,         ///< the fiscal code does not fit the schema: four or more substitutions
  kUnfitName,
};
inline constexpr Reason kLastReason = Reason::kUnfitName;
/// "no_fiscal_code"
[[nodiscard]] std::string_view WordOf(Reason reason);

}  // namespace fascicolo::siuss
