// How the JSON of a sheet spells its enumerations (engine/catalogue/sheet.h).
#pragma once

#include "engine/catalogue/sheet.h"

#include <array>

namespace fascicolo::engine {

inline constexpr std::array kAreas{Word<Area>{"elderly", Area::kElderly},
                                   Word<Area>{"minors_family", Area::kMinorsFamily},
                                   Word<Area>{"disabled", Area::kDisabled},
                                   Word<Area>{"foreigners", Area::kForeigners},
                                   Word<Area>{"poverty_adults", Area::kPovertyAdults},
                                   Word<Area>{"general", Area::kGeneral}};
inline constexpr std::array kDesks{Word<Desk>{"families_minors", Desk::kFamiliesMinors},
                                   Word<Desk>{"adults_elderly", Desk::kAdultsElderly},
                                   Word<Desk>{"disabled", Desk::kDisabled},
                                   Word<Desk>{"immigrants", Desk::kImmigrants}};
inline constexpr std::array kIstatAreas{Word<IstatArea>{"families_minors", IstatArea::kFamiliesMinors},
                                        Word<IstatArea>{"disabled", IstatArea::kDisabled},
                                        Word<IstatArea>{"dependencies", IstatArea::kDependencies},
                                        Word<IstatArea>{"elderly", IstatArea::kElderly},
                                        Word<IstatArea>{"immigrants", IstatArea::kImmigrants},
                                        Word<IstatArea>{"poverty_adults", IstatArea::kPovertyAdults},
                                        Word<IstatArea>{"multi_user", IstatArea::kMultiUser}};
inline constexpr std::array kFamilies{Word<Family>{"case_file", Family::kCaseFile},
                                      Word<Family>{"service_unit", Family::kServiceUnit},
                                      Word<Family>{"activation", Family::kActivation},
                                      Word<Family>{"plan", Family::kPlan},
                                      Word<Family>{"allowance", Family::kAllowance},
                                      Word<Family>{"placement", Family::kPlacement},
                                      Word<Family>{"ranking", Family::kRanking},
                                      Word<Family>{"housing", Family::kHousing},
                                      Word<Family>{"programme", Family::kProgramme}};
inline constexpr std::array kServed{Word<Served>{"person", Served::kPerson},
                                    Word<Served>{"household", Served::kHousehold}};
inline constexpr std::array kCapacityModels{Word<CapacityModel>{"none", CapacityModel::kNone},
                                            Word<CapacityModel>{"pool", CapacityModel::kPool},
                                            Word<CapacityModel>{"places", CapacityModel::kPlaces}};
inline constexpr std::array kPoolUnits{Word<Unit>{"minutes_per_week", Unit::kMinutesPerWeek},
                                       Word<Unit>{"meals_per_day", Unit::kMealsPerDay},
                                       Word<Unit>{"loads_per_week", Unit::kLoadsPerWeek},
                                       Word<Unit>{"accesses_per_week", Unit::kAccessesPerWeek}};
inline constexpr std::array kPlaceUnits{Word<Unit>{"places", Unit::kPlaces},
                                        Word<Unit>{"beds", Unit::kBeds}};
inline constexpr std::array kPolicies{Word<WaitingPolicy>{"points", WaitingPolicy::kPoints},
                                      Word<WaitingPolicy>{"arrival", WaitingPolicy::kArrival}};
inline constexpr std::array kOnFree{Word<OnFree>{"automatic", OnFree::kAutomatic},
                                    Word<OnFree>{"by_office", OnFree::kByOffice}};
inline constexpr std::array kOnRefusal{Word<OnRefusal>{"keep", OnRefusal::kKeep},
                                       Word<OnRefusal>{"penalty", OnRefusal::kPenalty},
                                       Word<OnRefusal>{"remove", OnRefusal::kRemove}};
inline constexpr std::array kOnSilence{Word<OnSilence>{"keep", OnSilence::kKeep},
                                       Word<OnSilence>{"remove", OnSilence::kRemove}};
inline constexpr std::array kActs{Word<ActKind>{"none", ActKind::kNone},
                                  Word<ActKind>{"determination", ActKind::kDetermination}};
inline constexpr std::array kMacroAreas{Word<MacroArea>{"services", MacroArea::kServices},
                                        Word<MacroArea>{"structures", MacroArea::kStructures},
                                        Word<MacroArea>{"money", MacroArea::kMoney}};
inline constexpr std::array kFunding{Word<Funding>{"municipal", Funding::kMunicipal},
                                     Word<Funding>{"regional", Funding::kRegional},
                                     Word<Funding>{"national", Funding::kNational},
                                     Word<Funding>{"european", Funding::kEuropean},
                                     Word<Funding>{"health_service", Funding::kHealthService},
                                     Word<Funding>{"users", Funding::kUsers}};
inline constexpr std::array kManagement{Word<Management>{"direct", Management::kDirect},
                                        Word<Management>{"entrusted", Management::kEntrusted},
                                        Word<Management>{"accredited", Management::kAccredited},
                                        Word<Management>{"associated", Management::kAssociated}};
inline constexpr std::array kMeansTests{Word<MeansTest>{"isee", MeansTest::kIsee},
                                        Word<MeansTest>{"other", MeansTest::kOther},
                                        Word<MeansTest>{"exempted", MeansTest::kExempted},
                                        Word<MeansTest>{"none", MeansTest::kNone}};
inline constexpr std::array kSuspends{Word<Suspends>{"missing_documents", Suspends::kMissingDocuments},
                                      Word<Suspends>{"refusal_notice", Suspends::kRefusalNotice}};
inline constexpr std::array kPlacementKinds{Word<PlacementKind>{"residential", PlacementKind::kResidential},
                                            Word<PlacementKind>{"foster", PlacementKind::kFoster},
                                            Word<PlacementKind>{"shelter", PlacementKind::kShelter},
                                            Word<PlacementKind>{"site", PlacementKind::kSite},
                                            Word<PlacementKind>{"residence", PlacementKind::kResidence}};

inline constexpr std::array kAttendanceModes{Word<AttendanceMode>{"by_name", AttendanceMode::kByName},
                                             Word<AttendanceMode>{"counted", AttendanceMode::kCounted},
                                             Word<AttendanceMode>{"staff", AttendanceMode::kStaff}};
inline constexpr std::array kUndertakings{
    Word<schema::UndertakingKind>{"educational_plan", schema::UndertakingKind::educational_plan},
    Word<schema::UndertakingKind>{"administrative_plan", schema::UndertakingKind::administrative_plan},
    Word<schema::UndertakingKind>{"operating_plan", schema::UndertakingKind::operating_plan},
    Word<schema::UndertakingKind>{"family_plan", schema::UndertakingKind::family_plan},
    Word<schema::UndertakingKind>{"participation_plan", schema::UndertakingKind::participation_plan},
    Word<schema::UndertakingKind>{"study", schema::UndertakingKind::study},
    Word<schema::UndertakingKind>{"briefing", schema::UndertakingKind::briefing},
    Word<schema::UndertakingKind>{"measure", schema::UndertakingKind::measure},
    Word<schema::UndertakingKind>{"agreement", schema::UndertakingKind::agreement}};

}  // namespace fascicolo::engine
