// What a command may name: wide enough for every authority, narrow enough that no sum overflows and no row or commit
// outgrows its store. Deciders reject what lies outside; evolvers take it for poison.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/codes.h"
#include "events/calendar.h"

namespace fascicolo::engine {

inline constexpr std::int64_t kMaxQuantity = 1'000'000;  ///< of one activation or unit, in the sheet's unit
inline constexpr Day kFirstDay = DayFromCivil({.year = 1900, .month = 1, .day = 1});
inline constexpr Day kLastDay = DayFromCivil({.year = 2200, .month = 12, .day = 31});
inline constexpr std::size_t kMaxNameBytes = 500;
inline constexpr std::size_t kMunicipalityDigits = 6;  ///< ISTAT: "092009"
inline constexpr std::size_t kCitizenshipDigits = 3;   ///< ISO 3166-1 numeric: "380"
inline constexpr std::size_t kMaxWorkerBytes = 120;  ///< of a worker's name, which is a key as well
inline constexpr int kMaxAbsenceDays = 730;          ///< of a worker, reported or covered at once
inline constexpr int kMaxAwayHorizon = 366;          ///< days looked ahead for absences of workers
inline constexpr std::size_t kMaxInputs = 256;       ///< known about one application
inline constexpr std::size_t kMaxMembers = 50;       ///< of a household on one day; served with an applicant
inline constexpr std::size_t kMaxStays = 200;        ///< in one household, of all who ever were its members
inline constexpr std::size_t kMaxHouseholds = 50;    ///< of one composition, of which one person ever was a member
inline constexpr std::int64_t kMaxFeeCents = 100'000'000'000;  ///< of one unit; rules on the dearest unit stay below
inline constexpr std::size_t kMaxFeeSteps = 1'000;      ///< days on which the fee of one service changes
inline constexpr std::size_t kMaxAttestations = 200;    ///< of one household
inline constexpr std::size_t kMaxRecalculations = 200;  ///< services whose fees one attestation may change
inline constexpr std::size_t kMaxResidences = 100;   ///< of one household
inline constexpr std::int64_t kMaxMoneyCents = 100'000'000'000'000;  ///< of a chapter, and of anything in it
inline constexpr std::uint32_t kMaxAllowanceMonths = 120;
inline constexpr std::size_t kMaxAllowanceSteps = 120;  ///< changes of one allowance
inline constexpr std::uint32_t kMaxInstalments = 120;
inline constexpr std::uint32_t kMaxDebts = 2'000;     ///< of one person
inline constexpr std::uint32_t kMaxCommitments = 1'000'000;  ///< of one chapter; its liquidations too
inline constexpr std::size_t kMaxCarried = 200;      ///< commands that one act puts into force
inline constexpr std::size_t kMaxNumberBytes = 32;   ///< of an act, or of the protocol
inline constexpr std::size_t kMaxVariations = 256;   ///< of one service
inline constexpr std::size_t kMaxSuspensions = 256;  ///< of one service
inline constexpr std::size_t kMaxListLines = 4'000;      ///< entries of one call: a list is one event
inline constexpr std::size_t kMaxCallGroups = 16;        ///< sub-lists, reserves and quotas of one call
inline constexpr std::uint32_t kMaxAppealDays = 365;
inline constexpr std::size_t kMaxCommission = 15;        ///< members
inline constexpr std::size_t kMaxAppeals = 20;           ///< of one entry
inline constexpr std::size_t kMaxWitnesses = 10;         ///< of one draw
inline constexpr std::size_t kMaxEntryDocuments = 30;    ///< asked for at once
inline constexpr std::size_t kMaxAskedHosts = 20;        ///< of one placement, that have not answered
inline constexpr std::size_t kMaxHosts = 200;            ///< of one placement, one after the other
inline constexpr std::size_t kMaxContactOrders = 50;     ///< of one placement
inline constexpr std::size_t kMaxConditions = 50;        ///< of one pact of a site
inline constexpr std::size_t kMaxFosterMembers = 20;     ///< of one foster family
inline constexpr std::uint32_t kMaxReportMonths = 24;    ///< between two reports on a placement
inline constexpr std::uint32_t kMaxNights = 730;         ///< asked for at once
inline constexpr int kMaxColdPlanDays = 366;
inline constexpr std::int64_t kMaxColdPlanBeds = 10'000;
inline constexpr std::uint32_t kMaxSessionMinutes = 1'440;  ///< a longer one is several
inline constexpr std::uint32_t kMaxCredits = 1'000;         ///< of one session
inline constexpr std::size_t kMaxAttendance = 2'000;        ///< enrolled, or staff, told of one session
inline constexpr std::size_t kMaxHeadcounts = 32;           ///< groups by age and sex, counted in one session
inline constexpr std::size_t kMaxBodyMembers = 100;         ///< seats of a participation body
inline constexpr std::size_t kMaxCandidates = 500;          ///< in one election
inline constexpr std::size_t kMaxMotions = 100;             ///< in one meeting
inline constexpr std::uint32_t kMaxVotes = 1'000'000;
inline constexpr std::size_t kMaxParties = 50;              ///< of one agreement
inline constexpr std::int64_t kMaxBudgetCents = 100'000'000'000;  ///< of one measure; the price of a contract's unit
inline constexpr std::size_t kMaxQueryBytes = 240;          ///< of a published query: a key, doubled by its escapes
inline constexpr std::size_t kMaxFiguresBytes = 64 << 10;   ///< of a result that is kept with its digest
inline constexpr std::size_t kMaxFindings = 100;            ///< of one quality check
inline constexpr std::uint8_t kMaxRooms = 50;               ///< of one dwelling
inline constexpr std::uint16_t kMaxSquareMetres = 2'000;    ///< of one dwelling
inline constexpr std::int8_t kLowestFloor = -5;
inline constexpr std::int8_t kHighestFloor = 100;
inline constexpr std::uint32_t kMaxKeys = 100;              ///< handed over at once
inline constexpr std::size_t kMaxGuests = 50;               ///< ever, of one tenancy
inline constexpr std::size_t kMaxRents = 200;               ///< months from which one tenancy's rent is another
inline constexpr std::size_t kMaxRentsAtOnce = 500;         ///< debts that one command raises; the next goes on
inline constexpr std::size_t kMaxPlanItems = 20;            ///< of one year of a plan, or of one month's expenses
inline constexpr std::uint32_t kMaxPlanQuantity = 1'000'000;  ///< of one item, in its measure
inline constexpr std::size_t kMaxPlanPauses = 100;          ///< of one plan
inline constexpr std::size_t kMaxHelpers = 100;             ///< declared for one plan
/// Of a place on a list. Doubled by the escapes of a key, and with the list before it, within store::kMaxKeyBytes.
inline constexpr std::size_t kMaxSortKeyBytes = 240;

[[nodiscard]] constexpr bool IsQuantity(std::int64_t quantity) {
  return quantity > 0 && quantity <= kMaxQuantity;
}
[[nodiscard]] constexpr bool IsPossible(Day day) { return day >= kFirstDay && day <= kLastDay; }

/// Dates of the schemas: 0 is "not given".
[[nodiscard]] constexpr std::optional<Day> DayIfGiven(std::int32_t days) {
  return days == 0 ? std::nullopt : std::optional(Day{days});
}
[[nodiscard]] constexpr std::int32_t DaysOf(std::optional<Day> day) { return day ? day->days : 0; }

/// [from, until) is an interval of possible days; no `until`: without end.
[[nodiscard]] constexpr bool IsInterval(Day from, std::optional<Day> until) {
  return IsPossible(from) && (!until || (IsPossible(*until) && *until > from));
}

}  // namespace fascicolo::engine
