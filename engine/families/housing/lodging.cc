// Emergency lodgings: given by an act to a household, for a term, and extended as the sheet allows.
#include "engine/families/act.h"
#include "engine/families/housing/housing_deciding.h"

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;

/// [from, until) is a term that is given at once.
std::optional<Decision> CheckTerm(Day from, std::int32_t until, const LodgingTerms& terms) {
  if (auto answer = FirstOf(CheckDay("/until", until), CheckUntil(from, until))) return answer;
  if (Day{until} - from <= terms.max_days) return std::nullopt;
  return Refusal{Rule::kLodgingTooLong, {{"max_days", std::to_string(terms.max_days)}}};
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::GrantLodging& command) {
  return OnDwelling(state, command.dwelling(), [&](EntityId dwelling, const DwellingRow& row) -> Decision {
    auto found = HousingSheet(state, Text(command.service()));
    if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
    const Sheet& sheet = *std::get<0>(found);
    if (!sheet.housing->lodging) return Refusal{Rule::kServiceHousesNobody, {{"service", sheet.code}}};
    if (auto answer = FirstOf(CheckHappened(intent), CheckUse(row, schema::DwellingUse::emergency),
                              CheckBecomes(row, occupied), CheckByAct(intent, sheet),
                              CheckTerm(intent.effective_on, command.until(), *sheet.housing->lodging))) {
      return *std::move(answer);
    }
    auto household = HouseholdOf(state, intent, sheet, command.case_file(), command.members());
    if (auto* answer = std::get_if<Decision>(&household)) return std::move(*answer);
    auto opened = Opened(dwelling, schema::TenancyTitle::lodging, sheet, std::get<Household>(household));
    opened.until = command.until();
    const EntityId tenancy = NewEntity(intent.command, 0);
    if (auto answer = CheckNotHoused(state, tenancy, RowOf(opened, TenancyState::kInForce))) return *std::move(answer);
    Drafts drafts(intent);
    drafts.Add(tenancy, kTenancyKind, std::move(opened));
    DraftMoved(drafts, dwelling, occupied, tenancy, intent.effective_on);
    TermDrafts(state, intent, drafts, {tenancy, kTenancyKind, sheet.code, 0})
        .OpenOn(kLodgingTerm, intent.effective_on, Day{command.until()} - 1);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ExtendLodging& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet& sheet) -> Decision {
    if (!sheet.housing->lodging || !row.until) return Refusal{Rule::kServiceHousesNobody, {{"service", sheet.code}}};
    const LodgingTerms& terms = *sheet.housing->lodging;
    if (auto answer = FirstOf(CheckByAct(intent, sheet), CheckTerm(*row.until, command.until(), terms))) {
      return *std::move(answer);
    }
    if (row.extensions >= static_cast<std::uint32_t>(terms.extensions)) {
      return Refusal{Rule::kNoMoreExtensions, {{"extensions", std::to_string(terms.extensions)}}};
    }
    schema::LodgingExtendedT extended;
    extended.until = command.until();
    extended.previous = DaysOf(row.until);
    Drafts drafts(intent);
    drafts.Add(tenancy, kTenancyKind, std::move(extended));
    TermDrafts of = TenancyTerms(state, intent, drafts, tenancy, row);
    of.Meet(kLodgingTerm);
    of.OpenOn(kLodgingTerm, intent.effective_on, Day{command.until()} - 1);
    return drafts.Done();
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kExtend, decide);
}

}  // namespace fascicolo::engine
