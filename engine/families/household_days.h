// A household over the days: who is its member, who its reference person, where it lives. Deciders and evolvers change
// a row by the same functions, so that what is decided is what is folded. Every function that answers false leaves the
// row in no particular state.
#pragma once

#include <optional>
#include <string>

#include "engine/state/household_rows.h"

namespace fascicolo::engine {

/// `person` is a member from `from` on. False: he is one on one of these days already.
[[nodiscard]] bool JoinDays(HouseholdRow& row, EntityId person, schema::Relationship relationship, Day from);
/// `on` is the first day without `person`. False: he is no member on the day before, or left already, then or later.
[[nodiscard]] bool LeaveDays(HouseholdRow& row, EntityId person, Day on);
/// `person` is the reference person from `from` until another one is; of the others it is not known any more what they
/// are to them. False: no member on that day.
[[nodiscard]] bool NameReference(HouseholdRow& row, EntityId person, Day from);
/// The same where somebody leaves; zero: the reference person is the same as before.
[[nodiscard]] bool PassReferenceTo(HouseholdRow& row, EntityId person, Day from);
/// What a member of day `on` is to the reference person. False: no member, or the reference person themselves.
[[nodiscard]] bool Relate(HouseholdRow& row, EntityId person, schema::Relationship relationship, Day on);
/// Lives in `municipality` from `from` until it moves again.
void ResideFrom(HouseholdRow& row, const std::string& municipality, Day from);

/// The membership of `person` on `day`, or null.
[[nodiscard]] const MembershipRow* MembershipOn(const HouseholdRow& row, EntityId person, Day day);
[[nodiscard]] std::size_t MembersOn(const HouseholdRow& row, Day day);
/// Zero before the first one.
[[nodiscard]] EntityId ReferenceOn(const HouseholdRow& row, Day day);
/// Empty where it is not known.
[[nodiscard]] std::string MunicipalityOn(const HouseholdRow& row, Day day);
/// The first day without members behind which nobody is one any more; none: somebody still is.
[[nodiscard]] std::optional<Day> EmptyFrom(const HouseholdRow& row);
/// The first day on which there are members, but the reference person is none of them.
[[nodiscard]] std::optional<Day> FirstDayWithoutReference(const HouseholdRow& row);
/// Within its limits: kMaxMembers on every day, kMaxStays, kMaxResidences.
[[nodiscard]] bool IsWithinLimits(const HouseholdRow& row);

}  // namespace fascicolo::engine
