// Provisional assignments while a list is exhausted (L.R. Sardegna 13/1989, art. 16 c. 2).
#include "engine/families/act.h"
#include "engine/families/housing/housing_deciding.h"
#include "engine/families/ranking.h"

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;

/// The call's list is exhausted; its service houses people.
std::variant<std::shared_ptr<const Sheet>, Decision> SheetOfExhausted(const State& state, const schema::Id* id) {
  const EntityId call = events::Entity(id);
  const auto row = state.FindEntity<CallTable>(call);
  if (!row) return Unknown("/call", call, "call");
  if (row->state != CallState::kExhausted) {
    return Refusal{Rule::kListNotExhausted, {{"state", std::string(TextOf(row->state))}}};
  }
  return HousingSheet(state, row->service);
}

/// Nobody else of a list has a turn on it.
std::optional<Decision> CheckDwelling(const DwellingRow& row) {
  if (!row.reserve.empty()) return Refusal{Rule::kDwellingReserved, {{"reserve", row.reserve}}};
  return FirstOf(CheckUse(row, schema::DwellingUse::public_housing), CheckBecomes(row, assigned));
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::AssignProvisionally& command) {
  return OnDwelling(state, command.dwelling(), [&](EntityId dwelling, const DwellingRow& row) -> Decision {
    auto found = SheetOfExhausted(state, command.call());
    if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
    const Sheet& sheet = *std::get<0>(found);
    if (auto answer = FirstOf(CheckText("/reference", Text(command.reference()), kMaxNameBytes), CheckHappened(intent),
                              CheckDwelling(row), CheckByAct(intent, sheet))) {
      return *std::move(answer);
    }
    auto household = HouseholdOf(state, intent, sheet, command.case_file(), command.members());
    if (auto* answer = std::get_if<Decision>(&household)) return std::move(*answer);
    auto match = MatchOf(state, intent, sheet, row, std::get<Household>(household));
    if (auto* refusal = std::get_if<Refusal>(&match)) return std::move(*refusal);
    auto opened = Opened(dwelling, schema::TenancyTitle::provisional, sheet, std::get<Household>(household));
    opened.call = CopyOf(command.call());
    opened.reference = Text(command.reference());
    TakeMatch(opened, std::get<Match>(match));
    const EntityId tenancy = NewEntity(intent.command, 0);
    if (auto answer = FirstOf(CheckFits(std::get<Match>(match)),
                              CheckNotHoused(state, tenancy, RowOf(opened, TenancyState::kAssigned)))) {
      return *std::move(answer);
    }
    Drafts drafts(intent);
    drafts.Add(tenancy, kTenancyKind, std::move(opened));
    DraftMoved(drafts, dwelling, assigned, tenancy, intent.effective_on);
    TermDrafts(state, intent, drafts, {tenancy, kTenancyKind, sheet.code, 0})
        .OpenBySheet(sheet, kAuthorisationTerm, intent.effective_on);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordAuthorisation& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet&) -> Decision {
    if (auto answer = CheckText("/reference", Text(command.reference()), kMaxNameBytes)) return *std::move(answer);
    if (row.title != schema::TenancyTitle::provisional || row.is_authorised) {
      return Refusal{Rule::kTenancyOutOfOrder, {{"title", schema::EnumNameTenancyTitle(row.title)}}};
    }
    Drafts drafts(intent);
    TenancyTerms(state, intent, drafts, tenancy, row).Meet(kAuthorisationTerm);
    schema::AuthorisationRecordedT recorded;
    recorded.granted = command.granted();
    recorded.reference = Text(command.reference());
    drafts.Add(tenancy, kTenancyKind, std::move(recorded));
    if (!command.granted()) DraftMoved(drafts, row.dwelling, ready, tenancy, intent.effective_on);
    return drafts.Done();
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kAuthorise, decide);
}

}  // namespace fascicolo::engine
